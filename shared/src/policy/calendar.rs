//! Consecutive months: the window before an application, what counts in it, and the strip that
//! shows which month is missing.

use serde::{Deserialize, Serialize};

use super::evidence::Who;
use super::ledger::{ContributionKind, Ledger, MonthStatus};
use crate::values::{Day, Month};

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
    pub months: Vec<MonthStatus>,
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
        let tally = Tally::of(self.in_row());
        self.months
            .iter()
            .zip(0_i32..)
            .map(move |(&status, offset)| StripMonth {
                month: self.first.plus(offset),
                status,
                mark: self.mark(offset, status, tally),
            })
    }

    /// The last month of the window.
    #[must_use]
    pub fn last(&self) -> Month {
        let length = i32::try_from(self.months.len()).unwrap_or(0);
        self.first.plus(length - 1)
    }

    /// How many months of the row have no contribution, and how many were paid late.
    #[must_use]
    pub fn missing_and_late(&self) -> (u16, u16) {
        let tally = Tally::of(self.in_row());
        (tally.missing, tally.late())
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

    /// How many months of the window have a contribution.
    #[must_use]
    pub fn paid(&self) -> usize {
        self.months.iter().copied().filter(|s| is_paid(*s)).count()
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

    fn mark(&self, offset: i32, status: MonthStatus, tally: Tally) -> Mark {
        if self.basis == Basis::Years {
            return self.mark_in_year(offset, status);
        }
        let before = self.months.len().saturating_sub(usize::from(self.row));
        if usize::try_from(offset).is_ok_and(|offset| offset < before) {
            return Mark::BeforeRow;
        }
        let tolerated = match (status, self.kind) {
            (MonthStatus::Paid, _) => return Mark::Counts,
            (MonthStatus::Missing | MonthStatus::Zero, ContributionKind::SocialInsurance) => {
                tally.missing <= self.missing_tolerated
            }
            (_, ContributionKind::IncomeTax) => {
                tally.missing + tally.late() <= self.missing_tolerated
            }
            (MonthStatus::BackPaid | MonthStatus::BackPaidAfterChange, _) => {
                let Some(tolerated) = self.back_paid_tolerated else {
                    return Mark::Counts;
                };
                status == MonthStatus::BackPaidAfterChange && tally.late_after_change <= tolerated
            }
        };
        if tolerated {
            Mark::Tolerated
        } else {
            Mark::Breaks
        }
    }

    fn mark_in_year(&self, offset: i32, status: MonthStatus) -> Mark {
        if is_paid(status) {
            return Mark::Counts;
        }
        let year = usize::try_from(offset.div_euclid(12)).unwrap_or(0);
        let carried = self
            .months
            .chunks(12)
            .nth(year)
            .is_some_and(|months| months.iter().copied().any(is_paid));
        if carried { Mark::Idle } else { Mark::Breaks }
    }
}

/// What a version asks of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Requirement {
    pub(super) kind: ContributionKind,
    pub(super) basis: Basis,
    /// Months, or years where years are counted.
    pub(super) required: u16,
    pub(super) missing_tolerated: u16,
    /// None: late months count.
    pub(super) back_paid_tolerated: Option<u16>,
    /// Up to so many months that do not stand as they should are for a person to review.
    pub(super) unclear: u16,
}

/// What a row is, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Row {
    Met,
    Unclear,
    Gap,
    BackPaid,
    Short,
}

/// Looks at the row of one person before an application on a day.
pub(super) fn examine(
    ledger: &Ledger,
    who: Who,
    asked: &Requirement,
    on: Day,
) -> (Row, MonthStrip) {
    match asked.basis {
        Basis::Months => by_months(ledger, who, asked, on),
        Basis::Years => by_years(ledger, who, asked, on),
    }
}

