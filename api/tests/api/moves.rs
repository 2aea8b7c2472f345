//! One place moves an application: whatever the table of moves allows is done as a whole, and
//! whatever it does not allow is not done at all.

use std::time::Duration;

use api::error::Error;
use api::service::moves::{Move, move_application};
use api::store::applications::Application;
use api::store::audit::Actor;
use api::store::jobs::kind::JobKind;
use shared::account::Session;
use shared::application::{Event, EventKind, State, SubState};
use shared::form::{Answers, Chapter};
use shared::purchase::Module;
use uuid::Uuid;

use crate::harness::{World, in_world};

type Place = (State, Option<SubState>);

/// Everything that a move can change.
#[derive(Debug, PartialEq)]
struct Seen {
    application: Application,
    events: Vec<Event>,
    records: usize,
    locks: i64,
    jobs: u64,
}

async fn seen(world: &World, id: Uuid) -> Seen {
    let store = &world.app.store;
    Seen {
        application: store.find_application(id).await.unwrap().unwrap(),
        events: store.list_events(id).await.unwrap(),
        records: store.verify_audit(&[id]).await.unwrap()[0].records,
        locks: world.count("SELECT count(*) AS n FROM locks").await,
        jobs: store.count_jobs().await.unwrap().0,
    }
}

/// An application that is there, with a person whom it keeps and a job that was promised.
async fn placed(world: &World, account: Uuid, (state, sub_state): Place) -> Uuid {
    let app = &world.app;
    let (id, now) = (app.new_id(), app.now());
    let application = Application {
        id,
        account,
        module: Module::Residential,
        state,
        sub_state,
        resume_at: Chapter::Notes,
        resume_entry: None,
        version: 1,
        answers: Answers::default(),
        number: None,
        policy: None,
        certificate: None,
        created_at: now,
        updated_at: now,
        submitted_at: None,
        decided_at: None,
    };
    let write = app.store.begin().await.unwrap();
    write.add_application(&application, None).await.unwrap();
    let people = vec![id.as_bytes().to_vec()];
    write
        .lock_people(id, application.module, people, now)
        .await
        .unwrap();
    write
        .enqueue_job(app.new_id(), JobKind::Verify, id, now)
        .await
        .unwrap();
    write.commit().await.unwrap();
    id
}

/// Tries a move, and commits whatever came of it.
async fn try_move(world: &World, id: Uuid, (state, sub_state): Place) -> Result<(), Error> {
    let app = &world.app;
    app.set_clock_forward(Duration::from_secs(1));
    let write = app.store.begin().await.unwrap();
    let mut application = write.hold_application(id).await.unwrap().unwrap();
    let to = Move {
        state,
        sub_state,
        event: EventKind::Withdrawn,
        actor: Actor::System,
        action: "try_move",
        detail: "",
    };
    let before = application.clone();
    let moved = move_application(app, &write, &mut application, to, app.now()).await;
    if moved.is_err() {
        assert_eq!(application, before);
    }
    write.commit().await.unwrap();
    moved
}

/// Tries one move of an application of its own; it has to end as the test expects.
async fn expect(world: &World, account: Uuid, from: Place, to: Place, allowed: bool) {
    let id = placed(world, account, from).await;
    let before = seen(world, id).await;
    let moved = try_move(world, id, to).await;
    let after = seen(world, id).await;
    let is_open = match to.0 {
        State::Pending => to.1 != Some(SubState::ManualReview),
        _ => matches!(to.1, Some(SubState::Rechecking | SubState::Renewing)),
    };
    let is_live = to.0.is_live() || to.1.is_some_and(SubState::is_under_review);
    if allowed {
        moved.unwrap();
        let at = after.application.updated_at;
        assert!(at > before.application.updated_at, "{from:?} {to:?}");
        let application = Application {
            state: to.0,
            sub_state: to.1,
            updated_at: at,
            ..before.application
        };
        let event = Event {
            kind: EventKind::Withdrawn,
            at,
            registry: None,
        };
        let expected = Seen {
            application,
            events: vec![event],
            records: before.records + 1,
            locks: i64::from(is_live),
            jobs: u64::from(is_open),
        };
        assert_eq!(after, expected, "{from:?} {to:?}");
    } else {
        let error = moved.unwrap_err();
        assert!(matches!(error, Error::Unexpected(_)), "{from:?} {to:?}");
        assert_eq!(after, before, "{from:?} {to:?}");
    }
    let write = world.app.store.begin().await.unwrap();
    write.unlock_people(id).await.unwrap();
    write.cancel_job(JobKind::Verify, id).await.unwrap();
    write.commit().await.unwrap();
}

