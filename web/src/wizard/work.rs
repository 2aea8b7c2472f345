//! The draft that is open, as the pages of its chapters see it: its form, what saves it, their
//! addresses, and which page comes next.

use leptos::prelude::*;
use shared::form::target::needs_no_check;
use shared::form::unit::is_for_organisations;
use shared::form::{Answers, Chapter, Doubt, doubts};
use shared::issue::{Issue, IssueCode};

use crate::route::Route;
use crate::wizard::form::Form;
use crate::wizard::myself::Myself;
use crate::wizard::saving::Saver;
use crate::wizard::sending::Sender;

/// The page for purchases that need no check.
pub(crate) const NO_CHECK: &str = "no-check";
/// The page for units that their developer sells.
pub(crate) const DEVELOPER: &str = "developer";

/// The page for a household that claims to be local and has no Beijing hukou.
pub(crate) const NO_HUKOU: &str = "no-hukou";
/// The page for a work-residence permit that is no longer valid.
pub(crate) const PERMIT_EXPIRED: &str = "permit-expired";
/// The page for applicants who are no adults.
pub(crate) const UNDER_AGE: &str = "under-age";

/// A draft that is open. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    /// The form.
    pub(crate) form: Form,
    /// Saves it.
    pub(crate) saver: Saver,
    /// The person who is signed in.
    pub(crate) me: Myself,
    /// Submits it.
    pub(crate) sender: Sender,
    /// Whether the person came from the check of the answers and goes back there.
    pub(crate) returning: Memo<bool>,
    /// How often the error summary was called for.
    pub(crate) summon: RwSignal<u32>,
    /// Opens a path of the application.
    pub(crate) go: Callback<String>,
}

/// The draft that is open, within a component of the wizard.
pub(crate) fn use_work() -> Work {
    expect_context()
}

impl Work {
    /// The path of a chapter, on the way that the person is on.
    pub(crate) fn href(self, chapter: Chapter) -> String {
        self.path(chapter, None, self.returning.get_untracked())
    }

    /// The path of a page within a chapter, on the way that the person is on.
    pub(crate) fn entry_href(self, chapter: Chapter, entry: &str) -> String {
        self.path(chapter, Some(entry), self.returning.get_untracked())
    }

    /// The path of a chapter that leads back to the check of the answers.
    pub(crate) fn correction_href(self, chapter: Chapter, entry: Option<&str>) -> String {
        self.path(chapter, entry, true)
    }

    /// The path of the check of the answers.
    pub(crate) fn check_href(self) -> String {
        self.path(Chapter::Submit, None, false)
    }

    fn path(self, chapter: Chapter, entry: Option<&str>, returning: bool) -> String {
        let page = Route::Chapter {
            module: self.form.module(),
            draft: self.saver.id(),
            chapter,
            entry: entry.map(str::to_owned),
        }
        .href();
        let back = if returning { "?return=submit" } else { "" };
        format!("{page}{back}")
    }

    /// Opens a path of the application, unless the person has left meanwhile.
    pub(crate) fn open(self, path: String) {
        let _ = self.go.try_run(path);
    }

    /// Gives the focus to the error summary.
    pub(crate) fn call_summary(self) {
        self.summon
            .try_update(|tries| *tries = tries.saturating_add(1));
    }

    /// Goes on from a chapter that is complete, by way of the page that tells what speaks against
    /// its answers, where something does.
    pub(crate) fn go_on_or_warn(self, from: Chapter) {
        let answers = self.form.answers_now();
        let doubt = doubts(self.form.module(), &answers, self.form.today())
            .into_iter()
            .find(|doubt| doubt.chapter(&answers) == from);
        match doubt {
            Some(doubt) => self.open(self.entry_href(from, page_of(doubt))),
            None => self.go_on(from),
        }
    }

    /// The page that tells what speaks against the answers, on the way back to their check.
    pub(crate) fn doubt_href(self, doubt: Doubt) -> String {
        let chapter = doubt.chapter(&self.form.answers_now());
        self.correction_href(chapter, Some(page_of(doubt)))
    }

    /// Whether a page that tells what speaks against the answers of a chapter is right about them,
    /// tracked.
    pub(crate) fn speaks_against(self, page: &str, chapter: Chapter) -> bool {
        let answers = self.form.answers();
        match page {
            NO_CHECK => self
                .form
                .by_rules(|rules| needs_no_check(&answers.target, rules)),
            DEVELOPER => self
                .form
                .by_rules(|rules| is_for_organisations(&answers.unit, rules)),
            UNDER_AGE => self.form.issues(chapter).iter().any(is_under_age),
            _ => doubts(self.form.module(), &answers, self.form.today())
                .into_iter()
                .any(|doubt| page_of(doubt) == page && doubt.chapter(&answers) == chapter),
        }
    }

    /// Opens the chapter that comes after one that is complete. On the way back to the check of
    /// the answers, that is the next chapter that an answer has made incomplete, if any.
    pub(crate) fn go_on(self, from: Chapter) {
        let (module, answers) = (self.form.module(), self.form.answers_now());
        let next = if self.returning.get_untracked() {
            let lacking = |chapter: &Chapter| !self.form.issues(*chapter).is_empty();
            Chapter::of(module, &answers)
                .into_iter()
                .filter(|chapter| *chapter > from && *chapter < Chapter::Submit)
                .find(lacking)
                .map_or_else(|| self.check_href(), |chapter| self.href(chapter))
        } else {
            self.href(from.next(module, &answers).unwrap_or(from))
        };
        self.open(next);
    }
}

/// Whether it is the applicant who is no adult, which is no mistake of theirs.
pub(crate) fn is_under_age(issue: &Issue) -> bool {
    issue.code == IssueCode::NotAdult && issue.pointer.starts_with("/applicant/")
}

fn page_of(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::NobodyLocal => NO_HUKOU,
        Doubt::PermitExpired => PERMIT_EXPIRED,
    }
}

/// A page of the wizard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Here {
    /// The chapter.
    pub(crate) chapter: Chapter,
    /// The child or home, by its id.
    pub(crate) entry: Option<String>,
}

impl Here {
    /// The page of a whole chapter.
    pub(crate) fn chapter(chapter: Chapter) -> Self {
        Self {
            chapter,
            entry: None,
        }
    }

    /// The page on which a field is asked.
    pub(crate) fn of(answers: &Answers, pointer: &str) -> Self {
        let mut parts = pointer.split('/').skip(1);
        let (list, at) = (
            parts.next(),
            parts.next().and_then(|at| at.parse::<usize>().ok()),
        );
        let entry = match (list, at) {
            (Some("children"), Some(at)) => answers.children.get(at).map(|child| child.id.clone()),
            (Some("homes"), Some(at)) => answers.homes.get(at).map(|home| home.id.clone()),
            _ => None,
        };
        Self {
            chapter: Chapter::holding(pointer).unwrap_or(Chapter::Submit),
            entry,
        }
    }
}
