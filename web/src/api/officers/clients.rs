//! Calls of administrators about clients: third parties' programs.

use gloo_net::http::Request;
use shared::client::usage::ClientUsage;
use shared::client::watching::ClientDelivery;
use shared::client::{
    AddedCredential, Client, ClientList, ClientVersion, DisableClient, NewCredential, SaveClient,
};
use shared::page::Page;
use shared::problem::ProblemKind;
use shared::webhook::{WebhookDeliveryState, WebhookEndpoint};

use crate::api::{Api, Failure, encode, read};

const CLIENTS: &str = "/api/v1/officer/clients";
/// How many deliveries a page holds.
const PAGE: u32 = 20;

impl Api {
    /// All clients, by their names.
    pub(crate) async fn list_clients(self) -> Result<Vec<Client>, Failure> {
        let list: ClientList = self.of_officer().get(CLIENTS).await?;
        Ok(list.items)
    }

    /// One of them: they are so few that there is no operation of its own.
    pub(crate) async fn read_client(self, id: &str) -> Result<Option<Client>, Failure> {
        let all = self.list_clients().await?;
        Ok(all.into_iter().find(|client| client.id == id))
    }

    /// Registers a client under an id that the caller chooses, or changes it.
    pub(crate) async fn save_client(self, id: &str, terms: &SaveClient) -> Result<Client, Failure> {
        let request = Request::put(&at(id, ""));
        read(self.of_officer().send(request, Some(terms)).await?).await
    }

    /// Confirms what others have proposed for a client.
    pub(crate) async fn confirm_client(self, id: &str, version: u32) -> Result<Client, Failure> {
        let seen = ClientVersion { version };
        self.act(&at(id, "/confirmation"), Some(&seen)).await
    }

    /// Disables a client for good.
    pub(crate) async fn disable_client(
        self,
        id: &str,
        why: &DisableClient,
    ) -> Result<Client, Failure> {
        self.act(&at(id, "/disablement"), Some(why)).await
    }

    /// Adds a secret, which is in the answer and nowhere else, or a key.
    pub(crate) async fn add_client_credential(
        self,
        id: &str,
        credential: &NewCredential,
    ) -> Result<AddedCredential, Failure> {
        self.act(&at(id, "/credentials"), Some(credential)).await
    }

    /// Retires a secret or a key.
    pub(crate) async fn retire_client_credential(
        self,
        id: &str,
        credential: &str,
    ) -> Result<Client, Failure> {
        let url = at(id, &format!("/credentials/{}", encode(credential)));
        let answer = self.of_officer().send(Request::delete(&url), None::<&()>);
        read(answer.await?).await
    }

    /// How much a client asks for.
    pub(crate) async fn read_client_usage(self, id: &str) -> Result<ClientUsage, Failure> {
        self.of_officer().get(&at(id, "/usage")).await
    }

    /// Where a client is told of events.
    pub(crate) async fn list_client_endpoints(
        self,
        id: &str,
    ) -> Result<Vec<WebhookEndpoint>, Failure> {
        let url = at(id, "/webhook-endpoints");
        let list: Page<WebhookEndpoint> = self.of_officer().get(&url).await?;
        Ok(list.items)
    }

    /// A page of what became of events for a client, the newest first.
    pub(crate) async fn list_client_deliveries(
        self,
        id: &str,
        state: Option<WebhookDeliveryState>,
        cursor: Option<&str>,
    ) -> Result<Page<ClientDelivery>, Failure> {
        let mut url = at(id, &format!("/deliveries?limit={PAGE}"));
        if let Some(state) = state {
            url = format!("{url}&state={}", state.slug());
        }
        if let Some(cursor) = cursor {
            url = format!("{url}&cursor={}", encode(cursor));
        }
        self.of_officer().get(&url).await
    }
}

impl Failure {
    /// Whether a client is another one meanwhile than the caller has seen.
    pub(crate) fn is_of_older_client(&self) -> bool {
        matches!(
            self.kind(),
            Some(ProblemKind::ClientChanged | ProblemKind::WrongState | ProblemKind::NotFound)
        )
    }
}

fn at(id: &str, rest: &str) -> String {
    format!("{CLIENTS}/{}{rest}", encode(id))
}
