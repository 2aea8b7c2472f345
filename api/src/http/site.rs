//! The web application: its page for every path that is nobody else's, and its hashed files.
//!
//! Everything is read once at start; a file that is not there then does not exist.

use std::collections::HashMap;
use std::path::Path;
use std::{fs, io};

use actix_web::http::{Method, StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::caching;
use super::security::{POLICY_OF_WORKER, policy_of_pages};

const PAGE: &str = "/index.html";
/// The same page with the notice that this is a sandbox.
const PAGE_OF_SANDBOX: &str = "/sandbox.html";
/// Names hold a hash of the content, so that a file never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The worker of the page that checks certificates: the one file that is not named by its content.
const WORKER: &str = "/verify-worker.js";
/// The page names the files: it has to be asked for each time.
const ASK_AGAIN: &str = "no-cache";

/// The built web application.
#[derive(Debug, Default)]
pub struct Site {
    files: HashMap<String, File>,
    policy: String,
}

#[derive(Debug)]
struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    media_type: &'static str,
    tag: String,
}

impl Site {
    /// Reads the folder.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut files = HashMap::new();
        collect(folder, "", &mut files)?;
        let page = files
            .get(PAGE)
            .map(|page: &File| page.plain.clone())
            .unwrap_or_default();
        let hashes = inline_scripts(&String::from_utf8_lossy(&page))
            .iter()
            .map(|script| STANDARD.encode(Sha256::digest(script)))
            .collect::<Vec<_>>();
        Ok(Self {
            files,
            policy: policy_of_pages(&hashes),
        })
    }

    /// Whether there is a page to show.
    #[must_use]
    pub fn is_built(&self) -> bool {
        self.files.contains_key(PAGE)
    }

    /// The file of that path, or the page where a person asks for one; none where nothing fits.
    pub(super) fn answer(&self, request: &HttpRequest, is_sandbox: bool) -> Option<HttpResponse> {
        if *request.method() != Method::GET && *request.method() != Method::HEAD {
            return None;
        }
        let path = request.path();
        if let Some(file) = self
            .files
            .get(path)
            .filter(|_| ![PAGE, PAGE_OF_SANDBOX].contains(&path))
        {
            let keep = if path == WORKER { ASK_AGAIN } else { FOR_EVER };
            return Some(self.send(request, file, keep));
        }
        let name = path.rsplit('/').next().unwrap_or_default();
        if path != "/" && (name.contains('.') || !wants_html(request)) {
            return None;
        }
        let page = if is_sandbox { PAGE_OF_SANDBOX } else { PAGE };
        self.files
            .get(page)
            .map(|page| self.send(request, page, ASK_AGAIN))
    }

    fn send(&self, request: &HttpRequest, file: &File, keep: &'static str) -> HttpResponse {
        let brotli = file
            .brotli
            .as_ref()
            .filter(|_| caching::takes(request, "br"));
        let tag = match brotli {
            Some(_) => format!("\"{}-br\"", file.tag),
            None => format!("\"{}\"", file.tag),
        };
        let known = caching::is_known(request, &tag);
        let status = if known {
            StatusCode::NOT_MODIFIED
        } else {
            StatusCode::OK
        };
        let mut answer = HttpResponse::build(status);
        answer
            .insert_header((header::CACHE_CONTROL, keep))
            .insert_header((header::ETAG, tag))
            .insert_header((header::VARY, "Accept-Encoding"));
        if request.path() == WORKER {
            // What it may fetch says its own answer, not that of the page.
            answer.insert_header((header::CONTENT_SECURITY_POLICY, POLICY_OF_WORKER));
        } else if file.media_type == HTML {
            answer.insert_header((header::CONTENT_SECURITY_POLICY, self.policy.clone()));
        }
        if known {
            return answer.finish();
        }
        answer.content_type(file.media_type);
        match brotli {
            Some(brotli) => answer
                .insert_header((header::CONTENT_ENCODING, "br"))
                .body(brotli.clone()),
            None => answer.body(file.plain.clone()),
        }
    }
}

fn collect(folder: &Path, at: &str, files: &mut HashMap<String, File>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{at}/{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, files)?;
        } else if let Some(media_type) = media_type(&name) {
            let plain = Bytes::from(fs::read(entry.path())?);
            let compressed = entry.path().with_file_name(format!("{name}.br"));
            let brotli = match fs::read(compressed) {
                Ok(bytes) => Some(Bytes::from(bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err(error),
            };
            let tag = STANDARD.encode(Sha256::digest(&plain));
            files.insert(
                path,
                File {
                    tag: tag.chars().take(22).collect(),
                    plain,
                    brotli,
                    media_type,
                },
            );
        }
    }
    Ok(())
}

const HTML: &str = "text/html; charset=utf-8";

/// The media type by the ending; a file of another kind is not served.
fn media_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit('.').next()? {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

fn wants_html(request: &HttpRequest) -> bool {
    let accept = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// The texts of scripts without an address.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, after)) = after.split_once('>') else {
            break;
        };
        let Some((text, after)) = after.split_once("</script>") else {
            break;
        };
        if !attributes.contains("src=") && !text.is_empty() {
            found.push(text);
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_without_an_address_are_inline() {
        let page = "<script type=\"module\" nonce=\"x\">\nimport a;\n</script>\
                    <script src=\"/a.js\"></script><script>b</script>";
        assert_eq!(inline_scripts(page), ["\nimport a;\n", "b"]);
    }
}
