//! Views of the queue that an officer saves.

use shared::desk::views::{LONGEST_NAME, MOST_VIEWS, NewView, View, ViewList};
use shared::form::given_line;
use shared::problem::ProblemKind;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::officer::CaseWorker;
use crate::service::limits::{Bucket, spend};

/// The officer's views, by their names.
///
/// # Errors
/// They were asked for too often.
pub async fn list_views(app: &App, who: &CaseWorker) -> Result<ViewList> {
    spend(app, Bucket::ReadDesk, who.account().as_bytes())?;
    let views = app.store.list_views(who.account()).await?.into_iter();
    let mut items: Vec<View> = views.map(|(id, view)| shown(id, view)).collect();
    items.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    Ok(ViewList { items })
}

/// Saves a view under an id that the caller chooses, so that it can be saved again: what was there
/// under the id is replaced.
///
/// # Errors
/// The id is none, the name is missing or too long, there are too many views, or they were saved too
/// often.
pub async fn save_view(app: &App, who: &CaseWorker, id: &str, input: NewView) -> Result<View> {
    spend(app, Bucket::SaveView, who.account().as_bytes())?;
    let id = parse_id(id).ok_or(ProblemKind::NotFound)?;
    let view = NewView {
        name: named(&input.name)?,
        filter: input.filter,
    };
    let write = app.store.begin().await?;
    // Two tabs at once do not save one too many.
    write.hold_account(who.account()).await?;
    let others = write.count_other_views(who.account(), id).await?;
    if others >= u64::from(MOST_VIEWS) {
        return Err(ProblemKind::TooManyViews.into());
    }
    write.save_view(who.account(), id, &view).await?;
    write.commit().await?;
    Ok(shown(id, view))
}

/// Deletes a view. One that is not there is no error.
///
/// # Errors
/// The id is none, or views were saved too often.
pub async fn delete_view(app: &App, who: &CaseWorker, id: &str) -> Result<()> {
    spend(app, Bucket::SaveView, who.account().as_bytes())?;
    let id = parse_id(id).ok_or(ProblemKind::NotFound)?;
    let write = app.store.begin().await?;
    write.delete_view(who.account(), id).await?;
    write.commit().await
}

fn named(name: &str) -> Result<String> {
    given_line(name, LONGEST_NAME).map_err(|code| Error::issue("/name", code))
}

fn shown(id: Uuid, view: NewView) -> View {
    View {
        id: format!("view_{}", id.simple()),
        name: view.name,
        filter: view.filter,
    }
}

/// The id behind `view_…`; nothing else is an id.
fn parse_id(text: &str) -> Option<Uuid> {
    let hex = text.strip_prefix("view_").filter(|hex| hex.len() == 32)?;
    Uuid::try_parse(hex).ok()
}
