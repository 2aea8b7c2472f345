//! Holds of passes by third parties over HTTP, on both databases.

mod asked;
mod checked;
mod corrected;
mod ended;
mod repeated;
mod taken;

use std::time::Duration;

use serde_json::{Value, json};
use shared::application::{Detail, State, SubState};
use shared::hold::{Contract, Hold};
use shared::scope::Scope;

use crate::applying::Applied;
use crate::harness::{Answer, Client, World};

/// Whose application passes; married to 谢静, with two children.
const WHO: &str = "yang-fan";

const SCOPES: [Scope; 3] = [Scope::HoldsRead, Scope::HoldsWrite, Scope::ContractsRead];

const PASSED: (State, Option<SubState>) = (State::Passed, None);
const UNCONFIRMED: (State, Option<SubState>) = (State::Passed, Some(SubState::Unconfirmed));
const SIGNING: (State, Option<SubState>) = (State::Signing, None);
const EXPIRED: (State, Option<SubState>) = (State::Void, Some(SubState::Expired));

fn at(detail: &Detail) -> (State, Option<SubState>) {
    (detail.summary.state, detail.summary.sub_state)
}

fn unit() -> Value {
    json!({ "address": "北京市丰台区示例路 1 号院 2 号楼 301" })
}

impl World {
    /// A client that may do everything with holds.
    pub(crate) async fn signs(&self) -> Client {
        self.client(&SCOPES).await
    }

    /// The same client with a new token: none lasts for days.
    pub(crate) async fn anew(&self, client: &mut Client) {
        client.renew().await;
    }

    /// Some hours later.
    pub(crate) fn hours_later(&self, hours: u64) {
        self.app
            .set_clock_forward(Duration::from_secs(hours * 60 * 60));
    }

    /// A pass of that person.
    async fn pass(&self, who: &str) -> (Applied, Detail) {
        let applied = self.applied(who).await;
        let detail = applied.decided().await;
        assert_eq!(at(&detail), PASSED);
        (applied, detail)
    }

    /// What is sent to hold the pass, by whoever has seen that person's document.
    pub(crate) fn wanted(&self, detail: &Detail, who: &str) -> Value {
        let purchase = detail.decision.as_ref().unwrap().purchase;
        let kind = if purchase.single_storey {
            "single_storey"
        } else {
            "resale"
        };
        json!({
            "certificate_number": detail.certificate.as_ref().unwrap().number,
            "document_number": self.document(who).number,
            "zone": purchase.place.unwrap().zone(), "kind": kind, "unit": unit(),
        })
    }
}

impl Client {
    pub(crate) async fn hold(&self, key: &str, wanted: &Value) -> Answer {
        self.post("/api/v1/holds", key, wanted).await
    }

    /// Does something with a hold that takes no body.
    async fn act(&self, key: &str, id: &str, what: &str) -> Answer {
        let path = format!("/api/v1/holds/{id}/{what}");
        let headers = [("idempotency-key", key)];
        self.send("POST", &path, &headers, None).await
    }

    async fn sign(&self, key: &str, hold: &Hold) -> Answer {
        let body = json!({ "number": "FT-2026-1", "zone": hold.zone, "unit": hold.unit });
        let path = format!("/api/v1/holds/{}/contract", hold.id);
        self.post(&path, key, &body).await
    }

    async fn signed(&self, key: &str, hold: &Hold) -> Contract {
        self.sign(key, hold).await.expect(201).json()
    }

    pub(crate) async fn seen(&self, hold: &Hold) -> Hold {
        let path = format!("/api/v1/holds/{}", hold.id);
        self.get(&path).await.expect(200).json()
    }
}
