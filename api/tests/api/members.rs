//! Somebody who is named in a household over HTTP: what they see of it, and what they object to.

mod contact;
mod export;
mod objections;
mod seen;

use serde_json::{Value, json};
use shared::application::Detail;
use shared::membership::{Membership, MembershipList};
use shared::review::CaseStanding;

use crate::applying::Applied;
use crate::harness::{Answer, Browser, World};

impl World {
    /// Somebody of the city who has registered where need be, signed in and bound the own document.
    pub(crate) async fn member(&self, key: &str) -> Member {
        let signs_in = self.city.people().member(key).unwrap().sign_in.is_some();
        if signs_in {
            return Member(self.at_home(key).await);
        }
        let browser = self.verified(key, key).await;
        browser.bind(&self.document(key)).await.expect(200);
        Member(browser)
    }
}

/// Somebody who may be named in a household.
pub(crate) struct Member(pub(crate) Browser);

impl Member {
    async fn list(&self) -> MembershipList {
        let answer = self.0.get("/api/v1/memberships").await;
        answer.expect(200).json()
    }

    async fn read(&self, id: &str) -> Answer {
        self.0.get(&format!("/api/v1/memberships/{id}")).await
    }

    async fn seen(&self, id: &str) -> Membership {
        self.read(id).await.expect(200).json()
    }

    pub(crate) async fn object(&self, id: &str) -> Answer {
        let path = format!("/api/v1/memberships/{id}/objection");
        self.0.call("POST", &path, Some(&said())).await
    }

    pub(crate) async fn take_back(&self, id: &str) -> Answer {
        let path = format!("/api/v1/memberships/{id}/objection");
        self.0.call("DELETE", &path, None).await
    }
}

const STATEMENT: &str = "这份申请我事先不知道，也没有同意。";

fn said() -> Value {
    json!({ "ground": "not_agreed", "statement": STATEMENT })
}

/// Has two officers uphold the objections to an application.
pub(crate) async fn upheld(world: &World, applied: &Applied) -> Detail {
    let reviewer = world.officer("ding-ning").await;
    let supervisor = world.officer("su-wen").await;
    reviewer.propose(&applied.id).await;
    supervisor.claim(&applied.id).await;
    let answer = supervisor.say(&applied.id, "/confirmation", "属实").await;
    let standing: CaseStanding = answer.expect(200).json();
    assert_eq!(standing.step, None);
    applied.detail().await
}
