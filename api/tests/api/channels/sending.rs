//! What goes out, to whom, when, and what it says.

use std::time::Duration;

use serde_json::json;
use shared::message::{Channel, Off, QuietHours, SaveNoticeSettings, Topic};
use shared::values::Lang;

use super::{EMAIL, MOBILE, Received, forward_to, in_world_that_sends, usual};
use crate::applying::Applied;
use crate::harness::World;

/// Everything that one message shows, but whom it goes to.
fn shown(message: &Received) -> String {
    let headers = message.headers.iter();
    let headers: String = headers
        .filter(|(name, _)| !name.eq_ignore_ascii_case("to"))
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    let subject = message.subject.as_deref().unwrap_or_default();
    let html = message.html.as_deref().unwrap_or_default();
    format!("{headers}{subject}\n{}\n{html}", message.text)
}

fn header<'a>(message: &'a Received, name: &str) -> &'a str {
    let found = message.headers.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value)
}

/// That a message tells nothing of anybody, and that its links open nothing.
async fn is_discreet(world: &World, message: &Received, number: &str, page: &str) {
    let shown = shown(message);
    for name in ["杨帆", "谢静", "杨子", EMAIL, MOBILE, "示例胡同"] {
        assert!(!shown.contains(name), "{name}: {shown}");
    }
    for key in ["yang-fan", "xie-jing"] {
        assert!(!shown.contains(&world.document(key).number), "{shown}");
    }
    assert!(shown.contains("杨**") && shown.contains(number), "{shown}");
    let links = message.text.split_whitespace().flat_map(|word| {
        let begin = word.find("http")?;
        word.get(begin..)
    });
    let links: Vec<&str> = links.collect();
    assert_eq!(links.first(), Some(&page), "{}", message.text);
    for link in links {
        assert!(!link.contains(['?', '#', '@']), "{link}");
    }
    if let Some(html) = &message.html {
        assert!(html.contains(&format!("href=\"{page}\"")), "{html}");
        assert!(
            !html.contains("<script") && !html.contains("src="),
            "{html}"
        );
    }
}

/// What comes of an application that passes, to who reads a language.
async fn tells_a_result(world: &World, language: Lang) {
    let choice = SaveNoticeSettings {
        language,
        ..usual()
    };
    let answers = world.reachable();
    let applied = world.applied_having_chosen(answers, &choice).await;
    let detail = applied.decided().await;
    let number = detail.summary.number.unwrap();
    let page = format!("{}/applications/{}", world.url, applied.id);
    let mut emails = world.until_inbox(EMAIL, 2).await;
    let mut texts = world.until_inbox(MOBILE, 2).await;
    let (submitted, passed) = match language {
        Lang::Zh => ("申请已提交", "核验通过"),
        Lang::En => ("Application submitted", "Check passed"),
    };
    for all in [&mut emails, &mut texts] {
        // Two hands send: which comes first is nobody's matter.
        all.sort_by_key(|message| !shown(message).contains(submitted) && message.subject.is_some());
        for message in all.iter() {
            is_discreet(world, message, &number, &page).await;
            assert_eq!(
                (message.times, message.to.contains('@')),
                (1, message.channel == "email")
            );
            let tag = if language == Lang::En { "en" } else { "zh-CN" };
            assert_eq!(message.language, tag);
        }
    }
    let subjects: Vec<&str> = emails.iter().filter_map(|m| m.subject.as_deref()).collect();
    assert_eq!(subjects.first(), Some(&submitted));
    assert!(subjects.last().unwrap().contains(passed), "{subjects:?}");
    let signature = if language == Lang::En {
        "[Anju] "
    } else {
        "【安居核验】"
    };
    assert!(texts.iter().all(|text| text.text.starts_with(signature)));
    let first = &emails[0];
    assert!(first.id.ends_with("@127.0.0.1"), "{}", first.id);
    assert_eq!(header(first, "Auto-Submitted"), "auto-generated");
    let settings = format!("<{}/messages/settings>", world.url);
    assert_eq!(header(first, "List-Unsubscribe"), settings);
    let api = format!("/api/v1/applications/{}", applied.id);
    assert_eq!(world.browser().get(&api).await.status, 401);
    // Where it went is in the database as a keyed hash alone.
    let dump = world.dump().await;
    for address in [EMAIL, MOBILE] {
        let address = address.as_bytes();
        assert!(!dump.windows(address.len()).any(|part| part == address));
    }
    for channel in ["email", "sms"] {
        world.until_delivery("passed", channel, "sent").await;
    }
}

#[test]
fn a_result_is_told_in_chinese() {
    in_world_that_sends(async |world| tells_a_result(world, Lang::Zh).await);
}

#[test]
fn a_result_is_told_in_english_to_who_reads_that() {
    in_world_that_sends(async |world| tells_a_result(world, Lang::En).await);
}

#[test]
fn nothing_goes_out_in_quiet_hours_and_all_of_it_when_they_end() {
    in_world_that_sends(async |world| {
        forward_to(world, 22, 30);
        let applied = world.applied_reachable().await;
        applied.decided().await;
        for channel in ["email", "sms"] {
            world.until_delivery("passed", channel, "held").await;
        }
        assert!(world.inbox(EMAIL).await.is_empty() && world.inbox(MOBILE).await.is_empty());
        let jobs = world.app.store.list_jobs(true).await.unwrap();
        assert_eq!(jobs.len(), 4);
        for job in jobs {
            // Eight in the morning in Beijing, one after the other.
            let at = job.run_at.format("%H:%M").to_string();
            assert_eq!(at, "00:00", "{job:?}");
        }
        forward_to(world, 8, 1);
        world.until_inbox(EMAIL, 2).await;
        world.until_inbox(MOBILE, 2).await;
    });
}

