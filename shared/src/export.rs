//! Everything that the platform holds about a person, for that person to take along (个人信息保护法,
//! article 45). Of others it holds what the pages show: masked names.

use serde::{Deserialize, Serialize};

use crate::account::Identity;
use crate::application::Detail;
use crate::form::{Answers, KnownContact};
use crate::membership::{Membership, NamedPerson};
use crate::message::{Message, NoticeSettings};
use crate::registry::PersonReplies;
use crate::take_over::TakeOver;
use crate::upload::Upload;
use crate::values::{Day, Moment};

/// Everything that the platform holds about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    /// When it was put together.
    pub made_at: Moment,
    /// The account, and what the identity platform said of its owner.
    pub account: ExportedAccount,
    /// The sign-ins that still hold; of those that have ended nothing is kept.
    pub sessions: Vec<ExportedSession>,
    /// One's own applications, newest first, drafts among them.
    pub applications: Vec<ExportedApplication>,
    /// The applications of others that name one, newest first.
    pub memberships: Vec<ExportedMembership>,
    /// What one has asked a window for, oldest first: the newest 200.
    #[serde(default)]
    pub take_overs: Vec<ExportedTakeOver>,
    /// What one was told, newest first: the newest 200.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// What of it comes by e-mail and SMS.
    pub notice_settings: NoticeSettings,
    /// Whether that are all of them: an export holds the newest 200 of one's own, 100 of others, and
    /// 200 messages.
    pub is_complete: bool,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedAccount {
    /// `acc_` and a UUID.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "acc_019d0000000070008000000000000001")
    )]
    pub id: String,
    /// When it was made.
    pub created_at: Moment,
    /// The name, as the identity platform told it last.
    #[cfg_attr(feature = "openapi", schema(example = "张小明"))]
    pub name: String,
    /// The date of birth, where the identity platform told it.
    pub born: Option<Day>,
    /// Whether the identity platform has verified both.
    pub is_verified: bool,
    /// The number of a document, where the identity platform told it.
    pub document_number: Option<String>,
    /// The document that is bound.
    pub binding: Option<ExportedBinding>,
    /// When the owner of the document that was bound before took the binding over.
    pub binding_lost_at: Option<Moment>,
}

/// A take-over that one has asked a window for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedTakeOver {
    /// What one is told of it, and which officers looked.
    pub take_over: TakeOver,
    /// The name and the document in full.
    pub identity: Identity,
}

/// A document that is bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedBinding {
    /// Name and document.
    pub identity: Identity,
    /// Since when.
    pub bound_at: Moment,
}

/// A sign-in that still holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedSession {
    /// When it began.
    pub signed_in_at: Moment,
    /// When it was last used, to the minute.
    pub last_used_at: Moment,
    /// When it ends at the latest.
    pub ends_at: Moment,
}

/// An application of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedApplication {
    /// What its page shows: state, time line, queries, looks, decision, disputes, requests, objections.
    pub detail: Detail,
    /// The answers, without what they say of others.
    pub answers: Answers,
    /// The others whom the answers name.
    pub others: Vec<NamedPerson>,
    /// How the applicant is reached, and was before, where that is the person; a draft's answers say it.
    pub contact: Option<KnownContact>,
    /// What registries said of the person, without others whom they name.
    pub facts: PersonReplies,
    /// The files that were uploaded; their content is downloaded by itself.
    pub uploads: Vec<Upload>,
}

/// An application of somebody else that names the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedMembership {
    /// What its page shows.
    pub membership: Membership,
    /// What registries said of the person for it, without others whom they name.
    pub facts: PersonReplies,
}
