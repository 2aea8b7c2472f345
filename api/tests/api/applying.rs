//! From a person of the city to a submitted application, over HTTP as a browser does it.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use api::store::applications::parse_id;
use sandbox::Fault;
use serde_json::json;
use shared::account::Session;
use shared::application::{CheckState, Detail, Draft, EventKind, State, SubState};
use shared::document::Document;
use shared::form::{Answers, Chapter};
use shared::purchase::Module;
use shared::registry::Registry;
use uuid::Uuid;

use crate::harness::{Browser, World, value};

/// How long an application may take to get where a test expects it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A submitted application and the browser it was submitted from.
pub(crate) struct Applied {
    pub(crate) browser: Browser,
    pub(crate) id: String,
}

impl World {
    /// The answers of the first residential application that a person of the city would make.
    pub(crate) fn answers(&self, applicant: &str) -> Answers {
        self.answers_for(Module::Residential, applicant)
    }

    /// The answers of the first application of a module that a person of the city would make.
    pub(crate) fn answers_for(&self, module: Module, applicant: &str) -> Answers {
        let people = self.city.people();
        let all = people.applications().filter(|a| a.applicant == applicant);
        let mut all = all.filter(|a| a.module == module && !a.refused_by_form);
        all.find_map(|a| a.answers(people, self.app.today()))
            .unwrap()
    }

    /// A browser in which a person of the city has signed in, and bound the document if that was
    /// not done before.
    pub(crate) async fn at_home(&self, key: &str) -> Browser {
        let browser = self.signed_in(key).await;
        let session: Session = browser.get("/api/v1/session").await.expect(200).json();
        if session.account.unwrap().bound.is_none() {
            browser.bind(&self.document(key)).await.expect(200);
        }
        browser
    }

    /// Signs a person of the city in, binds the document, fills in and submits what that person
    /// would apply for.
    pub(crate) async fn applied(&self, applicant: &str) -> Applied {
        let browser = self.at_home(applicant).await;
        self.applied_with(browser, self.answers(applicant)).await
    }

    /// Submits answers of a household from a browser.
    pub(crate) async fn applied_with(&self, browser: Browser, answers: Answers) -> Applied {
        self.applied_for(browser, Module::Residential, answers)
            .await
    }

    /// Submits answers from a browser.
    pub(crate) async fn applied_for(
        &self,
        browser: Browser,
        module: Module,
        answers: Answers,
    ) -> Applied {
        let draft = saved_for(&browser, module, answers).await;
        let path = format!("/api/v1/applications/{}/submission", draft.id);
        let if_match = format!("\"{}\"", draft.version);
        let headers = [("if-match", if_match.as_str())];
        browser
            .send("POST", &path, &headers, None)
            .await
            .expect(200);
        Applied {
            browser,
            id: draft.id,
        }
    }

    /// Sets a fault with everything that can be said of it.
    pub(crate) async fn set_fault(&self, registry: Registry, fault: &Fault) {
        let path = format!("{}/control/faults/{}", self.city.url(), registry.slug());
        let answer = self.browser().at(&path, "PUT", Some(&value(fault))).await;
        answer.expect(204);
    }

    /// Nothing goes wrong any more.
    pub(crate) async fn clear_faults(&self) {
        let path = format!("{}/control/faults", self.city.url());
        self.browser().at(&path, "DELETE", None).await.expect(204);
    }

    /// How often each registry was asked about a document.
    pub(crate) async fn questions_about(&self, document: &Document) -> BTreeMap<Registry, u64> {
        let mut all = BTreeMap::new();
        for registry in Registry::ALL {
            all.insert(registry, self.questions(registry, document).await);
        }
        all
    }
}

/// A draft of a household with those answers.
pub(crate) async fn saved(browser: &Browser, answers: Answers) -> Draft {
    saved_for(browser, Module::Residential, answers).await
}

/// A draft with those answers.
pub(crate) async fn saved_for(browser: &Browser, module: Module, answers: Answers) -> Draft {
    let new = json!({ "module": module });
    let draft = browser
        .call("POST", "/api/v1/applications", Some(&new))
        .await;
    let draft: Draft = draft.expect(201).json();
    let path = format!("/api/v1/applications/{}/answers", draft.id);
    let if_match = format!("\"{}\"", draft.version);
    let headers = [
        ("if-match", if_match.as_str()),
        ("content-type", "application/json"),
    ];
    let body = json!({ "resume_at": Chapter::Submit, "answers": answers });
    let body = serde_json::to_vec(&body).unwrap();
    browser
        .send("PUT", &path, &headers, Some(body))
        .await
        .expect(200)
        .json()
}

impl Applied {
    /// The application as its owner sees it now.
    pub(crate) async fn detail(&self) -> Detail {
        let path = format!("/api/v1/applications/{}", self.id);
        self.browser.get(&path).await.expect(200).json()
    }

    /// The id within the platform.
    pub(crate) fn uuid(&self) -> Uuid {
        parse_id(&self.id).unwrap()
    }

    /// Waits, as the page does, until the application is where the test expects it.
    pub(crate) async fn until(&self, what: &str, is_there: impl Fn(&Detail) -> bool) -> Detail {
        let begun = Instant::now();
        loop {
            let detail = self.detail().await;
            if is_there(&detail) {
                return detail;
            }
            let at = (detail.summary.state, detail.summary.sub_state);
            assert!(
                begun.elapsed() < PATIENCE,
                "not {what} but {at:?}: {:?}",
                detail.checks
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits for the result.
    pub(crate) async fn decided(&self) -> Detail {
        self.until("decided", |detail| detail.decision.is_some())
            .await
    }

    /// Waits until the page says that registries are awaited, and which.
    pub(crate) async fn awaiting(&self) -> (Detail, Vec<Registry>) {
        let waits = |detail: &Detail| {
            detail.summary.sub_state == Some(SubState::AwaitingRegistries)
                && detail.summary.state == State::Pending
        };
        let detail = self.until("waiting", waits).await;
        let silent = detail
            .checks
            .iter()
            .filter(|c| c.state == CheckState::Awaited);
        let silent = silent.map(|check| check.registry).collect();
        (detail, silent)
    }

    /// Withdraws it.
    pub(crate) async fn withdraw(&self) -> Detail {
        let path = format!("/api/v1/applications/{}/withdrawal", self.id);
        self.browser
            .call("POST", &path, None)
            .await
            .expect(200)
            .json()
    }
}

/// The registries of the entries of one kind in a time line.
pub(crate) fn registries_of(detail: &Detail, kind: EventKind) -> Vec<Registry> {
    let mut found: Vec<Registry> = detail
        .events
        .iter()
        .filter(|event| event.kind == kind)
        .filter_map(|event| event.registry)
        .collect();
    found.sort_unstable();
    found
}
