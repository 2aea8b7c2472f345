//! A browser without a window, in which a person of the city uses the platform: it keeps cookies, sends
//! forms, and goes where it is told to.

use std::collections::BTreeMap;

use reqwest::header::{self, HeaderName};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde_json::Value;

/// Why something was not done at the platform.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PlatformError {
    /// Nobody has said where it is.
    #[error("the city does not know where the platform is: start it with --client-redirect")]
    Unknown,
    /// It cannot be reached.
    #[error("{step}: the platform does not answer: {source}")]
    Silent {
        /// What was tried.
        step: &'static str,
        /// Why not.
        source: reqwest::Error,
    },
    /// It answered otherwise than it should.
    #[error("{step}: the platform answered {status}: {said}")]
    Refused {
        /// What was tried.
        step: &'static str,
        /// The status.
        status: StatusCode,
        /// How the answer begins.
        said: String,
    },
}

/// The browser.
#[derive(Debug)]
pub(super) struct Browser {
    client: reqwest::Client,
    /// Hosts are not told apart: platform and city have cookies of other names.
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Response {
    step: &'static str,
    status: StatusCode,
    at: String,
    location: Option<String>,
    etag: Option<String>,
    text: String,
}

/// What is sent.
#[derive(Debug, Default)]
pub(super) struct Sent<'a> {
    /// A form.
    pub(super) form: Option<&'a [(&'a str, &'a str)]>,
    /// JSON.
    pub(super) json: Option<Value>,
    /// Further headers.
    pub(super) headers: Vec<(HeaderName, String)>,
}

impl Sent<'_> {
    /// A value as JSON.
    pub(super) fn json(value: impl Serialize) -> Self {
        Self {
            json: serde_json::to_value(value).ok(),
            ..Self::default()
        }
    }

    /// With one more header.
    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

impl Browser {
    pub(super) fn new(client: reqwest::Client) -> Self {
        Self {
            client,
            cookies: BTreeMap::new(),
        }
    }

    /// Reads a page.
    pub(super) async fn get(
        &mut self,
        step: &'static str,
        at: &str,
    ) -> Result<Response, PlatformError> {
        self.send(step, Method::GET, at, Sent::default()).await
    }

    /// Sends something as a page of that address would.
    pub(super) async fn send(
        &mut self,
        step: &'static str,
        method: Method,
        at: &str,
        sent: Sent<'_>,
    ) -> Result<Response, PlatformError> {
        let silent = |source| PlatformError::Silent { step, source };
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = self
            .client
            .request(method, at)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookies.join("; "));
        for (name, value) in sent.headers {
            request = request.header(name, value);
        }
        if let Some(form) = sent.form {
            request = request.form(form);
        }
        if let Some(json) = &sent.json {
            request = request.json(json);
        }
        let answer = request.send().await.map_err(silent)?;
        let said = |name| {
            let value = answer.headers().get(name);
            value
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let pair = set.to_str().ok().and_then(|set| set.split(';').next());
            if let Some((name, value)) = pair.and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Response {
            step,
            status: answer.status(),
            at: at.to_owned(),
            location: said(header::LOCATION),
            etag: said(header::ETAG),
            text: answer.text().await.map_err(silent)?,
        })
    }
}

impl Response {
    fn refused(&self) -> PlatformError {
        PlatformError::Refused {
            step: self.step,
            status: self.status,
            said: self.text.chars().take(300).collect(),
        }
    }

    /// Where it leads.
    pub(super) fn location(&self) -> Result<String, PlatformError> {
        let base = url::Url::parse(&self.at).ok();
        let to = base.and_then(|base| base.join(self.location.as_deref()?).ok());
        let to = to.filter(|_| self.status.is_redirection());
        to.map(String::from).ok_or_else(|| self.refused())
    }

    /// What was done.
    pub(super) fn done(self) -> Result<Done, PlatformError> {
        if !self.status.is_success() {
            return Err(self.refused());
        }
        match serde_json::from_str(&self.text) {
            Ok(content) => Ok(Done {
                content,
                etag: self.etag.unwrap_or_default(),
            }),
            Err(_) => Err(self.refused()),
        }
    }
}

/// The answer to what was done.
#[derive(Debug)]
pub(super) struct Done {
    /// It, as JSON.
    pub(super) content: Value,
    /// By which `If-Match` names it.
    pub(super) etag: String,
}
