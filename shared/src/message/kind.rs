//! What messages say, and what they are about.

use crate::names::named;

named! {
    /// By what way a message leaves the platform. In the application it is read in any case.
    pub enum Channel {
        /// E-mail.
        Email = "email",
        /// SMS.
        Sms = "sms",
    }
}

named! {
    /// What a message is about: by this somebody chooses what comes by e-mail and SMS.
    pub enum Topic {
        /// Results and what ends an application.
        Results = "results",
        /// What is asked of the person, with a last day.
        Requests = "requests",
        /// The account, the document that is bound to it, and where others name the person.
        Account = "account",
        /// Steps on the way.
        Progress = "progress",
        /// That a last day comes near.
        Reminders = "reminders",
        /// New rules that may help.
        Policy = "policy",
    }
}

impl Topic {
    /// Whether the law wants people told of it: then one way outside of the application stays, see
    /// [`Channel`].
    #[must_use]
    pub fn is_required(self) -> bool {
        match self {
            Self::Results | Self::Requests | Self::Account => true,
            Self::Progress | Self::Reminders | Self::Policy => false,
        }
    }
}

named! {
    /// What a message says.
    pub enum MessageKind {
        /// Submitted: it is being checked.
        Submitted = "submitted",
        /// An agent submitted it: it waits for the authority.
        AwaitingAuthority = "awaiting_authority",
        /// A registry has not answered for a while; it is asked again and again.
        AwaitingRegistries = "awaiting_registries",
        /// A month of insurance decides that is not posted yet.
        AwaitingPosting = "awaiting_posting",
        /// A person decides.
        ManualReview = "manual_review",
        /// The result: passed.
        Passed = "passed",
        /// The result: failed.
        Failed = "failed",
        /// The result: no rule covers the purchase.
        NotChecked = "not_checked",
        /// Ended: a member of the household is in another live application.
        MemberInOtherApplication = "member_in_other_application",
        /// Withdrawn.
        Withdrawn = "withdrawn",
        /// The pass has expired.
        Expired = "expired",
        /// How the applicant is reached was corrected.
        ContactCorrected = "contact_corrected",
        /// An officer asks for something.
        AnswerRequested = "answer_requested",
        /// The answer has arrived.
        AnswerGiven = "answer_given",
        /// The answer did not come in time: it is decided without it.
        AnswerMissed = "answer_missed",
        /// A dispute was opened.
        ReviewRequested = "review_requested",
        /// A dispute is granted: everything is checked again.
        ReviewGranted = "review_granted",
        /// A dispute is refused: the result stands.
        ReviewRefused = "review_refused",
        /// A dispute was taken back: the result stands.
        ReviewWithdrawn = "review_withdrawn",
        /// A dispute has ended because no answer came in time: the result stands.
        ReviewLapsed = "review_lapsed",
        /// A member of the household objects.
        ObjectionRaised = "objection_raised",
        /// A member's objection was taken back.
        ObjectionWithdrawn = "objection_withdrawn",
        /// A member's objection is dismissed: the application goes on.
        ObjectionDismissed = "objection_dismissed",
        /// A member's objection is upheld: the application is void.
        ObjectionUpheld = "objection_upheld",
        /// Officers check an agent's papers.
        AuthorityCheckRequested = "authority_check_requested",
        /// The principal has confirmed the authority: the application is being checked.
        AuthorityConfirmed = "authority_confirmed",
        /// Officers let the authority stand: the application is being checked.
        AuthorityChecked = "authority_checked",
        /// The principal has declined.
        AuthorityDeclined = "authority_declined",
        /// An officer has refused the papers.
        AuthorityRefused = "authority_refused",
        /// Nobody confirmed the authority in time.
        AuthorityLapsed = "authority_lapsed",
        /// The principal has revoked the authority.
        AuthorityRevoked = "authority_revoked",
        /// The agent's authority has ended because the agent's binding was taken over.
        AgentLost = "agent_lost",
        /// The principal lets the agent see the facts.
        FactsShown = "facts_shown",
        /// The principal lets the agent see the facts no longer.
        FactsHidden = "facts_hidden",
        /// To a principal who has an account now: an agent has filed this, and officers let it stand.
        FiledForYou = "filed_for_you",
        /// Void: the owner of the document took over the binding under which it was made.
        BindingTakenOver = "binding_taken_over",
        /// To an adult who did not submit it: one is named in an application.
        NamedInApplication = "named_in_application",
        /// To who objected: the objection is dismissed.
        MyObjectionDismissed = "my_objection_dismissed",
        /// To who objected: the objection is upheld.
        MyObjectionUpheld = "my_objection_upheld",
        /// To who objected: the application has ended by itself.
        MyObjectionOvertaken = "my_objection_overtaken",
        /// A document is bound to the account.
        DocumentBound = "document_bound",
        /// The document that was bound went to its owner.
        BindingLost = "binding_lost",
        /// The document that another account had bound is bound to this one.
        BindingRecovered = "binding_recovered",
        /// A window has refused to take a binding over.
        TakeOverRefused = "take_over_refused",
        /// E-mail or SMS does not reach the person: told in the application alone.
        AddressBounced = "address_bounced",
        /// A last day for an answer comes near.
        AnswerDueSoon = "answer_due_soon",
        /// Today is the last day for an answer.
        AnswerDueToday = "answer_due_today",
        /// The last day for a dispute comes near.
        DisputeDueSoon = "dispute_due_soon",
        /// Today is the last day for a dispute.
        DisputeDueToday = "dispute_due_today",
        /// The time in which a principal can confirm comes to its end.
        AuthorityDueSoon = "authority_due_soon",
        /// Today is the last day on which a principal can confirm.
        AuthorityDueToday = "authority_due_today",
        /// The time in which a window code can be used comes to its end.
        TakeOverDueSoon = "take_over_due_soon",
        /// Today is the last day on which a window code can be used.
        TakeOverDueToday = "take_over_due_today",
        /// A pass ends within a week.
        PassExpiringSoon = "pass_expiring_7",
        /// A pass ends within a day.
        PassExpiringTomorrow = "pass_expiring_1",
        /// A pass can be renewed.
        RenewalOffered = "renewal_offered",
        /// A pass is renewed.
        Renewed = "renewed",
        /// A pass could not be renewed: it stands to its last day.
        RenewalRefused = "renewal_refused",
        /// A third party holds the pass for a contract.
        PassHeld = "pass_held",
        /// The third party gave the pass back.
        HoldReleased = "hold_released",
        /// The time in which the third party held the pass ran out.
        HoldExpired = "hold_expired",
        /// An officer released the pass at the applicant's request.
        HoldObjectionGranted = "hold_objection_granted",
        /// An officer let the hold stand.
        HoldObjectionRefused = "hold_objection_refused",
        /// A contract is signed: the pass is used up.
        ContractSigned = "contract_signed",
        /// What was checked again for a contract is not as it was: no contract for now.
        RecheckFailed = "recheck_failed",
        /// A client showed wrong documents with the certificate, again and again.
        CertificateGuessed = "certificate_guessed",
        /// An estimate: under new rules a refusal could become a pass.
        PolicyMayHelp = "policy_may_help",
    }
}

