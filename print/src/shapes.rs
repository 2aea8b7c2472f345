//! Shapes on a page.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::fonts::{Fonts, Letter};
use super::paper::{Ink, Length, POINT};
use super::squares::picture;
use super::strips::Shape;

/// Draws on a page.
pub(super) struct Brush<'a, 'p> {
    /// The page.
    pub(super) surface: &'a mut Surface<'p>,
    /// The fonts.
    pub(super) fonts: &'a Fonts,
}

/// A length as krilla has it; a page has no place for longer ones.
pub(super) fn float(length: Length) -> f32 {
    let most = i16::MAX;
    let least = i16::MIN;
    let length = length.clamp(least.into(), most.into());
    f32::from(i16::try_from(length).unwrap_or(most))
}

/// How far the handle of a quarter of a circle stands from its end, in ten thousandths of the radius.
const HANDLE: Length = 5_523;

impl Brush<'_, '_> {
    /// Draws a shape of a strip whose top left corner is here.
    pub(super) fn draw(&mut self, shape: &Shape, at: (Length, Length)) {
        self.put(shape, at, NormalizedF32::ONE);
    }

    /// Draws a shape so that what is below it can be read.
    pub(super) fn draw_pale(&mut self, shape: &Shape) {
        let pale = NormalizedF32::new(0.16).unwrap_or(NormalizedF32::ONE);
        self.put(shape, (0, 0), pale);
    }

    fn put(&mut self, shape: &Shape, (left, top): (Length, Length), opacity: NormalizedF32) {
        let point = |(x, y): (Length, Length)| {
            let (x, y) = (left.saturating_add(x), top.saturating_add(y));
            Point::from_xy(float(x), float(y))
        };
        match shape {
            Shape::Text {
                x,
                baseline,
                line,
                size,
                tracking,
                ink,
            } => {
                self.fill(*ink, opacity);
                let mut x = *x;
                for run in line.letters.chunk_by(|one, next| one.face == next.face) {
                    self.letters(run, point((x, *baseline)), *size, *tracking);
                    let advances = run.iter().map(|letter| self.advance(letter, *size));
                    let count = Length::try_from(run.len()).unwrap_or(0);
                    x = x
                        .saturating_add(advances.sum())
                        .saturating_add(tracking.saturating_mul(count));
                }
            }
            Shape::Rule {
                from,
                to,
                thickness,
                ink,
            } => {
                self.stroke(*ink, *thickness, false);
                let (from, to) = (point(*from), point(*to));
                let mut path = PathBuilder::new();
                path.move_to(from.x, from.y);
                path.line_to(to.x, to.y);
                self.path(path);
            }
            Shape::Area {
                at,
                width,
                height,
                ink,
            } => {
                self.fill(*ink, opacity);
                let corner = point(*at);
                let area = Rect::from_xywh(corner.x, corner.y, float(*width), float(*height));
                if let Some(area) = area {
                    let mut path = PathBuilder::new();
                    path.push_rect(area);
                    self.path(path);
                }
            }
            Shape::Squares {
                at,
                unit,
                side,
                runs,
            } => {
                let (corner, width) = (point(*at), float(unit.saturating_mul(*side)));
                if let (Some(image), Some(size)) =
                    (picture(*side, runs), Size::from_wh(width, width))
                {
                    let there = Transform::from_translate(corner.x, corner.y);
                    self.surface.push_transform(&there);
                    self.surface.draw_image(image, size);
                    self.surface.pop();
                }
            }
            Shape::Ring {
                at,
                radius,
                thickness,
                ink,
                is_dashed,
            } => {
                self.stroke(*ink, *thickness, *is_dashed);
                self.path(circle(point, *at, *radius));
            }
        }
    }

