//! What is asked of the applicant: person, marriage, contact; the fields of the category are in
//! [`super::grounds`].

use serde::{Deserialize, Serialize};

use super::grounds::{Forces, Overseas, Payer, Permit};
use super::person::Person;
use crate::document::{DocumentKind, nationality_code};
use crate::household::{Category, Origin};
use crate::purchase::Module;
use crate::registry::MaritalStatus;
use crate::text;
use crate::values::Day;

/// How many digits a mobile number has.
pub(super) const MOBILE_DIGITS: usize = 11;

/// What is asked of the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applicant {
    /// Name, document, hukou.
    #[serde(flatten, deserialize_with = "super::whole::rest")]
    pub person: Person,
    /// Marital status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marital_status: Option<MaritalStatus>,
    /// The day of the marriage, the divorce or the spouse's death.
    #[serde(
        deserialize_with = "crate::values::read_day",
        skip_serializing_if = "Option::is_none"
    )]
    pub marital_since: Option<Day>,
    /// Mobile number: 11 digits. Blanks, dashes and China's country code are left out, and
    /// full-width digits are narrowed, when it is checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// E-mail address, optional. Full-width characters are narrowed when it is checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_address: Option<String>,
    /// Category 2: service in the forces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forces: Option<Forces>,
    /// Category 3: the work-residence permit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permit: Option<Permit>,
    /// Categories 4 and 5, and commercial units: who pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
    /// Categories 6 and 7: stay in the mainland.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overseas: Option<Overseas>,
}

impl Applicant {
    /// Whether the nationality is asked: of a foreigner with either document. A spouse or child is
    /// asked only where it is part of a passport, for no rule needs it.
    #[must_use]
    pub fn asks_nationality(&self) -> bool {
        self.person
            .document_kind
            .is_some_and(DocumentKind::is_of_foreigners)
    }

    /// Drops the fields of other categories, documents and answers, and reads the others.
    pub(super) fn keep_only(&mut self, module: Module, category: Option<Category>) {
        let nationality = self.person.nationality.take();
        self.person.keep_only();
        let asked = nationality.filter(|_| self.asks_nationality());
        self.person.nationality = asked.as_deref().map(nationality_code);
        self.mobile = self.mobile.as_deref().map(mobile_number);
        self.email = self.email.as_deref().map(email_address);
        if category != Some(Category::Military) {
            self.forces = None;
        }
        if category != Some(Category::WorkResidencePermit) {
            self.permit = None;
        }
        let rests_on_contributions = match module {
            Module::Residential => category.is_some_and(Category::rests_on_contributions),
            Module::Commercial => true,
        };
        if !rests_on_contributions {
            self.payer = None;
        }
        match (&mut self.overseas, category) {
            (Some(overseas), Some(Category::HongKongMacaoTaiwanOverseasChinese)) => {
                overseas.stay_permit = None;
                if overseas.origin != Some(Origin::OverseasChinese) {
                    overseas.certification = None;
                }
            }
            (Some(overseas), Some(Category::Foreign)) => {
                overseas.origin = None;
                overseas.certification = None;
            }
            (overseas, _) => *overseas = None,
        }
        if self
            .marital_status
            .is_none_or(|status| status == MaritalStatus::Single)
        {
            self.marital_since = None;
        }
    }
}

/// A mobile number without what people put into it: blanks, dashes, and China's own country code;
/// full-width digits narrow.
pub(super) fn mobile_number(typed: &str) -> String {
    let bare = text::code(typed).replace(text::is_dash, "");
    let national = ["+86", "0086", "86"]
        .iter()
        .find_map(|code| bare.strip_prefix(code))
        .filter(|national| national.len() == MOBILE_DIGITS);
    national.unwrap_or(&bare).to_owned()
}

/// An e-mail address in the characters of ASCII, where a Chinese keyboard wrote wide ones.
pub(super) fn email_address(typed: &str) -> String {
    let narrow: String = typed.chars().map(text::narrow).collect();
    narrow.trim().to_owned()
}
