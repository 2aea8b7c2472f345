//! The certificate of a pass, whoever decided.

use chrono::Days;
use shared::values::{Day, Moment, day_in_shanghai};
use uuid::Uuid;

use super::codes::certificate_number;
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::applications::IssuedCertificate;

/// A certificate of an application whose validity begins today, with its place in the status lists.
///
/// # Errors
/// The database does not answer, or no randomness.
pub(super) async fn issue(
    app: &App,
    write: &Write,
    application: Uuid,
    now: Moment,
) -> Result<IssuedCertificate> {
    let valid_from = day_in_shanghai(now);
    let certificate = IssuedCertificate {
        number: certificate_number()?,
        valid_from,
        valid_until: last_day(valid_from, app.config.validity_days),
    };
    write.allot_status(application, &certificate).await?;
    Ok(certificate)
}

/// The last day of a validity of so many days: the day on which it begins does not count (Civil
/// Code, article 201), so that a pass of 20 November is valid for 30 days until 20 December.
fn last_day(from: Day, days: u32) -> Day {
    from.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_days_from_20_november_end_on_20_december() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(last_day(day("2026-11-20"), 30), day("2026-12-20"));
    }
}
