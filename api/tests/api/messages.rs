//! What people are told, over HTTP: who hears of what, when people are reminded, and what they choose.

mod chosen;
mod reminded;
mod told;

use shared::message::{Message, MessageKind, MessageList, Unread};

use crate::harness::Browser;

const PATH: &str = "/api/v1/messages";

/// Everything that somebody was told, oldest first.
pub(crate) async fn messages(browser: &Browser) -> Vec<Message> {
    let path = format!("{PATH}?limit=100");
    let mut list: MessageList = browser.get(&path).await.expect(200).json();
    list.items.reverse();
    list.items
}

/// The kinds of it.
pub(crate) async fn kinds(browser: &Browser) -> Vec<MessageKind> {
    let all = messages(browser).await;
    all.iter().map(|message| message.kind).collect()
}

async fn unread(browser: &Browser) -> u32 {
    let path = format!("{PATH}/unread");
    let unread: Unread = browser.get(&path).await.expect(200).json();
    unread.unread
}
