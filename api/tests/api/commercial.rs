//! Commercial units over HTTP: who is asked about whom, what is locked, what is refused, and what
//! happens while the registry says nothing of the unit.

use std::time::Duration;

use sandbox::{Fault, FaultKind};
use serde_json::{Value, json};
use shared::application::{Detail, Draft, EventKind, Home, ModuleHome, State, SubState};
use shared::form::{Answers, FilledBy};
use shared::issue::IssueCode;
use shared::policy::{Outcome, ReasonCode};
use shared::problem::ProblemKind;
use shared::purchase::{Module, Seller};
use shared::registry::Registry;
use shared::text::record_key;

use crate::applying::{Applied, registries_of, saved_for};
use crate::harness::{Answer, Browser, World, in_world};

const COMMERCIAL: Module = Module::Commercial;
const DAY: Duration = Duration::from_hours(24);

/// Submits what a person of the city would apply for to buy a commercial unit.
async fn applied(world: &World, key: &str) -> Applied {
    let browser = world.at_home(key).await;
    world
        .applied_for(browser, COMMERCIAL, world.answers_for(COMMERCIAL, key))
        .await
}

async fn submit_draft(browser: &Browser, draft: &Draft) -> Answer {
    let path = format!("/api/v1/applications/{}/submission", draft.id);
    let if_match = format!("\"{}\"", draft.version);
    let headers = [("if-match", if_match.as_str())];
    browser.send("POST", &path, &headers, None).await
}

async fn submit(browser: &Browser, module: Module, answers: Answers) -> Answer {
    let draft = saved_for(browser, module, answers).await;
    submit_draft(browser, &draft).await
}

async fn home(browser: &Browser, module: Module) -> ModuleHome {
    let home: Home = browser.get("/api/v1/home").await.expect(200).json();
    let mut modules = home.modules.into_iter();
    modules.find(|one| one.module == module).unwrap()
}

/// How often the property registry was asked about a unit.
async fn asked_about_unit(world: &World, answers: &Answers) -> u64 {
    let unit = record_key(answers.unit.certificate_number().unwrap());
    let path = format!("{}/control/questions", world.city.url());
    let asked: Value = world.browser().at(&path, "GET", None).await.json();
    let mut asked = asked.as_array().unwrap().iter();
    let found = asked.find(|entry| entry["unit"] == unit.as_str());
    found.map_or(0, |entry| entry["count"].as_u64().unwrap())
}

/// Something goes wrong with questions about units, and with no other.
async fn units_fail(world: &World, fault: FaultKind) {
    let fault = Fault {
        fault,
        seconds: None,
        times: None,
        document: None,
        units: true,
    };
    world.set_fault(Registry::Property, &fault).await;
}

#[test]
fn only_what_its_rules_need_is_asked() {
    in_world(async |world| {
        let document = world.document("tan-yun");
        let browser = world.at_home("tan-yun").await;
        let before = world.questions(Registry::Population, &document).await;
        let answers = world.answers_for(COMMERCIAL, "tan-yun");
        // Whoever is married has said so to nobody here, and the spouse is not named.
        assert_eq!(answers.applicant.marital_status, None);
        let applied = world
            .applied_for(browser, COMMERCIAL, answers.clone())
            .await;
        let detail = applied.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        let asked = [Registry::Population, Registry::Tax, Registry::Property];
        let checks: Vec<Registry> = detail.checks.iter().map(|check| check.registry).collect();
        assert_eq!(checks, asked);
        assert_eq!(registries_of(&detail, EventKind::RegistryAnswered), asked);
        let mut counts = world.questions_about(&document).await;
        *counts.get_mut(&Registry::Population).unwrap() -= before;
        counts.retain(|_, count| *count > 0);
        assert_eq!(
            counts.into_iter().collect::<Vec<_>>(),
            asked.map(|r| (r, 1))
        );
        let spouse = world.questions_about(&world.document("mo-chuan")).await;
        assert!(spouse.values().all(|count| *count == 0));
        assert_eq!(asked_about_unit(world, &answers).await, 1);
        // Of what the registries told, nothing is kept that no rule asks for.
        let filed = world.app.store.newest_filed(applied.uuid()).await.unwrap();
        let replies = filed.unwrap().grounds.replies.applicant;
        let identity = replies.population.unwrap().record.unwrap();
        assert_eq!(
            (identity.residence_permit_valid_to, identity.stay),
            (None, None)
        );
        let homes = replies.property.unwrap().record.unwrap();
        assert_eq!(homes.former_family_homes, None);
        // What was told of the unit is sealed like everything else.
        let dump = world.dump().await;
        let unit = answers.unit;
        for told in [unit.certificate.unwrap(), unit.location.unwrap()] {
            let told = told.as_bytes();
            assert!(!dump.windows(told.len()).any(|window| window == told));
        }
    });
}

