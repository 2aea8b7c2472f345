//! What administrators see and do: officers and their sessions, work that has failed, and how the
//! platform is set up.

use shared::desk::administration::{Administration, FailedJobs, KnownOfficer, Settings};
use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use super::claims::LEASE;
use super::looks::account_id;
use super::sessions::ABSOLUTE;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::{Administrator, IDLE, idle_until};
use crate::service::limits::{Bucket, spend};
use crate::store::audit::{Act, Actor};

/// Tells which officers have signed in, which work has failed, and how the platform is set up.
///
/// # Errors
/// It was asked for too often.
pub async fn read_administration(app: &App, who: &Administrator) -> Result<Administration> {
    spend(app, Bucket::ReadDesk, who.account().as_bytes())?;
    let now = app.now();
    let (jobs, _) = app.store.count_jobs().await?;
    let failed = app.store.count_failed_jobs().await?.into_iter();
    Ok(Administration {
        officers: officers(app, now).await?,
        jobs,
        failed_jobs: failed
            .map(|(kind, count)| FailedJobs { kind, count })
            .collect(),
        settings: settings(app),
        now,
    })
}

async fn officers(app: &App, now: Moment) -> Result<Vec<KnownOfficer>> {
    let sessions = app.store.list_officer_sessions().await?;
    let known = app.store.list_officers().await?;
    let ids: Vec<Uuid> = known.iter().map(|officer| officer.account).collect();
    let mut accounts = app.store.find_accounts(&ids).await?;
    let mut officers = Vec::new();
    for officer in known {
        // One that cannot be read must not keep the sessions of all others from being ended.
        let account = match accounts.remove(&officer.account) {
            Some(Ok(account)) => account,
            None => continue,
            Some(Err(error)) => {
                tracing::error!(officer = %officer.account, %error, "an officer cannot be read");
                continue;
            }
        };
        let live = sessions
            .iter()
            .filter(|session| session.account == officer.account)
            .filter(|session| now < idle_until(session));
        officers.push(KnownOfficer {
            id: format!("acc_{}", officer.account.simple()),
            name: account.profile.name,
            roles: officer.roles,
            signed_in_at: officer.signed_in_at,
            sessions: u32::try_from(live.count()).unwrap_or(u32::MAX),
        });
    }
    Ok(officers)
}

fn settings(app: &App) -> Settings {
    let minutes = |span: chrono::TimeDelta| u32::try_from(span.num_minutes()).unwrap_or(u32::MAX);
    Settings {
        needs_confirmation: app.config.officers.four_eyes,
        manual_review_days: app.config.operator.manual_review_days,
        review_periods: app.config.operator.review_periods,
        validity_days: app.config.validity_days,
        renewal_days: app.config.operator.renewal_days,
        idle_minutes: minutes(IDLE),
        session_hours: minutes(ABSOLUTE) / 60,
        claim_minutes: minutes(LEASE),
        has_scanner: app.config.uploads.clamd.is_some(),
    }
}

/// Ends all sessions that somebody has as an officer. Where there are none it is no error. What the
/// officer has claimed stays claimed until that runs out, or a supervisor takes it over.
///
/// # Errors
/// Nobody of that account has ever signed in as an officer, or it was done too often.
pub async fn end_officer_sessions(app: &App, who: &Administrator, officer: &str) -> Result<()> {
    spend(app, Bucket::EndSessions, who.account().as_bytes())?;
    let account = account_id(officer).ok_or(ProblemKind::NotFound)?;
    if !app.store.is_known_officer(account).await? {
        return Err(ProblemKind::NotFound.into());
    }
    let write = app.store.begin().await?;
    write.hold_account(account).await?;
    write.delete_officer_sessions_of(account).await?;
    let act = Act {
        chain: account,
        at: app.now(),
        actor: Actor::Officer(who.account()),
        action: "end_officer_sessions",
        detail: "",
    };
    write.record_audit(act).await?;
    write.commit().await
}
