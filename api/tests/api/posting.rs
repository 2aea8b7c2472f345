//! A month of insurance that is not posted yet: the application waits for it, says until when, and
//! goes on by itself.

use api::service::audit::verify_all;
use serde_json::{Value, json};
use shared::application::{CheckState, Detail, EventKind, State, SubState};
use shared::policy::{MonthStatus, Outcome, ReasonCode, Threshold, Verdict};
use shared::registry::Registry;
use shared::values::Month;

use crate::applying::{Applied, registries_of};
use crate::harness::{World, in_world};

const WHO: &str = "zhuang-yan";

/// Changes what the registry of insurance holds.
async fn posts(world: &World, record: &Value) {
    let change = json!({
        "document": world.document(WHO), "registry": "social_insurance", "record": record,
    });
    let path = format!("{}/control/people", world.city.url());
    let answer = world.browser().at(&path, "POST", Some(&change)).await;
    answer.expect(204);
}

/// Lets the next day come, on which the month is asked for again.
async fn next_day(world: &World) {
    let asked = world
        .questions(Registry::SocialInsurance, &world.document(WHO))
        .await;
    world
        .tamper("UPDATE jobs SET run_at = '2020-01-01 00:00:00+00:00' WHERE kind = 'verify'")
        .await;
    for _ in 0..500 {
        let now = world
            .questions(Registry::SocialInsurance, &world.document(WHO))
            .await;
        if now > asked {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the registry was not asked again");
}

async fn waiting(applied: &Applied) -> Detail {
    let waits = |detail: &Detail| {
        let mut checks = detail.checks.iter();
        // Put off until tomorrow, in the same step as the job.
        let put_off =
            checks.any(|c| c.registry == Registry::SocialInsurance && c.next_attempt_at.is_some());
        put_off
            && detail.summary.sub_state == Some(SubState::AwaitingPosting)
            && detail.decision.is_some()
    };
    applied.until("waiting for a month", waits).await
}

#[test]
fn an_application_waits_for_a_month_that_decides_and_goes_on_by_itself() {
    in_world(async |world| {
        let last = Month::of(world.app.today()).plus(-1);
        let applied = world.applied(WHO).await;
        let detail = waiting(&applied).await;
        assert_eq!(detail.summary.state, State::Pending);
        // Waiting is no act: the log agrees.
        let report = verify_all(&world.app.store).await.unwrap();
        assert!(report.broken.is_empty());
        let unposted = ReasonCode::NewestMonthNotPosted;
        assert_eq!(detail.summary.reason, Some(unposted));
        let decision = detail.decision.unwrap();
        assert_eq!(decision.outcome, Outcome::CannotTell);
        let mut findings = decision.findings.iter();
        let finding = findings.find(|f| f.code == unposted).unwrap();
        assert_eq!(finding.verdict, Verdict::CannotTell);
        let strip = finding.months.as_ref().unwrap();
        let newest = strip.iter().last().unwrap();
        assert_eq!(
            (newest.month, newest.status),
            (last, MonthStatus::NotPosted)
        );
        // Until when: the posting day of the month of the application.
        let by = last.plus(1).first_day() + chrono::Days::new(24);
        assert_eq!(finding.threshold, Some(Threshold::PostedBy(by)));
        // It is asked for again in a day.
        let mut checks = detail.checks.iter();
        let check = checks
            .find(|c| c.registry == Registry::SocialInsurance)
            .unwrap();
        assert_eq!(check.state, CheckState::Answered);
        let pause = check.next_attempt_at.unwrap() - check.answered_at.unwrap();
        assert!((23..=24).contains(&pause.num_hours()), "{pause}");
        let told = registries_of(&waiting(&applied).await, EventKind::MonthAwaited);
        assert_eq!(told, [Registry::SocialInsurance]);

        // Not yet, the next day: it waits on, and says so once.
        next_day(world).await;
        let detail = waiting(&applied).await;
        let told = registries_of(&detail, EventKind::MonthAwaited);
        assert_eq!(told, [Registry::SocialInsurance]);
        // Paid and posted: it passes by itself.
        let paid = json!({
            "month": last, "period": "month", "payment": "paid", "ground": null,
            "income": "wages", "payer": null, "district": null,
        });
        let months: Vec<Value> = (1..=12)
            .map(|back| {
                let mut one = paid.clone();
                one["month"] = json!(last.plus(1 - back));
                one
            })
            .collect();
        posts(
            world,
            &json!({ "contributions": months, "posted_through": last }),
        )
        .await;
        next_day(world).await;
        let detail = applied
            .until("passed", |d| d.summary.state == State::Passed)
            .await;
        assert_eq!(detail.summary.reason, Some(ReasonCode::Ok));
        assert_eq!(
            world
                .count("SELECT count(*) AS n FROM jobs WHERE kind = 'verify'")
                .await,
            0
        );
    });
}

#[test]
fn a_month_that_was_not_paid_is_missing_once_it_is_posted() {
    in_world(async |world| {
        let last = Month::of(world.app.today()).plus(-1);
        let applied = world.applied(WHO).await;
        waiting(&applied).await;
        posts(world, &json!({ "posted_through": last })).await;
        next_day(world).await;
        let detail = applied
            .until("failed", |d| d.summary.state == State::Failed)
            .await;
        assert_eq!(detail.summary.reason, Some(ReasonCode::GapTooLong));
    });
}

#[test]
fn a_month_that_is_not_posted_yet_delays_no_other_failure() {
    in_world(async |world| {
        let home = json!({
            "zone": "inside_fifth_ring", "district": "haidian", "address": "海淀区示例路 1 号",
            "certificate": "京（2020）海不动产权第0000999号", "acquired": "2020-02-02",
            "single_storey": false, "registered": true, "disposed": null,
        });
        let change = json!({
            "document": world.document(WHO), "registry": "property", "record": { "homes": [home] },
        });
        let path = format!("{}/control/people", world.city.url());
        let answer = world.browser().at(&path, "POST", Some(&change)).await;
        answer.expect(204);
        let detail = world.applied(WHO).await.decided().await;
        assert_eq!(detail.summary.state, State::Failed);
        assert_eq!(detail.summary.reason, Some(ReasonCode::QuotaFull));
    });
}
