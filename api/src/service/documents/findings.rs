//! What the rules found, in a table: for each check the verdict, the sentence, the months, what the rule
//! asks for, where that is written, and where the facts are from.

use shared::policy::explain;
use shared::policy::explain::cards::{Card, cards};
use shared::policy::{Decision, Finding, MonthStatus, MonthStrip, StripMonth, Verdict};
use shared::values::Month;

use super::pen::Pen;
use super::sheet::Filed;
use crate::words::Word;
use crate::words::locale::result;
use print::paper::{Align, Block, Cell, CellKind, Ink, Length, Row, Style, Table};

/// A name, and beside it twelve columns, which are the months of a year where they are told.
const COLUMNS: [Length; 13] = [22, 7, 7, 7, 6, 6, 6, 6, 6, 6, 7, 7, 7];
const MONTHS: usize = 12;

/// The table. Whoever may not see the facts is not told where they are from.
pub(super) fn findings(
    filed: &Filed<'_>,
    decision: &Decision,
    is_withheld: bool,
    pen: Pen,
) -> Block {
    let rows = cards(decision)
        .into_iter()
        .flat_map(|card| of_check(filed, &card, is_withheld, pen));
    Block::Table(Table {
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
        padding: 34,
    })
}

/// The colour of a verdict.
fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Met => Ink::Jade,
        Verdict::NotMet => Ink::Vermilion,
        Verdict::CannotTell | Verdict::Review => Ink::Ochre,
        Verdict::NotCovered => Ink::Grey,
    }
}

fn of_check(filed: &Filed<'_>, card: &Card, is_withheld: bool, pen: Pen) -> Vec<Row> {
    let mut rows = Vec::new();
    for finding in &card.findings {
        // The name of the check stands beside the first, and the verdict beside each.
        let verdict = Style {
            ink: ink(finding.verdict),
            ..Style::BOLD
        };
        let name = explain::check(finding.check, pen.lang);
        let head = Cell::head(name).and(explain::verdict(finding.verdict, pen.lang), verdict);
        let strip = finding.months.as_deref();
        rows.push(Row {
            cells: vec![head, told(filed, finding, is_withheld, pen)],
            keeps: strip.is_some(),
        });
        rows.extend(strip.into_iter().flat_map(|strip| months(strip, pen)));
    }
    rows
}

fn told(filed: &Filed<'_>, finding: &Finding, is_withheld: bool, pen: Pen) -> Cell {
    let sentence = explain::sentence(finding, pen.lang);
    let sentence = match finding.zone {
        Some(zone) => pen.labelled(explain::zone(zone, pen.lang), &sentence),
        None => sentence,
    };
    let rule = explain::requirement(finding, filed.policies, pen.lang);
    let law = explain::citation(finding, filed.policies, pen.lang);
    let source = explain::source(finding, pen.lang);
    let source = match source {
        None if is_withheld => None,
        None => Some(pen.own(result::told_by_applicant)),
        some => some,
    };
    let below = [Some(rule), law, source].into_iter().flatten();
    below.fold(Cell::data(MONTHS, sentence), |cell, line| {
        cell.and(line, Style::SMALL)
    })
}

/// A row for each year: a column for each month.
fn months(strip: &MonthStrip, pen: Pen) -> Vec<Row> {
    let months: Vec<StripMonth> = strip.iter().collect();
    let Some(first) = months.first() else {
        return Vec::new();
    };
    let years = first.month.year()..=strip.last().year();
    let mut rows: Vec<Row> = years
        .map(|year| {
            let head = pen.with(result::year, &[("year", &year.to_string())]);
            let of_year = (1..=12).filter_map(|number| {
                let month = Month::new(year, number)?;
                let entry = months.iter().find(|entry| entry.month == month);
                Some(one(month, entry, pen))
            });
            Row {
                cells: std::iter::once(Cell::head(head)).chain(of_year).collect(),
                keeps: true,
            }
        })
        .collect();
    let mut statuses: Vec<MonthStatus> = months.iter().map(|month| month.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let key: Vec<&str> = statuses
        .into_iter()
        .filter_map(|status| key(status).map(|word| pen.say(word)))
        .collect();
    if key.is_empty() {
        if let Some(last) = rows.last_mut() {
            last.keeps = false;
        }
        return rows;
    }
    let mut cell = Cell::data(1 + MONTHS, "");
    cell.texts.clear();
    rows.push(Row::of(vec![cell.and(key.join(" "), Style::SMALL)]));
    rows
}

fn one(month: Month, entry: Option<&StripMonth>, pen: Pen) -> Cell {
    let style = Style {
        size: 72,
        align: Align::Centre,
        ..Style::SMALL
    };
    let name: String = pen
        .month_name(month.number().into())
        .chars()
        .take(3)
        .collect();
    let word = entry.map_or(result::month::outside, |entry| status(entry.status));
    let behind = entry.map(|entry| match entry.status {
        MonthStatus::Paid => Ink::PaleJade,
        MonthStatus::Missing => Ink::PaleVermilion,
        MonthStatus::NotPosted
        | MonthStatus::Zero
        | MonthStatus::BackPaid
        | MonthStatus::BackPaidAfterChange => Ink::PaleOchre,
    });
    let mut cell = Cell::of(CellKind::Data, 1, "");
    cell.texts.clear();
    cell.behind = behind;
    let bold = Style {
        is_bold: entry.is_some_and(|entry| entry.status != MonthStatus::Paid),
        ink: Ink::Black,
        ..style
    };
    cell.and(name, style).and(pen.say(word), bold)
}

fn status(status: MonthStatus) -> Word {
    match status {
        MonthStatus::Paid => result::month::paid,
        MonthStatus::BackPaid | MonthStatus::BackPaidAfterChange => result::month::back_paid,
        MonthStatus::Zero => result::month::zero,
        MonthStatus::Missing => result::month::missing,
        MonthStatus::NotPosted => result::month::not_posted,
    }
}

/// What a word of a month means, where it needs that.
fn key(status: MonthStatus) -> Option<Word> {
    match status {
        MonthStatus::Paid => None,
        MonthStatus::Missing => Some(result::key::missing),
        MonthStatus::NotPosted => Some(result::key::not_posted),
        MonthStatus::Zero => Some(result::key::zero),
        MonthStatus::BackPaid => Some(result::key::back_paid),
        MonthStatus::BackPaidAfterChange => Some(result::key::after_change),
    }
}
