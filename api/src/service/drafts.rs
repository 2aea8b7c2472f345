//! Drafts: begin, read, save without overwriting anybody, delete.

use shared::application::{Draft, EventKind, NewDraft, SaveDraft, State};
use shared::form::{Answers, Chapter, Filler, LONGEST_KEY};
use shared::household::MOST_ENTRIES;
use shared::issue::{Issue, IssueCode};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::values::Moment;
use uuid::Uuid;

use super::access::SignedInUser;
use super::limits::{Bucket, spend};
use super::moves::recorded;
use super::referrals::reporting::free_link;
use super::uploads::discard;
use super::whose::{Part, find_part, hold_own, hold_part};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Write;
use crate::store::applications::{Application, format_id, parse_id};
use crate::store::audit::{Act, Actor};

/// The most drafts that one account can keep.
pub const MOST_DRAFTS: u64 = 20;

/// What a deletion is called in the audit log.
const DELETE: &str = "delete_draft";

/// Lets somebody save a draft: before what is saved is read, so that nobody can have much read.
///
/// # Errors
/// Drafts were saved too often.
pub fn admit(app: &App, who: &SignedInUser) -> Result<()> {
    spend(app, Bucket::SaveDraft, who.account().as_bytes())
}

/// Lets somebody begin a draft, likewise.
///
/// # Errors
/// Drafts were begun or saved too often.
pub fn admit_new(app: &App, who: &SignedInUser) -> Result<()> {
    admit(app, who)?;
    spend(app, Bucket::CreateDraft, who.account().as_bytes())
}

/// Begins a draft: empty, with answers, or with those of another application of one's own. Asked
/// again with the same `key` and the same content, it gives the draft that was made then.
///
/// # Errors
/// There are too many drafts, the application to copy is not one's own or one whose facts the principal
/// does not show, both ways to begin are given,
/// or the answers have too many entries or a key that is too long.
pub async fn create_draft(
    app: &App,
    who: &SignedInUser,
    key: Option<&str>,
    new: NewDraft,
) -> Result<Draft> {
    let creation_key = match key {
        Some(key) => {
            let asked = serde_json::to_vec(&(who.account(), key, &new))?;
            Some(app.sealer.index(&asked))
        }
        None => None,
    };
    // Whose answers are shown is written down with the draft that shows them.
    let copied = new.copy_of.as_deref().map(|id| format!("copy of {id}"));
    let mut content = first_content(app, who, new.module, new.copy_of, new.content).await?;
    resume_where_there_is_a_page(new.module, &mut content);
    let now = app.now();
    let write = app.store.begin().await?;
    // One after the other: of two at once with the same key, the second finds what the first made.
    write.hold_account(who.account()).await?;
    if let Some(key) = &creation_key
        && let Some(made) = write.find_created(key).await?
    {
        drop(write);
        return show_answers(app, who, &format_id(made.id)).await;
    }
    let beginning = Beginning {
        module: new.module,
        resume_at: content.resume_at,
        resume_entry: content.resume_entry,
        answers: content.answers,
        creation_key,
        how: copied.as_deref().unwrap_or_default(),
    };
    let application = add_draft(app, &write, who, beginning, now).await?;
    write.commit().await?;
    Ok(draft(&application))
}

/// What a new draft is.
#[derive(Debug)]
pub(super) struct Beginning<'a> {
    /// Which module.
    pub(super) module: Module,
    /// At which chapter it goes on.
    pub(super) resume_at: Chapter,
    /// At which child or home of the chapter.
    pub(super) resume_entry: Option<String>,
    /// What is answered already.
    pub(super) answers: Answers,
    /// By what a repetition of the request knows it.
    pub(super) creation_key: Option<Vec<u8>>,
    /// Where that is from, for the audit log; ids alone.
    pub(super) how: &'a str,
}

