//! Files as bodies: those that arrive, and those that are given.

use std::future::{Ready, ready};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use futures::StreamExt;
use shared::problem::ProblemKind;
use shared::upload::Upload;
use tokio::task::AbortHandle;
use utoipa::openapi::schema::{Object, Schema};
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

use super::limits::{LONGEST_PAUSE, SLOWEST_FILE};
use super::room::{FileRoom, await_file};
use crate::error::Result;
use crate::service::access::BoundUser;

/// The content of a file, in the description.
#[derive(Debug)]
pub(super) struct FileContent;

impl PartialSchema for FileContent {
    fn schema() -> RefOr<Schema> {
        let bytes: Object = ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .description(Some("The bytes of a file."))
            .build();
        RefOr::T(Schema::Object(bytes))
    }
}

impl ToSchema for FileContent {}

/// A file that has not been read.
pub(super) struct FileBody {
    request: HttpRequest,
    payload: Payload,
}

impl FromRequest for FileBody {
    type Error = actix_web::Error;
    type Future = Ready<std::result::Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Ok(Self {
            request: request.clone(),
            payload: payload.take(),
        }))
    }
}

impl FileBody {
    /// Reads a file that somebody sends, of so many bytes at the most. Its media type is not asked
    /// for. The guard keeps the room of the file until it is dropped.
    ///
    /// # Errors
    /// The file is larger, or slower than [`SLOWEST_FILE`], or stops for [`LONGEST_PAUSE`]; or too many
    /// are under way.
    pub(super) async fn read(self, who: &BoundUser, most: usize) -> Result<(Vec<u8>, FileRoom)> {
        let told = self.request.headers().get(header::CONTENT_LENGTH);
        let told = told.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if told.is_some_and(|length| length > most) {
            return Err(ProblemKind::FileTooLarge.into());
        }
        let body = tokio::time::timeout(SLOWEST_FILE, collect(self.payload, most));
        let sender = who.account();
        let (read, room) = await_file(&self.request, sender.as_bytes(), body).await?;
        let Ok(read) = read else {
            return Err(ProblemKind::RequestTimeout.into());
        };
        Ok((read?, room))
    }
}

async fn collect(mut payload: Payload, most: usize) -> Result<Vec<u8>> {
    let mut all = BytesMut::new();
    loop {
        let next = tokio::time::timeout(LONGEST_PAUSE, payload.next()).await;
        // A connection that is cut comes to the same as one that falls silent.
        let chunk = match next {
            Ok(None) => return Ok(all.into()),
            Ok(Some(Ok(chunk))) => chunk,
            Ok(Some(Err(_))) | Err(_) => return Err(ProblemKind::RequestTimeout.into()),
        };
        if all.len().saturating_add(chunk.len()) > most {
            return Err(ProblemKind::FileTooLarge.into());
        }
        all.extend_from_slice(&chunk);
    }
}

/// `File-Name`: the name of the file with its sender, UTF-8 in percent-encoding, as
/// `encodeURIComponent` writes it. One that cannot be read is none.
pub(super) fn file_name(request: &HttpRequest) -> String {
    let told = request.headers().get("File-Name");
    let told = told.and_then(|told| told.to_str().ok()).unwrap_or_default();
    // What has neither `&` nor `=` is one name of a form.
    let name = url::form_urlencoded::parse(told.as_bytes()).next();
    name.map(|(name, _)| name.into_owned()).unwrap_or_default()
}

/// A content on its way: in parts, because what is given whole counts as sent at once. A reader who takes
/// longer than [`SLOWEST_FILE`] loses it, so that nobody can keep the room for files from others.
struct Sent {
    length: u64,
    rest: Arc<Mutex<Option<Rest>>>,
    end: AbortHandle,
}

/// What is not sent, with the room that it keeps.
struct Rest {
    content: Bytes,
    _room: FileRoom,
}

/// How many bytes are given to the connection at a time.
const PART: usize = 32 * 1024;