#[test]
fn who_has_chosen_other_quiet_hours_is_told_at_night() {
    in_world_that_sends(async |world| {
        forward_to(world, 23, 0);
        // Others than the usual ones.
        let choice = SaveNoticeSettings {
            quiet: Some(QuietHours { from: 1, to: 23 }),
            ..usual()
        };
        let answers = world.reachable();
        let applied = world.applied_having_chosen(answers, &choice).await;
        applied.decided().await;
        world.until_inbox(EMAIL, 2).await;
    });
}

#[test]
fn what_is_switched_off_does_not_come_and_what_the_law_wants_comes_by_another_way() {
    in_world_that_sends(async |world| {
        let off = |topic, channel| Off { topic, channel };
        let choice = SaveNoticeSettings {
            off: vec![
                off(Topic::Progress, Channel::Email),
                off(Topic::Progress, Channel::Sms),
                off(Topic::Results, Channel::Sms),
            ],
            ..usual()
        };
        let answers = world.reachable();
        let applied = world.applied_having_chosen(answers, &choice).await;
        applied.decided().await;
        world.until_delivery("passed", "email", "sent").await;
        assert_eq!(world.until_inbox(EMAIL, 1).await.len(), 1);
        assert!(world.inbox(MOBILE).await.is_empty());
        for channel in ["email", "sms"] {
            assert_eq!(
                world.deliveries("submitted", channel, "not_wanted").await,
                1
            );
        }
        // The end of the pass has to be told, and the address takes nothing any more.
        let gone = serde_json::json!({ "fault": "reject_permanently", "to": EMAIL });
        world.message_fault("email", gone).await;
        applied.withdraw().await;
        world.until_delivery("withdrawn", "email", "bounced").await;
        let texts = world.until_inbox(MOBILE, 1).await;
        assert!(texts[0].text.contains("已撤销"), "{texts:?}");
        world.until_delivery("withdrawn", "sms", "sent").await;
    });
}

#[test]
fn a_reminder_does_not_go_out_once_it_is_overtaken() {
    in_world_that_sends(async |world| {
        let applied = world.applied_reachable().await;
        applied.decided().await;
        world.until_inbox(MOBILE, 2).await;
        // In the first hour of the day that begins seven days before the last one.
        let days = Duration::from_secs(22 * 24 * 60 * 60);
        world.app.set_clock_forward(days);
        sandbox::set_clock_forward(days);
        forward_to(world, 1, 0);
        for channel in ["email", "sms"] {
            world
                .until_delivery("pass_expiring_7", channel, "held")
                .await;
        }
        // Who withdraws in the night is not reminded of it in the morning.
        let browser = world.at_home("yang-fan").await;
        let id = applied.id.clone();
        Applied { browser, id }.withdraw().await;
        for channel in ["email", "sms"] {
            world.until_delivery("withdrawn", channel, "held").await;
        }
        forward_to(world, 8, 1);
        for (channel, to) in [("email", EMAIL), ("sms", MOBILE)] {
            world.until_delivery("withdrawn", channel, "sent").await;
            let all = world.until_inbox(to, 3).await;
            assert!(!all.iter().any(|message| message.text.contains("即将到期")));
        }
        let left = "SELECT count(*) AS n FROM deliveries JOIN messages \
                    ON messages.id = message_id WHERE kind = 'pass_expiring_7'";
        world.until_count(left, 0).await;
        let told = "SELECT count(*) AS n FROM messages WHERE kind = 'pass_expiring_7'";
        assert_eq!(world.count(told).await, 1);
    });
}

#[test]
fn what_was_asked_for_and_given_in_the_night_is_not_asked_for_in_the_morning() {
    in_world_that_sends(async |world| {
        let mut answers = world.answers("zhao-min");
        answers.applicant.email = Some(EMAIL.to_owned());
        let browser = world.at_home("zhao-min").await;
        let applied = world.applied_with(browser, answers).await;
        applied.decided().await;
        world.until_delivery("failed", "email", "sent").await;
        let dispute = json!({ "records": [1], "ground": "other", "statement": "已转出" });
        applied.dispute(&dispute).await.expect(200);
        forward_to(world, 22, 30);
        let browser = world.at_home("zhao-min").await;
        let id = applied.id;
        let applied = Applied { browser, id };
        let reviewer = world.officer("ding-ning").await;
        reviewer.claim(&applied.id).await;
        reviewer.request(&applied.id, "请补充").await.expect(200);
        world
            .until_delivery("answer_requested", "email", "held")
            .await;
        applied.answer("已补充").await.expect(200);
        world.until_delivery("answer_given", "email", "held").await;
        forward_to(world, 8, 1);
        world.until_delivery("answer_given", "email", "sent").await;
        let left = "SELECT count(*) AS n FROM deliveries JOIN messages \
                    ON messages.id = message_id WHERE kind = 'answer_requested'";
        world.until_count(left, 0).await;
        let all = world.inbox(EMAIL).await;
        assert!(
            !all.iter()
                .any(|message| message.text.contains("an officer asks"))
        );
    });
}
