//! Clients at the desk of administrators: registering, rotating, four eyes, disabling.

use serde_json::{Value, json};
use shared::client::token::TokenAnswer;
use shared::client::{AddedCredential, Client, ClientList};
use shared::problem::ProblemKind;
use uuid::Uuid;

use super::forging::Signer;
use crate::harness::{Answer, Browser, World, ask_token, in_world};
use crate::officers::office::sign_in_officer;

const ID: &str = "cli_019d0000000070008000000000000021";

fn terms(version: Option<u32>, scopes: &[&str]) -> Value {
    let mut terms = json!({
        "name": "示例网签系统", "scopes": scopes, "networks": ["127.0.0.0/8"],
        "contacts": [{ "name": "李工", "reach": "api@example.com" }],
    });
    if let Some(version) = version {
        terms["version"] = version.into();
    }
    terms
}

async fn save(office: &Browser, terms: &Value) -> Answer {
    let path = format!("/api/v1/officer/clients/{ID}");
    office.call("PUT", &path, Some(terms)).await
}

async fn add(office: &Browser, credential: Value) -> Answer {
    let path = format!("/api/v1/officer/clients/{ID}/credentials");
    office.call("POST", &path, Some(&credential)).await
}

async fn confirm(office: &Browser, version: u32) -> Answer {
    let path = format!("/api/v1/officer/clients/{ID}/confirmation");
    office
        .call("POST", &path, Some(&json!({ "version": version })))
        .await
}

fn id() -> Uuid {
    Uuid::try_parse(ID.strip_prefix("cli_").unwrap()).unwrap()
}

/// For which scopes a secret leads to a token; none where to no token at all.
async fn scopes_by(world: &World, secret: &str) -> Option<String> {
    let answer = ask_token(&world.browser(), id(), secret, &[]).await;
    (answer.status == 200).then(|| answer.json::<TokenAnswer>().scope)
}

#[test]
fn a_client_signs_only_once_two_administrators_let_it() {
    in_world(async |world| {
        let first = world.officer("luo-min").await.0;
        let second = world.officer("fang-hua").await.0;
        let wanted = ["holds:write", "certificates:check"];
        let client: Client = save(&first, &terms(None, &wanted)).await.expect(200).json();
        assert_eq!(
            (client.version, client.waits, client.can_confirm),
            (1, true, false)
        );
        // The answer was lost, so it is sent again.
        let again: Client = save(&first, &terms(None, &wanted)).await.expect(200).json();
        assert_eq!(again, client);
        let added = add(&first, json!({ "kind": "secret" })).await.expect(200);
        let added: AddedCredential = added.json();
        let secret = added.secret.unwrap();
        assert!(
            secret.starts_with("anju_") && secret.len() == 48,
            "{secret}"
        );
        assert_eq!(
            scopes_by(world, &secret).await.as_deref(),
            Some("certificates:check")
        );
        // Whoever proposed it is not the second one, and the second one confirms what she has seen.
        let own = confirm(&first, added.client.version).await.expect(409);
        own.problem(ProblemKind::SecondPersonNeeded);
        let older = confirm(&second, 1).await.expect(412);
        older.problem(ProblemKind::ClientChanged);
        let list: ClientList = second
            .get("/api/v1/officer/clients")
            .await
            .expect(200)
            .json();
        assert!(list.items[0].can_confirm && list.items[0].credentials[0].waits);
        let confirmed = confirm(&second, added.client.version).await.expect(200);
        let confirmed: Client = confirmed.json();
        assert!(!confirmed.waits && confirmed.proposed_scopes.is_empty());
        let both = Some("certificates:check holds:write");
        assert_eq!(scopes_by(world, &secret).await.as_deref(), both);
        confirm(&second, confirmed.version)
            .await
            .expect(409)
            .problem(ProblemKind::WrongState);
        // A further secret that one of them adds does not sign either.
        let added: AddedCredential = add(&second, json!({ "kind": "secret" })).await.json();
        let newer = added.secret.unwrap();
        assert_eq!(
            scopes_by(world, &newer).await.as_deref(),
            Some("certificates:check")
        );
        confirm(&second, added.client.version).await.expect(409);
        let known: Client = confirm(&first, added.client.version)
            .await
            .expect(200)
            .json();
        assert_eq!(scopes_by(world, &newer).await.as_deref(), both);
        // On terms that let it do more it does not sign before somebody else has seen them.
        let mut wider = terms(Some(known.version), &wanted);
        wider["networks"] = json!([]);
        let widened: Client = save(&first, &wider).await.expect(200).json();
        // Whoever confirms sees what it was before.
        let before = widened.before.clone().unwrap();
        assert_eq!(before.networks, ["127.0.0.0/8"]);
        assert_eq!((before.scopes, before.name), (known.scopes, known.name));
        assert_eq!(
            scopes_by(world, &newer).await.as_deref(),
            Some("certificates:check")
        );
        confirm(&first, widened.version).await.expect(409);
        // Whoever makes them wider still has proposed them, and is not the one who confirms.
        wider["version"] = widened.version.into();
        wider["name"] = json!("另一个网签系统");
        let widened: Client = save(&second, &wider).await.expect(200).json();
        assert_eq!(widened.before.unwrap().networks, ["127.0.0.0/8"]);
        let own = confirm(&second, widened.version).await.expect(409);
        own.problem(ProblemKind::SecondPersonNeeded);
        let seen = confirm(&first, widened.version).await.expect(200);
        assert_eq!(seen.json::<Client>().before, None);
        assert_eq!(scopes_by(world, &newer).await.as_deref(), both);
        assert_eq!(world.audited(id()).await, 8);
    });
}