impl MessageKind {
    /// What it is about.
    #[must_use]
    pub fn topic(self) -> Topic {
        use MessageKind as K;
        match self {
            K::Passed
            | K::Failed
            | K::NotChecked
            | K::MemberInOtherApplication
            | K::Withdrawn
            | K::Expired
            | K::ReviewGranted
            | K::ReviewRefused
            | K::ReviewLapsed
            | K::ObjectionUpheld
            | K::AuthorityDeclined
            | K::AuthorityRefused
            | K::AuthorityLapsed
            | K::BindingTakenOver
            | K::MyObjectionDismissed
            | K::MyObjectionUpheld
            | K::Renewed
            | K::PassHeld
            | K::HoldReleased
            | K::HoldExpired
            | K::HoldObjectionGranted
            | K::HoldObjectionRefused
            | K::ContractSigned
            | K::RecheckFailed
            | K::CertificateGuessed
            | K::RenewalRefused => Topic::Results,
            K::AwaitingAuthority | K::AnswerRequested | K::AnswerMissed => Topic::Requests,
            K::ContactCorrected
            | K::AuthorityRevoked
            | K::AgentLost
            | K::FiledForYou
            | K::NamedInApplication
            | K::DocumentBound
            | K::BindingLost
            | K::BindingRecovered
            | K::TakeOverRefused
            | K::AddressBounced => Topic::Account,
            K::Submitted
            | K::AwaitingRegistries
            | K::AwaitingPosting
            | K::ManualReview
            | K::AnswerGiven
            | K::ReviewRequested
            | K::ReviewWithdrawn
            | K::ObjectionRaised
            | K::ObjectionWithdrawn
            | K::ObjectionDismissed
            | K::AuthorityCheckRequested
            | K::AuthorityConfirmed
            | K::AuthorityChecked
            | K::FactsShown
            | K::FactsHidden
            | K::MyObjectionOvertaken => Topic::Progress,
            K::AnswerDueSoon
            | K::AnswerDueToday
            | K::DisputeDueSoon
            | K::DisputeDueToday
            | K::AuthorityDueSoon
            | K::AuthorityDueToday
            | K::TakeOverDueSoon
            | K::TakeOverDueToday
            | K::PassExpiringSoon
            | K::PassExpiringTomorrow
            | K::RenewalOffered => Topic::Reminders,
            K::PolicyMayHelp => Topic::Policy,
        }
    }

    /// By what ways it leaves the platform, as far as they are wanted.
    #[must_use]
    pub fn channels(self) -> &'static [Channel] {
        // What does not arrive cannot be told by what does not arrive.
        if self == Self::AddressBounced {
            &[]
        } else {
            &Channel::ALL
        }
    }
}
