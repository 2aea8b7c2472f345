//! What is put on a paper by hand: signatures, the seal, printed or to be stamped, and a pattern for a
//! camera.

use super::layout::{Layout, hundredths};
use super::paper::{Ink, Length, POINT, Style};
use super::strips::{Role, Shape, Strip};

/// How large a seal is that an office stamps: 26 mm across.
const STAMPED: Length = 74 * POINT;
/// How large a seal is that is printed: 31 mm across.
const PRINTED: Length = 88 * POINT;
/// How large a pattern is at the most: 42 mm, so that a telephone reads what has a hundred modules.
const PATTERN: Length = 119 * POINT;
/// How many modules around it stay empty.
const QUIET: Length = 4;

impl Layout<'_> {
    /// Where people sign: two beside each other, and beside them the place of a seal.
    pub(super) fn signatures(&mut self, labels: &[String], seal: Option<&str>) {
        let style = Style::PLAIN;
        let size = self.size(style);
        let leading = hundredths(size, style.leading);
        let step = leading.saturating_add(self.scaled(13 * POINT));
        let gap = self.scaled(18 * POINT);
        let reserved = seal.map_or(0, |_| STAMPED.saturating_add(gap));
        let column = self.width.saturating_sub(reserved).saturating_sub(gap) / 2;
        let mut strip = Strip::space(0);
        for (label, nth) in labels.iter().zip(0..) {
            let (leaf, part) = self.leaf(Role::Paragraph);
            self.parts.push(part);
            let left = (nth % 2) * column.saturating_add(gap);
            let top = (nth / 2) * step + self.scaled(14 * POINT);
            let mut end = left;
            let lines = self.measure(style, 0).lines(label, column, 0);
            if let Some(line) = lines.into_iter().next() {
                end = left.saturating_add(line.width);
                strip
                    .marks
                    .push(self.line(line, leaf, (left, top), style, 0));
            }
            let below = top.saturating_add(leading);
            strip.decorate(Shape::Rule {
                from: (end.saturating_add(size / 2), below),
                to: (left.saturating_add(column), below),
                thickness: POINT / 2,
                ink: Ink::Black,
            });
            strip.height = strip.height.max(below.saturating_add(POINT));
        }
        if let Some(words) = seal {
            strip.height = strip.height.max(STAMPED.saturating_add(2 * POINT));
            let radius = STAMPED / 2;
            let middle = (self.width.saturating_sub(radius), strip.height / 2);
            strip.decorate(Shape::Ring {
                at: middle,
                radius,
                thickness: POINT / 2,
                ink: Ink::Grey,
                is_dashed: true,
            });
            let (leaf, part) = self.leaf(Role::Paragraph);
            self.parts.push(part);
            let lines = self.measure(Style::SMALL, 0).lines(words, STAMPED, 0);
            if let Some(line) = lines.into_iter().next() {
                let x = middle.0.saturating_sub(line.width / 2);
                let half = hundredths(self.size(Style::SMALL), Style::SMALL.leading) / 2;
                let at = (x, middle.1.saturating_sub(half));
                strip.marks.push(self.line(line, leaf, at, Style::SMALL, 0));
            }
        }
        self.strips.push(strip);
    }

    /// A printed seal at the left, and a sentence beside it.
    pub(super) fn stamp(&mut self, lines: &[String; 3], ink: Ink, beside: &str) {
        let mut strip = Strip::space(PRINTED.saturating_add(4 * POINT));
        let radius = PRINTED / 2;
        let middle = (radius.saturating_add(2 * POINT), strip.height / 2);
        for (inside, thickness) in [(0, 2 * POINT), (4 * POINT, POINT / 2)] {
            strip.decorate(Shape::Ring {
                at: middle,
                radius: radius.saturating_sub(inside),
                thickness,
                ink,
                is_dashed: false,
            });
        }
        // Above, in and below the middle.
        let styles = [
            (80, false, -25 * POINT),
            (165, true, -11 * POINT),
            (75, false, 14 * POINT),
        ];
        let room = PRINTED.saturating_sub(14 * POINT);
        for (text, (size, is_bold, down)) in lines.iter().zip(styles) {
            let style = Style {
                size,
                is_bold,
                ink,
                leading: 120,
                ..Style::PLAIN
            };
            // A word that is too long for the seal is written smaller.
            let wide = self.measure(style, 0).lines(text, Length::MAX / 2, 0);
            let width = wide.first().map_or(0, |line| line.width).max(1);
            let style = Style {
                size: size.min(size.saturating_mul(room) / width),
                ..style
            };
            let lines = self.measure(style, 0).lines(text, Length::MAX / 2, 0);
            if let Some(line) = lines.into_iter().next() {
                let x = middle.0.saturating_sub(line.width / 2);
                let at = (x, middle.1.saturating_add(down));
                let mark = self.line(line, 0, at, style, 0);
                strip.decorate(mark.shape);
            }
        }
        let (leaf, part) = self.leaf(Role::Paragraph);
        self.parts.push(part);
        let left = PRINTED.saturating_add(24 * POINT);
        let text = super::paper::Text {
            text: beside.to_owned(),
            style: Style::SMALL,
        };
        let lines = self.lines(&text, leaf, left, self.width.saturating_sub(left));
        let height: Length = lines.iter().map(|(_, height)| height).sum();
        let mut top = strip.height.saturating_sub(height) / 2;
        for (mark, height) in lines {
            strip.marks.push(mark.moved(top));
            top = top.saturating_add(height);
        }
        self.strips.push(strip);
    }

    /// A pattern for a camera at the left, and a sentence beside it. It keeps its size where the paper is
    /// drawn smaller: the camera does not.
    pub(super) fn pattern(&mut self, side: Length, runs: &[[Length; 3]], beside: &str) {
        let modules = side.saturating_add(2 * QUIET).max(1);
        // Whole units, so that all modules are alike.
        let unit = PATTERN / modules;
        let (drawn, margin) = (unit.saturating_mul(side), unit.saturating_mul(QUIET));
        let mut strip = Strip::space(drawn.saturating_add(2 * margin));
        strip.decorate(Shape::Squares {
            at: (margin, margin),
            unit,
            side,
            runs: runs.to_vec(),
        });
        let (leaf, part) = self.leaf(Role::Paragraph);
        self.parts.push(part);
        let left = strip.height.saturating_add(8 * POINT);
        let text = super::paper::Text {
            text: beside.to_owned(),
            style: Style::SMALL,
        };
        let lines = self.lines(&text, leaf, left, self.width.saturating_sub(left));
        let height: Length = lines.iter().map(|(_, height)| *height).sum();
        let mut top = strip.height.saturating_sub(height) / 2;
        for (mark, height) in lines {
            strip.marks.push(mark.moved(top));
            top = top.saturating_add(height);
        }
        self.strips.push(strip);
    }
}
