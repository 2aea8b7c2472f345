//! The sentences about months of contributions in English.

use crate::dates::{day, month};
use crate::household::Who;
use crate::policy::decision::calendar::MonthStrip;
use crate::policy::decision::reason::ReasonCode as R;
use crate::policy::explain::phrases::{many, missing_months, unposted_months};
use crate::policy::explain::read::{Read, is_tax, row_code};
use crate::policy::explain::reasons::reason;
use crate::policy::facts::ledger::{Basis, ContributionKind};
use crate::values::Lang;

const EN: Lang = Lang::En;

pub(super) fn sentence(read: &Read<'_>) -> String {
    let Some(strip) = &read.0.months else {
        return reason(read.0.code, EN).to_owned();
    };
    let what = match (is_tax(read.0.check), strip.who) {
        (true, Who::Spouse) => "The spouse's income tax",
        (true, _) => "Income tax",
        (false, Who::Spouse) => "The spouse's social insurance",
        (false, _) => "Social insurance",
    };
    let found = if strip.basis == Basis::Years {
        format!(
            "{what}: a record in {} of the {} calendar years before the application's; one in each \
             is needed.",
            strip.row, strip.required
        )
    } else if read.0.code == R::NewestMonthNotPosted {
        unposted(read, strip, what)
    } else if read.met() {
        carried(strip, what)
    } else {
        broken(read, strip, what)
    };
    if read.0.code == R::StudentCollectiveHukou {
        format!("A school's collective hukou is checked as non-local. {found}")
    } else {
        found
    }
}

fn carried(strip: &MonthStrip, what: &str) -> String {
    let (required, last) = (strip.required, month(strip.last(), EN));
    let spared = strip.missing() + strip.back_paid();
    if spared == 0 {
        format!("{what}: paid for {required} consecutive months up to {last}.")
    } else {
        let spared = many(spared, "month");
        format!(
            "{what}: {spared} missing or late in the {required} up to {last}, which is tolerated."
        )
    }
}

fn unposted(read: &Read<'_>, strip: &MonthStrip, what: &str) -> String {
    let first = strip.first_unposted().unwrap_or_else(|| strip.last());
    let (posted, awaited) = (month(first.plus(-1), EN), unposted_months(strip, EN));
    let by = read.posted_by().map(|by| day(by, EN));
    let by = by.map_or_else(String::new, |by| format!(", as a rule by {by}"));
    format!("{what} is on record up to {posted}; {awaited} decides and is yet to be posted{by}.")
}

fn broken(read: &Read<'_>, strip: &MonthStrip, what: &str) -> String {
    let (required, row, last) = (strip.required, strip.row, month(strip.last(), EN));
    let code = row_code(read.0, strip);
    if code == R::ContributionShort && row == 0 {
        format!("{what}: no consecutive row up to {last}; {required} months are needed.")
    } else if code == R::ContributionShort {
        let (row, short) = (many(row, "consecutive month"), required.saturating_sub(row));
        let first = month(strip.row_begins(), EN);
        format!("{what}: {row} from {first} to {last}; {required} are needed, {short} short.")
    } else if code == R::BackpayNotRecognised {
        let late = many(strip.back_paid(), "month");
        let tolerated = strip.back_paid_tolerated.unwrap_or(0);
        format!(
            "{what}: {late} of the {required} up to {last} paid late; up to {tolerated} are \
             recognised, and only after a change of job."
        )
    } else if code == R::BackpayGroundUnclear {
        let late = many(strip.late_on_another_ground(), "month");
        format!(
            "{what}: {late} of the {required} up to {last} paid late without a change of job; \
             sources disagree whether that counts, so a person reviews it."
        )
    } else if code == R::GapRuleUnclear {
        let unclear = many(strip.missing() + strip.back_paid(), "month");
        format!(
            "{what}: {unclear} missing or late in the {required} up to {last}; the notice does not \
             say whether that is tolerated, so a person reviews it."
        )
    } else {
        format!(
            "{what}, the {required} months up to {last}: {}.",
            gaps(strip)
        )
    }
}

/// Which months are missing or late, and how many would be tolerated.
fn gaps(strip: &MonthStrip) -> String {
    let mut parts = Vec::new();
    let missing = missing_months(strip, EN);
    if !missing.is_empty() {
        parts.push(format!("no record for {missing}"));
    }
    if strip.kind == ContributionKind::IncomeTax && strip.back_paid() > 0 {
        parts.push(format!("{} paid late", many(strip.back_paid(), "month")));
    }
    if strip.missing_tolerated > 0 {
        parts.push(format!(
            "no more than {} are tolerated",
            strip.missing_tolerated
        ));
    }
    parts.join("; ")
}
