//! A certificate with what it says: the one in force, or one that a renewal has replaced.

use shared::application::{RenewalStep, State};
use shared::certificate::{CertificateStatus, CertifiedZone};
use shared::form::Person;
use shared::household::Who;
use shared::policy::{Decision, Outcome};
use shared::purchase::Place;
use shared::values::Day;

use crate::app::App;
use crate::error::Result;
use crate::store::applications::{Application, IssuedCertificate};

/// A certificate with the decision on which it rests.
#[derive(Debug)]
pub(in crate::service) struct Pass {
    pub(in crate::service) certificate: IssuedCertificate,
    pub(super) decision: Decision,
}

/// The certificate of an application that has this number, or the one in force; none where there is
/// none. Only what is sealed is believed, whatever the number leads to.
///
/// # Errors
/// The database does not answer, or a record does not open.
pub(in crate::service) async fn find_pass(
    app: &App,
    application: &Application,
    number: Option<&str>,
) -> Result<Option<Pass>> {
    let is_wanted =
        |held: &IssuedCertificate| number.is_none_or(|number| number == held.number.as_str());
    if let Some(certificate) = application.certificate.clone().filter(is_wanted) {
        let filed = app.store.newest_filed(application.id).await?;
        return told(certificate, filed.map(|filed| filed.decision));
    }
    let renewals = app.store.list_renewals(application.id).await?;
    let replaced = renewals.into_iter().find(|renewal| {
        let end = renewal.end.as_ref();
        end.is_some_and(|end| end.step == RenewalStep::Renewed) && is_wanted(&renewal.certificate)
    });
    let Some(replaced) = replaced else {
        return Ok(None);
    };
    let decisions = app.store.list_filed(application.id).await?;
    let rests_on = decisions
        .into_iter()
        .find(|filed| filed.sequence == replaced.decision);
    told(replaced.certificate, rests_on.map(|filed| filed.decision))
}

fn told(certificate: IssuedCertificate, decision: Option<String>) -> Result<Option<Pass>> {
    let Some(decision) = decision else {
        return Ok(None);
    };
    Ok(Some(Pass {
        certificate,
        decision: serde_json::from_str(&decision)?,
    }))
}

impl Pass {
    /// Where homes may be bought: what the rules passed. Where an officer did, the rules have left that
    /// open.
    pub(super) fn zones(&self) -> Vec<CertifiedZone> {
        let passed = self.decision.zones.iter();
        let passed = passed.filter(|zone| zone.outcome == Outcome::Eligible);
        let zones = passed.map(|zone| CertifiedZone {
            zone: zone.zone,
            cap: zone.cap,
            remaining: zone.remaining,
        });
        zones.collect()
    }
}

/// The adults whose pass it is.
pub(super) fn adults(application: &Application) -> Vec<Person> {
    let answers = application.answers.effective(application.module);
    let adults = answers.members().into_iter();
    let adults = adults.filter(|(who, _)| matches!(who, Who::Applicant | Who::Spouse));
    adults.map(|(_, person)| person.clone()).collect()
}

/// Where the home is to lie, and for which unit alone the pass holds, as far as it is asked.
pub(super) fn bought(application: &Application) -> (Option<Place>, Option<String>) {
    let answers = application.answers.effective(application.module);
    (answers.target.place, answers.unit.location)
}

/// What has become of a certificate with that last day, by how its application stands, and whether a check
/// found or a member of the household says that the facts are not as they were.
#[must_use]
pub(super) fn status(
    state: State,
    is_doubted: bool,
    valid_until: Day,
    today: Day,
) -> CertificateStatus {
    match state {
        State::Passed if valid_until < today => CertificateStatus::Void,
        State::Passed if is_doubted => CertificateStatus::NotConfirmed,
        State::Passed => CertificateStatus::Valid,
        // A hold that was taken in time may be signed within its own term.
        State::Signing => CertificateStatus::InSigning,
        State::Signed => CertificateStatus::Used,
        State::Draft | State::Pending | State::Failed | State::Void => CertificateStatus::Void,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_holds_to_its_last_day_and_while_it_is_confirmed() {
        use CertificateStatus as S;
        let day = |text: &str| text.parse::<Day>().unwrap();
        let last = day("2026-12-20");
        let at = |state, is_doubted, today| status(state, is_doubted, last, day(today));
        assert_eq!(at(State::Passed, false, "2026-12-20"), S::Valid);
        assert_eq!(at(State::Passed, false, "2026-12-21"), S::Void);
        assert_eq!(at(State::Passed, true, "2026-12-20"), S::NotConfirmed);
        assert_eq!(at(State::Passed, true, "2026-12-21"), S::Void);
        assert_eq!(at(State::Signing, true, "2026-12-21"), S::InSigning);
        assert_eq!(at(State::Signed, false, "2026-12-01"), S::Used);
        assert_eq!(at(State::Void, false, "2026-12-01"), S::Void);
    }
}
