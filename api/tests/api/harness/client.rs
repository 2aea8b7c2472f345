//! A registered client, a third party's program: it has no cookies, and shows an access token.

use api::service::access::partner::format_client;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use shared::client::token::TokenAnswer;
use uuid::Uuid;

use super::browser::{Answer, Browser};

/// The client.
pub(crate) struct Client {
    /// What it is known by.
    pub(crate) id: Uuid,
    /// Its access token.
    pub(crate) token: String,
    /// Its secret.
    pub(crate) secret: String,
    pub(crate) program: Browser,
}

impl Client {
    /// Gets another access token: one lasts for ten minutes.
    pub(crate) async fn renew(&mut self) {
        let answer = ask_token(&self.program, self.id, &self.secret, &[]).await;
        let answer: TokenAnswer = answer.expect(200).json();
        self.token = answer.access_token;
    }

    /// Reads a path of ours.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None).await
    }

    /// Sends JSON, or nothing, to a path of ours.
    pub(crate) async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        self.send(method, path, &[], body).await
    }

    /// The same under a key that makes a repetition safe.
    pub(crate) async fn post(&self, path: &str, key: &str, body: &Value) -> Answer {
        let headers = [("idempotency-key", key)];
        self.send("POST", path, &headers, Some(body)).await
    }

    /// Sends JSON, or nothing, to a path of ours, with headers.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        // A program says nothing of where it comes from.
        let mut all = vec![
            ("authorization", bearer.as_str()),
            ("sec-fetch-site", ""),
            ("origin", ""),
        ];
        if body.is_some() {
            all.push(("content-type", "application/json"));
        }
        all.extend(headers);
        let body = body.map(|body| serde_json::to_vec(body).unwrap());
        self.program.send(method, path, &all, body).await
    }
}

/// Asks for a token with a secret and further parameters.
pub(crate) async fn ask_token(
    program: &Browser,
    id: Uuid,
    secret: &str,
    more: &[(&str, &str)],
) -> Answer {
    let pair = STANDARD.encode(format!("{}:{secret}", format_client(id)));
    let basic = format!("Basic {pair}");
    let headers = [("authorization", basic.as_str())];
    let mut fields = vec![("grant_type", "client_credentials")];
    fields.extend(more);
    send_form(program, &headers, &fields).await
}

/// Sends a form to the token endpoint, as a program does.
pub(crate) async fn send_form(
    program: &Browser,
    headers: &[(&str, &str)],
    fields: &[(&str, &str)],
) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
        .into_bytes();
    let mut all = vec![
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", ""),
        ("origin", ""),
    ];
    all.extend(headers);
    program.send("POST", "/oauth/token", &all, Some(body)).await
}
