//! From pages to a file: PDF/A-2a that is PDF/UA-1 as well, with its parts told to whoever has it read
//! out, in the order in which they stand.

use std::collections::HashMap;

use chrono::{Datelike, TimeDelta, Timelike};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagTree};
use shared::values::{Lang, Moment};

use super::fonts::Fonts;
use super::lines::Measure;
use super::pages::Page;
use super::paper::{Ink, Length, POINT, Paper};
use super::shapes::{Brush, float};
use super::strips::{Part, Shape};
use super::tags;

/// A4 in points.
const A4: (f32, f32) = (595.28, 841.89);
/// A length is a twentieth of a point.
const SCALE: f32 = 0.05;

/// Where the text of a page stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margins {
    /// From the left, and as much from the right.
    pub(super) side: Length,
    /// From the top.
    pub(super) top: Length,
    /// How wide the text is.
    pub(super) width: Length,
    /// How high it is.
    pub(super) height: Length,
}

/// What marks belong to: the identifiers that a file knows them by, and where they begin.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// The identifiers of each part.
    pub(super) identifiers: HashMap<usize, Vec<Identifier>>,
    /// The page and the height at which each part begins.
    pub(super) begins: HashMap<usize, (usize, Length)>,
}

/// Writes a paper.
///
/// # Errors
/// The file cannot be made as the standards want it: nothing that a paper says can bring that about.
pub(super) fn draw(
    paper: &Paper,
    fonts: &Fonts,
    margins: Margins,
    pages: Vec<Page>,
    parts: Vec<Part>,
) -> Result<Vec<u8>, String> {
    let mut document = Document::new_with(SerializeSettings {
        configuration: standards()?,
        ..SerializeSettings::default()
    });
    let mut drawn = Drawn::default();
    let of = pages.len();
    for (nth, page) in pages.into_iter().enumerate() {
        let settings = PageSettings::from_wh(A4.0, A4.1).ok_or("a page has no size")?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        surface.push_transform(&Transform::from_scale(SCALE, SCALE));
        let mut brush = Brush {
            surface: &mut surface,
            fonts,
        };
        if paper.is_framed {
            frame(&mut brush, margins);
        }
        for (top, strip) in page {
            let at = (margins.side, margins.top.saturating_add(top));
            let mut marks = strip.marks.into_iter().peekable();
            while let Some(mark) = marks.next() {
                let leaf = mark.leaf;
                let mut shapes = vec![mark.shape];
                while let Some(next) = marks.next_if(|next| next.leaf == leaf) {
                    shapes.push(next.shape);
                }
                part(&mut brush, &mut drawn, leaf, (nth, at), &shapes);
            }
        }
        foot(&mut brush, paper, margins, (nth.saturating_add(1), of));
        if let Some(void) = &paper.void {
            watermark(&mut brush, paper.lang, void);
        }
        brush.surface.pop();
        surface.finish();
        sheet.finish();
    }
    document.set_outline(outline(&parts, &drawn));
    document.set_metadata(metadata(paper));
    let mut tree = TagTree::new().with_lang(Some(tag(paper.lang).to_owned()));
    for part in parts {
        tree.push(tags::group(part, &mut drawn.identifiers));
    }
    document.set_tag_tree(tree);
    // What fails names the letters of the paper, which are nobody's to read in a log.
    document
        .finish()
        .map_err(|error| kind_of(&error).to_owned())
}

fn standards() -> Result<Configuration, String> {
    ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))
}

fn kind_of(error: &krilla::error::KrillaError) -> &'static str {
    use krilla::error::KrillaError as E;
    match error {
        E::Font(..) => "a font cannot be embedded",
        E::Validation(_) => "the file is not as PDF/A and PDF/UA want it",
        E::Limit(_) => "the file is too large",
        E::Image(..) | E::SixteenBitImage(..) => "a picture cannot be embedded",
        E::DuplicateNamedDestination(_) | E::DuplicateTagId(..) | E::UnknownTagId(..) => {
            "the parts of the file do not fit together"
        }
    }
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

/// The marks of one part on a strip.
fn part(
    brush: &mut Brush<'_, '_>,
    drawn: &mut Drawn,
    leaf: Option<usize>,
    (page, at): (usize, (Length, Length)),
    shapes: &[Shape],
) {
    let Some(leaf) = leaf else {
        artifact(brush.surface, ArtifactType::Layout);
        for shape in shapes {
            brush.draw(shape, at);
        }
        brush.surface.end_tagged();
        return;
    };
    drawn.begins.entry(leaf).or_insert((page, at.1));
    let identifiers = drawn.identifiers.entry(leaf).or_default();
    for shape in shapes {
        let said = match shape {
            Shape::Text { line, .. } => line.says(),
            Shape::Rule { .. }
            | Shape::Area { .. }
            | Shape::Squares { .. }
            | Shape::Ring { .. } => None,
        };
        let span = SpanTag::empty().with_actual_text(said.as_deref());
        let identifier = brush.surface.start_tagged(ContentTag::Span(span));
        identifiers.push(identifier);
        brush.draw(shape, at);
        brush.surface.end_tagged();
    }
}

