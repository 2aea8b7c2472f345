//! How many requests may be under way at once, and how many bodies of one sender may be awaited.

use std::cell::RefCell;
use std::collections::HashMap;
use std::pin::pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::{HttpMessage, HttpRequest, web};
use futures::FutureExt;
use shared::problem::ProblemKind;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::SLOWEST_BODY;
use crate::error::{Error, Result};

/// How many bodies of one sender are awaited at once. A browser sends one or two.
const MOST_AWAITED: u32 = 8;

/// The room for requests under way, all of them together.
pub(super) struct Room {
    places: Arc<Semaphore>,
    /// How many bodies are awaited, by sender.
    awaited: Mutex<HashMap<Vec<u8>, u32>>,
}

impl Room {
    /// Room for so many.
    pub(super) fn for_requests(most: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS))),
            awaited: Mutex::default(),
        }
    }

    /// A place, unless all are taken.
    pub(super) fn enter(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    /// Counts one more body that a sender leaves unfinished, as long as the guard lives; none where
    /// there are too many.
    fn await_from(&self, sender: &[u8]) -> Option<Awaited<'_>> {
        let mut awaited = self.awaited.lock().unwrap_or_else(PoisonError::into_inner);
        let count = awaited.entry(sender.to_vec()).or_default();
        if *count >= MOST_AWAITED {
            return None;
        }
        *count = count.saturating_add(1);
        Some(Awaited {
            room: self,
            sender: sender.to_vec(),
        })
    }
}

/// One body that is awaited.
struct Awaited<'a> {
    room: &'a Room,
    sender: Vec<u8>,
}

impl Drop for Awaited<'_> {
    fn drop(&mut self) {
        let awaited = &self.room.awaited;
        let mut awaited = awaited.lock().unwrap_or_else(PoisonError::into_inner);
        let left = awaited.get(&self.sender).map_or(0, |count| count - 1);
        if left == 0 {
            awaited.remove(&self.sender);
        } else {
            awaited.insert(std::mem::take(&mut self.sender), left);
        }
    }
}

/// The place of a request in the room, as long as it needs one.
#[derive(Clone)]
pub(super) struct Place(Rc<RefCell<Option<OwnedSemaphorePermit>>>);

impl Place {
    /// The place that was found.
    pub(super) fn of(permit: OwnedSemaphorePermit) -> Self {
        Self(Rc::new(RefCell::new(Some(permit))))
    }

    /// Leaves it to others.
    pub(super) fn leave(&self) {
        self.0.take();
    }

    fn take(&self, permit: OwnedSemaphorePermit) {
        self.0.replace(Some(permit));
    }
}

/// Waits for the body of a request. One that is not there yet takes no place from others, however
/// slow it is: the request leaves its place and takes one again once the body is there.
///
/// # Errors
/// Too many bodies of that sender are awaited already, or there is no room once it is there.
pub(super) async fn await_body<T>(
    request: &HttpRequest,
    sender: &[u8],
    body: impl Future<Output = T>,
) -> Result<T> {
    let mut body = pin!(body);
    if let Some(read) = body.as_mut().now_or_never() {
        return Ok(read);
    }
    let room = request.app_data::<web::Data<Room>>().cloned();
    let room = room.ok_or_else(|| Error::unexpected("the room is not there"))?;
    let place = request.extensions().get::<Place>().cloned();
    let place = place.ok_or_else(|| Error::unexpected("a request without a place"))?;
    let read = {
        let most = || Error::retry_after(ProblemKind::TooManyRequests, SLOWEST_BODY.as_secs());
        let _awaited = room.await_from(sender).ok_or_else(most)?;
        place.leave();
        body.await
    };
    let permit = room.enter().ok_or(ProblemKind::Unavailable)?;
    place.take(permit);
    Ok(read)
}
