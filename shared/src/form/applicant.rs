//! What is asked of the applicant: person, marriage, contact, and the fields of the category.

use serde::{Deserialize, Serialize};

use super::members::{check_adult, check_person};
use super::{Answers, Category, Checker, HukouClaim, IssueCode, Person};
use crate::document::{Document, DocumentKind};
use crate::registry::{MaritalStatus, StayPermit};
use crate::values::{Day, Month};

/// What is asked of the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applicant {
    /// Name, document, hukou.
    #[serde(flatten)]
    pub person: Person,
    /// Marital status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marital_status: Option<MaritalStatus>,
    /// The day of the marriage, the divorce or the spouse's death.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marital_since: Option<Day>,
    /// Mobile number: 11 digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// E-mail address, optional.
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
    /// Categories 4 and 5: who pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
    /// Categories 6 and 7: stay in the mainland.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overseas: Option<Overseas>,
}

/// Service in the forces (category 2).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Forces {
    /// The number of the 军官证, 警官证 or 士兵证.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub military_number: Option<String>,
    /// Where the unit is stationed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// The number of the certificate of the family's situation, from a political organ at
    /// regiment level or above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_certificate: Option<String>,
}

/// The 北京市工作居住证 (category 3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Permit {
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The last day on which it is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Day>,
}

/// Whose contributions carry the household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PayerRole {
    /// The applicant.
    Applicant,
    /// The spouse.
    Spouse,
}

/// Who pays social insurance or income tax (categories 4 and 5).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payer {
    /// Whose contributions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<PayerRole>,
    /// The employer or the place where they are paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    /// The first month of the unbroken row, as far as the person knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Month>,
    /// The number of the Beijing residence permit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub residence_permit: Option<String>,
}

/// Where an overseas buyer of Chinese descent comes from (category 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Origin {
    /// Hong Kong.
    HongKong,
    /// Macao.
    Macao,
    /// Taiwan.
    Taiwan,
    /// Overseas Chinese (华侨).
    OverseasChinese,
}

/// Stay in the mainland (categories 6 and 7).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Overseas {
    /// Category 6: where the person comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Where the temporary lodging is registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lodging: Option<String>,
    /// Overseas Chinese: the number of the certification of the overseas-Chinese office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certification: Option<String>,
    /// Category 7: the permission to stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stay_permit: Option<StayPermit>,
}

impl Applicant {
    /// Drops the fields of other categories.
    pub(super) fn keep_only(&mut self, category: Option<Category>) {
        if category != Some(Category::Military) {
            self.forces = None;
        }
        if category != Some(Category::WorkResidencePermit) {
            self.permit = None;
        }
        if !category.is_some_and(Category::rests_on_contributions) {
            self.payer = None;
        }
        if !matches!(
            category,
            Some(Category::HongKongMacaoTaiwanOverseasChinese | Category::Foreign)
        ) {
            self.overseas = None;
        }
        if self.marital_status == Some(MaritalStatus::Single) {
            self.marital_since = None;
        }
    }
}

pub(super) fn check(answers: &Answers, check: &mut Checker<'_>) {
    let applicant = &answers.applicant;
    let kinds = answers
        .category
        .map_or(DocumentKind::ALL.as_slice(), Category::applicant_documents);
    let mut check = check.within("applicant");
    check_person(&applicant.person, kinds, &mut check);
    check_adult(&applicant.person, &mut check);
    // A single adult's own hukou decides; a couple's second chance is the spouse.
    let status = applicant.marital_status;
    if answers.category == Some(Category::Local)
        && status.is_some_and(|s| s != MaritalStatus::Married)
        && applicant
            .person
            .hukou
            .is_some_and(|h| h != HukouClaim::Beijing)
    {
        check.fail("hukou", IssueCode::HukouMismatch);
    }
    check.chosen("marital_status", status);
    if status.is_some_and(|s| s != MaritalStatus::Single) {
        check.past_day("marital_since", applicant.marital_since, true);
        let born = applicant.person.birth_date();
        if applicant
            .marital_since
            .zip(born)
            .is_some_and(|(since, born)| since <= born)
        {
            check.fail("marital_since", IssueCode::BeforeBirth);
        }
    }
    contact(applicant, &mut check);
    let Some(category) = answers.category else {
        return;
    };
    match category {
        Category::Local => {}
        Category::Military => forces(applicant, &mut check),
        Category::WorkResidencePermit => permit(applicant, &mut check),
        Category::NonLocalSocialInsurance | Category::NonLocalIncomeTax => {
            payer(answers, &mut check);
        }
        Category::HongKongMacaoTaiwanOverseasChinese | Category::Foreign => {
            overseas(category, applicant, &mut check);
        }
    }
}

