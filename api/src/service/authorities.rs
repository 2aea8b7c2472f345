//! Agents and principals: an agent files for somebody else (委托). No registry is asked about the
//! principal before the authority stands: either the principal confirms it with the code that the agent
//! hands over, or officers check the papers. Then it is the principal's application, and the agent sees
//! what became of it until the principal revokes the authority.

pub mod checking;
pub(in crate::service) mod claiming;
pub mod confirming;
pub(in crate::service) mod filing;
pub(in crate::service) mod lapsing;
pub(in crate::service) mod telling;

use shared::application::{Detail, EventKind};
use shared::authority::{Authority, AuthorityState, ShowFacts};
use shared::problem::ProblemKind;
use shared::values::Moment;

use super::access::BoundUser;
use super::applications::show_application;
use super::limits::{Bucket, spend};
use super::requests::{Noted, note};
use super::whose::{Part, find_part, hold_part, not_for_agents};
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::Actor;
use crate::store::authorities::FiledAuthority;
use telling::authority_told;

/// Tells how the authority stands by which an application was filed.
///
/// # Errors
/// There is no such application for the caller, no agent filed it, or it was read too often.
pub async fn read_authority(app: &App, who: &BoundUser, id: &str) -> Result<Authority> {
    spend(app, Bucket::ReadApplication, who.account().as_bytes())?;
    let (application, part) = find_part(app, who.user(), id).await?;
    let filed = part.authority().ok_or(ProblemKind::NotFound)?;
    Ok(authority_told(&application, filed, who.user()))
}

/// Lets the agent see the facts, or no longer. What changes nothing is no change.
///
/// # Errors
/// There is no such application for the caller, no agent filed it, the caller is the agent, or the
/// authority does not stand.
pub async fn show_facts(app: &App, who: &BoundUser, id: &str, input: ShowFacts) -> Result<Detail> {
    let shown = input.shown;
    spend(app, Bucket::DecideAuthority, who.account().as_bytes())?;
    let (write, application, mut filed) = hold_principals(app, who, id).await?;
    if !filed.state.stands() {
        return Err(ProblemKind::WrongState.into());
    }
    if filed.terms.facts_shown != shown {
        filed.terms.facts_shown = shown;
        write.save_authority(&filed).await?;
        let (event, action) = if shown {
            (EventKind::FactsShown, "show_facts")
        } else {
            (EventKind::FactsHidden, "hide_facts")
        };
        let noted = Noted {
            event,
            actor: Actor::Account(who.account()),
            action,
            at: app.now(),
        };
        note(app, &write, &application, noted).await?;
        write.commit().await?;
    } else {
        drop(write);
    }
    show_application(app, who.user(), id).await
}

/// Revokes an authority that stands: from now on the agent sees nothing of the application, which goes
/// on as the principal's. Revoking again changes nothing.
///
/// # Errors
/// There is no such application for the caller, no agent filed it, the caller is the agent, or the
/// authority never stood.
pub async fn revoke_authority(app: &App, who: &BoundUser, id: &str) -> Result<Detail> {
    spend(app, Bucket::DecideAuthority, who.account().as_bytes())?;
    let (write, application, mut filed) = hold_principals(app, who, id).await?;
    if filed.state.stands() {
        let by = Revoked {
            actor: Actor::Account(who.account()),
            event: EventKind::AuthorityRevoked,
            at: app.now(),
        };
        revoke(app, &write, &application, &mut filed, by).await?;
        write.commit().await?;
    } else if filed.state == AuthorityState::Revoked {
        drop(write);
    } else {
        return Err(ProblemKind::WrongState.into());
    }
    show_application(app, who.user(), id).await
}

/// Who ends an authority, when, and what the time line says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Revoked {
    /// Who.
    pub(super) actor: Actor,
    /// That the principal revoked it, or that the agent's binding was taken over.
    pub(super) event: EventKind,
    /// When.
    pub(super) at: Moment,
}

/// Ends an authority that stands, whose application is held.
///
/// # Errors
/// The database does not answer.
pub(super) async fn revoke(
    app: &App,
    write: &Write,
    application: &Application,
    filed: &mut FiledAuthority,
    Revoked { actor, event, at }: Revoked,
) -> Result<()> {
    filed.state = AuthorityState::Revoked;
    filed.terms.revoked_at = Some(at);
    write.save_authority(filed).await?;
    let noted = Noted {
        event,
        actor,
        action: "revoke_authority",
        at,
    };
    note(app, write, application, noted).await
}

/// An application that an agent filed, for the principal, with its authority, both held.
async fn hold_principals(
    app: &App,
    who: &BoundUser,
    id: &str,
) -> Result<(Write, Application, FiledAuthority)> {
    let write = app.store.begin().await?;
    let held = hold_part(&write, who.user(), id).await?;
    match not_for_agents(held)? {
        (application, Part::Principal(filed)) => Ok((write, application, filed)),
        (_, Part::Own | Part::Agent(_)) => Err(ProblemKind::NotFound.into()),
    }
}
