//! Short labels: cards, verdicts, outcomes, reasons, zones, agencies.

use crate::policy::decision::calendar::Mark;
use crate::policy::decision::{Check, Outcome, Verdict};
use crate::policy::facts::months::MonthStatus;
use crate::registry::Registry;
use crate::values::{Lang, Zone};

type Both = (&'static str, &'static str);

pub(super) fn pick((zh, en): Both, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The title of a card.
#[must_use]
pub fn check(check: Check, lang: Lang) -> &'static str {
    let both = match check {
        Check::Scope => ("核验范围", "Scope"),
        Check::IdentityAndHukou => ("身份与户籍", "Identity and hukou"),
        Check::Marriage => ("婚姻", "Marriage"),
        Check::WorkResidencePermit => ("工作居住证", "Work-residence permit"),
        Check::Military => ("驻京部队", "Forces stationed in Beijing"),
        Check::Stay => ("居留与登记", "Stay and registration"),
        Check::ResidencePermit => ("居住证", "Residence permit"),
        Check::SocialInsurance => ("社会保险", "Social insurance"),
        Check::IncomeTax => ("个人所得税", "Income tax"),
        Check::Tongzhou => ("通州区", "Tongzhou"),
        Check::Homes => ("住房", "Homes"),
        Check::CommercialUnits => ("商办类房产", "Commercial units"),
    };
    pick(both, lang)
}

/// A verdict in a word.
#[must_use]
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    let both = match verdict {
        Verdict::Met => ("符合", "Met"),
        Verdict::NotMet => ("不符合", "Not met"),
        Verdict::CannotTell => ("待核对", "Not known yet"),
        Verdict::Review => ("人工核验", "For a person to review"),
        Verdict::NotCovered => ("无需核验", "Not covered"),
    };
    pick(both, lang)
}

/// An outcome in a few words.
#[must_use]
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    let both = match outcome {
        Outcome::Eligible => ("可以购买", "May buy"),
        Outcome::Ineligible => ("暂不能购买", "May not buy for now"),
        Outcome::ManualReview => ("需人工核验", "For a person to review"),
        Outcome::NotChecked => ("无需核验", "No check needed"),
        Outcome::CannotTell => ("尚待核对", "Not known yet"),
    };
    pick(both, lang)
}

/// A zone.
#[must_use]
pub fn zone(zone: Zone, lang: Lang) -> &'static str {
    let both = match zone {
        Zone::InsideFifthRing => ("五环内", "Inside the fifth ring"),
        Zone::OutsideFifthRing => ("五环外", "Outside the fifth ring"),
    };
    pick(both, lang)
}

/// The agency behind a registry.
#[must_use]
pub fn agency(registry: Registry, lang: Lang) -> &'static str {
    let both = match registry {
        Registry::Population => ("公安", "Public security"),
        Registry::CivilAffairs => ("民政", "Civil affairs"),
        Registry::SocialInsurance => ("人社", "Social insurance"),
        Registry::Tax => ("税务", "Tax office"),
        Registry::Property => ("住建、规自", "Housing and property registration"),
        Registry::Permits => (
            "人才、部队和侨务",
            "Talent, forces and overseas-Chinese offices",
        ),
    };
    pick(both, lang)
}

/// How a month stands.
#[must_use]
pub fn month_status(status: MonthStatus, lang: Lang) -> &'static str {
    let both = match status {
        MonthStatus::Paid => ("已缴", "paid"),
        MonthStatus::BackPaid => ("补缴", "paid late"),
        MonthStatus::BackPaidAfterChange => ("调转后补缴", "paid late after a change of job"),
        MonthStatus::Zero => ("零申报", "nothing due"),
        MonthStatus::Missing => ("无记录", "no record"),
        MonthStatus::NotPosted => ("尚未入账", "not posted yet"),
    };
    pick(both, lang)
}

/// What a month does to the row.
#[must_use]
pub fn mark(mark: Mark, lang: Lang) -> &'static str {
    let both = match mark {
        Mark::BeforeRow => ("未计入", "before the row"),
        Mark::Counts => ("计入", "counts"),
        Mark::Tolerated => ("视为连续", "tolerated"),
        Mark::Breaks => ("中断", "breaks the row"),
        Mark::Idle => ("不影响", "makes no difference"),
        Mark::Awaited => ("待入账", "awaited"),
    };
    pick(both, lang)
}
