//! The seven states with their moves.

use serde::{Deserialize, Serialize};

/// The seven states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum State {
    /// 草稿箱
    Draft,
    /// 待核验
    Pending,
    /// 核验通过
    Passed,
    /// 核验不通过
    Failed,
    /// 签约中
    Signing,
    /// 签约完成
    Signed,
    /// 已失效
    Void,
}

impl State {
    /// All seven, in the order of the home page.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Pending,
        Self::Passed,
        Self::Failed,
        Self::Signing,
        Self::Signed,
        Self::Void,
    ];

    /// The name in URLs, tables and JSON.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Pending => "pending",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Signing => "signing",
            Self::Signed => "signed",
            Self::Void => "void",
        }
    }

    /// The state of that slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.slug() == slug)
    }

    /// Whether the state can follow this one. A deleted draft has no state.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        use State as S;
        matches!(
            (self, next),
            (S::Draft, S::Pending)
                | (S::Pending, S::Passed | S::Failed | S::Void)
                | (S::Passed, S::Signing | S::Void)
                | (S::Failed, S::Passed)
                | (S::Signing, S::Signed | S::Passed | S::Void)
        )
    }

    /// Whether an application in this state keeps its people from another one. (One that failed
    /// does so while it is under review; that is not a state.)
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

/// What a state alone does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SubState {
    /// 待核验: at least one registry has not answered yet (等待部门答复).
    AwaitingRegistries,
    /// 待核验: a person decides (人工核验中).
    ManualReview,
    /// 已失效: withdrawn.
    Withdrawn,
    /// 已失效: the validity has run out.
    Expired,
    /// 已失效: no rule covers the purchase (无需核验).
    NotChecked,
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
        assert!(!State::Failed.may_become(State::Void));
    }

    #[test]
    fn slugs_come_back() {
        for state in State::ALL {
            assert_eq!(State::from_slug(state.slug()), Some(state));
        }
    }
}
