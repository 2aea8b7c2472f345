//! A refusal tells what is open now, and from when the rest is.

use shared::application::State;
use shared::values::{Month, Zone, day_in_shanghai};

use crate::harness::in_world;

#[test]
fn a_refusal_tells_from_when_it_could_be_a_yes() {
    in_world(async |world| {
        for (applicant, months, sell) in [
            // The missing month, five months ago, has to leave the twelve.
            ("sun-ming", 8, 0),
            // Eight months of twelve.
            ("ma-xiaoyu", 4, 0),
            // One home of one.
            ("deng-wei", 0, 1),
        ] {
            let detail = world.applied(applicant).await.decided().await;
            let inside = Some(Zone::InsideFifthRing);
            let path = detail.outlook.iter().find(|path| path.zone == inside);
            let path = path.unwrap_or_else(|| panic!("{applicant} is told nothing"));
            assert_eq!(path.wait_months, months, "{applicant}");
            assert_eq!(path.sell.inside_fifth_ring, sell, "{applicant}");
            assert_eq!(path.obtain, []);
            let submitted = detail.summary.submitted_at.unwrap();
            let now = Month::of(day_in_shanghai(submitted));
            assert_eq!(path.from, now.plus(i32::from(months)), "{applicant}");
        }
        let passed = world.applied("he-jun").await.decided().await;
        assert_eq!(passed.outlook, []);
    });
}

#[test]
fn nothing_is_estimated_where_somebody_is_not_as_on_record() {
    in_world(async |world| {
        let browser = world.at_home("wang-qiang").await;
        let mut answers = world.answers("wang-qiang");
        answers.spouse.name = Some("陆云".to_owned());
        let applied = world.applied_with(browser, answers).await;
        let detail = applied.decided().await;
        assert_eq!(detail.summary.state, State::Failed);
        assert_eq!(detail.outlook, []);
    });
}
