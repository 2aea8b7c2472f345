//! What each request asks of the database: counts, which are the same on every machine and in both
//! databases. Who makes one larger says here why.

use std::time::Duration;

use api::service::verification;
use api::store::jobs::kind::JobKind;
use serde_json::json;
use shared::application::Draft;
use shared::purchase::Module;

use crate::applying::saved_for;
use crate::harness::{Browser, World, in_world};

/// Longer than a verification takes.
const LEASE: Duration = Duration::from_secs(60);

/// What was counted: of each request its transactions that write and its statements, those that find
/// out who asks included, beside how many there may be.
#[derive(Default)]
struct Counts(Vec<Counted>);

/// The name of a request, what was counted of it, and how much there may be.
type Counted = (&'static str, (usize, usize), (usize, usize));

impl Counts {
    /// Counts what was asked since the last look.
    fn note(&mut self, world: &World, what: &'static str, most: (usize, usize)) {
        self.add(&world.app.store.take_statements(), what, most);
    }

    /// Counts what was asked.
    #[expect(clippy::print_stdout, reason = "shown where the test fails")]
    fn add(&mut self, asked: &[String], what: &'static str, most: (usize, usize)) {
        let begun = asked.iter().filter(|sql| *sql == "BEGIN").count();
        let counted = (begun, asked.len() - begun);
        println!("{what}: {counted:?}, at most {most:?}");
        for sql in asked {
            println!("    {}", sql.chars().take(150).collect::<String>());
        }
        self.0.push((what, counted, most));
    }

    /// Fails where there was more of anything.
    fn expect_few(self) {
        let all = self.0.into_iter();
        let more: Vec<_> = all
            .filter(|(_, (begun, asked), most)| *begun > most.0 || *asked > most.1)
            .collect();
        assert!(more.is_empty(), "{more:?}");
    }
}

/// Saves a draft once more.
async fn save(browser: &Browser, draft: &Draft) {
    let path = format!("/api/v1/applications/{}/answers", draft.id);
    let if_match = format!("\"{}\"", draft.version);
    let save = json!({ "resume_at": draft.resume_at, "answers": draft.answers });
    let headers = [
        ("if-match", if_match.as_str()),
        ("content-type", "application/json"),
    ];
    let body = Some(save.to_string().into_bytes());
    browser.send("PUT", &path, &headers, body).await.expect(200);
}

/// Does the only job of a verification, as a worker would that has claimed it.
async fn verify(world: &World) {
    let app = &world.app;
    let (lease, now) = (app.new_id(), app.now());
    let job = app.store.claim_job(&[JobKind::Verify], lease, now, LEASE);
    let job = job.await.unwrap().unwrap();
    let _claim = app.store.take_statements();
    verification::verify(app, &job).await.unwrap();
}

#[test]
fn each_request_asks_little() {
    in_world(async |world| {
        let mut counts = Counts::default();
        let browser = world.at_home("yang-fan").await;
        let draft = saved_for(&browser, Module::Residential, world.answers("yang-fan")).await;
        world.kill_workers().await;
        let _before = world.app.store.take_statements();

        // One transaction before the provider is asked, one that nobody repeats its answer, one for the
        // session.
        world.signed_in("yang-fan").await;
        counts.note(world, "sign in again", (3, 10));

        // Who asks is found with one statement; the other counts what is unread.
        browser.get("/api/v1/session").await.expect(200);
        counts.note(world, "session", (0, 2));

        browser.get("/api/v1/applications").await.expect(200);
        counts.note(world, "list", (0, 2));

        browser.get("/api/v1/home").await.expect(200);
        counts.note(world, "home", (0, 3));

        let new = json!({ "module": Module::Residential });
        let created = browser.call("POST", "/api/v1/applications", Some(&new));
        created.await.expect(201);
        counts.note(world, "create", (1, 5));

        save(&browser, &draft).await;
        counts.note(world, "save", (1, 3));

        let path = format!("/api/v1/applications/{}", draft.id);
        browser.get(&path).await.expect(200);
        counts.note(world, "detail of a draft", (0, 3));

        let version = format!("\"{}\"", draft.version + 1);
        let headers = [("if-match", version.as_str())];
        let submission = format!("{path}/submission");
        let submitted = browser.send("POST", &submission, &headers, None);
        submitted.await.expect(200);
        counts.note(world, "submit", (1, 10));

        verify(world).await;
        let asked = world.app.store.take_statements();
        // How many replies arrive together is the machine's affair: mostly all of each of the two rounds
        // of questions, which is (5, 39).
        let kept = asked
            .iter()
            .filter(|sql| sql.starts_with("INSERT INTO \"replies\""));
        let groups = kept.count();
        let most = (3 + groups, 29 + 5 * groups);
        counts.add(&asked, "from there to the decision", most);

        browser.get(&path).await.expect(200);
        counts.note(world, "detail of a pass", (0, 3));

        browser.get("/api/v1/applications").await.expect(200);
        counts.note(world, "list with a pass", (0, 2));

        browser.get("/api/v1/home").await.expect(200);
        // How the applicant is reached, and whether that arrives.
        counts.note(world, "home with a pass", (0, 6));

        let refused = world.applied("zhao-min").await;
        verify(world).await;
        let _before = world.app.store.take_statements();
        refused.detail().await;
        counts.note(world, "detail of a refusal", (0, 4));

        counts.expect_few();
    });
}

#[test]
fn a_worker_without_work_asks_less_than_once_a_second() {
    in_world(async |world| {
        let browser = world.at_home("zhao-min").await;
        browser.get("/api/v1/session").await.expect(200);
        let _before = world.app.store.take_statements();
        const SECONDS: u64 = 9;
        tokio::time::sleep(std::time::Duration::from_secs(SECONDS)).await;
        // Whatever comes round each minute is not of the jobs.
        let asked = world.app.store.take_statements();
        let of_jobs = asked.iter().filter(|sql| sql.contains("\"jobs\""));
        let of_jobs = u64::try_from(of_jobs.count()).unwrap();
        assert!((1..SECONDS).contains(&of_jobs), "{of_jobs}");
    });
}
