//! Who may bind: somebody whom the identity platform has verified. And how the owner of a document
//! takes a binding back that somebody else made.

use serde_json::json;
use shared::account::{Account, BeforeBinding, Session};
use shared::application::{Detail, Draft, EventKind, Home, State, SubState, SummaryPage};
use shared::problem::ProblemKind;
use shared::registry::Registry;
use url::Url;

use crate::applying::saved;
use crate::harness::{Browser, World, in_world, in_world_with};
use crate::sign_in::liar::Liar;
use crate::sign_in::sign_in_at;

async fn account(browser: &Browser) -> Account {
    let session: Session = browser.get("/api/v1/session").await.expect(200).json();
    session.account.unwrap()
}

async fn before_binding(browser: &Browser) -> BeforeBinding {
    account(browser).await.before_binding.unwrap()
}

#[test]
fn who_merely_registered_binds_nothing_and_nobody_is_asked() {
    in_world(async |world| {
        let browser = world.registered("attacker", "周晓岚").await;
        let own = world.document("zhou-xiaolan");
        for _ in 0..6 {
            browser
                .bind(&own)
                .await
                .expect(403)
                .problem(ProblemKind::IdentityNotVerified);
        }
        assert_eq!(world.questions(Registry::Population, &own).await, 0);
        // It is no wrong try: the owner is not kept out, nor is the account.
        assert_eq!(
            world.count("SELECT count(*) AS n FROM binding_tries").await,
            0
        );
        let before = before_binding(&browser).await;
        assert_eq!(
            (before.name.as_str(), before.level_suffices),
            ("周晓岚", false)
        );
        let owner = world.verified("zhou", "zhou-xiaolan").await;
        assert!(before_binding(&owner).await.level_suffices);
        let bound: Account = owner.bind(&own).await.expect(200).json();
        assert_eq!(bound.before_binding, None);
        assert_eq!(account(&owner).await, bound);
    });
}

#[test]
fn without_a_document_drafts_work_and_nothing_is_submitted() {
    in_world(async |world| {
        let browser = world.registered("zhou", "周晓岚").await;
        let draft = saved(&browser, world.answers("zhou-xiaolan")).await;
        let path = format!("/api/v1/applications/{}", draft.id);
        let detail: Detail = browser.get(&path).await.expect(200).json();
        assert_eq!(detail.summary.state, State::Draft);
        let home: Home = browser.get("/api/v1/home").await.expect(200).json();
        assert_eq!(home.modules[0].counts.draft, 1);
        let list: SummaryPage = browser
            .get("/api/v1/applications?state=passed")
            .await
            .json();
        assert_eq!(list.items, []);
        let if_match = format!("\"{}\"", draft.version);
        let headers = [("if-match", if_match.as_str())];
        browser
            .send("POST", &format!("{path}/submission"), &headers, None)
            .await
            .expect(403)
            .problem(ProblemKind::NotBound);
        for key in ["zhou-xiaolan", "chen-li"] {
            for registry in Registry::ALL {
                assert_eq!(world.questions(registry, &world.document(key)).await, 0);
            }
        }
        // Verified in the middle of it, she goes on with the same draft.
        let start = browser.get("/auth/sign-in?step=verify&lang=en").await;
        let provider = Url::parse(&Browser::location(&start)).unwrap();
        let page = browser.visit(provider.as_str()).await;
        let page = provider.join(&Browser::location(&page)).unwrap();
        assert_eq!(page.path(), "/verify");
        let own = world.document("zhou-xiaolan");
        assert_eq!(browser.verify(&page, Some(&own.number)).await, "/bind");
        browser.bind(&own).await.expect(200);
        browser
            .send("POST", &format!("{path}/submission"), &headers, None)
            .await
            .expect(200);
    });
}

#[test]
fn a_registration_opens_the_form_of_the_provider() {
    in_world(async |world| {
        let browser = world.browser();
        let start = browser.get("/auth/sign-in?step=register").await;
        let provider = Url::parse(&Browser::location(&start)).unwrap();
        let page = browser.visit(provider.as_str()).await;
        assert!(Browser::location(&page).starts_with("/register?"));
        let start = browser.get("/auth/sign-in").await;
        let page = browser.visit(&Browser::location(&start)).await;
        assert!(Browser::location(&page).starts_with("/sign-in?"));
    });
}