#[test]
fn a_pass_has_its_number_its_certificate_and_its_place_on_the_home_page() {
    in_world(async |world| {
        let applied = applied(world, "ren-jie").await;
        let detail = applied.decided().await;
        let summary = &detail.summary;
        assert_eq!((summary.module, summary.state), (COMMERCIAL, State::Passed));
        assert!(summary.number.as_deref().unwrap().starts_with("SB-"));
        assert_eq!((summary.category, summary.place), (None, None));
        let location = world.answers_for(COMMERCIAL, "ren-jie").unit.location;
        assert_eq!(summary.unit_location, location);
        let decision = detail.decision.clone().unwrap();
        assert_eq!(decision.module, COMMERCIAL);
        assert_eq!(detail.policy.as_deref(), Some("C-2017-03-26"));
        assert!(detail.certificate.is_some());
        let browser = &applied.browser;
        let here = home(browser, COMMERCIAL).await;
        assert_eq!(here.counts.passed, 1);
        assert_eq!(here.newest.unwrap().id, applied.id);
        let other = home(browser, Module::Residential).await;
        assert_eq!((other.counts, other.newest), Default::default());
        for (module, count) in [("commercial", 1), ("residential", 0)] {
            let path = format!("/api/v1/applications?module={module}");
            let list: Value = browser.get(&path).await.expect(200).json();
            assert_eq!(list["items"].as_array().unwrap().len(), count, "{module}");
        }
        // It expires and can be applied for again.
        world.app.set_clock_forward(DAY * 31);
        let browser = world.signed_in("ren-jie").await;
        let path = format!("/api/v1/applications/{}", applied.id);
        let sql = "SELECT count(*) AS n FROM applications WHERE state = 'void'";
        world.until_count(sql, 1).await;
        let expired: Detail = browser.get(&path).await.expect(200).json();
        assert_eq!(expired.summary.sub_state, Some(SubState::Expired));
        let copy = json!({ "module": "commercial", "copy_of": applied.id });
        let copied = browser
            .call("POST", "/api/v1/applications", Some(&copy))
            .await;
        let copied: Draft = copied.expect(201).json();
        assert_eq!(
            copied.answers.unit,
            world.answers_for(COMMERCIAL, "ren-jie").unit
        );
        assert_eq!(
            (copied.answers.notes_read, copied.answers.promise),
            (None, None)
        );
    });
}

#[test]
fn a_person_has_one_live_application_in_each_module() {
    in_world(async |world| {
        let home_buyer = world.applied("ren-jie").await;
        assert_eq!(home_buyer.decided().await.summary.state, State::Passed);
        let applied = applied(world, "ren-jie").await;
        assert_eq!(applied.decided().await.summary.state, State::Passed);
        let locks = "SELECT count(*) AS n FROM locks";
        assert_eq!(world.count(locks).await, 2);
        let browser = world.at_home("ren-jie").await;
        for module in Module::ALL {
            let answers = world.answers_for(module, "ren-jie");
            submit(&browser, module, answers)
                .await
                .expect(409)
                .problem(ProblemKind::HouseholdMemberLocked);
        }
        // One that is withdrawn frees its own module.
        applied.withdraw().await;
        assert_eq!(world.count(locks).await, 1);
        let answers = world.answers_for(COMMERCIAL, "ren-jie");
        submit(&browser, COMMERCIAL, answers).await.expect(200);
        assert_eq!(home_buyer.detail().await.summary.state, State::Passed);
        let counts = home(&browser, COMMERCIAL).await.counts;
        assert_eq!(counts.void, 1);
    });
}

