//! Limits: who is over one waits, and nobody else does.

use std::time::{Duration, Instant};

use serde_json::json;
use shared::application::{Draft, SummaryPage};
use shared::problem::ProblemKind;

use crate::applying::saved;
use crate::harness::{Browser, World, in_world, in_world_with, value};

#[test]
fn saving_is_limited_per_account() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let new = json!({ "module": "residential" });
        let draft: Draft = browser
            .call("POST", "/api/v1/applications", Some(&new))
            .await
            .json();
        let path = format!("/api/v1/applications/{}/answers", draft.id);
        let save = json!({ "resume_at": draft.resume_at, "answers": value(&draft.answers) });
        let body = || Some(serde_json::to_vec(&save).unwrap());
        let headers = [("content-type", "application/json"), ("if-match", "\"7\"")];
        let mut refused = None;
        // Far more than any autosave, well within one window; tries that are refused count too.
        for _ in 0..250 {
            let answer = browser.send("PUT", &path, &headers, body()).await;
            if answer.status == 429 {
                refused = Some(answer);
                break;
            }
            answer.expect(412);
        }
        let refused = refused.expect("250 saves were let through");
        let wait = refused
            .problem(ProblemKind::TooManyRequests)
            .retry_after
            .unwrap();
        assert!((1..=60).contains(&wait));
        assert_eq!(refused.header("retry-after"), wait.to_string());
        // Others are not concerned, and it passes.
        world
            .bound("sun-ming")
            .await
            .call("POST", "/api/v1/applications", Some(&new))
            .await
            .expect(201);
        world.app.set_clock_forward(Duration::from_secs(wait));
        browser
            .send("PUT", &path, &headers, body())
            .await
            .expect(412);
    });
}

#[test]
fn signing_in_is_limited_per_address() {
    in_world(async |world| {
        let browser = world.browser();
        let mut led = String::new();
        for _ in 0..130 {
            led = Browser::location(&browser.get("/auth/sign-in").await);
            if led.starts_with("/entry") {
                break;
            }
        }
        assert_eq!(led, "/entry?error=too-many-requests");
        // The address itself is not stored.
        let dump = world.dump().await;
        assert!(!dump.windows(9).any(|window| window == b"127.0.0.1"));
    });
}

#[test]
fn behind_a_proxy_its_word_counts_and_nobody_elses() {
    in_world_with(
        |config| config.behind_proxy = true,
        async |world| {
            let browser = world.browser();
            let led_from = async |forwarded: &str| {
                let headers = [("x-forwarded-for", forwarded)];
                let answer = browser.send("GET", "/auth/sign-in", &headers, None).await;
                Browser::location(&answer)
            };
            let mut led = String::new();
            for invented in 0..130 {
                // The client may write what it likes; the proxy adds the truth at the end.
                led = led_from(&format!("10.0.0.{invented}, 192.0.2.7")).await;
                if led.starts_with("/entry") {
                    break;
                }
            }
            assert_eq!(led, "/entry?error=too-many-requests");
            assert!(led_from("192.0.2.8").await.starts_with("http"));
        },
    );
}

#[test]
fn binding_is_limited_per_account() {
    in_world(async |world| {
        let browser = world.verified("zhou", "zhou-xiaolan").await;
        let mut document = world.document("zhou-xiaolan");
        document.number.replace_range(..1, "0");
        let mut last = 0;
        for _ in 0..50 {
            last = browser.bind(&document).await.status;
            if last == 429 {
                break;
            }
        }
        assert_eq!(last, 429);
    });
}

#[test]
fn a_household_has_one_allowance_for_all_its_addresses() {
    in_world_with(
        |config| config.behind_proxy = true,
        async |world| {
            let browser = world.browser();
            let led_from = async |address: &str| {
                let headers = [("x-forwarded-for", address)];
                let answer = browser.send("GET", "/auth/sign-in", &headers, None).await;
                Browser::location(&answer)
            };
            let mut led = String::new();
            for host in 0..130 {
                led = led_from(&format!("2001:db8:0:7:{host:x}::1")).await;
                if led.starts_with("/entry") {
                    break;
                }
            }
            assert_eq!(led, "/entry?error=too-many-requests");
            assert!(led_from("2001:db8:0:8::1").await.starts_with("http"));
        },
    );
}

/// The middle of the times that some saves take.
async fn time_of_a_save(browser: &Browser, draft: &mut Draft) -> Duration {
    let path = format!("/api/v1/applications/{}/answers", draft.id);
    let mut times = Vec::new();
    for _ in 0..15 {
        let save = json!({ "resume_at": draft.resume_at, "answers": value(&draft.answers) });
        let body = serde_json::to_vec(&save).unwrap();
        let if_match = format!("\"{}\"", draft.version);
        let headers = [
            ("content-type", "application/json"),
            ("if-match", if_match.as_str()),
        ];
        let begun = Instant::now();
        let answer = browser.send("PUT", &path, &headers, Some(body)).await;
        times.push(begun.elapsed());
        *draft = answer.expect(200).json();
    }
    times.sort();
    times[times.len() / 2]
}