/// Of an account without a document nobody knows whether it is another person's.
#[test]
fn two_administrators_are_two_people() {
    in_world(async |world| {
        let office = world.browser();
        sign_in_officer(&office, "luomin").await;
        let signs = ["holds:write", "contracts:read"];
        let answer = save(&office, &terms(None, &signs)).await;
        answer.problem(ProblemKind::NotBound);
        let first = world.officer("luo-min").await.0;
        let client: Client = save(&first, &terms(None, &signs)).await.expect(200).json();
        let second = world.browser();
        sign_in_officer(&second, "fanghua").await;
        let answer = confirm(&second, client.version).await;
        answer.problem(ProblemKind::NotBound);
        let second = world.officer("fang-hua").await.0;
        // Whoever proposed it has let go of the document since, and might have bound it to another account.
        world
            .tamper("DELETE FROM bindings WHERE account_id IN (SELECT proposed_by FROM clients)")
            .await;
        let answer = confirm(&second, client.version).await;
        answer.problem(ProblemKind::SecondPersonNeeded);
    });
}

/// Whoever confirms sees what has changed since somebody confirmed last, on whatever way it has; with another
/// organisation nobody acts for the client before that.
#[test]
fn nothing_is_changed_past_the_second_administrator() {
    in_world(async |world| {
        let first = world.officer("luo-min").await.0;
        let second = world.officer("fang-hua").await.0;
        let signs = ["holds:write", "contracts:read"];
        let new: Client = save(&first, &terms(None, &signs)).await.expect(200).json();
        let confirmed: Client = confirm(&second, new.version).await.expect(200).json();
        let save = async |change: Value| {
            let known: ClientList = first.get("/api/v1/officer/clients").await.json();
            let mut wanted = terms(Some(known.items[0].version), &signs);
            for (key, value) in change.as_object().unwrap() {
                wanted[key] = value.clone();
            }
            save(&first, &wanted).await.expect(200).json::<Client>()
        };
        let less = save(json!({ "scopes": ["contracts:read"] })).await;
        assert!(!less.waits && less.before.is_none());
        let narrow = json!({ "scopes": ["contracts:read"], "networks": [], "name": "别的系统" });
        assert!(!save(narrow).await.waits);
        let again = save(json!({ "networks": [], "name": "别的系统" })).await;
        let before = again.before.unwrap();
        assert_eq!(before.networks, ["127.0.0.0/8"]);
        assert_eq!(
            (before.name, before.scopes),
            (confirmed.name, confirmed.scopes)
        );

        let theirs =
            json!({ "organization_code": "91110108MA03QNY005", "scopes": ["contracts:read"] });
        let others = save(theirs).await;
        assert_eq!((others.scopes, others.proposed_scopes.len()), (vec![], 1));
    });
}

