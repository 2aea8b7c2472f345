//! What became of an application: the headline, the decisive sentence, and who decided it and when.

use shared::application::{Detail, RulingOutcome, State};
use shared::policy::{Outcome, Verdict, explain};
use shared::values::day_in_shanghai;

use super::pen::Pen;
use super::sheet::{Filed, text};
use super::terms::Named;
use crate::words::locale::{pages, result};
use print::paper::{Block, Cell, Ink, POINT, Row, Style, Table};

/// Whose application it is, and which.
pub(super) fn whose(filed: &Filed<'_>, is_named: bool, pen: Pen) -> Block {
    let detail = filed.detail;
    let summary = &detail.summary;
    let fact = |name, text: String| [Cell::head(pen.say(name)), Cell::data(1, text)];
    // An agent who may not see the facts knows for whom it is, and is told no more.
    let name = if is_named {
        filed.answers.applicant.person.name.clone()
    } else {
        summary.filed_for.clone()
    };
    let mut rows: Vec<[Cell; 2]> = vec![fact(pages::fact::number, filed.number(pen))];
    rows.extend(name.map(|name| fact(pages::fact::applicant, name)));
    let category = summary.category.map(|category| pen.own(category.name()));
    rows.extend(category.map(|name| fact(pages::fact::category, name)));
    let place = summary.place.map(|place| pen.own(place.name()));
    rows.extend(place.map(|name| fact(pages::fact::place, name)));
    let unit = summary.unit_location.clone();
    rows.extend(unit.map(|location| fact(pages::fact::unit, location)));
    let submitted = summary.submitted_at.map(|at| pen.moment(at));
    rows.extend(submitted.map(|at| fact(pages::fact::submitted, at)));
    let decided = summary.decided_at.map(|at| pen.moment(at));
    rows.extend(decided.map(|at| fact(result::paper::decided, at)));
    let policy = detail
        .decision
        .as_ref()
        .and_then(|decision| decision.policy);
    rows.extend(policy.map(|policy| {
        let from = pen.with(result::in_force, &[("day", &pen.day(policy.from))]);
        fact(pages::fact::policy, from)
    }));
    // Two beside each other.
    let rows = rows.chunks(2).map(|pair| {
        let mut cells = pair.concat();
        if let ([_], Some(last)) = (pair, cells.last_mut()) {
            last.span = 3;
        }
        Row::of(cells)
    });
    Block::Table(Table {
        columns: vec![16, 34, 16, 34],
        rows: rows.collect(),
        padding: 36,
    })
}

/// The headline, the decisive sentence, and what an officer said.
pub(super) fn verdict(detail: &Detail, pen: Pen) -> Vec<Block> {
    let (line, ink) = headline(detail, pen);
    let mut blocks = vec![
        Block::Space(8 * POINT),
        text(
            line,
            Style {
                size: 150,
                ink,
                ..Style::BOLD
            },
        ),
    ];
    let sentence = sentence(detail, pen);
    if !sentence.is_empty() {
        blocks.push(text(sentence, Style::PLAIN));
    }
    if let Some(ruling) = &detail.ruling {
        let state = match ruling.outcome {
            RulingOutcome::Granted => State::Passed,
            RulingOutcome::Refused => State::Failed,
        };
        let said = pen.labelled(pen.say(result::ruling::said), pen.say(state.name()));
        blocks.push(text(said, Style::BOLD));
        blocks.extend(
            ruling
                .reason
                .clone()
                .map(|reason| text(reason, Style::PLAIN)),
        );
        let at = pen.with(result::ruling::at, &[("at", &pen.moment(ruling.at))]);
        blocks.push(text(at, Style::SMALL));
    }
    blocks
}

fn headline(detail: &Detail, pen: Pen) -> (String, Ink) {
    let ruled = detail.ruling.as_ref().map(|ruling| ruling.outcome);
    let outcome = detail.decision.as_ref().map(|decision| decision.outcome);
    let by_rules = detail
        .decision
        .as_ref()
        .map(|decision| explain::headline(decision, pen.lang));
    match (ruled, outcome) {
        (Some(RulingOutcome::Granted), _) => (pen.own(result::ruling::passed), Ink::Jade),
        (Some(RulingOutcome::Refused), _) => (pen.own(result::ruling::failed), Ink::Vermilion),
        (None, outcome) => {
            let ink = match outcome {
                Some(Outcome::Eligible) => Ink::Jade,
                Some(Outcome::Ineligible) => Ink::Vermilion,
                Some(Outcome::ManualReview | Outcome::CannotTell | Outcome::NotChecked) | None => {
                    Ink::Ochre
                }
            };
            let state = pen.say(detail.summary.state.name());
            (by_rules.unwrap_or(state).to_owned(), ink)
        }
    }
}

/// What was found by the rule that decided: with its month, its number or its name.
fn sentence(detail: &Detail, pen: Pen) -> String {
    if let Some(ruling) = &detail.ruling {
        return match ruling.outcome {
            RulingOutcome::Granted => pen.own(result::ruling::passed_text),
            RulingOutcome::Refused => pen.own(result::ruling::failed_text),
        };
    }
    let Some(decision) = &detail.decision else {
        return String::new();
    };
    let found = decision
        .findings_here()
        .find(|f| f.verdict == Verdict::NotMet && f.code == decision.reason);
    match found {
        Some(finding) if !decision.reason.is_mismatch() => explain::sentence(finding, pen.lang),
        _ => explain::summary(decision, pen.lang),
    }
}

/// On which day it was decided, where the result is of no effect any more.
pub(super) fn was_so(filed: &Filed<'_>, pen: Pen) -> Option<Block> {
    let decided = filed.detail.summary.decided_at.map(day_in_shanghai);
    let day = decided.filter(|_| filed.is_void())?;
    let words = pen.with(result::zones_past, &[("day", &pen.day(day))]);
    Some(text(words, Style::PLAIN))
}
