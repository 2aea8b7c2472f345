//! What an agent's submission has more than another one: the papers, and the authority that waits to be
//! confirmed.

use shared::authority::{AuthorityState, DAYS_TO_CONFIRM, MOST_AWAITING, clean_code};
use shared::form::{AGENT_PAPERS, Answers, paper_pointer};
use shared::household::Who;
use shared::issue::{Issue, IssueCode};
use shared::problem::ProblemKind;
use shared::upload::UploadState;
use shared::values::Moment;

use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::{BoundUser, end_of_day_after};
use crate::service::codes::authority_code;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::authorities::{FiledAuthority, Terms};
use crate::store::uploads::UploadRow;

/// That somebody of the household is the agent, who would not be one then.
pub(in crate::service) fn agent_in_household(answers: &Answers, who: &BoundUser) -> Vec<Issue> {
    let myself = who.identity().person();
    let members = answers.members().into_iter();
    let mine = members.filter(|(_, person)| {
        let document = person.document().map(|document| document.normalized());
        document.as_ref() == Some(&myself)
    });
    mine.map(|(who, person)| {
        let at = match who {
            Who::Applicant => "/applicant".to_owned(),
            Who::Spouse => "/spouse".to_owned(),
            Who::Child(place) => format!("/children/{}", place.saturating_sub(1)),
        };
        Issue {
            pointer: person.number_field().within(&at),
            code: IssueCode::AgentInHousehold,
        }
    })
    .collect()
}

/// The papers of an agent that are not there, whether or not the virus scanner has looked at them.
pub(in crate::service) fn missing_papers(uploads: &[UploadRow]) -> Vec<Issue> {
    let missing = AGENT_PAPERS.into_iter().filter(|kind| {
        let mut of_kind = uploads.iter().filter(|upload| upload.told.kind == *kind);
        of_kind.all(|upload| upload.state == UploadState::Refused)
    });
    missing
        .map(|kind| Issue {
            pointer: paper_pointer(kind),
            code: IssueCode::Required,
        })
        .collect()
}

/// Files the authority of an application that its agent submits, both held, and gives it: the papers are
/// there, and not too many wait already.
///
/// # Errors
/// A paper is missing or not clean yet, too many wait, or the database does not answer.
pub(in crate::service) async fn file_authority(
    app: &App,
    write: &Write,
    who: &BoundUser,
    application: &Application,
    now: Moment,
) -> Result<FiledAuthority> {
    let uploads = write.list_uploads(application.id).await?;
    let missing = missing_papers(&uploads);
    if !missing.is_empty() {
        return Err(Error::invalid_answers(missing));
    }
    let is_clean = AGENT_PAPERS.into_iter().all(|kind| {
        let mut of_kind = uploads.iter().filter(|upload| upload.told.kind == kind);
        of_kind.any(|upload| upload.state == UploadState::Clean)
    });
    if !is_clean {
        return Err(ProblemKind::UploadNotClean.into());
    }
    if write.count_awaiting(who.account()).await? >= MOST_AWAITING {
        return Err(ProblemKind::TooManyAwaiting.into());
    }
    let principal = application.answers.applicant.person.document();
    let principal =
        principal.ok_or_else(|| Error::unexpected("an application of nobody's was checked"))?;
    let code = authority_code()?;
    let filed = FiledAuthority {
        application: application.id,
        agent_account: who.account(),
        agent_index: who.person_index().to_vec(),
        principal_index: app.sealer.person_index(&principal),
        code_index: code_index(app, &code),
        confirm_by: end_of_day_after(now, DAYS_TO_CONFIRM.into()),
        state: AuthorityState::Awaiting,
        terms: Terms {
            agent: who.identity().clone(),
            code: Some(code),
            stood_at: None,
            facts_shown: false,
            revoked_at: None,
            reason: None,
            data_use_agreed: None,
            promise: None,
        },
    };
    write.add_authority(&filed).await?;
    Ok(filed)
}

/// The keyed hash by which a code is looked up, however it is typed.
pub(super) fn code_index(app: &App, code: &str) -> Vec<u8> {
    let code = clean_code(code);
    app.sealer.index(&[b"authority/", code.as_bytes()].concat())
}
