//! Everybody in the city applies, and gets the result that the story tells.

use api::service::verification::replay;
use futures::StreamExt;
use sandbox::people::Household;
use shared::application::State;
use shared::policy::Verdict;
use shared::purchase::Module;

use crate::harness::{World, in_world};

#[test]
fn everybody_in_the_city_gets_the_result_that_the_story_tells() {
    everybody_gets(Module::Residential, 50);
}

#[test]
fn whoever_buys_a_commercial_unit_gets_the_result_that_the_story_tells() {
    everybody_gets(Module::Commercial, 18);
}

fn everybody_gets(module: Module, at_least: usize) {
    in_world(async |world| {
        let households = world.city.people().households().enumerate();
        let stories =
            households.map(|(number, household)| stories_of(world, module, number, household));
        let told = futures::stream::iter(stories)
            .buffer_unordered(6)
            .fold(0, async |sum, told| sum + told);
        let told = told.await;
        assert!(told >= at_least, "{told}");
    });
}

/// Tries every story of a household, one after the other; tells how many there were.
async fn stories_of(world: &World, module: Module, number: usize, household: &Household) -> usize {
    let people = world.city.people();
    let mut told = 0;
    let stories = household.applications.iter();
    for story in stories.filter(|a| a.module == module && !a.refused_by_form) {
        let answers = story.answers(people, world.app.today()).unwrap();
        let member = people.member(&story.signed_in).unwrap();
        let browser = match member.sign_in {
            Some(_) => world.at_home(&story.signed_in).await,
            None => {
                let user = format!("new{number}x{told}");
                let browser = world.verified(&user, &story.signed_in).await;
                browser.bind(&member.document).await.expect(200);
                browser
            }
        };
        let applied = world.applied_for(browser, story.module, answers).await;
        let detail = applied.decided().await;
        // As it was decided: the owner is not told which record of whom differs.
        let id = applied.uuid();
        let mut decisions = world.app.store.newest_decisions(&[id]).await.unwrap();
        let decided = decisions.remove(&id).map(Result::unwrap);
        // While a month is awaited nothing is decided: the page tells what is known so far.
        let decision = decided.or(detail.decision).unwrap();
        let found = (decision.outcome, decision.reason);
        assert_eq!(found, (story.outcome, story.reason), "{}", story.applicant);
        let house = decision
            .findings_here()
            .any(|f| f.verdict == Verdict::NotMet && f.rests_on_houses());
        let failed = detail.summary.state == State::Failed;
        let may_ask = detail.summary.may_ask_review;
        assert_eq!(may_ask, failed && house, "{}", story.applicant);
        if detail.summary.decided_at.is_some() {
            assert!(replay(&world.app, applied.uuid()).await.unwrap());
        }
        // The next story may be about the same people, and nobody waits in this test for a month to
        // be posted.
        if detail.summary.state.may_withdraw() {
            applied.withdraw().await;
        }
        told += 1;
    }
    told
}