/// Adds a draft to an account, which is held.
///
/// # Errors
/// There are too many drafts, or the database does not answer.
pub(super) async fn add_draft(
    app: &App,
    write: &Write,
    who: &SignedInUser,
    beginning: Beginning<'_>,
    now: Moment,
) -> Result<Application> {
    if write.count_drafts(who.account()).await? >= MOST_DRAFTS {
        return Err(ProblemKind::TooManyDrafts.into());
    }
    let application = Application {
        id: app.new_id(),
        account: who.account(),
        module: beginning.module,
        state: State::Draft,
        sub_state: None,
        resume_at: beginning.resume_at,
        resume_entry: beginning.resume_entry,
        version: 1,
        answers: beginning.answers,
        number: None,
        policy: None,
        certificate: None,
        created_at: now,
        updated_at: now,
        submitted_at: None,
        decided_at: None,
    };
    write
        .add_application(&application, beginning.creation_key)
        .await?;
    write
        .add_event(app.new_id(), application.id, EventKind::Created, None, now)
        .await?;
    write
        .record_audit(Act {
            detail: &recorded(beginning.how, &application),
            ..act(who, application.id, now, "create_draft")
        })
        .await?;
    Ok(application)
}

/// What a new draft begins with.
async fn first_content(
    app: &App,
    who: &SignedInUser,
    module: Module,
    copy_of: Option<String>,
    content: Option<SaveDraft>,
) -> Result<SaveDraft> {
    let answers = match (copy_of, content) {
        (Some(_), Some(_)) => return Err(ProblemKind::MalformedBody.into()),
        (None, Some(content)) => {
            refuse_endless(&content.answers)?;
            let answers = content.answers.cleaned();
            return Ok(SaveDraft { answers, ..content });
        }
        (None, None) => Answers::default(),
        (Some(id), None) => {
            let (original, part) = find_part(app, who, &id).await?;
            if !part.is_full() {
                return Err(ProblemKind::FactsNotShown.into());
            }
            let answers = match original.module == module {
                true => original.answers,
                // Of a household nothing but what a person is asked as well, and the other way round.
                false => original.answers.effective(module),
            };
            // What was read, agreed to and promised then is read, agreed to and promised anew.
            let filler = match part {
                Part::Own | Part::Agent(_) => answers.filler,
                // Who had it filed is no agent of their own.
                Part::Principal(_) => Filler::default(),
            };
            Answers {
                filler,
                notes_read: None,
                data_use_agreed: None,
                promise: None,
                ..answers
            }
        }
    };
    Ok(SaveDraft {
        resume_at: Chapter::Notes,
        resume_entry: None,
        answers,
    })
}

/// Reads the answers of a draft, or the frozen answers of a submitted application; that they were
/// read is written down.
///
/// # Errors
/// There is no such application of one's own, or they were read too often.
pub async fn read_answers(app: &App, who: &SignedInUser, id: &str) -> Result<Draft> {
    spend(app, Bucket::ReadAnswers, who.account().as_bytes())?;
    show_answers(app, who, id).await
}

async fn show_answers(app: &App, who: &SignedInUser, id: &str) -> Result<Draft> {
    let write = app.store.begin().await?;
    let application = hold_own(&write, who, id).await?;
    write
        .record_audit(act(who, application.id, app.now(), "read_answers"))
        .await?;
    write.commit().await?;
    Ok(draft(&application))
}

/// Saves the answers if nobody else has since one of the `expected` versions. Incomplete and wrong
/// answers are kept as they are typed, but for what nobody sees; they are judged at submission.
///
/// # Errors
/// It is not a draft of one's own, it was changed elsewhere, or it has too many entries or a key of
/// one that is too long.
pub async fn save_draft(
    app: &App,
    who: &SignedInUser,
    id: &str,
    expected: &[u32],
    mut save: SaveDraft,
) -> Result<Draft> {
    refuse_endless(&save.answers)?;
    save.answers = save.answers.cleaned();
    let write = app.store.begin().await?;
    let (mut application, _) = hold_part(&write, who, id).await?;
    if application.state != State::Draft {
        return Err(ProblemKind::WrongState.into());
    }
    resume_where_there_is_a_page(application.module, &mut save);
    if !expected.contains(&application.version) {
        // A retry of the very save that was acknowledged into the void is not a conflict.
        let same = application.answers == save.answers
            && application.resume_at == save.resume_at
            && application.resume_entry == save.resume_entry;
        let before = application.version.checked_sub(1);
        if same && before.is_some_and(|before| expected.contains(&before)) {
            return Ok(draft(&application));
        }
        return Err(ProblemKind::DraftChanged.into());
    }
    application.answers = save.answers;
    application.resume_at = save.resume_at;
    application.resume_entry = save.resume_entry;
    application.version = application.version.saturating_add(1);
    application.updated_at = app.now();
    write.save_application(&application).await?;
    write.commit().await?;
    Ok(draft(&application))
}

