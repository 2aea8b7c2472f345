//! How and when a no could become a yes, in words: of a pre-check and of a result.

use leptos::prelude::*;
use shared::policy::precheck::{Path, Question, Sale};
use shared::policy::{Check, Decision, Verdict, explain};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang};
use crate::live::live;
use crate::terms;

/// A line for each way.
pub(crate) fn lines(
    paths: Vec<Path>,
    // Whether waiting means paying on; otherwise time alone is waited for.
    paying: bool,
    // Whether it was not told which months are missing, so that the month is the latest possible.
    laid: bool,
) -> AnyView {
    let i18n = use_i18n();
    live(move || {
        // What is the same for both zones is told once.
        let mut told: Vec<(Vec<&'static str>, String)> = Vec::new();
        for path in &paths {
            let name = match path.zone {
                Some(zone) => explain::zone(zone, lang(i18n)),
                None => t_string!(i18n, rules.aim.unit),
            };
            let sentence = sentence(i18n, path, paying, laid);
            match told.iter_mut().find(|(_, known)| *known == sentence) {
                Some((names, _)) => names.push(name),
                None => told.push((vec![name], sentence)),
            }
        }
        told.into_iter()
            .map(|(names, sentence)| {
                let names = names.join(t_string!(i18n, result.list_comma));
                view! { <li><b>{names}</b> " " {sentence}</li> }
            })
            .collect_view()
    })
    .into_any()
}

/// What waiting is for: contributions, or time alone (a divorce, a hukou).
pub(crate) fn waits_for_payments(decision: &Decision) -> bool {
    decision.findings.iter().any(|finding| {
        finding.verdict != Verdict::Met
            && matches!(finding.check, Check::SocialInsurance | Check::IncomeTax)
    })
}

/// What would have to be sold, in words.
fn sales(i18n: I18n, sell: Sale) -> Vec<String> {
    let inside = |n| t_string!(i18n, rules.outlook.sell_inside, n = n);
    let outside = |n| t_string!(i18n, rules.outlook.sell_outside, n = n);
    let units = |n| t_string!(i18n, rules.outlook.sell_units, n = n);
    let sale = |n: u8, one: &str, several: &dyn Fn(String) -> String| match n {
        0 => None,
        1 => Some(one.to_owned()),
        n => Some(several(n.to_string())),
    };
    [
        sale(
            sell.inside_fifth_ring,
            t_string!(i18n, rules.outlook.sell_one_inside),
            &inside,
        ),
        sale(
            sell.outside_fifth_ring,
            t_string!(i18n, rules.outlook.sell_one_outside),
            &outside,
        ),
        sale(
            sell.commercial_units,
            t_string!(i18n, rules.outlook.sell_one_unit),
            &units,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One way to a yes: what would have to be done, and from which month it would be enough.
fn sentence(i18n: I18n, path: &Path, paying: bool, laid: bool) -> String {
    let mut steps: Vec<String> = path
        .obtain
        .iter()
        .map(|question| t_string!(i18n, rules.outlook.obtain, what = topic(i18n, *question)))
        .collect();
    steps.extend(sales(i18n, path.sell));
    if path.wait_months > 0 {
        steps.push(if paying {
            t_string!(i18n, rules.outlook.keep_paying).to_owned()
        } else {
            t_string!(i18n, rules.outlook.wait).to_owned()
        });
    }
    let last = steps.pop().unwrap_or_default();
    let steps = match steps.join(t_string!(i18n, rules.outlook.comma)) {
        none if none.is_empty() => last,
        first => first + t_string!(i18n, rules.outlook.and) + &last,
    };
    if path.open.is_empty() && path.wait_months == 0 {
        return t_string!(i18n, rules.outlook.then_yes, steps = steps);
    }
    if path.open.is_empty() {
        let from = explain::month(path.from, lang(i18n));
        if laid && paying {
            return t_string!(i18n, rules.outlook.then_latest, steps = steps, from = from);
        }
        return t_string!(i18n, rules.outlook.then_from, steps = steps, from = from);
    }
    let open: Vec<_> = path.open.iter().map(|q| topic(i18n, *q)).collect();
    t_string!(
        i18n,
        rules.outlook.then_open,
        steps = steps,
        open = open.join(t_string!(i18n, result.list_comma))
    )
}

/// What a question is about, in a few words.
pub(crate) fn topic(i18n: I18n, question: Question) -> &'static str {
    use Question as Q;
    match question {
        Q::Origin => t_string!(i18n, rules.topic.origin),
        Q::LocalHukou => t_string!(i18n, rules.topic.hukou),
        Q::WorkResidencePermitValidTo => t_string!(i18n, rules.topic.work_permit),
        Q::StationedInBeijing => t_string!(i18n, rules.topic.stationed),
        Q::InMainland => t_string!(i18n, rules.topic.in_mainland),
        Q::LodgingRegistered => t_string!(i18n, rules.topic.lodging),
        Q::StayPermit => t_string!(i18n, rules.topic.stay),
        Q::OverseasChineseCertified => t_string!(i18n, rules.topic.certified),
        Q::MaritalStatus => t_string!(i18n, rules.topic.marital),
        Q::Homes => t_string!(i18n, rules.topic.homes),
        Q::CommercialUnits => t_string!(i18n, rules.topic.units),
        Q::UnitFirstSold => t_string!(i18n, rules.topic.unit),
        Q::UnitInTongzhou => terms::place(i18n, shared::purchase::Place::Tongzhou),
        Q::Contribution => t_string!(i18n, rules.topic.months),
        Q::TemporaryResidencePermit => t_string!(i18n, rules.topic.residence_permit),
        Q::MonthsWorkingInBeijing => t_string!(i18n, rules.topic.work_months),
        Q::ChildrenAges => t_string!(i18n, rules.topic.children),
        Q::TalentCertified => t_string!(i18n, rules.topic.talent),
        Q::Divorce => t_string!(i18n, rules.topic.divorce),
        Q::Tongzhou => terms::place(i18n, shared::purchase::Place::Tongzhou),
    }
}
