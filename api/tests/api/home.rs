//! The home page: what it counts, and when it warns.

use std::time::Duration;

use shared::application::{Home, ModuleHome};

use crate::harness::{Browser, in_world};

const DAY: Duration = Duration::from_hours(24);

async fn residential(browser: &Browser) -> ModuleHome {
    let home: Home = browser.get("/api/v1/home").await.expect(200).json();
    home.modules.into_iter().next().unwrap()
}

#[test]
fn it_warns_of_a_pass_in_its_last_week() {
    in_world(async |world| {
        // At noon, so that no midnight comes between.
        let now = world.app.seconds_of_today();
        let noon = (DAY.as_secs() * 3 / 2 - now) % DAY.as_secs();
        world.app.set_clock_forward(Duration::from_secs(noon));
        let applied = world.applied("song-yang").await;
        applied.decided().await;
        let home = residential(&applied.browser).await;
        assert_eq!((home.counts.passed, home.expiring), (1, None));
        assert_eq!(home.newest.unwrap().days_left, Some(30));
        // The session does not last for weeks: the same person signs in again.
        for (days, left) in [(22, None), (1, Some(7)), (6, Some(1)), (1, Some(0))] {
            world.app.set_clock_forward(DAY * days);
            let home = residential(&world.signed_in("song-yang").await).await;
            assert_eq!(home.expiring.and_then(|one| one.days_left), left);
        }
    });
}