#[test]
fn of_two_submissions_at_once_one_stands_in_each_module() {
    in_world(async |world| {
        let browser = world.at_home("ren-jie").await;
        let answers = |module| world.answers_for(module, "ren-jie");
        for (one, other, expected) in [
            (COMMERCIAL, COMMERCIAL, [200, 409]),
            (Module::Residential, COMMERCIAL, [200, 200]),
        ] {
            let one = saved_for(&browser, one, answers(one)).await;
            let other = saved_for(&browser, other, answers(other)).await;
            let both =
                futures::future::join(submit_draft(&browser, &one), submit_draft(&browser, &other));
            let (one, other) = both.await;
            let mut statuses = [one.status, other.status];
            statuses.sort_unstable();
            assert_eq!(statuses, expected);
            for answer in [one, other].into_iter().filter(|a| a.status == 200) {
                let detail: Detail = answer.json();
                let applied = Applied {
                    browser: world.at_home("ren-jie").await,
                    id: detail.summary.id,
                };
                applied.decided().await;
                applied.withdraw().await;
            }
        }
    });
}

#[test]
fn a_registry_that_says_nothing_of_the_unit_is_waited_for() {
    in_world(async |world| {
        // Silence, an error, and an answer about another unit.
        for (fault, key) in [
            (FaultKind::Error500, "ren-jie"),
            (FaultKind::OtherPerson, "clara-weiss"),
        ] {
            units_fail(world, fault).await;
            let applied = applied(world, key).await;
            let (detail, silent) = applied.awaiting().await;
            assert_eq!(silent, [Registry::Property]);
            assert_eq!(detail.decision, None);
            let answers = world.answers_for(COMMERCIAL, key);
            let before = asked_about_unit(world, &answers).await;
            assert!(before >= 1);
            world.clear_faults().await;
            world.app.set_clock_forward(Duration::from_secs(600));
            let detail = applied.decided().await;
            assert_eq!(detail.summary.state, State::Passed, "{fault:?}");
            // What was answered before is not asked again.
            let document = world.document(key);
            assert_eq!(world.questions(Registry::Property, &document).await, 1);
            assert!(asked_about_unit(world, &answers).await > before);
        }
    });
}

#[test]
fn a_certificate_is_found_however_its_number_is_typed() {
    in_world(async |world| {
        for number in [
            "京(2010)朝不动产权第0000201号",
            "  京（２０１０） 朝不动产权第 0000201 号",
            "京〔2010〕朝不动产权第0000201号\u{200b}",
        ] {
            let mut answers = world.answers_for(COMMERCIAL, "ren-jie");
            answers.unit.certificate = Some(number.to_owned());
            let browser = world.at_home("ren-jie").await;
            let applied = world.applied_for(browser, COMMERCIAL, answers).await;
            let detail = applied.decided().await;
            assert_eq!(detail.summary.state, State::Passed, "{number}");
            applied.withdraw().await;
        }
    });
}

#[test]
fn a_registry_that_is_away_altogether_is_waited_for() {
    in_world(async |world| {
        world
            .fault(Registry::SocialInsurance, FaultKind::Error500)
            .await;
        world.fault(Registry::Property, FaultKind::Error500).await;
        let applied = applied(world, "ren-jie").await;
        let (_, silent) = applied.awaiting().await;
        assert_eq!(silent, [Registry::SocialInsurance, Registry::Property]);
        world.clear_faults().await;
        world.app.set_clock_forward(Duration::from_secs(600));
        assert_eq!(applied.decided().await.summary.state, State::Passed);
    });
}

