//! An agent files for a principal over HTTP: what happens before the authority stands, how it comes to
//! stand, and what both see and may do from then on.

mod checked;
mod confirmed;
mod documents;
mod ended;
mod limited;
mod parts;
mod seen;
mod sequences;
mod taken_over;

use serde_json::{Value, json};
use shared::application::{Detail, State, SubState};
use shared::authority::{AuthorityPart, AuthorityState};
use shared::form::{AGENT_PAPERS, Answers, FilledBy, Texts};
use shared::purchase::Module;

use crate::applying::{Applied, saved};
use crate::harness::{Answer, Browser, World};
use crate::uploads::desk::Desk;
use crate::uploads::files::jpeg;

/// An agent of the city, who is in nobody's household.
const AGENT: &str = "he-jun";
/// Whose application passes; married to 谢静.
const PRINCIPAL: &str = "yang-fan";

/// What an agent has filed, from the agent's browser.
struct Filed {
    agent: Applied,
    code: String,
}

impl World {
    /// A draft that an agent fills in with what a person of the city would apply for.
    async fn drafted_for(&self, agent: &str, principal: &str) -> Desk {
        self.drafted_from(self.at_home(agent).await, principal)
            .await
    }

    async fn drafted_from(&self, browser: Browser, principal: &str) -> Desk {
        let draft = saved(&browser, self.answers_by_agent(principal)).await;
        Desk {
            browser,
            id: draft.id,
        }
    }

    fn answers_by_agent(&self, principal: &str) -> Answers {
        let mut answers = self.answers(principal);
        answers.filler.who = Some(FilledBy::Agent);
        answers
    }

    /// What an agent has filed for a person of the city, with all papers.
    async fn filed_for(&self, agent: &str, principal: &str) -> Filed {
        self.filed_from(self.at_home(agent).await, principal).await
    }

    async fn filed_from(&self, agent: Browser, principal: &str) -> Filed {
        let desk = self.drafted_from(agent, principal).await;
        desk.show_papers().await;
        submit(&desk.browser, &desk.id).await.expect(200);
        let agent = Applied {
            browser: desk.browser,
            id: desk.id,
        };
        let detail = agent.detail().await;
        let waits = (State::Pending, Some(SubState::AwaitingAuthority));
        assert_eq!((detail.summary.state, detail.summary.sub_state), waits);
        let authority = detail.authority.unwrap();
        assert_eq!(authority.state, AuthorityState::Awaiting);
        assert_eq!(authority.my_part, AuthorityPart::Agent);
        Filed {
            agent,
            code: authority.code.unwrap(),
        }
    }
}

impl Desk {
    /// Uploads a picture of each paper that an agent shows.
    async fn show_papers(&self) {
        for kind in AGENT_PAPERS {
            self.send_as(kind, &[], &jpeg()).await.expect(201);
        }
    }
}

impl Filed {
    /// The same application in the principal's browser.
    fn seen_by(&self, principal: Browser) -> Applied {
        Applied {
            browser: principal,
            id: self.agent.id.clone(),
        }
    }

    /// Signs the principal in, who confirms.
    async fn confirmed_by(&self, world: &World, principal: &str, facts_shown: bool) -> Applied {
        let browser = world.at_home(principal).await;
        confirm(&browser, &self.code, facts_shown).await.expect(200);
        self.seen_by(browser)
    }

    /// Asks for an officer's check.
    async fn ask_for_check(&self) -> Answer {
        self.agent.authority("POST", "/check", None).await
    }
}

impl Applied {
    /// Does something about the authority of the application.
    async fn authority(&self, method: &str, what: &str, body: Option<&Value>) -> Answer {
        let path = format!("/api/v1/applications/{}/authority{what}", self.id);
        self.browser.call(method, &path, body).await
    }

    /// Lets the agent see the facts, or no longer.
    async fn show_facts(&self, shown: bool) -> Answer {
        let body = json!({ "shown": shown });
        self.authority("PUT", "/facts", Some(&body)).await
    }

    async fn revoke(&self) -> Answer {
        self.authority("POST", "/revoke", None).await
    }
}

/// Submits the draft as it is.
async fn submit(browser: &Browser, id: &str) -> Answer {
    let path = format!("/api/v1/applications/{id}");
    let answers = browser.get(&format!("{path}/answers")).await.expect(200);
    let headers = [("if-match", answers.header("etag"))];
    let path = format!("{path}/submission");
    browser.send("POST", &path, &headers, None).await
}

async fn read(browser: &Browser, code: &str) -> Answer {
    let body = json!({ "code": code });
    let path = "/api/v1/authorities/read";
    browser.call("POST", path, Some(&body)).await
}

async fn confirm(browser: &Browser, code: &str, facts_shown: bool) -> Answer {
    let texts = Texts::of(Module::Residential);
    let ticked = (texts.data_use, texts.promise);
    confirm_with(browser, code, facts_shown, ticked).await
}

/// Confirms with these versions of the notice of data use and of the promise.
async fn confirm_with(
    browser: &Browser,
    code: &str,
    facts_shown: bool,
    (data_use, promise): (&str, &str),
) -> Answer {
    let body = json!({
        "code": code, "facts_shown": facts_shown, "data_use_agreed": data_use, "promise": promise,
    });
    let path = "/api/v1/authorities/confirm";
    browser.call("POST", path, Some(&body)).await
}

async fn decline(browser: &Browser, code: &str, reason: &str) -> Answer {
    let body = json!({ "code": code, "reason": reason });
    let path = "/api/v1/authorities/decline";
    browser.call("POST", path, Some(&body)).await
}

/// How an application ended, as its agent or principal sees it.
fn ended(detail: &Detail) -> (State, Option<SubState>, AuthorityState) {
    let summary = &detail.summary;
    let authority = detail.authority.as_ref().unwrap();
    (summary.state, summary.sub_state, authority.state)
}
