//! Strangers' floods: codes that are guessed, applications that nobody confirms.

use shared::problem::ProblemKind;

use super::{AGENT, PRINCIPAL, read, submit};
use crate::applying::saved;
use crate::harness::in_world;

#[test]
fn a_few_codes_that_lead_to_nothing_lock_for_a_while() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let principal = world.at_home(PRINCIPAL).await;
        for _ in 0..5 {
            let answer = read(&principal, "2345-6789-ABCD").await;
            answer.problem(ProblemKind::AuthorityUnknown);
        }
        let locked = read(&principal, &filed.code).await;
        let locked = locked.problem(ProblemKind::AuthorityLocked);
        assert!(locked.retry_after.is_some_and(|left| left <= 30 * 60));
    });
}

#[test]
fn an_agent_has_twenty_applications_that_wait() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let desk = world.drafted_for(AGENT, "wang-qiang").await;
        desk.show_papers().await;
        // Nineteen more of which nothing is known but that they wait.
        for _ in 0..19 {
            saved(&desk.browser, world.answers_by_agent("zhao-min")).await;
        }
        let (one, two) = (filed.agent.uuid().simple(), desk.uuid().simple());
        let is_postgres = std::env::var_os("ANJU_TEST_POSTGRES_URL").is_some();
        let id = |id| {
            if is_postgres {
                format!("'{id}'")
            } else {
                format!("x'{id}'")
            }
        };
        let waiting = format!(
            "INSERT INTO authorities SELECT d.id, a.agent_account, a.agent_index, \
             a.principal_index, d.answers_sealed, a.confirm_by, a.state, a.authority_sealed \
             FROM authorities a, applications d WHERE a.application_id = {} AND d.state = 'draft' \
             AND d.id <> {}",
            id(one),
            id(two),
        );
        world.tamper(&waiting).await;
        let refused = submit(&desk.browser, &desk.id).await;
        refused.problem(ProblemKind::TooManyAwaiting);
        filed.agent.withdraw().await;
        submit(&desk.browser, &desk.id).await.expect(200);
    });
}
