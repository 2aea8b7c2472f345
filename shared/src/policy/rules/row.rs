//! The row of one person's contributions before an application: how long it is, what it lacks, and
//! whether that is enough.

use crate::household::Who;
use crate::policy::decision::calendar::{Defects, MonthStrip};
use crate::policy::facts::ledger::{Basis, ContributionKind, Ledger, Recorded};
use crate::policy::facts::months::MonthStatus;
use crate::policy::policies::parameter_value::OtherGround;
use crate::policy::policies::requirements::Requirement;
use crate::values::Month;

/// What a row is, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Row {
    Met,
    /// A month decides that is not posted yet.
    NotPosted,
    Unclear,
    /// Months were paid late on another ground than a change of employer.
    OtherGround,
    Gap,
    BackPaid,
    Short,
}

/// Where the row of one person stands, without its months: small, because it is handed on often.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) row: Row,
    /// How long the row is, in months (or years).
    pub(super) length: u16,
    /// How many months of the row have no contribution.
    pub(super) missing: u16,
    /// How many months of the row were paid late.
    pub(super) late: u16,
    /// How many months of the window have a contribution.
    pub(super) paid: u16,
    /// The first month without a contribution, by its place in the window.
    first_missing: Option<u16>,
}

impl Seen {
    /// The strip that shows it: of whose ledger, beside what is required, in the month of
    /// application.
    pub(super) fn strip(
        self,
        who: Who,
        ledger: &Ledger,
        requirement: &Requirement,
        at: Month,
    ) -> MonthStrip {
        let (missing_tolerated, back_paid_tolerated) = match requirement.basis {
            Basis::Months => (
                requirement.missing_tolerated,
                requirement.back_paid_tolerated,
            ),
            Basis::Years => (0, None),
        };
        let (first, length) = window(ledger, requirement, at);
        MonthStrip {
            kind: requirement.kind,
            who,
            basis: requirement.basis,
            first,
            months: ledger.window(first, length),
            required: requirement.required,
            row: self.length,
            missing_tolerated,
            back_paid_tolerated,
            first_missing: self.first_missing.map(|place| first.plus(place.into())),
        }
    }
}

/// Looks at the row of one person before an application in a month.
#[inline]
pub(super) fn examine(ledger: &Ledger, requirement: &Requirement, at: Month) -> Seen {
    match requirement.basis {
        Basis::Months => by_posted_months(ledger, requirement, at),
        Basis::Years => by_years(ledger, requirement, at),
    }
}

/// The months that are looked at: the first, and how many. Where months are counted, the window
/// ends with the month before the application's; where tax is paid quarterly, with the last quarter
/// that has ended. Where years are counted, it is the calendar years before the application's.
#[inline]
fn window(ledger: &Ledger, requirement: &Requirement, at: Month) -> (Month, u16) {
    if requirement.basis == Basis::Years {
        let this_year = at.plus(1 - i32::from(at.number()));
        let months = requirement.required.saturating_mul(12);
        return (this_year.plus(-i32::from(months)), months);
    }
    let mut last = at.plus(-1);
    if requirement.kind == ContributionKind::IncomeTax && ledger.is_quarterly() {
        last = last.plus(-i32::from(last.number() % 3));
    }
    let first = last.plus(1 - i32::from(requirement.required));
    (first, requirement.required)
}

/// The row is judged twice, months that are not posted yet taken as paid and as missing: where both
/// say the same, that stands.
#[inline]
fn by_posted_months(ledger: &Ledger, requirement: &Requirement, at: Month) -> Seen {
    let seen = by_months(ledger, requirement, at);
    match ledger.with_unposted_paid(at.plus(-1)) {
        None => seen,
        Some(paid) => {
            let in_time = by_months(&paid, requirement, at);
            if in_time.row.says().1 == seen.row.says().1 {
                in_time
            } else {
                Seen {
                    row: Row::NotPosted,
                    ..in_time
                }
            }
        }
    }
}

/// Months without a contribution at the beginning of the window belong to the row only if they
/// bridge, within the tolerance, to an earlier contribution; otherwise the row begins after them
/// and is short.
#[inline]
fn by_months(ledger: &Ledger, requirement: &Requirement, at: Month) -> Seen {
    let (first, months) = window(ledger, requirement, at);
    let recorded = ledger.recorded(first, months);
    let mut defects = Defects::of(recorded.months);
    defects.missing += count(recorded.before + recorded.after);
    let seen = Seen {
        row: defects.verdict(requirement),
        length: requirement.required,
        missing: defects.missing,
        late: defects.late(),
        paid: requirement.required - defects.missing,
        first_missing: None,
    };
    if defects.missing > 0 {
        with_gaps(seen, recorded, ledger, first, requirement)
    } else {
        seen
    }
}