/// The window ends with the month before the application's; where tax is paid quarterly, with the
/// last quarter that has ended. Months without a contribution at its beginning belong to the row
/// only if they bridge, within the tolerance, to an earlier contribution; otherwise the row begins
/// after them and is short.
fn by_months(ledger: &Ledger, who: Who, asked: &Requirement, on: Day) -> (Row, MonthStrip) {
    let mut last = Month::of(on).plus(-1);
    if asked.kind == ContributionKind::IncomeTax && ledger.is_quarterly() {
        last = last.plus(-i32::from(last.number() % 3));
    }
    let first = last.plus(1 - i32::from(asked.required));
    let months = ledger.window(first, asked.required);
    let unpaid_before = months.iter().take_while(|s| !is_paid(**s)).count();
    let leading = u16::try_from(unpaid_before).unwrap_or(u16::MAX);
    let bridge = asked.missing_tolerated.max(asked.unclear);
    let mut run = leading;
    let mut month = first.plus(-1);
    while leading > 0 && run <= bridge && !is_paid(ledger.status(month)) {
        run += 1;
        month = month.plus(-1);
    }
    let row = if run <= bridge {
        asked.required
    } else {
        asked.required.saturating_sub(leading)
    };
    let mut strip = MonthStrip {
        kind: asked.kind,
        who,
        basis: asked.basis,
        first,
        months,
        required: asked.required,
        row,
        missing_tolerated: asked.missing_tolerated,
        back_paid_tolerated: asked.back_paid_tolerated,
        first_missing: None,
    };
    let tally = Tally::of(strip.in_row());
    let verdict = if row < asked.required {
        Row::Short
    } else {
        tally.verdict(asked)
    };
    strip.first_missing = if verdict == Row::Short {
        // The month by which the row would have to begin earlier.
        Some(last.plus(-i32::from(row)))
    } else {
        (0_i32..)
            .zip(&strip.months)
            .find(|(_, status)| !is_paid(**status))
            .map(|(offset, _)| first.plus(offset))
    };
    (verdict, strip)
}

/// One contribution in each of the calendar years before the application's.
fn by_years(ledger: &Ledger, who: Who, asked: &Requirement, on: Day) -> (Row, MonthStrip) {
    let this_month = Month::of(on);
    let this_year = this_month.plus(1 - i32::from(this_month.number()));
    let length = asked.required.saturating_mul(12);
    let first = this_year.plus(-i32::from(length));
    let months = ledger.window(first, length);
    let with_record = |year: &&[MonthStatus]| year.iter().copied().any(is_paid);
    let years = months.chunks(12).filter(with_record).count();
    let gap = months
        .chunks(12)
        .zip(0_i32..)
        .find(|(year, _)| !with_record(year));
    let row = u16::try_from(years).unwrap_or(0);
    let first_missing = gap.map(|(_, year)| first.plus(year * 12));
    let verdict = if row < asked.required {
        Row::Short
    } else {
        Row::Met
    };
    let strip = MonthStrip {
        kind: asked.kind,
        who,
        basis: asked.basis,
        first,
        months,
        required: asked.required,
        row,
        missing_tolerated: 0,
        back_paid_tolerated: None,
        first_missing,
    };
    (verdict, strip)
}

fn is_paid(status: MonthStatus) -> bool {
    match status {
        MonthStatus::Paid | MonthStatus::BackPaid | MonthStatus::BackPaidAfterChange => true,
        MonthStatus::Missing | MonthStatus::Zero => false,
    }
}

/// How many months of a row do not stand as they should.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    missing: u16,
    late_without_change: u16,
    late_after_change: u16,
}

impl Tally {
    fn of(row: &[MonthStatus]) -> Self {
        let mut tally = Self::default();
        for status in row {
            match status {
                MonthStatus::Paid => {}
                MonthStatus::Missing | MonthStatus::Zero => tally.missing += 1,
                MonthStatus::BackPaid => tally.late_without_change += 1,
                MonthStatus::BackPaidAfterChange => tally.late_after_change += 1,
            }
        }
        tally
    }

    fn late(self) -> u16 {
        self.late_without_change + self.late_after_change
    }

    /// What a row of sufficient length is.
    fn verdict(self, asked: &Requirement) -> Row {
        let all = self.missing + self.late();
        if all > 0 && all <= asked.unclear {
            return Row::Unclear;
        }
        match asked.kind {
            ContributionKind::IncomeTax if all > asked.missing_tolerated => Row::Gap,
            ContributionKind::IncomeTax => Row::Met,
            ContributionKind::SocialInsurance => {
                let refused = asked.back_paid_tolerated.is_some_and(|tolerated| {
                    if asked.unclear > 0 {
                        self.late() > asked.unclear
                    } else {
                        self.late_without_change > 0 || self.late_after_change > tolerated
                    }
                });
                if refused {
                    Row::BackPaid
                } else if self.missing > asked.missing_tolerated {
                    Row::Gap
                } else {
                    Row::Met
                }
            }
        }
    }
}
