//! Examples of access tokens and of clients.

use serde_json::{Value, json};
use shared::client::token::{ServerMetadata, TokenAnswer, TokenError, TokenErrorCode};
use shared::client::usage::{ClientUsage, UsageArea, UsageCount, UsageOutcome};
use shared::client::{
    AddedCredential, Client, ClientBefore, ClientContact, ClientCredential, ClientList,
    ClientVersion, CredentialKind, DisableClient, NewCredential, OwnClient, SaveClient,
};
use shared::scope::Scope;
use shared::seller::{SellerAccount, SellerSession};
use shared::values::{Day, Moment, day_in_shanghai};

const CLIENT: &str = "cli_019d0000000070008000000000000021";
const CREDENTIAL: &str = "crd_019d0000000070008000000000000022";

/// A parameter.
pub(super) fn parameter(name: &str) -> Option<Value> {
    match name {
        "client" => json_of(CLIENT),
        "credential" => json_of(CREDENTIAL),
        _ => None,
    }
}

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "create_token" => Some(json!({
            "grant_type": "client_credentials",
            "scope": "certificates:check holds:read",
        })),
        "save_client" => json_of(SaveClient {
            version: Some(3),
            name: name(),
            scopes: scopes(),
            networks: networks(),
            contacts: contacts(),
            expires_on: None,
            organization_code: Some("91110105MA01ANJ06N".to_owned()),
        }),
        "add_client_credential" => json_of(NewCredential {
            kind: CredentialKind::Secret,
            public_key: None,
        }),
        "confirm_client" => json_of(ClientVersion { version: 3 }),
        "disable_client" => json_of(DisableClient {
            reason: "合作协议已终止".to_owned(),
        }),
        _ => None,
    }
}

/// The body of an answer, with the clock of the other examples.
pub(super) fn response(operation: &str, at: impl Fn(u32, u32) -> Moment) -> Option<Value> {
    match operation {
        "create_token" => json_of(TokenAnswer {
            access_token:
                "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiIuLi4ifQ.c2lnbmF0dXJl"
                    .to_owned(),
            token_type: "Bearer".to_owned(),
            expires_in: 600,
            scope: "certificates:check holds:read".to_owned(),
        }),
        "read_server_metadata" => json_of(metadata()),
        "read_seller_session" | "renew_seller_session" => json_of(SellerSession {
            seller: Some(SellerAccount {
                id: "acc_019d0000000070008000000000000004".to_owned(),
                name: "安然".to_owned(),
                client: "安家房产经纪".to_owned(),
                scopes: scopes(),
                refused: None,
            }),
            idle_until: Some(at(9, 45)),
            ends_at: Some(at(17, 0)),
            now: at(9, 15),
            today: day_in_shanghai(at(9, 15)),
        }),
        "read_own_client" => json_of(OwnClient {
            id: CLIENT.to_owned(),
            name: name(),
            scopes: vec![Scope::CertificatesCheck, Scope::HoldsRead],
            expires_on: None,
            now: at(9, 12),
        }),
        "list_clients" => json_of(ClientList {
            items: vec![client(at)],
        }),
        "save_client" | "disable_client" | "confirm_client" | "retire_client_credential" => {
            json_of(client(at))
        }
        "read_client_usage" => json_of(usage(day_in_shanghai(at(9, 12)))),
        "add_client_credential" => json_of(AddedCredential {
            client: client(at),
            secret: Some("anju_47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU".to_owned()),
        }),
        _ => None,
    }
}

/// The body of a refusal that is no problem.
pub(super) fn refusal(operation: &str, status: &str) -> Option<Value> {
    let (error, why) = match (operation, status) {
        ("create_token", "401") => (
            TokenErrorCode::InvalidClient,
            "the client is not known, is disabled or has expired, or has not proved itself",
        ),
        ("create_token", _) => (
            TokenErrorCode::InvalidScope,
            "the client does not have all of these scopes",
        ),
        _ => return None,
    };
    json_of(TokenError {
        error,
        error_description: why.to_owned(),
    })
}

fn client(at: impl Fn(u32, u32) -> Moment) -> Client {
    Client {
        id: CLIENT.to_owned(),
        version: 3,
        name: name(),
        scopes: vec![Scope::CertificatesCheck, Scope::HoldsRead],
        proposed_scopes: vec![Scope::HoldsWrite],
        before: Some(ClientBefore {
            name: name(),
            scopes: vec![Scope::CertificatesCheck],
            networks: networks(),
            expires_on: None,
            organization_code: None,
        }),
        networks: networks(),
        contacts: contacts(),
        registered_at: at(8, 30),
        expires_on: None,
        organization_code: None,
        disabled_at: None,
        disabled_because: None,
        last_used_at: Some(at(9, 12)),
        credentials: vec![ClientCredential {
            id: CREDENTIAL.to_owned(),
            kind: CredentialKind::Secret,
            kid: None,
            added_at: at(8, 31),
            last_used_at: Some(at(9, 12)),
            waits: true,
        }],
        waits: true,
        can_confirm: true,
    }
}

fn usage(day: Day) -> ClientUsage {
    let count = |outcome, count| UsageCount {
        day,
        area: UsageArea::Certificates,
        outcome,
        count,
    };
    ClientUsage {
        from: day,
        to: day,
        counts: vec![
            count(UsageOutcome::Accepted, 120),
            count(UsageOutcome::WrongPair, 2),
        ],
    }
}

fn metadata() -> ServerMetadata {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    ServerMetadata {
        issuer: "https://anju.example".to_owned(),
        token_endpoint: "https://anju.example/oauth/token".to_owned(),
        jwks_uri: "https://anju.example/.well-known/jwks.json".to_owned(),
        scopes_supported: texts(&Scope::ALL.map(Scope::slug)),
        response_types_supported: Vec::new(),
        grant_types_supported: texts(&["client_credentials"]),
        token_endpoint_auth_methods_supported: texts(&["client_secret_basic", "private_key_jwt"]),
        token_endpoint_auth_signing_alg_values_supported: texts(&["ES256", "PS256"]),
        service_documentation: "https://anju.example/docs/".to_owned(),
    }
}

fn name() -> String {
    "示例网签系统".to_owned()
}

fn scopes() -> Vec<Scope> {
    vec![
        Scope::CertificatesCheck,
        Scope::HoldsRead,
        Scope::HoldsWrite,
    ]
}

fn networks() -> Vec<String> {
    vec!["192.0.2.0/24".to_owned()]
}

fn contacts() -> Vec<ClientContact> {
    vec![ClientContact {
        name: "李工".to_owned(),
        reach: "api@example.com".to_owned(),
    }]
}

fn json_of(example: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}