/// Runs a test in a world without workers, with the account of somebody in it.
fn with_account(test: impl AsyncFnOnce(&World, Uuid)) {
    in_world(async |world| {
        world.kill_workers().await;
        let browser = world.bound("he-jun").await;
        let session: Session = browser.get("/api/v1/session").await.json();
        let account = session.account.unwrap().id.replace("acc_", "");
        test(world, Uuid::parse_str(&account).unwrap()).await;
    });
}

#[test]
fn every_pair_of_states_is_moved_as_the_table_says() {
    with_account(async |world, account| {
        let label = |state| (state == State::Void).then_some(SubState::Withdrawn);
        for from in State::ALL {
            for to in State::ALL {
                // What has failed moves out of a dispute alone.
                let allowed = from.may_become(to) && from != State::Failed;
                let (from, to) = ((from, label(from)), (to, label(to)));
                expect(world, account, from, to, allowed).await;
            }
        }
    });
}

#[test]
fn what_a_person_decides_is_still_pending_and_waits_for_no_machine() {
    with_account(async |world, account| {
        let open = (State::Pending, None);
        let waiting = (State::Pending, Some(SubState::AwaitingRegistries));
        let with_a_person = (State::Pending, Some(SubState::ManualReview));
        expect(world, account, open, with_a_person, true).await;
        expect(world, account, waiting, with_a_person, true).await;
        expect(world, account, with_a_person, with_a_person, false).await;
        expect(world, account, (State::Passed, None), with_a_person, false).await;
        expect(world, account, with_a_person, (State::Failed, None), true).await;
    });
}

#[test]
fn what_has_failed_moves_as_long_as_it_is_disputed() {
    with_account(async |world, account| {
        let failed = (State::Failed, None);
        let disputed = (State::Failed, Some(SubState::UnderReview));
        let rechecked = (State::Failed, Some(SubState::Rechecking));
        let passed = (State::Passed, None);
        let taken_over = (State::Void, Some(SubState::BindingTakenOver));
        let waiting = (State::Pending, Some(SubState::ManualReview));
        let all = [failed, disputed, rechecked, passed, taken_over, waiting];
        for (from, allowed) in [
            (failed, [false, true, false, false, false, false]),
            (disputed, [true, false, true, true, true, false]),
            (rechecked, [true, true, false, true, true, false]),
        ] {
            for (to, allowed) in all.into_iter().zip(allowed) {
                expect(world, account, from, to, allowed).await;
            }
        }
    });
}

#[test]
fn a_pass_is_one_while_it_is_renewed_and_after_it() {
    with_account(async |world, account| {
        let passed = (State::Passed, None);
        let renewing = (State::Passed, Some(SubState::Renewing));
        let all = [
            passed,
            renewing,
            (State::Signing, None),
            (State::Void, Some(SubState::Withdrawn)),
            (State::Failed, None),
            (State::Pending, None),
        ];
        for (from, allowed) in [
            (passed, [false, true, true, true, false, false]),
            (renewing, [true, false, true, true, false, false]),
            (
                (State::Pending, None),
                [true, false, false, true, true, false],
            ),
            ((State::Void, None), [false; 6]),
        ] {
            for (to, allowed) in all.into_iter().zip(allowed) {
                expect(world, account, from, to, allowed).await;
            }
        }
    });
}

#[test]
fn a_label_of_another_state_is_refused() {
    with_account(async |world, account| {
        let open = (State::Pending, None);
        let passed_and_withdrawn = (State::Passed, Some(SubState::Withdrawn));
        expect(world, account, open, passed_and_withdrawn, false).await;
    });
}
