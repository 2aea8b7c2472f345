//! The applicant takes the consent back that the outcome is reported: from then on nothing is told, and
//! what was told is not told again.

use shared::application::{Detail, EventKind};
use shared::problem::ProblemKind;

use super::reporting::recall_report;
use crate::app::App;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::applications::show_application;
use crate::service::limits::{Bucket, spend};
use crate::service::moves::{recorded, tell};
use crate::service::whose::{hold_part, not_for_agents};
use crate::store::audit::{Act, Actor};
use crate::store::referrals::format_referral;

/// Takes the consent back. Doing so again changes nothing.
///
/// # Errors
/// It is somebody else's, or was not begun by a link.
pub async fn withdraw_referral_consent(app: &App, who: &SignedInUser, id: &str) -> Result<Detail> {
    spend(app, Bucket::WithdrawConsent, who.account().as_bytes())?;
    let now = app.now();
    let write = app.store.begin().await?;
    let (application, _) = not_for_agents(hold_part(&write, who, id).await?)?;
    let held = write.hold_referral_of(application.id).await?;
    let mut referral = held.ok_or(ProblemKind::NotFound)?;
    let live = referral.filed.consent.as_mut();
    let Some(consent) = live.filter(|consent| consent.withdrawn_at.is_none()) else {
        drop(write);
        return show_application(app, who, id).await;
    };
    consent.withdrawn_at = Some(now);
    write.save_referral(&referral).await?;
    recall_report(&write, &referral).await?;
    tell(
        app,
        &write,
        &application,
        EventKind::ReferralConsentWithdrawn,
        now,
    )
    .await?;
    let detail = format_referral(referral.id);
    let act = Act {
        chain: application.id,
        at: now,
        actor: Actor::Account(who.account()),
        action: "withdraw_referral_consent",
        detail: &recorded(&detail, &application),
    };
    write.record_audit(act).await?;
    write.commit().await?;
    show_application(app, who, id).await
}
