//! What a paper says and how it is to look, before it is put on pages.

use shared::values::{Lang, Moment};

/// A length in twentieths of a point, so that all of a layout is whole numbers.
pub type Length = i32;

/// A point has so many of them.
pub const POINT: Length = 20;

/// A paper of size A4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The language in which it is written.
    pub lang: Lang,
    /// What readers show in the title of their window.
    pub title: String,
    /// Who gives it.
    pub issuer: String,
    /// When it was made.
    pub made_at: Moment,
    /// What stands at the foot of each page beside its number: of which paper it is.
    pub reference: String,
    /// `第 {{ n }} 页，共 {{ of }} 页`
    pub pager: String,
    /// Across each page, where the paper is of no effect: `已失效`.
    pub void: Option<String>,
    /// Whether it is drawn smaller rather than on a second page.
    pub on_one_page: bool,
    /// Whether each page has a frame, as a certificate has.
    pub is_framed: bool,
    /// The size of its letters.
    pub size: Length,
    /// What stands on it, from the top.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title, with what stands below it.
    Title {
        /// The title.
        title: String,
        /// Whose service it belongs to.
        sub: String,
        /// Its colour.
        ink: Ink,
    },
    /// The title of a part.
    Heading(String),
    /// One text at the left, one at the right.
    Ends(String, String),
    /// A paragraph.
    Text(Text),
    /// A list.
    Items {
        /// Whether its entries are counted.
        ordered: bool,
        /// How they look.
        style: Style,
        /// The entries.
        items: Vec<String>,
    },
    /// A table.
    Table(Table),
    /// Where it is signed by hand.
    Signatures {
        /// What is written before each line.
        labels: Vec<String>,
        /// Where the office puts its seal, in words; none where there is no such place.
        seal: Option<String>,
    },
    /// The seal on a result, with what is said beside it. It decorates: the words of the paper say
    /// the same.
    Stamp {
        /// The lines on the seal: service, state, day.
        lines: [String; 3],
        /// Its colour.
        ink: Ink,
        /// What stands beside it.
        beside: String,
    },
    /// A pattern for a camera, as of a QR code, with what is said beside it, which tells whoever has the
    /// paper read out what it is for.
    Pattern {
        /// How many modules it has from side to side.
        side: Length,
        /// The dark ones: runs of a row, each by its first module, its row and how many there are.
        runs: Vec<[Length; 3]>,
        /// What stands beside it.
        beside: String,
    },
    /// A line, and below it small print at the left and at the right.
    Foot(String, String),
    /// Parts that stand on one page.
    Together(Vec<Block>),
    /// Empty paper.
    Space(Length),
}

/// A text and its looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text. A line break in it is one on paper.
    pub text: String,
    /// The looks.
    pub style: Style,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether its letters are bold.
    pub is_bold: bool,
    /// Their size in hundredths of the paper's.
    pub size: i32,
    /// From line to line, in hundredths of their size.
    pub leading: i32,
    /// Their colour.
    pub ink: Ink,
    /// Where the lines stand.
    pub align: Align,
    /// Whether the first line begins two letters further in.
    pub is_indented: bool,
}

impl Style {
    /// Plain text.
    pub const PLAIN: Self = Self {
        is_bold: false,
        size: 100,
        leading: 145,
        ink: Ink::Black,
        align: Align::Left,
        is_indented: false,
    };
    /// Bold text.
    pub const BOLD: Self = Self {
        is_bold: true,
        ..Self::PLAIN
    };
    /// What is said beside the matter.
    pub const SMALL: Self = Self {
        size: 89,
        ink: Ink::Grey,
        ..Self::PLAIN
    };
    /// A paragraph of a longer text.
    pub const PROSE: Self = Self {
        is_indented: true,
        ..Self::PLAIN
    };
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Text.
    Black,
    /// Small print.
    Grey,
    /// The platform's blue.
    Blue,
    /// 通过
    Jade,
    /// 不通过
    Vermilion,
    /// What nobody can tell yet.
    Ochre,
    /// Behind the name of something.
    Mist,
    /// Behind the title of a group.
    Haze,
    /// Behind a month that counts.
    PaleJade,
    /// Behind a month that is missing.
    PaleVermilion,
    /// Behind a month that has to be looked at.
    PaleOchre,
}

/// Where the lines of a text stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// From the left.
    Left,
    /// In the middle.
    Centre,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How wide the columns are, in relation to each other.
    pub columns: Vec<Length>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Its padding in hundredths of the paper's letters, above and below what is in a cell.
    pub padding: i32,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cells; together they span all columns.
    pub cells: Vec<Cell>,
    /// Whether the next row stands on the same page.
    pub keeps: bool,
}

impl Row {
    /// A row of its own.
    #[must_use]
    pub fn of(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            keeps: false,
        }
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it is.
    pub kind: CellKind,
    /// Over how many columns it reaches.
    pub span: usize,
    /// What is in it, one below the other.
    pub texts: Vec<Text>,
    /// What is behind it, where that is not what its kind has.
    pub behind: Option<Ink>,
}

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Something told.
    Data,
    /// The name of what stands beside it.
    RowHead,
    /// The name of what stands below it.
    ColumnHead,
    /// The title of the rows below it.
    Group,
}

impl Cell {
    /// A cell of one text.
    #[must_use]
    pub fn of(kind: CellKind, span: usize, text: impl Into<String>) -> Self {
        let style = match kind {
            CellKind::Group => Style {
                ink: Ink::Blue,
                ..Style::BOLD
            },
            CellKind::Data | CellKind::RowHead | CellKind::ColumnHead => Style::PLAIN,
        };
        let text = Text {
            text: text.into(),
            style,
        };
        Self {
            kind,
            span,
            texts: vec![text],
            behind: None,
        }
    }

    /// Something told.
    #[must_use]
    pub fn data(span: usize, text: impl Into<String>) -> Self {
        Self::of(CellKind::Data, span, text)
    }

    /// The name of what stands beside it.
    #[must_use]
    pub fn head(text: impl Into<String>) -> Self {
        Self::of(CellKind::RowHead, 1, text)
    }

    /// With another text below.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, style: Style) -> Self {
        self.texts.push(Text {
            text: text.into(),
            style,
        });
        self
    }
}
