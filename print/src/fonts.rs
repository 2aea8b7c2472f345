//! The fonts: found in a folder, read once, asked for each letter. A letter that none of them has is
//! written as its code point.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use krilla::text::Font;
use shared::values::Lang;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::gsub::{SingleSubst, SubstitutionSubtables};
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

/// The text of the papers.
const REGULAR: &str = "NotoSansSC_400Regular.ttf";
/// What is emphasised.
const BOLD: &str = "NotoSansSC_700Bold.ttf";

/// Quotation marks and dots: as wide as a Chinese character, unless the text is English.
const WIDE_MARKS: [char; 5] = ['‘', '’', '“', '”', '…'];

/// The fonts of all papers.
#[derive(Debug)]
pub(super) struct Fonts {
    faces: Vec<Face>,
}

/// One font.
pub(super) struct Face {
    /// As it is written into a file.
    pub(super) font: Font,
    /// How many of its units make the size of a letter.
    pub(super) units: u16,
    /// The letters with their drawings, in their order.
    letters: Vec<(char, Drawing)>,
    /// The narrow drawings of [`WIDE_MARKS`].
    narrow: HashMap<char, Drawing>,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face")
            .field("letters", &self.letters.len())
            .finish_non_exhaustive()
    }
}

/// How a letter is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Drawing {
    /// Its number in the font.
    pub(super) glyph: u32,
    /// How wide it is, in the font's units.
    pub(super) advance: u16,
}

/// A letter of a text with its place in the fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// The letter.
    pub(super) letter: char,
    /// In which font it is.
    pub(super) face: usize,
    /// How it is drawn there.
    pub(super) drawing: Drawing,
    /// What it says.
    pub(super) says: Says,
}

/// What a letter on paper says of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Itself.
    Itself,
    /// A letter that no font has: with this one its code begins.
    Missing(char),
    /// Nothing more: it is a part of such a code.
    Nothing,
}

impl Fonts {
    /// Reads the fonts in a folder: regular and bold, and whatever else is there, in the order of
    /// the names, for letters that these do not have.
    ///
    /// # Errors
    /// One of both is missing, or something there is no font.
    pub(super) fn read(folder: &Path) -> Result<Self, String> {
        let mut paths = vec![folder.join(REGULAR), folder.join(BOLD)];
        let entries = fs::read_dir(folder)
            .map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
        let mut others: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| is_font(path) && !paths.contains(path))
            .collect();
        others.sort();
        paths.append(&mut others);
        let faces = paths.iter().map(|path| {
            let data = fs::read(path)
                .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
            Face::read(data).ok_or_else(|| format!("{} is no font", path.display()))
        });
        Ok(Self {
            faces: faces.collect::<Result<_, _>>()?,
        })
    }

    /// A font by its place.
    pub(super) fn face(&self, place: usize) -> Option<&Face> {
        self.faces.get(place)
    }

    /// The letters of a text as they are drawn: composed, without what controls a screen. What no
    /// font has is there as its code points: `[U+20BB7]`.
    pub(super) fn letters(&self, text: &str, is_bold: bool, lang: Lang) -> Vec<Letter> {
        let mut letters = Vec::new();
        let mut rest = text.nfc().filter(|letter| !is_unseen(*letter)).peekable();
        while let Some(letter) = rest.next() {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            if let Some(known) = self.find(letter, is_bold, lang) {
                letters.push(known);
                continue;
            }
            let mut code = format!("[U+{:04X}", u32::from(letter));
            let mut missing = vec![letter];
            while let Some(next) = rest
                .next_if(|next| !next.is_whitespace() && self.find(*next, is_bold, lang).is_none())
            {
                code.push_str(&format!(" U+{:04X}", u32::from(next)));
                missing.push(next);
            }
            code.push(']');
            let mut missing = missing.into_iter();
            letters.extend(code.chars().filter_map(|part| {
                let begins = (part == 'U').then(|| missing.next()).flatten();
                Some(Letter {
                    says: begins.map_or(Says::Nothing, Says::Missing),
                    ..self.find(part, is_bold, lang)?
                })
            }));
        }
        letters
    }

    fn find(&self, letter: char, is_bold: bool, lang: Lang) -> Option<Letter> {
        // What is for private use means nothing to whoever reads the file (PDF/A-2, 6.2.11.7.3).
        if is_private(letter) {
            return None;
        }
        let (first, second) = if is_bold { (1, 0) } else { (0, 1) };
        let others = 2..self.faces.len();
        [first, second].into_iter().chain(others).find_map(|face| {
            let drawing = self.faces.get(face)?.drawing(letter, lang)?;
            Some(Letter {
                letter,
                face,
                drawing,
                says: Says::Itself,
            })
        })
    }
}

