//! What two officers decide, and what follows.

use shared::account::Session;
use shared::application::{State, SubState};
use shared::hold::{Hold, HoldState};
use shared::problem::ProblemKind;
use shared::take_over::{TakeOver, TakeOverCase, TakeOverState};

use super::{WINDOW, account_of, ask, asked, robbed};
use crate::applying::saved;
use crate::harness::{World, in_world_of_any_level};

#[test]
fn two_officers_give_a_document_back() {
    in_world_of_any_level(async |world| {
        let (thief, owner) = robbed(world).await;
        let draft = saved(&thief, world.answers("song-yang")).await;
        let applied = world.applied_with(thief, world.answers("song-yang")).await;
        let detail = applied.decided().await;
        // What was got so is held for a contract.
        let client = world.signs().await;
        let wanted = world.wanted(&detail, "song-yang");
        let hold: Hold = client.hold("k1", &wanted).await.expect(201).json();
        let (holder, account) = (account_of(&applied.browser).await, account_of(&owner).await);
        let own = world.document("song-yang");
        let request: TakeOver = ask(&owner, &own).await.expect(200).json();
        let reviewer = world.officer("ding-ning").await;
        let proposed = reviewer.identify(&request, &own).await;
        assert_eq!(proposed.state, TakeOverState::Proposed);
        assert!(!proposed.may_confirm);
        assert_eq!(proposed.holder.as_ref().unwrap().unfinished, 2);
        assert_eq!(asked(&owner).await.state, TakeOverState::Proposed);
        // A request that is repeated is answered like the first; nobody else proposes it again.
        let again = reviewer.propose_take_over(&request.id).await;
        assert_eq!(again.expect(200).json::<TakeOverCase>(), proposed);
        let path = format!("{WINDOW}/{}", request.id);
        let other = world.officer("jiang-tao").await;
        let answer = other.propose_take_over(&request.id).await;
        answer.problem(ProblemKind::WrongState);
        // Nor does another reviewer find it.
        let answer = other.0.get(&path).await;
        answer.problem(ProblemKind::NotFound);
        assert_eq!(other.proposed().await.items, []);
        reviewer.0.get(&path).await.expect(200);
        let answer = reviewer.end(&request.id, "confirmation", "同意").await;
        answer.problem(ProblemKind::RoleMissing);
        let answer = reviewer.end(&request.id, "refusal", "不符").await;
        answer.problem(ProblemKind::RoleMissing);
        // Nothing has happened to anybody yet.
        assert!(bound(world, "song-yang", &applied.browser).await);

        let supervisor = world.officer("su-wen").await;
        let list = supervisor.proposed().await;
        assert_eq!(list.items.len(), 1);
        assert!(list.items[0].may_confirm);
        assert_eq!(list.items[0].proposal.officer, "丁宁");
        let answer = supervisor.0.get(&path).await.expect(200);
        assert!(!answer.text().contains(&own.number));
        let answer = supervisor.end(&request.id, "confirmation", "同意").await;
        let done: TakeOverCase = answer.expect(200).json();
        assert_eq!(done.state, TakeOverState::Done);
        // A request that is repeated changes nothing; in other words it is another one.
        let answer = supervisor.end(&request.id, "confirmation", "同意").await;
        assert_eq!(answer.expect(200).json::<TakeOverCase>(), done);
        let answer = supervisor.end(&request.id, "confirmation", "已核").await;
        answer.problem(ProblemKind::WrongState);
        assert_eq!(supervisor.proposed().await.items, []);

        // She goes on in the session in which she asked.
        let told = asked(&owner).await;
        assert_eq!(
            (told.state, told.code, told.reason),
            (TakeOverState::Done, None, None)
        );
        assert!(bound(world, "song-yang", &owner).await);
        applied.browser.get("/api/v1/home").await.expect(401);
        assert_eq!(client.seen(&hold).await.state, HoldState::Voided);
        for id in [&draft.id, &applied.id] {
            let id = api::store::applications::parse_id(id).unwrap();
            let void = world.app.store.find_application(id).await.unwrap().unwrap();
            let expected = (State::Void, Some(SubState::BindingTakenOver));
            assert_eq!((void.state, void.sub_state), expected);
            world.audited(id).await;
        }
        world.audited(holder).await;
        // Signed in, asked, opened, compared, proposed, read, taken, confirmed.
        assert!(world.audited(account).await >= 8);
        let mine = world.applied_with(owner, world.answers("song-yang")).await;
        assert_ne!(mine.decided().await.summary.state, State::Pending);
    });
}

