//! What a member of a household holds against an application that names them, and what comes of it.

use serde::{Deserialize, Serialize};

use crate::household::Who;
use crate::names::named;
use crate::values::{Day, Moment};

named! {
    /// What is not so.
    pub enum ObjectionGround {
        /// 我不是该家庭成员
        NotInHousehold = "not_in_household",
        /// 关系填写有误
        RelationWrong = "relation_wrong",
        /// 我没有同意申请
        NotAgreed = "not_agreed",
        /// 其他
        Other = "other",
    }
}

named! {
    /// How far an objection is.
    pub enum ObjectionStep {
        /// An officer looks at it.
        Open = "open",
        /// Confirmed: the application is void.
        Upheld = "upheld",
        /// Dismissed: the application goes on.
        Dismissed = "dismissed",
        /// Taken back by the member.
        Withdrawn = "withdrawn",
        /// The application ended before it was decided.
        Overtaken = "overtaken",
    }
}

/// Objects to an application (这不是事实).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewObjection {
    /// What is not so.
    pub ground: ObjectionGround,
    /// In the member's words: 1 to 500 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(
            min_length = 1,
            max_length = 500,
            example = "我事先不知道这份申请，也没有同意把我列为家庭成员。"
        )
    )]
    pub statement: String,
}

/// An objection as the member who raised it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Objection {
    /// What is not so.
    pub ground: ObjectionGround,
    /// In the member's words.
    pub statement: String,
    /// How it stands.
    pub standing: ObjectionStanding,
}

/// How an objection stands: all that the applicant is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ObjectionStanding {
    /// How far it is.
    pub step: ObjectionStep,
    /// When it was raised.
    pub opened_at: Moment,
    /// Open: by which working day the office decides, as a rule. A day that is missed decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Moment>,
    /// Why an officer upheld or dismissed it, in the officer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// An objection as officers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseObjection {
    /// Who of the household raised it.
    pub who: Who,
    /// What was raised.
    pub objection: Objection,
}
