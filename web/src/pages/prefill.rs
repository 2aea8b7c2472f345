//! No page: what was typed into a pre-check and an application can begin with: the category and
//! what is to be bought. It is kept in this tab until then, and leaves the browser with the first
//! save, as any answer does.

use shared::form::Answers;
use shared::policy::Situation;
use shared::policy::situation::Aim;
use shared::purchase::{HomeKind, Place, Transfer};

use crate::display::session_storage;

const KEY: &str = "prefill";

/// Keeps what an application can begin with.
pub(crate) fn keep(situation: &Situation) {
    let mut answers = Answers {
        category: situation.category.category(),
        ..Answers::default()
    };
    answers.target.transfer = Some(situation.transfer.unwrap_or(Transfer::Purchase));
    answers.target.place = Some(match situation.target {
        Aim::Tongzhou => Place::Tongzhou,
        Aim::OutsideFifthRing => Place::OutsideFifthRing,
        Aim::InsideFifthRing
        | Aim::SingleStoreyHouse
        | Aim::CommercialResale
        | Aim::CommercialNew => Place::InsideFifthRing,
    });
    if situation.target == Aim::SingleStoreyHouse {
        answers.target.kind = Some(HomeKind::SingleStorey);
    }
    if let (Some(storage), Ok(text)) = (session_storage(), serde_json::to_string(&answers)) {
        // A browser that keeps nothing begins with an empty form.
        let _ = storage.set_item(KEY, &text);
    }
}

/// What was kept.
pub(crate) fn read() -> Option<Answers> {
    let text = session_storage()?.get_item(KEY).ok()??;
    serde_json::from_str(&text).ok()
}

/// Forgets it: the next application begins empty again.
pub(crate) fn forget() {
    if let Some(storage) = session_storage() {
        let _ = storage.remove_item(KEY);
    }
}
