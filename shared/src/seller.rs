//! Sellers (经办人): people of a client that has no program of its own, who sign in at the identity
//! platform as users of an organisation and work on a page.

use serde::{Deserialize, Serialize};

use crate::problem::ProblemKind;
use crate::scope::Scope;
use crate::values::{Day, Moment};

/// Which seller is signed in and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SellerSession {
    /// The seller; null where none is signed in.
    pub seller: Option<SellerAccount>,
    /// When the session ends unless it is used.
    pub idle_until: Option<Moment>,
    /// When it ends in any case.
    pub ends_at: Option<Moment>,
    /// The server's time.
    pub now: Moment,
    /// The day in Shanghai.
    pub today: Day,
}

/// The seller who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SellerAccount {
    /// `acc_` and a UUID.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "acc_019d0000000070008000000000000004")
    )]
    pub id: String,
    /// The full name, as colleagues see it.
    #[cfg_attr(feature = "openapi", schema(example = "安然"))]
    pub name: String,
    /// For whom the seller works: the name of the client, as applicants are told.
    #[cfg_attr(feature = "openapi", schema(example = "安家房产经纪"))]
    pub client: String,
    /// What the seller may do for it.
    pub scopes: Vec<Scope>,
    /// Why the client may do nothing any more, so that nothing but signing out is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = Option<String>, example = "client-disabled")
    )]
    pub refused: Option<ProblemKind>,
}
