//! What a renewal leaves in place, and what it waits for: the household, objections, the last day, and the
//! certificates that were there before.

use api::service::verification::verify;
use api::store::jobs::kind::JobKind;
use sandbox::FaultKind;
use serde_json::json;
use shared::application::{PrintedKind, RenewalStep, RulingOutcome};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::registry::Registry;
use shared::review::CaseStanding;

use super::{PASSED, RENEWING, WHO, at, first_day, last_day};
use crate::documents::given::{asked, keep};
use crate::documents::paper::Paper;
use crate::harness::{World, in_world};

/// Works off the check that is promised, as a worker would.
async fn check_once(world: &World) {
    let app = &world.app;
    let lease = std::time::Duration::from_secs(60);
    let kinds = [JobKind::Verify];
    let job = app.store.claim_job(&kinds, app.new_id(), app.now(), lease);
    let job = job.await.unwrap().unwrap();
    verify(app, &job).await.unwrap();
}

#[test]
fn a_renewal_waits_for_the_end_of_an_objection() {
    in_world(async |world| {
        let (applied, before) = world.passing(WHO).await;
        let member = world.member("xie-jing").await;
        world.kill_workers().await;
        applied.renew(0).await.expect(200);
        member.object(&applied.id).await.expect(200);
        check_once(world).await;
        let waiting = applied.detail().await;
        assert_eq!(at(&waiting), RENEWING);
        assert_eq!(waiting.certificate, before.certificate);
        member.take_back(&applied.id).await.expect(200);
        world.start_worker();
        let after = applied.ended(world, RenewalStep::Renewed).await;
        assert_eq!(at(&after), PASSED);
    });
}

#[test]
fn a_pass_whose_last_day_is_over_is_not_renewed_before_it_ends() {
    in_world(async |world| {
        let (applied, before) = world.passing(WHO).await;
        world.go_to(last_day(&before));
        let applied = world.again(WHO, &applied.id).await;
        world.kill_workers().await;
        applied.renew(0).await.expect(200);
        world.go_to(last_day(&before).succ_opt().unwrap());
        check_once(world).await;
        let applied = world.again(WHO, &applied.id).await;
        assert_eq!(applied.detail().await.certificate, before.certificate);
        assert_eq!(world.count("SELECT count(*) AS n FROM decisions").await, 1);
        world.start_worker();
        let over = applied.ended(world, RenewalStep::Overtaken).await;
        assert_eq!(over.certificate, before.certificate);
    });
}

#[test]
fn a_renewed_pass_keeps_its_household_or_is_not_renewed() {
    in_world(async |world| {
        // As after an officer's pass, where not everybody was known.
        let (applied, before) = world.passing(WHO).await;
        let other = world.applied("song-yang").await;
        other.decided().await;
        let locks = "SELECT count(*) AS n FROM locks";
        let app = &world.app;
        let write = app.store.begin().await.unwrap();
        write.unlock_people(applied.uuid()).await.unwrap();
        let spouse = app.sealer.person_index(&world.document("xie-jing"));
        let elsewhere =
            write.lock_people(other.uuid(), Module::Residential, vec![spouse], app.now());
        elsewhere.await.unwrap();
        write.commit().await.unwrap();
        applied.renew(0).await.expect(200);
        let refused = applied
            .until("not renewed", |detail| {
                let renewal = detail.renewal.as_ref().unwrap();
                renewal.newest(RenewalStep::MemberElsewhere).is_some()
            })
            .await;
        assert_eq!(at(&refused), PASSED);
        assert_eq!(refused.certificate, before.certificate);
        assert_eq!(at(&other.detail().await), PASSED);

        // Once that one is over, everybody is kept again.
        other.withdraw().await;
        applied.renew(1).await.expect(200);
        applied.ended(world, RenewalStep::Renewed).await;
        assert_eq!(world.count(locks).await, 4);
    });
}

