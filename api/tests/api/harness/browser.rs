//! A browser without a window: keeps cookies, follows redirects when asked to, fills in forms.

use std::collections::BTreeMap;
use std::sync::Mutex;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::account::BindDocument;
use shared::document::Document;
use shared::problem::{Problem, ProblemKind};
use url::Url;

use super::described::{self, Exchange};

/// The browser.
pub(crate) struct Browser {
    home: String,
    client: Client,
    /// Hosts are not told apart: both servers run on this machine, and their cookies have names of
    /// their own.
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Fails unless the status is this one.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        self
    }

    /// The body.
    #[track_caller]
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The body as a problem of that kind.
    #[track_caller]
    pub(crate) fn problem(&self, kind: ProblemKind) -> Problem {
        let problem: Problem = self.json();
        assert_eq!(problem.kind(), Some(kind), "{problem:?}");
        assert_eq!(problem.status, self.status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.header("x-request-id"), problem.request_id);
        problem
    }

    /// A header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

impl Browser {
    pub(crate) fn new(home: &str) -> Self {
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self {
            home: home.to_owned(),
            client,
            cookies: Mutex::default(),
        }
    }

    /// Reads a path of ours.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None).await
    }

    /// Sends JSON, or nothing, to a path of ours.
    pub(crate) async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let body = body.map(|body| serde_json::to_vec(body).unwrap());
        let headers: &[_] = match body {
            Some(_) => &[("content-type", "application/json")],
            None => &[],
        };
        self.send(method, path, headers, body).await
    }

    /// Sends anything to a path of ours.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        self.exchange(method, &format!("{}{path}", self.home), headers, body)
            .await
    }

    /// Sends JSON, or nothing, to any address.
    pub(crate) async fn at(&self, url: &str, method: &str, body: Option<&Value>) -> Answer {
        let body = body.map(|body| serde_json::to_vec(body).unwrap());
        self.exchange(method, url, &[("content-type", "application/json")], body)
            .await
    }

    /// Makes one request. Says where it comes from as a browser does, unless told otherwise: an
    /// empty value leaves a header out.
    async fn exchange(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        let mut all = HeaderMap::new();
        let origin = Url::parse(url).unwrap().origin().ascii_serialization();
        let usual = [
            ("sec-fetch-site", "same-origin"),
            ("origin", origin.as_str()),
            ("accept-language", "en"),
        ];
        for (name, value) in usual.iter().chain(headers) {
            let name = HeaderName::try_from(*name).unwrap();
            match *value {
                "" => drop(all.remove(&name)),
                value => drop(all.insert(name, HeaderValue::from_str(value).unwrap())),
            }
        }
        let cookies: Vec<String> = {
            let cookies = self.cookies.lock().unwrap();
            cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect()
        };
        if !cookies.is_empty() {
            all.insert(
                "cookie",
                HeaderValue::from_str(&cookies.join("; ")).unwrap(),
            );
        }
        let method_name = method;
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self.client.request(method, url).headers(all);
        if let Some(body) = body.clone() {
            request = request.body(body);
        }
        let answer = request.send().await.unwrap();
        self.keep_cookies(answer.headers());
        let answer = Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.bytes().await.unwrap().to_vec(),
        };
        if let Some(path) = url
            .strip_prefix(&self.home)
            .filter(|path| path.starts_with('/'))
        {
            described::check(&Exchange {
                method: method_name,
                path,
                body: body.as_deref(),
                status: answer.status,
                headers: &answer.headers,
                answer: &answer.body,
            });
        }
        answer
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for set in headers.get_all("set-cookie") {
            let mut parts = set.to_str().unwrap().split("; ");
            let (name, value) = parts.next().unwrap().split_once('=').unwrap();
            if parts.any(|part| part.eq_ignore_ascii_case("max-age=0")) {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// A cookie that the browser keeps.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Plants a cookie, as only an attacker would.
    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .unwrap()
            .insert(name.to_owned(), value.to_owned());
    }

    /// Where an answer leads.
    #[track_caller]
    pub(crate) fn location(answer: &Answer) -> String {
        assert_eq!(
            answer.status,
            303,
            "{}",
            String::from_utf8_lossy(&answer.body)
        );
        let location = answer.header("location");
        if !location.starts_with("/entry?error=") {
            return location.to_owned();
        }
        // The number to quote is another one each time.
        let (why, number) = location.split_once("&request=").unwrap();
        assert_eq!(number, answer.header("x-request-id"));
        assert_eq!(number.len(), 32);
        why.to_owned()
    }

    /// Begins a sign-in and goes on to the provider's page.
    pub(crate) async fn start_sign_in(&self, return_to: &str) -> (Url, String) {
        let start = self
            .get(&format!("/auth/sign-in?return_to={return_to}&lang=en"))
            .await;
        let provider = Url::parse(&Self::location(&start)).unwrap();
        let page = self.exchange("GET", provider.as_str(), &[], None).await;
        let page = provider.join(&Self::location(&page)).unwrap();
        let html = self
            .exchange("GET", page.as_str(), &[], None)
            .await
            .expect(200);
        (page, html.text())
    }

    /// Signs in at the provider; returns the callback, not yet called.
    pub(crate) async fn to_callback(&self, user: &str, password: &str, return_to: &str) -> String {
        let (page, html) = self.start_sign_in(return_to).await;
        let fields = [
            ("request", form_field(&html, "request")),
            ("user_name", user.to_owned()),
            ("password", password.to_owned()),
        ];
        let answer = self.submit(&page, "/sign-in", &fields).await;
        Self::location(&answer)
    }

    /// Signs in; returns where it led.
    pub(crate) async fn sign_in(&self, user: &str, password: &str, return_to: &str) -> String {
        let callback = self.to_callback(user, password, return_to).await;
        let answer = self
            .exchange("GET", &callback, &[("sec-fetch-site", "cross-site")], None)
            .await;
        Self::location(&answer)
    }

    /// Registers at the provider, which signs in, and has the identity verified by a number, or
    /// puts that off; returns where it led.
    pub(crate) async fn register(&self, user: &str, name: &str, number: Option<&str>) -> String {
        let (page, html) = self.start_sign_in("/").await;
        let password = "correct horse".to_owned();
        let fields = [
            ("request", form_field(&html, "request")),
            ("user_name", user.to_owned()),
            ("name", name.to_owned()),
            ("mobile", String::new()),
            ("password", password.clone()),
            ("password_again", password),
        ];
        let answer = self.submit(&page, "/register", &fields).await;
        let verify = page.join(&Self::location(&answer)).unwrap();
        self.verify(&verify, number).await
    }

    /// Has the identity verified on that page of the provider, or puts it off; returns where it led.
    pub(crate) async fn verify(&self, page: &Url, number: Option<&str>) -> String {
        let html = self.exchange("GET", page.as_str(), &[], None).await;
        let request = form_field(&html.expect(200).text(), "request");
        let proof = match number {
            Some(number) => ("number", number.to_owned()),
            None => ("later", "1".to_owned()),
        };
        let answer = self
            .submit(page, "/verify", &[("request", request), proof])
            .await;
        let callback = Self::location(&answer);
        let answer = self.exchange("GET", &callback, &[], None).await;
        Self::location(&answer)
    }

    /// Submits a form of a page.
    pub(crate) async fn submit(&self, page: &Url, to: &str, fields: &[(&str, String)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish()
            .into_bytes();
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let to = page.join(to).unwrap();
        self.exchange("POST", to.as_str(), &form, Some(body)).await
    }

    /// Goes to any address, as a link or a redirect from elsewhere would.
    pub(crate) async fn visit(&self, url: &str) -> Answer {
        self.exchange(
            "GET",
            url,
            &[("sec-fetch-site", "cross-site"), ("origin", "")],
            None,
        )
        .await
    }

    /// Binds a document.
    pub(crate) async fn bind(&self, document: &Document) -> Answer {
        let body = BindDocument {
            document: document.clone(),
            citizen_number: None,
        };
        self.call("PUT", "/api/v1/account/document", Some(&value(&body)))
            .await
    }
}

/// A value as JSON.
pub(crate) fn value(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// The value of a hidden field.
pub(crate) fn form_field(html: &str, name: &str) -> String {
    let after = html
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap()
        .1;
    after.split_once('"').unwrap().0.to_owned()
}
