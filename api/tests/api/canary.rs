//! Canaries: what is known of people must be in no file of the database and in no line of the log,
//! whatever happens to their applications. So must what the rules said of them.

use sandbox::FaultKind;
use shared::application::{Detail, State};
use shared::form::fields::kind::Kind;
use shared::form::pointer::read_text;
use shared::form::{Answers, Chapter, asked};
use shared::policy::ReasonCode;
use shared::purchase::Module;
use shared::registry::Registry;

use crate::harness::{Browser, Log, World, in_world};

/// The day of a pre-check, which nothing else can mean.
const PRECHECKED: &str = "2087-05-17";
/// A number that is typed in vain.
const TYPED: &str = "11010519491231002X";

/// The answers of a person's story, with everything filled in by which a person can be reached.
fn answers(world: &World, applicant: &str, mobile: &str) -> Answers {
    let mut answers = world.answers(applicant);
    answers.applicant.mobile = Some(mobile.to_owned());
    answers.applicant.email = Some(format!("{applicant}@canary.example"));
    answers.applicant.postal_address = Some(format!("金丝雀胡同{mobile}号"));
    answers.target.address = Some(format!("金丝雀大街{mobile}号"));
    answers
}

/// What is known of the people of an application: everything that was typed in words or numbers.
fn told(module: Module, answers: &Answers) -> Vec<String> {
    let asked = Chapter::ALL
        .map(|chapter| asked(module, chapter, answers))
        .concat();
    let typed = asked.into_iter().filter(|asked| {
        matches!(
            asked.field.row().kind,
            Kind::Text | Kind::Number | Kind::Mobile | Kind::Email | Kind::Nationality
        )
    });
    let all: Vec<String> = typed
        .map(|asked| read_text(answers, &asked.pointer))
        .filter(|text| !text.is_empty())
        .collect();
    assert!(all.len() >= 6, "{all:?}");
    all
}

/// What the registries know of a household, whether it was told or not.
fn on_record(world: &World, household: &str) -> Vec<String> {
    let mut all = Vec::new();
    for member in &world.city.people().household(household).unwrap().members {
        all.push(member.name.clone());
        all.push(member.document.number.clone());
        all.extend(member.document.old_number());
    }
    all
}

/// Under which names the provider knows who has registered.
fn registered_subjects(world: &World) -> Vec<String> {
    let file = world.folder.path().join("city/accounts.json");
    let accounts: serde_json::Value =
        serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let accounts = accounts.as_array().unwrap().iter();
    accounts
        .map(|account| account["sub"].as_str().unwrap().to_owned())
        .collect()
}

/// What the rules said, as codes.
fn codes(detail: &Detail) -> Vec<String> {
    let decision = detail.decision.as_ref().unwrap();
    let findings = decision.findings.iter().map(|finding| finding.code);
    let codes = findings.chain([decision.reason]);
    let codes = codes.filter(|code| *code != ReasonCode::Ok);
    codes.map(|code| code.to_string()).collect()
}

