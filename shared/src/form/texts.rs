//! The texts that a person reads and ticks, each with the version that is shown now. The answers
//! keep which version it was; where the meaning of a text changes, drafts ask for the tick again.

use crate::purchase::Module;

/// The versions of a module's texts that people are shown now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    /// The notes (申请说明, 填表说明).
    pub notes: &'static str,
    /// The notice of data use (个人信息使用说明). Sensitive personal data needs a consent of its own
    /// (个人信息保护法, articles 14 and 29).
    pub data_use: &'static str,
    /// The promise (本人承诺填报信息真实有效).
    pub promise: &'static str,
}

/// The version of the notice of data use, one for all modules.
pub const DATA_USE: &str = "2026-11-30";

/// The version of the authority that an agent has the applicant sign (授权委托书), one for all modules.
pub const AUTHORITY: &str = "2026-11-30";

/// The version of the words by which an applicant consents that outcome and day of an application are
/// reported to whoever referred them.
pub const REFERRAL_CONSENT: &str = "2026-11-30";

/// For how many months after its signature such an authority holds at most: the document says it.
pub const AUTHORITY_MONTHS: u32 = 6;

impl Texts {
    /// Those of a module.
    #[must_use]
    pub const fn of(module: Module) -> Self {
        match module {
            Module::Residential => Self {
                notes: "2026-11-28",
                data_use: DATA_USE,
                promise: "2026-11-28",
            },
            Module::Commercial => Self {
                notes: "2026-11-29",
                data_use: DATA_USE,
                promise: "2026-11-29",
            },
        }
    }
}