fn artifact(surface: &mut Surface<'_>, kind: ArtifactType) {
    // An artifact has no identifier.
    let _ = surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
}

/// Two lines around a page.
fn frame(brush: &mut Brush<'_, '_>, margins: Margins) {
    artifact(brush.surface, ArtifactType::Layout);
    for (outside, thickness) in [(16 * POINT, 3 * POINT / 2), (12 * POINT, POINT / 2)] {
        let (left, top) = (
            margins.side.saturating_sub(outside),
            margins.top.saturating_sub(outside),
        );
        let right = left
            .saturating_add(margins.width)
            .saturating_add(2 * outside);
        let bottom = top
            .saturating_add(margins.height)
            .saturating_add(2 * outside);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        let next = corners.iter().cycle().skip(1);
        for (from, to) in corners.iter().zip(next) {
            let rule = Shape::Rule {
                from: *from,
                to: *to,
                thickness,
                ink: Ink::Blue,
            };
            brush.draw(&rule, (0, 0));
        }
    }
    brush.surface.end_tagged();
}

/// Which page of which paper it is.
fn foot(brush: &mut Brush<'_, '_>, paper: &Paper, margins: Margins, (nth, of): (usize, usize)) {
    let size = 8 * POINT;
    let measure = Measure {
        fonts: brush.fonts,
        lang: paper.lang,
        size,
        is_bold: false,
        tracking: 0,
    };
    let pager = paper.pager.replace("{{ n }}", &nth.to_string());
    let pager = pager.replace("{{ of }}", &of.to_string());
    artifact(brush.surface, ArtifactType::Footer);
    let below = if paper.is_framed { 30 } else { 20 };
    for (text, at_end) in [(&paper.reference, false), (&pager, true)] {
        let lines = measure.lines(text, margins.width, 0);
        let Some(line) = lines.into_iter().next() else {
            continue;
        };
        let x = if at_end {
            margins.width.saturating_sub(line.width)
        } else {
            0
        };
        let shape = Shape::Text {
            x,
            baseline: margins.height.saturating_add(below * POINT),
            line,
            size,
            tracking: 0,
            ink: Ink::Grey,
        };
        brush.draw(&shape, (margins.side, margins.top));
    }
    brush.surface.end_tagged();
}

/// Across the page, over all that stands there, so that no part of it passes for a valid one.
fn watermark(brush: &mut Brush<'_, '_>, lang: Lang, void: &str) {
    let measure = |size| Measure {
        fonts: brush.fonts,
        lang,
        size,
        is_bold: true,
        tracking: 0,
    };
    let across = 460 * POINT;
    let wide = measure(100 * POINT).lines(void, Length::MAX / 2, 0);
    let width = wide.first().map_or(across, |line| line.width).max(1);
    let size = (150 * POINT).min((100 * POINT).saturating_mul(across) / width);
    let Some(line) = measure(size)
        .lines(void, Length::MAX / 2, 0)
        .into_iter()
        .next()
    else {
        return;
    };
    let middle = (298 * POINT, 421 * POINT);
    artifact(brush.surface, ArtifactType::Watermark);
    brush.surface.push_transform(&Transform::from_rotate_at(
        -32.0,
        float(middle.0),
        float(middle.1),
    ));
    let shape = Shape::Text {
        x: middle.0.saturating_sub(line.width / 2),
        baseline: middle.1.saturating_add(size / 3),
        line,
        size,
        tracking: 0,
        ink: Ink::Vermilion,
    };
    brush.draw_pale(&shape);
    brush.surface.pop();
    brush.surface.end_tagged();
}

/// The title, and the titles below it.
fn outline(parts: &[Part], drawn: &Drawn) -> Outline {
    let mut outline = Outline::new();
    for part in parts {
        let (Some(title), Some(leaf)) = (part.role.title(), part.leaf) else {
            continue;
        };
        let (page, top) = drawn.begins.get(&leaf).copied().unwrap_or_default();
        let top = Point::from_xy(0.0, float(top / POINT));
        let destination = XyzDestination::new(page, top);
        outline.push_child(OutlineNode::new(title.to_owned(), destination));
    }
    outline
}

fn metadata(paper: &Paper) -> Metadata {
    Metadata::new()
        .title(paper.title.clone())
        .authors(vec![paper.issuer.clone()])
        .creator("Anju".to_owned())
        .language(tag(paper.lang).to_owned())
        .creation_date(date(paper.made_at))
}

/// A moment in the city's time.
fn date(at: Moment) -> DateTime {
    let local = at.checked_add_signed(TimeDelta::hours(8)).unwrap_or(at);
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    DateTime::new(u16::try_from(local.year()).unwrap_or(0))
        .month(small(local.month()))
        .day(small(local.day()))
        .hour(small(local.hour()))
        .minute(small(local.minute()))
        .second(small(local.second()))
        .utc_offset_hour(8)
}
