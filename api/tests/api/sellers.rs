//! Sellers: the people of a client who sign in for their organisation, and what their session opens.

use std::time::Duration;

use api::service::clients::check_terms;
use api::service::clients::operating::{disable_client, register_client};
use api::store::clients::ClientRow;
use serde_json::{Value, json};
use shared::application::State;
use shared::certificate::{CertificateCheck, CertificateStatus};
use shared::client::network::Network;
use shared::client::{ClientContact, SaveClient};
use shared::hold::{Contract, Hold};
use shared::page::Page;
use shared::problem::ProblemKind;
use shared::scope::Scope;
use shared::seller::SellerSession;
use url::Url;
use uuid::Uuid;

use crate::harness::{Answer, Browser, World, form_field, in_world, in_world_with};

/// 安家房产经纪有限公司, of 安然 (anran) and 贾明 (jiaming).
const ANJIA: &str = "91110105MA01ANJ06N";
/// 丰台开发置业有限公司, of 开丽 (kaili).
const KAIFA: &str = "91110106MA02KFT03Y";

const ALL: [Scope; 6] = [
    Scope::CertificatesCheck,
    Scope::HoldsRead,
    Scope::HoldsWrite,
    Scope::ContractsRead,
    Scope::WebhooksRead,
    Scope::WebhooksWrite,
];
const HOLDS: &str = "/api/v1/holds";
const CHECKS: &str = "/api/v1/certificate-checks";
const SESSION: &str = "/api/v1/seller/session";

impl World {
    /// Registers a client on the command line's way.
    async fn agency(&self, organization: &str, scopes: &[Scope], networks: &[&str]) -> Uuid {
        let terms = check_terms(&SaveClient {
            version: None,
            name: "安家房产经纪".to_owned(),
            scopes: scopes.to_vec(),
            networks: networks.iter().map(|one| (*one).to_owned()).collect(),
            contacts: vec![ClientContact {
                name: "安经理".to_owned(),
                reach: "010-12345678".to_owned(),
            }],
            expires_on: None,
            organization_code: Some(organization.to_owned()),
        });
        let ids = [self.app.new_id(), self.app.new_id()];
        let (store, now) = (&self.app.store, self.app.now());
        register_client(store, ids, terms.unwrap(), None, now)
            .await
            .unwrap();
        ids[0]
    }

    /// A client changed behind the office's back.
    async fn changed(&self, id: Uuid, change: impl FnOnce(&mut ClientRow)) {
        let write = self.app.store.begin().await.unwrap();
        let mut client = write.hold_client(id).await.unwrap().unwrap();
        change(&mut client);
        write.save_client(&client).await.unwrap();
        write.commit().await.unwrap();
    }

    /// A browser in which a seller has signed in.
    async fn seller(&self, user: &str) -> Browser {
        let browser = self.browser();
        assert_eq!(sign_in(&browser, user, "/seller").await, "/seller");
        browser
    }
}

/// Signs in as a seller; gives where it led.
async fn sign_in(browser: &Browser, user: &str, return_to: &str) -> String {
    let start = browser
        .get(&format!("/auth/seller?return_to={return_to}&lang=en"))
        .await;
    let provider = Url::parse(&Browser::location(&start)).unwrap();
    let page = browser.visit(provider.as_str()).await;
    let page = provider.join(&Browser::location(&page)).unwrap();
    let html = browser.visit(page.as_str()).await.expect(200).text();
    let fields = [
        ("request", form_field(&html, "request")),
        ("user_name", user.to_owned()),
        ("password", sandbox::PASSWORD.to_owned()),
    ];
    let answer = browser.submit(&page, "/sign-in", &fields).await;
    let answer = browser.visit(&Browser::location(&answer)).await;
    assert_eq!(answer.status, 303);
    let led = answer.header("location");
    let (path, _) = led.split_once("&request=").unwrap_or((led, ""));
    path.to_owned()
}

async fn session(browser: &Browser) -> SellerSession {
    browser.get(SESSION).await.expect(200).json()
}

async fn post(browser: &Browser, path: &str, key: &str, body: Option<&Value>) -> Answer {
    let mut headers = vec![("idempotency-key", key)];
    if body.is_some() {
        headers.push(("content-type", "application/json"));
    }
    let body = body.map(|body| serde_json::to_vec(body).unwrap());
    browser.send("POST", path, &headers, body).await
}

