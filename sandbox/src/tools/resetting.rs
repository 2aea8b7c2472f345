//! Everything as at the beginning, as far as it can be: no fault is left, no record changed, no message and
//! no event kept. The clock goes on from where it is, because nothing may happen before what has
//! happened; and who has come stays, because the platform knows them.

use crate::town::{Town, lock};

/// Puts the city back.
pub(crate) fn reset(town: &Town) {
    lock(&town.faults).clear();
    lock(&town.corrections).clear();
    lock(&town.questions).clear();
    lock(&town.unit_questions).clear();
    lock(&town.receivers).clear(None);
    let mut messages = lock(&town.messages);
    messages.clear();
    messages.faults().clear();
}
