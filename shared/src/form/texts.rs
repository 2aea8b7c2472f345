//! The texts that a person reads and ticks, each with the version that is shown now. The answers
//! keep which version it was; where the meaning of a text changes, drafts ask for the tick again.

/// The version of the notes (申请说明) that people are shown now.
pub const NOTES_VERSION: &str = "2026-11-28";
/// The version of the notice of data use (个人信息使用说明) that people are shown now. Sensitive
/// personal data needs a consent of its own (个人信息保护法, articles 14 and 29).
pub const DATA_USE_VERSION: &str = "2026-11-28";
/// The version of the promise (本人承诺填报信息真实有效) that people are shown now.
pub const PROMISE_VERSION: &str = "2026-11-28";