/// Deletes a draft. Deleting again what one has deleted is no error: the answer to the first time
/// may have been lost.
///
/// # Errors
/// It has been submitted already, or there is and was no such draft of one's own.
pub async fn delete_draft(app: &App, who: &SignedInUser, id: &str) -> Result<()> {
    let write = app.store.begin().await?;
    let held = hold_part(&write, who, id).await;
    if held
        .as_ref()
        .is_err_and(|error| error.kind() == ProblemKind::NotFound)
        && let Some(id) = parse_id(id)
        && write.has_done(who.account(), id, DELETE).await?
    {
        return Ok(());
    }
    let (application, _) = held?;
    if application.state != State::Draft {
        return Err(ProblemKind::WrongState.into());
    }
    let uploads = write.list_uploads(application.id).await?;
    let uploads: Vec<Uuid> = uploads.into_iter().map(|upload| upload.id).collect();
    write.add_loose_files(&uploads, app.now()).await?;
    free_link(&write, application.id).await?;
    write.delete_application(application.id).await?;
    write
        .record_audit(act(who, application.id, app.now(), DELETE))
        .await?;
    write.commit().await?;
    discard(app, &uploads).await;
    Ok(())
}

fn refuse_endless(answers: &Answers) -> Result<()> {
    let lists = [
        ("/children", answers.children.len()),
        ("/homes", answers.homes.len()),
    ]
    .into_iter()
    .filter(|(_, length)| *length > MOST_ENTRIES)
    .map(|(pointer, _)| Issue {
        pointer: pointer.to_owned(),
        code: IssueCode::TooMany,
    });
    let children = answers.children.iter().map(|child| &child.id).enumerate();
    let homes = answers.homes.iter().map(|home| &home.id).enumerate();
    let keys = children
        .map(|(at, key)| (format!("/children/{at}/id"), key))
        .chain(homes.map(|(at, key)| (format!("/homes/{at}/id"), key)))
        .filter(|(_, key)| key.chars().count() > LONGEST_KEY)
        .map(|(pointer, _)| Issue {
            pointer,
            code: IssueCode::NotAValue,
        });
    let issues: Vec<Issue> = lists.chain(keys).collect();
    if issues.is_empty() {
        Ok(())
    } else {
        Err(Error::invalid_answers(issues))
    }
}

/// Sees to it that no page is resumed that is not there: the chapter is the first where the module
/// has no such chapter, and the child or home is one that the answers have. Its key is kept in clear
/// and stands in an address: one that has more than letters and digits of ASCII, and may be
/// somebody's name in Chinese, is left out.
fn resume_where_there_is_a_page(module: Module, save: &mut SaveDraft) {
    if !save.resume_at.belongs_to(module) {
        save.resume_at = Chapter::Notes;
    }
    let is_plain = |key: &String| {
        key.chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let known = |key: &String| save.answers.has_entry(save.resume_at, key);
    save.resume_entry = save.resume_entry.take().filter(is_plain).filter(known);
}

fn draft(application: &Application) -> Draft {
    Draft {
        id: format_id(application.id),
        module: application.module,
        version: application.version,
        resume_at: application.resume_at,
        resume_entry: application.resume_entry.clone(),
        answers: application.answers.clone(),
        updated_at: application.updated_at,
    }
}

fn act<'a>(who: &SignedInUser, chain: Uuid, at: Moment, action: &'static str) -> Act<'a> {
    Act {
        chain,
        at,
        actor: Actor::Account(who.account()),
        action,
        detail: "",
    }
}
