//! The questions to the city's registries and their typed answers (the protocol of the platform's
//! side; each adapter translates an agency's own form to it).
//!
//! A question goes out as `POST {base}/{registry}` with a [`Question`] and comes back as an
//! [`Answer`] about the same document. A registry that knows no such person says so with
//! `record: null`; silence is something else and decides nothing. About a commercial unit, whoever
//! owns it, the property registry answers a [`UnitQuestion`] at `POST {base}/property/units`.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::names::named;
use crate::purchase::UnitKind;
use crate::values::{Day, Moment, Month, Zone};

named! {
    /// The registries that the platform asks.
    pub enum Registry {
        /// 公安: identity, hukou, residence permit, entry and exit.
        Population = "population",
        /// 民政: marriages and divorces.
        CivilAffairs = "civil_affairs",
        /// 人社: months of the pension line.
        SocialInsurance = "social_insurance",
        /// 税务: months with income tax.
        Tax = "tax",
        /// 住建 and 规自: homes and commercial units.
        Property = "property",
        /// 人才 and 部队: work-residence permit, military status, certificates.
        Permits = "permits",
    }
}

/// A question about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The name as on the document.
    pub name: String,
    /// The document that identifies the person.
    pub document: Document,
    /// The day of the application.
    pub on: Day,
}

/// A question about one commercial unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitQuestion {
    /// The number of its certificate (不动产权证号), in any spelling.
    pub certificate: String,
    /// The day of the application.
    pub on: Day,
}

/// The answer of one registry about one person, or about one unit by its certificate number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer<T, About = Document> {
    /// The document that was asked for; anything else makes the answer worthless.
    pub about: About,
    /// What is on record; `None`: the registry knows no such person or unit.
    pub record: Option<T>,
}

/// What kind of hukou a person has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HukouKind {
    /// Registered in Beijing.
    Beijing,
    /// A Beijing school's collective hukou, which does not make a household local.
    BeijingStudentCollective,
    /// Registered elsewhere in the mainland.
    Elsewhere,
}

/// A hukou on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hukou {
    /// The kind.
    pub kind: HukouKind,
    /// The district of Beijing, for example `tongzhou`, where it is one.
    pub district: Option<String>,
    /// The first day of this registration, where known.
    pub since: Option<Day>,
}

/// The permission by which a person from outside the mainland stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StayPermit {
    /// Residence permit for work.
    Work,
    /// Residence permit for study.
    Study,
    /// Permanent-residence card.
    PermanentResidenceCard,
    /// Another visa or residence permit, for example for a stay with the family.
    Other,
}

/// Entry and exit records of a person from outside the mainland.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stay {
    /// Whether the person is in the mainland.
    pub in_mainland: bool,
    /// Whether temporary lodging is registered.
    pub lodging_registered: bool,
    /// The permission to stay, where one is needed.
    pub permit: Option<StayPermit>,
    /// The first day of work in Beijing, where there is any.
    pub working_since: Option<Day>,
}

/// 公安 on a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PopulationRecord {
    /// The name on record.
    pub name: String,
    /// The date of birth.
    pub born: Day,
    /// The hukou; none for people from outside the mainland.
    pub hukou: Option<Hukou>,
    /// The last day of the Beijing residence permit, where there is one.
    pub residence_permit_valid_to: Option<Day>,
    /// Entry and exit, for people from outside the mainland.
    pub stay: Option<Stay>,
    /// The documents of the parents, for minors.
    #[serde(default)]
    pub parents: Vec<Document>,
}

/// Marital status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MaritalStatus {
    /// 未婚
    Single,
    /// 已婚
    Married,
    /// 离异
    Divorced,
    /// 丧偶
    Widowed,
}

/// 民政 on a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CivilAffairsRecord {
    /// The status today.
    pub status: MaritalStatus,
    /// The day since which it holds; none for 未婚.
    pub since: Option<Day>,
    /// The document of the spouse, while married.
    pub spouse: Option<Document>,
    /// Divorces, newest first.
    #[serde(default)]
    pub divorces: Vec<Divorce>,
}

/// A divorce on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Divorce {
    /// The day on which it was completed.
    pub date: Day,
    /// The day on which it was filed, where known.
    pub filed_on: Option<Day>,
}

/// How a month (or quarter) was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Payment {
    /// In time; for tax: above zero.
    Paid,
    /// Later than due.
    BackPaid,
    /// Declared, but no tax was due.
    Zero,
}

/// How long a record's period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Period {
    /// One month.
    #[default]
    Month,
    /// Three months that begin with the named one.
    Quarter,
}

/// On which ground a month of insurance was paid late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum BackPaidGround {
    /// The new employer made up for it after a change of employer.
    #[default]
    ChangeOfEmployer,
    /// Anything else.
    Other,
}

/// What kind of income was taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Income {
    /// 工资薪金
    #[default]
    Wages,
    /// 经营所得
    Business,
}

