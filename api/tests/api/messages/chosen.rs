//! What people read and choose: on every device, with the version that they know, and nothing of others.

use serde_json::{Value, json};
use shared::account::Session;
use shared::message::{
    DeliveryState, MessageList, NoticeSettings, QuietHours, ReadMessages, Topic, Unread,
};
use shared::problem::ProblemKind;
use shared::values::Lang;

use super::{PATH, messages, unread};
use crate::harness::{Answer, Browser, in_world, value};

const SETTINGS: &str = "/api/v1/notice-settings";

async fn settings(browser: &Browser) -> NoticeSettings {
    browser.get(SETTINGS).await.expect(200).json()
}

async fn save(browser: &Browser, version: &str, body: &Value) -> Answer {
    let headers = [("if-match", version), ("content-type", "application/json")];
    let body = serde_json::to_vec(body).unwrap();
    browser.send("PUT", SETTINGS, &headers, Some(body)).await
}

async fn read(browser: &Browser, input: &ReadMessages) -> u32 {
    let path = format!("{PATH}/read");
    let answer = browser.call("POST", &path, Some(&value(input))).await;
    answer.expect(200).json::<Unread>().unread
}

#[test]
fn what_was_read_is_read_on_every_device_and_never_by_somebody_else() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        applied.decided().await;
        let phone = world.at_home("yang-fan").await;
        let stranger = world.at_home("he-jun").await;
        let all = messages(&phone).await;
        assert_eq!(unread(&phone).await, 3);
        let session = async || phone.get("/api/v1/session").await.json::<Session>();
        assert_eq!(session().await.unread, 3);
        let first = ReadMessages {
            ids: vec![all[0].id.clone()],
            up_to: None,
        };
        // Somebody else's are passed over.
        assert_eq!(read(&stranger, &first).await, 1);
        assert_eq!(unread(&phone).await, 3);
        assert_eq!(read(&phone, &first).await, 2);
        assert_eq!(unread(&applied.browser).await, 2);
        assert_eq!(read(&applied.browser, &first).await, 2);
        assert_eq!(session().await.unread, 2);
        let at = messages(&phone).await[0].read_at;
        assert!(at.is_some());
        let up_to = ReadMessages {
            ids: Vec::new(),
            up_to: Some(all[1].id.clone()),
        };
        assert_eq!(read(&applied.browser, &up_to).await, 1);
        assert_eq!(read(&applied.browser, &up_to).await, 1);
        assert_eq!(messages(&phone).await[0].read_at, at);

        // A page ends where the next one begins.
        let page: MessageList = phone.get(&format!("{PATH}?limit=2")).await.json();
        assert_eq!((page.items.len(), page.unread), (2, 1));
        let cursor = page.next_cursor.unwrap();
        let path = format!("{PATH}?limit=2&cursor={cursor}");
        let rest: MessageList = phone.get(&path).await.expect(200).json();
        assert_eq!((&rest.items[0].id, rest.next_cursor), (&all[0].id, None));
        for wrong in ["?limit=0", "?limit=101", "?cursor=app_1", "?page=2"] {
            let answer = phone.get(&format!("{PATH}{wrong}")).await;
            answer.problem(ProblemKind::MalformedRequest);
        }
    });
}

#[test]
fn what_the_law_wants_told_cannot_be_switched_off_wholly() {
    in_world(async |world| {
        let browser = world.at_home("yang-fan").await;
        // Who came in English, and never looked at a message, is written to in English, until they are
        // read in Chinese.
        let before = settings(&browser).await;
        assert_eq!((before.version, before.language), (1, Lang::En));
        for (tag, language) in [("zh-CN", Lang::Zh), ("en", Lang::En)] {
            let header = [("accept-language", tag)];
            browser.send("GET", PATH, &header, None).await.expect(200);
            let known = settings(&browser).await;
            assert_eq!((known.version, known.language), (1, language));
        }
        assert_eq!(before.quiet, Some(QuietHours::DEFAULT));
        // There is nothing yet by which to reach anybody.
        assert_eq!((&before.email, &before.mobile), (&None, &None));
        let off = |topic: Topic| {
            json!({ "language": "en", "quiet": null, "off": [
                { "topic": topic, "channel": "sms" }, { "topic": topic, "channel": "email" },
            ]})
        };
        for topic in Topic::ALL {
            let version = format!("\"{}\"", settings(&browser).await.version);
            let answer = save(&browser, &version, &off(topic)).await;
            if topic.is_required() {
                answer.problem(ProblemKind::NoticeRequired);
            } else {
                answer.expect(200);
            }
        }
        let stale = save(&browser, "\"1\"", &off(Topic::Policy)).await;
        stale.problem(ProblemKind::SettingsChanged);
        let blind = browser
            .call("PUT", SETTINGS, Some(&off(Topic::Policy)))
            .await;
        blind.problem(ProblemKind::PreconditionRequired);
        let hours = json!({ "language": "zh-CN", "off": [], "quiet": { "from": 8, "to": 8 } });
        let wrong = save(&browser, "\"4\"", &hours).await;
        wrong.problem(ProblemKind::InvalidAnswers);

        // What is switched off stays in the application.
        let quiet = json!({ "language": "zh-CN", "quiet": null, "off": [
            { "topic": "progress", "channel": "sms" }, { "topic": "results", "channel": "email" },
        ]});
        let saved: NoticeSettings = save(&browser, "\"4\"", &quiet).await.expect(200).json();
        assert_eq!(saved.version, 5);
        let same = save(&browser, "\"5\"", &quiet).await.expect(200);
        assert_eq!(same.header("etag"), "\"5\"");
        let applied = world.applied_with(browser, world.answers("yang-fan")).await;
        applied.decided().await;
        let all = messages(&applied.browser).await;
        let states = |at: usize| {
            let deliveries = all[at].deliveries.iter();
            deliveries.map(|one| one.state).collect::<Vec<_>>()
        };
        let (none, unwanted) = (DeliveryState::NoChannel, DeliveryState::NotWanted);
        assert_eq!(states(1), [none, unwanted]);
        assert_eq!(states(2), [unwanted, none]);
        let known = settings(&applied.browser).await;
        assert_eq!(known.contact_of, Some(applied.id));
        assert!(known.mobile.unwrap().contains("****"));
        // Those of others are theirs.
        let other = world.at_home("he-jun").await;
        assert_eq!(settings(&other).await.version, 1);
    });
}
