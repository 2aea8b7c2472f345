//! Whether the process lives and is ready.

use shared::problem::ProblemKind;

use crate::harness::in_world;

#[test]
fn a_process_that_stops_is_alive_but_not_ready() {
    in_world(async |world| {
        let browser = world.browser();
        browser.get("/health/live").await.expect(200);
        browser.get("/health/ready").await.expect(200);
        world.stopping.begin();
        browser.get("/health/live").await.expect(200);
        let answer = browser.get("/health/ready").await.expect(503);
        answer.problem(ProblemKind::Unavailable);
        assert_eq!(answer.header("retry-after"), "5");
    });
}
