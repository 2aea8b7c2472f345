//! At the window: what opens, what is compared, and for how long.

use std::time::Duration;

use shared::issue::IssueCode;
use shared::officer::OfficerRole;
use shared::problem::ProblemKind;
use shared::registry::Registry;
use shared::take_over::{TakeOver, TakeOverCase, TakeOverLookKind, TakeOverState};

use super::{WINDOW, account_of, ask, asked as read, robbed};
use crate::harness::{in_world, in_world_of_any_level};

#[test]
fn a_take_over_opens_by_its_code_and_tells_the_number_once_it_was_typed() {
    in_world_of_any_level(async |world| {
        let (_thief, owner) = robbed(world).await;
        let own = world.document("song-yang");
        let asked: TakeOver = ask(&owner, &own).await.expect(200).json();
        let code = asked.code.clone().unwrap();
        let chain = account_of(&owner).await;
        let officer = world.officer("ding-ning").await;
        // Nobody finds it without the code, not by its id either.
        assert_eq!(officer.proposed().await.items, []);
        let path = format!("{WINDOW}/{}", asked.id);
        let answer = officer.0.get(&path).await;
        answer.problem(ProblemKind::TakeOverNotOpened);
        let answer = officer.compare(&asked.id, &own).await;
        answer.problem(ProblemKind::TakeOverNotOpened);

        let typed = code.to_lowercase().replace('-', " ");
        let answer = officer.look_up(&typed).await.expect(200);
        assert!(!answer.text().contains(&own.number));
        let shown: TakeOverCase = answer.json();
        assert_eq!((shown.name.as_str(), shown.identity), ("宋扬", None));
        // Who has it is told once the document was shown, not before.
        assert_eq!(shown.holder, None);
        let shown: TakeOverCase = officer.0.get(&path).await.expect(200).json();
        assert_eq!(shown.holder, None);
        // Without the document nothing is proposed, and nobody is asked.
        let questions = world.questions(Registry::Population, &own).await;
        let answer = officer.propose_take_over(&asked.id).await;
        answer.problem(ProblemKind::DocumentDiffers);
        let answer = officer.compare(&asked.id, &world.document("he-jun")).await;
        answer.expect(422).problem(ProblemKind::DocumentDiffers);
        assert_eq!(world.questions(Registry::Population, &own).await, questions);
        let answer = officer.compare(&asked.id, &own).await.expect(200);
        let shown: TakeOverCase = answer.json();
        assert_eq!(shown.identity.unwrap().document, own);
        let holder = shown.holder.unwrap();
        assert_eq!((holder.unfinished, holder.is_asserted), (0, false));
        // The person is told who looked, each kind of look once and nobody by name.
        let answer = officer.0.get(&path).await.expect(200);
        assert!(answer.json::<TakeOverCase>().holder.is_some());
        let looks = read(&owner).await.looks;
        let looks: Vec<_> = looks.iter().map(|look| (look.kind, look.role)).collect();
        let expected = [
            TakeOverLookKind::Opened,
            TakeOverLookKind::Read,
            TakeOverLookKind::Compared,
        ];
        assert_eq!(looks, expected.map(|kind| (kind, OfficerRole::Reviewer)));
        let told = owner.get(super::ASKED).await.expect(200);
        assert!(!told.text().contains("丁宁"));
        // Both boxes, and a reason.
        for (field, pointer, code) in [
            ("document_seen", "/document_seen", IssueCode::MustAgree),
            ("person_matches", "/person_matches", IssueCode::MustAgree),
            ("reason", "/reason", IssueCode::Required),
        ] {
            let mut body = serde_json::json!({
                "document_seen": true, "person_matches": true, "reason": "相符",
            });
            body[field] = match field {
                "reason" => " ".into(),
                _ => false.into(),
            };
            let path = format!("{WINDOW}/{}/proposal", asked.id);
            let answer = officer.0.call("POST", &path, Some(&body)).await;
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            let found = (problem.errors[0].pointer.as_str(), problem.errors[0].code);
            assert_eq!(found, (pointer, code));
        }

        // The person goes to the next window: the first has it no more.
        let next = world.officer("jiang-tao").await;
        let shown: TakeOverCase = next.look_up(&code).await.expect(200).json();
        assert_eq!((shown.identity, shown.holder), (None, None));
        let answer = officer.propose_take_over(&asked.id).await;
        answer.problem(ProblemKind::TakeOverNotOpened);
        let answer = next.propose_take_over(&asked.id).await;
        answer.problem(ProblemKind::DocumentDiffers);
        next.compare(&asked.id, &own).await.expect(200);
        // Half an hour later it is nobody's.
        for _ in 0..3 {
            world.app.set_clock_forward(Duration::from_secs(10 * 60));
            next.proposed().await;
        }
        let answer = next.propose_take_over(&asked.id).await;
        answer.problem(ProblemKind::TakeOverNotOpened);
        world.audited(chain).await;
    });
}

