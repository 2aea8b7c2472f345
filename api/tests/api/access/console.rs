//! What administrators see of clients: how much they ask for.

use std::time::Duration;

use api::service::access::partner::format_client;
use api::service::clients::usage::add_up;
use serde_json::json;
use shared::client::usage::{ClientUsage, UsageArea, UsageOutcome};
use shared::scope::Scope;
use shared::values::Day;

use crate::harness::{Browser, Client, World, in_world, in_world_with};

async fn usage(office: &Browser, client: &Client) -> ClientUsage {
    let id = format_client(client.id);
    let path = format!("/api/v1/officer/clients/{id}/usage");
    office.get(&path).await.expect(200).json()
}

/// The counts of a day.
fn of(usage: &ClientUsage, day: Day) -> Vec<(UsageArea, UsageOutcome, u32)> {
    let counts = usage.counts.iter().filter(|one| one.day == day);
    let mut counts: Vec<_> = counts
        .map(|one| (one.area, one.outcome, one.count))
        .collect();
    counts.sort_unstable();
    counts
}

/// Sets all clocks forward by some days.
fn forward(world: &World, days: u64) {
    let wait = Duration::from_secs(days * 24 * 60 * 60);
    world.app.set_clock_forward(wait);
    sandbox::set_clock_forward(wait);
}

#[test]
fn requests_are_counted_by_day_and_by_how_they_ended() {
    in_world(async |world| {
        let office = world.officer("luo-min").await.0;
        let mut client = world
            .client(&[Scope::CertificatesCheck, Scope::HoldsRead])
            .await;
        let other = world.client(&[Scope::HoldsRead]).await;
        assert_eq!(usage(&office, &client).await.counts, []);
        let today = world.app.today();
        let guess = json!({
            "certificate_number": "AJ-20261130-0000-0000",
            "document_number": "310101199001010011",
        });
        let checks = "/api/v1/certificate-checks";
        for _ in 0..2 {
            client.call("POST", checks, Some(&guess)).await.expect(404);
            client.get("/api/v1/holds").await.expect(200);
        }
        client.get("/api/v1/contracts").await.expect(403);
        client.get("/api/v1/client").await.expect(200);
        other.get("/api/v1/holds").await.expect(200);
        let counted = vec![
            (UsageArea::Certificates, UsageOutcome::WrongPair, 2),
            (UsageArea::Holds, UsageOutcome::Accepted, 2),
            (UsageArea::Contracts, UsageOutcome::Refused, 1),
            (UsageArea::Other, UsageOutcome::Accepted, 1),
        ];
        assert_eq!(of(&usage(&office, &client).await, today), counted);
        // Added to what is there, and once.
        client.get("/api/v1/holds").await.expect(200);
        add_up(&world.app).await.unwrap();
        add_up(&world.app).await.unwrap();
        let more = of(&usage(&office, &client).await, today);
        assert_eq!(more[1], (UsageArea::Holds, UsageOutcome::Accepted, 3));
        assert_eq!(of(&usage(&office, &other).await, today).len(), 1);

        forward(world, 29);
        let office = world.officer("luo-min").await.0;
        client.renew().await;
        client.get("/api/v1/holds").await.expect(200);
        let later = usage(&office, &client).await;
        assert_eq!((later.from, later.to), (today, world.app.today()));
        assert_eq!(of(&later, today), more);
        assert_eq!(of(&later, later.to).len(), 1);
        forward(world, 1);
        let office = world.officer("luo-min").await.0;
        let last = usage(&office, &client).await;
        assert!(of(&last, today).is_empty() && last.counts.len() == 1);
    });
}

#[test]
fn what_is_one_too_many_is_counted_as_that() {
    in_world_with(
        |config| config.client_requests = 3,
        async |world| {
            let office = world.officer("luo-min").await.0;
            let client = world.client(&[Scope::HoldsRead]).await;
            let mut limited = 0;
            for _ in 0..6 {
                let answer = client.get("/api/v1/holds").await;
                limited += u32::from(answer.status == 429);
            }
            // The minute may have changed between two of them.
            assert!(limited >= 1);
            let counts = usage(&office, &client).await.counts;
            let told = |outcome| -> u32 {
                let counts = counts.iter().filter(|one| one.outcome == outcome);
                counts.map(|one| one.count).sum()
            };
            assert_eq!(told(UsageOutcome::Limited), limited);
            assert_eq!(told(UsageOutcome::Accepted), 6 - limited);
        },
    );
}