fn contact(applicant: &Applicant, check: &mut Checker<'_>) {
    let mobile = applicant
        .mobile
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    if mobile.is_empty() {
        check.fail("mobile", IssueCode::Required);
    } else if !(mobile.len() == 11
        && mobile.starts_with('1')
        && mobile.bytes().all(|b| b.is_ascii_digit()))
    {
        check.fail("mobile", IssueCode::Mobile);
    }
    let email = applicant
        .email
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    if !email.is_empty() {
        let good = email.len() <= 254
            && !email.chars().any(|c| c.is_whitespace() || c.is_control())
            && email.split_once('@').is_some_and(|(user, host)| {
                !user.is_empty()
                    && !host.contains('@')
                    && host.split('.').count() > 1
                    && host.split('.').all(|part| !part.is_empty())
            });
        if !good {
            check.fail("email", IssueCode::Email);
        }
    }
    check.text("postal_address", applicant.postal_address.as_deref(), true);
}

fn forces(applicant: &Applicant, check: &mut Checker<'_>) {
    let forces = applicant.forces.clone().unwrap_or_default();
    let number = forces.military_number.unwrap_or_default();
    let document = Document {
        kind: DocumentKind::MilitaryId,
        number: number.clone(),
        nationality: None,
    };
    if number.trim().is_empty() {
        check.fail("forces/military_number", IssueCode::Required);
    } else if document.check().is_err() {
        check.fail("forces/military_number", IssueCode::DocumentForm);
    }
    check.text("forces/station", forces.station.as_deref(), true);
    check.text(
        "forces/family_certificate",
        forces.family_certificate.as_deref(),
        true,
    );
}

fn permit(applicant: &Applicant, check: &mut Checker<'_>) {
    let permit = applicant.permit.clone().unwrap_or_default();
    check.text("permit/number", permit.number.as_deref(), true);
    match permit.valid_to {
        None => check.fail("permit/valid_to", IssueCode::Required),
        Some(day) if day < check.today => check.fail("permit/valid_to", IssueCode::Expired),
        Some(_) => {}
    }
}

fn payer(answers: &Answers, check: &mut Checker<'_>) {
    let payer = answers.applicant.payer.clone().unwrap_or_default();
    check.chosen("payer/who", payer.who);
    if payer.who == Some(PayerRole::Spouse) && !answers.is_married() {
        check.fail("payer/who", IssueCode::PayerNeedsSpouse);
    }
    check.text("payer/employer", payer.employer.as_deref(), true);
    match payer.since {
        None => check.fail("payer/since", IssueCode::Required),
        Some(month) if month.first_day() > check.today => {
            check.fail("payer/since", IssueCode::InFuture);
        }
        Some(month) if month.year() < 1980 => check.fail("payer/since", IssueCode::TooEarly),
        Some(_) => {}
    }
    check.text(
        "payer/residence_permit",
        payer.residence_permit.as_deref(),
        true,
    );
}

fn overseas(category: Category, applicant: &Applicant, check: &mut Checker<'_>) {
    let overseas = applicant.overseas.clone().unwrap_or_default();
    if category == Category::Foreign {
        check.chosen("overseas/stay_permit", overseas.stay_permit);
    } else {
        check.chosen("overseas/origin", overseas.origin);
        if overseas.origin == Some(Origin::OverseasChinese) {
            check.text(
                "overseas/certification",
                overseas.certification.as_deref(),
                true,
            );
        }
    }
    check.text("overseas/lodging", overseas.lodging.as_deref(), true);
}
