//! Strips: what stands beside each other on a paper and is never torn. A paper is a row of strips.

use super::lines::Line;
use super::paper::{Ink, Length};

/// A strip of a paper, as wide as its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Strip {
    /// How high it is.
    pub(super) height: Length,
    /// Whether the next one stands on the same page.
    pub(super) keeps: bool,
    /// What is on it, in the order in which it is read.
    pub(super) marks: Vec<Mark>,
}

impl Strip {
    /// Empty paper.
    pub(super) fn space(height: Length) -> Self {
        Self {
            height,
            ..Self::default()
        }
    }

    /// Puts something on it that is no part of what the paper says.
    pub(super) fn decorate(&mut self, shape: Shape) {
        self.marks.push(Mark { leaf: None, shape });
    }
}

/// Something on a strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which part of the paper it says; none where it merely decorates.
    pub(super) leaf: Option<usize>,
    /// How it looks.
    pub(super) shape: Shape,
}

impl Mark {
    /// The same text further down.
    pub(super) fn moved(mut self, by: Length) -> Self {
        if let Shape::Text { baseline, .. } = &mut self.shape {
            *baseline = baseline.saturating_add(by);
        }
        self
    }
}

/// What is drawn. Places are measured from the top left of the strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters on a line.
    Text {
        /// Where they begin.
        x: Length,
        /// Where they stand.
        baseline: Length,
        /// The letters.
        line: Line,
        /// Their size.
        size: Length,
        /// The space between them.
        tracking: Length,
        /// Their colour.
        ink: Ink,
    },
    /// A straight line.
    Rule {
        /// From here.
        from: (Length, Length),
        /// To here.
        to: (Length, Length),
        /// How thick it is.
        thickness: Length,
        /// Its colour.
        ink: Ink,
    },
    /// A filled rectangle.
    Area {
        /// Its top left corner.
        at: (Length, Length),
        /// How wide it is.
        width: Length,
        /// How high it is.
        height: Length,
        /// Its colour.
        ink: Ink,
    },
    /// Black squares on white, beside each other in rows.
    Squares {
        /// The top left corner of the first row.
        at: (Length, Length),
        /// How large one is.
        unit: Length,
        /// How many there are from side to side.
        side: Length,
        /// Dark runs of a row: the first square, the row, how many.
        runs: Vec<[Length; 3]>,
    },
    /// A circle.
    Ring {
        /// Its middle.
        at: (Length, Length),
        /// From the middle to the line.
        radius: Length,
        /// How thick the line is.
        thickness: Length,
        /// Its colour.
        ink: Ink,
        /// Whether the line has gaps.
        is_dashed: bool,
    },
}

/// What a part of a paper is to whoever has it read out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// The title of the paper, with its words.
    Title(String),
    /// The title of a part, with its words.
    Heading(String),
    /// A paragraph.
    Paragraph,
    /// A list; whether it is counted.
    List(bool),
    /// An entry of a list.
    Entry,
    /// The number or dot before an entry.
    Label,
    /// What an entry says.
    Body,
    /// A table.
    Table,
    /// A row.
    Row,
    /// The name of what stands beside it, over so many columns.
    RowHead(usize),
    /// The name of what stands below it, over so many columns.
    ColumnHead(usize),
    /// Something told, over so many columns.
    Data(usize),
}

/// A part of a paper with its parts, in the order in which they are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// What it is.
    pub(super) role: Role,
    /// Its own parts.
    pub(super) parts: Vec<Part>,
    /// The marks that say it.
    pub(super) leaf: Option<usize>,
}

impl Role {
    /// The words of a title.
    pub(super) fn title(&self) -> Option<&str> {
        match self {
            Self::Title(words) | Self::Heading(words) => Some(words),
            Self::Paragraph
            | Self::List(_)
            | Self::Entry
            | Self::Label
            | Self::Body
            | Self::Table
            | Self::Row
            | Self::RowHead(_)
            | Self::ColumnHead(_)
            | Self::Data(_) => None,
        }
    }
}
