//! Session and binding as the API shows them.

use serde::{Deserialize, Serialize};

use crate::document::{Document, DocumentKind};
use crate::names::named;
use crate::values::{Day, Moment};

/// Who is signed in, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The account; none while nobody is signed in.
    pub account: Option<Account>,
    /// The session ends at this moment unless something is done before.
    pub idle_until: Option<Moment>,
    /// The session ends at this moment at the latest.
    pub ends_at: Option<Moment>,
    /// The server's time, so that a wrong clock in the browser does no harm.
    pub now: Moment,
    /// Today in Asia/Shanghai.
    pub today: Day,
    /// How many messages are unread.
    #[serde(default)]
    pub unread: u32,
}

/// The account that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// `acc_` and a UUID.
    pub id: String,
    /// The name, masked.
    #[cfg_attr(feature = "openapi", schema(example = "张*明"))]
    pub name: String,
    /// The document that is bound; none before 用户绑定.
    pub bound: Option<BoundDocument>,
    /// What a document will be compared with; none once one is bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_binding: Option<BeforeBinding>,
}

/// What is known of somebody who has not bound a document yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BeforeBinding {
    /// The full name as the identity platform tells it, for its owner: a document of another name
    /// cannot be bound.
    #[cfg_attr(feature = "openapi", schema(example = "张小明"))]
    pub name: String,
    /// Whether the identity platform knows the person well enough for binding (实名认证).
    pub level_suffices: bool,
    /// When the owner of the document that was bound here took the binding over; this account then
    /// binds nothing online any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_over_at: Option<Moment>,
}

/// A bound document as everybody but its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoundDocument {
    /// The kind.
    pub kind: DocumentKind,
    /// The number, masked.
    #[cfg_attr(feature = "openapi", schema(example = "110***********002X"))]
    pub masked_number: String,
}

/// The full identity of the owner, shown on demand and written to the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identity {
    /// The name as on record.
    pub name: String,
    /// The document.
    pub document: Document,
    /// The citizen's number, with a military document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "11010519491231002X"))]
    pub citizen_number: Option<String>,
}

impl Identity {
    /// The document by which the person is known (see [`Document::of_person`]).
    #[must_use]
    pub fn person(&self) -> Document {
        self.document
            .of_person(self.citizen_number.as_deref())
            .unwrap_or_else(|| self.document.clone())
            .normalized()
    }
}

/// Binds a document (用户绑定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BindDocument {
    /// The document.
    pub document: Document,
    /// The citizen's number: asked with a military document, refused with any other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "11010519491231002X", max_length = 40)
    )]
    pub citizen_number: Option<String>,
}

named! {
    /// What somebody comes to the identity platform for, where it is more than to sign in.
    pub enum SignInStep {
        /// 用户注册: to make an account there.
        Register = "register",
        /// 实名认证: to have the identity verified.
        Verify = "verify",
    }
}

/// Where the browser goes so that the identity provider ends its session too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedOut {
    /// The provider's sign-out, which asks the person and leads back here (OpenID Connect
    /// RP-Initiated Logout 1.0); none where the provider offers no such thing.
    pub continue_at: Option<String>,
}
