//! Officers at work, as a browser does it.

use serde_json::json;
use shared::application::{Detail, RulingOutcome, SubState};
use shared::officer::OfficerSession;
use shared::purchase::Module;
use shared::review::{Case, CaseStanding, QueueEntry, QueuePage};
use url::Url;

use crate::applying::Applied;
use crate::harness::{Answer, Browser, World, form_field};

/// Begins an officer's sign-in; gives the provider's address.
pub(crate) async fn to_provider(browser: &Browser) -> Url {
    let start = browser.get("/auth/officer?lang=en").await;
    Url::parse(&Browser::location(&start)).unwrap()
}

/// Signs in at an address of the provider; gives the page that it leads to next, or the callback.
pub(crate) async fn first_factor(browser: &Browser, address: &Url, user: &str) -> Url {
    let page = browser.visit(address.as_str()).await;
    let page = address.join(&Browser::location(&page)).unwrap();
    let html = browser.visit(page.as_str()).await.expect(200).text();
    let fields = [
        ("request", form_field(&html, "request")),
        ("user_name", user.to_owned()),
        ("password", sandbox::PASSWORD.to_owned()),
    ];
    let answer = browser.submit(&page, "/sign-in", &fields).await;
    page.join(&Browser::location(&answer)).unwrap()
}

/// Signs in as an officer with both factors; gives where it led.
pub(crate) async fn sign_in_officer(browser: &Browser, user: &str) -> String {
    let address = to_provider(browser).await;
    let page = first_factor(browser, &address, user).await;
    assert!(page.path().ends_with("/second-factor"), "{page}");
    let html = browser.visit(page.as_str()).await.expect(200).text();
    let (_, code) = html.split_once("data-code=\"").unwrap();
    let (code, _) = code.split_once('"').unwrap();
    let fields = [
        ("request", form_field(&html, "request")),
        ("code", code.to_owned()),
    ];
    let answer = browser.submit(&page, "/second-factor", &fields).await;
    let callback = Browser::location(&answer);
    Browser::location(&browser.visit(&callback).await)
}

/// Which officer is signed in.
pub(crate) async fn officer_session(browser: &Browser) -> OfficerSession {
    let path = "/api/v1/officer/session";
    browser.get(path).await.expect(200).json()
}

/// An officer in a browser.
pub(crate) struct Office(pub(crate) Browser);

impl World {
    /// An officer who has bound the own document and is signed in, as an officer and as a person.
    pub(crate) async fn officer(&self, key: &str) -> Office {
        let browser = self.at_home(key).await;
        let member = self.city.people().member(key).unwrap();
        let user = member.sign_in.clone().unwrap();
        assert_eq!(sign_in_officer(&browser, &user).await, "/officer");
        Office(browser)
    }

    /// An application of that person for a commercial unit that waits for an officer.
    pub(crate) async fn waiting_for_officer(&self, key: &str) -> Applied {
        let browser = self.at_home(key).await;
        let module = if key == "wu-haitao" || key == "meng-ke" {
            Module::Residential
        } else {
            Module::Commercial
        };
        let answers = self.answers_for(module, key);
        let applied = self.applied_for(browser, module, answers).await;
        let waits = |detail: &Detail| detail.summary.sub_state == Some(SubState::ManualReview);
        applied.until("for an officer", waits).await;
        applied
    }
}

impl Office {
    /// Asks for something in a case.
    pub(crate) async fn ask(&self, method: &str, id: &str, what: &str) -> Answer {
        let path = format!("/api/v1/officer/cases/{id}{what}");
        self.0.call(method, &path, None).await
    }

    /// Sends a reason for something in a case.
    pub(crate) async fn say(&self, id: &str, what: &str, reason: &str) -> Answer {
        let path = format!("/api/v1/officer/cases/{id}{what}");
        let body = json!({ "reason": reason });
        self.0.call("POST", &path, Some(&body)).await
    }

    /// Decides a case.
    pub(crate) async fn rule(&self, id: &str, outcome: RulingOutcome, reason: &str) -> Answer {
        let path = format!("/api/v1/officer/cases/{id}/ruling");
        let body = json!({ "outcome": outcome, "reason": reason });
        self.0.call("POST", &path, Some(&body)).await
    }

    /// Claims a case.
    pub(crate) async fn claim(&self, id: &str) -> QueueEntry {
        self.ask("POST", id, "/claim").await.expect(200).json()
    }

    /// Opens a case.
    pub(crate) async fn open(&self, id: &str) -> Case {
        self.ask("GET", id, "").await.expect(200).json()
    }

    /// Claims a case and proposes a pass.
    pub(crate) async fn propose(&self, id: &str) -> CaseStanding {
        self.claim(id).await;
        let answer = self.rule(id, RulingOutcome::Granted, "材料齐全").await;
        answer.expect(200).json()
    }

    /// A part of the queue.
    pub(crate) async fn queue(&self, query: &str) -> QueuePage {
        let path = format!("/api/v1/officer/cases{query}");
        self.0.get(&path).await.expect(200).json()
    }

    /// The applications in a part of the queue.
    pub(crate) async fn queued(&self, query: &str) -> Vec<String> {
        let page = self.queue(query).await;
        page.items.into_iter().map(|entry| entry.id).collect()
    }
}
