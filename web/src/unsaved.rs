//! Where that which the person has typed is safe by now. Dialogs and failure pages, which know
//! nothing of forms, have to say what would be lost if the page went away.

use leptos::prelude::*;

/// Where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whereabouts {
    /// The server has everything, or nothing was typed.
    Saved,
    /// This browser keeps, encrypted, what the server lacks.
    KeptHere,
    /// On the page only.
    PageOnly,
}

impl Whereabouts {
    /// Where it is, if the server lacks something, or not, and the browser keeps that, or not.
    pub(crate) fn of(server_lacks: bool, browser_keeps: bool) -> Self {
        match (server_lacks, browser_keeps) {
            (false, _) => Self::Saved,
            (true, true) => Self::KeptHere,
            (true, false) => Self::PageOnly,
        }
    }
}

/// The form that is open tells it. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Unsaved(RwSignal<Whereabouts>);

/// Provides it; nothing has been typed yet.
pub(crate) fn provide_unsaved() {
    provide_context(Unsaved(RwSignal::new(Whereabouts::Saved)));
}

/// It, within a component.
pub(crate) fn use_unsaved() -> Unsaved {
    expect_context()
}

impl Unsaved {
    /// Where everything that was typed is, tracked.
    pub(crate) fn whereabouts(self) -> Whereabouts {
        self.0.get()
    }

    /// Notes where it is now.
    pub(crate) fn note(self, at: Whereabouts) {
        if self.0.get_untracked() != at {
            self.0.set(at);
        }
    }
}
