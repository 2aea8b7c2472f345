//! Which officer is asking. Only this module can make an [`Officer`], a [`CaseWorker`], a
//! [`Supervisor`], an [`Overseer`], an [`Auditor`] or an [`Administrator`], so a use case that takes one
//! cannot be reached without the check. A session of a person leads to none of them.

use chrono::TimeDelta;
use shared::officer::OfficerRole;
use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use super::{EXACTNESS, hash, later};
use crate::app::App;
use crate::error::Result;
use crate::store::accounts::{AccountRow, Binding};
use crate::store::officer_sessions::OfficerSessionRow;

/// A session of an officer that is not used for so long ends: what is on the screen is other people's.
pub const IDLE: TimeDelta = TimeDelta::minutes(15);

/// An officer who is signed in, of whichever role.
#[derive(Debug, Clone)]
pub struct Officer {
    session: OfficerSessionRow,
    account: AccountRow,
    binding: Option<Binding>,
}

impl Officer {
    /// The account, which the officer has as a person, too.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.session.account
    }

    /// The full name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.account.profile.name
    }

    /// What the officer may do.
    #[must_use]
    pub fn roles(&self) -> &[OfficerRole] {
        &self.session.roles
    }

    /// Whether a document is bound to the account.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.binding.is_some()
    }

    /// The session by which the caller is known.
    pub(in crate::service) fn session(&self) -> &OfficerSessionRow {
        &self.session
    }
}

/// An officer who works on cases and has bound a document, so that cases of the own are known.
#[derive(Debug, Clone)]
pub struct CaseWorker {
    officer: Officer,
    person_index: Vec<u8>,
}

impl CaseWorker {
    /// The account.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.officer.account()
    }

    /// The full name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.officer.name()
    }

    /// The role in which the officer works on cases: the one that may do more.
    #[must_use]
    pub fn role(&self) -> OfficerRole {
        if self.officer.roles().contains(&OfficerRole::Supervisor) {
            OfficerRole::Supervisor
        } else {
            OfficerRole::Reviewer
        }
    }

    /// The blind index of the officer as a person.
    #[must_use]
    pub fn person_index(&self) -> &[u8] {
        &self.person_index
    }
}

/// A case worker who confirms what others propose, and takes cases over.
#[derive(Debug, Clone)]
pub struct Supervisor {
    worker: CaseWorker,
}

impl Supervisor {
    /// The same officer as somebody who works on cases.
    #[must_use]
    pub fn worker(&self) -> &CaseWorker {
        &self.worker
    }
}

/// A supervisor or an auditor, who sees what happens in the office and nothing of anybody in
/// particular.
#[derive(Debug, Clone)]
pub struct Overseer {
    officer: Officer,
}

impl Overseer {
    /// The account.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.officer.account()
    }
}

/// An officer who reads cases and changes none, and has bound a document, so that cases of the own are
/// known.
#[derive(Debug, Clone)]
pub struct Auditor {
    officer: Officer,
    person_index: Vec<u8>,
}

impl Auditor {
    /// The account.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.officer.account()
    }

    /// The full name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.officer.name()
    }

    /// The blind index of the auditor as a person.
    #[must_use]
    pub fn person_index(&self) -> &[u8] {
        &self.person_index
    }
}

/// An officer who sees to the platform and its officers, and to nobody's case.
#[derive(Debug, Clone)]
pub struct Administrator {
    officer: Officer,
}

impl Administrator {
    /// The account.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.officer.account()
    }

    /// Refuses whoever has bound no document where two people are needed: of two accounts nobody knows
    /// otherwise whether they are two people.
    ///
    /// # Errors
    /// [`ProblemKind::NotBound`].
    pub fn require_bound(&self) -> Result<()> {
        if self.officer.is_bound() {
            Ok(())
        } else {
            Err(ProblemKind::NotBound.into())
        }
    }
}

/// Finds out which officer is asking, and keeps the session alive.
///
/// # Errors
/// No officer is signed in, or the session has ended.
pub async fn officer(app: &App, token: Option<&str>) -> Result<Officer> {
    let now = app.now();
    let live = live_officer(app, token, now).await?;
    let mut officer = live.ok_or(ProblemKind::NotSignedIn)?;
    if now.signed_duration_since(officer.session.last_seen_at) >= EXACTNESS {
        touch(app, &mut officer.session, now).await?;
    }
    Ok(officer)
}

