//! Whatever agent, principal and officers do with what an agent filed, in whatever order: only legal
//! moves, nobody asks or locks before the authority stands, and what is refused changes nothing.
//! `PROPTEST_CASES=50` tries more of them.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::json;
use shared::application::{RulingOutcome, State, SubState};
use shared::authority::AuthorityState as A;

use super::{AGENT, Filed, PRINCIPAL, confirm};
use crate::applying::Applied;
use crate::harness::{Answer, World, in_world};
use crate::officers::office::Office;

/// How many sequences are tried, where nothing else is asked for.
const CASES: u32 = 3;

/// One thing that somebody does.
#[derive(Debug, Clone, Copy)]
enum Step {
    Confirm(bool),
    Decline,
    Revoke,
    Show(bool),
    /// By the agent, or by the principal.
    Withdraw(bool),
    AskForCheck,
    /// By a reviewer, who has claimed it.
    Rule(RulingOutcome),
    /// By a supervisor, who has claimed it.
    ConfirmRuling,
    /// The principal confirms while the agent withdraws and an officer decides.
    AtOnce(RulingOutcome),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let outcome = || prop_oneof![Just(RulingOutcome::Granted), Just(RulingOutcome::Refused)];
    let step = prop_oneof![
        2 => any::<bool>().prop_map(Step::Confirm),
        1 => Just(Step::Decline),
        2 => Just(Step::Revoke),
        2 => any::<bool>().prop_map(Step::Show),
        1 => any::<bool>().prop_map(Step::Withdraw),
        4 => Just(Step::AskForCheck),
        4 => outcome().prop_map(Step::Rule),
        4 => Just(Step::ConfirmRuling),
        1 => outcome().prop_map(Step::AtOnce),
    ];
    prop::collection::vec(step, 6..14)
}

/// How it stands, as it is on file.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    at: (State, Option<SubState>),
    authority: A,
    events: usize,
}

struct Scene<'a> {
    world: &'a World,
    filed: Filed,
    principal: Applied,
    reviewer: Office,
    supervisor: Office,
}

