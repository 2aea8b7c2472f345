//! From the blocks of a paper to strips, and to what they say.

use super::fonts::Fonts;
use super::lines::{Line, Measure};
use super::paper::{Align, Block, Ink, Length, POINT, Paper, Style, Text};
use super::strips::{Mark, Part, Role, Shape, Strip};

/// How far below the top of its line a letter stands, in hundredths of its size, beside half of what
/// the line is higher than its letters.
const ASCENT: Length = 88;

/// What a paper becomes.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) paper: &'a Paper,
    pub(super) fonts: &'a Fonts,
    /// How wide the text is.
    pub(super) width: Length,
    /// How high a page is: what is higher cannot stay on one.
    pub(super) page: Length,
    /// The size of everything, in hundredths.
    pub(super) scale: i32,
    /// The strips.
    pub(super) strips: Vec<Strip>,
    /// What they say.
    pub(super) parts: Vec<Part>,
    leaves: usize,
}

/// So many hundredths of a length.
pub(super) fn hundredths(length: Length, hundredths: i32) -> Length {
    length.saturating_mul(hundredths) / 100
}

impl<'a> Layout<'a> {
    /// Puts the blocks of a paper below each other.
    pub(super) fn of(
        paper: &'a Paper,
        fonts: &'a Fonts,
        (width, page): (Length, Length),
        scale: i32,
    ) -> Self {
        let mut layout = Self {
            paper,
            fonts,
            width,
            page,
            scale,
            strips: Vec::new(),
            parts: Vec::new(),
            leaves: 0,
        };
        for block in &paper.blocks {
            layout.add(block);
        }
        layout
    }

    /// The size of the letters of a text.
    pub(super) fn size(&self, style: Style) -> Length {
        hundredths(hundredths(self.paper.size, self.scale), style.size)
    }

    /// A length that shrinks with the paper.
    pub(super) fn scaled(&self, length: Length) -> Length {
        hundredths(length, self.scale)
    }

    /// A new part that marks can say.
    pub(super) fn leaf(&mut self, role: Role) -> (usize, Part) {
        let leaf = self.leaves;
        self.leaves = leaf.saturating_add(1);
        let part = Part {
            role,
            parts: Vec::new(),
            leaf: Some(leaf),
        };
        (leaf, part)
    }

    fn add(&mut self, block: &Block) {
        match block {
            Block::Title { title, sub, ink } => self.title(title, sub, *ink),
            Block::Heading(text) => self.heading(text),
            Block::Ends(left, right) => self.ends(left, right, Style::PLAIN),
            Block::Text(text) => {
                let (leaf, part) = self.leaf(Role::Paragraph);
                self.parts.push(part);
                let width = self.width;
                self.text(text, leaf, 0, width);
            }
            Block::Items {
                ordered,
                style,
                items,
            } => self.items(*ordered, *style, items),
            Block::Table(table) => self.table(table),
            Block::Signatures { labels, seal } => self.signatures(labels, seal.as_deref()),
            Block::Stamp { lines, ink, beside } => self.stamp(lines, *ink, beside),
            Block::Pattern { side, runs, beside } => self.pattern(*side, runs, beside),
            Block::Foot(left, right) => self.foot(left, right),
            Block::Together(blocks) => {
                let from = self.strips.len();
                for block in blocks {
                    self.add(block);
                }
                let last = self.strips.len().saturating_sub(1);
                for strip in self.strips.iter_mut().take(last).skip(from) {
                    strip.keeps = true;
                }
            }
            Block::Space(length) => {
                let height = self.scaled(*length);
                self.strips.push(Strip::space(height));
            }
        }
    }

