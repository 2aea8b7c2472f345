//! Limits on how often something can be asked for. The counts are rows in the database, so that
//! they hold for all instances together.

use shared::problem::ProblemKind;

use crate::app::App;
use crate::error::{Error, Result};

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// Sign-ins begun, per client address.
    SignIn,
    /// Callbacks of the identity provider, per client address.
    FinishSignIn,
    /// Documents offered for binding, per account.
    Bind,
    /// Drafts begun or saved, per account.
    SaveDraft,
    /// Looks at answers, per account: each is written down for good.
    ReadAnswers,
    /// Submissions, per account.
    Submit,
    /// Pre-checks, per client address.
    Precheck,
}

impl Bucket {
    /// The name, how many are allowed, and in how many seconds.
    fn allowance(self) -> (&'static str, u32, i64) {
        match self {
            // Many people share an address behind a mobile network or at a counter.
            Self::SignIn => ("sign_in", 60, 60),
            Self::FinishSignIn => ("finish_sign_in", 60, 60),
            Self::Bind => ("bind", 20, 600),
            // Autosave pauses before each save; two a second is a program, not a person.
            Self::SaveDraft => ("save_draft", 120, 60),
            Self::ReadAnswers => ("read_answers", 120, 60),
            Self::Submit => ("submit", 10, 60),
            // The browser checks by itself; a program may try every case of a table.
            Self::Precheck => ("precheck", 120, 60),
        }
    }
}

/// Takes one from the allowance of a key. The key is hashed before it is stored.
///
/// # Errors
/// The allowance is used up; the refusal tells when the next one begins.
pub async fn spend(app: &App, bucket: Bucket, key: &[u8]) -> Result<()> {
    let (name, most, seconds) = bucket.allowance();
    let now = app.now().timestamp();
    let window = now.div_euclid(seconds);
    let key = app.sealer.index(&[name.as_bytes(), b"/", key].concat());
    let write = app.store.begin().await?;
    let count = write.count_one(name, &key, window).await?;
    if count == 1 {
        write.delete_counts_before(name, window).await?;
    }
    // A refused try counts too: the row has to stay.
    write.commit().await?;
    if count <= most {
        return Ok(());
    }
    let left = seconds.saturating_sub(now.rem_euclid(seconds));
    Err(Error::retry_after(
        ProblemKind::TooManyRequests,
        u64::try_from(left).unwrap_or(1),
    ))
}
