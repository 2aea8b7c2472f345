//! The notice of a refusal (不通过告知书): why, and what can be done about it: dispute it, have records
//! corrected, what is open now and from when the rest is.

use shared::application::ToCheck;
use shared::form::asked;
use shared::form::pointer::to_value;
use shared::policy::explain::{self, cards::ways_out};
use shared::policy::{Decision, Verdict};

use super::fields::{answer, term};
use super::pen::Pen;
use super::sheet::{Filed, facts, text, told};
use super::verdict::{verdict, whose};
use super::ways::ways;
use crate::words::locale::{pages, result};
use print::paper::{Block, Cell, Ink, POINT, Paper, Row, Style, Table};

/// The notice.
pub(super) fn refusal(filed: &Filed<'_>, is_withheld: bool, pen: Pen) -> Paper {
    let detail = filed.detail;
    let mut paper = filed.paper(pen, pen.say(result::paper::refusal));
    paper.size = 10 * POINT;
    paper.blocks.push(whose(filed, !is_withheld, pen));
    paper.blocks.extend(verdict(detail, pen));
    let by_rules = detail.decision.as_ref().filter(|_| detail.ruling.is_none());
    if let Some(decision) = by_rules {
        paper
            .blocks
            .push(Block::Heading(pen.own(result::paper::why)));
        paper.blocks.push(reasons(filed, decision, pen));
    }
    paper
        .blocks
        .push(Block::Heading(pen.own(result::paper::remedies)));
    if let Some(last) = detail.summary.review_until {
        let day = pen.day(last);
        let words = pen.with(result::paper::dispute, &[("day", &day)]);
        paper.blocks.push(text(words, Style::PLAIN));
    }
    if let Some(to_check) = by_rules.and_then(ToCheck::of) {
        paper
            .blocks
            .extend(typed(filed, to_check, is_withheld, pen));
    }
    if let Some(decision) = by_rules {
        let corrections = corrections(decision, pen);
        if !corrections.is_empty() {
            let lede = pen.say(pages::review_help::lede);
            paper.blocks.push(text(lede, Style::PLAIN));
            paper.blocks.extend(corrections);
        }
        paper.blocks.extend(ways(detail, decision, pen));
    }
    let telephone = [("telephone", filed.operator.telephone.as_str())];
    let again = pen.with(result::paper::again, &telephone);
    paper.blocks.push(Block::Space(4 * POINT));
    paper.blocks.push(text(again, Style::PLAIN));
    paper.blocks.push(filed.foot(pen));
    paper
}

/// What to check first of what was typed: the very answers, or all about somebody who is merely named.
/// Whoever may not see the answers is told that alone.
fn typed(filed: &Filed<'_>, to_check: ToCheck, is_withheld: bool, pen: Pen) -> Vec<Block> {
    if is_withheld {
        return vec![text(pen.say(result::paper::typed), Style::PLAIN)];
    }
    let lede = if to_check.is_own() {
        result::typed::own
    } else {
        result::typed::member
    };
    let (answers, json) = (filed.answers, to_value(filed.answers));
    let asked = asked(filed.detail.summary.module, to_check.chapter, answers).into_iter();
    let rows = asked
        .filter(|asked| to_check.holds(asked))
        .filter_map(|asked| {
            let value = json.pointer(&asked.pointer)?;
            let given = answer(pen, asked.field, value, filed.in_full);
            let name = term(pen, answers, asked.field);
            (!value.is_null()).then(|| told(name, given, 1))
        });
    vec![
        text(pen.say(lede), Style::PLAIN),
        Block::Space(3 * POINT),
        facts(rows.collect()),
        Block::Space(3 * POINT),
        text(pen.say(result::paper::then), Style::PLAIN),
    ]
}

/// Every rule that is not met: what was found, what it asks for, and where that is written.
fn reasons(filed: &Filed<'_>, decision: &Decision, pen: Pen) -> Block {
    let cards = explain::cards::cards(decision).into_iter();
    let failed = cards.flat_map(|card| card.findings);
    let rows = failed
        .filter(|finding| finding.verdict == Verdict::NotMet)
        .map(|finding| {
            let sentence = explain::sentence(&finding, pen.lang);
            let sentence = match finding.zone {
                Some(zone) => pen.labelled(explain::zone(zone, pen.lang), &sentence),
                None => sentence,
            };
            let rule = explain::requirement(&finding, filed.policies, pen.lang);
            let law = explain::citation(&finding, filed.policies, pen.lang);
            let cell = Cell::data(1, sentence).and(rule, Style::SMALL);
            let verdict = Style {
                ink: Ink::Vermilion,
                ..Style::BOLD
            };
            let head = Cell::head(explain::check(finding.check, pen.lang))
                .and(explain::verdict(finding.verdict, pen.lang), verdict);
            Row::of(vec![
                head,
                match law {
                    Some(law) => cell.and(law, Style::SMALL),
                    None => cell,
                },
            ])
        });
    Block::Table(Table {
        columns: vec![22, 78],
        rows: rows.collect(),
        padding: 34,
    })
}

/// Which agency corrects which record, with what papers.
fn corrections(decision: &Decision, pen: Pen) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (check, findings) in ways_out(decision) {
        let mut helps = findings.iter().filter_map(|f| explain::help(f, pen.lang));
        let Some(help) = helps.next() else {
            continue;
        };
        use pages::review_help as w;
        let rows = vec![
            super::sheet::group(explain::check(check, pen.lang), 2),
            told(pen.say(w::window), help.window, 1),
            told(pen.say(w::action), help.action, 1),
            told(pen.say(w::papers), help.papers.join("\n"), 1),
            told(pen.say(w::again), help.again, 1),
        ];
        blocks.push(Block::Space(5 * POINT));
        blocks.push(super::sheet::facts(rows));
    }
    blocks
}
