//! What the rules and officers decided, in a word.

use shared::application::RulingOutcome;
use shared::policy::Outcome;

use crate::i18n::t_string;
use crate::language::I18n;

/// 符合, 不符合, 转人工 …
pub(super) fn outcome_word(i18n: I18n, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Eligible => t_string!(i18n, desk.outcome.eligible),
        Outcome::Ineligible => t_string!(i18n, desk.outcome.ineligible),
        Outcome::ManualReview => t_string!(i18n, desk.outcome.manual_review),
        Outcome::NotChecked => t_string!(i18n, desk.outcome.not_checked),
        Outcome::CannotTell => t_string!(i18n, desk.outcome.cannot_tell),
    }
}

/// 同意, 不同意
pub(super) fn ruling_word(i18n: I18n, outcome: RulingOutcome) -> &'static str {
    match outcome {
        RulingOutcome::Granted => t_string!(i18n, desk.ruling.granted),
        RulingOutcome::Refused => t_string!(i18n, desk.ruling.refused),
    }
}