/// A contribution on record. A month without one is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contribution {
    /// The month, or the first month of the quarter.
    pub month: Month,
    /// Month (default) or quarter.
    #[serde(default)]
    pub period: Period,
    /// How it was paid.
    pub payment: Payment,
    /// Insurance that was paid late: on which ground, where the registry tells it. Otherwise the
    /// employers tell.
    #[serde(default)]
    pub ground: Option<BackPaidGround>,
    /// Tax: on what kind of income.
    #[serde(default)]
    pub income: Income,
    /// Who paid it: the agency's key of the employer, so that a change of employer shows.
    pub payer: Option<String>,
    /// The district of Beijing where it was paid, for example `tongzhou`.
    pub district: Option<String>,
}

/// 人社 or 税务 on a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContributionRecord {
    /// The contributions, in any order.
    pub contributions: Vec<Contribution>,
    /// Insurance: the last month that has been debited and posted. A later one without a
    /// contribution is not missing but not known yet. None: all of them.
    #[serde(default)]
    pub posted_through: Option<Month>,
}

/// A home or a commercial unit on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estate {
    /// The zone.
    pub zone: Zone,
    /// The district, for example `chaoyang`.
    pub district: String,
    /// The address.
    pub address: String,
    /// The certificate number, once registered.
    pub certificate: Option<String>,
    /// Whether it is a single-storey house (平房).
    #[serde(default)]
    pub single_storey: bool,
    /// The day on which it was acquired or signed.
    pub acquired: Day,
    /// False while signed online and not yet registered.
    pub registered: bool,
    /// The day on which it was transferred away, where it was.
    pub disposed: Option<Day>,
}

/// 住建 and 规自 on a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PropertyRecord {
    /// Homes, held alone or in shares.
    pub homes: Vec<Estate>,
    /// Commercial units.
    #[serde(default)]
    pub commercial_units: Vec<Estate>,
    /// How many homes the former family held on the day of the newest divorce.
    pub former_family_homes: Option<u8>,
}

/// 住建 and 规自 on a commercial unit. Whose it is, they do not tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRecord {
    /// Its use; none: the certificate is of something else, for example of a home.
    pub kind: Option<UnitKind>,
    /// The district, for example `chaoyang`.
    pub district: String,
    /// Whether it lies in Tongzhou.
    pub in_tongzhou: bool,
    /// The day on which its developer first sold it; none: nobody knows.
    pub first_sold: Option<Day>,
}

/// A 北京市工作居住证.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkResidencePermit {
    /// The number.
    pub number: String,
    /// The last day on which it is valid.
    pub valid_to: Day,
}

/// 人才, 部队 and 侨办 on a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PermitsRecord {
    /// The work-residence permit, where there is one.
    pub work_residence_permit: Option<WorkResidencePermit>,
    /// For members of the forces: whether the unit is stationed in Beijing; `None` for others.
    pub stationed_in_beijing: Option<bool>,
    /// Certification as an overseas Chinese.
    #[serde(default)]
    pub overseas_chinese_certified: bool,
    /// Certification as high-level or urgently needed talent.
    #[serde(default)]
    pub talent_certified: bool,
}

/// One answer that has arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reply<T> {
    /// What is on record; `None`: the registry knows no such person.
    pub record: Option<T>,
    /// When it arrived.
    pub at: Moment,
}

/// What the registries said of one person so far; `None` means silence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonReplies {
    /// 公安.
    pub population: Option<Reply<PopulationRecord>>,
    /// 民政.
    pub civil_affairs: Option<Reply<CivilAffairsRecord>>,
    /// 人社.
    pub social_insurance: Option<Reply<ContributionRecord>>,
    /// 税务.
    pub tax: Option<Reply<ContributionRecord>>,
    /// 住建 and 规自.
    pub property: Option<Reply<PropertyRecord>>,
    /// 人才, 部队 and 侨办.
    pub permits: Option<Reply<PermitsRecord>>,
}

impl PersonReplies {
    /// The same without the documents of others that stand in the records.
    #[must_use]
    pub fn without_others(mut self) -> Self {
        let population = self.population.as_mut();
        if let Some(record) = population.and_then(|reply| reply.record.as_mut()) {
            record.parents.clear();
        }
        let civil_affairs = self.civil_affairs.as_mut();
        if let Some(record) = civil_affairs.and_then(|reply| reply.record.as_mut()) {
            record.spouse = None;
        }
        self
    }
}

/// What the registries said of a household and of the unit that it buys.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Replies {
    /// The applicant.
    pub applicant: PersonReplies,
    /// The spouse, where the form names one.
    pub spouse: Option<PersonReplies>,
    /// The children, in the order of the form.
    pub children: Vec<PersonReplies>,
    /// 住建 and 规自 on the commercial unit, where the form names its certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Reply<UnitRecord>>,
}
