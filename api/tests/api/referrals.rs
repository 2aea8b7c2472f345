//! Referrals by third parties over HTTP, on both databases.

mod consented;
mod links;
mod pages;

use serde_json::{Value, json};
use shared::application::Draft;
use shared::form::Chapter;
use shared::form::texts::REFERRAL_CONSENT;
use shared::referral::{Referral, ReferralLink, ReferredApplication};
use shared::scope::Scope;

use crate::applying::Applied;
use crate::harness::{Answer, Browser, Client, World};

const SCOPES: [Scope; 4] = [
    Scope::ReferralsRead,
    Scope::ReferralsWrite,
    Scope::WebhooksRead,
    Scope::WebhooksWrite,
];
const REFERRALS: &str = "/api/v1/referrals";
const INVITATIONS: &str = "/api/v1/referral-invitations";
const ACCEPTANCES: &str = "/api/v1/referral-acceptances";

/// What is known of a home.
fn home() -> Value {
    json!({
        "reference": "LEAD-2026-1", "module": "residential",
        "target": { "transfer": "purchase", "place": "outside_fifth_ring", "kind": "resale" },
    })
}

/// The code of a link.
fn code(link: &ReferralLink) -> &str {
    link.url.rsplit('/').next().unwrap()
}

impl World {
    /// A client that refers people.
    async fn refers(&self) -> Client {
        self.client(&SCOPES).await
    }
}

impl Client {
    async fn referred(&self, key: &str, new: &Value) -> ReferralLink {
        self.post(REFERRALS, key, new).await.expect(201).json()
    }

    async fn referral(&self, link: &ReferralLink) -> Referral {
        let path = format!("{REFERRALS}/{}", link.referral.id);
        self.get(&path).await.expect(200).json()
    }

    async fn revoke(&self, key: &str, link: &ReferralLink) -> Answer {
        let path = format!("{REFERRALS}/{}/revocation", link.referral.id);
        let headers = [("idempotency-key", key)];
        self.send("POST", &path, &headers, None).await
    }
}

impl Browser {
    async fn open_link(&self, code: &str) -> Answer {
        let body = json!({ "code": code });
        self.call("POST", INVITATIONS, Some(&body)).await
    }

    async fn accept(&self, code: &str, consents: bool) -> Answer {
        let mut body = json!({ "code": code });
        if consents {
            body["consent"] = json!(REFERRAL_CONSENT);
        }
        self.call("POST", ACCEPTANCES, Some(&body)).await
    }

    async fn accepted(&self, code: &str, consents: bool) -> ReferredApplication {
        self.accept(code, consents).await.expect(200).json()
    }

    async fn draft(&self, id: &str) -> Draft {
        let path = format!("/api/v1/applications/{id}/answers");
        self.get(&path).await.expect(200).json()
    }
}

/// Fills in a draft that a link has begun, and submits it.
async fn submitted(world: &World, browser: Browser, id: &str, who: &str) -> Applied {
    let draft = browser.draft(id).await;
    let path = format!("/api/v1/applications/{id}");
    let version = format!("\"{}\"", draft.version);
    let headers = [
        ("if-match", version.as_str()),
        ("content-type", "application/json"),
    ];
    let body = json!({ "resume_at": Chapter::Submit, "answers": world.answers(who) });
    let body = serde_json::to_vec(&body).unwrap();
    let answers = format!("{path}/answers");
    let saved = browser.send("PUT", &answers, &headers, Some(body)).await;
    let saved: Draft = saved.expect(200).json();
    let version = format!("\"{}\"", saved.version);
    let headers = [("if-match", version.as_str())];
    let submission = format!("{path}/submission");
    browser
        .send("POST", &submission, &headers, None)
        .await
        .expect(200);
    Applied {
        browser,
        id: id.to_owned(),
    }
}
