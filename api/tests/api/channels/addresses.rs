//! Addresses that take nothing, that are corrected, and that there are none of.

use std::time::Duration;

use serde_json::json;
use shared::message::NoticeSettings;

use super::{EMAIL, MOBILE, in_world_that_sends, usual};
use crate::applying::Applied;
use crate::harness::World;

const NEW: &str = "yang.fan@city.example";

/// How many messages say that an address takes nothing, and how many of them went anywhere.
async fn told_of_bounces(world: &World) -> (i64, i64) {
    let kind = "FROM messages WHERE kind = 'address_bounced'";
    let told = world.count(&format!("SELECT count(*) AS n {kind}")).await;
    let sent =
        format!("SELECT count(*) AS n FROM deliveries WHERE message_id IN (SELECT id {kind})");
    (told, world.count(&sent).await)
}

async fn settings(applied: &Applied) -> NoticeSettings {
    let answer = applied.browser.get("/api/v1/notice-settings").await;
    answer.expect(200).json()
}

#[test]
fn an_address_that_takes_nothing_is_told_once_and_what_still_matters_goes_to_the_next_one() {
    in_world_that_sends(async |world| {
        let gone = json!({ "fault": "reject_permanently", "to": EMAIL });
        world.message_fault("email", gone).await;
        let applied = world.applied_reachable().await;
        applied.decided().await;
        for kind in ["submitted", "passed"] {
            world.until_delivery(kind, "email", "bounced").await;
            world.until_delivery(kind, "sms", "sent").await;
        }
        assert_eq!(told_of_bounces(world).await, (1, 0));
        let known = settings(&applied).await;
        assert!(known.email_bounced && !known.mobile_bounced);
        // The pass is valid for a while yet: that goes to the new address, and that it was submitted
        // does not.
        applied.correct_contact(NEW).await;
        world.until_delivery("passed", "email", "sent").await;
        world
            .until_delivery("contact_corrected", "email", "sent")
            .await;
        assert!(!settings(&applied).await.email_bounced);
        let all = world.until_inbox(NEW, 2).await;
        assert!(
            all.iter().any(|m| m.subject.as_deref() == Some("核验通过")),
            "{all:?}"
        );
        assert_eq!(world.deliveries("submitted", "email", "bounced").await, 1);
        assert!(world.inbox(EMAIL).await.is_empty());
        // Nobody is told by SMS a second time.
        let texts = world.until_inbox(MOBILE, 3).await;
        assert!(texts.iter().all(|text| text.times == 1));
        assert_eq!(told_of_bounces(world).await, (1, 0));
    });
}

#[test]
fn a_number_that_takes_nothing_is_told_as_well() {
    in_world_that_sends(async |world| {
        world
            .message_fault("sms", json!({ "fault": "reject_permanently" }))
            .await;
        let applied = world.applied_reachable().await;
        applied.decided().await;
        world.until_delivery("passed", "sms", "bounced").await;
        world.until_delivery("passed", "email", "sent").await;
        assert_eq!(told_of_bounces(world).await, (1, 0));
    });
}

#[test]
fn who_has_given_no_email_address_gets_text_messages_alone() {
    in_world_that_sends(async |world| {
        let answers = world.answers("yang-fan");
        let applied = world.applied_having_chosen(answers, &usual()).await;
        applied.decided().await;
        world.until_delivery("passed", "email", "no_address").await;
        world.until_inbox(MOBILE, 2).await;
        assert_eq!(told_of_bounces(world).await, (0, 0));
    });
}

#[test]
fn a_mailbox_that_takes_nothing_for_days_takes_nothing() {
    in_world_that_sends(async |world| {
        world
            .message_fault("email", json!({ "fault": "reject_for_now" }))
            .await;
        let applied = world.applied_reachable().await;
        applied.decided().await;
        world.until_delivery("passed", "email", "failed").await;
        world
            .app
            .set_clock_forward(Duration::from_secs(5 * 24 * 60 * 60 + 60));
        world.until_delivery("passed", "email", "bounced").await;
        world.until_delivery("submitted", "email", "bounced").await;
        assert_eq!(told_of_bounces(world).await, (1, 0));
    });
}
