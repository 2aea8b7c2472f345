//! The principal's side: looking at what an agent has filed by the code that the agent handed over,
//! confirming it, declining it. A code that is none, one of somebody else's and one that is used up get
//! the same answer, and a few such lock for a while.

use shared::application::{Detail, EventKind, State, SubState};
use shared::authority::{
    AuthorityRequest, AuthorityState, ConfirmAuthority, DeclineAuthority, LONGEST_DECLINE,
};
use shared::document::mask_name;
use shared::form::given_lines;
use shared::form::{Texts, masked};
use shared::issue::{Issue, IssueCode};
use shared::problem::ProblemKind;
use shared::values::Moment;

use super::filing::code_index;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::BoundUser;
use crate::service::applications::show_application;
use crate::service::limits::{Bucket, spend};
use crate::service::moves::{Move, move_application};
use crate::service::tries::{count_code, count_unit, refuse_codes, refuse_held_naming};
use crate::store::Write;
use crate::store::applications::{Application, format_id};
use crate::store::audit::{Act, Actor};
use crate::store::authorities::FiledAuthority;
use crate::store::jobs::kind::JobKind;

/// Shows the principal what an agent has filled in. That it was shown is written to the audit log.
///
/// # Errors
/// The code leads to nothing that the caller can confirm, too many such codes were shown, or codes were
/// shown too often.
pub async fn read_authority_request(
    app: &App,
    who: &BoundUser,
    code: &str,
) -> Result<AuthorityRequest> {
    spend(app, Bucket::ReadAuthority, who.account().as_bytes())?;
    let Opened {
        write,
        application,
        filed,
        at,
    } = open(app, who, code).await?;
    if filed.state == AuthorityState::Declined {
        return Err(ProblemKind::AuthorityUnknown.into());
    }
    let act = Act {
        chain: application.id,
        at,
        actor: Actor::Account(who.account()),
        action: "read_authority_request",
        detail: "",
    };
    write.record_audit(act).await?;
    write.commit().await?;
    let module = application.module;
    let mut answers = masked(module, &application.answers);
    // The caller's own.
    answers.applicant = application.answers.effective(module).applicant;
    Ok(AuthorityRequest {
        id: format_id(application.id),
        number: application.number,
        module,
        state: filed.state,
        agent: mask_name(&filed.terms.agent.name),
        submitted_at: application.submitted_at.unwrap_or(application.created_at),
        confirm_by: filed.confirm_by,
        answers,
    })
}

/// Confirms what an agent has filed: it becomes the caller's application, the caller is locked as at
/// any submission, and verification begins. What the caller agrees to and promises is kept. Confirming
/// again gives the same.
///
/// # Errors
/// The code leads to nothing that the caller can confirm, too many such codes were shown, the caller
/// does not agree to the notice of data use or does not make the promise as they are shown now, is in
/// another live application, or submissions of theirs are paused.
pub async fn confirm_authority(
    app: &App,
    who: &BoundUser,
    input: ConfirmAuthority,
) -> Result<Detail> {
    spend(app, Bucket::DecideAuthority, who.account().as_bytes())?;
    let Opened {
        write,
        mut application,
        mut filed,
        at,
    } = open(app, who, &input.code).await?;
    let id = format_id(application.id);
    if filed.state == AuthorityState::Declined {
        return Err(ProblemKind::AuthorityUnknown.into());
    }
    if !filed.state.is_awaited() {
        // It stands already, and nothing was looked up that could be counted.
        drop(write);
        return show_application(app, who.user(), &id).await;
    }
    // The agent's ticks are the agent's: whoever is checked agrees and promises in person.
    let texts = Texts::of(application.module);
    require_texts(&input, texts)?;
    if application.answers.names_others() {
        refuse_held_naming(app, &write, who.account(), at).await?;
    }
    if application.answers.unit.certificate_number().is_some() {
        count_unit(app, &write, who.account(), at).await?;
    }
    let myself = vec![who.person_index().to_vec()];
    write
        .lock_people(application.id, application.module, myself, at)
        .await?;
    filed.decide(AuthorityState::Confirmed, at);
    filed.terms.facts_shown = input.facts_shown;
    filed.terms.data_use_agreed = Some(input.data_use_agreed);
    filed.terms.promise = Some(input.promise);
    write.save_authority(&filed).await?;
    application.account = who.account();
    let detail = format!("data use {}, promise {}", texts.data_use, texts.promise);
    let confirmed = Move {
        state: State::Pending,
        sub_state: None,
        event: EventKind::AuthorityConfirmed,
        actor: Actor::Account(who.account()),
        action: "confirm_authority",
        detail: &detail,
    };
    move_application(app, &write, &mut application, confirmed, at).await?;
    write
        .enqueue_job(app.new_id(), JobKind::Verify, application.id, at)
        .await?;
    write.commit().await?;
    app.work.notify_one();
    show_application(app, who.user(), &id).await
}

