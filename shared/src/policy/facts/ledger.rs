//! The months of one person's contributions, without gaps in the list: a month that is not on
//! record is *missing*.

use serde::{Deserialize, Serialize};

use super::months::{MonthStatus, MonthStatuses};
use crate::registry::{Contribution, Payment, Period};
use crate::values::Month;

/// What is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ContributionKind {
    /// The pension line of social insurance.
    SocialInsurance,
    /// Individual income tax.
    IncomeTax,
}

/// How a row is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Basis {
    /// Every month of the window.
    Months,
    /// One record in each calendar year (income tax before 2017-03-22).
    Years,
}

/// The longest span that a ledger holds, in months; older records count for nothing.
const LONGEST: i32 = 600;

/// One person's contributions of one kind, one entry a month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    first: Option<Month>,
    months: Vec<MonthStatus>,
    quarterly: bool,
}

impl Ledger {
    /// The ledger of what a registry has on record up to a month, in any order.
    #[must_use]
    pub fn new(contributions: &[Contribution], last: Month) -> Self {
        Self::within(contributions, last, |_| true)
    }

    /// The same for the contributions that pass a test, for example those paid in one district.
    #[must_use]
    pub fn within(
        contributions: &[Contribution],
        last: Month,
        keep: impl Fn(&Contribution) -> bool,
    ) -> Self {
        let mut sorted: Vec<&Contribution> = contributions
            .iter()
            .filter(|c| c.month <= last && c.month > last.plus(-LONGEST) && keep(c))
            .collect();
        sorted.sort_by_key(|c| c.month);
        let mut ledger = Self {
            first: sorted.first().map(|c| c.month),
            months: Vec::new(),
            quarterly: sorted.last().is_some_and(|c| c.period == Period::Quarter),
        };
        let mut employer = Employers::default();
        for contribution in sorted {
            let status = match contribution.payment {
                Payment::Paid => MonthStatus::Paid,
                Payment::Zero => MonthStatus::Zero,
                Payment::BackPaid if employer.changed_with(contribution) => {
                    MonthStatus::BackPaidAfterChange
                }
                Payment::BackPaid => MonthStatus::BackPaid,
            };
            let months = match contribution.period {
                Period::Month => 1,
                Period::Quarter => 3,
            };
            for offset in 0..months {
                ledger.put(contribution.month.plus(offset), status);
            }
            employer.saw(contribution);
        }
        ledger
    }

    /// A ledger of months given directly, oldest first.
    #[must_use]
    pub fn from_months(first: Month, months: Vec<MonthStatus>) -> Self {
        Self {
            first: (!months.is_empty()).then_some(first),
            months,
            quarterly: false,
        }
    }

    /// The month of the first record, where there is one.
    #[must_use]
    pub fn first(&self) -> Option<Month> {
        self.first
    }

    /// How the months stand from the first record on.
    #[must_use]
    pub fn months(&self) -> &[MonthStatus] {
        &self.months
    }

    /// How a month stands.
    #[must_use]
    pub fn status(&self, month: Month) -> MonthStatus {
        self.first
            .and_then(|first| usize::try_from(month.months_since(first)).ok())
            .and_then(|index| self.months.get(index).copied())
            .unwrap_or(MonthStatus::Missing)
    }

    /// How the months of a window stand, oldest first.
    #[must_use]
    pub fn window(&self, first: Month, length: u16) -> MonthStatuses {
        let recorded = self.recorded(first, length);
        MonthStatuses::new(recorded.before, recorded.months, recorded.after)
    }

    /// What is on record of a window.
    pub(in crate::policy) fn recorded(&self, first: Month, length: u16) -> Recorded<'_> {
        let length = usize::from(length);
        let begins = self.first.unwrap_or(first);
        let before = usize::try_from(begins.months_since(first)).unwrap_or(0);
        let from = usize::try_from(first.months_since(begins)).unwrap_or(0);
        let before = before.min(length);
        let months = self.months.get(from..).unwrap_or_default();
        let months = months.get(..length - before).unwrap_or(months);
        Recorded {
            before,
            months,
            after: length - before - months.len(),
        }
    }

    /// Lets a span of months be paid in time, both ends included: to look ahead.
    pub fn pay(&mut self, from: Month, until: Month) {
        let mut month = from;
        while month <= until {
            self.put(month, MonthStatus::Paid);
            month = month.plus(1);
        }
    }

    /// Whether the newest record covers a quarter, so that months of a quarter that has not ended
    /// are not due yet.
    #[must_use]
    pub fn is_quarterly(&self) -> bool {
        self.quarterly
    }

    fn put(&mut self, month: Month, status: MonthStatus) {
        let first = *self.first.get_or_insert(month);
        let Ok(index) = usize::try_from(month.months_since(first)) else {
            return;
        };
        if index >= self.months.len() {
            self.months.resize(index + 1, MonthStatus::Missing);
        }
        if let Some(place) = self.months.get_mut(index) {
            *place = status.max(*place);
        }
    }
}

/// A window of months: those on record, and how many are missing before and after them.
#[derive(Debug, Clone, Copy)]
pub(in crate::policy) struct Recorded<'a> {
    pub(in crate::policy) before: usize,
    pub(in crate::policy) months: &'a [MonthStatus],
    pub(in crate::policy) after: usize,
}

/// Who paid last, to see a change of employer before a run of back-paid months.
#[derive(Default)]
struct Employers<'a> {
    /// The employer of the newest record.
    last: Option<&'a str>,
    /// The employer before the newest one.
    before: Option<&'a str>,
}

impl<'a> Employers<'a> {
    /// Whether the contribution was paid by an employer that follows another one: the new employer
    /// makes up for the first months.
    fn changed_with(&self, contribution: &Contribution) -> bool {
        let Some(payer) = contribution.payer.as_deref() else {
            return false;
        };
        match self.last {
            Some(last) if last == payer => self.before.is_some_and(|before| before != payer),
            Some(_) => true,
            None => false,
        }
    }

    fn saw(&mut self, contribution: &'a Contribution) {
        let Some(payer) = contribution.payer.as_deref() else {
            return;
        };
        if contribution.payment == Payment::Paid && self.last == Some(payer) {
            // In time again: later back-pay by the same employer follows no change.
            self.before = None;
        } else if self.last != Some(payer) {
            self.before = if contribution.payment == Payment::BackPaid {
                self.last
            } else {
                None
            };
            self.last = Some(payer);
        }
    }
}
