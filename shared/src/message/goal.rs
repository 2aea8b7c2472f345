//! Where messages lead.

use super::kind::MessageKind as K;

/// The pages to which messages lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// The application.
    Application,
    /// What an officer asks for.
    Request,
    /// The page on which a result is disputed.
    Dispute,
    /// The application, as somebody sees it who is named in it.
    Membership,
    /// How the applicant is reached.
    Contact,
    /// What one has asked a window for.
    TakeOver,
    /// The home page.
    Home,
}

impl Goal {
    /// Where a message of a kind leads.
    pub(super) fn of(kind: K) -> Self {
        match kind {
            K::Submitted
            | K::AwaitingAuthority
            | K::AwaitingRegistries
            | K::AwaitingPosting
            | K::ManualReview
            | K::Passed
            | K::Failed
            | K::NotChecked
            | K::MemberInOtherApplication
            | K::Withdrawn
            | K::Expired
            | K::AnswerGiven
            | K::AnswerMissed
            | K::ReviewRequested
            | K::ReviewGranted
            | K::ReviewRefused
            | K::ReviewWithdrawn
            | K::ReviewLapsed
            | K::ObjectionRaised
            | K::ObjectionWithdrawn
            | K::ObjectionDismissed
            | K::ObjectionUpheld
            | K::AuthorityCheckRequested
            | K::AuthorityConfirmed
            | K::AuthorityChecked
            | K::AuthorityDeclined
            | K::AuthorityRefused
            | K::AuthorityLapsed
            | K::AgentLost
            | K::FactsShown
            | K::FactsHidden
            | K::FiledForYou
            | K::AuthorityDueSoon
            | K::AuthorityDueToday
            | K::PassExpiringSoon
            | K::PassExpiringTomorrow
            | K::RenewalOffered
            | K::Renewed
            | K::RenewalRefused
            | K::PassHeld
            | K::HoldReleased
            | K::HoldExpired
            | K::HoldObjectionGranted
            | K::HoldObjectionRefused
            | K::ContractSigned
            | K::RecheckFailed
            | K::CertificateGuessed
            | K::PolicyMayHelp => Self::Application,
            K::AnswerRequested | K::AnswerDueSoon | K::AnswerDueToday => Self::Request,
            K::DisputeDueSoon | K::DisputeDueToday => Self::Dispute,
            K::NamedInApplication
            | K::MyObjectionDismissed
            | K::MyObjectionUpheld
            | K::MyObjectionOvertaken => Self::Membership,
            K::ContactCorrected | K::AddressBounced => Self::Contact,
            K::TakeOverRefused | K::TakeOverDueSoon | K::TakeOverDueToday => Self::TakeOver,
            // The agent sees nothing of the application any more, nor does who has lost the document.
            K::AuthorityRevoked
            | K::BindingTakenOver
            | K::DocumentBound
            | K::BindingLost
            | K::BindingRecovered => Self::Home,
        }
    }

    /// Its path; none where it is about an application and the message about none.
    pub(super) fn path(self, application: Option<&str>) -> Option<String> {
        let of = |rest: &str| application.map(|id| format!("/applications/{id}{rest}"));
        match self {
            Self::Application | Self::Request => of(""),
            Self::Dispute => of("/review"),
            Self::Contact => of("/contact"),
            Self::Membership => application.map(|id| format!("/named/{id}")),
            Self::TakeOver => Some("/take-over".to_owned()),
            Self::Home => Some("/".to_owned()),
        }
    }
}
