//! By which patterns the plots tell things apart, and what how far away a deadline is is called.

use shared::application::RulingOutcome;
use shared::desk::statistics::Remaining;
use shared::policy::Outcome;

use super::super::plots::Fill;
use crate::i18n::t_string;
use crate::language::I18n;

/// What stands for how far away a deadline is.
pub(super) fn remaining_fill(remaining: Remaining) -> Fill {
    match remaining {
        Remaining::Overdue => Fill::Alarm,
        Remaining::Today => Fill::Full,
        Remaining::UpToTwo => Fill::Rising,
        Remaining::UpToFive => Fill::Falling,
        Remaining::Later => Fill::Dots,
        Remaining::Paused => Fill::Level,
        Remaining::NoDeadline => Fill::Empty,
    }
}

/// 已超期, 今天到期 …
pub(super) fn remaining_word(i18n: I18n, remaining: Remaining) -> &'static str {
    match remaining {
        Remaining::Overdue => t_string!(i18n, desk.remaining.overdue),
        Remaining::Today => t_string!(i18n, desk.remaining.today),
        Remaining::UpToTwo => t_string!(i18n, desk.remaining.up_to_two),
        Remaining::UpToFive => t_string!(i18n, desk.remaining.up_to_five),
        Remaining::Later => t_string!(i18n, desk.remaining.later),
        Remaining::Paused => t_string!(i18n, desk.remaining.paused),
        Remaining::NoDeadline => t_string!(i18n, desk.remaining.no_deadline),
    }
}

/// What stands for what the rules decided.
pub(super) fn outcome_fill(outcome: Outcome) -> Fill {
    match outcome {
        Outcome::Eligible => Fill::Full,
        Outcome::Ineligible => Fill::Rising,
        Outcome::ManualReview => Fill::Dots,
        Outcome::NotChecked => Fill::Level,
        Outcome::CannotTell => Fill::Empty,
    }
}

/// What stands for what officers decided.
pub(super) fn ruling_fill(outcome: RulingOutcome) -> Fill {
    match outcome {
        RulingOutcome::Granted => Fill::Full,
        RulingOutcome::Refused => Fill::Rising,
    }
}
