//! 续期 over HTTP: a pass is checked anew before it runs out, and stands to its own last day whatever
//! comes of it.

mod alone;
mod kept;
mod refused;
mod renewed;

use api::service::verification::replay;
use chrono::Days;
use shared::application::{Detail, RenewalStep, State, SubState};
use shared::values::Day;

use crate::applying::Applied;
use crate::harness::{Answer, World};

/// Whose application passes; married to 谢静, with two children.
const WHO: &str = "yang-fan";

const PASSED: (State, Option<SubState>) = (State::Passed, None);
const RENEWING: (State, Option<SubState>) = (State::Passed, Some(SubState::Renewing));

fn at(detail: &Detail) -> (State, Option<SubState>) {
    (detail.summary.state, detail.summary.sub_state)
}

/// The last day of the certificate that is in force.
fn last_day(detail: &Detail) -> Day {
    detail.certificate.as_ref().unwrap().valid_until
}

/// The first day on which it can be renewed.
fn first_day(detail: &Detail) -> Day {
    last_day(detail) - Days::new(3)
}

impl World {
    /// A pass of that person, on the first day on which it can be renewed; and how it was given.
    async fn passing(&self, who: &str) -> (Applied, Detail) {
        let applied = self.applied(who).await;
        let detail = applied.decided().await;
        assert_eq!(at(&detail), PASSED);
        self.go_to(first_day(&detail));
        (self.again(who, &applied.id).await, detail)
    }

    /// The same application in a new session: none lasts for weeks.
    async fn again(&self, who: &str, id: &str) -> Applied {
        Applied {
            browser: self.signed_in(who).await,
            id: id.to_owned(),
        }
    }
}

impl Applied {
    /// Asks for a renewal, if there were that many before.
    pub(crate) async fn renew(&self, version: u32) -> Answer {
        let path = format!("/api/v1/applications/{}/renewal", self.id);
        let tag = format!("\"{version}\"");
        let headers = [("if-match", tag.as_str())];
        self.browser.send("POST", &path, &headers, None).await
    }

    /// Waits until that became of the last renewal; all decisions replay, and the log is whole.
    pub(crate) async fn ended(&self, world: &World, step: RenewalStep) -> Detail {
        let is_over = |detail: &Detail| {
            let renewal = detail.renewal.as_ref().unwrap();
            renewal.newest(step).is_some()
        };
        let detail = self.until("renewed or refused", is_over).await;
        assert!(replay(&world.app, self.uuid()).await.unwrap());
        world.audited(self.uuid()).await;
        detail
    }
}
