//! Calls about authorities: what a principal does with a code, and what both do with an application
//! that an agent filed. Codes stand in bodies, never in an address.

use gloo_net::http::Request;
use shared::application::Detail;
use shared::authority::{
    AuthorityCode, AuthorityRequest, ConfirmAuthority, DeclineAuthority, ShowFacts,
};

use super::{Api, Failure, encode, read};

impl Api {
    /// What an agent filled in for the person, by the code that the agent handed over.
    pub(crate) async fn read_authority_request(
        self,
        code: &AuthorityCode,
    ) -> Result<AuthorityRequest, Failure> {
        let request = Request::post("/api/v1/authorities/read");
        read(self.send(request, Some(code)).await?).await
    }

    /// Confirms the authority; the application is the person's from then on.
    pub(crate) async fn confirm_authority(
        self,
        confirm: &ConfirmAuthority,
    ) -> Result<Detail, Failure> {
        let request = Request::post("/api/v1/authorities/confirm");
        read(self.send(request, Some(confirm)).await?).await
    }

    /// Declines it; the application is void.
    pub(crate) async fn decline_authority(self, decline: &DeclineAuthority) -> Result<(), Failure> {
        let request = Request::post("/api/v1/authorities/decline");
        self.send(request, Some(decline)).await.map(drop)
    }

    /// Asks officers to check the agent's papers.
    pub(crate) async fn request_authority_check(self, id: &str) -> Result<Detail, Failure> {
        let request = Request::post(&at(id, "/check"));
        read(self.send(request, None::<&()>).await?).await
    }

    /// Lets the agent see the facts, or no longer.
    pub(crate) async fn show_facts(self, id: &str, shown: ShowFacts) -> Result<Detail, Failure> {
        let request = Request::put(&at(id, "/facts"));
        read(self.send(request, Some(&shown)).await?).await
    }

    /// Revokes the authority: the agent sees nothing of the application any more.
    pub(crate) async fn revoke_authority(self, id: &str) -> Result<Detail, Failure> {
        let request = Request::post(&at(id, "/revoke"));
        read(self.send(request, None::<&()>).await?).await
    }
}

fn at(id: &str, rest: &str) -> String {
    format!("/api/v1/applications/{}/authority{rest}", encode(id))
}
