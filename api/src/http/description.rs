//! The description of the API over HTTP.

use std::io::Write;
use std::sync::OnceLock;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::caching::takes;
use super::mounting::ServiceConfig;
use super::operation::operation;
use crate::error::Result;

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config.service(operation(__path_read_description, read_description, &[]));
}

/// The description, ready to be sent: one text for all who ask, made for the first of them.
#[derive(Debug)]
pub(super) struct Text {
    make: Make,
    made: OnceLock<Made>,
}

/// What makes the text.
pub(super) type Make = fn() -> std::result::Result<String, serde_json::Error>;

#[derive(Debug)]
struct Made {
    plain: Bytes,
    gzip: Bytes,
}

impl Text {
    /// A text that is yet to be made.
    pub(super) fn of(make: Make) -> Self {
        let made = OnceLock::new();
        Self { make, made }
    }

    fn made(&self) -> Result<&Made> {
        if let Some(made) = self.made.get() {
            return Ok(made);
        }
        let text = (self.make)()?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        let gzip = gzip.write_all(text.as_bytes()).and_then(|()| gzip.finish());
        let made = Made {
            gzip: gzip.map_err(serde_json::Error::io)?.into(),
            plain: text.into(),
        };
        Ok(self.made.get_or_init(|| made))
    }
}

/// Read this description
///
/// The same that `api openapi` prints.
#[utoipa::path(get, path = "/openapi.json", tag = "description", responses(
    (status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json"),
))]
async fn read_description(request: HttpRequest, text: web::Data<Text>) -> Result<HttpResponse> {
    let made = text.made()?;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("application/json")
        .insert_header((header::VARY, "Accept-Encoding"));
    // It is twenty times as long in clear.
    Ok(if takes(&request, "gzip") {
        answer
            .insert_header((header::CONTENT_ENCODING, "gzip"))
            .body(made.gzip.clone())
    } else {
        answer.body(made.plain.clone())
    })
}
