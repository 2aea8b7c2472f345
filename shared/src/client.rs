//! Clients: third parties' programs that are registered to call the API, as administrators see them.

pub mod network;
pub mod token;
pub mod usage;
pub mod watching;

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::organization::OrganizationCode;
use crate::scope::Scope;
use crate::values::{Day, Moment};

/// From how many networks a client calls at the most.
pub const MOST_NETWORKS: usize = 20;
/// How many people there are to turn to about a client at the most.
pub const MOST_CONTACTS: usize = 20;
/// How many characters a name has at the most, and how somebody is reached.
pub const LONGEST_TEXT: usize = 200;

/// Somebody to turn to about a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientContact {
    /// The name: 1 to 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, example = "李工")
    )]
    pub name: String,
    /// How to reach them, an e-mail address or a telephone number: 1 to 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, example = "api@example.com")
    )]
    pub reach: String,
}

/// A client to be registered, or as it is to be from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveClient {
    /// The version that is changed; none to register it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Whose program it is, and which, as people are told: 1 to 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, example = "示例网签系统")
    )]
    pub name: String,
    /// What it may do.
    #[cfg_attr(feature = "openapi", schema(min_items = 1))]
    pub scopes: Vec<Scope>,
    /// From where alone it calls, as CIDR writes it; from everywhere where there is none.
    #[cfg_attr(
        feature = "openapi",
        schema(max_items = 20, example = json!(["192.0.2.0/24"]))
    )]
    pub networks: Vec<String>,
    /// Whom to turn to about it.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 20))]
    pub contacts: Vec<ClientContact>,
    /// The last day on which it may do anything; for good where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Day>,
    /// The code of the organisation (统一社会信用代码, GB 32100) whose users sign in as sellers of the
    /// client; where there is none, programs alone act for it. No two clients that are not disabled have
    /// the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 40, example = "91110105MA01ANJ06N")
    )]
    pub organization_code: Option<String>,
}

/// On what terms a client was before something was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientBefore {
    /// Whose program it was, and which.
    pub name: String,
    /// What it could do.
    pub scopes: Vec<Scope>,
    /// From where alone it called; from everywhere where there is none.
    pub networks: Vec<String>,
    /// The last day on which it could do anything; for good where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Day>,
    /// The organisation whose users signed in as its sellers (GB 32100-2015); none where nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_code: Option<String>,
}

/// Why a client is to be disabled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DisableClient {
    /// Why, for administrators who ask later: 1 to 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, example = "合作协议已终止")
    )]
    pub reason: String,
}

/// A client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Client {
    /// `cli_` and a UUID, as which the program knows itself.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "cli_019d0000000070008000000000000021")
    )]
    pub id: String,
    /// Counts the changes.
    pub version: u32,
    /// Whose program it is, and which.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// What it may do as soon as a second administrator confirms it.
    pub proposed_scopes: Vec<Scope>,
    /// How it was before those were proposed; none where nothing was known of it then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<ClientBefore>,
    /// From where alone it calls; from everywhere where there is none.
    pub networks: Vec<String>,
    /// Whom to turn to about it.
    pub contacts: Vec<ClientContact>,
    /// When it was registered.
    pub registered_at: Moment,
    /// The last day on which it may do anything.
    pub expires_on: Option<Day>,
    /// The code of the organisation (统一社会信用代码) whose users sign in as its sellers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = Option<String>, example = "91110105MA01ANJ06N")
    )]
    pub organization_code: Option<OrganizationCode>,
    /// Since when it may do nothing any more.
    pub disabled_at: Option<Moment>,
    /// Why, where an administrator has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled_because: Option<String>,
    /// When it was used last, to the minute.
    pub last_used_at: Option<Moment>,
    /// What it proves itself with, the oldest first; two at the most.
    pub credentials: Vec<ClientCredential>,
    /// Whether something waits for a second administrator.
    pub waits: bool,
    /// Whether the one who reads this may be the second one.
    pub can_confirm: bool,
}

named! {
    /// What a client proves itself with.
    pub enum CredentialKind {
        /// A secret (`client_secret_basic`).
        Secret = "secret",
        /// A key with which it signs assertions (`private_key_jwt`).
        Key = "key",
    }
}

/// Something with which a client proves itself. Of a secret nobody can read what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientCredential {
    /// `crd_` and a UUID.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "crd_019d0000000070008000000000000022")
    )]
    pub id: String,
    /// Which of the two it is.
    pub kind: CredentialKind,
    /// What a key is called: its thumbprint (RFC 7638).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// When it was added.
    pub added_at: Moment,
    /// When it was used last.
    pub last_used_at: Option<Moment>,
    /// Whether it signs only once a second administrator confirms it.
    pub waits: bool,
}

/// All clients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientList {
    /// By their names.
    pub items: Vec<Client>,
}

/// A secret or key to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCredential {
    /// Which of the two. A secret is made by the platform.
    pub kind: CredentialKind,
    /// The public half of a key, a JWK (RFC 7517) for ES256 or PS256.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
}

/// A secret or key that was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddedCredential {
    /// The client as it is now.
    pub client: Client,
    /// The secret: shown now and never again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// A client as it sees itself by its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnClient {
    /// `cli_` and a UUID.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "cli_019d0000000070008000000000000021")
    )]
    pub id: String,
    /// Whose program it is, and which, as people are told.
    pub name: String,
    /// What the token lets it do.
    pub scopes: Vec<Scope>,
    /// The last day on which the client may do anything.
    pub expires_on: Option<Day>,
    /// The server's time.
    pub now: Moment,
}

/// The version of a client that somebody has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientVersion {
    /// The version.
    pub version: u32,
}
