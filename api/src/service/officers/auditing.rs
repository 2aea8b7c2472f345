//! What auditors read: a case, open or closed, and whether the audit log is whole.

use shared::application::LookKind;
use shared::desk::audit::{AuditReport, AuditedCase};
use shared::form::masked;
use shared::problem::ProblemKind;
use uuid::Uuid;

use super::exclusion::Excluded;
use super::held::OPENS;
use super::looks::{Looker, note};
use super::reading::entry;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::Auditor;
use crate::service::disputes::telling::{Listener, disputes};
use crate::service::limits::{Bucket, spend};
use crate::service::members::telling::objections;
use crate::store::applications::{format_id, parse_id};

/// Reads a case, open or closed, by the id or the number of its application, and says whether its
/// records in the audit log are whole. That it was read is written down, for the applicant as well.
///
/// # Errors
/// The application is none, was never a case, or is one with which the auditor has to do; or cases were
/// read too often.
pub async fn read_audited_case(app: &App, who: &Auditor, reference: &str) -> Result<AuditedCase> {
    spend(app, Bucket::ReadCase, who.account().as_bytes())?;
    let id = find(app, reference).await?.ok_or(ProblemKind::NotFound)?;
    let excluded = Excluded::of_person(app, who.account(), who.person_index()).await?;
    let application = app.store.find_application(id).await?;
    let application = application
        .filter(|application| !excluded.covers(app, application))
        .ok_or(ProblemKind::NotFound)?;
    let events = app.store.list_events(id).await?;
    if !events.iter().any(|event| OPENS.contains(&event.kind)) {
        return Err(ProblemKind::NotFound.into());
    }
    note(app, Looker::from(who), id, LookKind::Case).await?;
    let dossier = app.store.read_dossier(id, who.account()).await?;
    let disputes = disputes(&application, &dossier, Listener::Officer);
    let chains = app.store.verify_audit(&[id]).await?;
    Ok(AuditedCase {
        id: format_id(id),
        number: application.number.clone(),
        module: application.module,
        state: application.state,
        sub_state: application.sub_state,
        open: dossier.review.map(|review| review.kind),
        submitted_at: application.submitted_at,
        decided_at: application.decided_at,
        answers: masked(application.module, &application.answers),
        decision: dossier.decision.transpose()?,
        checks: dossier.checks,
        events,
        disputes,
        objections: objections(app, &dossier.objections),
        requests: dossier.requests,
        rulings: dossier.rulings.into_iter().map(entry).collect(),
        hand_overs: app.store.list_hand_overs(id).await?,
        looks: dossier.looks,
        fault: chains.iter().find_map(|chain| chain.fault()),
        policy: application.policy,
    })
}

/// The application of an id or a number.
async fn find(app: &App, reference: &str) -> Result<Option<Uuid>> {
    match parse_id(reference) {
        Some(id) => Ok(Some(id)),
        None => app.store.find_numbered(reference).await,
    }
}

/// Tells what the continuous verification of the audit log has found.
///
/// # Errors
/// It was asked for too often.
pub async fn read_audit_report(app: &App, who: &Auditor) -> Result<AuditReport> {
    spend(app, Bucket::ReadDesk, who.account().as_bytes())?;
    let rounds = app.store.read_rounds().await?;
    Ok(AuditReport {
        last: rounds.last,
        current: rounds.current,
        now: app.now(),
    })
}
