//! How many requests may be under way at once, and how many bodies of one sender may be awaited.

use std::cell::RefCell;
use std::collections::HashMap;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::{HttpMessage, HttpRequest, web};
use futures::FutureExt;
use shared::problem::ProblemKind;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::{LONGEST_PAUSE, SLOWEST_BODY};
use crate::error::{Error, Result};

/// How many bodies of one sender are awaited at once. A browser sends one or two.
const MOST_AWAITED: u32 = 8;

/// How many files of one sender, and to one reader, are under way at once.
const MOST_FILES: u32 = 2;

/// The room for requests under way, all of them together.
pub(super) struct Room {
    places: Arc<Semaphore>,
    /// For files that arrive, which are large.
    files: Arc<Semaphore>,
    /// For files that are given.
    given: Arc<Semaphore>,
    /// How many bodies are awaited, by sender.
    awaited: Mutex<HashMap<Vec<u8>, u32>>,
}

impl Room {
    /// Room for so many.
    pub(super) fn for_requests(most: usize, most_files: usize) -> Self {
        let of = |most: usize| Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)));
        Self {
            places: of(most),
            files: of(most_files),
            given: of(most_files),
            awaited: Mutex::default(),
        }
    }

    /// A place, unless all are taken.
    pub(super) fn enter(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    /// Counts one more body that a sender leaves unfinished, as long as the guard lives; none where
    /// there are too many.
    fn await_from(room: &web::Data<Self>, sender: &[u8], most: u32) -> Option<Awaited> {
        let mut awaited = room.awaited.lock().unwrap_or_else(PoisonError::into_inner);
        let count = awaited.entry(sender.to_vec()).or_default();
        if *count >= most {
            return None;
        }
        *count = count.saturating_add(1);
        Some(Awaited {
            room: room.clone(),
            sender: sender.to_vec(),
        })
    }
}

/// One body that is awaited.
struct Awaited {
    room: web::Data<Room>,
    sender: Vec<u8>,
}

impl Drop for Awaited {
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
    let (read, _awaited) = wait(request, (sender, MOST_AWAITED, SLOWEST_BODY), body).await?;
    Ok(read)
}

/// The room that a file has while it is under way, in all and of its sender's.
pub(super) struct FileRoom {
    _permit: OwnedSemaphorePermit,
    _awaited: Awaited,
}

/// The same for a file, of which there is room for fewer: the guard keeps that room, and the sender's
/// share of it, until what was read is done with.
///
/// # Errors
/// As for a body, or too many files are under way.
pub(super) async fn await_file<T>(
    request: &HttpRequest,
    sender: &[u8],
    body: impl Future<Output = T>,
) -> Result<(T, FileRoom)> {
    let files = Arc::clone(&room(request)?.files).try_acquire_owned();
    let permit = files.or(Err(ProblemKind::Unavailable))?;
    let sender = [b"files of ", sender].concat();
    let (read, awaited) = wait(request, (&sender, MOST_FILES, LONGEST_PAUSE), pin!(body)).await?;
    let room = FileRoom {
        _permit: permit,
        _awaited: awaited,
    };
    Ok((read, room))
}

/// Room for a file that is given to somebody, who may read it slowly.
///
/// # Errors
/// Too many are under way, in all or to the same reader.
pub(super) fn give_file(request: &HttpRequest, reader: &[u8]) -> Result<FileRoom> {
    let room = room(request)?;
    let given = Arc::clone(&room.given).try_acquire_owned();
    let permit = given.or(Err(ProblemKind::Unavailable))?;
    let reader = [b"files to ", reader].concat();
    let awaited = Room::await_from(&room, &reader, MOST_FILES);
    let awaited = awaited.ok_or_else(|| too_many(LONGEST_PAUSE))?;
    Ok(FileRoom {
        _permit: permit,
        _awaited: awaited,
    })
}

fn too_many(come_back: Duration) -> Error {
    Error::retry_after(ProblemKind::TooManyRequests, come_back.as_secs())
}

fn room(request: &HttpRequest) -> Result<web::Data<Room>> {
    let room = request.app_data::<web::Data<Room>>().cloned();
    room.ok_or_else(|| Error::unexpected("the room is not there"))
}

/// Waits outside for a body of a sender, who may leave so many unfinished and is told when to come
/// back otherwise.
async fn wait<T>(
    request: &HttpRequest,
    (sender, most, come_back): (&[u8], u32, Duration),
    body: Pin<&mut impl Future<Output = T>>,
) -> Result<(T, Awaited)> {
    let room = room(request)?;
    let place = request.extensions().get::<Place>().cloned();
    let place = place.ok_or_else(|| Error::unexpected("a request without a place"))?;
    let awaited = Room::await_from(&room, sender, most);
    let awaited = awaited.ok_or_else(|| too_many(come_back))?;
    place.leave();
    let read = body.await;
    let permit = room.enter().ok_or(ProblemKind::Unavailable)?;
    place.take(permit);
    Ok((read, awaited))
}