    /// How lines are broken for a text.
    pub(super) fn measure(&self, style: Style, tracking: Length) -> Measure<'a> {
        Measure {
            fonts: self.fonts,
            lang: self.paper.lang,
            size: self.size(style),
            is_bold: style.is_bold,
            tracking,
        }
    }

    /// The lines of a text in a column, each as if it stood at the top, with how high it is.
    pub(super) fn lines(
        &self,
        text: &Text,
        leaf: usize,
        left: Length,
        width: Length,
    ) -> Vec<(Mark, Length)> {
        let style = text.style;
        let size = self.size(style);
        let leading = hundredths(size, style.leading);
        let indent = if style.is_indented { 2 * size } else { 0 };
        let lines = self.measure(style, 0).lines(&text.text, width, indent);
        let lines = lines.into_iter().enumerate().map(|(nth, line)| {
            let x = match style.align {
                Align::Left if nth == 0 => left.saturating_add(indent),
                Align::Left => left,
                Align::Centre => left.saturating_add(width.saturating_sub(line.width) / 2),
            };
            (self.line(line, leaf, (x, 0), style, 0), leading)
        });
        lines.collect()
    }

    /// A line of text whose top is here.
    pub(super) fn line(
        &self,
        line: Line,
        leaf: usize,
        (x, top): (Length, Length),
        style: Style,
        tracking: Length,
    ) -> Mark {
        let size = self.size(style);
        let above = hundredths(size, style.leading).saturating_sub(size) / 2;
        let shape = Shape::Text {
            x,
            baseline: top
                .saturating_add(above)
                .saturating_add(hundredths(size, ASCENT)),
            line,
            size,
            tracking,
            ink: style.ink,
        };
        Mark {
            leaf: Some(leaf),
            shape,
        }
    }

    /// A text of the paper: a strip for each line.
    pub(super) fn text(&mut self, text: &Text, leaf: usize, left: Length, width: Length) {
        let lines = self.lines(text, leaf, left, width);
        let strips = lines.into_iter().map(|(mark, height)| Strip {
            height,
            keeps: false,
            marks: vec![mark],
        });
        self.strips.extend(strips);
    }

    fn title(&mut self, title: &str, sub: &str, ink: Ink) {
        let style = Style {
            size: 200,
            ink,
            align: Align::Centre,
            leading: 140,
            ..Style::BOLD
        };
        let (leaf, part) = self.leaf(Role::Title(title.to_owned()));
        self.parts.push(part);
        let size = self.size(style);
        // Chinese titles are set wide.
        let tracking = match self.paper.lang {
            shared::values::Lang::Zh => hundredths(size, 12),
            shared::values::Lang::En => 0,
        };
        for line in self.measure(style, tracking).lines(title, self.width, 0) {
            let x = self.width.saturating_sub(line.width) / 2;
            let mark = self.line(line, leaf, (x, 0), style, tracking);
            self.strips.push(Strip {
                height: hundredths(size, style.leading),
                keeps: true,
                marks: vec![mark],
            });
        }
        let below = Text {
            text: sub.to_owned(),
            style: Style {
                align: Align::Centre,
                size: 95,
                ..Style::SMALL
            },
        };
        let (leaf, part) = self.leaf(Role::Paragraph);
        self.parts.push(part);
        let width = self.width;
        self.text(&below, leaf, 0, width);
        let gap = self.scaled(8 * POINT);
        self.strips.push(Strip::space(gap));
    }

    fn heading(&mut self, text: &str) {
        let (leaf, part) = self.leaf(Role::Heading(text.to_owned()));
        self.parts.push(part);
        let gap = self.scaled(9 * POINT);
        self.strips.push(Strip::space(gap));
        let from = self.strips.len();
        let text = Text {
            text: text.to_owned(),
            style: Style {
                size: 120,
                ink: Ink::Blue,
                leading: 160,
                ..Style::BOLD
            },
        };
        let width = self.width;
        self.text(&text, leaf, 0, width);
        let below = self.scaled(2 * POINT);
        self.strips.push(Strip::space(below));
        for strip in self.strips.iter_mut().skip(from) {
            strip.keeps = true;
        }
    }

    fn ends(&mut self, left: &str, right: &str, style: Style) {
        let size = self.size(style);
        let leading = hundredths(size, style.leading);
        let mut strip = Strip::space(leading);
        for (text, at_end) in [(left, false), (right, true)] {
            if text.is_empty() {
                continue;
            }
            let (leaf, part) = self.leaf(Role::Paragraph);
            self.parts.push(part);
            // Each has its half; what is longer goes on below.
            let half = self.width / 2;
            let lines = self.measure(style, 0).lines(text, half, 0);
            for (line, nth) in lines.into_iter().zip(0..) {
                let x = if at_end {
                    self.width.saturating_sub(line.width)
                } else {
                    0
                };
                let top = leading.saturating_mul(nth);
                strip.height = strip.height.max(top.saturating_add(leading));
                strip.marks.push(self.line(line, leaf, (x, top), style, 0));
            }
        }
        self.strips.push(strip);
    }

    fn items(&mut self, ordered: bool, style: Style, items: &[String]) {
        let size = self.size(style);
        let (label_at, text_at) = (2 * size, 7 * size / 2);
        let mut entries = Vec::new();
        for (item, number) in items.iter().zip(1..) {
            let label = if ordered {
                format!("{number}.")
            } else {
                "·".to_owned()
            };
            let (label_leaf, label_part) = self.leaf(Role::Label);
            let (body_leaf, body_part) = self.leaf(Role::Body);
            entries.push(Part {
                role: Role::Entry,
                parts: vec![label_part, body_part],
                leaf: None,
            });
            let text = Text {
                text: item.clone(),
                style,
            };
            let from = self.strips.len();
            let width = self.width.saturating_sub(text_at);
            self.text(&text, body_leaf, text_at, width);
            let label = self.measure(style, 0).lines(&label, size * 3, 0);
            let marks = label
                .into_iter()
                .map(|line| self.line(line, label_leaf, (label_at, 0), style, 0));
            let marks: Vec<Mark> = marks.collect();
            if let Some(first) = self.strips.get_mut(from) {
                first.marks.splice(0..0, marks);
            }
        }
        self.parts.push(Part {
            role: Role::List(ordered),
            parts: entries,
            leaf: None,
        });
    }

    fn foot(&mut self, left: &str, right: &str) {
        let gap = self.scaled(8 * POINT);
        let mut rule = Strip::space(gap);
        rule.keeps = true;
        let y = gap / 2;
        rule.decorate(Shape::Rule {
            from: (0, y),
            to: (self.width, y),
            thickness: POINT / 2,
            ink: Ink::Grey,
        });
        self.strips.push(rule);
        self.ends(left, right, Style::SMALL);
    }
}
