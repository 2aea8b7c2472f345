//! 身份找回: a document that another account has bound goes back to its owner, who shows it to officers.

mod asked;
mod decided;
mod window;

use serde_json::json;
use shared::account::{BindDocument, Session};
use shared::document::Document;
use shared::take_over::{AskedTakeOver, TakeOver, TakeOverCase, TakeOverList};
use uuid::Uuid;

use crate::harness::{Answer, Browser, World, value};
use crate::officers::office::Office;

const ASKED: &str = "/api/v1/me/take-over";
const WINDOW: &str = "/api/v1/officer/take-overs";

/// A document as it is sent.
fn body(document: &Document) -> serde_json::Value {
    value(&BindDocument {
        document: document.clone(),
        citizen_number: None,
    })
}

/// Asks a window for a document.
async fn ask(browser: &Browser, document: &Document) -> Answer {
    browser.call("POST", ASKED, Some(&body(document))).await
}

/// What somebody has asked for.
async fn asked(browser: &Browser) -> TakeOver {
    let asked: AskedTakeOver = browser.get(ASKED).await.expect(200).json();
    asked.take_over.unwrap()
}

/// The account that is signed in.
async fn account_of(browser: &Browser) -> Uuid {
    let session: Session = browser.get("/api/v1/session").await.json();
    let id = session.account.unwrap().id.replace("acc_", "");
    Uuid::parse_str(&id).unwrap()
}

/// Somebody who knew name and number was faster; its owner has signed in and cannot bind it.
async fn robbed(world: &World) -> (Browser, Browser) {
    let own = world.document("song-yang");
    let thief = world.registered("thief", "宋扬").await;
    thief.bind(&own).await.expect(200);
    let owner = world.signed_in("song-yang").await;
    owner.bind(&own).await.expect(422);
    (thief, owner)
}

impl Office {
    /// Opens a take-over by what the person says.
    async fn look_up(&self, code: &str) -> Answer {
        let path = format!("{WINDOW}/lookup");
        let body = json!({ "code": code });
        self.0.call("POST", &path, Some(&body)).await
    }

    /// Types what the document says.
    async fn compare(&self, id: &str, document: &Document) -> Answer {
        let path = format!("{WINDOW}/{id}/document");
        self.0.call("POST", &path, Some(&body(document))).await
    }

    /// Proposes a take-over with both boxes ticked.
    async fn propose_take_over(&self, id: &str) -> Answer {
        let path = format!("{WINDOW}/{id}/proposal");
        let body =
            json!({ "document_seen": true, "person_matches": true, "reason": "原件与本人相符" });
        self.0.call("POST", &path, Some(&body)).await
    }

    /// Confirms or refuses a take-over.
    async fn end(&self, id: &str, how: &str, reason: &str) -> Answer {
        let path = format!("{WINDOW}/{id}/{how}");
        let body = json!({ "reason": reason });
        self.0.call("POST", &path, Some(&body)).await
    }

    /// Everything up to the proposal.
    async fn identify(&self, asked: &TakeOver, document: &Document) -> TakeOverCase {
        let code = asked.code.as_ref().unwrap();
        self.look_up(code).await.expect(200);
        self.compare(&asked.id, document).await.expect(200);
        let answer = self.propose_take_over(&asked.id).await;
        answer.expect(200).json()
    }

    /// What waits for a supervisor.
    async fn proposed(&self) -> TakeOverList {
        self.0.get(WINDOW).await.expect(200).json()
    }
}
