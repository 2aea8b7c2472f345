//! Whatever people of all roles do with a person's applications, in whatever order: only legal moves,
//! nobody is kept from another application without reason, what is refused changes nothing, and what
//! is on file stays. `PROPTEST_CASES=100` tries more of them.

mod steps;

use std::time::Duration;

use api::service::verification::replay;
use api::service::{expiry, requests};
use api::store::applications::parse_id;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use shared::application::{Detail, ObjectionStep, State, SubState};
use shared::purchase::Module;
use shared::upload::Upload;

use crate::applying::{Applied, saved_for};
use crate::harness::{Answer, Browser, World, in_world};
use steps::{Act, Case, OFFICERS, Step, papers, steps};

/// How many sequences are tried, where nothing else is asked for.
const CASES: u32 = 4;

/// Somebody with nothing to do with it.
const STRANGER: &str = "ren-jie";

/// Where machines are at work.
const MACHINES: [(State, Option<SubState>); 4] = [
    (State::Pending, None),
    (State::Pending, Some(SubState::AwaitingRegistries)),
    (State::Failed, Some(SubState::Rechecking)),
    (State::Passed, Some(SubState::Renewing)),
];

/// Whose application it begins with, and whom it names beside: refused for homes, passed, and two that
/// wait for an officer.
type Beginning = (Module, &'static str, Option<&'static str>);

fn beginnings() -> impl Strategy<Value = Beginning> {
    prop_oneof![
        3 => Just((Module::Residential, "zhao-min", Some("qian-feng"))),
        1 => Just((Module::Residential, "wu-haitao", Some("zhu-hong"))),
        1 => Just((Module::Residential, "yang-fan", Some("xie-jing"))),
        1 => Just((Module::Commercial, "geng-tao", None)),
    ]
}

/// What is looked at of an application. Leases are none of it.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    id: String,
    at: (State, Option<SubState>),
    events: usize,
    disputes: Value,
    requests: Value,
    objections: Value,
    is_objected: bool,
    /// The papers, and those that are handed in.
    papers: Vec<String>,
    handed_in: Vec<String>,
    certificate: bool,
    decided: bool,
}

impl Seen {
    fn of(detail: &Detail, papers: &[Upload]) -> Self {
        let ids = |is_wanted: fn(&&Upload) -> bool| {
            let wanted = papers.iter().filter(is_wanted);
            wanted.map(|one| one.id.clone()).collect()
        };
        let mut objections = detail.objections.iter();
        Self {
            id: detail.summary.id.clone(),
            at: (detail.summary.state, detail.summary.sub_state),
            events: detail.events.len(),
            disputes: json!(detail.disputes),
            requests: json!(detail.requests),
            objections: json!(detail.objections),
            is_objected: objections.any(|one| one.step == ObjectionStep::Open),
            papers: ids(|_| true),
            handed_in: ids(|one| one.handed_in_at.is_some()),
            certificate: detail.certificate.is_some(),
            decided: detail.decision.is_some(),
        }
    }

    fn is_live(&self) -> bool {
        self.at.0.is_live() || self.at.1.is_some_and(SubState::is_under_review)
    }
}

/// The people of a sequence.
struct Scene<'a> {
    world: &'a World,
    module: Module,
    key: &'static str,
    applicant: Browser,
    member: Option<Browser>,
    stranger: Browser,
    officers: Vec<Browser>,
    /// The applications, oldest first.
    all: Vec<String>,
}

impl<'a> Scene<'a> {
    async fn begin(world: &'a World, (module, key, member): Beginning) -> Self {
        let answers = world.answers_for(module, key);
        let applicant = world.at_home(key).await;
        let Applied { browser, id } = world.applied_for(applicant, module, answers).await;
        let mut officers = Vec::new();
        for officer in OFFICERS {
            officers.push(world.officer(officer).await.0);
        }
        let member = match member {
            Some(member) => Some(world.member(member).await.0),
            None => None,
        };
        Self {
            world,
            module,
            key,
            applicant: browser,
            member,
            stranger: world.at_home(STRANGER).await,
            officers,
            all: vec![id],
        }
    }