fn has(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

#[track_caller]
fn assert_without(canaries: &[String], place: &str, bytes: &[u8]) {
    for canary in canaries {
        assert!(!has(bytes, canary), "{place} holds {canary}");
    }
}

/// Binds, with a number in vain before and a look at the own one afterwards.
async fn bind(world: &World, browser: &Browser, key: &str) {
    let mut wrong = world.document(key);
    TYPED.clone_into(&mut wrong.number);
    browser.bind(&wrong).await.expect(422);
    browser.bind(&world.document(key)).await.expect(200);
    browser.get("/api/v1/account/identity").await.expect(200);
    // A body that cannot be read, with personal data in it.
    let body = format!("{{\"document\": \"{TYPED}\", ").into_bytes();
    let json = [("content-type", "application/json")];
    let path = "/api/v1/account/document";
    let answer = browser.send("PUT", path, &json, Some(body)).await;
    answer.expect(400);
}

/// Pre-checks leave no trace, whether they can be answered or not.
async fn precheck(browser: &Browser) {
    for (key, status) in [("date", 200), ("示例里", 422)] {
        let mut situation = serde_json::json!({
            "module": "residential", "target": "tongzhou", "category": "local",
        });
        situation[key] = PRECHECKED.into();
        let path = "/api/v1/prechecks";
        let answer = browser.call("POST", path, Some(&situation)).await;
        answer.expect(status);
    }
}

#[test]
fn what_is_known_of_people_is_found_nowhere() {
    let log = Log::begin();
    in_world(async |world| {
        let registered = world.verified("zhou", "zhou-xiaolan").await;
        bind(world, &registered, "zhou-xiaolan").await;
        precheck(&registered).await;
        let spouse = world.bound("chen-li").await;
        spouse.get("/api/v1/home").await.expect(200);
        // Registries that fail are the likeliest to be logged with what was asked.
        for (registry, fault) in [
            (Registry::Tax, FaultKind::Error500),
            (Registry::Property, FaultKind::Garbage),
            (Registry::CivilAffairs, FaultKind::OtherPerson),
        ] {
            world.fault(registry, fault).await;
        }
        let (first, second) = ("zhou-xiaolan", "ma-xiaoyu");
        let first = answers(world, first, "13987654321");
        let second = answers(world, second, "13987654322");
        let mut third = world.answers_for(Module::Commercial, "ren-jie");
        third.applicant.mobile = Some("13987654323".to_owned());
        third.unit.location = Some("金丝雀大街商铺".to_owned());
        let mut canaries = [
            told(Module::Residential, &first),
            told(Module::Residential, &second),
            told(Module::Commercial, &third),
        ]
        .concat();
        canaries.extend(
            ["zhou", "ma", "ren"]
                .into_iter()
                .flat_map(|h| on_record(world, h)),
        );
        canaries.extend(registered_subjects(world));
        canaries.extend(["citizen-chen-li", "citizen-ma-xiaoyu"].map(str::to_owned));
        canaries.extend([TYPED, PRECHECKED, "示例里", "金丝雀"].map(str::to_owned));
        assert!(canaries.len() > 25, "{canaries:?}");

        let passing = world.applied_with(registered, first).await;
        let failing = world.at_home("ma-xiaoyu").await;
        let failing = world.applied_with(failing, second).await;
        let buyer = world.at_home("ren-jie").await;
        let buying = world.applied_for(buyer, Module::Commercial, third).await;
        buying.awaiting().await;
        for applied in [&passing, &failing] {
            let (_, silent) = applied.awaiting().await;
            assert_eq!(silent.len(), 3, "{silent:?}");
            let path = format!("/api/v1/applications/{}/answers", applied.id);
            applied.browser.get(&path).await.expect(200);
        }
        // While they wait there are jobs, which is what the first search is about.
        assert!(world.count("SELECT count(*) AS n FROM jobs").await > 0);
        let waiting = world.dump().await;
        world.clear_faults().await;
        let passed = passing.decided().await;
        let failed = failing.decided().await;
        assert_eq!(passed.summary.state, State::Passed);
        assert_eq!(failed.summary.state, State::Failed);
        assert_eq!(buying.decided().await.summary.state, State::Passed);
        canaries.extend(codes(&passed));
        canaries.extend(codes(&failed));
        let decided = world.dump().await;
        passing.withdraw().await;
        let withdrawn = world.dump().await;

        // What is no secret shows that this looks in the right places.
        let number = passed.summary.number.unwrap();
        assert!(has(&waiting, "verify") && has(&waiting, &number));
        assert!(has(&decided, "decide_application") && has(&withdrawn, "withdraw_application"));
        for (place, bytes) in [
            ("the database, while they wait,", waiting),
            ("the database, once they are decided,", decided),
            ("the database, after a withdrawal,", withdrawn),
        ] {
            assert_without(&canaries, place, &bytes);
        }
        let log = log.text();
        assert!(log.contains("is decided") && log.contains("registries are awaited"));
        assert_without(&canaries, "the log", log.as_bytes());
        assert_lines_are_bare(&log, &passed.summary.id);
    });
}

/// Each request has its line, with its number and template, and without its path.
fn assert_lines_are_bare(log: &str, id: &str) {
    let requests = log
        .lines()
        .filter(|line| line.contains("\"message\":\"request\""));
    assert!(requests.clone().count() > 5, "{log}");
    for line in requests {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let fields = &line["fields"];
        assert_eq!(fields["request_id"].as_str().unwrap().len(), 32, "{line}");
        assert!(
            fields["route"].is_string() && fields["status"].is_u64(),
            "{line}"
        );
        assert!(!line.to_string().contains(id), "{line}");
    }
}
