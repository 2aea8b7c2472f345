//! Findings, zones and decisions in sentences, in both languages: the fact, the threshold, the
//! source, the paragraph. Browser, certificate and audit use the same ones.

mod asks;
mod en;
mod help;
mod labels;
mod phrases;
mod reasons;
mod zh;

use super::calendar::MonthStrip;
use super::decision::{Cap, Check, Decision, Finding, Outcome, Verdict, ZoneResult};
use super::evidence::{FactKind, FactValue, UsedFact};
use super::parameters::{Parameter, Reference};
use super::policies::Policies;
use super::reason::ReasonCode;
use crate::registry::Registry;
use crate::values::{Day, Lang, Moment, Month, Zone};

pub use asks::asks;
pub use help::{Help, help};
pub use labels::{agency, check, mark, month_status, outcome, parameter, verdict, zone};
pub use reasons::reason;

/// The heading of a result.
#[must_use]
pub fn headline(decision: &Decision, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => phrases::headline_zh(decision),
        Lang::En => phrases::headline_en(decision),
    }
}

/// Under which rules it was decided, and what was decisive: the line below the heading.
#[must_use]
pub fn summary(decision: &Decision, lang: Lang) -> String {
    let why = match decision.outcome {
        Outcome::Eligible => String::new(),
        Outcome::Ineligible | Outcome::ManualReview | Outcome::NotChecked | Outcome::CannotTell => {
            reason(decision.reason, lang).to_owned()
        }
    };
    let under = decision.policy.map(|policy| day(policy.from, lang));
    match (lang, under) {
        (Lang::Zh, Some(from)) if why.is_empty() => format!("按 {from}起施行的政策核验。"),
        (Lang::Zh, Some(from)) => format!("按 {from}起施行的政策核验：{why}"),
        (Lang::En, Some(from)) if why.is_empty() => {
            format!("Checked under the rules in force from {from}.")
        }
        (Lang::En, Some(from)) => format!("Checked under the rules in force from {from}: {why}"),
        (_, None) => why,
    }
}

/// What one rule found, as a sentence: the fact and the threshold.
#[must_use]
pub fn sentence(finding: &Finding, lang: Lang) -> String {
    let read = Read(finding);
    if finding.verdict == Verdict::CannotTell {
        return awaiting(&read, lang);
    }
    match lang {
        Lang::Zh => zh::sentence(&read),
        Lang::En => en::sentence(&read),
    }
}

/// The answer for one zone in a line.
#[must_use]
pub fn zone_line(result: &ZoneResult, lang: Lang) -> String {
    let mut parts = vec![outcome(result.outcome, lang).to_owned()];
    match lang {
        Lang::Zh => {
            parts.extend(
                result
                    .cap
                    .map(|cap| format!("上限{}", self::cap(cap, lang))),
            );
            parts.extend(result.used.map(|used| format!("已有 {used} 套")));
            parts.extend(
                result
                    .remaining
                    .map(|left| format!("还可购买{}", self::cap(left, lang))),
            );
            format!("{}：{}", zone(result.zone, lang), parts.join("，"))
        }
        Lang::En => {
            parts.extend(
                result
                    .cap
                    .map(|cap| format!("cap: {}", self::cap(cap, lang))),
            );
            parts.extend(result.used.map(|used| format!("counted: {used}")));
            parts.extend(
                result
                    .remaining
                    .map(|n| format!("may still buy: {}", self::cap(n, lang))),
            );
            format!("{}: {}", zone(result.zone, lang), parts.join(", "))
        }
    }
}

/// A cap, or what remains of it.
#[must_use]
pub fn cap(cap: Cap, lang: Lang) -> String {
    match (cap, lang) {
        (Cap::Homes(n), Lang::Zh) => format!(" {n} 套"),
        (Cap::Homes(n), Lang::En) => n.to_string(),
        (Cap::Unlimited, Lang::Zh) => "不限".to_owned(),
        (Cap::Unlimited, Lang::En) => "no limit".to_owned(),
    }
}