/// Whether the document of a person is bound to the account in a browser.
async fn bound(world: &World, key: &str, browser: &crate::harness::Browser) -> bool {
    let session: Session = browser.get("/api/v1/session").await.json();
    let bound = session.account.and_then(|account| account.bound);
    bound.is_some_and(|bound| bound.masked_number == world.document(key).masked_number())
}

#[test]
fn nobody_decides_alone_or_about_themselves() {
    in_world_of_any_level(async |world| {
        let (_thief, owner) = robbed(world).await;
        let own = world.document("song-yang");
        let request: TakeOver = ask(&owner, &own).await.expect(200).json();
        let supervisor = world.officer("su-wen").await;
        let proposed = supervisor.identify(&request, &own).await;
        assert!(!proposed.may_confirm);
        let answer = supervisor.end(&request.id, "confirmation", "同意").await;
        answer.problem(ProblemKind::SecondPersonNeeded);
        let second = world.officer("lan-tian").await;
        let answer = second.end(&request.id, "confirmation", "同意").await;
        answer.expect(200);

        // Whose document it is, and who has it, see nothing of it: as of a code that there is not.
        let pretender = world.registered("pretender", "丁宁").await;
        let theirs = world.document("ding-ning");
        let request: TakeOver = ask(&pretender, &theirs).await.expect(200).json();
        let code = request.code.clone().unwrap();
        let holder = world.officer("ding-ning").await;
        let nowhere = holder.look_up("2222-2222").await.expect(404);
        let own_one = holder.look_up(&code).await.expect(404);
        let told = |answer: &crate::harness::Answer| {
            let mut problem: shared::problem::Problem = answer.json();
            problem.request_id.clear();
            problem
        };
        assert_eq!(told(&nowhere), told(&own_one));
        let answer = holder.compare(&request.id, &theirs).await;
        answer.problem(ProblemKind::NotFound);
        let other = world.officer("jiang-tao").await;
        other.identify(&request, &theirs).await;
        assert_eq!(holder.proposed().await.items, []);
        assert_eq!(other.proposed().await.items.len(), 1);
        // The person was not who the picture shows; the supervisor finds out.
        let answer = second.end(&request.id, "refusal", "照片不符").await;
        answer.expect(200);
        let told = asked(&pretender).await;
        assert_eq!(told.state, TakeOverState::Refused);
        assert_eq!(told.reason.as_deref(), Some("照片不符"));
        let answer = second.end(&request.id, "confirmation", "同意").await;
        answer.problem(ProblemKind::WrongState);
        // The next officer sees that it is not the first time.
        let again: TakeOver = ask(&pretender, &theirs).await.expect(200).json();
        let shown = other.look_up(&again.code.unwrap()).await.expect(200);
        assert_eq!(shown.json::<TakeOverCase>().refused_before, 1);
    });
}

#[test]
fn what_was_proposed_is_about_the_account_that_had_it_then() {
    in_world_of_any_level(async |world| {
        let (thief, owner) = robbed(world).await;
        let own = world.document("song-yang");
        // Two accounts under her name ask at once; both have shown the document.
        let rival = world.registered("rival", "宋扬").await;
        let hers: TakeOver = ask(&owner, &own).await.expect(200).json();
        let theirs: TakeOver = ask(&rival, &own).await.expect(200).json();
        let reviewer = world.officer("ding-ning").await;
        reviewer.identify(&hers, &own).await;
        reviewer.identify(&theirs, &own).await;
        let (one, other) = (
            world.officer("su-wen").await,
            world.officer("lan-tian").await,
        );
        let (first, second) = futures::future::join(
            one.end(&hers.id, "confirmation", "同意"),
            other.end(&theirs.id, "confirmation", "同意"),
        )
        .await;
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(world.count("SELECT count(*) AS n FROM bindings WHERE account_id IN (SELECT account_id FROM take_overs)").await, 1);
        thief.get("/api/v1/home").await.expect(401);
        world.audited(account_of(&owner).await).await;
        world.audited(account_of(&rival).await).await;
    });
}
