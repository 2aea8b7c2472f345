//! What people are told, as they read it.

pub(in crate::service) mod addressing;
mod channels;
pub mod delivering;
pub(in crate::service) mod events;
pub(in crate::service) mod promising;
pub mod reminding;
pub(in crate::service) mod resending;
pub mod settings;
pub(in crate::service) mod telling;

use shared::message::{MessageList, ReadMessages, Unread};
use shared::problem::ProblemKind;
use shared::values::Lang;
use uuid::Uuid;

use super::access::SignedInUser;
use super::limits::{Bucket, spend};
use crate::app::App;
use crate::error::Result;
use crate::store::messages::{format_id, parse_id};
use telling::tell;

/// How many messages a page has by default.
pub const PAGE: u32 = 20;
/// The most messages of one page, and the most ids of one request.
pub const LARGEST_PAGE: u32 = 100;

/// One's own messages, newest first: also without a document, for some are about the account.
///
/// # Errors
/// The cursor or the limit is not of its form, or they were read too often.
pub async fn list_messages(
    app: &App,
    who: &SignedInUser,
    cursor: Option<&str>,
    limit: Option<u32>,
    language: Lang,
) -> Result<MessageList> {
    spend(app, Bucket::ReadMessages, who.account().as_bytes())?;
    let limit = limit.unwrap_or(PAGE);
    if !(1..=LARGEST_PAGE).contains(&limit) {
        return Err(ProblemKind::MalformedRequest.into());
    }
    let before = match cursor {
        None => None,
        Some(cursor) => Some(parse_id(cursor).ok_or(ProblemKind::MalformedRequest)?),
    };
    let account = who.account();
    // Of one account one after the other: a page opens many answers.
    let _turn = app.turns.wait(account).await;
    settings::remember_language(app, account, language).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let page = app.store.list_messages(account, before, most).await?;
    Ok(MessageList {
        items: tell(app, &page.messages).await?,
        unread: unread(app, account).await?,
        next_cursor: page.next_before.map(format_id),
    })
}

/// How many of one's own messages are unread.
///
/// # Errors
/// It was asked too often.
pub async fn count_unread(app: &App, who: &SignedInUser) -> Result<Unread> {
    spend(app, Bucket::ReadMessages, who.account().as_bytes())?;
    Ok(Unread {
        unread: unread(app, who.account()).await?,
    })
}

/// Notes which of one's own messages were read, on every device. What was read stays read; what is not
/// one's own, or no message, is passed over.
///
/// # Errors
/// There are too many ids, or it was asked too often.
pub async fn read_messages(app: &App, who: &SignedInUser, input: ReadMessages) -> Result<Unread> {
    spend(app, Bucket::ReadMessages, who.account().as_bytes())?;
    let most = usize::try_from(LARGEST_PAGE).unwrap_or(usize::MAX);
    if input.ids.len() > most {
        return Err(ProblemKind::MalformedBody.into());
    }
    let ids: Vec<Uuid> = input.ids.iter().filter_map(|id| parse_id(id)).collect();
    let up_to = input.up_to.as_deref().and_then(parse_id);
    let account = who.account();
    if !ids.is_empty() || up_to.is_some() {
        let now = app.now();
        let write = app.store.begin().await?;
        write.read_messages(account, &ids, now).await?;
        if let Some(last) = up_to {
            write.read_messages_up_to(account, last, now).await?;
        }
        write.commit().await?;
    }
    Ok(Unread {
        unread: unread(app, account).await?,
    })
}

async fn unread(app: &App, account: Uuid) -> Result<u32> {
    let unread = app.store.count_unread(account).await?;
    Ok(u32::try_from(unread).unwrap_or(u32::MAX))
}
