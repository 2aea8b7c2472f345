//! Consecutive months: the window before an application, what counts in it, and the strip that
//! shows which month is missing.

use serde::{Deserialize, Serialize};

use crate::household::Who;
use crate::policy::facts::ledger::{Basis, ContributionKind};
use crate::policy::facts::months::{MonthStatus, MonthStatuses};
use crate::values::Month;

/// What a month does to the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Mark {
    /// Lies before the row begins.
    BeforeRow,
    /// Counts.
    Counts,
    /// Does not stand as it should, and is tolerated.
    Tolerated,
    /// Does not stand as it should, and breaks the row or makes it unclear.
    Breaks,
    /// Where years are counted: another month of the year carries it.
    Idle,
    /// Not posted yet, and asked for again.
    Awaited,
}

/// One month as the result page draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StripMonth {
    /// The month.
    pub month: Month,
    /// What is on record.
    pub status: MonthStatus,
    /// What it does to the row.
    pub mark: Mark,
}

/// The months that a decision looked at, drawn as a calendar strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthStrip {
    /// What is paid.
    pub kind: ContributionKind,
    /// Whose months these are.
    pub who: Who,
    /// How the row is counted.
    pub basis: Basis,
    /// The first month of the window.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2025-11"))]
    pub first: Month,
    /// The window, oldest month first; it ends with the month before the application's (for
    /// quarterly tax: with the last quarter that has ended).
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<MonthStatus>))]
    pub months: MonthStatuses,
    /// How many months (or years) are required.
    pub required: u16,
    /// How long the row within the window is, in months (or years).
    pub row: u16,
    /// How many months in the row may be missing.
    pub missing_tolerated: u16,
    /// How many months in the row may be paid late; none: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_paid_tolerated: Option<u16>,
    /// The first month in the window that has no contribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "2026-05"))]
    pub first_missing: Option<Month>,
}

impl MonthStrip {
    /// The months of the window, oldest first, each with what it does to the row.
    pub fn iter(&self) -> impl Iterator<Item = StripMonth> + '_ {
        let defects = Defects::of(self.in_row());
        self.months
            .iter()
            .zip(0_i32..)
            .map(move |(&status, offset)| StripMonth {
                month: self.first.plus(offset),
                status,
                mark: self.mark(offset, status, defects),
            })
    }

    /// The last month of the window.
    #[must_use]
    pub fn last(&self) -> Month {
        let length = i32::try_from(self.months.len()).unwrap_or(0);
        self.first.plus(length - 1)
    }

    /// The first month of the row that counts.
    #[must_use]
    pub fn row_begins(&self) -> Month {
        self.last().plus(1 - i32::from(self.row))
    }

    /// How many months of the row have no contribution, and how many were paid late.
    #[must_use]
    pub fn missing_and_late(&self) -> (u16, u16) {
        let defects = Defects::of(self.in_row());
        (defects.missing, defects.late())
    }

    /// How many months of the row have no contribution.
    #[must_use]
    pub fn missing(&self) -> u16 {
        self.missing_and_late().0
    }

    /// How many months of the row were paid late.
    #[must_use]
    pub fn back_paid(&self) -> u16 {
        self.missing_and_late().1
    }

    /// The first month of the window that is not posted yet.
    #[must_use]
    pub fn first_unposted(&self) -> Option<Month> {
        let mut months = self.iter();
        months
            .find(|m| m.status == MonthStatus::NotPosted)
            .map(|m| m.month)
    }

    /// How many months of the row were paid late on another ground than a change of employer.
    #[must_use]
    pub fn late_on_another_ground(&self) -> u16 {
        Defects::of(self.in_row()).late_without_change
    }

    /// The months of the row: where months are counted, the end of the window.
    fn in_row(&self) -> &[MonthStatus] {
        let row = match self.basis {
            Basis::Months => usize::from(self.row),
            Basis::Years => self.months.len(),
        };
        self.months
            .get(self.months.len().saturating_sub(row)..)
            .unwrap_or_default()
    }

    fn mark(&self, offset: i32, status: MonthStatus, defects: Defects) -> Mark {
        if self.basis == Basis::Years {
            return self.mark_in_year(offset, status);
        }
        let before = self.months.len().saturating_sub(usize::from(self.row));
        if usize::try_from(offset).is_ok_and(|offset| offset < before) {
            return Mark::BeforeRow;
        }
        let tolerated = match (status, self.kind) {
            (MonthStatus::Paid, _) => return Mark::Counts,
            (MonthStatus::NotPosted, _) => return Mark::Awaited,
            (MonthStatus::Missing | MonthStatus::Zero, ContributionKind::SocialInsurance) => {
                defects.missing <= self.missing_tolerated
            }
            (_, ContributionKind::IncomeTax) => {
                defects.missing + defects.late() <= self.missing_tolerated
            }
            (MonthStatus::BackPaid | MonthStatus::BackPaidAfterChange, _) => {
                let Some(tolerated) = self.back_paid_tolerated else {
                    return Mark::Counts;
                };
                status == MonthStatus::BackPaidAfterChange && defects.late_after_change <= tolerated
            }
        };
        if tolerated {
            Mark::Tolerated
        } else {
            Mark::Breaks
        }
    }

    fn mark_in_year(&self, offset: i32, status: MonthStatus) -> Mark {
        if status.is_paid() {
            return Mark::Counts;
        }
        let year = usize::try_from(offset.div_euclid(12)).unwrap_or(0);
        let carried = self
            .months
            .chunks(12)
            .nth(year)
            .is_some_and(|months| months.iter().copied().any(MonthStatus::is_paid));
        if carried { Mark::Idle } else { Mark::Breaks }
    }
}

/// How many months of a row do not stand as they should.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::policy) struct Defects {
    pub(in crate::policy) missing: u16,
    pub(in crate::policy) late_without_change: u16,
    pub(in crate::policy) late_after_change: u16,
}

impl Defects {
    pub(in crate::policy) fn of(row: &[MonthStatus]) -> Self {
        // All kinds are counted in one pass, each in its own bits of one number: no row is so long
        // that one count could run over into the next.
        const LATE: u32 = 16;
        const AFTER_CHANGE: u32 = 32;
        let counts = row.iter().fold(0_u64, |counts, status| {
            counts
                + match status {
                    MonthStatus::Paid | MonthStatus::NotPosted => 0,
                    MonthStatus::Missing | MonthStatus::Zero => 1,
                    MonthStatus::BackPaid => 1 << LATE,
                    MonthStatus::BackPaidAfterChange => 1 << AFTER_CHANGE,
                }
        });
        let [missing, late, after_change] = [0, LATE, AFTER_CHANGE]
            .map(|bits| u16::try_from((counts >> bits) & 0xffff).unwrap_or(u16::MAX));
        Self {
            missing,
            late_without_change: late,
            late_after_change: after_change,
        }
    }

    pub(in crate::policy) fn late(self) -> u16 {
        self.late_without_change + self.late_after_change
    }
}
