//! When a reminder is due, and what it says.

use shared::message::MessageKind as K;
use shared::values::{Day, Moment, day_in_shanghai};
use shared::workdays::last_workday;
use uuid::Uuid;

use crate::service::messages::promising::Promise;
use crate::store::applications::reminders::RefusedOn;

/// What is told of the last day for a dispute.
pub(super) const DISPUTE: (K, K) = (K::DisputeDueSoon, K::DisputeDueToday);

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reminder {
    pub(super) kind: K,
    pub(super) day: Option<Day>,
    pub(super) days: Option<u8>,
}

impl Reminder {
    /// To somebody, about the subject by which it is known again.
    pub(super) fn to(self, account: Uuid, subject: Uuid, application: Option<Uuid>) -> Promise {
        let day = self.day.map(|day| format!("/{day}")).unwrap_or_default();
        Promise {
            account,
            kind: self.kind,
            application,
            day: self.day,
            days: self.days,
            once: format!("{}/{}{day}", self.kind.slug(), subject.simple()),
        }
    }
}

/// The more urgent of two reminders of a last day, where one is due: the first as soon as no more than
/// a third of the time is left, the second on the day itself.
pub(super) fn due(begins: Day, last: Day, today: Day, (soon, on_day): (K, K)) -> Option<Reminder> {
    let left = last.signed_duration_since(today).num_days();
    let all = last.signed_duration_since(begins).num_days();
    let kind = if left == 0 {
        on_day
    } else if left > 0 && left.saturating_mul(3) <= all {
        soon
    } else {
        return None;
    };
    Some(Reminder {
        kind,
        day: Some(last),
        days: u8::try_from(left).ok(),
    })
}

/// The same of a period whose last day is told as a moment; none once that has passed.
pub(super) fn due_by(begins: Moment, ends: Moment, now: Moment, kinds: (K, K)) -> Option<Reminder> {
    let [begins, last, today] = [begins, ends, now].map(day_in_shanghai);
    due(begins, last, today, kinds).filter(|_| now < ends)
}

/// On which days those were refused who have to be reminded today that they can dispute it, if they can,
/// in so many working days.
pub(super) fn refusals_to_tell(workdays: u8, today: Day) -> Vec<RefusedOn> {
    // In calendar days it is at the most thrice as long, with all holidays.
    let longest = usize::from(workdays).saturating_mul(3).saturating_add(10);
    let mut days = Vec::new();
    let mut day = today;
    for _ in 0..=longest {
        let last = last_workday(day, workdays.into());
        if let Some(reminder) = due(day, last, today, DISPUTE) {
            days.push(RefusedOn {
                day,
                last,
                reminder: reminder.kind,
            });
        }
        let Some(before) = day.pred_opt() else { break };
        day = before;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: (K, K) = (K::AnswerDueSoon, K::AnswerDueToday);

    #[test]
    fn the_more_urgent_reminder_comes_alone_and_none_too_late() {
        let day = |day| Day::from_ymd_opt(2026, 12, day).unwrap();
        let kind = |today| due(day(1), day(13), day(today), KINDS).map(|found| found.kind);
        let told = [1, 8, 9, 12, 13, 14].map(kind);
        let (soon, today) = (Some(KINDS.0), Some(KINDS.1));
        assert_eq!(told, [None, None, soon, soon, today, None]);
    }

    #[test]
    fn what_ends_with_a_moment_is_told_on_its_last_day() {
        let at = |day, hour| {
            let day = Day::from_ymd_opt(2026, 12, day).unwrap();
            day.and_hms_opt(hour, 0, 0).unwrap().and_utc()
        };
        // To the last second of the eighth, which is a second before four in the afternoon in UTC.
        let (begins, ends) = (at(1, 9), at(8, 16) - chrono::TimeDelta::seconds(1));
        let kind = |now| due_by(begins, ends, now, KINDS).map(|found| found.kind);
        let times = [
            at(2, 9),
            at(5, 15),
            at(6, 9),
            at(7, 8),
            at(7, 17),
            at(8, 16),
        ];
        let (soon, end) = (Some(KINDS.0), Some(KINDS.1));
        assert_eq!(times.map(kind), [None, None, soon, soon, end, None]);
    }

    #[test]
    fn refusals_are_looked_for_by_the_days_on_which_somebody_is_reminded_of_them() {
        let day = |day| Day::from_ymd_opt(2026, 12, day).unwrap();
        // Ten working days from Tuesday the first on end with Tuesday the fifteenth.
        let on = |today| {
            let found = refusals_to_tell(10, day(today)).into_iter();
            let mut found = found.filter(|found| found.day == day(1));
            found.next().map(|found| (found.last, found.reminder))
        };
        let (soon, last) = (K::DisputeDueSoon, K::DisputeDueToday);
        assert_eq!(on(10), None);
        assert_eq!(on(11), Some((day(15), soon)));
        assert_eq!(on(15), Some((day(15), last)));
        assert_eq!(on(16), None);
    }
}
