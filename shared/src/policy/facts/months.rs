//! How a month of contributions stands, and a list of consecutive months that is kept in place
//! while it is short.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How a month stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MonthStatus {
    /// Nothing on record.
    Missing,
    /// Not posted yet: it may still be paid in time.
    NotPosted,
    /// Declared, but nothing was due: does not count.
    Zero,
    /// Paid late.
    BackPaid,
    /// Paid late by the new employer after a change of employer.
    BackPaidAfterChange,
    /// Paid in time; for tax: above zero.
    Paid,
}

impl MonthStatus {
    /// Whether there is a contribution that counts, in time or late.
    pub(in crate::policy) fn is_paid(self) -> bool {
        match self {
            Self::Paid | Self::BackPaid | Self::BackPaidAfterChange => true,
            Self::Missing | Self::NotPosted | Self::Zero => false,
        }
    }
}

/// As many months as take no more room than the list of many does: the rules of today look at
/// twelve.
const FEW: usize = 15;

/// How consecutive months stand, oldest first. In JSON it is a list like any other.
#[derive(Clone)]
pub struct MonthStatuses(Kept);

#[derive(Clone)]
enum Kept {
    Few { len: u8, months: [MonthStatus; FEW] },
    Many(Vec<MonthStatus>),
}

impl MonthStatuses {
    /// Months on record, and how many are missing before and after them.
    #[inline]
    pub(in crate::policy) fn new(before: usize, recorded: &[MonthStatus], after: usize) -> Self {
        let end = before + recorded.len();
        let mut months = [MonthStatus::Missing; FEW];
        if let (Ok(len), Some(place)) = (
            u8::try_from(end + after),
            months.get_mut(before..end).filter(|_| end + after <= FEW),
        ) {
            place.copy_from_slice(recorded);
            return Self(Kept::Few { len, months });
        }
        let mut many = vec![MonthStatus::Missing; before];
        many.extend_from_slice(recorded);
        many.resize(end + after, MonthStatus::Missing);
        Self(Kept::Many(many))
    }
}

impl Deref for MonthStatuses {
    type Target = [MonthStatus];

    fn deref(&self) -> &[MonthStatus] {
        match &self.0 {
            Kept::Few { len, months } => months.get(..usize::from(*len)).unwrap_or(months),
            Kept::Many(months) => months,
        }
    }
}

impl PartialEq for MonthStatuses {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for MonthStatuses {}

impl fmt::Debug for MonthStatuses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl Serialize for MonthStatuses {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MonthStatuses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let months = Vec::deserialize(deserializer)?;
        Ok(Self::new(0, &months, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_read_alike() {
        use MonthStatus::{Missing, Paid, Zero};
        for after in [0, 12, 13, 40] {
            let months = MonthStatuses::new(1, &[Paid, Zero], after);
            let mut expected = vec![Missing, Paid, Zero];
            expected.resize(3 + after, Missing);
            assert_eq!(*months, *expected);
            let json = serde_json::to_string(&months).unwrap();
            assert_eq!(json, serde_json::to_string(&expected).unwrap());
            assert_eq!(
                serde_json::from_str::<MonthStatuses>(&json).unwrap(),
                months
            );
        }
    }
}
