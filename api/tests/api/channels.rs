//! Messages outside the application, with the city's own mail server and gateway for text messages.

mod addresses;
mod faults;
mod sending;

use std::time::{Duration, Instant};

use api::config::notice::{EmailConfig, SmsConfig};
use chrono::{TimeDelta, Timelike};
use sandbox::CLIENT_SECRET;
use serde::Deserialize;
use serde_json::{Value, json};
use shared::form::Answers;
use shared::message::{QuietHours, SaveNoticeSettings};
use shared::values::Lang;
use url::Url;

use crate::applying::Applied;
use crate::harness::{World, in_town};

/// How long a message may be under way.
const PATIENCE: Duration = Duration::from_secs(20);
/// The e-mail address of whoever applies here.
pub(crate) const EMAIL: &str = "yang@city.example";
/// The mobile number.
pub(crate) const MOBILE: &str = "13800000000";

/// A message as it lies in the inbox.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Received {
    pub(crate) channel: String,
    pub(crate) id: String,
    pub(crate) to: String,
    pub(crate) language: String,
    pub(crate) subject: Option<String>,
    pub(crate) text: String,
    pub(crate) html: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) times: u64,
}

/// What holds for who has chosen nothing.
pub(crate) fn usual() -> SaveNoticeSettings {
    SaveNoticeSettings {
        language: Lang::Zh,
        off: Vec::new(),
        quiet: Some(QuietHours::DEFAULT),
    }
}

/// Runs a test in a world that sends messages, at ten in the morning in Beijing.
pub(crate) fn in_world_that_sends(test: impl AsyncFnOnce(&World)) {
    in_town(
        |config, city| {
            let email = EmailConfig::read(&city.mail_url(), "anju@city.example".to_owned());
            config.notice.email = Some(email.unwrap());
            config.notice.sms = Some(SmsConfig {
                url: Url::parse(&format!("{}/sms", city.url())).unwrap(),
                key: Some(CLIENT_SECRET.into()),
            });
            config.notice.patience = Duration::from_secs(3);
        },
        async |world| {
            forward_to(world, 10, 0);
            test(world).await;
        },
    );
}

/// Sets all clocks forward to the next time that it is so late in Beijing.
pub(crate) fn forward_to(world: &World, hour: u32, minute: u32) {
    let there = world.app.now() + TimeDelta::hours(8);
    let now = TimeDelta::seconds(there.num_seconds_from_midnight().into());
    let then = TimeDelta::minutes((hour * 60 + minute).into());
    let wait = if then > now {
        then - now
    } else {
        then - now + TimeDelta::days(1)
    };
    let wait = wait.to_std().unwrap();
    world.app.set_clock_forward(wait);
    sandbox::set_clock_forward(wait);
}

impl World {
    /// What came to an address or number, the newest first.
    pub(crate) async fn inbox(&self, to: &str) -> Vec<Received> {
        let path = format!("{}/control/messages?to={to}", self.city.url());
        self.browser().at(&path, "GET", None).await.json()
    }

    /// Waits until so many messages have come to an address or number.
    pub(crate) async fn until_inbox(&self, to: &str, count: usize) -> Vec<Received> {
        let begun = Instant::now();
        loop {
            let all = self.inbox(to).await;
            if all.len() >= count {
                assert_eq!(all.len(), count, "{all:?}");
                return all;
            }
            assert!(begun.elapsed() < PATIENCE, "{to}: {} of {count}", all.len());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Has a channel suffer a fault.
    pub(crate) async fn message_fault(&self, channel: &str, fault: Value) {
        let path = format!("{}/control/messages/faults/{channel}", self.city.url());
        let answer = self.browser().at(&path, "PUT", Some(&fault)).await;
        answer.expect(204);
    }

    /// All messages go through again.
    pub(crate) async fn clear_message_faults(&self) {
        let path = format!("{}/control/messages/faults", self.city.url());
        self.browser().at(&path, "DELETE", None).await.expect(204);
    }

    /// The answers of somebody who passes and is reached at [`EMAIL`] and [`MOBILE`].
    pub(crate) fn reachable(&self) -> Answers {
        let mut answers = self.answers("yang-fan");
        answers.applicant.email = Some(EMAIL.to_owned());
        answers.applicant.mobile = Some(MOBILE.to_owned());
        answers
    }

    /// Submits answers of that person, who has chosen something before.
    pub(crate) async fn applied_having_chosen(
        &self,
        answers: Answers,
        choice: &SaveNoticeSettings,
    ) -> Applied {
        let browser = self.at_home("yang-fan").await;
        let path = "/api/v1/notice-settings";
        let known = browser.get(path).await.expect(200);
        let headers = [
            ("content-type", "application/json"),
            ("if-match", known.header("etag")),
        ];
        let body = serde_json::to_vec(choice).unwrap();
        let answer = browser.send("PUT", path, &headers, Some(body)).await;
        answer.expect(200);
        // That a document is bound reaches nobody of whom no contact is known yet.
        for channel in ["email", "sms"] {
            self.until_delivery("document_bound", channel, "no_address")
                .await;
        }
        self.applied_with(browser, answers).await
    }

    /// The same of who has chosen nothing of note.
    pub(crate) async fn applied_reachable(&self) -> Applied {
        self.applied_having_chosen(self.reachable(), &usual()).await
    }

    /// How many ways of messages of a kind have come into a state on a channel.
    pub(crate) async fn deliveries(&self, kind: &str, channel: &str, state: &str) -> i64 {
        self.count(&format!("{DELIVERIES} {}", of(kind, channel, state)))
            .await
    }

    /// Waits until one has.
    pub(crate) async fn until_delivery(&self, kind: &str, channel: &str, state: &str) {
        let sql = format!("{DELIVERIES} {}", of(kind, channel, state));
        self.until_count(&sql, 1).await;
    }
}

const DELIVERIES: &str = "SELECT count(*) AS n FROM deliveries \
     JOIN messages ON messages.id = deliveries.message_id";

fn of(kind: &str, channel: &str, state: &str) -> String {
    format!(
        "WHERE messages.kind = '{kind}' AND deliveries.channel = '{channel}' \
         AND deliveries.state = '{state}'"
    )
}

impl Applied {
    /// Corrects how the applicant is reached, for the first time.
    pub(crate) async fn correct_contact(&self, email: &str) {
        let path = format!("/api/v1/applications/{}/contact", self.id);
        let headers = [("content-type", "application/json"), ("if-match", "\"1\"")];
        let contact = json!({
            "mobile": MOBILE,
            "email": email,
            "postal_address": "海淀区示例路 2 号",
        });
        let body = serde_json::to_vec(&contact).unwrap();
        let answer = self.browser.send("PUT", &path, &headers, Some(body)).await;
        answer.expect(200);
    }
}