/// Refuses a confirmation without the consent or the promise, or with one of another version.
fn require_texts(input: &ConfirmAuthority, texts: Texts) -> Result<()> {
    let told = [
        ("/data_use_agreed", &input.data_use_agreed, texts.data_use),
        ("/promise", &input.promise, texts.promise),
    ];
    let issues: Vec<Issue> = told
        .into_iter()
        .filter(|(_, ticked, shown)| ticked.as_str() != *shown)
        .map(|(pointer, ..)| Issue {
            pointer: pointer.to_owned(),
            code: IssueCode::MustAgree,
        })
        .collect();
    if issues.is_empty() {
        Ok(())
    } else {
        Err(Error::invalid_answers(issues))
    }
}

/// Declines what an agent has filed: it is void. Declining again changes nothing.
///
/// # Errors
/// The code leads to nothing that the caller can decline, too many such codes were shown, or the reason
/// is too long.
pub async fn decline_authority(app: &App, who: &BoundUser, input: DeclineAuthority) -> Result<()> {
    spend(app, Bucket::DecideAuthority, who.account().as_bytes())?;
    let reason = match given_lines(input.reason.as_deref().unwrap_or_default(), LONGEST_DECLINE) {
        Ok(reason) => Some(reason),
        // None has to be given.
        Err(IssueCode::Required) => None,
        Err(code) => return Err(Error::issue("/reason", code)),
    };
    let Opened {
        write,
        mut application,
        mut filed,
        at,
    } = open(app, who, &input.code).await?;
    if filed.state == AuthorityState::Declined {
        return Ok(());
    }
    if !filed.state.is_awaited() {
        return Err(ProblemKind::WrongState.into());
    }
    filed.decide(AuthorityState::Declined, at);
    filed.terms.reason = reason;
    write.save_authority(&filed).await?;
    let declined = Move {
        state: State::Void,
        sub_state: Some(SubState::AuthorityDeclined),
        event: EventKind::AuthorityDeclined,
        actor: Actor::Account(who.account()),
        action: "decline_authority",
        detail: "",
    };
    move_application(app, &write, &mut application, declined, at).await?;
    write.commit().await
}

/// What a code has led to: the application, which is held, and its authority.
struct Opened {
    write: Write,
    application: Application,
    filed: FiledAuthority,
    at: Moment,
}

/// Looks a code up that the principal shows, and counts it where it leads to nothing.
async fn open(app: &App, who: &BoundUser, code: &str) -> Result<Opened> {
    let at = app.now();
    let write = app.store.begin().await?;
    refuse_codes(app, &write, who.account(), at).await?;
    match find(app, &write, who, code, at).await? {
        Some((application, filed)) => {
            // Who has lost the document since the request began is nobody's principal.
            let bound = write.hold_person_index(who.account()).await?;
            if bound.as_deref() != Some(who.person_index()) {
                return Err(ProblemKind::NotBound.into());
            }
            Ok(Opened {
                write,
                application,
                filed,
                at,
            })
        }
        None => {
            count_code(app, &write, who.account(), at).await?;
            write.commit().await?;
            Err(ProblemKind::AuthorityUnknown.into())
        }
    }
}

/// What the caller can confirm by a code, has confirmed or has declined by it.
async fn find(
    app: &App,
    write: &Write,
    who: &BoundUser,
    code: &str,
    at: Moment,
) -> Result<Option<(Application, FiledAuthority)>> {
    let found = write.find_by_code(&code_index(app, code)).await?;
    let Some(found) = found.filter(|filed| filed.principal_index == who.person_index()) else {
        return Ok(None);
    };
    let Some(application) = write.hold_application(found.application).await? else {
        return Ok(None);
    };
    // As it stands now that nobody else can change it.
    let Some(filed) = write.find_authority(found.application).await? else {
        return Ok(None);
    };
    let is_theirs = match filed.state {
        AuthorityState::Awaiting => at < filed.confirm_by,
        AuthorityState::UnderCheck => true,
        AuthorityState::Confirmed | AuthorityState::Checked => application.account == who.account(),
        AuthorityState::Declined => true,
        AuthorityState::Refused
        | AuthorityState::Lapsed
        | AuthorityState::Overtaken
        | AuthorityState::Revoked => false,
    };
    Ok(is_theirs.then_some((application, filed)))
}