/// The same while somebody else asks a thousand times a second for a path; with how often that was.
async fn time_under(
    path: &str,
    world: &World,
    browser: &Browser,
    draft: &mut Draft,
) -> (Duration, u128) {
    let other = world.browser();
    let mut save = std::pin::pin!(time_of_a_save(browser, draft));
    let mut pace = tokio::time::interval(Duration::from_millis(8));
    let (begun, mut asked) = (Instant::now(), 0);
    loop {
        tokio::select! {
            took = &mut save => return (took, asked * 1000 / begun.elapsed().as_millis()),
            // Eight in eight milliseconds.
            _ = pace.tick() => {
                let eight = (0..8).map(|_| other.get(path));
                for answer in futures::future::join_all(eight).await {
                    assert_ne!(answer.status, 500);
                    asked += 1;
                }
            }
        }
    }
}

/// A refusal costs what the smallest answer costs: a look at a counter.
#[test]
fn refusals_slow_nobody_else_down() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let new = json!({ "module": "residential" });
        let draft = browser
            .call("POST", "/api/v1/applications", Some(&new))
            .await;
        let mut draft: Draft = draft.expect(201).json();
        let attacker = world.browser();
        while !Browser::location(&attacker.get("/auth/sign-in").await).starts_with("/entry") {}
        let (with_others, others) = time_under("/health/live", world, &browser, &mut draft).await;
        let (under_attack, refused) =
            time_under("/auth/sign-in", world, &browser, &mut draft).await;
        println!(
            "{others} answers a second: {with_others:?}; {refused} refusals: {under_attack:?}"
        );
        assert!(
            under_attack < with_others * 5 + Duration::from_millis(50),
            "{others} answers a second: {with_others:?}; {refused} refusals: {under_attack:?}"
        );
    });
}

#[test]
fn looking_at_ones_own_number_is_limited_per_account() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let records = "SELECT count(*) AS n FROM audit WHERE action = 'read_identity'";
        let mut refused = None;
        for _ in 0..260 {
            let answer = browser.get("/api/v1/account/identity").await;
            if answer.status == 429 {
                refused = Some(answer);
                break;
            }
            answer.expect(200);
        }
        let refused = refused.expect("260 looks were let through");
        refused.problem(ProblemKind::TooManyRequests);
        let before = world.count(records).await;
        browser.get("/api/v1/account/identity").await.expect(429);
        assert_eq!(world.count(records).await, before);
        let other = world.bound("sun-ming").await;
        other.get("/api/v1/account/identity").await.expect(200);
    });
}

#[test]
fn reading_home_lists_and_applications_is_limited_per_account() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let other = world.bound("sun-ming").await;
        let one = format!("/api/v1/applications/app_{}", "0".repeat(32));
        let lists: &[&str] = &["/api/v1/home", "/api/v1/applications?limit=100"];
        for (paths, most) in [(lists, 120), (&[one.as_str()], 600)] {
            let mut refused = None;
            for path in paths.iter().cycle().take(most * 2 + 10) {
                let answer = browser.get(path).await;
                if answer.status == 429 {
                    refused = Some(answer);
                    break;
                }
                assert!(matches!(answer.status, 200 | 404));
            }
            let refused = refused.expect("there is no end to it");
            let problem = refused.problem(ProblemKind::TooManyRequests);
            assert!(problem.retry_after.is_some());
            for path in paths {
                assert_ne!(other.get(path).await.status, 429);
            }
        }
    });
}

#[test]
fn a_list_shows_no_more_of_a_name_than_its_shape() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let mut answers = world.answers("he-jun");
        answers.applicant.person.name = Some("长".repeat(15_000));
        saved(&browser, answers).await;
        let list = browser.get("/api/v1/applications").await.expect(200);
        let list: SummaryPage = list.json();
        let shown = list.items[0].applicant.as_deref().unwrap();
        assert_eq!(shown.chars().count(), 40);
    });
}

#[test]
fn what_is_written_down_of_drafts_that_are_deleted_is_limited_per_day() {
    in_world(async |world| {
        let browser = world.bound("he-jun").await;
        let new = json!({ "module": "residential" });
        let mut begun = 0;
        let wait = loop {
            let answer = browser
                .call("POST", "/api/v1/applications", Some(&new))
                .await;
            if answer.status == 429 {
                let problem = answer.problem(ProblemKind::TooManyRequests);
                let wait = problem.retry_after.unwrap();
                if begun >= 300 {
                    break wait;
                }
                world.app.set_clock_forward(Duration::from_secs(wait));
                continue;
            }
            let draft: Draft = answer.expect(201).json();
            let path = format!("/api/v1/applications/{}", draft.id);
            browser.call("DELETE", &path, None).await.expect(204);
            begun += 1;
            assert!(begun <= 600, "there is no end to it");
        };
        assert!((1..=24 * 60 * 60).contains(&wait), "{wait}");
    });
}
