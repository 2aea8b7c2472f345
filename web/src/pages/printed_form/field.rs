//! Where fields and answers stand on the printed form, and how.

use serde_json::Value;
use shared::form::fields::kind::Kind;
use shared::form::fields::kind_at;
use shared::form::fields::part::Part;
use shared::form::{Answers, Field};

use crate::i18n::t_string;
use crate::language::I18n;
use crate::names;

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

/// The name of a field; some are questions in the wizard, and names on paper.
pub(super) fn term(i18n: I18n, answers: &Answers, pointer: &str) -> String {
    let name = match Field::at(pointer) {
        Some(Field::Category) => t_string!(i18n, pages.fact.category),
        Some(Field::FilledBy) => t_string!(i18n, pages.fact.filled_by),
        Some(Field::Place) => t_string!(i18n, pages.fact.place),
        Some(Field::Payer) => t_string!(i18n, result.paper.payer),
        _ => return names::field(i18n, answers, pointer, false),
    };
    name.to_owned()
}

/// An answer; numbers of documents in full where the person asks for that.
pub(super) fn answer(i18n: I18n, pointer: &str, value: &Value, in_full: bool) -> String {
    match value.as_str() {
        Some(number) if in_full && kind_at(pointer) == Some(Kind::Number) => number.to_owned(),
        _ => names::answer(i18n, pointer, value),
    }
}
