//! Plots as inline SVG: parts are told apart by patterns and not by colour alone, each drawing has a
//! title, and every number stands in a table beneath. Lengths are shares of the width and multiples of
//! the letters' size, so that nothing becomes too small to read on a phone or in large type.

use std::fmt::Write;

use leptos::prelude::*;

/// What a part of a drawing is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// All of it, in the colour of alarm.
    Alarm,
    /// All of it.
    Full,
    /// Lines that fall.
    Falling,
    /// Lines that rise.
    Rising,
    /// Dots.
    Dots,
    /// Level lines.
    Level,
    /// Nothing.
    Empty,
}

impl Fill {
    fn paint(self) -> &'static str {
        match self {
            Self::Alarm => "url(#plot-alarm)",
            Self::Full => "url(#plot-full)",
            Self::Falling => "url(#plot-falling)",
            Self::Rising => "url(#plot-rising)",
            Self::Dots => "url(#plot-dots)",
            Self::Level => "url(#plot-level)",
            Self::Empty => "url(#plot-empty)",
        }
    }
}

const PATTERNS: &str = r#"<svg width="0" height="0" focusable="false"><defs>
<pattern id="plot-alarm" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="plot__alarm" width="8" height="8"/></pattern>
<pattern id="plot-full" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="plot__ink" width="8" height="8"/></pattern>
<pattern id="plot-falling" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="plot__ground" width="8" height="8"/><path class="plot__line" d="M-2-2l12 12M-2 6l4 4M6-2l4 4"/></pattern>
<pattern id="plot-rising" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="plot__ground" width="6" height="6"/><path class="plot__line" d="M-2 8l10-10M4 8l4-4M-2 2l4-4"/></pattern>
<pattern id="plot-dots" width="7" height="7" patternUnits="userSpaceOnUse"><rect class="plot__ground" width="7" height="7"/><circle class="plot__ink" cx="3.5" cy="3.5" r="1.6"/></pattern>
<pattern id="plot-level" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="plot__ground" width="6" height="6"/><path class="plot__line" d="M0 3h6"/></pattern>
<pattern id="plot-empty" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="plot__ground" width="8" height="8"/></pattern>
</defs></svg>"#;

/// The patterns, once on a page with plots.
#[component]
pub(super) fn Patterns() -> impl IntoView {
    view! { <div class="plot__patterns" aria-hidden="true" inner_html=PATTERNS></div> }
}

/// The whole width, in hundredths of a percent.
const WIDTH: u64 = 10_000;
/// How high columns are at the most, in hundredths of the letters' size.
const HEIGHT: u64 = 800;
/// Where columns stand, from the top.
const BASE: u64 = 950;

/// One bar of a plot.
pub(super) struct Bar {
    /// What it is of, above it.
    pub(super) label: String,
    /// All of it in words, for those who do not see it.
    pub(super) title: String,
    /// Its parts and how many each stands for.
    pub(super) parts: Vec<(Fill, u32)>,
}

impl Bar {
    fn total(&self) -> u32 {
        let counts = self.parts.iter().map(|(_, count)| *count);
        counts.fold(0, u32::saturating_add)
    }
}

/// Bars from the left to the right, all on one scale.
pub(super) fn bars(bars: Vec<Bar>) -> AnyView {
    let most = bars.iter().map(Bar::total).max().unwrap_or_default();
    let one = move |bar: Bar| {
        let drawing = bar_drawing(&bar, most);
        let total = bar.total();
        view! {
            <li class="plot__bar">
                <span class="plot__label">
                    {bar.label} " " <b class="num">{total}</b>
                </span>
                <div inner_html=drawing></div>
            </li>
        }
    };
    view! { <ul class="plot">{bars.into_iter().map(one).collect_view()}</ul> }.into_any()
}

fn bar_drawing(bar: &Bar, most: u32) -> String {
    let mut parts = String::new();
    let mut left = 0;
    for (fill, count) in &bar.parts {
        let width = share(*count, most, WIDTH);
        let (at, size) = ([&percent(left), "0.1em"], [&percent(width), "1.3em"]);
        rect(&mut parts, *fill, at, size);
        left += width;
    }
    drawing("plot__drawing", "1.5em", &bar.title, &parts)
}

/// One pair of columns.
pub(super) struct Pair {
    /// What it is of, beneath it, in a few letters.
    pub(super) label: String,
    /// The pair in words.
    pub(super) title: String,
    /// How many each column stands for.
    pub(super) counts: [u32; 2],
}

/// What the first and the second columns of pairs are filled with.
pub(super) const PAIR: [Fill; 2] = [Fill::Full, Fill::Rising];

/// How many labels beneath columns find room on a phone.
const LABELS: usize = 5;

