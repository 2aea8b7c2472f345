//! The seven states with their moves.

use crate::names::named;

named! {
    /// The seven states.
    pub enum State {
        /// 草稿箱
        Draft = "draft",
        /// 待核验
        Pending = "pending",
        /// 核验通过
        Passed = "passed",
        /// 核验不通过
        Failed = "failed",
        /// 签约中
        Signing = "signing",
        /// 签约完成
        Signed = "signed",
        /// 已失效
        Void = "void",
    }
}

impl State {
    /// Whether the state can follow this one. A deleted draft has no state.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        use State as S;
        matches!(
            (self, next),
            (S::Draft, S::Pending)
                // By nobody but who takes the binding over.
                | (S::Draft, S::Void)
                | (S::Pending, S::Passed | S::Failed | S::Void)
                | (S::Passed, S::Signing | S::Void)
                // Out of a dispute alone.
                | (S::Failed, S::Passed | S::Void)
                | (S::Signing, S::Signed | S::Passed | S::Void)
        )
    }

    /// Whether an application in this state keeps its people from another one. One that failed does
    /// so while it is under review, see [`SubState::is_under_review`].
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Pending | Self::Passed | Self::Signing)
    }

    /// Whether the applicant may withdraw (撤销) it.
    #[must_use]
    pub fn may_withdraw(self) -> bool {
        matches!(self, Self::Pending | Self::Passed)
    }
}

named! {
    /// What a state alone does not tell.
    pub enum SubState {
        /// 待核验: an agent filed it, and the authority does not stand yet (等待授权确认).
        AwaitingAuthority = "awaiting_authority",
        /// 待核验: at least one registry has not answered yet (等待部门答复).
        AwaitingRegistries = "awaiting_registries",
        /// 待核验: the newest month of insurance decides and is not posted yet (等待社保入账).
        AwaitingPosting = "awaiting_posting",
        /// 待核验: a person decides (人工核验中).
        ManualReview = "manual_review",
        /// 核验通过: everything is checked anew for a renewal (续期核验中); the pass stands meanwhile.
        Renewing = "renewing",
        /// 核验通过: the facts that were checked again for a contract are not as they were (待复查).
        Unconfirmed = "unconfirmed",
        /// 核验不通过: disputed, and a person decides (复核中).
        UnderReview = "under_review",
        /// 核验不通过: the dispute is granted, and the machine checks again (复核中).
        Rechecking = "rechecking",
        /// 已失效: withdrawn.
        Withdrawn = "withdrawn",
        /// 已失效: the validity has run out.
        Expired = "expired",
        /// 已失效: no rule covers the purchase (无需核验).
        NotChecked = "not_checked",
        /// 已失效: the owner of the document took over the binding under which it was made.
        BindingTakenOver = "binding_taken_over",
        /// 已失效: a member of the household is in another live application.
        MemberInOtherApplication = "member_in_other_application",
        /// 已失效: the objection of a member of the household is upheld.
        MemberObjection = "member_objection",
        /// 已失效: whom an agent filed it for has declined.
        AuthorityDeclined = "authority_declined",
        /// 已失效: an officer has refused the papers of the agent.
        AuthorityRefused = "authority_refused",
        /// 已失效: the agent's authority was not confirmed in time.
        AuthorityLapsed = "authority_lapsed",
    }
}

impl SubState {
    /// The state that it belongs to.
    #[must_use]
    pub fn state(self) -> State {
        match self {
            Self::AwaitingAuthority
            | Self::AwaitingRegistries
            | Self::AwaitingPosting
            | Self::ManualReview => State::Pending,
            Self::Renewing | Self::Unconfirmed => State::Passed,
            Self::UnderReview | Self::Rechecking => State::Failed,
            Self::Withdrawn
            | Self::Expired
            | Self::NotChecked
            | Self::BindingTakenOver
            | Self::MemberInOtherApplication
            | Self::MemberObjection
            | Self::AuthorityDeclined
            | Self::AuthorityRefused
            | Self::AuthorityLapsed => State::Void,
        }
    }

    /// Whether a person has to decide.
    #[must_use]
    pub fn waits_for_person(self) -> bool {
        matches!(self, Self::ManualReview | Self::UnderReview)
    }

    /// Whether a dispute is under way (复核中), which keeps an application live that has failed.
    #[must_use]
    pub fn is_under_review(self) -> bool {
        self.state() == State::Failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn final_states_have_no_way_out() {
        for next in State::ALL {
            assert!(!State::Signed.may_become(next));
            assert!(!State::Void.may_become(next));
            assert!(!next.may_become(State::Draft));
        }
        assert!(State::Signing.may_become(State::Passed));
        assert!(!State::Failed.may_become(State::Pending));
    }

    #[test]
    fn slugs_come_back() {
        for state in State::ALL {
            assert_eq!(State::from_slug(state.slug()), Some(state));
        }
    }
}
