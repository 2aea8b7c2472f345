//! Clients as tests need them: registered, and with a token.

use api::service::clients::check_terms;
use api::service::clients::operating::register_client;
use shared::client::token::TokenAnswer;
use shared::client::{ClientContact, SaveClient};
use shared::scope::Scope;
use uuid::Uuid;

use crate::harness::{Client, World, ask_token};

impl World {
    /// Registers a client on the command line's way; returns its id and secret.
    pub(crate) async fn registered_client(
        &self,
        scopes: &[Scope],
        networks: &[&str],
    ) -> (Uuid, String) {
        let id = self.app.new_id();
        let terms = check_terms(&SaveClient {
            version: None,
            name: format!("测试网签系统 {}", id.simple()),
            scopes: scopes.to_vec(),
            networks: networks.iter().map(|one| (*one).to_owned()).collect(),
            contacts: vec![ClientContact {
                name: "李工".to_owned(),
                reach: "api@example.com".to_owned(),
            }],
            expires_on: None,
            organization_code: None,
        });
        let (ids, now) = ([id, self.app.new_id()], self.app.now());
        let store = &self.app.store;
        let secret = register_client(store, ids, terms.unwrap(), None, now).await;
        (id, secret.unwrap().unwrap())
    }

    /// A client that is registered for these scopes, with an access token for all of them.
    pub(crate) async fn client(&self, scopes: &[Scope]) -> Client {
        let (id, secret) = self.registered_client(scopes, &[]).await;
        let program = self.browser();
        let answer = ask_token(&program, id, &secret, &[]).await.expect(200);
        let answer: TokenAnswer = answer.json();
        let token = answer.access_token;
        Client {
            id,
            token,
            secret,
            program,
        }
    }
}
