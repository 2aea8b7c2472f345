//! Messages in words: the same in the application, in e-mails and in SMS.

mod en;
pub(super) mod outside;
mod zh;

use super::goal::Goal;
use super::told::Message;
use crate::values::Lang;

/// A message in words. They tell no more of anybody than a masked family name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageWords {
    /// What it is, in a few words: the heading, the subject of an e-mail.
    pub title: &'static str,
    /// What it says, in one to three sentences.
    pub body: String,
    /// Where to go on; none where there is nothing to do or to see.
    pub action: Option<Action>,
}

/// Where to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What is found there.
    pub label: &'static str,
    /// The page: a path behind the sign-in, without anything that would open it.
    pub path: String,
}

/// A message in words.
#[must_use]
pub fn words(message: &Message, lang: Lang) -> MessageWords {
    let (title, body) = match lang {
        Lang::Zh => zh::words(message),
        Lang::En => en::words(message),
    };
    let goal = Goal::of(message.kind);
    let action = goal
        .path(message.application.as_deref())
        .map(|path| Action {
            label: match lang {
                Lang::Zh => zh::label(goal),
                Lang::En => en::label(goal),
            },
            path,
        });
    MessageWords {
        title,
        body,
        action,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::kind::MessageKind as K;
    use crate::purchase::Module;

    #[test]
    fn every_kind_is_told_in_both_languages_and_short_enough_for_a_telephone() {
        for kind in K::ALL {
            let message = Message {
                id: "msg_1".to_owned(),
                kind,
                topic: kind.topic(),
                application: Some("app_1".to_owned()),
                reference: Some("ZZ-2026-1120-7KQM2X".to_owned()),
                module: Some(Module::Residential),
                day: Some("2026-12-24".parse().unwrap()),
                days: Some(7),
                name: Some("李**".to_owned()),
                at: "2026-11-30T00:00:00Z".parse().unwrap(),
                read_at: None,
                deliveries: Vec::new(),
            };
            for (lang, longest) in [(Lang::Zh, 130), (Lang::En, 300)] {
                let told = words(&message, lang);
                let length = told.body.chars().count();
                assert!(length <= longest, "{kind:?} {lang:?}: {length}");
                assert!(told.title.chars().count() <= 60 && !told.title.is_empty());
                assert!(told.body.ends_with(['。', '.']), "{kind:?}: {}", told.body);
                let blank = Message {
                    application: None,
                    reference: None,
                    module: None,
                    day: None,
                    days: None,
                    name: None,
                    ..message.clone()
                };
                // What is not known leaves no hole.
                let bare = words(&blank, lang).body;
                for hole in ["  ", "（）", "()", " ,", " .", "，，"] {
                    assert!(!bare.contains(hole), "{kind:?}: {bare}");
                }
            }
        }
    }
}