/// Finds out which officer is asking who works on cases, and keeps the session alive.
///
/// # Errors
/// No officer is signed in, none of the roles works on cases, or no document is bound.
pub async fn case_worker(app: &App, token: Option<&str>) -> Result<CaseWorker> {
    let officer = officer(app, token).await?;
    if !officer.roles().iter().any(|role| role.works_on_cases()) {
        return Err(ProblemKind::RoleMissing.into());
    }
    let binding = officer.binding.as_ref().ok_or(ProblemKind::NotBound)?;
    Ok(CaseWorker {
        person_index: binding.person_index.clone(),
        officer,
    })
}

/// Finds out which supervisor is asking, and keeps the session alive.
///
/// # Errors
/// No officer is signed in, none of the roles is that of a supervisor, or no document is bound.
pub async fn supervisor(app: &App, token: Option<&str>) -> Result<Supervisor> {
    let worker = case_worker(app, token).await?;
    if !worker.officer.roles().contains(&OfficerRole::Supervisor) {
        return Err(ProblemKind::RoleMissing.into());
    }
    Ok(Supervisor { worker })
}

/// Finds out which supervisor or auditor is asking, and keeps the session alive.
///
/// # Errors
/// No officer is signed in, or none of the roles is one of these.
pub async fn overseer(app: &App, token: Option<&str>) -> Result<Overseer> {
    let roles = [OfficerRole::Supervisor, OfficerRole::Auditor];
    let officer = with_role(app, token, &roles).await?;
    Ok(Overseer { officer })
}

/// Finds out which auditor is asking, and keeps the session alive.
///
/// # Errors
/// No officer is signed in, none of the roles is that of an auditor, or no document is bound.
pub async fn auditor(app: &App, token: Option<&str>) -> Result<Auditor> {
    let officer = with_role(app, token, &[OfficerRole::Auditor]).await?;
    let binding = officer.binding.as_ref().ok_or(ProblemKind::NotBound)?;
    Ok(Auditor {
        person_index: binding.person_index.clone(),
        officer,
    })
}

/// Finds out which administrator is asking, and keeps the session alive.
///
/// # Errors
/// No officer is signed in, or none of the roles is that of an administrator.
pub async fn administrator(app: &App, token: Option<&str>) -> Result<Administrator> {
    let officer = with_role(app, token, &[OfficerRole::Administrator]).await?;
    Ok(Administrator { officer })
}

/// The officer who is asking, with one of these roles.
async fn with_role(app: &App, token: Option<&str>, roles: &[OfficerRole]) -> Result<Officer> {
    let officer = officer(app, token).await?;
    if !officer.roles().iter().any(|role| roles.contains(role)) {
        return Err(ProblemKind::RoleMissing.into());
    }
    Ok(officer)
}

/// Which officer has this token, unless the session has ended.
pub(in crate::service) async fn live_officer(
    app: &App,
    token: Option<&str>,
    now: Moment,
) -> Result<Option<Officer>> {
    let Some(token) = token else { return Ok(None) };
    let found = app.store.find_officer_session(&hash(token)).await?;
    let live = found.filter(|(session, _)| now < idle_until(session) && now < session.ends_at);
    Ok(live.map(|(session, holder)| Officer {
        session,
        account: holder.account,
        binding: holder.binding,
    }))
}

/// When a session ends that nobody uses.
pub(in crate::service) fn idle_until(session: &OfficerSessionRow) -> Moment {
    later(session.last_seen_at, IDLE).min(session.ends_at)
}

/// Notes that a session is used.
pub(in crate::service) async fn touch(
    app: &App,
    session: &mut OfficerSessionRow,
    now: Moment,
) -> Result<()> {
    let write = app.store.begin().await?;
    write
        .touch_officer_session(&session.token_hash, now)
        .await?;
    write.commit().await?;
    session.last_seen_at = now;
    Ok(())
}
