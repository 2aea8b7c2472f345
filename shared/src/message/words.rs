//! Messages in words: the same in the application, in e-mails and in SMS.

mod en;
pub(super) mod outside;
mod zh;

use super::{Message, MessageKind as K};
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

/// The pages to which messages lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// The application.
    Application,
    /// What an officer asks for.
    Request,
    /// The page on which a result is disputed.
    Dispute,
    /// The application, as somebody sees it who is named in it.
    Membership,
    /// How the applicant is reached.
    Contact,
    /// What one has asked a window for.
    TakeOver,
    /// The home page.
    Home,
}

impl Goal {
    fn of(kind: K) -> Self {
        match kind {
            K::Submitted
            | K::AwaitingAuthority
            | K::AwaitingRegistries
            | K::AwaitingPosting
            | K::ManualReview
            | K::Passed
            | K::Failed
            | K::NotChecked
            | K::MemberInOtherApplication
            | K::Withdrawn
            | K::Expired
            | K::AnswerGiven
            | K::AnswerMissed
            | K::ReviewRequested
            | K::ReviewGranted
            | K::ReviewRefused
            | K::ReviewWithdrawn
            | K::ReviewLapsed
            | K::ObjectionRaised
            | K::ObjectionWithdrawn
            | K::ObjectionDismissed
            | K::ObjectionUpheld
            | K::AuthorityCheckRequested
            | K::AuthorityConfirmed
            | K::AuthorityChecked
            | K::AuthorityDeclined
            | K::AuthorityRefused
            | K::AuthorityLapsed
            | K::AgentLost
            | K::FactsShown
            | K::FactsHidden
            | K::FiledForYou
            | K::AuthorityDueSoon
            | K::AuthorityDueToday
            | K::PassExpiringSoon
            | K::PassExpiringTomorrow
            | K::RenewalOffered
            | K::Renewed
            | K::RenewalRefused
            | K::PolicyMayHelp => Self::Application,
            K::AnswerRequested | K::AnswerDueSoon | K::AnswerDueToday => Self::Request,
            K::DisputeDueSoon | K::DisputeDueToday => Self::Dispute,
            K::NamedInApplication
            | K::MyObjectionDismissed
            | K::MyObjectionUpheld
            | K::MyObjectionOvertaken => Self::Membership,
            K::ContactCorrected | K::AddressBounced => Self::Contact,
            K::TakeOverRefused | K::TakeOverDueSoon | K::TakeOverDueToday => Self::TakeOver,
            // The agent sees nothing of the application any more, nor does who has lost the document.
            K::AuthorityRevoked
            | K::BindingTakenOver
            | K::DocumentBound
            | K::BindingLost
            | K::BindingRecovered => Self::Home,
        }
    }

    /// Its path; none where it is about an application and the message about none.
    fn path(self, application: Option<&str>) -> Option<String> {
        let of = |rest: &str| application.map(|id| format!("/applications/{id}{rest}"));
        match self {
            Self::Application | Self::Request => of(""),
            Self::Dispute => of("/review"),
            Self::Contact => of("/contact"),
            Self::Membership => application.map(|id| format!("/named/{id}")),
            Self::TakeOver => Some("/take-over".to_owned()),
            Self::Home => Some("/".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
