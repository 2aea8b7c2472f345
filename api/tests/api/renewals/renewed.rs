//! A pass that is renewed: a new decision under the version of that day, a new certificate beside the
//! old one.

use sandbox::FaultKind;
use shared::application::{EventKind, RenewalStep, State};
use shared::problem::ProblemKind;
use shared::registry::Registry;

use super::{PASSED, RENEWING, WHO, at, first_day, last_day};
use crate::harness::{in_world, in_world_with};
use crate::policy_folder::{self, Folder, with};

#[test]
fn a_pass_is_renewed_under_the_version_of_that_day() {
    let folder = Folder::new();
    let id = format!("R-{}", policy_folder::first_day());
    folder.write(&id, "\"in_local\": 3");
    in_world_with(with(&folder), async |world| {
        let applied = world.applied(WHO).await;
        let before = applied.decided().await;
        let renewal = before.renewal.clone().unwrap();
        assert_eq!(renewal.offered_from, first_day(&before));
        assert!(!renewal.is_offered && !before.summary.may_renew);
        applied.renew(0).await.problem(ProblemKind::WrongState);
        // Not a day too early.
        world.go_to(first_day(&before).pred_opt().unwrap());
        let applied = world.again(WHO, &applied.id).await;
        applied.renew(0).await.problem(ProblemKind::WrongState);
        world.go_to(first_day(&before));
        let applied = world.again(WHO, &applied.id).await;
        let offered = applied.detail().await;
        assert!(offered.renewal.unwrap().is_offered && offered.summary.may_renew);

        let asked = world
            .questions(Registry::Property, &world.document(WHO))
            .await;
        applied.renew(0).await.expect(200);
        let after = applied.ended(world, RenewalStep::Renewed).await;
        assert_eq!(at(&after), PASSED);
        let again = world
            .questions(Registry::Property, &world.document(WHO))
            .await;
        assert_eq!(again, asked + 1, "everything is asked for anew");
        let (old, new) = (
            before.certificate.unwrap(),
            after.certificate.clone().unwrap(),
        );
        assert_eq!(new.replaces.as_ref(), Some(&old.number));
        assert_eq!(new.valid_from, world.app.today());
        assert_eq!(new.valid_until, world.app.today() + chrono::Days::new(30));
        assert_eq!(after.policy.as_ref(), Some(&id));
        let now = after.decision.as_ref().unwrap();
        assert_eq!(
            now.policy.map(|version| version.to_string()),
            Some(id.clone())
        );
        // What it replaces is there as it was.
        let renewal = after.renewal.as_ref().unwrap();
        assert_eq!((renewal.version, renewal.is_offered), (1, false));
        let earlier = renewal.earlier(&old.number).unwrap();
        assert_eq!(
            (&earlier.certificate, &earlier.decision),
            (&old, &before.decision)
        );
        let kinds: Vec<EventKind> = after.events.iter().map(|event| event.kind).collect();
        let begun = kinds
            .iter()
            .position(|kind| *kind == EventKind::RenewalRequested);
        let since = &kinds[begun.unwrap()..];
        assert_eq!(since.last(), Some(&EventKind::Renewed));
        assert!(since.contains(&EventKind::RegistryAnswered));
        assert_eq!(world.count("SELECT count(*) AS n FROM decisions").await, 2);

        // A request that is repeated, and the next one, which comes too early.
        applied.renew(0).await.expect(200);
        applied.renew(1).await.problem(ProblemKind::WrongState);
        assert_eq!(world.count("SELECT count(*) AS n FROM renewals").await, 1);
        // The last day of the old one ends nothing, and the new one can be renewed in its turn.
        world.go_to(last_day(&after));
        let applied = world.again(WHO, &applied.id).await;
        assert_eq!(at(&applied.detail().await), PASSED);
        applied.renew(1).await.expect(200);
        let third = applied.ended(world, RenewalStep::Renewed).await;
        let certificate = third.certificate.as_ref().unwrap();
        assert_eq!(certificate.replaces.as_ref(), Some(&new.number));
        let renewal = third.renewal.unwrap();
        let second = &renewal.earlier(&new.number).unwrap().certificate;
        assert_eq!(second.replaces.as_ref(), Some(&old.number));
        assert_eq!(third.summary.state, State::Passed);
    });
}

#[test]
fn two_taps_at_once_and_a_killed_worker_are_one_renewal() {
    in_world(async |world| {
        let (applied, before) = world.passing(WHO).await;
        let other = world.again(WHO, &applied.id).await;
        world.fault(Registry::Population, FaultKind::Silent).await;
        let answers = futures::join!(applied.renew(0), other.renew(0), applied.renew(0));
        for answer in [answers.0, answers.1, answers.2] {
            answer.expect(200);
        }
        let awaited = |detail: &shared::application::Detail| {
            let mut events = detail.events.iter();
            at(detail) == RENEWING && events.any(|e| e.kind == EventKind::RegistryAwaited)
        };
        let waiting = applied.until("waiting", awaited).await;
        // The pass stands meanwhile, and nobody is asked twice whether it is renewed.
        assert_eq!(waiting.certificate, before.certificate);
        assert_eq!(waiting.decision, before.decision);
        assert!(!waiting.summary.may_renew && waiting.renewal.unwrap().under_way().is_some());
        world.kill_workers().await;
        world.clear_faults().await;
        world.start_worker();
        applied.ended(world, RenewalStep::Renewed).await;
        for (table, rows) in [("renewals", 1), ("decisions", 2), ("locks", 4)] {
            let sql = format!("SELECT count(*) AS n FROM {table}");
            assert_eq!(world.count(&sql).await, rows, "{table}");
        }
    });
}
