//! Puts the person who is signed in into the form, where it says that they are the applicant or the
//! spouse.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::form::{FilledBy, Person};

use crate::api::Api;
use crate::session::SessionContext;
use crate::wizard::form::Form;

/// Which member of the household somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Member {
    /// The applicant.
    Applicant,
    /// The spouse.
    Spouse,
}

impl Member {
    /// Where the member stands in the form.
    pub(crate) fn pointer(self) -> &'static str {
        match self {
            Self::Applicant => "/applicant",
            Self::Spouse => "/spouse",
        }
    }

    /// Who fills the form in when this member is the one who is signed in.
    fn filler(self) -> FilledBy {
        match self {
            Self::Applicant => FilledBy::Applicant,
            Self::Spouse => FilledBy::FamilyMember,
        }
    }
}

/// The person who is signed in. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Myself {
    api: Api,
    session: SessionContext,
    form: Form,
    /// Whether the server is being asked.
    pub(crate) busy: RwSignal<bool>,
}

impl Myself {
    /// The person who is signed in and fills in this form.
    pub(crate) fn new(api: Api, session: SessionContext, form: Form) -> Self {
        Self {
            api,
            session,
            form,
            busy: RwSignal::new(false),
        }
    }

    /// Whether a member of the form is the person who is signed in, by what the browser may know
    /// of the bound document: its kind and the masked number. Tracked.
    pub(crate) fn is(self, member: Member) -> bool {
        let answers = self.form.answers();
        let person = match member {
            Member::Applicant => &answers.applicant.person,
            Member::Spouse => &answers.spouse,
        };
        answers.filler.who == Some(member.filler()) && self.is_bound(person)
    }

    fn is_bound(self, person: &Person) -> bool {
        let bound = self.session.account().and_then(|account| account.bound);
        bound
            .zip(person.shown_document())
            .is_some_and(|(bound, document)| {
                bound.kind == document.kind && bound.masked_number == document.masked_number()
            })
    }

    /// Whether the form has the person who is signed in at another place than it says, or lacks them.
    fn is_misplaced(self) -> bool {
        let answers = self.form.answers_now();
        let person = match answers.filler.who {
            Some(FilledBy::Applicant) => &answers.applicant.person,
            Some(FilledBy::FamilyMember) => &answers.spouse,
            // An agent is nobody of the household: where one stands in it, that is put right.
            Some(FilledBy::Agent) => {
                let household = [&answers.applicant.person, &answers.spouse];
                return household
                    .into_iter()
                    .any(|person| untrack(|| self.is_bound(person)));
            }
            None => return false,
        };
        person.name.is_none() || !untrack(|| self.is_bound(person))
    }

    /// Puts the person who is signed in where the form says that they are, then goes on. Where
    /// the server cannot tell now, the person types it, and the server compares at submission.
    pub(crate) fn place(self, then: impl FnOnce() + 'static) {
        // Before a document is bound the server knows no more than the name.
        if !self.is_misplaced() || !untrack(|| self.session.is_bound()) {
            then();
            return;
        }
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let me = self.api.read_identity().await;
            self.busy.try_set(false);
            if let Ok(me) = me {
                self.form.change(|answers| answers.place_self(&me));
            }
            then();
        });
    }
}
