//! Reminders: each once, the more urgent alone, none too late.

use std::time::Duration;

use api::service::messages::reminding::remind;
use serde_json::json;
use shared::message::MessageKind as K;
use shared::purchase::Module;
use shared::values::Day;

use super::kinds;
use crate::harness::{World, in_world};
use crate::levels::{in_a_world_that_asserts, signed_in_as};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How often something was told, to whomever.
async fn told(world: &World, kind: K) -> i64 {
    let sql = format!(
        "SELECT COUNT(*) AS n FROM messages WHERE kind = '{}'",
        kind.slug()
    );
    world.count(&sql).await
}

/// Sets the clock forward, and has two instances look at once, twice.
async fn later(world: &World, days: u32) {
    world.app.set_clock_forward(DAY * days);
    for _ in 0..2 {
        let (one, other) = futures::future::join(remind(&world.app), remind(&world.app)).await;
        one.unwrap();
        other.unwrap();
    }
}

fn days_to(world: &World, day: Day) -> u32 {
    let days = day.signed_duration_since(world.app.today()).num_days();
    u32::try_from(days).unwrap()
}

#[test]
fn a_pass_is_told_of_a_week_and_a_day_before_its_end() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        let end = applied.decided().await.summary.valid_until.unwrap();
        world.kill_workers().await;
        later(world, days_to(world, end) - 8).await;
        assert_eq!(told(world, K::PassExpiringSoon).await, 0);
        later(world, 1).await;
        assert_eq!(told(world, K::PassExpiringSoon).await, 1);
        later(world, 5).await;
        assert_eq!(told(world, K::PassExpiringTomorrow).await, 0);
        later(world, 1).await;
        later(world, 1).await;
        assert_eq!(told(world, K::PassExpiringSoon).await, 1);
        assert_eq!(told(world, K::PassExpiringTomorrow).await, 1);
    });
}

#[test]
fn who_was_down_gives_the_more_urgent_alone_and_none_too_late() {
    in_world(async |world| {
        let refused = world.refused(Module::Residential, "zhao-min").await;
        let until = refused.detail().await.summary.review_until.unwrap();
        let passed = world.applied("yang-fan").await;
        let end = passed.decided().await.summary.valid_until.unwrap();
        let disputed = world.disputed(Module::Residential, "wang-qiang").await;
        let reviewer = world.officer("ding-ning").await;
        reviewer.claim(&disputed.id).await;
        reviewer.request(&disputed.id, "请补充").await.expect(200);
        world.kill_workers().await;
        later(world, 1).await;
        assert_eq!(told(world, K::DisputeDueSoon).await, 0);
        assert_eq!(told(world, K::AnswerDueSoon).await, 0);
        // Both periods are ten working days from today on.
        later(world, days_to(world, until) - 2).await;
        assert_eq!(told(world, K::DisputeDueSoon).await, 1);
        assert_eq!(told(world, K::AnswerDueSoon).await, 1);
        later(world, 2).await;
        assert_eq!(told(world, K::DisputeDueToday).await, 1);
        assert_eq!(told(world, K::AnswerDueToday).await, 1);
        // The pass had its week while nobody looked.
        later(world, days_to(world, end)).await;
        assert_eq!(told(world, K::PassExpiringSoon).await, 0);
        assert_eq!(told(world, K::PassExpiringTomorrow).await, 1);
        for kind in [K::DisputeDueSoon, K::AnswerDueSoon] {
            assert_eq!(told(world, kind).await, 1);
        }
    });
}

#[test]
fn a_code_is_told_of_before_it_is_of_no_use() {
    in_world(async |world| {
        world.filed_for("he-jun", "yang-fan").await;
        world.kill_workers().await;
        later(world, 4).await;
        assert_eq!(told(world, K::AuthorityDueSoon).await, 0);
        later(world, 1).await;
        assert_eq!(told(world, K::AuthorityDueSoon).await, 1);
        later(world, 1).await;
        assert_eq!(told(world, K::AuthorityDueToday).await, 0);
        later(world, 1).await;
        assert_eq!(told(world, K::AuthorityDueSoon).await, 1);
        assert_eq!(told(world, K::AuthorityDueToday).await, 1);
    });
}

#[test]
fn who_has_lost_the_document_is_reminded_of_nothing_any_more() {
    in_a_world_that_asserts(async |world, liar| {
        let own = world.document("zhao-min");
        liar.say("document_number", json!(null));
        let thief = signed_in_as(world, liar, "thief", "zhao-min").await;
        thief.bind(&own).await.expect(200);
        let answers = world.answers("zhao-min");
        let refused = world.applied_with(thief, answers).await;
        refused.decided().await;
        let until = refused.detail().await.summary.review_until.unwrap();
        liar.say("document_number", json!(own.number));
        let owner = signed_in_as(world, liar, "owner", "zhao-min").await;
        owner.bind(&own).await.expect(200);
        assert_eq!(kinds(&owner).await, [K::BindingRecovered]);
        assert_eq!(told(world, K::BindingLost).await, 1);
        world.kill_workers().await;
        later(world, days_to(world, until) - 2).await;
        later(world, 2).await;
        for kind in [K::DisputeDueSoon, K::DisputeDueToday] {
            assert_eq!(told(world, kind).await, 0);
        }
    });
}
