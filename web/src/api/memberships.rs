//! Calls about applications that name whoever is signed in.

use gloo_net::http::Request;
use shared::application::NewObjection;
use shared::membership::{Membership, MembershipList};

use super::{Api, Failure, encode, read};

impl Api {
    /// The applications that name the person.
    pub(crate) async fn list_memberships(self) -> Result<MembershipList, Failure> {
        self.get("/api/v1/memberships").await
    }

    /// One of them.
    pub(crate) async fn read_membership(self, id: &str) -> Result<Membership, Failure> {
        self.get(&at(id, "")).await
    }

    /// Objects to it: 这不是事实.
    pub(crate) async fn raise_objection(
        self,
        id: &str,
        objection: &NewObjection,
    ) -> Result<Membership, Failure> {
        let request = Request::post(&at(id, "/objection"));
        read(self.send(request, Some(objection)).await?).await
    }

    /// Takes the objection back.
    pub(crate) async fn withdraw_objection(self, id: &str) -> Result<Membership, Failure> {
        let request = Request::delete(&at(id, "/objection"));
        read(self.send(request, None::<&()>).await?).await
    }
}

fn at(id: &str, rest: &str) -> String {
    format!("/api/v1/memberships/{}{rest}", encode(id))
}
