//! What the documents have in common: what they are made from, and the looks of their parts.

use shared::account::Identity;
use shared::application::{Detail, State};
use shared::form::Answers;
use shared::operator::Operator;
use shared::policy::Policies;
use shared::values::Moment;

use super::pen::Pen;
use crate::words::locale::{result, terms};
use print::paper::{Block, Cell, CellKind, Ink, POINT, Paper, Row, Style, Table, Text};

/// An application with what its documents say beyond it.
#[derive(Debug)]
pub(super) struct Filed<'a> {
    /// The application as it is told to the reader.
    pub(super) detail: &'a Detail,
    /// What was answered, without what other answers make meaningless.
    pub(super) answers: &'a Answers,
    /// Whether numbers of documents are printed in full.
    pub(super) in_full: bool,
    /// Who files for the applicant.
    pub(super) agent: Option<&'a Identity>,
    /// The versions of the policy.
    pub(super) policies: &'a Policies,
    /// Who runs the platform.
    pub(super) operator: &'a Operator,
    /// Now.
    pub(super) now: Moment,
}

impl Filed<'_> {
    /// The number that people quote, or that it is not submitted.
    pub(super) fn number(&self, pen: Pen) -> String {
        let number = self.detail.summary.number.clone();
        number.unwrap_or_else(|| pen.own(result::paper::not_submitted))
    }

    /// Whether it is of no effect any more.
    pub(super) fn is_void(&self) -> bool {
        self.detail.summary.state == State::Void
    }

    /// A paper with a title and nothing else yet.
    pub(super) fn paper(&self, pen: Pen, title: &str) -> Paper {
        let title_block = Block::Title {
            title: title.to_owned(),
            sub: pen.service(self.detail.summary.module).to_owned(),
            ink: Ink::Black,
        };
        Paper {
            lang: pen.lang,
            title: title.to_owned(),
            issuer: pen.own(result::paper::issuer),
            made_at: self.now,
            reference: format!("{title} {}", self.number(pen)),
            pager: pen.own(result::paper::pager),
            void: self.is_void().then(|| pen.own(terms::state::void)),
            on_one_page: false,
            is_framed: false,
            size: 19 * POINT / 2,
            blocks: vec![title_block],
        }
    }

    /// The line below everything: who gives the paper, and when it was made.
    pub(super) fn foot(&self, pen: Pen) -> Block {
        let made = pen.labelled(pen.say(result::paper::made), &pen.moment(self.now));
        Block::Foot(pen.own(result::paper::issuer), made)
    }

    /// That it is of no effect any more, also for those who have it read out; nothing as long as it is.
    pub(super) fn void_line(&self, pen: Pen) -> Vec<Block> {
        if !self.is_void() {
            return Vec::new();
        }
        of_no_effect(pen.say(result::paper::void_any))
    }
}

/// A line that says that what follows is of no effect.
pub(super) fn of_no_effect(words: &str) -> Vec<Block> {
    let style = Style {
        ink: Ink::Vermilion,
        ..Style::BOLD
    };
    vec![text(words, style), Block::Space(4 * POINT)]
}

/// A name and what is told, over so many columns.
pub(super) fn told(name: impl Into<String>, text: impl Into<String>, span: usize) -> Row {
    Row::of(vec![Cell::head(name), Cell::data(span, text)])
}

/// The title of the rows below it.
pub(super) fn group(title: &str, span: usize) -> Row {
    Row {
        cells: vec![Cell::of(CellKind::Group, span, title)],
        keeps: true,
    }
}

/// A table of names and what is told.
pub(super) fn facts(rows: Vec<Row>) -> Block {
    Block::Table(Table {
        columns: vec![24, 76],
        rows,
        padding: 42,
    })
}

/// A paragraph.
pub(super) fn text(text: impl Into<String>, style: Style) -> Block {
    Block::Text(Text {
        text: text.into(),
        style,
    })
}
