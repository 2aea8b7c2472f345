//! What a client looks up again of a certificate by its number alone: one that it holds, has signed with,
//! or has had checked with its holder's document lately.

use chrono::TimeDelta;
use shared::certificate::KnownCertificate;
use shared::hold::HoldState;
use shared::problem::ProblemKind;
use shared::text::code;
use shared::values::{Moment, day_in_shanghai};
use uuid::Uuid;

use super::pass::{find_pass, status};
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{ChecksCertificates, Partner};
use crate::service::limits::{Bucket, spend};

/// For how long a check lets its client look.
const CHECKED: TimeDelta = TimeDelta::days(30);

/// What has become of a certificate.
///
/// # Errors
/// There is none that the client knows, which is told alike of one that there is not; or it was asked too
/// often.
pub async fn get_certificate(
    app: &App,
    who: &Partner<ChecksCertificates>,
    number: &str,
) -> Result<KnownCertificate> {
    spend(app, Bucket::ReadCertificates, who.client().as_bytes())?;
    let now = app.now();
    let number = code(number);
    // The same is asked of a number that there is not, so that how long it takes tells nothing.
    let certified = app.store.find_certified(&number).await?;
    let id = certified.unwrap_or(Uuid::nil());
    if !is_known(app, who.client(), (id, &number), now).await? {
        return Err(ProblemKind::NotFound.into());
    }
    let application = app.store.find_application(id).await?;
    let application = application.ok_or(ProblemKind::NotFound)?;
    let pass = find_pass(app, &application, Some(&number)).await?;
    let certificate = pass.ok_or(ProblemKind::NotFound)?.certificate;
    let objections = app.store.list_objections(id).await?;
    let is_doubted = objections.iter().any(|objection| objection.end.is_none())
        || app.store.find_recheck(id).await?.is_some();
    let today = day_in_shanghai(now);
    Ok(KnownCertificate {
        status: status(
            application.state,
            is_doubted,
            certificate.valid_until,
            today,
        ),
        number: certificate.number,
        module: application.module,
        valid_until: certificate.valid_until,
    })
}

/// Whether a client has to do with a certificate of an application.
async fn is_known(
    app: &App,
    client: Uuid,
    (application, number): (Uuid, &str),
    now: Moment,
) -> Result<bool> {
    let checks = app
        .store
        .list_certificate_checks_of(client, application)
        .await?;
    let is_checked = checks.iter().any(|check| {
        let age = now.signed_duration_since(check.at);
        check.number == number && age <= CHECKED
    });
    let holds = app.store.list_holds_by(client, application).await?;
    let is_held = holds.iter().any(|hold| {
        let counts = match hold.state_at(now) {
            HoldState::Live | HoldState::Signed => true,
            HoldState::Released | HoldState::Expired | HoldState::Voided => false,
        };
        counts && hold.filed.certificate == number
    });
    Ok(is_checked || is_held)
}
