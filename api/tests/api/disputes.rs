//! 申请复核 over HTTP: from a refusal for house records to the decision of the office, and what
//! applicants are asked for meanwhile.

mod asked;
pub(crate) mod decided;
mod opened;

use serde_json::{Value, json};
use shared::application::{CorrectedTo, Detail, NewCorrection, RulingOutcome, State, SubState};
use shared::purchase::Module;
use shared::registry::Registry;

use crate::applying::Applied;
use crate::harness::{Answer, World};
use crate::officers::office::Office;

impl World {
    /// An application of that person which was refused.
    pub(crate) async fn refused(&self, module: Module, key: &str) -> Applied {
        let browser = self.at_home(key).await;
        let answers = self.answers_for(module, key);
        let applied = self.applied_for(browser, module, answers).await;
        assert_eq!(applied.decided().await.summary.state, State::Failed);
        applied
    }

    /// An application of that person whose refusal is disputed.
    pub(crate) async fn disputed(&self, module: Module, key: &str) -> Applied {
        let applied = self.refused(module, key).await;
        applied.dispute(&statement(&[1])).await.expect(200);
        applied
    }

    /// Changes what a registry holds of a person.
    pub(crate) async fn changes(&self, registry: Registry, key: &str, record: &Value) {
        let change = json!({
            "document": self.document(key), "registry": registry, "record": record,
        });
        let path = format!("{}/control/people", self.city.url());
        let answer = self.browser().at(&path, "POST", Some(&change)).await;
        answer.expect(204);
    }
}

impl Applied {
    pub(crate) async fn dispute(&self, body: &Value) -> Answer {
        let path = format!("/api/v1/applications/{}/dispute", self.id);
        self.browser.call("POST", &path, Some(body)).await
    }

    async fn take_back(&self) -> Answer {
        let path = format!("/api/v1/applications/{}/dispute", self.id);
        self.browser.call("DELETE", &path, None).await
    }

    pub(crate) async fn answer(&self, statement: &str) -> Answer {
        let path = format!("/api/v1/applications/{}/answer", self.id);
        let body = json!({ "statement": statement });
        self.browser.call("POST", &path, Some(&body)).await
    }
}

impl Office {
    /// Claims a case and grants it with corrections.
    async fn grant(&self, id: &str, corrections: &[NewCorrection]) -> Answer {
        self.claim(id).await;
        let path = format!("/api/v1/officer/cases/{id}/ruling");
        let body = json!({
            "outcome": RulingOutcome::Granted,
            "reason": "过户证明属实",
            "corrections": corrections,
        });
        self.0.call("POST", &path, Some(&body)).await
    }

    pub(crate) async fn request(&self, id: &str, what: &str) -> Answer {
        let path = format!("/api/v1/officer/cases/{id}/requests");
        self.0
            .call("POST", &path, Some(&json!({ "what": what })))
            .await
    }
}

/// A dispute of some records.
pub(crate) fn statement(records: &[u8]) -> Value {
    json!({
        "records": records,
        "ground": "transferred",
        "statement": "该房屋已于上月转出，现已不在名下。",
    })
}

/// Record `place` is held by nobody of the household.
pub(crate) fn not_held(place: u8) -> NewCorrection {
    let to = CorrectedTo::NotHeld;
    NewCorrection { place, to }
}

fn at(detail: &Detail) -> (State, Option<SubState>) {
    (detail.summary.state, detail.summary.sub_state)
}

const UNDER_REVIEW: (State, Option<SubState>) = (State::Failed, Some(SubState::UnderReview));
