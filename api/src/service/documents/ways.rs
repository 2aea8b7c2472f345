//! What a household that may not buy can do: what is open to it now, and from when the rest is.

use shared::application::Detail;
use shared::policy::precheck::{Path, Question, Sale};
use shared::policy::{Cap, Check, Decision, Outcome, Verdict, explain};
use shared::purchase::Place;

use super::pen::Pen;
use super::sheet::text;
use super::terms::Named;
use crate::words::Word;
use crate::words::locale::result;
use crate::words::locale::rules::{aim, outlook, topic};
use print::paper::{Block, Style};

/// The part of the paper; nothing where nothing can be said.
pub(super) fn ways(detail: &Detail, decision: &Decision, pen: Pen) -> Vec<Block> {
    let chosen = decision.purchase.place.map(Place::zone);
    let open = decision
        .zones
        .iter()
        .filter(|zone| Some(zone.zone) != chosen && zone.outcome == Outcome::Eligible);
    let mut items: Vec<String> = open
        .map(|zone| {
            let now = match zone.remaining {
                Some(Cap::Homes(n)) => pen.with(result::ways::open_now, &[("n", &n.to_string())]),
                Some(Cap::Unlimited) | None => pen.own(result::ways::open),
            };
            pen.labelled(explain::zone(zone.zone, pen.lang), &now)
        })
        .collect();
    if decision.is_about_the_unit() {
        items.push(pen.own(result::ways::other_unit));
    }
    let paying = decision.findings.iter().any(|finding| {
        finding.verdict != Verdict::Met
            && matches!(finding.check, Check::SocialInsurance | Check::IncomeTax)
    });
    // What is the same for both zones is told once.
    let mut told: Vec<(Vec<&'static str>, String)> = Vec::new();
    for path in &detail.outlook {
        let name = match path.zone {
            Some(zone) => explain::zone(zone, pen.lang),
            None => pen.say(aim::unit),
        };
        let sentence = sentence(path, paying, pen);
        match told.iter_mut().find(|(_, known)| *known == sentence) {
            Some((names, _)) => names.push(name),
            None => told.push((vec![name], sentence)),
        }
    }
    let comma = pen.say(result::list_comma);
    items.extend(
        told.into_iter()
            .map(|(names, sentence)| pen.labelled(&names.join(comma), &sentence)),
    );
    if items.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading(pen.own(outlook::title)),
        Block::Items {
            ordered: false,
            style: Style::PLAIN,
            items,
        },
    ];
    if !detail.outlook.is_empty() {
        blocks.push(text(pen.say(outlook::estimate), Style::SMALL));
    }
    blocks
}

/// What would have to be sold.
fn sales(sell: Sale, pen: Pen) -> impl Iterator<Item = String> {
    use outlook as o;
    let sale = move |n: u8, one: Word, several: Word| match n {
        0 => None,
        1 => Some(pen.own(one)),
        n => Some(pen.with(several, &[("n", &n.to_string())])),
    };
    [
        sale(sell.inside_fifth_ring, o::sell_one_inside, o::sell_inside),
        sale(
            sell.outside_fifth_ring,
            o::sell_one_outside,
            o::sell_outside,
        ),
        sale(sell.commercial_units, o::sell_one_unit, o::sell_units),
    ]
    .into_iter()
    .flatten()
}

/// One way to a yes: what would have to be done, and from which month it would be enough.
fn sentence(path: &Path, paying: bool, pen: Pen) -> String {
    let obtain = |question: &Question| {
        let what = pen.say(about(*question));
        pen.with(outlook::obtain, &[("what", what)])
    };
    let mut steps: Vec<String> = path.obtain.iter().map(obtain).collect();
    steps.extend(sales(path.sell, pen));
    if path.wait_months > 0 {
        let waiting = if paying {
            outlook::keep_paying
        } else {
            outlook::wait
        };
        steps.push(pen.own(waiting));
    }
    let last = steps.pop().unwrap_or_default();
    let steps = match steps.join(pen.say(outlook::comma)) {
        none if none.is_empty() => last,
        first => format!("{first}{}{last}", pen.say(outlook::and)),
    };
    if path.open.is_empty() && path.wait_months == 0 {
        return pen.with(outlook::then_yes, &[("steps", &steps)]);
    }
    if path.open.is_empty() {
        let from = explain::month(path.from, pen.lang);
        return pen.with(outlook::then_from, &[("steps", &steps), ("from", &from)]);
    }
    let open: Vec<&str> = path.open.iter().map(|q| pen.say(about(*q))).collect();
    let open = open.join(pen.say(result::list_comma));
    pen.with(outlook::then_open, &[("steps", &steps), ("open", &open)])
}

/// What a question is about, in a few words.
fn about(question: Question) -> Word {
    use Question as Q;
    match question {
        Q::Origin => topic::origin,
        Q::LocalHukou => topic::hukou,
        Q::WorkResidencePermitValidTo => topic::work_permit,
        Q::StationedInBeijing => topic::stationed,
        Q::InMainland => topic::in_mainland,
        Q::LodgingRegistered => topic::lodging,
        Q::StayPermit => topic::stay,
        Q::OverseasChineseCertified => topic::certified,
        Q::MaritalStatus => topic::marital,
        Q::Homes => topic::homes,
        Q::CommercialUnits => topic::units,
        Q::UnitFirstSold => topic::unit,
        Q::UnitInTongzhou | Q::Tongzhou => Place::Tongzhou.name(),
        Q::Contribution => topic::months,
        Q::TemporaryResidencePermit => topic::residence_permit,
        Q::MonthsWorkingInBeijing => topic::work_months,
        Q::ChildrenAges => topic::children,
        Q::TalentCertified => topic::talent,
        Q::Divorce => topic::divorce,
    }
}
