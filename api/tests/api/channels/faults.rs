//! Mail server and gateway that are slow, silent, cut off or refuse: messages come late, never twice to
//! a person, and nothing else waits for them.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{EMAIL, MOBILE, in_world_that_sends};

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
    in_world_that_sends(async |world| {
        world
            .message_fault("email", json!({ "fault": "silent" }))
            .await;
        let begun = Instant::now();
        let applied = world.applied_reachable().await;
        applied.decided().await;
        world.until_inbox(MOBILE, 2).await;
        assert!(
            begun.elapsed() < Duration::from_secs(3),
            "{:?}",
            begun.elapsed()
        );
        // It gives up by itself, and comes when the server is back.
        world.until_delivery("submitted", "email", "failed").await;
        let timed_out = "SELECT count(*) AS n FROM deliveries WHERE error = 'timed_out'";
        assert!(world.count(timed_out).await > 0);
        world.clear_message_faults().await;
        world.app.set_clock_forward(Duration::from_secs(10));
        world.until_inbox(EMAIL, 2).await;
    });
}