impl Face {
    fn read(data: Vec<u8>) -> Option<Self> {
        let (letters, narrow, units) = {
            let font = FontRef::new(&data).ok()?;
            let widths = font.hmtx().ok()?;
            let drawing = |glyph: skrifa::GlyphId| {
                Some(Drawing {
                    glyph: glyph.to_u32(),
                    advance: widths.advance(glyph)?,
                })
            };
            let mut letters: Vec<(char, Drawing)> = font
                .charmap()
                .mappings()
                .filter_map(|(code, glyph)| Some((char::from_u32(code)?, drawing(glyph)?)))
                .collect();
            letters.sort_unstable_by_key(|(letter, _)| *letter);
            letters.dedup_by_key(|(letter, _)| *letter);
            let narrow = WIDE_MARKS.into_iter().filter_map(|mark| {
                let glyph = narrowed(&font, font.charmap().map(mark)?)?;
                Some((mark, drawing(glyph)?))
            });
            let units = font.head().ok()?.units_per_em();
            (letters, narrow.collect(), units)
        };
        let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(data);
        Some(Self {
            font: Font::new(data.into(), 0)?,
            units: units.max(1),
            letters,
            narrow,
        })
    }

    fn drawing(&self, letter: char, lang: Lang) -> Option<Drawing> {
        if lang == Lang::En
            && let Some(narrow) = self.narrow.get(&letter)
        {
            return Some(*narrow);
        }
        let place = self
            .letters
            .binary_search_by_key(&letter, |(known, _)| *known)
            .ok()?;
        let (_, drawing) = self.letters.get(place)?;
        // The first glyph is what a font shows for letters that it does not have.
        (drawing.glyph != 0).then_some(*drawing)
    }
}

/// The narrow form of a glyph: what the feature `pwid` puts in its place.
fn narrowed(font: &FontRef<'_>, glyph: skrifa::GlyphId) -> Option<skrifa::GlyphId> {
    let table = font.gsub().ok()?;
    let features = table.feature_list().ok()?;
    let record = features
        .feature_records()
        .iter()
        .find(|record| record.feature_tag() == skrifa::Tag::new(b"pwid"))?;
    let feature = record.feature(features.offset_data()).ok()?;
    let lookups = table.lookup_list().ok()?;
    feature.lookup_list_indices().iter().find_map(|index| {
        let lookup = lookups.lookups().get(index.get().into()).ok()?;
        let Ok(SubstitutionSubtables::Single(tables)) = lookup.subtables() else {
            return None;
        };
        tables.iter().find_map(|subtable| match subtable.ok()? {
            SingleSubst::Format1(_) => None,
            SingleSubst::Format2(pairs) => {
                let place = pairs.coverage().ok()?.get(glyph)?;
                let narrow = pairs.substitute_glyph_ids().get(usize::from(place))?;
                Some(narrow.get().into())
            }
        })
    })
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ["ttf", "otf"].contains(&ending))
}

fn is_private(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF
    )
}

/// What has no drawing of its own: controls, marks of direction, joiners, variation selectors and
/// marks of byte order. A break of lines is none of them: texts are cut there before.
fn is_unseen(letter: char) -> bool {
    (letter.is_control() && !letter.is_whitespace())
        || matches!(
            u32::from(letter),
            0x00AD
                | 0x061C
                | 0x180B..=0x180F
                | 0x200B..=0x200F
                | 0x202A..=0x202E
                | 0x2060..=0x206F
                | 0xFE00..=0xFE0F
                | 0xFEFF
                | 0xFFF9..=0xFFFB
                | 0xFFFE..=0xFFFF
                | 0xE_0000..=0xE_0FFF
        )
}
