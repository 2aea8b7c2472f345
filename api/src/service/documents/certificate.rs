//! The certificate of a pass (购房资格核验凭证): whose it is, for what, until when, and what it rests on.

use shared::application::{Certificate, State};
use shared::certificate::CertificateCode;
use shared::form::Answers;
use shared::policy::explain;
use shared::purchase::Module;
use shared::values::day_in_shanghai;

use super::code::pattern;
use super::pen::{Pen, mask_number};
use super::sheet::{Filed, group, text, told};
use super::terms::Named;
use crate::words::locale::{commercial, pages, renewal, result, terms, wizard};
use print::paper::{Align, Block, Cell, Ink, Length, POINT, Paper, Row, Style, Table};

const COLUMNS: [Length; 4] = [22, 28, 22, 28];

/// The certificate. An earlier one, which a renewal has replaced, says so, and is of no effect once its
/// own last day is over.
pub(super) fn certificate(
    filed: &Filed<'_>,
    pass: &Certificate,
    is_earlier: bool,
    code: Option<&CertificateCode>,
    pen: Pen,
) -> Paper {
    let is_over = is_earlier && pass.valid_until < day_in_shanghai(filed.now);
    let mut paper = filed.paper(pen, pen.say(result::certificate));
    paper.on_one_page = true;
    paper.is_framed = true;
    paper.size = 10 * POINT;
    for block in &mut paper.blocks {
        if let Block::Title { ink, .. } = block {
            *ink = Ink::Blue;
        }
    }
    if is_over {
        paper.void = Some(pen.own(terms::state::void));
    }
    let standing = if filed.is_void() {
        Some((pen.own(result::paper::void), Ink::Vermilion))
    } else if is_over {
        Some((pen.own(renewal::certificate::over), Ink::Vermilion))
    } else {
        is_earlier.then(|| {
            let until = pen.day(pass.valid_until);
            let words = pen.with(renewal::certificate::earlier, &[("day", &until)]);
            (words, Ink::Ochre)
        })
    };
    if let Some((words, ink)) = standing {
        let style = Style {
            ink,
            align: Align::Centre,
            ..Style::BOLD
        };
        paper
            .blocks
            .extend([text(words, style), Block::Space(3 * POINT)]);
    }
    let number = Style {
        size: 125,
        align: Align::Centre,
        ..Style::BOLD
    };
    let number_line = format!("{} {}", pen.say(result::paper::number), pass.number);
    paper.blocks.extend([
        text(number_line, number),
        Block::Space(6 * POINT),
        Block::Table(Table {
            columns: COLUMNS.to_vec(),
            rows: rows(filed, pass, pen),
            padding: 40,
        }),
    ]);
    if let Some(grounds) = grounds(filed, pen) {
        paper.blocks.extend([Block::Space(7 * POINT), grounds]);
    }
    // A renewal may have given another one meanwhile.
    let code = code.filter(|code| code.number == pass.number);
    let pattern = code.and_then(|code| pattern(&code.url, pen));
    paper.blocks.extend(pattern);
    let summary = &filed.detail.summary;
    let state = if is_over { State::Void } else { summary.state };
    let (state, ink) = match state {
        State::Void => (State::Void, Ink::Grey),
        State::Passed | State::Signing | State::Signed => (State::Passed, Ink::Jade),
        State::Draft | State::Pending | State::Failed => (state, Ink::Ochre),
    };
    paper.blocks.push(Block::Together(vec![
        Block::Space(5 * POINT),
        Block::Stamp {
            lines: [
                pen.own(result::seal_top),
                pen.own(state.name()),
                // The day on which it was given.
                pass.valid_from.format("%Y.%m.%d").to_string(),
            ],
            ink,
            beside: pen.own(result::paper::base),
        },
        filed.foot(pen),
    ]));
    paper
}

