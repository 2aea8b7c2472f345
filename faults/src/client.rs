//! One person in front of a browser: signs in, and asks whichever instance is next.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use shared::document::Document;
use url::Url;

use crate::Failure;

/// How long a client waits for an answer.
const PATIENCE: Duration = Duration::from_secs(12);

/// A person of the city who has signed in.
#[derive(Debug)]
pub(crate) struct Person {
    http: Client,
    /// The instances of the api.
    homes: Arc<[String]>,
    next: AtomicUsize,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// An answer that arrived.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    location: Option<String>,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Result<Value, Failure> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

impl Person {
    /// Signs in with the first instance and binds the document.
    pub(crate) async fn arrive(
        homes: Arc<[String]>,
        user: &str,
        document: &Document,
    ) -> Result<Self, Failure> {
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()?;
        let person = Self {
            http,
            homes,
            next: AtomicUsize::new(0),
            cookies: Mutex::default(),
        };
        person.sign_in(user).await?;
        let body = json!({ "document": document });
        let bound = person
            .ask("PUT", "/api/v1/account/document", &[], Some(&body))
            .await?;
        match bound.status {
            StatusCode::OK | StatusCode::CONFLICT => Ok(person),
            status => Err(format!("{user} could not bind: {status}").into()),
        }
    }

    async fn sign_in(&self, user: &str) -> Result<(), Failure> {
        let home = self.homes.first().ok_or("there is no instance")?;
        let start = format!("{home}/auth/sign-in?return_to=/&lang=en");
        let provider = Url::parse(&self.follow("GET", &start, None).await?)?;
        let page = provider.join(&self.follow("GET", provider.as_str(), None).await?)?;
        let html = self.exchange("GET", page.as_str(), &[], None).await?.body;
        let html = String::from_utf8(html)?;
        let request = html
            .split_once("name=\"request\" value=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .ok_or("the provider's page has no form")?;
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("request", request.0)
            .append_pair("user_name", user)
            .append_pair("password", sandbox::PASSWORD)
            .finish();
        let to = page.join("/sign-in")?;
        let callback = self.follow("POST", to.as_str(), Some(form)).await?;
        let led = self.follow("GET", &callback, None).await?;
        if led.contains("error") {
            return Err(format!("{user} could not sign in: {led}").into());
        }
        Ok(())
    }

    /// Where an address leads.
    async fn follow(
        &self,
        method: &str,
        url: &str,
        form: Option<String>,
    ) -> Result<String, Failure> {
        let form = form.map(|form| ("application/x-www-form-urlencoded", form.into_bytes()));
        let answer = self.exchange(method, url, &[], form).await?;
        let status = answer.status;
        answer
            .location
            .ok_or_else(|| format!("{url} leads nowhere: {status}").into())
    }

    /// Asks the next instance.
    ///
    /// # Errors
    /// No answer, or only a part of it.
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Answer, Failure> {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        let home = self
            .homes
            .iter()
            .cycle()
            .nth(next % self.homes.len().max(1));
        let url = format!("{}{path}", home.ok_or("there is no instance")?);
        let body = body.map(|body| ("application/json", body.to_string().into_bytes()));
        self.exchange(method, &url, headers, body).await
    }

    async fn exchange(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<(&str, Vec<u8>)>,
    ) -> Result<Answer, Failure> {
        let mut request = self
            .http
            .request(Method::from_bytes(method.as_bytes())?, url)
            .header("sec-fetch-site", "same-origin")
            .header(COOKIE, self.cookies());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some((kind, bytes)) = body {
            request = request.header("content-type", kind).body(bytes);
        }
        let answer = request.send().await?;
        for set in answer.headers().get_all(SET_COOKIE) {
            self.keep(set.to_str()?);
        }
        let location = answer.headers().get(LOCATION);
        let location = location.map(|to| to.to_str().map(str::to_owned));
        Ok(Answer {
            status: answer.status(),
            location: location.transpose()?,
            body: answer.bytes().await?.to_vec(),
        })
    }

    fn cookies(&self) -> String {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let pairs: Vec<String> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        pairs.join("; ")
    }

    fn keep(&self, set: &str) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = set.split(';').next().unwrap_or_default();
        if let Some((name, value)) = pair.split_once('=') {
            if set.to_ascii_lowercase().contains("max-age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
