//! When an application takes papers, and of which kind.

use shared::application::{State, SubState};
use shared::form::FilledBy;
use shared::problem::ProblemKind;
use shared::upload::UploadKind;
use shared::values::{Day, Moment};

use crate::app::App;
use crate::error::Result;
use crate::service::disputes::telling::may_dispute_until;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::reviews::Review;

/// What it rests on that an application takes papers, as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    state: State,
    sub_state: Option<SubState>,
    filler: Option<FilledBy>,
    decided_at: Option<Moment>,
    /// The last day for an answer of the applicant, where one is awaited.
    answer_by: Option<Day>,
}

impl Standing {
    fn of(application: &Application, review: Option<&Review>) -> Self {
        Self {
            state: application.state,
            sub_state: application.sub_state,
            filler: application.answers.filler.who,
            decided_at: application.decided_at,
            answer_by: review.and_then(|review| review.answer_by),
        }
    }

    /// An application has to stand as it was found, once it is held.
    ///
    /// # Errors
    /// It does not, or the database does not answer.
    pub(super) async fn expect_unmoved(self, write: &Write, held: &Application) -> Result<()> {
        let review = write.find_review(held.id).await?;
        if self == Self::of(held, review.as_ref()) {
            return Ok(());
        }
        Err(ProblemKind::WrongState.into())
    }
}

/// Lets papers of a kind come and go: evidence before a dispute, while the result may be disputed, and
/// while an answer of the applicant is awaited; those of an agent while the agent fills in the draft.
///
/// # Errors
/// The application takes none of the kind now.
pub(super) async fn expect_open(
    app: &App,
    application: &Application,
    kind: UploadKind,
) -> Result<Standing> {
    let review = app.store.find_review(application.id).await?;
    let standing = Standing::of(application, review.as_ref());
    let is_open = match kind {
        UploadKind::Evidence => match standing.answer_by {
            Some(last) => app.today() <= last,
            None => may_dispute(app, application).await?,
        },
        UploadKind::AuthorityPaper | UploadKind::PrincipalDocument | UploadKind::AgentDocument => {
            standing.state == State::Draft && standing.filler == Some(FilledBy::Agent)
        }
    };
    if is_open {
        Ok(standing)
    } else {
        Err(ProblemKind::WrongState.into())
    }
}

/// Whether its result may be disputed today.
async fn may_dispute(app: &App, application: &Application) -> Result<bool> {
    if application.state != State::Failed {
        return Ok(false);
    }
    let mut decisions = app.store.newest_decisions(&[application.id]).await?;
    let Some(decision) = decisions.remove(&application.id) else {
        return Ok(false);
    };
    let answers = &application.answers;
    let decision = decision?.told_to(answers.proved(), answers.is_married());
    let last = may_dispute_until(app, application, &decision);
    Ok(last.is_some_and(|last| app.today() <= last))
}