fn rows(filed: &Filed<'_>, pass: &Certificate, pen: Pen) -> Vec<Row> {
    let detail = filed.detail;
    let summary = &detail.summary;
    let fact = |name, text: String| told(pen.say(name), text, 3);
    let mut rows = holders(filed.answers, pen);
    if summary.module == Module::Commercial {
        let unit = &filed.answers.unit;
        let location = unit.location.clone();
        rows.extend(location.map(|told| fact(commercial::told_location, told)));
        let certificate = unit.certificate.clone();
        rows.extend(certificate.map(|told| fact(wizard::field::certificate, told)));
    }
    rows.push(fact(pages::fact::number, filed.number(pen)));
    let category = summary.category.map(|category| pen.own(category.name()));
    rows.extend(category.map(|name| fact(pages::fact::category, name)));
    match &detail.ruling {
        // What may be bought the rules have left open.
        Some(ruling) => {
            let place = summary.place.map(|place| pen.own(place.name()));
            rows.extend(place.map(|name| fact(pages::fact::place, name)));
            let said = Cell::data(3, pen.say(result::ruling::certificate));
            let reason = ruling.reason.clone().unwrap_or_default();
            rows.push(Row::of(vec![
                Cell::head(pen.say(result::ruling::said)),
                said.and(reason, Style::SMALL),
            ]));
        }
        None => {
            let zones = detail.decision.iter().flat_map(|decision| &decision.zones);
            rows.extend(zones.map(|zone| {
                Row::of(vec![
                    Cell::head(explain::zone(zone.zone, pen.lang)),
                    Cell::data(1, explain::outcome(zone.outcome, pen.lang)),
                    Cell::head(pen.say(result::remaining)),
                    Cell::data(1, pen.cap(zone.remaining)),
                ])
            }));
        }
    }
    let validity = pen.with(
        result::from_until,
        &[
            ("from", &pen.day(pass.valid_from)),
            ("until", &pen.day(pass.valid_until)),
        ],
    );
    rows.push(fact(result::validity, validity));
    let replaces = pass.replaces.clone();
    rows.extend(replaces.map(|number| fact(renewal::certificate::replaces, number)));
    let policy = detail
        .decision
        .as_ref()
        .and_then(|decision| decision.policy);
    rows.extend(policy.map(|policy| {
        let from = pen.with(result::in_force, &[("day", &pen.day(policy.from))]);
        fact(pages::fact::policy, from)
    }));
    rows
}

/// Whose pass it is: everybody of the household by name, with the number of the document masked.
fn holders(answers: &Answers, pen: Pen) -> Vec<Row> {
    let spouse = answers.is_married().then_some(&answers.spouse);
    let children = answers.children.iter().map(|child| &child.person);
    let people = std::iter::once((pages::fact::applicant, &answers.applicant.person))
        .chain(spouse.map(|spouse| (result::paper::spouse, spouse)))
        .chain(children.map(|child| (result::paper::child, child)));
    let row = people.map(|(relation, person)| {
        let kind = person.document_kind.map_or("", |kind| pen.say(kind.name()));
        let number = person.document_number.as_deref().map(mask_number);
        Row::of(vec![
            Cell::head(pen.say(relation)),
            Cell::data(1, person.name.clone().unwrap_or_default()),
            Cell::data(2, format!("{kind} {}", number.unwrap_or_default())),
        ])
    });
    row.collect()
}

/// What the pass rests on: for each rule about this purchase the sentence and where it stands.
fn grounds(filed: &Filed<'_>, pen: Pen) -> Option<Block> {
    let decision = filed.detail.decision.as_ref()?;
    let mut rows = vec![group(pen.say(result::paper::grounds), 2)];
    rows.extend(decision.findings_here().map(|finding| {
        let sentence = explain::sentence(finding, pen.lang);
        let law = explain::citation(finding, filed.policies, pen.lang);
        let cell = Cell::data(1, sentence);
        Row::of(vec![
            Cell::head(explain::check(finding.check, pen.lang)),
            match law {
                Some(law) => cell.and(law, Style::SMALL),
                None => cell,
            },
        ])
    }));
    Some(Block::Table(Table {
        columns: vec![22, 78],
        rows,
        padding: 28,
    }))
}
