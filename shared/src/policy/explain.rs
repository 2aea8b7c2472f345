//! Findings, zones and decisions in sentences, in both languages: the fact, the threshold, the
//! source, the paragraph. Browser, certificate and audit use the same ones.

pub mod cards;
mod en;
mod help;
mod labels;
mod parameter;
mod phrases;
mod read;
mod reasons;
mod reference;
mod requirement;
mod zh;

use super::decision::calendar::MonthStrip;
use super::decision::reason::ReasonCode;
use super::decision::{Cap, Decision, Finding, Outcome, Verdict, ZoneResult, waiting};
use crate::registry::Registry;
use crate::values::{Lang, Moment};

pub use crate::dates::{day, month, time};
pub use help::{Help, help};
pub use labels::{agency, check, mark, month_status, outcome, verdict, zone};
pub use parameter::parameter;
use read::Read;
pub use reasons::reason;
pub use reference::{citation, reference, rule};
pub use requirement::requirement;

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

/// What one rule found, as a sentence: the fact and the threshold; where the facts are withheld
/// ([`Decision::without_facts`]), whether it is met, or by which reason not.
#[must_use]
pub fn sentence(finding: &Finding, lang: Lang) -> String {
    let read = Read(finding);
    if read.is_withheld() {
        return withheld(finding, lang).to_owned();
    }
    // Of a month that is not posted yet everything is known that can be.
    if finding.verdict == Verdict::CannotTell && finding.code != ReasonCode::NewestMonthNotPosted {
        return awaiting(&read, lang);
    }
    match lang {
        Lang::Zh => zh::sentence(&read),
        Lang::En => en::sentence(&read),
    }
}

/// What is said of a finding whose facts are withheld.
fn withheld(finding: &Finding, lang: Lang) -> &'static str {
    match (finding.verdict, lang) {
        (Verdict::Met, Lang::Zh) => "这一项符合要求。",
        (Verdict::Met, Lang::En) => "This requirement is met.",
        (Verdict::CannotTell, lang) => reason(waiting(finding.code), lang),
        (Verdict::NotMet | Verdict::Review | Verdict::NotCovered, lang) => {
            reason(finding.code, lang)
        }
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
    let mut sources: Vec<(Registry, Option<Moment>)> = Vec::new();
    for fact in &finding.facts {
        if let Some(registry) = fact.source
            && fact.value.is_some()
        {
            match sources.iter_mut().find(|(known, _)| *known == registry) {
                Some((_, at)) => *at = (*at).max(fact.at),
                None => sources.push((registry, fact.at)),
            }
        }
    }
    let each: Vec<String> = sources
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

/// What a strip of months shows, for those who do not see it.
#[must_use]
pub fn strip(strip: &MonthStrip, lang: Lang) -> String {
    phrases::strip(strip, lang)
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
