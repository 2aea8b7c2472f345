//! When an application takes papers, and of which kind.

use shared::application::State;
use shared::form::FilledBy;
use shared::policy::Decision;
use shared::problem::ProblemKind;
use shared::upload::UploadKind;

use crate::app::App;
use crate::error::Result;
use crate::store::applications::Application;

/// Lets papers of a kind come and go: evidence while a review can be asked for, those of an agent
/// while the agent fills in the draft.
///
/// # Errors
/// The application takes none of the kind now.
pub async fn expect_open(app: &App, application: &Application, kind: UploadKind) -> Result<()> {
    let is_open = match kind {
        UploadKind::Evidence => may_ask_review(app, application).await?,
        UploadKind::AuthorityPaper | UploadKind::PrincipalDocument | UploadKind::AgentDocument => {
            let filler = application.answers.filler.who;
            application.state == State::Draft && filler == Some(FilledBy::Agent)
        }
    };
    if is_open {
        Ok(())
    } else {
        Err(ProblemKind::WrongState.into())
    }
}

/// Whether it failed on what a register of homes says.
async fn may_ask_review(app: &App, application: &Application) -> Result<bool> {
    if application.state != State::Failed {
        return Ok(false);
    }
    let mut decisions = app.store.newest_decisions(&[application.id]).await?;
    match decisions.remove(&application.id) {
        Some(decision) => Ok(Decision::may_ask_review(&decision?)),
        None => Ok(false),
    }
}