    /// All applications, once no machine is at work on them.
    async fn settled(&self) -> Vec<Seen> {
        let mut all = Vec::new();
        for id in &self.all {
            for _ in 0..2_000 {
                let path = format!("/api/v1/applications/{id}");
                let answer = self.applicant.get(&path).await;
                // A draft that was deleted.
                if answer.status == 404 {
                    break;
                }
                let detail: Detail = answer.expect(200).json();
                let at = (detail.summary.state, detail.summary.sub_state);
                if !MACHINES.contains(&at) {
                    let papers = papers(&self.applicant, id).await;
                    all.push(Seen::of(&detail, &papers));
                    break;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        all
    }

    async fn minutes(&self, minutes: u64) {
        let app = &self.world.app;
        app.set_clock_forward(Duration::from_secs(minutes * 60));
        for person in self.member.iter().chain([&self.stranger]) {
            person.get("/api/v1/applications").await.expect(200);
        }
        for officer in &self.officers {
            officer.get("/api/v1/officer/cases").await.expect(200);
        }
    }

    /// Days go by in which nobody does anything: what runs out of time ends, by legal moves.
    async fn days(&self, days: u64, before: &[Seen]) {
        let app = &self.world.app;
        app.set_clock_forward(Duration::from_secs(days * 24 * 3_600));
        requests::close_unanswered(app).await.unwrap();
        expiry::expire_applications(app).await.unwrap();
        for was in before {
            let id = parse_id(&was.id).unwrap();
            let now = app.store.find_application(id).await.unwrap().unwrap();
            assert!(reaches(was.at.0, now.state), "{was:?}: {:?}", now.state);
            let is_over = was.at.0 == State::Passed && days > 30;
            assert!(!is_over || now.state == State::Void, "{was:?}");
            self.world.audited(id).await;
            assert!(!was.decided || replay(app, id).await.unwrap());
        }
    }

    /// Does one thing; gives what came of it, where it was one that can be refused.
    async fn take(&mut self, step: &Step) -> Option<Answer> {
        let newest = self.all.last().unwrap();
        match step {
            Step::Person {
                stranger,
                newest: is_newest,
                act,
            } => {
                let id = if *is_newest {
                    newest
                } else {
                    self.all.first().unwrap()
                };
                let who = if *stranger {
                    &self.stranger
                } else {
                    &self.applicant
                };
                let answer = act.by(who, id).await;
                // Deleting what is not there is no error, whoever does it.
                if *stranger && !matches!(act, Act::Delete) {
                    assert_eq!(answer.status, 404, "{step:?}");
                }
                Some(answer)
            }
            Step::Officer {
                nth,
                claims,
                releases,
                act,
            } => {
                let officer = &self.officers[*nth];
                if *claims {
                    Case::Claim.by(officer, newest).await;
                }
                let answer = act.by(officer, newest).await;
                if *releases {
                    Case::Release.by(officer, newest).await;
                }
                Some(answer)
            }
            Step::Member(word) => match &self.member {
                Some(member) => Some(word.by(member, newest).await),
                None => None,
            },
            Step::AtOnce(act, one, other) => {
                let [.., first, second] = self.officers.as_slice() else {
                    unreachable!()
                };
                Case::Claim.by(first, newest).await;
                let (act, one, other) = futures::join!(
                    act.by(&self.applicant, newest),
                    one.by(first, newest),
                    other.by(second, newest),
                );
                for answer in [act, one, other] {
                    assert!(answer.status < 500, "{step:?}: {}", answer.text());
                }
                Case::Release.by(first, newest).await;
                None
            }
            Step::Again => {
                if self.all.len() < 3 {
                    let answers = self.world.answers_for(self.module, self.key);
                    let draft = saved_for(&self.applicant, self.module, answers).await;
                    let path = format!("/api/v1/applications/{}/submission", draft.id);
                    let version = format!("\"{}\"", draft.version);
                    let headers = [("if-match", version.as_str())];
                    let submitted = self.applicant.send("POST", &path, &headers, None).await;
                    if submitted.status == 200 {
                        self.all.push(draft.id);
                    }
                }
                None
            }
            Step::Minutes(minutes) => {
                self.minutes(*minutes).await;
                None
            }
        }
    }

    /// What holds at any time, whatever was done before.
    async fn expect_sound(&self, before: &[Seen], after: &[Seen], step: &Step) {
        for was in before {
            let now = after.iter().find(|now| now.id == was.id);
            let now = now.unwrap_or_else(|| panic!("{step:?} lost {was:?}"));
            assert!(
                reaches(was.at.0, now.at.0),
                "{step:?}: {was:?} became {now:?}"
            );
            assert!(now.events >= was.events, "{step:?}: {was:?} {now:?}");
            let stays = |paper| now.handed_in.contains(paper);
            assert!(was.handed_in.iter().all(stays), "{step:?}: {was:?} {now:?}");
            let is_final = matches!(was.at.0, State::Void | State::Signed);
            // What was not handed in can be deleted at any time.
            let mut kept = now.clone();
            kept.papers.clone_from(&was.papers);
            assert!(
                !is_final || was == &kept,
                "{step:?}: {was:?} became {now:?}"
            );
        }
        let live = after.iter().filter(|now| now.is_live()).count();
        assert!(live <= 1, "{step:?}: {after:?}");
        let locks = "SELECT count(*) AS n FROM locks";
        let locks = self.world.count(locks).await;
        assert_eq!(locks > 0, live > 0, "{step:?}: {locks} {after:?}");
        let waits =
            |now: &&Seen| now.is_objected || now.at.1.is_some_and(SubState::waits_for_person);
        let waiting = after.iter().filter(waits).count();
        let cases = "SELECT count(*) AS n FROM reviews";
        let cases = self.world.count(cases).await;
        assert_eq!(usize::try_from(cases).unwrap(), waiting, "{step:?}");
        for now in after {
            let has_passed = matches!(now.at.0, State::Passed | State::Signing | State::Signed);
            assert!(!has_passed || now.certificate, "{step:?}: {now:?}");
        }
    }
}

/// Whether one state leads to another, at once or by way of a third: a machine may go on at once.
fn reaches(from: State, to: State) -> bool {
    let by_way_of = |next: State| from.may_become(next) && next.may_become(to);
    from == to || from.may_become(to) || State::ALL.into_iter().any(by_way_of)
}

async fn play(world: &World, beginning: Beginning, steps: &[Step], days: u64) {
    let mut scene = Scene::begin(world, beginning).await;
    let mut before = scene.settled().await;
    for step in steps {
        let answer = scene.take(step).await;
        let after = scene.settled().await;
        scene.expect_sound(&before, &after, step).await;
        if let Some(answer) = answer {
            assert!(answer.status < 500, "{step:?}: {}", answer.text());
            if answer.status >= 400 {
                assert_eq!(after, before, "{step:?}: {}", answer.text());
            }
        }
        before = after;
    }
    scene.days(days, &before).await;
}

#[test]
fn whatever_all_roles_do_in_whatever_order_only_legal_moves_are_made() {
    let asked = std::env::var_os("PROPTEST_CASES");
    let config = Config {
        cases: asked.map_or(CASES, |cases| cases.to_str().unwrap().parse().unwrap()),
        max_shrink_iters: 20,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let all = (beginnings(), steps(), 1..60_u64);
    let run = runner.run(&all, |(beginning, steps, days)| {
        in_world(async |world| play(world, beginning, &steps, days).await);
        Ok(())
    });
    run.unwrap();
}
