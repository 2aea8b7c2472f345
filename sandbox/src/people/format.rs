//! The form of the files in `sandbox/people/`: one theme a file, households within it. Unknown
//! keys are an error, so that a slip of the pen is found by the first test.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::document::DocumentKind;
use shared::form::{FilledBy, HukouClaim};
use shared::household::Category;
use shared::officer::OfficerRole;
use shared::organization::OrganizationCode;
use shared::policy::{ContributionKind, Outcome, ReasonCode};
use shared::purchase::{HomeKind, Module, Place, Transfer, UnitKind};
use shared::registry::{HukouKind, MaritalStatus, StayPermit};
use shared::values::{Day, Zone};

use super::when::{Born, Span, When};

/// One file: households that show one side of the rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThemeEntry {
    /// The heading of the file.
    pub(crate) theme: BothLanguages,
    /// The households.
    pub(crate) households: Vec<HouseholdEntry>,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BothLanguages {
    /// 简体中文
    pub zh: String,
    /// English
    pub en: String,
}

/// People who live together, and what happens when they apply.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HouseholdEntry {
    /// A short name, unique in the city.
    pub(crate) key: String,
    /// What makes the household worth having.
    pub(crate) story: BothLanguages,
    /// Its members.
    pub(crate) members: Vec<MemberEntry>,
    /// The applications that it would naturally make.
    pub(crate) applications: Vec<ApplicationEntry>,
}

/// A person with everything that the six registries hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberEntry {
    /// A short name, unique in the city.
    pub(crate) key: String,
    /// The name that the person goes by.
    pub(crate) name: String,
    /// The name in the population registry, where it is a different one.
    pub(crate) name_on_record: Option<String>,
    /// The user name at the identity platform; none: no account yet, free to register.
    pub(crate) sign_in: Option<String>,
    /// What the person may do as an officer of the platform.
    #[serde(default)]
    pub(crate) roles: Vec<OfficerRole>,
    /// The organisation for which the person acts there.
    pub(crate) organization: Option<OrganizationEntry>,
    /// The date of birth.
    pub(crate) born: Born,
    /// The document that identifies the person.
    pub(crate) document: DocumentEntry,
    /// Further documents under which the registries know the person.
    #[serde(default)]
    pub(crate) also: Vec<DocumentEntry>,
    /// 民政
    #[serde(default)]
    pub(crate) marital: MaritalEntry,
    /// The keys of the parents.
    #[serde(default)]
    pub(crate) parents: Vec<String>,
    /// The hukou; none for people from outside the mainland.
    pub(crate) hukou: Option<HukouEntry>,
    /// The last day of the Beijing residence permit.
    pub(crate) residence_permit: Option<When>,
    /// Entry and exit.
    pub(crate) stay: Option<StayEntry>,
    /// 人社
    pub(crate) social_insurance: Option<ContributionsEntry>,
    /// 税务
    pub(crate) tax: Option<ContributionsEntry>,
    /// Homes on record.
    #[serde(default)]
    pub(crate) homes: Vec<EstateEntry>,
    /// Commercial units on record.
    #[serde(default)]
    pub(crate) commercial_units: Vec<EstateEntry>,
    /// Homes of the former family on the day of the newest divorce.
    pub(crate) former_family_homes: Option<u8>,
    /// 人才, 部队 and 侨办
    #[serde(default)]
    pub(crate) permits: PermitsEntry,
}

/// A legal person for which somebody acts at the identity platform (法人用户).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationEntry {
    /// The code (统一社会信用代码).
    pub code: OrganizationCode,
    /// The name.
    pub name: String,
}

/// A document: `number`, or `area` and `sequence` from which the 18 characters are computed with
/// the date of birth and the check character.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentEntry {
    /// The kind; a resident identity card unless said.
    #[serde(default = "resident_id")]
    pub(crate) kind: DocumentKind,
    /// The first six digits.
    pub(crate) area: Option<String>,
    /// The three digits after the date of birth.
    pub(crate) sequence: Option<u16>,
    /// The whole number, for documents without a date of birth.
    pub(crate) number: Option<String>,
    /// The nationality, for foreign passports and permanent-residence cards.
    pub(crate) nationality: Option<String>,
}

fn resident_id() -> DocumentKind {
    DocumentKind::ResidentId
}

/// What civil affairs hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MaritalEntry {
    /// The status.
    pub(crate) status: MaritalStatus,
    /// Since when.
    pub(crate) since: Option<When>,
    /// The key of the spouse.
    pub(crate) spouse: Option<String>,
    /// When the newest divorce was filed, where that is known.
    pub(crate) filed_on: Option<When>,
}

impl Default for MaritalEntry {
    fn default() -> Self {
        Self {
            status: MaritalStatus::Single,
            since: None,
            spouse: None,
            filed_on: None,
        }
    }
}

/// A hukou.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HukouEntry {
    /// The kind.
    pub(crate) kind: HukouKind,
    /// The district of Beijing.
    pub(crate) district: Option<String>,
    /// The first day.
    pub(crate) since: Option<When>,
}