#[test]
fn secrets_and_keys_take_each_others_place() {
    in_world(async |world| {
        let office = world.officer("luo-min").await.0;
        save(&office, &terms(None, &["certificates:check"]))
            .await
            .expect(200);
        let one: AddedCredential = add(&office, json!({ "kind": "secret" })).await.json();
        let key = Signer::new_key().jwk();
        let with_key = |key: &Value| json!({ "kind": "key", "public_key": key.to_string() });
        // Nothing but the public half, and that one alone.
        let mut private = key.clone();
        private["d"] = json!("AA");
        for (wrong, code) in [
            (with_key(&private), "private_key"),
            (with_key(&json!({ "kty": "oct", "k": "AA" })), "private_key"),
            (with_key(&json!({})), "public_key"),
            (json!({ "kind": "key" }), "required"),
            (
                json!({ "kind": "secret", "public_key": "{}" }),
                "not_together",
            ),
        ] {
            let problem: Value = add(&office, wrong).await.expect(422).json();
            assert_eq!(problem["errors"][0]["code"], code);
        }
        let two: AddedCredential = add(&office, with_key(&key)).await.expect(200).json();
        assert!(two.secret.is_none() && two.client.credentials[1].kid.is_some());
        let third = add(&office, json!({ "kind": "secret" })).await.expect(409);
        third.problem(ProblemKind::TooManyCredentials);
        let secret = one.secret.unwrap();
        let token: TokenAnswer = ask_token(&world.browser(), id(), &secret, &[])
            .await
            .expect(200)
            .json();
        let bearer = format!("Bearer {}", token.access_token);
        let shown = async || {
            let headers = [("authorization", bearer.as_str())];
            world
                .browser()
                .send("GET", "/api/v1/client", &headers, None)
                .await
                .status
        };
        assert_eq!(shown().await, 200);
        let path = format!(
            "/api/v1/officer/clients/{ID}/credentials/{}",
            one.client.credentials[0].id
        );
        office.call("DELETE", &path, None).await.expect(200);
        office.call("DELETE", &path, None).await.expect(404);
        // The tokens that it led to end with it.
        assert_eq!(shown().await, 401);
        assert_eq!(scopes_by(world, &secret).await, None);
        let stored = String::from_utf8_lossy(&world.dump().await).into_owned();
        assert!(!stored.contains(&secret) && !stored.contains("李工"));
    });
}

#[test]
fn what_is_taken_away_is_so_at_once() {
    in_world(async |world| {
        let office = world.officer("luo-min").await.0;
        let both = ["certificates:check", "holds:read"];
        save(&office, &terms(None, &both)).await.expect(200);
        let added: AddedCredential = add(&office, json!({ "kind": "secret" })).await.json();
        let secret = added.secret.unwrap();
        let token = ask_token(&world.browser(), id(), &secret, &[])
            .await
            .expect(200);
        let token = token.json::<TokenAnswer>().access_token;
        let own = async || {
            let bearer = format!("Bearer {token}");
            let headers = [("authorization", bearer.as_str())];
            world
                .browser()
                .send("GET", "/api/v1/client", &headers, None)
                .await
        };
        save(&office, &terms(Some(1), &["holds:read"]))
            .await
            .expect(412);
        save(&office, &terms(Some(2), &["holds:read"]))
            .await
            .expect(200);
        let seen: Value = own().await.expect(200).json();
        assert_eq!(seen["scopes"], json!(["holds:read"]));
        let mut elsewhere = terms(Some(3), &["holds:read"]);
        elsewhere["networks"] = json!(["192.0.2.0/24"]);
        save(&office, &elsewhere).await.expect(200);
        own().await.expect(403).problem(ProblemKind::NetworkRefused);
        let mut over = terms(Some(4), &["holds:read"]);
        over["expires_on"] = json!("2020-01-31");
        let over: Client = save(&office, &over).await.expect(200).json();
        assert_eq!(over.expires_on.unwrap().to_string(), "2020-01-31");
        own().await.expect(401);
        assert_eq!(scopes_by(world, &secret).await, None);
        save(&office, &terms(Some(5), &["holds:read"]))
            .await
            .expect(200);
        own().await.expect(200);
        let path = format!("/api/v1/officer/clients/{ID}/disablement");
        let no_reason = json!({ "reason": " " });
        let refused = office.call("POST", &path, Some(&no_reason)).await;
        let refused: Value = refused.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/reason");
        // Once more, because the answer was lost: the reason is that of the first time.
        for reason in ["合作已终止", "再次停用"] {
            let why = json!({ "reason": reason });
            let gone = office.call("POST", &path, Some(&why)).await.expect(200);
            let gone: Client = gone.json();
            assert!(gone.disabled_at.is_some());
            assert_eq!(gone.disabled_because.as_deref(), Some("合作已终止"));
        }
        let stored = String::from_utf8_lossy(&world.dump().await).into_owned();
        assert!(!stored.contains("合作已终止"));
        own().await.expect(401).problem(ProblemKind::InvalidToken);
        save(&office, &terms(Some(7), &["holds:write"]))
            .await
            .expect(409);
        add(&office, json!({ "kind": "secret" })).await.expect(409);
    });
}

#[test]
fn terms_that_cannot_be_are_told_field_by_field() {
    in_world(async |world| {
        let office = world.officer("luo-min").await.0;
        let wrong = json!({
            "name": " ", "scopes": [], "networks": ["192.0.2.0/24", "192.0.2.1/24"],
            "contacts": [{ "name": "李工", "reach": "" }],
        });
        let problem: Value = save(&office, &wrong).await.expect(422).json();
        let errors = problem["errors"].as_array().unwrap().iter();
        let pointers: Vec<&str> = errors.map(|one| one["pointer"].as_str().unwrap()).collect();
        assert_eq!(
            pointers,
            ["/name", "/scopes", "/networks/1", "/contacts/0/reach"]
        );
    });
}
