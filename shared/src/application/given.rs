//! Documents that the platform prints of an application.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::values::{Lang, Moment};

named! {
    /// A document that the platform prints.
    pub enum PrintedKind {
        /// The form with its answers: 家庭购房申请表, 个人购房申请表.
        ApplicationForm = "application_form",
        /// What was promised: 购房承诺书.
        Promise = "promise",
        /// By what an agent files: 授权委托书, to be signed.
        Authority = "authority",
        /// The result with all that it rests on: 购房资格核验结果.
        Result = "result",
        /// The proof of a pass: 购房资格核验凭证.
        Certificate = "certificate",
        /// The notice of a refusal, with what can be done: 购房资格核验不通过告知书.
        Refusal = "refusal",
    }
}

/// A document that was given, once a day for each kind and language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GivenDocument {
    /// Which one.
    pub kind: PrintedKind,
    /// In which language.
    pub lang: Lang,
    /// Whether the agent took it.
    pub by_agent: bool,
    /// When, for the first time that day.
    pub at: Moment,
}
