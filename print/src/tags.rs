//! What the parts of a paper are, in the terms of PDF.

use std::collections::HashMap;
use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind};

use super::strips::{Part, Role};

/// A part with its parts.
pub(super) fn group(part: Part, identifiers: &mut HashMap<usize, Vec<Identifier>>) -> TagGroup {
    let mut group = TagGroup::new(kind(part.role));
    for identifier in part
        .leaf
        .and_then(|leaf| identifiers.remove(&leaf))
        .unwrap_or_default()
    {
        group.push(identifier);
    }
    for inner in part.parts {
        group.push(self::group(inner, identifiers));
    }
    group
}

fn kind(role: Role) -> TagKind {
    let columns = |span: usize| {
        let span = u32::try_from(span).ok().and_then(NonZeroU32::new);
        span.filter(|span| span.get() > 1)
    };
    match role {
        Role::Title(words) => Tag::Hn(NonZeroU16::MIN, Some(words)).into(),
        Role::Heading(words) => Tag::Hn(NonZeroU16::MIN.saturating_add(1), Some(words)).into(),
        Role::Paragraph => Tag::P.into(),
        Role::List(true) => Tag::L(ListNumbering::Decimal).into(),
        Role::List(false) => Tag::L(ListNumbering::Disc).into(),
        Role::Entry => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::RowHead(span) => Tag::TH(TableHeaderScope::Row)
            .with_col_span(columns(span))
            .into(),
        Role::ColumnHead(span) => Tag::TH(TableHeaderScope::Column)
            .with_col_span(columns(span))
            .into(),
        Role::Data(span) => Tag::TD.with_col_span(columns(span)).into(),
    }
}
