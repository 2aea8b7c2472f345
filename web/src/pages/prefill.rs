//! No page: what was typed into a pre-check and an application can begin with: the category and
//! what is to be bought. It is kept in this tab until then, and leaves the browser with the first
//! save, as any answer does.

use shared::form::Answers;
use shared::policy::Situation;
use shared::policy::situation::Aim;
use shared::purchase::{HomeKind, Place, Seller, Transfer};

use crate::display::session_storage;

const KEY: &str = "prefill";

/// Keeps what an application can begin with.
pub(crate) fn keep(situation: &Situation) {
    let mut answers = Answers {
        category: situation.category.category(),
        ..Answers::default()
    };
    if let Some(seller) = seller(situation.target) {
        answers.unit.seller = Some(seller);
        answers.unit.in_tongzhou = situation.unit.and_then(|unit| unit.in_tongzhou);
    } else {
        answers.target.transfer = Some(situation.transfer.unwrap_or(Transfer::Purchase));
        answers.target.place = place(situation.target);
        answers.target.kind =
            (situation.target == Aim::SingleStoreyHouse).then_some(HomeKind::SingleStorey);
    }
    if let (Some(storage), Ok(text)) = (session_storage(), serde_json::to_string(&answers)) {
        // A browser that keeps nothing begins with an empty form.
        let _ = storage.set_item(KEY, &text);
    }
}

/// Who sells a commercial unit; none of a home.
fn seller(aim: Aim) -> Option<Seller> {
    match aim {
        Aim::CommercialResale => Some(Seller::Owner),
        Aim::CommercialNew => Some(Seller::Developer),
        Aim::InsideFifthRing | Aim::OutsideFifthRing | Aim::Tongzhou | Aim::SingleStoreyHouse => {
            None
        }
    }
}

/// Where a home lies; none of a commercial unit.
fn place(aim: Aim) -> Option<Place> {
    match aim {
        Aim::InsideFifthRing | Aim::SingleStoreyHouse => Some(Place::InsideFifthRing),
        Aim::OutsideFifthRing => Some(Place::OutsideFifthRing),
        Aim::Tongzhou => Some(Place::Tongzhou),
        Aim::CommercialResale | Aim::CommercialNew => None,
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