fn with_gaps(
    seen: Seen,
    recorded: Recorded<'_>,
    ledger: &Ledger,
    first: Month,
    requirement: &Requirement,
) -> Seen {
    // A row that is told is as long as it is told.
    let told = ledger.told_from();
    let leading = match told {
        Some(from) => u16::try_from(from.months_since(first))
            .unwrap_or(0)
            .min(seen.length),
        None => recorded.leading(),
    };
    if leading > 0 && (told.is_some() || !bridges(ledger, leading, first, requirement)) {
        return Seen {
            row: Row::Short,
            missing: seen.missing - leading,
            length: seen.length - leading,
            // The month by which the row would have to begin earlier.
            first_missing: Some(leading - 1),
            ..seen
        };
    }
    Seen {
        first_missing: recorded.first_unpaid(),
        ..seen
    }
}

/// Whether unpaid months at the beginning of a window go on to an earlier contribution, and are no
/// more than is tolerated up to there.
fn bridges(ledger: &Ledger, leading: u16, first: Month, requirement: &Requirement) -> bool {
    let most = requirement.missing_tolerated.max(requirement.unclear);
    let mut run = leading;
    let mut month = first.plus(-1);
    while run <= most && !ledger.status(month).is_paid() {
        run += 1;
        month = month.plus(-1);
    }
    run <= most
}

/// One contribution in each of the calendar years before the application's.
fn by_years(ledger: &Ledger, requirement: &Requirement, at: Month) -> Seen {
    let (first, months) = window(ledger, requirement, at);
    let window = ledger.window(first, months);
    let with_record = |year: &&[MonthStatus]| year.iter().copied().any(MonthStatus::is_paid);
    let length = count(window.chunks(12).filter(with_record).count());
    let gap = window.chunks(12).position(|year| !with_record(&year));
    let defects = Defects::of(&window);
    Seen {
        row: if length < requirement.required {
            Row::Short
        } else {
            Row::Met
        },
        length,
        missing: defects.missing,
        late: defects.late(),
        paid: months - defects.missing,
        first_missing: gap.map(|year| count(year * 12)),
    }
}

impl Recorded<'_> {
    /// How many months without a contribution the window begins with.
    fn leading(self) -> u16 {
        let paid = self.months.iter().position(|s| s.is_paid());
        let after = if paid.is_some() { 0 } else { self.after };
        count(self.before + paid.unwrap_or(self.months.len()) + after)
    }

    /// The place in the window of the first month without a contribution.
    fn first_unpaid(self) -> Option<u16> {
        if self.before > 0 {
            return Some(0);
        }
        let unpaid = self.months.iter().position(|s| !s.is_paid());
        unpaid
            .or((self.after > 0).then_some(self.months.len()))
            .map(count)
    }
}

fn count(months: usize) -> u16 {
    u16::try_from(months).unwrap_or(u16::MAX)
}

impl Defects {
    /// What a row of sufficient length is.
    fn verdict(self, requirement: &Requirement) -> Row {
        let all = self.missing + self.late();
        if all > 0 && all <= requirement.unclear {
            return Row::Unclear;
        }
        match requirement.kind {
            ContributionKind::IncomeTax if all > requirement.missing_tolerated => Row::Gap,
            ContributionKind::IncomeTax => Row::Met,
            ContributionKind::SocialInsurance => {
                let refused = requirement.back_paid_tolerated.is_some_and(|tolerated| {
                    if requirement.unclear > 0 {
                        self.late() > requirement.unclear
                    } else {
                        let reviewed = requirement.other_ground.map_or(0, |ground| match ground {
                            OtherGround::Review => tolerated,
                        });
                        self.late_without_change > reviewed || self.late_after_change > tolerated
                    }
                });
                let tolerates = requirement.back_paid_tolerated.is_some();
                if refused {
                    Row::BackPaid
                } else if self.missing > requirement.missing_tolerated {
                    Row::Gap
                } else if tolerates && requirement.unclear == 0 && self.late_without_change > 0 {
                    Row::OtherGround
                } else {
                    Row::Met
                }
            }
        }
    }
}
