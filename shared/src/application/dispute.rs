//! 申请复核: what an applicant holds against house records, and what comes of it.

use serde::{Deserialize, Serialize};

use crate::household::Who;
use crate::names::named;
use crate::values::{Day, Moment, Zone};

/// The most characters that a statement has.
pub const LONGEST_STATEMENT: usize = 500;

named! {
    /// What a house record is about.
    pub enum HouseKind {
        /// A home.
        Home = "home",
        /// A single-storey house (平房), which counts as a home from a day on.
        SingleStoreyHouse = "single_storey_house",
        /// A commercial unit that somebody holds.
        CommercialUnit = "commercial_unit",
        /// When the commercial unit that is to be bought was first sold.
        UnitSale = "unit_sale",
    }
}

/// A house record that a decision rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HouseRecord {
    /// Its place among the records of the decision, from 1 on.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, example = 1))]
    pub place: u8,
    /// What it is about.
    pub kind: HouseKind,
    /// On whose records it stands; nobody's for a unit that is to be bought.
    pub holders: Vec<Who>,
    /// The zone, where the record has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// The district, for example `chaoyang`.
    #[cfg_attr(feature = "openapi", schema(example = "chaoyang"))]
    pub district: String,
    /// The address. Of what only the other spouse holds it is told to officers alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The certificate number, told to whom the address is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// The day on which it was acquired or signed, or the unit first sold, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// False while signed online and not yet registered.
    pub is_registered: bool,
}

impl HouseRecord {
    /// The record as it is told to one of the couple: what only the other one holds is told without
    /// address and number (个人信息保护法, article 6).
    #[must_use]
    pub fn told_to(mut self, proved: Who) -> Self {
        let other = match proved {
            Who::Spouse => Who::Applicant,
            Who::Applicant | Who::Child(_) => Who::Spouse,
        };
        if self.holders == [other] {
            self.address = None;
            self.certificate = None;
        }
        self
    }
}

named! {
    /// Why a house record is said to be wrong.
    pub enum DisputeGround {
        /// 已出售并完成过户
        Transferred = "transferred",
        /// 不是本人的房屋: another person's record, by an old number or the same name.
        NotMine = "not_mine",
        /// 离婚或继承已分割
        Divided = "divided",
        /// 已拆除、征收
        Demolished = "demolished",
        /// 网签合同已撤销
        ContractCancelled = "contract_cancelled",
        /// 首次出售日期有误
        FirstSaleWrong = "first_sale_wrong",
        /// 其他
        Other = "other",
    }
}

/// Disputes a result (申请复核).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewDispute {
    /// The records that are wrong, by their places.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub records: Vec<u8>,
    /// Why.
    pub ground: DisputeGround,
    /// In the applicant's words: 1 to 500 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(
            min_length = 1,
            max_length = 500,
            example = "本人2019年5月6日购入的房屋已于2024年3月1日转出，现已不在本人名下。"
        )
    )]
    pub statement: String,
    /// The evidence that is handed in with it, by the ids of the papers; what else was uploaded is
    /// not, and can be deleted.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub evidence: Vec<String>,
}

named! {
    /// How far a dispute is.
    pub enum DisputeStep {
        /// An officer looks at it.
        UnderReview = "under_review",
        /// The applicant is asked for something; the clock stands still.
        AnswerAwaited = "answer_awaited",
        /// Granted: the registries are asked anew and the rules run again.
        Rechecking = "rechecking",
        /// Granted, and the rules have run again.
        Granted = "granted",
        /// Refused: the result stands.
        Refused = "refused",
        /// The applicant took it back.
        Withdrawn = "withdrawn",
        /// What the applicant was asked for did not come in time; it counts as taken back.
        Lapsed = "lapsed",
    }
}

impl DisputeStep {
    /// Whether it has ended.
    #[must_use]
    pub fn is_over(self) -> bool {
        match self {
            Self::UnderReview | Self::AnswerAwaited | Self::Rechecking => false,
            Self::Granted | Self::Refused | Self::Withdrawn | Self::Lapsed => true,
        }
    }
}

/// A dispute as the applicant sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dispute {
    /// How far it is.
    pub step: DisputeStep,
    /// The records that are said to be wrong, as they stood.
    pub records: Vec<HouseRecord>,
    /// Why.
    pub ground: DisputeGround,
    /// In the applicant's words.
    pub statement: String,
    /// The papers handed in with it, by their ids, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// When it was handed in.
    pub opened_at: Moment,
    /// Under review: by which working day the office decides, as a rule. A day that is missed decides
    /// nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Moment>,
    /// Why an officer granted or refused it, in the officer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was corrected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// What a fact is corrected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CorrectedTo {
    /// The household does not hold it.
    NotHeld,
    /// It was transferred away on this day.
    TransferredOn {
        /// The day.
        day: Day,
    },
    /// The unit was first sold on this day.
    FirstSoldOn {
        /// The day.
        day: Day,
    },
}

/// A house record that is not as it should be, and what it is corrected to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Correction {
    /// The record as it stood.
    pub record: HouseRecord,
    /// What holds instead.
    pub to: CorrectedTo,
}

/// Corrects a record of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewCorrection {
    /// The record, by its place.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, example = 1))]
    pub place: u8,
    /// What holds instead.
    pub to: CorrectedTo,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_other_spouse_holds_is_told_without_its_address() {
        let record = |holders: &[Who]| HouseRecord {
            place: 1,
            kind: HouseKind::Home,
            holders: holders.to_vec(),
            zone: Some(Zone::InsideFifthRing),
            district: "chaoyang".to_owned(),
            address: Some("望京路1号".to_owned()),
            certificate: Some("京(2020)朝不动产权第1号".to_owned()),
            since: None,
            is_registered: true,
        };
        for (holders, proved, is_told) in [
            (vec![Who::Applicant], Who::Applicant, true),
            (vec![Who::Spouse], Who::Applicant, false),
            (vec![Who::Applicant, Who::Spouse], Who::Applicant, true),
            (vec![Who::Child(1)], Who::Applicant, true),
            (vec![Who::Spouse], Who::Spouse, true),
            (vec![Who::Applicant], Who::Spouse, false),
        ] {
            let told = record(&holders).told_to(proved);
            assert_eq!(told.address.is_some(), is_told, "{holders:?} {proved:?}");
            assert_eq!(told.certificate.is_some(), is_told);
        }
    }
}
