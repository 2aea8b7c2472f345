//! Everything that an applicant answers, as one typed document.

use serde::{Deserialize, Serialize};

use super::applicant::Applicant;
use super::children::Child;
use super::filler::{FilledBy, Filler};
use super::homes::DeclaredHome;
use super::person::Person;
use super::target::Target;
use crate::document::Document;
use crate::household::{Category, Who};
use crate::registry::MaritalStatus;

/// The longest key of an entry, in characters.
pub const LONGEST_KEY: usize = 40;
/// The longest text, in characters, without blanks around it.
pub const LONGEST_TEXT: usize = 200;

/// Whether a text is longer than any field takes.
#[must_use]
pub fn is_too_long(text: &str) -> bool {
    text.trim().chars().nth(LONGEST_TEXT).is_some()
}

/// Everything that an applicant tells about a residential purchase.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answers {
    /// The version of the notes that the person has read and ticked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes_read: Option<String>,
    /// The version of the notice of data use that the person has agreed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_use_agreed: Option<String>,
    /// The family category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Who fills the form in.
    pub filler: Filler,
    /// The applicant.
    pub applicant: Applicant,
    /// The spouse; counts only while the applicant is married.
    pub spouse: Person,
    /// Whether there are minor children.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_children: Option<bool>,
    /// The minor children.
    #[serde(deserialize_with = "super::entries::read")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub children: Vec<Child>,
    /// Whether there are adult children beside them; asked where that could matter
    /// (see [`super::checks::asks_for_adult_children`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_adult_children: Option<bool>,
    /// Whether the household has homes in Beijing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_homes: Option<bool>,
    /// The homes that the household declares.
    #[serde(deserialize_with = "super::entries::read")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub homes: Vec<DeclaredHome>,
    /// What is to be bought.
    pub target: Target,
    /// The version of the promise that the person has made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promise: Option<String>,
}

impl Answers {
    /// Whether the applicant says to be married.
    #[must_use]
    pub fn is_married(&self) -> bool {
        self.applicant.marital_status == Some(MaritalStatus::Married)
    }

    /// The documents of the household's members: applicant, spouse while married, children.
    #[must_use]
    pub fn documents(&self) -> Vec<(String, Document)> {
        let mut all = vec![("/applicant/document".to_owned(), &self.applicant.person)];
        if self.is_married() {
            all.push(("/spouse/document".to_owned(), &self.spouse));
        }
        if self.has_children == Some(true) {
            for (i, child) in self.children.iter().enumerate() {
                all.push((format!("/children/{i}/document"), &child.person));
            }
        }
        all.into_iter()
            .filter_map(|(at, person)| Some((at, person.document()?.normalized())))
            .collect()
    }

    /// Who of the household is signed in and so has been proved by binding; the others are merely
    /// named.
    #[must_use]
    pub fn proved(&self) -> Who {
        match self.filler.who {
            Some(FilledBy::FamilyMember) => Who::Spouse,
            Some(FilledBy::Applicant | FilledBy::Agent) | None => Who::Applicant,
        }
    }

    /// The answers without what no longer counts: a spouse after the status changed, children and
    /// homes after a "no", the fields of another category or document; and the mobile number, the
    /// e-mail address and the nationality as they are read. What is submitted and checked; a draft
    /// keeps the rest, so that nothing is lost when somebody changes their mind.
    #[must_use]
    pub fn effective(&self) -> Self {
        let mut answers = self.clone();
        if !answers.is_married() {
            answers.spouse = Person::default();
        }
        if answers.has_children != Some(true) {
            answers.children.clear();
        }
        if answers.children.is_empty() {
            answers.has_adult_children = None;
        }
        if answers.has_homes != Some(true) {
            answers.homes.clear();
        }
        answers.applicant.keep_only(answers.category);
        let children = answers.children.iter_mut().map(|child| &mut child.person);
        std::iter::once(&mut answers.spouse)
            .chain(children)
            .for_each(Person::keep_only);
        answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fields::Field;
    use crate::form::fields::part::Part;
    use crate::form::fields::tests::full;
    use crate::form::pointer::read;
    use crate::household::Origin;

    /// The fields of the categories that count among answers where every one of them is filled.
    fn counting(category: Option<Category>, origin: Option<Origin>) -> Vec<Field> {
        let mut answers = full();
        answers.category = category;
        if let Some(overseas) = &mut answers.applicant.overseas {
            overseas.origin = origin;
        }
        let effective = answers.effective();
        let mut all = Field::ALL.to_vec();
        all.retain(|field| {
            field.row().part == Part::Grounds && read(&effective, &field.pointer()).is_some()
        });
        all
    }

    #[test]
    fn only_what_the_category_asks_counts() {
        use Category as C;
        use Field as F;
        let payer = [F::Payer, F::Employer, F::PaidSince, F::ResidencePermit].as_slice();
        let chinese = Some(Origin::OverseasChinese);
        for (category, origin, expected) in [
            (None, chinese, [].as_slice()),
            (Some(C::Local), chinese, &[]),
            (
                Some(C::Military),
                chinese,
                &[F::MilitaryNumber, F::Station, F::FamilyCertificate],
            ),
            (
                Some(C::WorkResidencePermit),
                chinese,
                &[F::PermitNumber, F::PermitValidTo],
            ),
            (Some(C::NonLocalSocialInsurance), chinese, payer),
            (Some(C::NonLocalIncomeTax), chinese, payer),
            (
                Some(C::HongKongMacaoTaiwanOverseasChinese),
                chinese,
                &[F::Origin, F::Certification, F::Lodging],
            ),
            (
                Some(C::HongKongMacaoTaiwanOverseasChinese),
                Some(Origin::Macao),
                &[F::Origin, F::Lodging],
            ),
            (Some(C::Foreign), chinese, &[F::StayPermit, F::Lodging]),
        ] {
            assert_eq!(
                counting(category, origin),
                expected,
                "{category:?} {origin:?}"
            );
        }
    }
}
