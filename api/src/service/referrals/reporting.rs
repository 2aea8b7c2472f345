//! What became of an application is reported to whoever referred the applicant, in the transaction of the
//! decision, and only as long as whoever began the application consents and it is theirs.

use shared::application::State;
use shared::referral::ReferralOutcome;
use shared::values::Moment;
use shared::webhook::{WebhookEventData, WebhookEventType};
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::webhooks::promising::{promise, recall};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::{Act, Actor};
use crate::store::referrals::{FiledReport, ReferralRow, format_referral};

/// Reports what became of an application, which is held and has its new state, if it was referred. Tells
/// whether it did: the time line has to say so then. Behind its commit the caller has the worker look.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn report_outcome(
    app: &App,
    write: &Write,
    application: &Application,
    at: Moment,
) -> Result<bool> {
    let outcome = outcome(application);
    if outcome.is_none() && !application.awaits_authority() {
        return Ok(false);
    }
    let Some(mut referral) = write.hold_referral_of(application.id).await? else {
        return Ok(false);
    };
    let filed = &mut referral.filed;
    let Some(consent) = filed.live_consent() else {
        return Ok(false);
    };
    // An agent consents to nothing that is told of a principal.
    if application.is_by_agent() || consent.account != application.account {
        filed.consent = None;
        write.save_referral(&referral).await?;
        recall_report(write, &referral).await?;
        return Ok(false);
    }
    let last = filed.reports.last().map(|report| report.outcome);
    let Some(outcome) = outcome.filter(|outcome| is_news(last, *outcome)) else {
        return Ok(false);
    };
    filed.reports.push(FiledReport { outcome, at });
    write.save_referral(&referral).await?;
    let id = format_referral(referral.id);
    let act = Act {
        chain: application.id,
        at,
        actor: Actor::System,
        action: "report_outcome",
        detail: &format!("{id} {}", outcome.slug()),
    };
    write.record_audit(act).await?;
    let data = WebhookEventData { id, hold: None };
    let kind = WebhookEventType::ReferralDecided;
    promise(app, write, referral.client, kind, data, at).await?;
    Ok(true)
}

/// Takes back what the client of a referral was to be told of it, or could ask for again.
///
/// # Errors
/// The database does not answer.
pub(super) async fn recall_report(write: &Write, referral: &ReferralRow) -> Result<()> {
    let id = format_referral(referral.id);
    recall(
        write,
        referral.client,
        WebhookEventType::ReferralDecided,
        &id,
    )
    .await
}

/// Sets the link of a draft free that is about to be deleted: it was not used.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn free_link(write: &Write, draft: Uuid) -> Result<()> {
    let Some(mut referral) = write.hold_referral_of(draft).await? else {
        return Ok(());
    };
    referral.application = None;
    referral.filed.consent = None;
    write.save_referral(&referral).await
}

/// What there is to report of how an application stands.
fn outcome(application: &Application) -> Option<ReferralOutcome> {
    match (application.state, application.sub_state) {
        (State::Passed, None) => Some(ReferralOutcome::Passed),
        (State::Failed, None) => Some(ReferralOutcome::Failed),
        (State::Void, _) => Some(ReferralOutcome::Void),
        (
            State::Draft
            | State::Pending
            | State::Passed
            | State::Failed
            | State::Signing
            | State::Signed,
            _,
        ) => None,
    }
}

/// Whether it is to be told beside what was told last: a refusal can become a pass. What becomes of a
/// pass later is between the applicant and whoever holds the certificate.
fn is_news(last: Option<ReferralOutcome>, now: ReferralOutcome) -> bool {
    match (last, now) {
        (None, _) | (Some(ReferralOutcome::Failed), ReferralOutcome::Passed) => true,
        (
            Some(ReferralOutcome::Passed | ReferralOutcome::Failed | ReferralOutcome::Void),
            ReferralOutcome::Passed | ReferralOutcome::Failed | ReferralOutcome::Void,
        ) => false,
    }
}