impl Scene<'_> {
    /// How it stands once no machine is at work on it.
    async fn settled(&self) -> Seen {
        let (store, id) = (&self.world.app.store, self.filed.agent.uuid());
        loop {
            let application = store.find_application(id).await.unwrap().unwrap();
            let at = (application.state, application.sub_state);
            if at != (State::Pending, None)
                && at != (State::Pending, Some(SubState::AwaitingRegistries))
            {
                return Seen {
                    at,
                    authority: store.find_authority(id).await.unwrap().unwrap().state,
                    events: store.list_events(id).await.unwrap().len(),
                };
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }

    async fn take(&self, step: Step) -> Option<Answer> {
        let (agent, principal) = (&self.filed.agent, &self.principal);
        let id = &agent.id;
        let withdraw = async |who: &Applied| {
            let path = format!("/api/v1/applications/{id}/withdrawal");
            who.browser.call("POST", &path, None).await
        };
        Some(match step {
            Step::Confirm(shown) => confirm(&principal.browser, &self.filed.code, shown).await,
            Step::Decline => {
                let body = json!({ "code": self.filed.code });
                let path = "/api/v1/authorities/decline";
                principal.browser.call("POST", path, Some(&body)).await
            }
            Step::Revoke => principal.revoke().await,
            Step::Show(shown) => principal.show_facts(shown).await,
            Step::Withdraw(by_agent) => withdraw(if by_agent { agent } else { principal }).await,
            Step::AskForCheck => self.filed.ask_for_check().await,
            Step::Rule(outcome) => {
                self.reviewer.ask("POST", id, "/claim").await;
                self.reviewer.rule(id, outcome, "材料核对过").await
            }
            Step::ConfirmRuling => {
                self.supervisor.ask("POST", id, "/claim").await;
                self.supervisor.say(id, "/confirmation", "一致").await
            }
            Step::AtOnce(outcome) => {
                self.reviewer.ask("POST", id, "/claim").await;
                let (confirmed, withdrawn, ruled) = futures::join!(
                    confirm(&principal.browser, &self.filed.code, false),
                    withdraw(agent),
                    self.reviewer.rule(id, outcome, "材料核对过"),
                );
                for answer in [confirmed, withdrawn, ruled] {
                    assert!(answer.status < 500, "{step:?}: {}", answer.text());
                }
                return None;
            }
        })
    }

    async fn expect_sound(&self, was: &Seen, now: &Seen, step: Step) {
        let told = format!("{step:?}: {was:?} became {now:?}");
        assert!(follows(was.authority, now.authority), "{told}");
        assert!(now.events >= was.events, "{told}");
        if was.at.0 == State::Void {
            assert_eq!(now.at, was.at, "{told}");
        }
        let waits = now.authority.is_awaited();
        assert_eq!(
            now.at.1 == Some(SubState::AwaitingAuthority),
            waits,
            "{told}"
        );
        let count = async |sql: &str| self.world.count(sql).await;
        let locks = count("SELECT count(*) AS n FROM locks").await;
        assert_eq!(locks > 0, now.at.0.is_live() && !waits, "{told}: {locks}");
        let cases = count("SELECT count(*) AS n FROM reviews").await;
        assert_eq!(cases, i64::from(now.authority == A::UnderCheck), "{told}");
        if waits {
            assert_eq!(count("SELECT count(*) AS n FROM jobs").await, 0, "{told}");
        }
        // Whom it belongs to sees it, and whom the authority was taken from does not.
        let path = format!("/api/v1/applications/{}", self.filed.agent.id);
        let seen = self.filed.agent.browser.get(&path).await;
        let expected = if now.authority == A::Revoked {
            404
        } else {
            200
        };
        assert_eq!(seen.status, expected, "{told}");
    }
}

/// Whether one state of an authority leads to another, by one step or several at once.
fn follows(from: A, to: A) -> bool {
    let after = match from {
        A::Awaiting => vec![
            A::UnderCheck,
            A::Confirmed,
            A::Declined,
            A::Lapsed,
            A::Overtaken,
        ],
        A::UnderCheck => vec![
            A::Confirmed,
            A::Checked,
            A::Declined,
            A::Refused,
            A::Overtaken,
        ],
        A::Confirmed | A::Checked => vec![A::Revoked],
        A::Declined | A::Refused | A::Lapsed | A::Overtaken | A::Revoked => Vec::new(),
    };
    from == to || after.contains(&to)
}

async fn play(world: &World, steps: &[Step]) {
    let filed = world.filed_for(AGENT, PRINCIPAL).await;
    let principal = filed.seen_by(world.at_home(PRINCIPAL).await);
    let asked = world.questions_about(&world.document(PRINCIPAL)).await;
    let scene = Scene {
        world,
        filed,
        principal,
        reviewer: world.officer("ding-ning").await,
        supervisor: world.officer("su-wen").await,
    };
    let mut was = scene.settled().await;
    for step in steps {
        let answer = scene.take(*step).await;
        let now = scene.settled().await;
        scene.expect_sound(&was, &now, *step).await;
        if let Some(answer) = answer {
            assert!(answer.status < 500, "{step:?}: {}", answer.text());
            if answer.status >= 400 {
                assert_eq!(now, was, "{step:?}: {}", answer.text());
            }
        }
        if now.authority.is_awaited() {
            let now = world.questions_about(&world.document(PRINCIPAL)).await;
            assert_eq!(now, asked, "{step:?}: somebody was asked before it stands");
        }
        was = now;
    }
    world.audited(scene.filed.agent.uuid()).await;
}

#[test]
fn whatever_agent_principal_and_officers_do_only_legal_moves_are_made() {
    let asked = std::env::var_os("PROPTEST_CASES");
    let config = Config {
        cases: asked.map_or(CASES, |cases| cases.to_str().unwrap().parse().unwrap()),
        max_shrink_iters: 20,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let run = runner.run(&steps(), |steps| {
        in_world(async |world| play(world, &steps).await);
        Ok(())
    });
    run.unwrap();
}
