//! What the signed code of a certificate says.

use chrono::{Days, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::status::{LISTS_PATH, StatusClaim};
use crate::policy::{Cap, VersionId};
use crate::purchase::{Module, Place};
use crate::values::{Day, Moment, Zone, day_in_shanghai};

/// The type of the signed code.
pub const CODE_TYPE: &str = "anju-certificate+jwt";
/// The path of the page that checks a code, which stands behind `#` in its address.
pub const VERIFY_PATH: &str = "/verify";

/// What the code says (RFC 7519).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The platform that issued it: its public address.
    pub iss: String,
    /// The certificate's number.
    pub jti: String,
    /// When the code was signed, in seconds since 1970.
    pub iat: i64,
    /// The beginning of the first day of the validity in Shanghai.
    pub nbf: i64,
    /// The end of the last day of the validity in Shanghai.
    pub exp: i64,
    /// What the pass is for.
    pub module: Module,
    /// Whose it is: the adults of the household.
    pub holders: Vec<Holder>,
    /// Where homes may be bought; empty for commercial units, and where an officer gave the pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<CertifiedZone>,
    /// Where the home is to lie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The commercial unit for which alone it holds, as it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The version of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<VersionId>,
    /// Where to read what has become of it.
    pub status: StatusClaim,
}

/// One of those whose pass it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The name, masked.
    pub name: String,
    /// A keyed hash of the document number, of this certificate alone.
    pub document: String,
}

/// A zone in which homes may be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertifiedZone {
    /// The zone.
    pub zone: Zone,
    /// How many homes the household may have there; none where no rule sets a cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Cap>,
    /// How many more may be bought; none where it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<Cap>,
}

/// The code of a certificate, for whoever it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateCode {
    /// The certificate's number.
    #[cfg_attr(feature = "openapi", schema(example = "AJ-7KQ2-M9XW-4T8D"))]
    pub number: String,
    /// The address of the page that checks it, with the code behind `#`: what stands there is never sent.
    pub url: String,
}

/// How a moment stands to a validity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// It has not begun.
    Ahead,
    /// It runs.
    Running,
    /// It is over.
    Over,
}

impl Claims {
    /// How a moment stands to the validity.
    #[must_use]
    pub fn term(&self, at: Moment) -> Term {
        let at = at.timestamp();
        if at < self.nbf {
            Term::Ahead
        } else if at < self.exp {
            Term::Running
        } else {
            Term::Over
        }
    }

    /// The first day of the validity.
    #[must_use]
    pub fn valid_from(&self) -> Option<Day> {
        Moment::from_timestamp(self.nbf, 0).map(day_in_shanghai)
    }

    /// The last day of the validity.
    #[must_use]
    pub fn valid_until(&self) -> Option<Day> {
        Moment::from_timestamp(self.exp.saturating_sub(1), 0).map(day_in_shanghai)
    }

    /// The number of the status list, where it is one of the platform itself: a code must not have a
    /// browser ask anybody else.
    #[must_use]
    pub fn list(&self) -> Option<u32> {
        let list = &self.status.status_list;
        let number = list.uri.strip_prefix(self.iss.as_str())?;
        let number = number.strip_prefix(LISTS_PATH)?.strip_prefix('/')?;
        number.parse().ok()
    }
}

/// When a day begins in Shanghai (UTC+8), in seconds since 1970.
#[must_use]
pub fn start_of_day(day: Day) -> i64 {
    const AHEAD: TimeDelta = TimeDelta::hours(8);
    let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp();
    midnight.saturating_sub(AHEAD.num_seconds())
}

/// When a day ends there: the moment at which the next one begins.
#[must_use]
pub fn end_of_day(day: Day) -> i64 {
    start_of_day(day.checked_add_days(Days::new(1)).unwrap_or(day))
}
