//! 授权委托书: who authorises whom to do what, for how long; one page to sign. Numbers are in full: that
//! is what is signed.

use shared::document::DocumentKind;
use shared::form::texts::{AUTHORITY, AUTHORITY_MONTHS};

use super::pen::Pen;
use super::sheet::{Filed, group, of_no_effect, text};
use super::terms::Named;
use crate::words::locale::agent::paper as a;
use crate::words::locale::{result, terms, wizard};
use print::paper::{Block, Cell, POINT, Paper, Row, Style, Table};

/// The authority.
pub(super) fn authority(filed: &Filed<'_>, pen: Pen) -> Paper {
    let principal = &filed.answers.applicant.person;
    let agent = filed.agent;
    let mut rows = party(
        pen,
        pen.say(a::principal),
        principal.name.as_deref(),
        principal.document_kind,
        principal.document_number.as_deref(),
    );
    rows.extend(party(
        pen,
        pen.say(a::agent),
        agent.map(|agent| agent.name.as_str()),
        agent.map(|agent| agent.document.kind),
        agent.map(|agent| agent.document.number.as_str()),
    ));
    let module = pen.say(filed.detail.summary.module.name());
    let months = AUTHORITY_MONTHS.to_string();
    let prose = Style {
        leading: 190,
        ..Style::PROSE
    };
    let said = |words: &str| text(words, prose);
    let mut paper = filed.paper(pen, pen.say(a::title));
    paper.on_one_page = true;
    paper.size = 21 * POINT / 2;
    if filed.is_void() {
        paper.blocks.extend(filed.void_line(pen));
    } else if is_over(filed) {
        paper.void = Some(pen.own(terms::state::void));
        paper.blocks.extend(of_no_effect(pen.say(a::over)));
    }
    paper.blocks.extend([
        Block::Table(Table {
            columns: vec![16, 34, 16, 34],
            rows,
            padding: 48,
        }),
        Block::Space(10 * POINT),
        said(pen.say(a::intro)),
        Block::Items {
            ordered: true,
            style: Style {
                is_indented: false,
                ..prose
            },
            items: vec![
                pen.with(a::matter_apply, &[("module", module)]),
                pen.own(a::matter_results),
                pen.own(a::matter_review),
            ],
        },
        said(pen.say(a::bound)),
        said(&pen.with(a::period, &[("months", &months)])),
        said(pen.say(a::no_other)),
        said(pen.say(a::known)),
    ]);
    let day = result::paper::sign_day;
    let labels = [a::sign_principal, a::sign_agent, day, day];
    let version = pen.with(a::version, &[("version", AUTHORITY)]);
    paper.blocks.push(Block::Together(vec![
        Block::Space(20 * POINT),
        Block::Signatures {
            labels: labels.map(|label| pen.own(label)).to_vec(),
            seal: None,
        },
        Block::Space(14 * POINT),
        Block::Foot(pen.own(result::paper::issuer), version),
    ]));
    paper
}

/// Whether nobody acts by it any more, nor will: it was revoked, or never came to stand.
fn is_over(filed: &Filed<'_>) -> bool {
    let known = filed.detail.authority.as_ref();
    known.is_some_and(|known| !known.state.stands() && !known.state.is_awaited())
}

/// One of those who sign; what is not known is left to be written by hand.
fn party(
    pen: Pen,
    title: &str,
    name: Option<&str>,
    kind: Option<DocumentKind>,
    number: Option<&str>,
) -> Vec<Row> {
    let kind = kind.map_or("", |kind| pen.say(kind.name()));
    vec![
        group(title, 4),
        Row::of(vec![
            Cell::head(pen.say(terms::name)),
            Cell::data(1, name.unwrap_or_default()),
            Cell::head(pen.say(wizard::field::document_kind)),
            Cell::data(1, kind),
        ]),
        Row::of(vec![
            Cell::head(pen.say(wizard::field::document_number)),
            Cell::data(3, number.unwrap_or_default()),
        ]),
    ]
}
