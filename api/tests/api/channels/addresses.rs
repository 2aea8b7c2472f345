//! Addresses that take nothing, that are corrected, and that there are none of.

use std::time::Duration;

use serde_json::json;
use shared::application::Home;
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

async fn unreached(applied: &Applied) -> Option<String> {
    let home: Home = applied.browser.get("/api/v1/home").await.expect(200).json();
    home.unreached
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
        assert_eq!(unreached(&applied).await.as_ref(), Some(&applied.id));
        // The pass is valid for a while yet: that goes to the new address, and that it was submitted
        // does not.
        applied.correct_contact(NEW).await;
        world.until_delivery("passed", "email", "sent").await;
        world
            .until_delivery("contact_corrected", "email", "sent")
            .await;
        assert!(!settings(&applied).await.email_bounced);
        assert_eq!(unreached(&applied).await, None);
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
        // Four days later: the nights in between have put the job off, and begun its attempts anew.
        world.kill_workers().await;
        // What went wrong on the way is nothing of the mailbox's.
        let asked = "UPDATE deliveries SET attempts = 400, mailbox_refusals = 9 \
                     WHERE channel = 'email' AND state = 'failed'";
        world.tamper(asked).await;
        world.app.set_clock_forward(Duration::from_secs(60));
        world.start_worker();
        let again = "SELECT count(*) AS n FROM deliveries WHERE attempts = 401 \
                     AND mailbox_refusals = 10 AND state = 'failed'";
        world.until_count(again, 2).await;
        assert_eq!(told_of_bounces(world).await, (0, 0));
        world.kill_workers().await;
        let asked = "UPDATE deliveries SET mailbox_refusals = 159 \
                     WHERE channel = 'email' AND state = 'failed'";
        world.tamper(asked).await;
        world
            .app
            .set_clock_forward(Duration::from_secs(2 * 60 * 60));
        world.start_worker();
        world.until_delivery("passed", "email", "bounced").await;
        world.until_delivery("submitted", "email", "bounced").await;
        assert_eq!(told_of_bounces(world).await, (1, 0));
    });
}

#[test]
fn that_an_address_was_corrected_is_told_there_as_well() {
    in_world_that_sends(async |world| {
        let applied = world.applied_reachable().await;
        applied.decided().await;
        world.until_inbox(EMAIL, 2).await;
        world.until_inbox(MOBILE, 2).await;
        applied.correct_contact(NEW).await;
        let tells = "联系方式已更正";
        let old = world.until_inbox(EMAIL, 3).await;
        assert_eq!(old[0].subject.as_deref(), Some(tells));
        let new = world.until_inbox(NEW, 1).await;
        assert_eq!(new[0].subject.as_deref(), Some(tells));
        // The number is the same: once.
        world.until_inbox(MOBILE, 3).await;
        let left = "SELECT count(*) AS n FROM deliveries JOIN messages \
                    ON messages.id = message_id WHERE kind = 'contact_corrected'";
        world.until_count(left, 3).await;
        let messages = applied.detail().await.messages;
        assert_eq!(messages.last().unwrap().deliveries.len(), 2);
    });
}

#[test]
fn an_old_address_that_takes_nothing_is_nobodys_trouble() {
    in_world_that_sends(async |world| {
        let applied = world.applied_reachable().await;
        applied.decided().await;
        world.until_inbox(EMAIL, 2).await;
        let gone = json!({ "fault": "reject_permanently", "to": EMAIL });
        world.message_fault("email", gone).await;
        applied.correct_contact(NEW).await;
        world.until_inbox(NEW, 1).await;
        world
            .until_delivery("contact_corrected", "email", "bounced")
            .await;
        assert_eq!(told_of_bounces(world).await, (0, 0));
        assert_eq!(unreached(&applied).await, None);
    });
}
