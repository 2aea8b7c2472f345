//! Tables: the rows of a form, each a strip. A row that is higher than a page goes on on the next.

use super::layout::{Layout, hundredths};
use super::paper::{Cell, CellKind, Ink, Length, POINT, Row, Table};
use super::strips::{Mark, Part, Role, Shape, Strip};

/// Between a line of a table and its text, to the left and to the right.
const SIDE: Length = 5 * POINT;
/// The line around a table.
const OUTER: Length = POINT;
/// The lines within it.
const INNER: Length = POINT / 2;

/// What is in a cell, laid out.
struct Filled {
    left: Length,
    width: Length,
    /// Its lines, each with how high it is.
    lines: Vec<(Mark, Length)>,
    behind: Option<Ink>,
}

impl Filled {
    fn height(&self) -> Length {
        self.lines.iter().map(|(_, height)| height).sum()
    }
}

impl Layout<'_> {
    /// Adds a table.
    pub(super) fn table(&mut self, table: &Table) {
        let edges = self.edges(&table.columns);
        let size = hundredths(self.paper.size, self.scale);
        let padding = hundredths(size, table.padding);
        let mut rows = Vec::new();
        let last = table.rows.len().saturating_sub(1);
        for (nth, row) in table.rows.iter().enumerate() {
            let (cells, part) = self.fill(row, &edges);
            rows.push(part);
            let is_edge = (nth == 0, nth == last);
            self.row(cells, padding, is_edge, row.keeps);
        }
        self.parts.push(Part {
            role: Role::Table,
            parts: rows,
            leaf: None,
        });
    }

    /// Where the columns begin, and the last one ends.
    fn edges(&self, columns: &[Length]) -> Vec<Length> {
        let whole: Length = columns.iter().sum::<Length>().max(1);
        let mut edges = vec![0];
        let mut sum: Length = 0;
        for column in columns {
            sum = sum.saturating_add(*column);
            edges.push(self.width.saturating_mul(sum) / whole);
        }
        edges
    }

    fn fill(&mut self, row: &Row, edges: &[Length]) -> (Vec<Filled>, Part) {
        let mut column: usize = 0;
        let mut cells = Vec::new();
        let mut parts = Vec::new();
        for cell in &row.cells {
            let end = column.saturating_add(cell.span);
            let left = edges.get(column).copied().unwrap_or(self.width);
            let right = edges.get(end).copied().unwrap_or(self.width);
            column = end;
            let (leaf, part) = self.leaf(role(cell));
            parts.push(part);
            let width = right.saturating_sub(left);
            let room = width.saturating_sub(2 * SIDE).max(POINT);
            let mut lines = Vec::new();
            for text in &cell.texts {
                lines.extend(self.lines(text, leaf, left.saturating_add(SIDE), room));
            }
            cells.push(Filled {
                left,
                width,
                lines,
                behind: cell.behind.or_else(|| behind(cell.kind)),
            });
        }
        let part = Part {
            role: Role::Row,
            parts,
            leaf: None,
        };
        (cells, part)
    }

    /// The strips of a row: one, unless it is higher than a page.
    fn row(
        &mut self,
        mut cells: Vec<Filled>,
        padding: Length,
        (is_first, is_last): (bool, bool),
        keeps: bool,
    ) {
        let most = self.page.saturating_sub(2 * padding);
        let mut top_edge = is_first;
        loop {
            let mut now = Vec::new();
            let mut rest = false;
            for cell in &mut cells {
                let mut used: Length = 0;
                let fitting = cell.lines.iter().take_while(|(_, height)| {
                    used = used.saturating_add(*height);
                    used <= most
                });
                // A line that no page could hold is drawn all the same.
                let count = fitting.count().max(1).min(cell.lines.len());
                let lines = cell.lines.drain(..count).collect();
                rest |= !cell.lines.is_empty();
                now.push(Filled {
                    lines,
                    left: cell.left,
                    width: cell.width,
                    behind: cell.behind,
                });
            }
            let strip = strip(now, padding, self.width, (top_edge, is_last && !rest));
            self.strips.push(Strip {
                keeps: keeps && !rest,
                ..strip
            });
            top_edge = false;
            if !rest {
                return;
            }
        }
    }
}

/// Cells beside each other, with the lines around them.
fn strip(
    cells: Vec<Filled>,
    padding: Length,
    width: Length,
    (is_first, is_last): (bool, bool),
) -> Strip {
    let inside = cells.iter().map(Filled::height).max().unwrap_or(0);
    let height = inside.saturating_add(2 * padding);
    let mut strip = Strip::space(height);
    for cell in &cells {
        if let Some(ink) = cell.behind {
            strip.decorate(Shape::Area {
                at: (cell.left, 0),
                width: cell.width,
                height,
                ink,
            });
        }
    }
    let thickness = |is_edge| if is_edge { OUTER } else { INNER };
    let mut rule = |from, to, is_edge| {
        strip.decorate(Shape::Rule {
            from,
            to,
            thickness: thickness(is_edge),
            ink: if is_edge { Ink::Black } else { Ink::Grey },
        });
    };
    for cell in cells.iter().skip(1) {
        rule((cell.left, 0), (cell.left, height), false);
    }
    rule((0, 0), (width, 0), is_first);
    rule((0, height), (width, height), is_last);
    rule((0, 0), (0, height), true);
    rule((width, 0), (width, height), true);
    for cell in cells {
        let mut top = height.saturating_sub(cell.height()) / 2;
        for (mark, line) in cell.lines {
            strip.marks.push(mark.moved(top));
            top = top.saturating_add(line);
        }
    }
    strip
}

fn role(cell: &Cell) -> Role {
    match cell.kind {
        CellKind::Data => Role::Data(cell.span),
        CellKind::RowHead => Role::RowHead(cell.span),
        CellKind::ColumnHead | CellKind::Group => Role::ColumnHead(cell.span),
    }
}

fn behind(kind: CellKind) -> Option<Ink> {
    match kind {
        CellKind::Data => None,
        CellKind::RowHead | CellKind::ColumnHead => Some(Ink::Mist),
        CellKind::Group => Some(Ink::Haze),
    }
}
