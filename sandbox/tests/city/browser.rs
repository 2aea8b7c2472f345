//! What the tests share: a city in a folder of its own, a browser with a cookie jar, and the
//! client's side of the code flow.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::{Method, RequestBuilder, Response};
use sandbox::{City, Options};
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::Url;

pub(crate) const REDIRECT: &str = "http://127.0.0.1:9/callback";
pub(crate) const SIGNED_OUT: &str = "http://127.0.0.1:9/signed-out";
pub(crate) const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-0";

/// A folder that nobody else uses.
pub(crate) fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("city-{}-{next}", std::process::id()));
    let _fresh = std::fs::remove_dir_all(&folder);
    folder
}

pub(crate) fn start_in(folder: &PathBuf) -> City {
    let mut options = Options::new(folder);
    options.client_redirects = vec![REDIRECT.to_owned()];
    options.client_post_logouts = vec![SIGNED_OUT.to_owned()];
    City::start(options).unwrap()
}

pub(crate) fn start() -> City {
    start_in(&folder())
}

/// A browser that keeps cookies and follows nothing by itself.
#[derive(Clone)]
pub(crate) struct Browser {
    client: reqwest::Client,
    base: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new(city: &City) -> Self {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self {
            client,
            base: city.url(),
            cookies: BTreeMap::new(),
        }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let at = if path.starts_with('/') {
            format!("{}{path}", self.base)
        } else {
            path.to_owned()
        };
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        self.client
            .request(method, at)
            .header("cookie", cookies.join("; "))
    }

    pub(crate) async fn send(&mut self, request: RequestBuilder) -> Response {
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (pair, rest) = cookie.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    pub(crate) async fn get(&mut self, path: &str) -> Response {
        let request = self.request(Method::GET, path);
        self.send(request).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Response {
        let request = self.request(Method::POST, path).form(form);
        self.send(request).await
    }

    /// Asks for a sign-in and follows to the page; the id of the request, or the answer's query
    /// where the provider sent the browser straight back.
    pub(crate) async fn authorize(&mut self, more: &[(&str, &str)]) -> Landing {
        let response = self.get(&authorize_path(more)).await;
        assert_eq!(response.status(), 303, "{}", response.text().await.unwrap());
        Landing::of(&response)
    }

    /// Signs in and gives the query of the way back.
    pub(crate) async fn sign_in(
        &mut self,
        user_name: &str,
        password: &str,
    ) -> BTreeMap<String, String> {
        let id = self.authorize(&[]).await.page();
        let form = [
            ("request", id.as_str()),
            ("user_name", user_name),
            ("password", password),
        ];
        let response = self.post("/sign-in", &form).await;
        assert_eq!(response.status(), 303);
        Landing::of(&response).back()
    }

    /// Exchanges a code as the client does.
    pub(crate) async fn exchange(&mut self, code: &str, changes: &[(&str, &str)]) -> (u16, Value) {
        let mut form: BTreeMap<&str, &str> = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ]
        .into();
        form.extend(changes.iter().copied());
        let request = self
            .request(Method::POST, "/token")
            .basic_auth(sandbox::CLIENT_ID, Some(sandbox::CLIENT_SECRET))
            .form(&form);
        let response = self.send(request).await;
        let status = response.status().as_u16();
        (status, response.json().await.unwrap())
    }
}

/// Where a redirect leads.
#[derive(Debug)]
pub(crate) enum Landing {
    Page(String),
    Back(BTreeMap<String, String>),
}

impl Landing {
    pub(crate) fn of(response: &Response) -> Self {
        let location = response.headers()["location"].to_str().unwrap();
        if location.starts_with('/') {
            return Self::Page(location.rsplit_once("request=").unwrap().1.to_owned());
        }
        let location = Url::parse(location).unwrap();
        assert!(location.as_str().starts_with(REDIRECT));
        Self::Back(location.query_pairs().into_owned().collect())
    }

    pub(crate) fn page(self) -> String {
        match self {
            Self::Page(id) => id,
            Self::Back(query) => panic!("sent back with {query:?}"),
        }
    }

    pub(crate) fn back(self) -> BTreeMap<String, String> {
        match self {
            Self::Back(query) => query,
            Self::Page(id) => panic!("still at a page: {id}"),
        }
    }
}

/// An authorisation request, with changes; an empty value leaves a parameter out.
pub(crate) fn authorize_path(changes: &[(&str, &str)]) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let mut query: BTreeMap<&str, &str> = [
        ("response_type", "code"),
        ("client_id", sandbox::CLIENT_ID),
        ("redirect_uri", REDIRECT),
        ("scope", "openid profile"),
        ("state", "the-state"),
        ("nonce", "the-nonce"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ]
    .into();
    query.extend(changes.iter().copied());
    let mut text = url::form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(query.iter().filter(|(_, value)| !value.is_empty()));
    format!("/authorize?{}", text.finish())
}

/// The payload of a token, unverified.
pub(crate) fn payload(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

/// The claims of a token, verified with the published keys of the city.
pub(crate) async fn verified(city: &City, token: &str) -> Value {
    let jwks: jsonwebtoken::jwk::JwkSet =
        Browser::new(city).get("/jwks").await.json().await.unwrap();
    let kid = jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
    let key = jwks.find(&kid).expect("the key is published");
    let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
    rules.set_audience(&[sandbox::CLIENT_ID]);
    rules.set_issuer(&[&city.issuer]);
    let key = jsonwebtoken::DecodingKey::from_jwk(key).unwrap();
    jsonwebtoken::decode(token, &key, &rules).unwrap().claims
}