#[test]
fn codes_and_numbers_are_not_guessed() {
    in_world_of_any_level(async |world| {
        let (_thief, owner) = robbed(world).await;
        let own = world.document("song-yang");
        let asked: TakeOver = ask(&owner, &own).await.expect(200).json();
        let code = asked.code.clone().unwrap();
        let (one, other) = (
            world.officer("ding-ning").await,
            world.officer("jiang-tao").await,
        );
        // What cannot be a code is no try.
        for _ in 0..6 {
            let answer = one.look_up("7KQ").await;
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            assert_eq!(problem.errors[0].pointer, "/code");
        }
        for _ in 0..5 {
            let answer = one.look_up("2222-2222").await;
            answer.expect(404).problem(ProblemKind::NotFound);
        }
        let answer = one.look_up(&code).await.expect(429);
        assert!(answer.problem(ProblemKind::TooManyRequests).retry_after > Some(1700));
        other.look_up(&code).await.expect(200);
        let answers = (0..7).map(|_| async {
            let wrong = world.document("he-jun");
            other.compare(&asked.id, &wrong).await.status
        });
        let mut statuses = futures::future::join_all(answers).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429]);
        let answer = other.compare(&asked.id, &own).await;
        answer.expect(429).problem(ProblemKind::TooManyRequests);
    });
}

#[test]
fn a_document_that_is_not_of_whoever_signed_in_tells_nothing_and_locks() {
    in_world(async |world| {
        // Somebody else's, who has bound it; nothing but the window would find out.
        world.bound("song-yang").await;
        let browser = world.verified("zhou", "zhou-xiaolan").await;
        let other = world.document("song-yang");
        let asked: TakeOver = ask(&browser, &other).await.expect(200).json();
        let officer = world.officer("ding-ning").await;
        let code = asked.code.unwrap();
        let shown: TakeOverCase = officer.look_up(&code).await.expect(200).json();
        assert_eq!((shown.holder, shown.state), (None, TakeOverState::Open));
        for _ in 0..5 {
            let answer = officer.compare(&asked.id, &other).await.expect(422);
            answer.problem(ProblemKind::DocumentDiffers);
        }
        let answer = officer.compare(&asked.id, &other).await.expect(429);
        answer.problem(ProblemKind::TooManyRequests);
        let shown: TakeOverCase = officer.look_up(&code).await.expect(200).json();
        assert_eq!((shown.holder, shown.identity), (None, None));
        let answer = officer.propose_take_over(&asked.id).await;
        answer.expect(422).problem(ProblemKind::DocumentDiffers);
        world.audited(account_of(&browser).await).await;
    });
}

#[test]
fn what_stands_in_the_table_is_believed_as_it_was_filed() {
    in_world_of_any_level(async |world| {
        let (_thief, owner) = robbed(world).await;
        let own = world.document("song-yang");
        let asked: TakeOver = ask(&owner, &own).await.expect(200).json();
        let code = asked.code.clone().unwrap();
        let supervisor = world.officer("su-wen").await;
        // Proposed by nobody.
        world
            .tamper("UPDATE take_overs SET state = 'proposed'")
            .await;
        assert_eq!(supervisor.proposed().await.items, []);
        let answer = supervisor.end(&asked.id, "confirmation", "同意").await;
        answer.problem(ProblemKind::Unexpected);
        world.tamper("UPDATE take_overs SET state = 'open'").await;
        supervisor.look_up(&code).await.expect(200);
        // Asked by the other account.
        world
            .tamper("UPDATE take_overs SET account_id = (SELECT account_id FROM bindings ORDER BY bound_at LIMIT 1)")
            .await;
        let answer = supervisor.look_up(&code).await;
        answer.problem(ProblemKind::Unexpected);
    });
}

#[test]
fn what_is_over_tells_no_number_any_more() {
    in_world_of_any_level(async |world| {
        let (_thief, owner) = robbed(world).await;
        let own = world.document("song-yang");
        let asked: TakeOver = ask(&owner, &own).await.expect(200).json();
        let officer = world.officer("ding-ning").await;
        let code = asked.code.clone().unwrap();
        officer.look_up(&code).await.expect(200);
        officer.compare(&asked.id, &own).await.expect(200);
        owner.call("DELETE", super::ASKED, None).await.expect(200);
        let path = format!("{WINDOW}/{}", asked.id);
        let answer = officer.0.get(&path).await;
        assert!(!answer.text().contains(&own.number), "{answer:?}");
    });
}
