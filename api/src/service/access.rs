//! Who is asking. Only this module can make a [`SignedInUser`] or an [`BoundUser`], so a use case that
//! takes one cannot be reached without the check.

pub mod allowance;
pub mod officer;
pub mod partner;
pub mod seller;

use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use shared::account::Identity;
use shared::problem::ProblemKind;
use shared::values::{Moment, day_in_shanghai, end_in_shanghai};
use uuid::Uuid;

use crate::app::App;
use crate::config::BindingLevel;
use crate::error::Result;
use crate::store::accounts::{AccountRow, Binding, Profile};
use crate::store::sessions::SessionRow;

/// A session that is not used for so long ends.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// How exactly the last use is written down: one write a minute is enough.
const EXACTNESS: TimeDelta = TimeDelta::minutes(1);

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedInUser {
    session: SessionRow,
    account: AccountRow,
    binding: Option<Binding>,
}

impl SignedInUser {
    /// The account.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.session.account
    }

    /// The session by which the caller is known.
    pub(super) fn session(&self) -> &SessionRow {
        &self.session
    }

    /// What the identity provider says of the person.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.account.profile
    }

    /// When the owner of the document that was bound to the account took the binding over.
    pub(super) fn binding_lost_at(&self) -> Option<Moment> {
        self.account.binding_lost_at
    }

    /// Whether a document is bound to the account.
    pub(super) fn is_bound(&self) -> bool {
        self.binding.is_some()
    }

    /// The document that is bound to the account.
    pub(super) fn binding(&self) -> Option<&Binding> {
        self.binding.as_ref()
    }

    /// Whether the provider knows the person well enough for binding.
    pub(super) fn level_suffices(&self, app: &App) -> bool {
        match app.config.identity.binding_level {
            BindingLevel::Verified => self.profile().verified,
            BindingLevel::Any => true,
        }
    }
}

/// Somebody who is signed in and has bound a document.
#[derive(Debug, Clone)]
pub struct BoundUser {
    user: SignedInUser,
    binding: Binding,
}

impl BoundUser {
    /// Somebody who is signed in, if a document is bound.
    pub(super) fn of(user: &SignedInUser) -> Option<Self> {
        let binding = user.binding.clone()?;
        Some(Self {
            user: user.clone(),
            binding,
        })
    }

    /// The account.
    #[must_use]
    pub fn account(&self) -> Uuid {
        self.user.account()
    }

    /// The same person as somebody who is signed in.
    #[must_use]
    pub fn user(&self) -> &SignedInUser {
        &self.user
    }

    /// The person's name and document.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.binding.identity
    }

    /// The blind index of the person.
    #[must_use]
    pub fn person_index(&self) -> &[u8] {
        &self.binding.person_index
    }
}

/// Finds out who is asking, and keeps the session alive.
///
/// # Errors
/// Nobody is signed in, or the session has ended.
pub async fn signed_in_user(app: &App, token: Option<&str>) -> Result<SignedInUser> {
    let now = app.now();
    let live = live_user(app, token, now).await?;
    let mut user = live.ok_or(ProblemKind::NotSignedIn)?;
    if now.signed_duration_since(user.session.last_seen_at) >= EXACTNESS {
        touch(app, &mut user.session, now).await?;
    }
    Ok(user)
}

/// Finds out who is asking, and keeps the session alive.
///
/// # Errors
/// Nobody is signed in, the session has ended, or no document is bound.
pub async fn bound_user(app: &App, token: Option<&str>) -> Result<BoundUser> {
    let user = signed_in_user(app, token).await?;
    Ok(BoundUser::of(&user).ok_or(ProblemKind::NotBound)?)
}

/// Who has this token, unless the session has ended.
pub(super) async fn live_user(
    app: &App,
    token: Option<&str>,
    now: Moment,
) -> Result<Option<SignedInUser>> {
    let Some(token) = token else { return Ok(None) };
    let found = app.store.find_session(&hash(token)).await?;
    let live = found.filter(|(session, _)| now < idle_until(session) && now < session.ends_at);
    Ok(live.map(|(session, holder)| SignedInUser {
        session,
        account: holder.account,
        binding: holder.binding,
    }))
}

/// When a session ends that nobody uses.
pub(super) fn idle_until(session: &SessionRow) -> Moment {
    later(session.last_seen_at, IDLE).min(session.ends_at)
}

/// Notes that a session is used.
pub(super) async fn touch(app: &App, session: &mut SessionRow, now: Moment) -> Result<()> {
    let write = app.store.begin().await?;
    write.touch_session(&session.token_hash, now).await?;
    write.commit().await?;
    session.last_seen_at = now;
    Ok(())
}

/// The one-way form under which tokens are stored and looked up. They are 256 random bits, so a
/// plain hash cannot be guessed back.
pub(super) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// The end of the day in Asia/Shanghai that comes so many days after that of `at`: people are told a last
/// day, and have all of it.
pub(super) fn end_of_day_after(at: Moment, days: u64) -> Moment {
    let today = day_in_shanghai(at);
    let last = today.checked_add_days(chrono::Days::new(days));
    end_in_shanghai(last.unwrap_or(today))
}

/// Moves `at` by a span; at the end of time it stays.
pub(super) fn later(at: Moment, by: TimeDelta) -> Moment {
    at.checked_add_signed(by).unwrap_or(at)
}
