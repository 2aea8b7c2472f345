//! Mail server and gateway that are slow, silent, cut off or refuse: messages come late, never twice to
//! a person, and nothing else waits for them.

use std::time::{Duration, Instant};

use api::config::notice::EmailConfig;
use serde_json::json;
use shared::message::{Channel, Off, SaveNoticeSettings, Topic};

use super::{EMAIL, MOBILE, forward_to, in_world_that_sends, in_world_that_waits, usual};
use crate::harness::{World, in_town};

#[test]
fn a_message_that_is_not_taken_is_sent_again_after_a_pause() {
    in_world_that_sends(async |world| {
        for channel in ["email", "sms"] {
            world
                .message_fault(channel, json!({ "fault": "reject_for_now" }))
                .await;
        }
        let applied = world.applied_reachable().await;
        applied.decided().await;
        for channel in ["email", "sms"] {
            world.until_delivery("passed", channel, "failed").await;
        }
        // Each rests as its kind says, longer each time.
        let longest = async || {
            let jobs = world.app.store.list_jobs(true).await.unwrap();
            let rests = jobs.iter().map(|job| job.run_at - world.app.now());
            rests.max().unwrap().num_seconds()
        };
        let begun = Instant::now();
        while longest().await < 4 {
            assert!(begun.elapsed() < Duration::from_secs(20));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(longest().await < 7);
        assert!(world.inbox(EMAIL).await.is_empty() && world.inbox(MOBILE).await.is_empty());
        world.clear_message_faults().await;
        world.app.set_clock_forward(Duration::from_secs(7));
        world.until_inbox(EMAIL, 2).await;
        world.until_inbox(MOBILE, 2).await;
        for channel in ["email", "sms"] {
            world.until_delivery("passed", channel, "sent").await;
        }
    });
}

#[test]
fn whose_acknowledgement_is_lost_comes_again_as_the_same_message() {
    in_world_that_sends(async |world| {
        let lost = json!({ "fault": "lost_acknowledgement", "times": 1 });
        let reset = json!({ "fault": "reset", "times": 1, "to": "later@city.example" });
        world.message_fault("email", lost.clone()).await;
        world.message_fault("email", reset).await;
        world.message_fault("sms", lost).await;
        let applied = world.applied_reachable().await;
        applied.decided().await;
        for (channel, to) in [("email", EMAIL), ("sms", MOBILE)] {
            world.until_delivery("submitted", channel, "sent").await;
            world.until_delivery("passed", channel, "sent").await;
            // The city counts what came under one id to one address.
            let all = world.until_inbox(to, 2).await;
            let mut times: Vec<u64> = all.iter().map(|message| message.times).collect();
            times.sort_unstable();
            assert_eq!(times, [1, 2]);
        }
    });
}

/// As a process does that ends between the server's yes and the row that says so.
#[test]
fn a_worker_that_dies_with_a_message_sends_the_same_one_again() {
    in_world_that_sends(async |world| {
        let lost = json!({ "fault": "lost_acknowledgement" });
        world.message_fault("sms", lost).await;
        world
            .message_fault("email", json!({ "fault": "silent" }))
            .await;
        world.applied_reachable().await;
        while world.inbox(MOBILE).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        world.kill_workers().await;
        world.clear_message_faults().await;
        world.app.set_clock_forward(Duration::from_secs(60));
        world.start_worker();
        for channel in ["email", "sms"] {
            world.until_delivery("passed", channel, "sent").await;
        }
        let all = world.until_inbox(MOBILE, 2).await;
        assert!(all.iter().any(|message| message.times > 1), "{all:?}");
        let emails = world.until_inbox(EMAIL, 2).await;
        assert!(
            emails.iter().all(|message| message.times == 1),
            "{emails:?}"
        );
    });
}

#[test]
fn a_silent_mail_server_holds_up_neither_results_nor_text_messages() {
    in_world_that_waits(Duration::from_secs(8), async |world| {
        world
            .message_fault("email", json!({ "fault": "silent" }))
            .await;
        let applied = world.applied_reachable().await;
        applied.decided().await;
        world.until_inbox(MOBILE, 2).await;
        let given_up = "SELECT count(*) AS n FROM deliveries WHERE error = 'timed_out'";
        assert_eq!(world.count(given_up).await, 0);
        // It gives up by itself, and comes when the server is back.
        world.until_delivery("submitted", "email", "failed").await;
        assert!(world.count(given_up).await > 0);
        world.clear_message_faults().await;
        world.app.set_clock_forward(Duration::from_secs(10));
        world.until_inbox(EMAIL, 2).await;
    });
}

/// Switches SMS off for results while a message waits, both by e-mail and SMS.
async fn withdrawn_without_texts(world: &World) {
    let applied = world.applied_reachable().await;
    applied.decided().await;
    world.until_inbox(EMAIL, 2).await;
    world.until_inbox(MOBILE, 2).await;
    world.kill_workers().await;
    applied.withdraw().await;
    let path = "/api/v1/notice-settings";
    let known = applied.browser.get(path).await.expect(200);
    let choice = SaveNoticeSettings {
        off: vec![Off {
            topic: Topic::Results,
            channel: Channel::Sms,
        }],
        ..usual()
    };
    let headers = [
        ("content-type", "application/json"),
        ("if-match", known.header("etag")),
    ];
    let body = serde_json::to_vec(&choice).unwrap();
    let answer = applied
        .browser
        .send("PUT", path, &headers, Some(body))
        .await;
    answer.expect(200);
}

#[test]
fn of_two_ways_that_end_at_once_one_is_gone_in_any_case() {
    in_world_that_sends(async |world| {
        withdrawn_without_texts(world).await;
        // The mail server thinks; meanwhile the SMS that is not wanted has come to its end.
        let gone = json!({ "fault": "reject_permanently", "seconds": 2 });
        world.message_fault("email", gone).await;
        world.start_worker();
        world.until_delivery("withdrawn", "sms", "not_wanted").await;
        world.until_delivery("withdrawn", "email", "bounced").await;
        world.until_delivery("withdrawn", "sms", "sent").await;
        world.until_inbox(MOBILE, 3).await;
    });
}

#[test]
fn what_has_to_be_told_goes_by_another_way_when_one_is_out_of_order_for_long() {
    in_world_that_sends(async |world| {
        withdrawn_without_texts(world).await;
        world
            .message_fault("email", json!({ "fault": "reset" }))
            .await;
        let tried = "UPDATE deliveries SET attempts = 28 WHERE state = 'waiting' \
                     AND channel = 'email'";
        world.tamper(tried).await;
        world.start_worker();
        world.until_delivery("withdrawn", "email", "failed").await;
        world.until_delivery("withdrawn", "sms", "not_wanted").await;
        world.app.set_clock_forward(Duration::from_secs(60));
        world.until_delivery("withdrawn", "sms", "sent").await;
        world.until_inbox(MOBILE, 3).await;
        // The mail server is back: the e-mail comes as well.
        world.clear_message_faults().await;
        world
            .app
            .set_clock_forward(Duration::from_secs(2 * 60 * 60));
        world.until_delivery("withdrawn", "email", "sent").await;
    });
}

#[test]
fn nothing_is_sent_where_the_connection_cannot_be_protected() {
    in_town(
        |config, city| {
            let url = format!("{}?tls=required", city.mail_url());
            let email = EmailConfig::read(&url, "anju@city.example".to_owned());
            config.notice.email = Some(email.unwrap());
            config.notice.patience = Duration::from_secs(3);
        },
        async |world| {
            forward_to(world, 10, 0);
            let browser = world.at_home("yang-fan").await;
            let applied = world.applied_with(browser, world.reachable()).await;
            applied.decided().await;
            world.until_delivery("passed", "email", "failed").await;
            let why = "SELECT count(*) AS n FROM deliveries WHERE error = 'unprotected'";
            assert!(world.count(why).await > 0);
            assert!(world.inbox(EMAIL).await.is_empty());
            // What was promised is tried for ever: it ends with the test.
            world.kill_workers().await;
            world.tamper("DELETE FROM jobs").await;
        },
    );
}
