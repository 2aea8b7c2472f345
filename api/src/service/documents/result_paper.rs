//! The result with all that it rests on: both zones, every check with its law, and which agency answered
//! when.

use shared::application::{CheckState, Detail};
use shared::policy::{Cap, Decision, ZoneResult, explain};

use super::findings::findings;
use super::pen::Pen;
use super::sheet::{Filed, text};
use super::verdict::{verdict, was_so, whose};
use crate::words::locale::{pages, result};
use print::paper::{Block, Cell, CellKind, Paper, Row, Style, Table};

/// The result. Whoever may not see the facts is told what became of it and by which reasons.
pub(super) fn result(filed: &Filed<'_>, is_withheld: bool, pen: Pen) -> Paper {
    let detail = filed.detail;
    let mut paper = filed.paper(pen, pen.say(result::paper::result));
    paper.blocks.extend(filed.void_line(pen));
    paper.blocks.push(whose(filed, !is_withheld, pen));
    paper.blocks.extend(verdict(detail, pen));
    if let Some(decision) = &detail.decision {
        paper.blocks.extend(zones(filed, decision, pen));
        paper.blocks.push(Block::Heading(pen.own(result::checks)));
        if detail.ruling.is_some() {
            let before = text(pen.say(result::ruling::machine), Style::SMALL);
            paper.blocks.push(before);
        }
        paper
            .blocks
            .push(findings(filed, decision, is_withheld, pen));
    }
    paper.blocks.extend(registries(detail, pen));
    paper.blocks.push(filed.foot(pen));
    paper
}

/// Both zones, where somebody looked at what may be bought, and no person decided beyond it.
fn zones(filed: &Filed<'_>, decision: &Decision, pen: Pen) -> Vec<Block> {
    let detail = filed.detail;
    if decision.zones.is_empty() || decision.reason.is_mismatch() || detail.ruling.is_some() {
        return Vec::new();
    }
    let chosen = decision.purchase.place.map(shared::purchase::Place::zone);
    let head = |text: &str| Cell::of(CellKind::ColumnHead, 1, text);
    let heads = [
        result::cap,
        result::used,
        result::remaining,
        pages::fact::reason,
    ];
    let mut first = vec![head(pen.say(pages::fact::place))];
    first.extend(heads.map(|word| head(pen.say(word))));
    let mut rows = vec![Row {
        cells: first,
        keeps: true,
    }];
    rows.extend(decision.zones.iter().map(|zone| {
        let name = explain::zone(zone.zone, pen.lang);
        let mut cell = Cell::head(name);
        if chosen == Some(zone.zone) {
            cell = cell.and(pen.say(result::this_application), Style::SMALL);
        }
        Row::of(vec![
            cell,
            Cell::data(1, pen.cap(zone.cap)),
            Cell::data(1, pen.cap(zone.used.map(Cap::Homes))),
            Cell::data(1, remaining(zone, pen)),
            Cell::data(1, explain::outcome(zone.outcome, pen.lang))
                .and(explain::reason(zone.reason, pen.lang), Style::SMALL),
        ])
    }));
    let mut blocks = vec![Block::Heading(pen.own(result::zones))];
    blocks.extend(was_so(filed, pen));
    blocks.push(Block::Table(Table {
        columns: vec![22, 12, 12, 16, 38],
        rows,
        padding: 34,
    }));
    blocks
}

fn remaining(zone: &ZoneResult, pen: Pen) -> String {
    match (zone.cap, zone.remaining) {
        // No number of homes stands in the way.
        (Some(Cap::Unlimited), Some(Cap::Homes(0))) => pen.own(result::not_now),
        (_, remaining) => pen.cap(remaining),
    }
}

/// Which agency answered when.
fn registries(detail: &Detail, pen: Pen) -> Vec<Block> {
    if detail.checks.is_empty() {
        return Vec::new();
    }
    let rows = detail.checks.iter().map(|check| {
        let said = match (check.state, check.answered_at) {
            (CheckState::Answered, Some(at)) => {
                pen.with(result::registry::answered_at, &[("at", &pen.moment(at))])
            }
            (CheckState::Answered, None) => pen.own(result::registry::answered),
            (CheckState::Awaited, _) => {
                let since = pen.moment(check.asked_at);
                pen.with(result::registry::awaited_since, &[("since", &since)])
            }
        };
        let name = explain::agency(check.registry, pen.lang);
        Row::of(vec![Cell::head(name), Cell::data(1, said)])
    });
    vec![
        Block::Heading(pen.own(result::registries)),
        Block::Table(Table {
            columns: vec![40, 60],
            rows: rows.collect(),
            padding: 28,
        }),
    ]
}
