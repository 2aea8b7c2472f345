//! An application as it is told to the agent who filed it.

use super::{Detail, EventKind, SubState, Summary};
use crate::document::mask_name;

impl Summary {
    /// The summary as it is told to the agent. Whoever may not see the facts can dispute none.
    #[must_use]
    pub fn told_to_agent(mut self, principal: Option<&str>, facts_shown: bool) -> Self {
        self.filed_for = principal.map(mask_name);
        // That is for the principal, whose pass it is.
        self.may_renew = false;
        if !facts_shown {
            self.may_ask_review = false;
            self.review_until = None;
            self.sub_state = self.sub_state.filter(|sub_state| sub_state.is_for_agents());
        }
        self
    }
}

impl Detail {
    /// The application as it is told to the agent, by an authority that stands: unless the principal
    /// shows the facts, what became of it and by which reasons, and nothing of what registries said,
    /// what was asked, disputed or objected, or could be told from these. Officers' words about looks
    /// speak of the principal.
    #[must_use]
    pub fn told_to_agent(mut self, principal: Option<&str>, facts_shown: bool) -> Self {
        self.summary = self.summary.told_to_agent(principal, facts_shown);
        // Nor whom the principal lets what be told.
        self.referral = None;
        // What the principal takes away is nobody else's matter.
        self.documents.retain(|document| document.by_agent);
        if facts_shown {
            return self;
        }
        self.decision = self.decision.map(|decision| decision.without_facts());
        if let Some(renewal) = &mut self.renewal {
            renewal.hide_facts();
        }
        for hold in &mut self.holds {
            hold.objection = None;
        }
        self.house_records = Vec::new();
        self.disputes = Vec::new();
        self.objections = Vec::new();
        self.requests = Vec::new();
        self.answer_by = None;
        self.outlook = Vec::new();
        self.events.retain(|event| event.kind.is_for_agents());
        if let Some(ruling) = &mut self.ruling {
            ruling.reason = None;
        }
        for look in &mut self.looks {
            look.reason = None;
        }
        self
    }
}

impl EventKind {
    /// Whether an agent is told who may not see the facts: how far it is and what became of it, and
    /// nothing of what was asked, disputed or objected.
    #[must_use]
    pub fn is_for_agents(self) -> bool {
        match self {
            Self::Created
            | Self::Submitted
            | Self::RegistryAnswered
            | Self::RegistryAwaited
            | Self::ManualReview
            | Self::Passed
            | Self::Failed
            | Self::ManuallyPassed
            | Self::ManuallyFailed
            | Self::NotChecked
            | Self::Withdrawn
            | Self::Expired
            | Self::RenewalRequested
            | Self::Renewed
            | Self::RenewalRefused
            | Self::HoldTaken
            | Self::HoldRenewed
            | Self::HoldReleased
            | Self::HoldExpired
            | Self::ContractSigned
            | Self::RecheckFailed
            | Self::CertificateGuessed
            | Self::BindingTakenOver
            | Self::MemberInOtherApplication
            | Self::AuthorityCheckRequested
            | Self::AuthorityConfirmed
            | Self::AuthorityChecked
            | Self::AuthorityDeclined
            | Self::AuthorityRefused
            | Self::AuthorityLapsed
            | Self::AuthorityRevoked
            | Self::AgentLost
            | Self::FactsShown
            | Self::FactsHidden => true,
            Self::MonthAwaited
            | Self::ReviewRequested
            | Self::AnswerRequested
            | Self::AnswerGiven
            | Self::AnswerMissed
            | Self::ReviewGranted
            | Self::ReviewRefused
            | Self::ReviewWithdrawn
            | Self::ReviewLapsed
            | Self::ContactCorrected
            | Self::ObjectionRaised
            | Self::ObjectionWithdrawn
            | Self::ObjectionDismissed
            | Self::HoldObjected
            | Self::HoldObjectionGranted
            | Self::HoldObjectionRefused
            | Self::ObjectionUpheld
            | Self::OutcomeReported
            | Self::ReferralConsentWithdrawn => false,
        }
    }
}

impl SubState {
    /// Whether an agent is told who may not see the facts: not that facts are disputed, nor for which
    /// month it waits.
    #[must_use]
    pub fn is_for_agents(self) -> bool {
        match self {
            Self::AwaitingPosting | Self::UnderReview | Self::Rechecking => false,
            Self::AwaitingAuthority
            | Self::AwaitingRegistries
            | Self::ManualReview
            | Self::Renewing
            | Self::Unconfirmed
            | Self::Withdrawn
            | Self::Expired
            | Self::NotChecked
            | Self::BindingTakenOver
            | Self::MemberInOtherApplication
            | Self::MemberObjection
            | Self::AuthorityDeclined
            | Self::AuthorityRefused
            | Self::AuthorityLapsed => true,
        }
    }
}
