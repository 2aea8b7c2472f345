//! 购房承诺书: who promises what.

use shared::values::day_in_shanghai;

use super::agreed::{agreed, signatures};
use super::pen::{Pen, mask_number};
use super::sheet::{Filed, facts, told};
use super::terms::Named;
use crate::words::locale::{pages, result, wizard};
use print::paper::{Block, POINT, Paper, Style};

/// The promise, as a page of its own.
pub(super) fn promise(filed: &Filed<'_>, pen: Pen) -> Paper {
    let summary = &filed.detail.summary;
    let person = &filed.answers.applicant.person;
    let document = person.document_number.as_deref();
    let document = document.map(|number| {
        if filed.in_full {
            number.to_owned()
        } else {
            mask_number(number)
        }
    });
    let kind = person.document_kind.map_or_else(
        || pen.say(wizard::field::document_number),
        |kind| pen.say(kind.name()),
    );
    let mut rows = vec![
        told(pen.say(pages::fact::number), filed.number(pen), 1),
        told(
            pen.say(pages::fact::applicant),
            person.name.clone().unwrap_or_default(),
            1,
        ),
        told(kind, document.unwrap_or_default(), 1),
    ];
    if let Some(at) = summary.submitted_at {
        let day = pen.day(day_in_shanghai(at));
        rows.push(told(pen.say(result::paper::day), day, 1));
    }
    let mut paper = filed.paper(pen, pen.say(result::paper::promise));
    paper.on_one_page = true;
    paper.size = 11 * POINT;
    paper.blocks.extend(filed.void_line(pen));
    paper.blocks.push(facts(rows));
    let mut end = agreed(pen, summary.module, filed.answers, summary.number.is_some());
    for block in &mut end {
        if let Block::Text(text) = block
            && text.style == Style::PROSE
        {
            text.style.leading = 180;
        }
    }
    end.push(Block::Space(20 * POINT));
    end.push(signatures(pen, filed.answers.is_married(), false));
    end.push(Block::Space(12 * POINT));
    end.push(filed.foot(pen));
    paper.blocks.push(Block::Together(end));
    paper
}
