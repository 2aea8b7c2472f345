//! What the applicant is told of the renewals of a pass.

use shared::application::{
    Certificate, PastRenewal, Renewal, RenewalStep, Ruling, State, SubState,
};
use shared::policy::{Decision, changes};
use shared::values::{Day, Moment};

use crate::app::App;
use crate::error::Result;
use crate::store::applications::{Application, IssuedCertificate};
use crate::store::decisions::Filed;
use crate::store::dossier::Dossier;
use crate::store::renewals::FiledRenewal;

/// The certificate of an application as it is told, with the one that it replaces; and what there is to
/// know of its renewal. Nothing where it never passed. `ruling` is what an officer decided last,
/// `decisions` are all decisions on it, where it was ever renewed.
///
/// # Errors
/// A record is none.
pub(in crate::service) fn certificate_and_renewal(
    app: &App,
    application: &Application,
    ruling: Option<&Ruling>,
    dossier: &Dossier,
    decisions: &[Filed],
) -> Result<(Option<Certificate>, Option<Renewal>)> {
    let Some(issued) = &application.certificate else {
        return Ok((None, None));
    };
    let mut filed = dossier.renewals.clone();
    // They are read later than the application: what happened in between must not stand beside a state
    // that knows nothing of it.
    if application.is_renewing() {
        if let Some(last) = filed.last_mut() {
            last.end = None;
        }
    } else {
        filed.retain(|renewal| renewal.end.is_some());
    }
    let mut past = Vec::with_capacity(filed.len());
    let mut replaced: Option<String> = None;
    // Since when the certificate was there that was to be renewed; none for the first.
    let mut given: Option<Moment> = None;
    for renewal in &filed {
        let before = decisions
            .iter()
            .find(|one| one.sequence == renewal.decision);
        let before = before
            .map(|one| serde_json::from_str(&one.decision))
            .transpose()?;
        let certificate = told(&renewal.certificate, replaced.clone());
        let mut one = told_past(application, renewal, before, certificate)?;
        let gave = |ruling: &&Ruling| {
            ruling.at <= renewal.begun_at && given.is_none_or(|given| given < ruling.at)
        };
        one.ruling = ruling.filter(gave).cloned();
        if one.step == RenewalStep::Renewed {
            replaced = Some(renewal.certificate.number.clone());
            given = one.ended_at;
        }
        past.push(one);
    }
    // As long as a member of the household holds it to be untrue, and nobody has decided that yet.
    let is_objected = dossier.objections.iter().any(|one| one.end.is_none());
    let is_offered = is_offered(app, application, issued, app.today()) && !is_objected;
    let renewal = Renewal {
        version: u32::try_from(filed.len()).unwrap_or(u32::MAX),
        offered_from: offered_from(app, application, issued),
        is_offered,
        past,
    };
    Ok((Some(told(issued, replaced)), Some(renewal)))
}

fn told_past(
    application: &Application,
    renewal: &FiledRenewal,
    before: Option<Decision>,
    certificate: Certificate,
) -> Result<PastRenewal> {
    let answers = &application.answers;
    let tell = |decision: Decision| decision.told_to(answers.proved(), answers.is_married());
    let before = before.map(tell);
    let end = renewal.end.as_ref();
    let step = end.map_or(RenewalStep::UnderWay, |end| end.step);
    let refusal = end.and_then(|end| end.refusal.as_ref());
    let refused = refusal
        .map(|refusal| serde_json::from_str(&refusal.decision).map(tell))
        .transpose()?;
    let changes = match (&before, &refused) {
        (Some(before), Some(refused)) => changes(before, refused),
        (None, _) | (_, None) => Vec::new(),
    };
    Ok(PastRenewal {
        step,
        begun_at: renewal.begun_at,
        ended_at: end.map(|end| end.at),
        policy: renewal.policy.clone(),
        certificate,
        ruling: None,
        changes,
        decision: match step {
            RenewalStep::Renewed => before,
            RenewalStep::Refused => refused,
            RenewalStep::UnderWay | RenewalStep::Overtaken | RenewalStep::MemberElsewhere => None,
        },
    })
}

fn told(certificate: &IssuedCertificate, replaces: Option<String>) -> Certificate {
    Certificate {
        number: certificate.number.clone(),
        valid_from: certificate.valid_from,
        valid_until: certificate.valid_until,
        replaces,
    }
}

/// Whether a pass can be renewed today, whoever objects.
#[must_use]
pub(in crate::service) fn may_renew(app: &App, application: &Application) -> bool {
    let certificate = application.certificate.as_ref();
    certificate.is_some_and(|held| is_offered(app, application, held, app.today()))
}

/// The first day on which a pass can be renewed. What is not confirmed (待复查) is not made to wait.
fn offered_from(app: &App, application: &Application, certificate: &IssuedCertificate) -> Day {
    if application.sub_state == Some(SubState::Unconfirmed) {
        return certificate.valid_from;
    }
    let days = chrono::Days::new(app.config.operator.renewal_days.into());
    let from = certificate.valid_until.checked_sub_days(days);
    // A validity can be shorter than that.
    from.unwrap_or(certificate.valid_from)
        .max(certificate.valid_from)
}

/// Whether a pass can be renewed on a day, whoever objects.
pub(super) fn is_offered(
    app: &App,
    application: &Application,
    certificate: &IssuedCertificate,
    on: Day,
) -> bool {
    let days = offered_from(app, application, certificate)..=certificate.valid_until;
    let stands = matches!(application.sub_state, None | Some(SubState::Unconfirmed));
    application.state == State::Passed && stands && days.contains(&on)
}
