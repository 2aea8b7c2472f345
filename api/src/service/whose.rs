//! As what somebody stands to an application, and what follows from it. This is the one place that
//! says so: what is not one's own does not exist, an agent sees it as long as the authority stands, and
//! acts as the principal does only while the principal shows the facts.

use shared::application::State;
use shared::problem::ProblemKind;
use uuid::Uuid;

use super::access::SignedInUser;
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::applications::{Application, parse_id};
use crate::store::authorities::FiledAuthority;

/// As what somebody stands to an application.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// It is one's own, and nobody else filed it.
    Own,
    /// An agent filed it, and it is one's own.
    Principal(FiledAuthority),
    /// One has filed it for a principal.
    Agent(FiledAuthority),
}

impl Part {
    /// The part of somebody in an application; none where there is no such application for them.
    pub(super) fn of(
        who: &SignedInUser,
        application: &Application,
        authority: Option<FiledAuthority>,
    ) -> Option<Self> {
        // Without a document there are drafts alone.
        if !who.is_bound() && application.state != State::Draft {
            return None;
        }
        let owns = application.account == who.account();
        match authority {
            Some(filed) if filed.agent_account == who.account() => {
                // From then on the agent sees nothing of it.
                let is_revoked = filed.terms.revoked_at.is_some();
                (!is_revoked).then_some(Self::Agent(filed))
            }
            Some(filed) => owns.then_some(Self::Principal(filed)),
            // Of one that an agent filed, nobody can tell whose it is without it.
            None => (owns && !application.is_by_agent()).then_some(Self::Own),
        }
    }

    /// Whether the application is told in full, and everything may be done with it that its owner may.
    pub(super) fn is_full(&self) -> bool {
        match self {
            Self::Own | Self::Principal(_) => true,
            Self::Agent(filed) => filed.shows_facts(),
        }
    }

    /// The authority, where an agent filed it.
    pub(super) fn authority(&self) -> Option<&FiledAuthority> {
        match self {
            Self::Own => None,
            Self::Principal(filed) | Self::Agent(filed) => Some(filed),
        }
    }
}

/// Finds an application, and as what the caller stands to it.
///
/// # Errors
/// There is none for the caller: it is somebody else's, or was submitted under a document that is no
/// longer bound.
pub(super) async fn find_part(
    app: &App,
    who: &SignedInUser,
    id: &str,
) -> Result<(Application, Part)> {
    let id = id_of(id)?;
    let found = app.store.find_with_authority(id).await?;
    let (application, authority) = found.unzip();
    admitted(application, authority.flatten(), who)
}

/// The same, and keeps it from being changed by others meanwhile.
///
/// # Errors
/// There is none for the caller.
pub(super) async fn hold_part(
    write: &Write,
    who: &SignedInUser,
    id: &str,
) -> Result<(Application, Part)> {
    let id = id_of(id)?;
    let found = write.hold_application(id).await?;
    // A draft has none: an authority is filed with the submission.
    let filed = |application: &Application| application.submitted_at.is_some();
    let authority = if found.as_ref().is_some_and(filed) {
        // Behind the lock: whoever had it before may have changed it.
        write.find_authority(id).await?
    } else {
        None
    };
    admitted(found, authority, who)
}

/// Finds an application with which the caller may do what its owner may.
///
/// # Errors
/// There is none for the caller, or the caller is an agent who may not see the facts.
pub(super) async fn find_own(app: &App, who: &SignedInUser, id: &str) -> Result<Application> {
    in_full(find_part(app, who, id).await?)
}

/// The same, and keeps it from being changed by others meanwhile.
///
/// # Errors
/// There is none for the caller, or the caller is an agent who may not see the facts.
pub(super) async fn hold_own(write: &Write, who: &SignedInUser, id: &str) -> Result<Application> {
    in_full(hold_part(write, who, id).await?)
}

/// Refuses an agent what is the principal's alone.
///
/// # Errors
/// The caller is the agent.
pub(super) fn not_for_agents(
    (application, part): (Application, Part),
) -> Result<(Application, Part)> {
    match part {
        Part::Agent(_) => Err(ProblemKind::PrincipalOnly.into()),
        Part::Own | Part::Principal(_) => Ok((application, part)),
    }
}

fn in_full((application, part): (Application, Part)) -> Result<Application> {
    if part.is_full() {
        Ok(application)
    } else {
        Err(ProblemKind::FactsNotShown.into())
    }
}

fn admitted(
    found: Option<Application>,
    authority: Option<FiledAuthority>,
    who: &SignedInUser,
) -> Result<(Application, Part)> {
    let admitted = found.and_then(|application| {
        let part = Part::of(who, &application, authority)?;
        Some((application, part))
    });
    Ok(admitted.ok_or(ProblemKind::NotFound)?)
}

fn id_of(id: &str) -> Result<Uuid> {
    Ok(parse_id(id).ok_or(ProblemKind::NotFound)?)
}