/// Who told the facts of a finding, and when; none where the applicant told them.
#[must_use]
pub fn source(finding: &Finding, lang: Lang) -> Option<String> {
    let mut told: Vec<(Registry, Option<Moment>)> = Vec::new();
    for fact in &finding.facts {
        if let Some(registry) = fact.source
            && fact.value.is_some()
        {
            match told.iter_mut().find(|(known, _)| *known == registry) {
                Some((_, at)) => *at = (*at).max(fact.at),
                None => told.push((registry, fact.at)),
            }
        }
    }
    let each: Vec<String> = told
        .into_iter()
        .map(|(registry, at)| {
            let name = agency(registry, lang);
            match (at, lang) {
                (Some(at), Lang::Zh) => format!("{name}，{}", time(at)),
                (Some(at), Lang::En) => format!("{name}, {}", time(at)),
                (None, _) => name.to_owned(),
            }
        })
        .collect();
    match lang {
        _ if each.is_empty() => None,
        Lang::Zh => Some(format!("来源：{}", each.join("；"))),
        Lang::En => Some(format!("Source: {}", each.join("; "))),
    }
}

/// The document that a rule stands in, with number, article and first day.
#[must_use]
pub fn reference(reference: Reference, policies: &Policies, lang: Lang) -> String {
    let from = day(reference.version.from, lang);
    let Some((_, source)) = policies.cite(reference) else {
        return match lang {
            Lang::Zh => format!("政策 {}，{from}起施行", reference.version),
            Lang::En => format!("Policy {}, in force from {from}", reference.version),
        };
    };
    // A version may stand in two documents.
    let mut text = format!("《{}》", source.document.replace('；', "》、《"));
    match lang {
        Lang::Zh => {
            // What is not known of a document is said, so that nobody takes it for left out.
            let known = [
                source.number.as_deref(),
                source.article.is_none().then_some("条款待查"),
            ];
            let known: Vec<&str> = known.into_iter().flatten().collect();
            if !known.is_empty() {
                text.push_str(&format!(
                    "（{}）",
                    known.join("，").replace("待查，条款", "、条款")
                ));
            }
            text.push_str(source.article.as_deref().unwrap_or_default());
            text.push_str(&format!("，{from}起施行"));
        }
        Lang::En => {
            let number = source.number.as_deref().map(phrases::number_en);
            let article = source.article.as_deref().unwrap_or("article not confirmed");
            for part in number.iter().map(String::as_str).chain([article]) {
                text.push_str(&format!(", {part}"));
            }
            text.push_str(&format!(", in force from {from}"));
        }
    }
    text
}

/// The sentence of the version that a rule stands in.
#[must_use]
pub fn rule(reference: Reference, policies: &Policies, lang: Lang) -> Option<&str> {
    let (version, _) = policies.cite(reference)?;
    Some(version.sentence.in_lang(lang))
}

/// What a strip of months shows, for those who do not see it.
#[must_use]
pub fn strip(strip: &MonthStrip, lang: Lang) -> String {
    phrases::strip(strip, lang)
}

/// A calendar month in words: 2026 年 5 月, May 2026.
#[must_use]
pub fn month(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{} 年 {} 月", month.year(), month.number()),
        Lang::En => format!("{} {}", phrases::month_name(month.number()), month.year()),
    }
}

/// A day in words: 2026 年 8 月 8 日, 8 August 2026.
#[must_use]
pub fn day(day: Day, lang: Lang) -> String {
    use chrono::Datelike;
    let number = day.day();
    match lang {
        Lang::Zh => format!("{} {number} 日", month(Month::of(day), lang)),
        Lang::En => format!("{number} {}", month(Month::of(day), lang)),
    }
}

/// A moment in Shanghai's time, to the second.
#[must_use]
pub fn time(at: Moment) -> String {
    let local = at
        .checked_add_signed(chrono::TimeDelta::hours(8))
        .unwrap_or(at);
    use chrono::Timelike;
    let (day, hour, minute, second) = (
        local.date_naive(),
        local.hour(),
        local.minute(),
        local.second(),
    );
    format!("{day} {hour:02}:{minute:02}:{second:02}")
}

/// What is not known yet, and who is asked for it.
fn awaiting(read: &Read<'_>, lang: Lang) -> String {
    let missing = read.0.facts.iter().find(|fact| fact.value.is_none());
    let what = phrases::topic(read.0.check, missing.map(|fact| fact.kind), lang);
    match (missing.and_then(|fact| fact.source), lang) {
        (Some(registry), Lang::Zh) => {
            format!("{}尚未答复，{what}待核对。", agency(registry, lang))
        }
        (Some(registry), Lang::En) => format!(
            "{} has not answered yet: {what} cannot be told.",
            agency(registry, lang)
        ),
        (None, Lang::Zh) => format!("还不知道{what}，暂不能判断。"),
        (None, Lang::En) => format!("It is not known yet: {what}."),
    }
}

