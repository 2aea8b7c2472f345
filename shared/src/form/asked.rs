//! Which fields a chapter asks, and which chapter asks a field.

use super::answers::Answers;
use super::chapters::Chapter;
use super::fields::Field;
use super::papers::PAPERS;
use super::person::Person;
use crate::purchase::Module;

/// A field where it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The field.
    pub field: Field,
    /// Its JSON pointer.
    pub pointer: String,
    /// The place of the child or home that it belongs to, in their list.
    pub entry: Option<usize>,
}

/// All fields that a module asks in a chapter, in the order of the form; those of the entries of its list come last,
/// entry by entry.
#[must_use]
pub fn asked(module: Module, chapter: Chapter, answers: &Answers) -> Vec<Asked> {
    let all = || {
        let asked = Field::ALL.into_iter();
        let asked = asked.filter(move |field| field.row().belongs_to(module));
        asked.flat_map(move |field| {
            let here = field.places().filter(move |(_, of)| *of == chapter);
            here.map(move |(place, _)| (field, place))
        })
    };
    let whole = all().filter(|(_, place)| !place.ends_with('*'));
    let whole = whole.map(|(field, place)| Asked {
        field,
        pointer: field.within(place),
        entry: None,
    });
    let entries = (0..answers.keys(chapter).len()).flat_map(|entry| {
        all().filter_map(move |(field, place)| {
            let list = place.strip_suffix('*')?;
            Some(Asked {
                field,
                pointer: field.within(&format!("{list}{entry}")),
                entry: Some(entry),
            })
        })
    });
    whole.chain(entries).collect()
}

impl Chapter {
    /// The chapter in which a field is asked, by its JSON pointer or that of something around it.
    #[must_use]
    pub fn holding(pointer: &str) -> Option<Self> {
        let first = pointer.split('/').nth(1)?;
        if first == PAPERS {
            return Some(Self::Papers);
        }
        let mut all = Field::ALL.into_iter().flat_map(|field| {
            let places = field.places();
            places.map(move |(place, chapter)| (field.names(place).next(), chapter))
        });
        all.find_map(|(name, chapter)| (name == Some(first)).then_some(chapter))
    }
}

impl Person {
    /// The field of the number by which the person is known.
    #[must_use]
    pub fn number_field(&self) -> Field {
        if self.asks_citizen_number() {
            Field::CitizenNumber
        } else {
            Field::DocumentNumber
        }
    }
}