/// Pairs of columns side by side, on one scale whose top is told.
pub(super) fn pairs(title: &str, top: &str, pairs: &[Pair]) -> AnyView {
    let most = pairs.iter().flat_map(|pair| pair.counts).max();
    let most = most.unwrap_or_default();
    let slot = WIDTH / u64::try_from(pairs.len()).unwrap_or(1).max(1);
    let mut parts = axis(top);
    let mut begins = 0;
    for (at, pair) in pairs.iter().enumerate() {
        // A String takes whatever is written into it.
        let _ = write!(parts, "<g><title>{}</title>", escaped(&pair.title));
        for (nth, (fill, count)) in PAIR.into_iter().zip(pair.counts).enumerate() {
            let height = share(count, most, HEIGHT);
            let right = if nth == 0 { slot / 10 } else { slot / 2 };
            let (left, top) = (percent(begins + right), em(BASE - height));
            let (width, height) = (percent(slot * 9 / 25), em(height));
            rect(&mut parts, fill, [&left, &top], [&width, &height]);
        }
        parts.push_str("</g>");
        if is_labelled(at, pairs.len()) {
            label(&mut parts, begins + slot / 2, &pair.label);
        }
        begins += slot;
    }
    let drawing = drawing("plot__drawing plot__drawing--tall", "11.6em", title, &parts);
    view! { <div class="plot" inner_html=drawing></div> }.into_any()
}

/// One column of a plot.
pub(super) struct Column {
    /// What it is of, beneath it, in a few letters.
    pub(super) label: String,
    /// All of it in words.
    pub(super) title: String,
    /// Its parts from below and how many each stands for.
    pub(super) parts: Vec<(Fill, u32)>,
}

/// Columns side by side, on one scale whose top is told.
pub(super) fn columns(title: &str, top: &str, columns: &[Column]) -> AnyView {
    let total = |column: &Column| {
        let counts = column.parts.iter().map(|(_, count)| *count);
        counts.fold(0, u32::saturating_add)
    };
    let most = columns.iter().map(total).max().unwrap_or_default();
    let slot = WIDTH / u64::try_from(columns.len()).unwrap_or(1).max(1);
    let mut parts = axis(top);
    let mut begins = 0;
    for (at, column) in columns.iter().enumerate() {
        // A String takes whatever is written into it.
        let _ = write!(parts, "<g><title>{}</title>", escaped(&column.title));
        let mut stands = BASE;
        for (fill, count) in column.parts.iter().filter(|(_, count)| *count > 0) {
            let height = share(*count, most, HEIGHT);
            stands = stands.saturating_sub(height);
            let (left, top) = (percent(begins + slot / 8), em(stands));
            let (width, height) = (percent(slot * 3 / 4), em(height));
            rect(&mut parts, *fill, [&left, &top], [&width, &height]);
        }
        parts.push_str("</g>");
        if is_labelled(at, columns.len()) {
            label(&mut parts, begins + slot / 2, &column.label);
        }
        begins += slot;
    }
    let drawing = drawing("plot__drawing plot__drawing--tall", "11.6em", title, &parts);
    view! { <div class="plot" inner_html=drawing></div> }.into_any()
}

/// What stands above columns, and the line that they stand on.
fn axis(top: &str) -> String {
    format!(
        r#"<text x="0" y="1em">{}</text><line class="plot__axis" x1="0" x2="100%" y1="9.5em" y2="9.5em"/>"#,
        escaped(top)
    )
}

/// Whether there is a label beneath the column at a place among so many: always beneath the last.
fn is_labelled(at: usize, of: usize) -> bool {
    let every = of.div_ceil(LABELS).max(1);
    of.saturating_sub(1).abs_diff(at).is_multiple_of(every)
}

/// A few letters beneath a column.
fn label(parts: &mut String, middle: u64, text: &str) {
    let (middle, text) = (percent(middle), escaped(text));
    let _ = write!(
        parts,
        r#"<text x="{middle}" y="12.4em" text-anchor="middle">{text}</text>"#
    );
}

/// What each pattern stands for.
pub(super) fn legend(entries: Vec<(Fill, String)>) -> AnyView {
    let one = |(fill, word): (Fill, String)| {
        let mut swatch = String::new();
        rect(&mut swatch, fill, ["1", "1"], ["22", "14"]);
        let swatch = format!(
            r#"<svg class="plot__swatch" width="24" height="16" aria-hidden="true" focusable="false">{swatch}</svg>"#
        );
        view! {
            <li>
                <span class="plot__key" inner_html=swatch></span>
                {word}
            </li>
        }
    };
    view! { <ul class="plot__legend">{entries.into_iter().map(one).collect_view()}</ul> }.into_any()
}

fn drawing(class: &str, height: &str, title: &str, parts: &str) -> String {
    let title = escaped(title);
    format!(
        r#"<svg class="{class}" width="100%" height="{height}" role="img" focusable="false"><title>{title}</title>{parts}</svg>"#
    )
}

fn rect(parts: &mut String, fill: Fill, [x, y]: [&str; 2], [width, height]: [&str; 2]) {
    let paint = fill.paint();
    let _ = write!(
        parts,
        r#"<rect class="plot__part" x="{x}" y="{y}" width="{width}" height="{height}" fill="{paint}"/>"#
    );
}

/// How long the drawing of a count is where that of the most has the given length.
fn share(count: u32, most: u32, longest: u64) -> u64 {
    u64::from(count) * longest / u64::from(most.max(1))
}

fn percent(length: u64) -> String {
    format!("{}.{:02}%", length / 100, length % 100)
}

fn em(length: u64) -> String {
    format!("{}.{:02}em", length / 100, length % 100)
}

/// Text as it stands in markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