#[test]
fn a_seller_checks_holds_signs_and_releases() {
    in_world(async |world| {
        world.agency(ANJIA, &ALL, &[]).await;
        let applied = world.applied("yang-fan").await;
        let detail = applied.decided().await;
        let certificate = detail.certificate.clone().unwrap().number;
        let pair = json!({
            "certificate_number": certificate,
            "document_number": world.document("yang-fan").number,
        });
        let seller = world.seller("anran").await;
        let known = session(&seller).await.seller.unwrap();
        assert_eq!(
            (known.name.as_str(), known.client.as_str()),
            ("安然", "安家房产经纪")
        );
        assert_eq!(known.scopes, ALL[..4]);
        assert_eq!(known.refused, None);

        let check = seller.call("POST", CHECKS, Some(&pair)).await.expect(200);
        assert!(!check.header("ratelimit").is_empty());
        let check: CertificateCheck = check.json();
        assert_eq!(check.status, CertificateStatus::Valid);
        let zone = check.zones[0].zone;
        let mut wanted = pair.clone();
        wanted["zone"] = json!(zone);
        wanted["kind"] = json!("resale");
        wanted["unit"] = json!({ "address": "北京市丰台区示例路 1 号院 2 号楼 301" });
        // One key is one hold, however often the phone asks.
        seller
            .call("POST", HOLDS, Some(&wanted))
            .await
            .problem(ProblemKind::IdempotencyKeyRequired);
        let hold: Hold = post(&seller, HOLDS, "k1", Some(&wanted))
            .await
            .expect(201)
            .json();
        assert_eq!(hold.taken_by.as_deref(), Some("安然"));
        let again = post(&seller, HOLDS, "k1", Some(&wanted)).await.expect(201);
        assert_eq!(again.header("idempotent-replayed"), "true");
        // The buyer sees the agency and no name of anybody there.
        let path = format!("/api/v1/applications/{}", applied.id);
        let seen = applied.browser.get(&path).await.expect(200).text();
        assert!(seen.contains("安家房产经纪") && !seen.contains("安然"));
        // Whose act it was stands in the audit log, and the name nowhere in clear.
        let acted = "SELECT count(*) AS n FROM audit WHERE action = 'hold_certificate' \
                     AND actor LIKE 'seller % of client %'";
        assert_eq!(world.count(acted).await, 1);
        let name = "安然".as_bytes();
        let dump = world.dump().await;
        assert!(!dump.windows(name.len()).any(|part| part == name));

        // A colleague goes on with it.
        let colleague = world.seller("jiaming").await;
        let page: Page<Hold> = colleague.get(HOLDS).await.expect(200).json();
        assert_eq!(page.items, std::slice::from_ref(&hold));
        let at = |what: &str| format!("{HOLDS}/{}/{what}", hold.id);
        post(&colleague, &at("renewals"), "k2", None)
            .await
            .expect(200);
        let body = json!({ "number": "FT-2026-1", "zone": zone, "unit": hold.unit });
        let contract: Contract = post(&colleague, &at("contract"), "k3", Some(&body))
            .await
            .expect(201)
            .json();
        assert_eq!(contract.signed_by.as_deref(), Some("贾明"));
        let over = post(&colleague, &at("release"), "k4", None).await;
        over.problem(ProblemKind::HoldOver);
        let detail = applied.detail().await;
        assert_eq!(detail.summary.state, State::Signed);
        // What is for programs alone stays so, whatever scopes the client has.
        let hooks = seller.get("/api/v1/webhook-endpoints").await;
        hooks.problem(ProblemKind::InvalidToken);
        seller
            .get("/api/v1/client")
            .await
            .problem(ProblemKind::InvalidToken);
    });
}

#[test]
fn nobody_signs_in_for_an_organisation_that_may_do_nothing() {
    in_world(async |world| {
        let refused = async |user: &str, why: &str| {
            let browser = world.browser();
            let led = sign_in(&browser, user, "/seller").await;
            assert_eq!(led, format!("/seller?error={why}"));
            assert_eq!(session(&browser).await.seller, None);
            assert_eq!(browser.cookie("anju-seller"), None);
        };
        let agency = world.agency(ANJIA, &ALL, &[]).await;
        // Another organisation, and none at all.
        refused("kaili", "not-a-seller").await;
        refused("hejun", "not-a-seller").await;
        let seller = world.seller("anran").await;

        // What happens to the client happens to whoever is signed in, and is told.
        let past = world.app.now() - Duration::from_secs(60);
        let told = async |why: ProblemKind| {
            let known = session(&seller).await.seller.unwrap();
            assert_eq!(known.refused, Some(why));
            seller.get(HOLDS).await.problem(why);
        };
        world
            .changed(agency, |client| client.expires_at = Some(past))
            .await;
        refused("anran", "client-expired").await;
        told(ProblemKind::ClientExpired).await;
        let waits = api::store::clients::ScopeProposal {
            scopes: vec![Scope::HoldsWrite],
            by: agency,
        };
        world
            .changed(agency, |client| {
                client.expires_at = None;
                client.scopes = vec![Scope::WebhooksRead];
                client.proposal = Some(waits);
            })
            .await;
        refused("anran", "client-unconfirmed").await;
        told(ProblemKind::ClientUnconfirmed).await;
        // With some scopes, the others are missing.
        world
            .changed(agency, |client| {
                client.scopes = vec![Scope::CertificatesCheck]
            })
            .await;
        seller
            .get(HOLDS)
            .await
            .problem(ProblemKind::InsufficientScope);
        let elsewhere = Network::read("192.0.2.0/24").unwrap();
        world
            .changed(agency, |client| client.networks = vec![elsewhere])
            .await;
        seller.get(HOLDS).await.problem(ProblemKind::NetworkRefused);
        disable_client(&world.app.store, agency, world.app.now())
            .await
            .unwrap();
        refused("anran", "client-disabled").await;
        told(ProblemKind::ClientDisabled).await;
        // Disabled for good, it leaves the organisation to another one.
        world.agency(ANJIA, &ALL, &[]).await;
        world.seller("anran").await;
        told(ProblemKind::ClientDisabled).await;
    });
}

