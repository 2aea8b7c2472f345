//! The papers of an agent's draft, which outlive the page that asks for them: what was chosen there and
//! is not sent yet is found again.

use leptos::prelude::*;
use shared::form::AGENT_PAPERS;
use shared::upload::{Upload, UploadKind, UploadState};

use super::state::{Evidence, Fault};
use crate::api::use_api;
use crate::live::memo;
use crate::ui::load::Loader;

/// The papers of a draft. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct AgentPapers {
    kept: Loader<Vec<Upload>>,
    kinds: StoredValue<Vec<Evidence>>,
}

impl AgentPapers {
    /// The papers of a draft; the server is asked for them while an agent fills it in.
    pub(crate) fn new(id: String, by_agent: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        let api = use_api();
        let id = StoredValue::new(id);
        let by_agent = memo(by_agent);
        let kept = Loader::new(move || {
            let (id, asks) = (id.get_value(), by_agent.get());
            async move {
                if asks {
                    api.list_uploads(&id).await
                } else {
                    Ok(Vec::new())
                }
            }
        });
        let beside = StoredValue::default();
        let kinds = AGENT_PAPERS.map(|kind| Evidence::of_kind(id, kind, kept, beside));
        Self {
            kept,
            kinds: StoredValue::new(kinds.into()),
        }
    }

    /// Each kind, in the order in which they are asked for.
    pub(crate) fn kinds(self) -> Vec<Evidence> {
        self.kinds.get_value()
    }

    /// The kinds of which the server has one that can be used; none while that is not known. Tracked.
    pub(crate) fn there(self) -> Option<Vec<UploadKind>> {
        let kept = self.kept.get()?;
        let clean = kept.iter().filter(|one| one.state == UploadState::Clean);
        Some(clean.map(|one| one.kind).collect())
    }

    /// Asks the server again.
    pub(crate) fn refresh(self) {
        self.kept.again();
    }

    /// Whether something is still in the browser alone, tracked.
    pub(crate) fn has_unsent(self) -> bool {
        self.kinds().into_iter().any(Evidence::has_unsent)
    }

    /// Has each question say what is wrong with it, and tells of which kinds nothing is there at all.
    pub(crate) fn lacking(self) -> Vec<UploadKind> {
        let kinds = self.kinds().into_iter();
        let lacking = kinds.filter(|kind| {
            kind.is_tried.set(true);
            untrack(|| kind.fault()) == Some(Fault::Lacking)
        });
        lacking.map(|kind| kind.kind).collect()
    }

    /// Drops what is in the browser alone.
    pub(crate) fn give_up(self) {
        for kind in self.kinds() {
            kind.chosen.set(Vec::new());
        }
    }

    /// Whether all of it is there; where not, each question says why, and the first takes the focus.
    pub(crate) fn is_ready(self) -> bool {
        // From the last to the first, so that the first that is not ready has the focus in the end.
        let kinds = self.kinds().into_iter().rev();
        let ready: Vec<bool> = kinds.map(Evidence::is_ready).collect();
        !ready.contains(&false)
    }
}