impl Sent {
    fn new(content: Bytes, room: FileRoom, slowest: Duration) -> Self {
        let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
        let rest = Arc::new(Mutex::new(Some(Rest {
            content,
            _room: room,
        })));
        let kept = Arc::clone(&rest);
        // A connection that takes nothing asks for nothing: only a clock of its own ends that.
        let end = tokio::spawn(async move {
            tokio::time::sleep(slowest).await;
            held(&kept).take();
        });
        Self {
            length,
            rest,
            end: end.abort_handle(),
        }
    }
}

/// A panic elsewhere leaves plain data that is still good.
fn held(rest: &Mutex<Option<Rest>>) -> MutexGuard<'_, Option<Rest>> {
    rest.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Sent {
    fn drop(&mut self) {
        // At once: the clock lets go of its share only when its turn comes.
        held(&self.rest).take();
        self.end.abort();
    }
}

impl MessageBody for Sent {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.length)
    }

    fn poll_next(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Bytes, Self::Error>>> {
        let mut rest = held(&self.rest);
        let Some(rest) = rest.as_mut() else {
            return Poll::Ready(Some(Err(io::ErrorKind::TimedOut.into())));
        };
        let length = rest.content.len().min(PART);
        Poll::Ready(match length {
            0 => None,
            length => Some(Ok(rest.content.split_to(length))),
        })
    }
}

/// The answer that gives a file to somebody: to be saved, never shown as a page of ours.
pub(super) fn answer((upload, content): (Upload, Vec<u8>), room: FileRoom) -> HttpResponse {
    let disposition = format!(
        "attachment; filename=\"file.{}\"; filename*=UTF-8''{}",
        upload.media_type.ending(),
        percent_encoded(&upload.file_name)
    );
    HttpResponse::Ok()
        .content_type(upload.media_type.slug())
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        .body(Sent::new(content.into(), room, SLOWEST_FILE))
}

/// The answer that gives a document that was made for it: its name in plain letters, and its name.
pub(super) fn document((plain, name): (&str, &str), content: Vec<u8>) -> HttpResponse {
    let disposition = format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{}",
        percent_encoded(name)
    );
    HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        .body(content)
}

/// A name as the value of a parameter of a header (RFC 8187, 3.2).
fn percent_encoded(name: &str) -> String {
    name.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::room::{Room, give_file};
    use super::*;

    const SOON: Duration = Duration::from_millis(50);

    #[tokio::test]
    async fn who_does_not_read_keeps_the_room_for_a_while_only() {
        let room = actix_web::web::Data::new(Room::for_requests(1, 1));
        let request = actix_web::test::TestRequest::default()
            .app_data(room)
            .to_http_request();
        let content = Bytes::from(vec![7; PART + 1]);
        let mut sent = Sent::new(content.clone(), give_file(&request, b"a").unwrap(), SOON);
        let mut context = Context::from_waker(std::task::Waker::noop());
        let first = Pin::new(&mut sent).poll_next(&mut context);
        assert!(matches!(first, Poll::Ready(Some(Ok(part))) if part.len() == PART));
        assert!(give_file(&request, b"b").is_err());
        tokio::time::sleep(SOON * 4).await;
        let next = Pin::new(&mut sent).poll_next(&mut context);
        assert!(matches!(next, Poll::Ready(Some(Err(_)))));
        // Who reads, and who is gone, leaves it to others at once.
        let mut sent = Sent::new(content, give_file(&request, b"b").unwrap(), SLOWEST_FILE);
        let mut length = 0;
        while let Poll::Ready(Some(part)) = Pin::new(&mut sent).poll_next(&mut context) {
            length += part.unwrap().len();
        }
        assert_eq!(length, PART + 1);
        drop(sent);
        assert!(give_file(&request, b"c").is_ok());
    }

    #[test]
    fn a_name_comes_and_goes_as_it_is() {
        for (told, name) in [
            ("%E4%B8%8D%20%E5%8A%A8.jpg", "不 动.jpg"),
            ("a%26b%3Dc%2B.jpg", "a&b=c+.jpg"),
            ("plain.png", "plain.png"),
        ] {
            let request = actix_web::test::TestRequest::default()
                .insert_header(("File-Name", told))
                .to_http_request();
            assert_eq!(file_name(&request), name);
        }
        assert_eq!(percent_encoded("不 \"a\".jpg"), "%E4%B8%8D%20%22a%22.jpg");
    }
}