#[test]
fn an_organisation_has_one_client_and_its_code_fits() {
    in_world(async |world| {
        let agency = world.agency(ANJIA, &ALL, &[]).await;
        let other = world.agency(KAIFA, &ALL, &[]).await;
        let seller = world.seller("kaili").await;
        let office = world.officer("luo-min").await.0;
        let path = format!("/api/v1/officer/clients/cli_{}", other.simple());
        let change = |code: &str| {
            json!({
                "version": 2, "name": "开发商", "scopes": ["holds:read", "holds:write"], "networks": [],
                "contacts": [{ "name": "开经理", "reach": "010-1" }], "organization_code": code,
            })
        };
        for (code, fault) in [
            (ANJIA, "organization_taken"),
            ("91110106MA02KFT03", "organization_form"),
            ("91110106MA02KFT03X", "organization_check"),
        ] {
            let answer = office.call("PUT", &path, Some(&change(code))).await;
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            assert_eq!(problem.errors[0].pointer, "/organization_code");
            assert_eq!(json!(problem.errors[0].code), fault, "{code}");
        }
        // Another organisation has other people: whatever they could do waits, and the sessions of before end.
        let free = "91110108MA03QNY005";
        let saved = office
            .call("PUT", &path, Some(&change(free)))
            .await
            .expect(200);
        let saved: shared::client::Client = saved.json();
        assert_eq!(saved.proposed_scopes, [Scope::HoldsRead, Scope::HoldsWrite]);
        assert_eq!(saved.organization_code.unwrap().as_str(), free);
        assert_eq!(session(&seller).await.seller, None);
        seller.get(HOLDS).await.problem(ProblemKind::NotSignedIn);
        assert_ne!(agency, other);
    });
}

#[test]
fn a_session_of_a_seller_is_nobody_elses_and_ends() {
    in_world(async |world| {
        world.agency(ANJIA, &ALL, &[]).await;
        let seller = world.seller("anran").await;
        let token = seller.cookie("anju-seller").unwrap();
        // Neither a person's nor an officer's token is one, nor the other way round.
        let officer = world.officer("ding-ning").await.0;
        for (cookie, path) in [
            ("anju", "/api/v1/applications"),
            ("anju-officer", "/api/v1/officer/cases"),
        ] {
            let thief = world.browser();
            thief.set_cookie("anju-seller", &officer.cookie(cookie).unwrap());
            assert_eq!(session(&thief).await.seller, None);
            thief.get(HOLDS).await.problem(ProblemKind::NotSignedIn);
            thief.set_cookie(cookie, &token);
            thief.get(path).await.problem(ProblemKind::NotSignedIn);
        }
        // Another site, and a browser that says nothing of where it comes from.
        for headers in [
            [
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://evil.example"),
            ],
            [("sec-fetch-site", ""), ("origin", "")],
        ] {
            let answer = seller.send("POST", HOLDS, &headers, None).await;
            answer.problem(ProblemKind::CrossSite);
        }
        // A forged row opens nothing.
        world
            .tamper("UPDATE seller_sessions SET ends_at = created_at")
            .await;
        assert_eq!(session(&seller).await.seller, None);

        // Signed out, it is gone on both sides.
        let seller = world.seller("anran").await;
        let token = seller.cookie("anju-seller").unwrap();
        seller.call("DELETE", SESSION, None).await.expect(200);
        assert_eq!(seller.cookie("anju-seller"), None);
        seller.set_cookie("anju-seller", &token);
        seller.get(HOLDS).await.problem(ProblemKind::NotSignedIn);

        // Used, it lasts; left alone for half an hour, or after eight hours, it ends.
        let (idle, busy) = (world.seller("anran").await, world.seller("anran").await);
        let forward = |minutes: u64| {
            let forward = Duration::from_secs(60 * minutes);
            world.app.set_clock_forward(forward);
        };
        for n in 1..=16 {
            forward(29);
            busy.get(HOLDS).await.expect(200);
            let renewal = format!("{SESSION}/renewal");
            match n {
                1 => drop(idle.get(HOLDS).await.expect(200)),
                2 => drop(idle.call("POST", &renewal, None).await.expect(200)),
                4 => drop(idle.get(HOLDS).await.problem(ProblemKind::NotSignedIn)),
                _ => {}
            }
        }
        forward(17);
        busy.get(HOLDS).await.problem(ProblemKind::NotSignedIn);
    });
}

#[test]
fn nobody_is_a_seller_where_no_claim_is_configured() {
    let change = |config: &mut api::config::Config| config.sellers.organization_claim = None;
    in_world_with(change, async |world| {
        world.agency(ANJIA, &ALL, &[]).await;
        let led = sign_in(&world.browser(), "anran", "//evil.example").await;
        assert_eq!(led, "/seller?error=not-a-seller");
    });
}
