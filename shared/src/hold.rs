//! Holds of certificates (签约中) and the contracts that are signed under them, as a registered
//! third-party program sees its own.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::purchase::{HomeKind, Module};
use crate::values::{Moment, Zone};

/// How often a hold can be renewed.
pub const MOST_RENEWALS: u8 = 2;

/// How many days a hold lasts at the longest, all its renewals included.
pub const LONGEST_DAYS: i64 = 9;

named! {
    /// How far a hold is.
    pub enum HoldState {
        /// It keeps the certificate from everybody else.
        Live = "live",
        /// A contract is signed: the certificate is used up.
        Signed = "signed",
        /// The client gave it back, or an officer released it at the applicant's request.
        Released = "released",
        /// Its time ran out.
        Expired = "expired",
        /// The application under it has ended.
        Voided = "voided",
    }
}

/// What is to be bought or is bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldUnit {
    /// Where it lies: 1 to 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(
            min_length = 1,
            max_length = 200,
            example = "北京市丰台区丰科路9号院3号楼2单元501"
        )
    )]
    pub address: String,
    /// The number of its certificate of real estate, where it has one: 1 to 200 characters. Of a
    /// commercial unit it has to be the one for which the application was checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(
            min_length = 1,
            max_length = 200,
            example = "京（2025）丰不动产权第0012345号"
        )
    )]
    pub certificate_number: Option<String>,
}

/// Takes a hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewHold {
    /// The number on the certificate.
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 40, example = "AJ-7KQM-2X4T-9PRW")
    )]
    pub certificate_number: String,
    /// The number of the identity document that the seller has seen: of an adult whom the
    /// certificate names.
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 40, example = "11010519491231002X")
    )]
    pub document_number: String,
    /// Where a home lies; none for a commercial unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// The kind of home; none for a commercial unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<HomeKind>,
    /// What is to be bought.
    pub unit: HeldUnit,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hold {
    /// `hold_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "hold_019d0000000070008000000000000021")
    )]
    pub id: String,
    /// The number on the certificate.
    #[cfg_attr(feature = "openapi", schema(example = "AJ-7KQM-2X4T-9PRW"))]
    pub certificate_number: String,
    /// Which module.
    pub module: Module,
    /// How far it is.
    pub state: HoldState,
    /// Where a home lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// The kind of home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<HomeKind>,
    /// What is to be bought.
    pub unit: HeldUnit,
    /// Since when it holds.
    pub created_at: Moment,
    /// From this moment on it holds no more, unless it is renewed.
    pub expires_at: Moment,
    /// How often it can still be renewed.
    pub renewals_left: u8,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Moment>,
    /// The contract that was signed under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "contract_019d0000000070008000000000000022")
    )]
    pub contract: Option<String>,
    /// The name of the seller who took it on the page for sellers; none where the client's program did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "安然"))]
    pub taken_by: Option<String>,
}

/// A page of holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HoldPage {
    /// The holds, oldest first.
    pub items: Vec<Hold>,
    /// Give this as `cursor` to get the next page; none on the last one.
    pub next_cursor: Option<String>,
}

/// Signs a contract under a hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewContract {
    /// The number of the contract: 1 to 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, example = "FT-2026-118842")
    )]
    pub number: String,
    /// Where the home lies: the zone that is held; none for a commercial unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// What is bought. Where the hold names a certificate of real estate, it is that one.
    pub unit: HeldUnit,
}

/// A contract that was signed under a hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contract {
    /// `contract_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "contract_019d0000000070008000000000000022")
    )]
    pub id: String,
    /// The hold under which it was signed.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "hold_019d0000000070008000000000000021")
    )]
    pub hold: String,
    /// The number on the certificate, which is used up.
    #[cfg_attr(feature = "openapi", schema(example = "AJ-7KQM-2X4T-9PRW"))]
    pub certificate_number: String,
    /// Which module.
    pub module: Module,
    /// The number of the contract.
    #[cfg_attr(feature = "openapi", schema(example = "FT-2026-118842"))]
    pub number: String,
    /// Where the home lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// What is bought.
    pub unit: HeldUnit,
    /// When it was signed here.
    pub signed_at: Moment,
    /// The name of the seller who signed on the page for sellers; none where the client's program did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "安然"))]
    pub signed_by: Option<String>,
}

/// A page of contracts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractPage {
    /// The contracts, oldest first.
    pub items: Vec<Contract>,
    /// Give this as `cursor` to get the next page; none on the last one.
    pub next_cursor: Option<String>,
}