#[test]
fn looking_units_up_is_limited() {
    in_world(async |world| {
        let browser = world.at_home("ren-jie").await;
        let answers = world.answers_for(COMMERCIAL, "ren-jie");
        let mut without = answers.clone();
        without.unit.has_certificate = Some(false);
        for nth in 0..5 {
            let browser = world.at_home("ren-jie").await;
            let applied = world
                .applied_for(browser, COMMERCIAL, answers.clone())
                .await;
            applied.decided().await;
            if nth == 0 {
                // What is refused looks nothing up and does not count.
                submit(&applied.browser, COMMERCIAL, answers.clone())
                    .await
                    .expect(409);
            }
            applied.withdraw().await;
        }
        assert_eq!(asked_about_unit(world, &answers).await, 5);
        let refused = submit(&browser, COMMERCIAL, answers.clone()).await;
        let problem = refused.expect(429).problem(ProblemKind::UnitLookupLocked);
        assert!((1..=1800).contains(&problem.retry_after.unwrap()));
        // Nobody is kept from what looks no unit up.
        let residential = world.answers("ren-jie");
        submit(&browser, Module::Residential, residential)
            .await
            .expect(200);
        let applied = world
            .applied_for(world.at_home("ren-jie").await, COMMERCIAL, without)
            .await;
        let decision = applied.decided().await.decision.unwrap();
        let found = (decision.outcome, decision.reason);
        assert_eq!(found, (Outcome::ManualReview, ReasonCode::UnitSaleUnknown));
        applied.withdraw().await;
        assert_eq!(asked_about_unit(world, &answers).await, 5);
        world.app.set_clock_forward(Duration::from_secs(30 * 60));
        let browser = world.signed_in("ren-jie").await;
        submit(&browser, COMMERCIAL, answers).await.expect(200);
    });
}

#[test]
fn what_the_form_refuses_is_not_submitted() {
    in_world(async |world| {
        let browser = world.at_home("ren-jie").await;
        let good = world.answers_for(COMMERCIAL, "ren-jie");
        let residential = world.answers("ren-jie");
        let changed = |change: &dyn Fn(&mut Answers)| {
            let mut answers = good.clone();
            change(&mut answers);
            answers
        };
        for (answers, pointer, code) in [
            (
                changed(&|a| a.unit.seller = Some(Seller::Developer)),
                "/unit/seller",
                IssueCode::DeveloperUnit,
            ),
            (
                changed(&|a| a.filler.who = Some(FilledBy::Agent)),
                "/papers/authority_paper",
                IssueCode::Required,
            ),
            (
                changed(&|a| a.filler.who = Some(FilledBy::FamilyMember)),
                "/filler/who",
                IssueCode::FillerApplicantOnly,
            ),
            (
                changed(&|a| a.promise.clone_from(&residential.promise)),
                "/promise",
                IssueCode::MustAgree,
            ),
            (
                changed(&|a| {
                    a.applicant.person.document_number = Some("11010519491231002X".to_owned());
                }),
                "/applicant/document_number",
                IssueCode::NotSelf,
            ),
        ] {
            let refused = submit(&browser, COMMERCIAL, answers).await.expect(422);
            let problem = refused.problem(ProblemKind::InvalidAnswers);
            let found: Vec<_> = problem
                .errors
                .iter()
                .map(|e| (&*e.pointer, e.code))
                .collect();
            assert!(found.contains(&(pointer, code)), "{pointer}: {found:?}");
        }
        // The form of one module is not that of the other.
        for (module, other) in [
            (COMMERCIAL, Module::Residential),
            (Module::Residential, COMMERCIAL),
        ] {
            let answers = world.answers_for(other, "ren-jie");
            submit(&browser, module, answers).await.expect(422);
        }
    });
}