/// Presence in the mainland.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StayEntry {
    /// Whether the person is in the mainland.
    pub(crate) in_mainland: bool,
    /// Whether lodging is registered.
    pub(crate) lodging_registered: bool,
    /// The permission to stay.
    pub(crate) permit: Option<StayPermit>,
    /// The first day of work in Beijing.
    pub(crate) working_since: Option<When>,
}

/// Months of social insurance or income tax.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContributionsEntry {
    /// The months on record.
    pub(crate) paid: Span,
    /// Months of it without a record.
    #[serde(default)]
    pub(crate) missing: Vec<i32>,
    /// Months of it that were paid late.
    #[serde(default)]
    pub(crate) back_paid: Vec<i32>,
    /// Months of it with a declaration of zero.
    #[serde(default)]
    pub(crate) zero: Vec<i32>,
    /// Who paid, from which month on.
    pub(crate) payers: BTreeMap<i32, String>,
    /// The district where it was paid.
    pub(crate) district: Option<String>,
    /// Records are of calendar quarters: the tax on income from business.
    #[serde(default)]
    pub(crate) quarterly: bool,
    /// Insurance: the last month that is posted; all of them unless said.
    pub(crate) posted_through: Option<i32>,
}

/// A home or commercial unit on record.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EstateEntry {
    /// The zone.
    pub(crate) zone: Zone,
    /// The district.
    pub(crate) district: String,
    /// The address.
    pub(crate) address: String,
    /// The certificate number; none while signed online only.
    pub(crate) certificate: Option<String>,
    /// When it was acquired or signed.
    pub(crate) acquired: When,
    /// When it was transferred away on record.
    pub(crate) disposed: Option<When>,
    /// A single-storey house (平房).
    #[serde(default)]
    pub(crate) single_storey: bool,
    /// The record is filed under the old number of 15 digits.
    #[serde(default)]
    pub(crate) under_old_number: bool,
    /// The household no longer declares it: it is sold in truth, or somebody else's.
    #[serde(default)]
    pub(crate) not_ours: bool,
}

/// What the property registry has of a unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitEntry {
    /// The certificate number.
    pub(crate) certificate: String,
    /// Its use; none: not a commercial unit.
    pub(crate) kind: Option<UnitKind>,
    /// The district.
    pub(crate) district: String,
    /// When its developer first sold it; none: nobody knows.
    pub(crate) first_sold: Option<Day>,
}

/// The unit that somebody would buy, as the form names it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedUnit {
    /// The certificate number, on record or not; none yet unless said.
    pub(crate) certificate: Option<String>,
    /// Its use.
    pub(crate) kind: UnitKind,
    /// Its address.
    pub(crate) location: String,
}

/// Permits and certificates.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PermitsEntry {
    /// The number of the work-residence permit.
    pub(crate) work_residence_permit: Option<String>,
    /// Its last day.
    pub(crate) valid_to: Option<When>,
    /// For members of the forces: whether the unit is stationed in Beijing.
    pub(crate) stationed_in_beijing: Option<bool>,
    /// Certification as an overseas Chinese.
    pub(crate) overseas_chinese_certified: bool,
    /// Certification as talent.
    pub(crate) talent_certified: bool,
}

/// An application that a household would make, and what comes of it under the policy of
/// 2026-08-08.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApplicationEntry {
    /// The module.
    pub(crate) module: Module,
    /// The key of the applicant.
    pub(crate) applicant: String,
    /// The key of the person who signs in, where it is not the applicant.
    pub(crate) signed_in: Option<String>,
    /// The family category (residential).
    pub(crate) category: Option<Category>,
    /// Who fills the form in.
    #[serde(default = "by_applicant")]
    pub(crate) filled_by: FilledBy,
    /// Where the home or unit lies.
    pub(crate) place: Place,
    /// The kind of home; for commercial units new or resale.
    #[serde(default = "resale")]
    pub(crate) kind: HomeKind,
    /// Purchase or gift.
    #[serde(default = "purchase")]
    pub(crate) transfer: Transfer,
    /// The record that the applicant names (commercial).
    pub(crate) contribution: Option<ContributionKind>,
    /// The unit that the applicant names (commercial).
    pub(crate) unit: Option<NamedUnit>,
    /// Marital status as the applicant tells it, where it differs from the record.
    pub(crate) says_marital: Option<MaritalStatus>,
    /// Hukou as people tell it, by key, where it differs from the record.
    #[serde(default)]
    pub(crate) says_hukou: BTreeMap<String, HukouClaim>,
    /// The outcome for this target.
    pub(crate) outcome: Outcome,
    /// The reason code that is reported first.
    pub(crate) reason: ReasonCode,
    /// The browser already refuses it, so that no such application is ever submitted.
    #[serde(default)]
    pub(crate) refused_by_form: bool,
}

fn by_applicant() -> FilledBy {
    FilledBy::Applicant
}

fn resale() -> HomeKind {
    HomeKind::Resale
}

fn purchase() -> Transfer {
    Transfer::Purchase
}
