//! How much a client may ask for: told with each answer, and counted on all instances together.

use api::app::App;
use api::service::access::allowance::minute;
use shared::problem::ProblemKind;
use shared::scope::Scope;

use crate::harness::{Answer, Client, World, in_world_with};

const SCOPES: [Scope; 1] = [Scope::CertificatesCheck];

async fn ask(client: &Client) -> Answer {
    client.get("/api/v1/client").await
}

/// What a header says: what is left, or the seconds until the next window.
fn told(answer: &Answer, key: &str) -> u32 {
    assert_eq!(answer.header("ratelimit-policy"), "\"client\";q=50;w=60");
    let limit = answer.header("ratelimit");
    let mut parts = limit.split(';');
    assert_eq!(parts.next(), Some("\"client\""), "{limit}");
    let value = parts.find_map(|part| part.strip_prefix(key)?.strip_prefix('='));
    value.unwrap().parse().unwrap()
}

/// Goes to the beginning of a minute, so that none ends within a test.
fn to_a_minute(app: &App) {
    let seconds = app.now().timestamp().rem_euclid(60);
    let left = u64::try_from(60 - seconds).unwrap();
    app.set_clock_forward(std::time::Duration::from_secs(left));
}

#[test]
fn a_client_is_told_what_is_left_and_waits_when_nothing_is() {
    in_world_with(
        |config| config.client_requests = 50,
        async |world| {
            to_a_minute(&world.app);
            let (client, other) = (world.client(&SCOPES).await, world.client(&SCOPES).await);
            for n in 1..=50_u32 {
                let answer = ask(&client).await.expect(200);
                assert_eq!(told(&answer, "r"), 50 - n);
                assert!((1..=60).contains(&told(&answer, "t")));
            }
            let refused = ask(&client).await.expect(429);
            refused.problem(ProblemKind::TooManyRequests);
            assert_eq!(told(&refused, "r"), 0);
            let wait: u64 = refused.header("retry-after").parse().unwrap();
            assert_eq!(u64::from(told(&refused, "t")), wait);
            // Others have theirs, and the next minute has as many again.
            ask(&other).await.expect(200);
            let writes = "SELECT count AS n FROM client_requests ORDER BY count DESC LIMIT 1";
            assert!(world.count(writes).await >= 50);
            world
                .app
                .set_clock_forward(std::time::Duration::from_secs(wait));
            let answer = ask(&client).await.expect(200);
            assert_eq!(told(&answer, "r"), 49);
            let used = "SELECT count(*) AS n FROM clients WHERE last_used_at IS NOT NULL";
            assert_eq!(world.count(used).await, 2);
        },
    );
}

#[test]
fn what_other_instances_have_given_out_is_gone_here_as_well() {
    in_world_with(
        |config| config.client_requests = 50,
        async |world: &World| {
            to_a_minute(&world.app);
            let client = world.client(&SCOPES).await;
            ask(&client).await.expect(200);
            // Another instance takes all but a few.
            let write = world.app.store.begin().await.unwrap();
            let now = minute(world.app.now());
            write.take_requests(client.id, now, 40).await.unwrap();
            write.commit().await.unwrap();
            let mut passed = 1;
            while ask(&client).await.status == 200 {
                passed += 1;
            }
            // Never more than all of them together; what the instance had taken before was its own.
            assert!((10..=13).contains(&passed), "{passed}");
        },
    );
}
