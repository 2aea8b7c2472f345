//! How the applicant of an application is reached: corrected at any time, with all that was before.

use shared::application::{EventKind, State};
use shared::form::{Contact, KnownContact, contact_issues};
use shared::problem::ProblemKind;

use super::access::BoundUser;
use super::limits::{Bucket, spend};
use super::messages::resending::send_again;
use super::moves::{recorded, tell};
use super::whose::{find_part, hold_part, not_for_agents};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::{Act, Actor};
use crate::store::contacts::FiledContact;

/// How the applicant of one's own application is reached, and was before.
///
/// # Errors
/// It is somebody else's, one that the caller filed for somebody, or a draft, whose answers say it; or
/// it was read too often.
pub async fn read_contact(app: &App, who: &BoundUser, id: &str) -> Result<KnownContact> {
    spend(app, Bucket::ReadApplication, who.account().as_bytes())?;
    let (application, _) = not_for_agents(find_part(app, who.user(), id).await?)?;
    if application.state == State::Draft {
        return Err(ProblemKind::WrongState.into());
    }
    known_contact(app, &application).await
}

/// The same of an application whose caller is known.
///
/// # Errors
/// The database does not answer.
pub(super) async fn known_contact(app: &App, application: &Application) -> Result<KnownContact> {
    let filed = app.store.list_contacts(application.id).await?;
    Ok(known(application, filed))
}

/// How the applicant of an application is reached that is held.
///
/// # Errors
/// The database does not answer.
pub(super) async fn held_contact(write: &Write, application: &Application) -> Result<Contact> {
    let filed = write.list_contacts(application.id).await?;
    Ok(known(application, filed).contact)
}

/// Corrects it. What changes nothing is no correction.
///
/// # Errors
/// It is somebody else's, one that the caller filed for somebody, or a draft, it was corrected elsewhere since the `expected` versions, or what
/// is given is not complete.
pub async fn correct_contact(
    app: &App,
    who: &BoundUser,
    id: &str,
    expected: &[u32],
    input: Contact,
) -> Result<KnownContact> {
    spend(app, Bucket::CorrectContact, who.account().as_bytes())?;
    let contact = input.cleaned();
    let issues = contact_issues(&contact);
    if !issues.is_empty() {
        return Err(Error::invalid_answers(issues));
    }
    let now = app.now();
    let write = app.store.begin().await?;
    let (application, _) = not_for_agents(hold_part(&write, who.user(), id).await?)?;
    if application.state == State::Draft {
        return Err(ProblemKind::WrongState.into());
    }
    let before = known(&application, write.list_contacts(application.id).await?);
    if !expected.contains(&before.version) {
        return Err(ProblemKind::ContactChanged.into());
    }
    let changes = before.contact.changes(&contact, now);
    if changes.is_empty() {
        return Ok(before);
    }
    let filed = FiledContact { contact, at: now };
    write.add_contact(application.id, &filed).await?;
    let event = EventKind::ContactCorrected;
    tell(app, &write, &application, event, now).await?;
    let fields: Vec<&str> = changes.iter().map(|change| change.field.slug()).collect();
    let act = Act {
        chain: application.id,
        at: now,
        actor: Actor::Account(who.account()),
        action: "correct_contact",
        detail: &recorded(&fields.join(" "), &application),
    };
    write.record_audit(act).await?;
    let after = known(&application, write.list_contacts(application.id).await?);
    let changed = changes.iter().map(|change| change.field);
    send_again(app, &write, &application, changed, now).await?;
    write.commit().await?;
    app.work.notify_one();
    Ok(after)
}

/// What the answers say, and each correction of it.
fn known(application: &Application, filed: Vec<FiledContact>) -> KnownContact {
    let answers = application.answers.effective(application.module);
    let mut known = KnownContact {
        version: 1,
        contact: Contact::of(&answers.applicant),
        history: Vec::new(),
    };
    for FiledContact { contact, at } in filed {
        known.history.extend(known.contact.changes(&contact, at));
        known.contact = contact;
        known.version = known.version.saturating_add(1);
    }
    known
}
