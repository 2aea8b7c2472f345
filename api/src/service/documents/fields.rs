//! Where fields and answers stand on a form, and how they are called there.

use serde_json::Value;
use shared::document::{find_nationality, mask_mobile};
use shared::form::fields::kind::{Choice, Kind};
use shared::form::fields::part::Part;
use shared::form::{Answers, Field};
use shared::registry::MaritalStatus;

use super::pen::{Pen, mask_number};
use super::terms::Named;
use crate::words::Word;
use crate::words::locale::{pages, result, wizard};

/// Fields that stand together on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// The family category.
    Category,
    /// Who filled the form in.
    Filler,
    /// Name and document, of every member of the household.
    Person,
    /// What else is known of the applicant.
    Applicant,
    /// What the family category rests on.
    Grounds,
    /// The children beside those that are listed.
    Children,
    /// The homes; nothing beside their list.
    Homes,
    /// One home.
    Home,
    /// The home that is to be bought.
    Target,
    /// The commercial unit that is to be bought.
    Unit,
    /// What was agreed to and promised, in sentences of their own.
    Agreed,
}

impl Section {
    fn of(field: Field) -> Self {
        match field.row().part {
            Part::Category => Self::Category,
            Part::Filler => Self::Filler,
            Part::Person => Self::Person,
            Part::Marriage | Part::Contact => Self::Applicant,
            Part::Grounds => Self::Grounds,
            Part::Children => Self::Children,
            Part::Homes => Self::Homes,
            Part::Home => Self::Home,
            Part::Target => Self::Target,
            Part::Unit => Self::Unit,
            Part::Notes | Part::Submit => Self::Agreed,
        }
    }

    /// Its fields; whether there are children or homes is told by their lists.
    pub(super) fn fields(self) -> impl Iterator<Item = Field> {
        let lists = [
            Field::HasChildren,
            Field::Children,
            Field::HasHomes,
            Field::Homes,
        ];
        Field::ALL
            .into_iter()
            .filter(move |field| Self::of(*field) == self && !lists.contains(field))
    }
}

macro_rules! words {
    ($(
        $field:ident $path:literal $part:ident $kind:ident $(($choice:ident))? $($need:ident)?
        $([$module:ident])?, $room:ident . $word:ident;
    )+) => {
        /// The words by which a field is called where it is asked.
        fn asked(field: Field) -> Word {
            match field {
                $(Field::$field => wizard::$room::$word,)+
            }
        }
    };
}
shared::form_fields!(words);

/// The name of a field; some are questions in the wizard, and names on paper.
pub(super) fn term(pen: Pen, answers: &Answers, field: Field) -> String {
    let since = match answers.applicant.marital_status {
        Some(MaritalStatus::Married) => wizard::field::married_since,
        Some(MaritalStatus::Divorced) => wizard::field::divorced_since,
        Some(MaritalStatus::Widowed) => wizard::field::widowed_since,
        Some(MaritalStatus::Single) | None => wizard::field::marital_since,
    };
    let of_paper = [
        (Field::Category, pages::fact::category),
        (Field::FilledBy, pages::fact::filled_by),
        (Field::Place, pages::fact::place),
        (Field::Payer, result::paper::payer),
        (Field::MaritalSince, since),
    ];
    let word = of_paper.iter().find(|(of_paper, _)| *of_paper == field);
    pen.own(word.map_or_else(|| asked(field), |(_, word)| *word))
}

/// An answer in words, from its JSON. Numbers of documents are masked unless they are wanted in full,
/// telephones always.
pub(super) fn answer(pen: Pen, field: Field, value: &Value, in_full: bool) -> String {
    let text = value.as_str().unwrap_or_default();
    match field.row().kind {
        Kind::Choice(choice) => {
            chosen(choice, value).map_or_else(|| text.to_owned(), |w| pen.own(w))
        }
        Kind::Flag => pen.own(flag(field, value == &Value::Bool(true))),
        Kind::Number if in_full => text.to_owned(),
        Kind::Number => mask_number(text),
        Kind::Mobile => mask_mobile(text),
        Kind::Day => read(value).map_or_else(String::new, |day| pen.day(day)),
        Kind::Month => read(value).map_or_else(String::new, |month| pen.month(month)),
        Kind::Nationality => nationality(pen, text),
        Kind::Text | Kind::Email | Kind::Version | Kind::List => text.to_owned(),
    }
}

/// Whether there is something, or, of the unit, whether it is so.
fn flag(field: Field, set: bool) -> Word {
    let is_of_the_unit = matches!(field, Field::InTongzhou | Field::HasCertificate);
    match (is_of_the_unit, set) {
        (true, true) => wizard::field::yes,
        (true, false) => wizard::field::no,
        (false, true) => wizard::children::yes,
        (false, false) => wizard::children::no,
    }
}

/// What was chosen; none where it is nothing that there is to choose.
fn chosen(choice: Choice, value: &Value) -> Option<Word> {
    fn name<T: serde::de::DeserializeOwned + Named>(value: &Value) -> Option<Word> {
        read::<T>(value).map(T::name)
    }
    match choice {
        Choice::Category => name::<shared::household::Category>(value),
        Choice::FilledBy => name::<shared::form::FilledBy>(value),
        Choice::DocumentKind => name::<shared::document::DocumentKind>(value),
        Choice::Hukou => name::<shared::form::HukouClaim>(value),
        Choice::MaritalStatus => name::<MaritalStatus>(value),
        Choice::Payer => name::<shared::form::PayerRole>(value),
        Choice::Origin => name::<shared::household::Origin>(value),
        Choice::StayPermit => name::<shared::registry::StayPermit>(value),
        Choice::Zone => name::<shared::values::Zone>(value),
        Choice::Transfer => name::<shared::purchase::Transfer>(value),
        Choice::Place => name::<shared::purchase::Place>(value),
        Choice::HomeKind => name::<shared::purchase::HomeKind>(value),
        Choice::Contribution => name::<shared::policy::ContributionKind>(value),
        Choice::Seller => name::<shared::purchase::Seller>(value),
        Choice::UnitKind => name::<shared::purchase::UnitKind>(value),
    }
}

/// A nationality by name and code; what is none as it was typed.
fn nationality(pen: Pen, told: &str) -> String {
    let Some(known) = find_nationality(told) else {
        return told.to_owned();
    };
    let name = known.name(pen.lang);
    pen.with(
        wizard::field::nationality_known,
        &[("name", name), ("code", known.code)],
    )
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}
