//! Telling adults that an application names them: when it locks them, or once they have bound a document.

use shared::message::MessageKind;
use shared::values::Moment;
use uuid::Uuid;

use super::named_adults;
use crate::app::App;
use crate::error::Result;
use crate::service::messages::promising::{Promise, promise};
use crate::store::Write;
use crate::store::applications::Application;

/// The most applications of which somebody who binds a document is told.
const MOST: u64 = 20;

/// Promises to tell those who are named in an application, which is held, and have an account, that they
/// are.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn tell_named(
    app: &App,
    write: &Write,
    application: &Application,
    now: Moment,
) -> Result<()> {
    let people = named_adults(app, application).into_iter();
    let people = people.map(|(_, person)| person).collect();
    let accounts = write.find_bound_accounts(people).await?.into_iter();
    let accounts = accounts.filter(|account| *account != application.account);
    let told: Vec<Promise> = accounts.map(|to| named(to, application.id)).collect();
    promise(app, write, &told, now).await?;
    Ok(())
}

/// Promises to tell somebody who has just bound a document which applications name them that have kept
/// them before: those that still count.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn tell_where_named(
    app: &App,
    write: &Write,
    person_index: &[u8],
    account: Uuid,
    now: Moment,
) -> Result<()> {
    let mut ids = write.list_kept_in(person_index, MOST).await?;
    // In one order for everybody, so that two transactions cannot wait for each other.
    ids.sort_unstable();
    let mut told = Vec::new();
    for id in ids {
        let held = write.hold_application(id).await?;
        let Some(application) = held.filter(Application::is_live) else {
            continue;
        };
        let adults = named_adults(app, &application);
        let names = adults.iter().any(|(_, person)| person == person_index);
        if names && application.account != account {
            told.push(named(account, id));
        }
    }
    promise(app, write, &told, now).await?;
    Ok(())
}

/// That an application names somebody: told once, though people are locked anew where everything is
/// checked again.
fn named(account: Uuid, application: Uuid) -> Promise {
    let kind = MessageKind::NamedInApplication;
    Promise {
        account,
        kind,
        application: Some(application),
        day: None,
        days: None,
        once: format!("{}/{}", kind.slug(), application.simple()),
    }
}