#[test]
fn everybody_is_asked_anew_and_told_since_when() {
    in_world(async |world| {
        let (applied, _) = world.passing(WHO).await;
        world.fault(Registry::Tax, FaultKind::Silent).await;
        applied.renew(0).await.expect(200);
        let detail = applied.detail().await;
        let begun = detail.renewal.unwrap().past[0].begun_at;
        assert!(detail.checks.iter().all(|check| check.asked_at >= begun));
        world.clear_faults().await;
        let after = applied.ended(world, RenewalStep::Renewed).await;
        assert!(!after.checks.is_empty());
        for check in after.checks {
            assert!(check.asked_at >= begun, "{check:?}");
        }
    });
}

#[test]
fn an_earlier_certificate_says_what_it_said_with_the_ruling_that_gave_it() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("wu-haitao").await;
        let reviewer = world.officer("ding-ning").await;
        let supervisor = world.officer("su-wen").await;
        reviewer.propose(&applied.id).await;
        supervisor.claim(&applied.id).await;
        let answer = supervisor.say(&applied.id, "/confirmation", "同意").await;
        answer.expect(200).json::<CaseStanding>();
        let before = applied.detail().await;
        let ruling = before.ruling.clone().unwrap();
        assert_eq!(ruling.outcome, RulingOutcome::Granted);
        let old = before.certificate.clone().unwrap();
        let record = json!({ "homes": [] });
        world
            .changes(Registry::Property, "wu-haitao", &record)
            .await;
        world.go_to(first_day(&before));
        let applied = world.again("wu-haitao", &applied.id).await;
        applied.renew(0).await.expect(200);
        let after = applied.ended(world, RenewalStep::Renewed).await;
        assert_eq!(after.ruling, None);
        let earlier = after.renewal.as_ref().unwrap().earlier(&old.number);
        assert_eq!(earlier.unwrap().ruling, Some(ruling.clone()));

        let kind = PrintedKind::Certificate;
        let printed = async |number: &str| {
            let query = format!("?lang=zh-CN&number={number}");
            let answer = asked(&applied.browser, &applied.id, kind, &query).await;
            keep(&answer.body, &format!("earlier-{number}"));
            Paper::read(&answer.expect(200).body, "zh-CN")
        };
        let new = after.certificate.clone().unwrap();
        let day = |day: shared::values::Day| day.format("%Y.%m.%d").to_string();
        let current = printed(&new.number).await;
        current.says(&[&new.number, "续期前的凭证", &old.number, "核验依据"]);
        assert_eq!(current.times("这是续期前的凭证"), 0);
        let paper = printed(&old.number).await;
        paper.says(&[
            "这是续期前的凭证",
            &old.number,
            ruling.reason.as_ref().unwrap(),
        ]);
        assert_eq!((paper.times(&new.number), paper.times("已失效")), (0, 0));
        assert_eq!((paper.pages, current.pages), (1, 1));
        assert_eq!(paper.times(&day(old.valid_from)), 1);
        assert_eq!(paper.times(&day(new.valid_from)), 0);

        // Once its own last day is over, nobody can take it for one that counts.
        world.go_to(old.valid_until.succ_opt().unwrap());
        let applied = world.again("wu-haitao", &applied.id).await;
        let query = format!("?lang=zh-CN&number={}", old.number);
        let over = asked(&applied.browser, &applied.id, kind, &query).await;
        let over = Paper::read(&over.expect(200).body, "zh-CN");
        over.says(&["这份凭证的有效期已过", &old.number, "已失效"]);
        for (kind, query, problem) in [
            (kind, "?number=AJ-AAAA-AAAA-AAAA", ProblemKind::NotFound),
            (
                PrintedKind::Result,
                query.as_str(),
                ProblemKind::MalformedRequest,
            ),
        ] {
            let answer = asked(&applied.browser, &applied.id, kind, query).await;
            answer.problem(problem);
        }
    });
}