/// A world whose provider asserts document numbers.
pub(crate) fn in_a_world_that_asserts(test: impl AsyncFnOnce(&World, &Liar)) {
    let liar = Liar::start();
    let issuer = liar.issuer().to_owned();
    in_world_with(
        |config| {
            config.identity.issuer = issuer;
            config.identity.document_claim = Some("document_number".to_owned());
        },
        async |world| test(world, &liar).await,
    );
}

/// Signs in at the provider as somebody who says to be a person of the city.
pub(crate) async fn signed_in_as(world: &World, liar: &Liar, subject: &str, key: &str) -> Browser {
    let person = world.city.people().member(key).unwrap();
    liar.say("sub", json!(subject));
    liar.say("name", json!(person.name));
    liar.say("birthdate", json!(person.born));
    liar.say("identity_level", json!("verified"));
    let browser = world.browser();
    sign_in_at(liar, &browser).await;
    browser
}

#[test]
fn the_owner_takes_a_binding_back_where_the_provider_asserts_the_number() {
    in_a_world_that_asserts(async |world, liar| {
        let own = world.document("song-yang");
        let thief = signed_in_as(world, liar, "thief", "song-yang").await;
        thief.bind(&own).await.expect(200);
        let draft: Draft = saved(&thief, world.answers("song-yang")).await;
        let applied = world.applied_with(thief, world.answers("song-yang")).await;
        applied.decided().await;
        let thief = &applied.browser;

        // Name and birth date alone, or the number of somebody else: an officer decides.
        for number in [
            json!(null),
            json!(world.document("he-jun").number),
            json!("x"),
        ] {
            liar.say("document_number", number);
            let owner = signed_in_as(world, liar, "owner", "song-yang").await;
            owner
                .bind(&own)
                .await
                .expect(422)
                .problem(ProblemKind::BindingRefused);
        }
        assert!(account(thief).await.bound.is_some());

        liar.say("document_number", json!(own.number));
        let owner = signed_in_as(world, liar, "owner", "song-yang").await;
        owner.bind(&own).await.expect(200);
        // The sessions of the other account have ended, and what it had begun is void.
        thief.get("/api/v1/home").await.expect(401);
        for id in [&draft.id, &applied.id] {
            let id = api::store::applications::parse_id(id).unwrap();
            let void = world.app.store.find_application(id).await.unwrap().unwrap();
            let expected = (State::Void, Some(SubState::BindingTakenOver));
            assert_eq!((void.state, void.sub_state), expected);
            let events = world.app.store.list_events(id).await.unwrap();
            let last = events.last().unwrap().kind;
            assert_eq!(last, EventKind::BindingTakenOver);
            world.audited(id).await;
        }
        assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
        // She applies at once; nobody is in the way.
        let detail = world
            .applied_with(owner, world.answers("song-yang"))
            .await
            .decided()
            .await;
        assert_ne!(detail.summary.state, State::Pending);

        // Who comes back to the other account is told so, sees nothing of her, and binds nothing.
        liar.say("document_number", json!(null));
        let thief = signed_in_as(world, liar, "thief", "song-yang").await;
        assert!(before_binding(&thief).await.taken_over_at.is_some());
        let list: SummaryPage = thief.get("/api/v1/applications").await.json();
        assert_eq!(list.items, []);
        let path = format!("/api/v1/applications/{}", applied.id);
        thief.get(&path).await.expect(404);
        thief
            .bind(&own)
            .await
            .expect(403)
            .problem(ProblemKind::BindingTakenOver);
    });
}

#[test]
fn of_two_people_of_one_name_and_birth_date_the_number_tells_them_apart() {
    in_a_world_that_asserts(async |world, liar| {
        let other = world.document("he-jun").number;
        liar.say("document_number", json!(other));
        let browser = signed_in_as(world, liar, "namesake", "sun-ming").await;
        browser
            .bind(&world.document("sun-ming"))
            .await
            .expect(422)
            .problem(ProblemKind::BindingRefused);
    });
}