/// Reads the facts of a finding.
struct Read<'a>(&'a Finding);

impl Read<'_> {
    fn fact(&self, kind: FactKind) -> Option<&UsedFact> {
        self.0.facts.get(kind)
    }

    fn value(&self, kind: FactKind) -> Option<FactValue> {
        self.fact(kind).and_then(|fact| fact.value)
    }

    /// A count or a number of months; nothing known reads as none.
    fn number(&self, kind: FactKind) -> u16 {
        match self.value(kind) {
            Some(FactValue::Count(n) | FactValue::Months(n)) => n,
            Some(
                FactValue::Day(_)
                | FactValue::Yes(_)
                | FactValue::Hukou(_)
                | FactValue::MaritalStatus(_)
                | FactValue::StayPermit(_),
            )
            | None => 0,
        }
    }

    fn day(&self, kind: FactKind) -> Option<Day> {
        match self.value(kind) {
            Some(FactValue::Day(day)) => Some(day),
            _ => None,
        }
    }

    fn met(&self) -> bool {
        self.0.verdict == Verdict::Met
    }

    fn cap(&self) -> Option<Cap> {
        match self.0.threshold {
            Some(super::decision::Threshold::Homes(cap)) => Some(cap),
            _ => None,
        }
    }

    fn cap_number(&self) -> u8 {
        match self.cap() {
            Some(Cap::Homes(n)) => n,
            Some(Cap::Unlimited) | None => 0,
        }
    }

    fn begins(&self) -> Option<Day> {
        match self.0.threshold {
            Some(super::decision::Threshold::From(day)) => Some(day),
            _ => None,
        }
    }

    fn required(&self) -> u16 {
        use super::decision::Threshold as T;
        match self.0.threshold {
            Some(T::Months(n) | T::Years(n)) => n,
            Some(T::Homes(_) | T::Until(_) | T::From(_)) | None => 0,
        }
    }
}

/// What a quota counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    NewPurchases,
    City,
    Inside,
    Outside,
}

impl Read<'_> {
    fn counted(&self) -> (Counted, u16) {
        use Parameter as P;
        let inside = self.number(FactKind::HomesInside);
        let outside = self.number(FactKind::HomesOutside);
        let finding = self.0;
        let rests_on = finding.reference.parameter;
        if rests_on == P::NewPurchaseCap {
            (Counted::NewPurchases, self.number(FactKind::NewPurchases))
        } else if rests_on == P::OutsideUnlimited {
            (Counted::Outside, outside)
        } else if [P::InLocal, P::InNonlocal, P::MultiChildBonus].contains(&rests_on) {
            (Counted::Inside, inside)
        } else if self.fact(FactKind::HomesInCity).is_some() {
            (Counted::City, self.number(FactKind::HomesInCity))
        } else {
            (Counted::City, inside.saturating_add(outside))
        }
    }

    /// Whether the cap is the one of a household with several children.
    fn counts_children(&self) -> bool {
        self.0.reference.parameter == Parameter::MultiChildBonus
            && self.0.verdict != Verdict::Review
    }

    /// Whether the cap holds the extra home outside the ring.
    fn counts_extra(&self) -> bool {
        self.0.reference.parameter == Parameter::ExtraOutside
            && self.0.zone == Some(Zone::OutsideFifthRing)
    }
}

/// The rule that a failing record of contributions broke, whatever reason is reported for it.
fn row_code(finding: &Finding, strip: &MonthStrip) -> ReasonCode {
    if finding.code != ReasonCode::StudentCollectiveHukou {
        return finding.code;
    }
    if strip.row < strip.required {
        ReasonCode::ContributionShort
    } else if strip.missing() > 0 {
        ReasonCode::GapTooLong
    } else {
        ReasonCode::BackpayNotRecognised
    }
}

/// Whether the card is the one of income tax.
fn is_tax(check: Check) -> bool {
    check == Check::IncomeTax
}
