//! The months of one person's contributions, without gaps in the list: a month that is not on
//! record is *missing*.

use serde::{Deserialize, Serialize};

use super::months::{MonthStatus, MonthStatuses};
use crate::registry::{BackPaidGround, Contribution, Income, Payment, Period};
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
    /// The last month that is posted; none: all of them.
    posted_through: Option<Month>,
    /// Where the row is told rather than on record: its first month, whatever it lacks.
    told_from: Option<Month>,
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
            quarterly: sorted.last().is_some_and(|c| covers_quarter(c)),
            posted_through: None,
            told_from: None,
        };
        let mut employer = Employers::default();
        for contribution in sorted {
            let status = match contribution.payment {
                Payment::Paid => MonthStatus::Paid,
                Payment::Zero => MonthStatus::Zero,
                Payment::BackPaid => match contribution.ground {
                    Some(BackPaidGround::ChangeOfEmployer) => MonthStatus::BackPaidAfterChange,
                    None if employer.changed_with(contribution) => MonthStatus::BackPaidAfterChange,
                    Some(BackPaidGround::Other) | None => MonthStatus::BackPaid,
                },
            };
            let months = match contribution.period {
                Period::Month => 0..1,
                Period::Quarter if covers_quarter(contribution) => 0..3,
                // Wages are declared by the month: the record is that of the quarter's last one.
                Period::Quarter => 2..3,
            };
            for offset in months {
                ledger.put(contribution.month.plus(offset), status);
            }
            employer.saw(contribution);
        }
        ledger
    }

    /// A ledger of months that are told, oldest first. Where it is a row, it is as long as it is
    /// told, whatever it lacks at its beginning.
    #[must_use]
    pub fn told(first: Month, months: Vec<MonthStatus>, is_row: bool) -> Self {
        let first = (!months.is_empty()).then_some(first);
        Self {
            first,
            months,
            quarterly: false,
            posted_through: None,
            told_from: first.filter(|_| is_row),
        }
    }

    /// The same ledger, of which later months are not posted yet; none: all are.
    #[must_use]
    pub fn posted_through(mut self, month: Option<Month>) -> Self {
        self.posted_through = month;
        self
    }

    /// The same ledger of a person whose income tax is recorded by quarters.
    #[must_use]
    pub fn by_quarters(mut self) -> Self {
        self.quarterly = true;
        self
    }

    /// The first month of a row that is told.
    pub(in crate::policy) fn told_from(&self) -> Option<Month> {
        self.told_from
    }

    /// The same ledger with every month up to the given one paid that is not posted yet; none where
    /// there is no such month.
    #[must_use]
    pub fn with_unposted_paid(&self, last: Month) -> Option<Self> {
        let posted = self.posted_through?;
        let mut paid = self.clone();
        let mut month = posted.plus(1);
        let mut changed = false;
        while month <= last {
            if paid.status(month) == MonthStatus::Missing {
                paid.put(month, MonthStatus::Paid);
                changed = true;
            }
            month = month.plus(1);
        }
        changed.then_some(paid)
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
        let last = first.plus(i32::from(length) - 1);
        let Some(posted) = self.posted_through.filter(|posted| *posted < last) else {
            return MonthStatuses::new(recorded.before, recorded.months, recorded.after);
        };
        let months = (0..i32::from(length)).map(|offset| {
            let month = first.plus(offset);
            let status = self.status(month);
            if month > posted && status == MonthStatus::Missing {
                MonthStatus::NotPosted
            } else {
                status
            }
        });
        MonthStatuses::new(0, &months.collect::<Vec<_>>(), 0)
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

    /// Whether the newest record covers a quarter of income from business, so that months of a
    /// quarter that has not ended are not due yet.
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

/// Whether a record covers a whole quarter: that of income from business does.
fn covers_quarter(contribution: &Contribution) -> bool {
    contribution.period == Period::Quarter && contribution.income == Income::Business
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
