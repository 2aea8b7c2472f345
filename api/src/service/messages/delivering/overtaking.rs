//! Which messages are not sent any more because of what was told since: requests that are settled, and
//! reminders of what is done. They stay in the application.

use shared::message::MessageKind as K;

/// Whether what is told about the same application or account makes an earlier message void.
pub(super) fn overtakes(told: K, earlier: K) -> bool {
    match earlier {
        K::AnswerRequested | K::AnswerDueSoon | K::AnswerDueToday => {
            matches!(told, K::AnswerRequested | K::AnswerGiven | K::AnswerMissed)
                || (earlier, told) == (K::AnswerDueSoon, K::AnswerDueToday)
                || is_end(told)
        }
        K::DisputeDueSoon | K::DisputeDueToday => {
            matches!(told, K::ReviewRequested | K::DisputeDueToday) || is_end(told)
        }
        // Until officers have decided, the principal can still confirm with the code.
        K::AwaitingAuthority => is_authority_settled(told) || is_end(told),
        K::AuthorityDueSoon | K::AuthorityDueToday => {
            matches!(told, K::AuthorityCheckRequested | K::AuthorityDueToday)
                || is_authority_settled(told)
                || is_end(told)
        }
        K::TakeOverDueSoon | K::TakeOverDueToday => matches!(
            told,
            K::TakeOverDueToday | K::TakeOverRefused | K::DocumentBound | K::BindingRecovered
        ),
        K::PassExpiringSoon | K::PassExpiringTomorrow => {
            matches!(told, K::PassExpiringTomorrow | K::Renewed) || is_end(told)
        }
        K::RenewalOffered => matches!(told, K::Renewed | K::RenewalRefused) || is_end(told),
        K::AwaitingRegistries | K::AwaitingPosting => is_end(told),
        K::Submitted
        | K::ManualReview
        | K::Passed
        | K::Failed
        | K::NotChecked
        | K::MemberInOtherApplication
        | K::Withdrawn
        | K::Expired
        | K::ContactCorrected
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
        | K::AuthorityRevoked
        | K::AgentLost
        | K::FactsShown
        | K::FactsHidden
        | K::FiledForYou
        | K::BindingTakenOver
        | K::NamedInApplication
        | K::MyObjectionDismissed
        | K::MyObjectionUpheld
        | K::MyObjectionOvertaken
        | K::DocumentBound
        | K::BindingLost
        | K::BindingRecovered
        | K::TakeOverRefused
        | K::AddressBounced
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
        | K::PolicyMayHelp => false,
    }
}

fn is_authority_settled(told: K) -> bool {
    matches!(told, K::AuthorityConfirmed | K::AuthorityChecked)
}

/// Whether it tells a result or an end, after which nothing is asked any more of what was asked before.
/// A renewal that is refused is none: the pass stands.
fn is_end(told: K) -> bool {
    matches!(
        told,
        K::Passed
            | K::Failed
            | K::ContractSigned
            | K::NotChecked
            | K::MemberInOtherApplication
            | K::Withdrawn
            | K::Expired
            | K::ReviewGranted
            | K::ReviewRefused
            | K::ReviewWithdrawn
            | K::ReviewLapsed
            | K::ObjectionUpheld
            | K::AuthorityDeclined
            | K::AuthorityRefused
            | K::AuthorityLapsed
            | K::AuthorityRevoked
            | K::BindingTakenOver
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_is_not_asked_for_and_progress_settles_nothing() {
        for (told, earlier, is_over) in [
            (K::AnswerGiven, K::AnswerRequested, true),
            (K::AnswerGiven, K::AnswerDueToday, true),
            (K::FactsShown, K::AnswerDueToday, false),
            (K::ObjectionRaised, K::AnswerRequested, false),
            (K::AuthorityConfirmed, K::AwaitingAuthority, true),
            (K::AuthorityCheckRequested, K::AwaitingAuthority, false),
            (K::AuthorityCheckRequested, K::AuthorityDueSoon, true),
            (K::ReviewRequested, K::DisputeDueSoon, true),
            (K::FactsHidden, K::DisputeDueSoon, false),
            (K::PassExpiringTomorrow, K::PassExpiringSoon, true),
            (K::RenewalRefused, K::PassExpiringSoon, false),
            (K::Withdrawn, K::PassExpiringSoon, true),
            (K::Withdrawn, K::Passed, false),
            (K::DocumentBound, K::TakeOverDueSoon, true),
        ] {
            assert_eq!(overtakes(told, earlier), is_over, "{told:?} {earlier:?}");
        }
        // Nothing makes itself void, but a request that is newer.
        for kind in K::ALL.into_iter().filter(|kind| !is_end(*kind)) {
            let renewed = matches!(
                kind,
                K::AnswerRequested
                    | K::DisputeDueToday
                    | K::AuthorityDueToday
                    | K::TakeOverDueToday
                    | K::PassExpiringTomorrow
            );
            assert_eq!(overtakes(kind, kind), renewed, "{kind:?}");
        }
    }
}