    fn fill(&mut self, ink: Ink, opacity: NormalizedF32) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: colour(ink).into(),
            opacity,
            ..Fill::default()
        }));
    }

    fn stroke(&mut self, ink: Ink, thickness: Length, is_dashed: bool) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: colour(ink).into(),
            width: float(thickness),
            dash: is_dashed.then(|| StrokeDash {
                array: vec![float(3 * POINT), float(2 * POINT)],
                offset: 0.0,
            }),
            ..Stroke::default()
        }));
    }

    fn path(&mut self, path: PathBuilder) {
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    fn advance(&self, letter: &Letter, size: Length) -> Length {
        let units = self.fonts.face(letter.face).map_or(1, |face| face.units);
        let advance = Length::from(letter.drawing.advance).saturating_mul(size);
        advance.checked_div(Length::from(units)).unwrap_or(0)
    }

    /// Letters of one font.
    fn letters(&mut self, run: &[Letter], start: Point, size: Length, tracking: Length) {
        let Some(face) = run.first().and_then(|first| self.fonts.face(first.face)) else {
            return;
        };
        let mut text = String::new();
        let glyphs: Vec<KrillaGlyph> = run
            .iter()
            .map(|letter| {
                let from = text.len();
                text.push(letter.letter);
                let drawing = letter.drawing;
                let advance = relative(drawing.advance, face.units, tracking, size);
                let place = from..text.len();
                KrillaGlyph::new(
                    GlyphId::new(drawing.glyph),
                    advance,
                    0.0,
                    0.0,
                    0.0,
                    place,
                    None,
                )
            })
            .collect();
        let font = face.font.clone();
        self.surface
            .draw_glyphs(start, &glyphs, font, &text, float(size), false);
    }
}

/// How far a letter moves the next, in sizes of a letter.
#[expect(
    clippy::float_arithmetic,
    reason = "krilla wants it so, and nothing is decided by it"
)]
fn relative(advance: u16, units: u16, tracking: Length, size: Length) -> f32 {
    let own = f32::from(advance) / f32::from(units.max(1));
    own + float(tracking) / float(size.max(1))
}

fn circle(
    point: impl Fn((Length, Length)) -> Point,
    (x, y): (Length, Length),
    radius: Length,
) -> PathBuilder {
    let handle = radius.saturating_mul(HANDLE) / 10_000;
    let at = |right: Length, down: Length| point((x.saturating_add(right), y.saturating_add(down)));
    let mut path = PathBuilder::new();
    let start = at(radius, 0);
    path.move_to(start.x, start.y);
    let quarters = [
        [(radius, handle), (handle, radius), (0, radius)],
        [(-handle, radius), (-radius, handle), (-radius, 0)],
        [(-radius, -handle), (-handle, -radius), (0, -radius)],
        [(handle, -radius), (radius, -handle), (radius, 0)],
    ];
    for [first, second, end] in quarters {
        let (first, second, end) = (
            at(first.0, first.1),
            at(second.0, second.1),
            at(end.0, end.1),
        );
        path.cubic_to(first.x, first.y, second.x, second.y, end.x, end.y);
    }
    path.close();
    path
}

fn colour(ink: Ink) -> rgb::Color {
    let (red, green, blue) = match ink {
        Ink::Black => (0x1a, 0x1a, 0x1a),
        Ink::Grey => (0x50, 0x50, 0x50),
        Ink::Blue => (0x10, 0x33, 0x5f),
        Ink::Jade => (0x1c, 0x6b, 0x4a),
        Ink::Vermilion => (0xb3, 0x2d, 0x1e),
        Ink::Ochre => (0x8a, 0x58, 0x00),
        Ink::Mist => (0xf3, 0xf4, 0xf6),
        Ink::Haze => (0xe6, 0xeb, 0xf2),
        Ink::PaleJade => (0xe4, 0xf1, 0xea),
        Ink::PaleVermilion => (0xfb, 0xe6, 0xe2),
        Ink::PaleOchre => (0xfa, 0xf0, 0xd9),
    };
    rgb::Color::new(red, green, blue)
}
