//! What is handed over, word for word.

use shared::values::{Lang, Moment};
use url::Url;
use uuid::Uuid;

/// An e-mail to one person. Words and links are shown as they are: none may hold what is for nobody
/// but the person.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// By which a server knows that it has the message already.
    pub id: Uuid,
    /// The address that it goes to.
    pub to: &'a str,
    /// Who sends it, as people read it.
    pub from: &'a str,
    /// The language of all words.
    pub language: Lang,
    /// The subject.
    pub title: &'a str,
    /// What there is to say; a paragraph a line.
    pub body: &'a str,
    /// The words of the button.
    pub action: &'a str,
    /// Where the button leads.
    pub link: &'a Url,
    /// What stands below: why this was sent, and that nobody reads an answer.
    pub footer: &'a str,
    /// The words of the link to the page on which messages are switched off, and that page; none where
    /// there is none.
    pub settings: Option<(&'a str, &'a Url)>,
    /// When it is sent.
    pub at: Moment,
}

/// A text message to one person.
#[derive(Debug, Clone, Copy)]
pub struct TextMessage<'a> {
    /// By which the gateway knows that it has the message already.
    pub id: Uuid,
    /// The telephone number.
    pub to: &'a str,
    /// The language of the words.
    pub language: Lang,
    /// The words.
    pub text: &'a str,
}
