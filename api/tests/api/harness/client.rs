//! A registered client, a third party's program: it has no cookies, and shows an access token.

use api::service::access::partner;
use api::store::clients::ClientRow;
use api::store::clients::credentials::{CredentialRow, Proof};
use serde_json::Value;
use shared::scope::Scope;
use uuid::Uuid;

use super::{Answer, Browser, World};

/// The client.
pub(crate) struct Client {
    /// What it is known by.
    pub(crate) id: Uuid,
    /// Its access token.
    pub(crate) token: String,
    program: Browser,
}

impl Client {
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

impl World {
    /// A client that is registered for these scopes, with an access token for all of them.
    pub(crate) async fn client(&self, scopes: &[Scope]) -> Client {
        let (id, credential, now) = (self.app.new_id(), self.app.new_id(), self.app.now());
        let client = ClientRow {
            id,
            name: format!("测试网签系统 {}", id.simple()),
            version: 1,
            scopes: scopes.to_vec(),
            proposal: None,
            networks: Vec::new(),
            contacts: Vec::new(),
            registered_at: now,
            expires_at: None,
            disabled_at: None,
            last_used_at: None,
        };
        let write = self.app.store.begin().await.unwrap();
        write.add_client(&client).await.unwrap();
        let secret = CredentialRow {
            id: credential,
            client: id,
            proof: Proof::Secret(Vec::new()),
            proposed_by: None,
            added_at: now,
            last_used_at: None,
        };
        assert!(write.add_credential(&secret).await.unwrap());
        write.commit().await.unwrap();
        let token = partner::issue(&self.app, id, credential, scopes)
            .await
            .unwrap();
        Client {
            id,
            token,
            program: self.browser(),
        }
    }
}
