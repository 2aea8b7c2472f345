//! The time line of an application.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::registry::Registry;
use crate::values::Moment;

named! {
    /// What happened to an application.
    pub enum EventKind {
        /// Begun as a draft.
        Created = "created",
        /// Submitted.
        Submitted = "submitted",
        /// A registry answered.
        RegistryAnswered = "registry_answered",
        /// A registry did not answer and is awaited.
        RegistryAwaited = "registry_awaited",
        /// A month of insurance decides that is not posted yet; it is asked for again each day.
        MonthAwaited = "month_awaited",
        /// A person has to decide.
        ManualReview = "manual_review",
        /// The result: passed.
        Passed = "passed",
        /// The result: failed.
        Failed = "failed",
        /// The result of a person: passed.
        ManuallyPassed = "manually_passed",
        /// The result of a person: failed.
        ManuallyFailed = "manually_failed",
        /// No rule covers the purchase.
        NotChecked = "not_checked",
        /// Withdrawn by the applicant.
        Withdrawn = "withdrawn",
        /// The validity ran out.
        Expired = "expired",
        /// The applicant asked for a renewal of the pass (续期): everything is checked anew.
        RenewalRequested = "renewal_requested",
        /// The pass is renewed.
        Renewed = "renewed",
        /// The pass is not renewed, and stays valid to its own last day.
        RenewalRefused = "renewal_refused",
        /// A third party holds the pass for a contract (签约中).
        HoldTaken = "hold_taken",
        /// The third party holds it longer.
        HoldRenewed = "hold_renewed",
        /// The third party gave it back.
        HoldReleased = "hold_released",
        /// The time of the hold ran out.
        HoldExpired = "hold_expired",
        /// The applicant asks an officer to release the hold.
        HoldObjected = "hold_objected",
        /// An officer released the hold.
        HoldObjectionGranted = "hold_objection_granted",
        /// An officer let the hold stand.
        HoldObjectionRefused = "hold_objection_refused",
        /// A contract is signed: the pass is used up.
        ContractSigned = "contract_signed",
        /// The facts that were checked again for a contract are not as they were (待复查).
        RecheckFailed = "recheck_failed",
        /// A client showed several documents with the certificate that are nobody's whom it names.
        CertificateGuessed = "certificate_guessed",
        /// The applicant disputes house records (申请复核).
        ReviewRequested = "review_requested",
        /// An officer asked the applicant for something.
        AnswerRequested = "answer_requested",
        /// The applicant answered.
        AnswerGiven = "answer_given",
        /// What the applicant was asked for did not come in time: an officer decides without it.
        AnswerMissed = "answer_missed",
        /// The dispute is granted: house records are corrected, and everything is checked again.
        ReviewGranted = "review_granted",
        /// The dispute is refused: the result stands.
        ReviewRefused = "review_refused",
        /// The applicant took the dispute back.
        ReviewWithdrawn = "review_withdrawn",
        /// What the applicant was asked for did not come in time: the dispute counts as taken back.
        ReviewLapsed = "review_lapsed",
        /// The owner of the document took over the binding under which it was made.
        BindingTakenOver = "binding_taken_over",
        /// A member of the household is in another live application.
        MemberInOtherApplication = "member_in_other_application",
        /// The applicant corrected how to be reached.
        ContactCorrected = "contact_corrected",
        /// A member of the household objects.
        ObjectionRaised = "objection_raised",
        /// The objection was taken back.
        ObjectionWithdrawn = "objection_withdrawn",
        /// The objection is dismissed: the application goes on.
        ObjectionDismissed = "objection_dismissed",
        /// The objection is upheld: the application is void.
        ObjectionUpheld = "objection_upheld",
        /// The agent asked for an officer's check of the papers.
        AuthorityCheckRequested = "authority_check_requested",
        /// The principal confirmed the agent's authority.
        AuthorityConfirmed = "authority_confirmed",
        /// Officers checked the agent's papers: the authority stands.
        AuthorityChecked = "authority_checked",
        /// The principal declined.
        AuthorityDeclined = "authority_declined",
        /// An officer refused the agent's papers.
        AuthorityRefused = "authority_refused",
        /// The agent's authority was not confirmed in time.
        AuthorityLapsed = "authority_lapsed",
        /// The principal revoked the agent's authority.
        AuthorityRevoked = "authority_revoked",
        /// The agent's binding was taken over by the owner of the document: the authority has ended.
        AgentLost = "agent_lost",
        /// The principal lets the agent see the facts.
        FactsShown = "facts_shown",
        /// The principal lets the agent see the facts no longer.
        FactsHidden = "facts_hidden",
        /// Outcome and day were reported to whoever referred the applicant, as the applicant consents.
        OutcomeReported = "outcome_reported",
        /// The applicant took back the consent that they are.
        ReferralConsentWithdrawn = "referral_consent_withdrawn",
    }
}

/// One entry of the time line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Moment,
    /// Which registry, where it was one.
    pub registry: Option<Registry>,
}
