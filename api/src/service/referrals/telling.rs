//! What is told of referrals: to their clients, and to applicants.

use shared::application::{ReportedOutcome, ToldReferral};
use shared::referral::{Referral, ReferralState, ReferredOutcome};
use shared::values::{Moment, day_in_shanghai};

use crate::store::referrals::{FiledReferral, ReferralRow, format_referral};

/// A referral as its client sees it at a moment.
pub(super) fn told(referral: &ReferralRow, now: Moment) -> Referral {
    let filed = &referral.filed;
    let reports = filed.live_consent().and(filed.reports.last());
    Referral {
        id: format_referral(referral.id),
        reference: filed.reference.clone(),
        module: filed.module,
        state: state(referral, now),
        created_at: referral.created_at,
        expires_at: referral.expires_at,
        outcome: reports.map(|report| ReferredOutcome {
            outcome: report.outcome,
            on: day_in_shanghai(report.at),
        }),
    }
}

/// How a referral stands for its client. Without a consent it tells nothing of whether it was used.
pub(super) fn state(referral: &ReferralRow, now: Moment) -> ReferralState {
    let filed = &referral.filed;
    if filed.revoked_at.is_some() {
        ReferralState::Revoked
    } else if filed.live_consent().is_some() {
        ReferralState::Used
    } else if referral.expires_at <= now {
        ReferralState::Expired
    } else {
        ReferralState::Open
    }
}

/// By whose link an application was begun, as the applicant sees it.
#[must_use]
pub(in crate::service) fn referral_told(filed: FiledReferral) -> ToldReferral {
    let given = filed.live_consent().map(|consent| consent.at);
    let reports = filed.reports.iter().map(|report| ReportedOutcome {
        outcome: report.outcome,
        at: report.at,
    });
    ToldReferral {
        consented_at: given,
        withdrawn_at: filed.consent.as_ref().and_then(|one| one.withdrawn_at),
        reports: reports.collect(),
        client: filed.client_name,
        reference: filed.reference,
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use shared::purchase::Module;
    use shared::referral::ReferralOutcome;
    use uuid::Uuid;

    use super::*;
    use crate::store::referrals::{FiledConsent, FiledReport};

    fn referral(at: Moment) -> ReferralRow {
        ReferralRow {
            id: Uuid::nil(),
            client: Uuid::nil(),
            code_index: Vec::new(),
            application: None,
            created_at: at,
            expires_at: at + TimeDelta::days(30),
            filed: FiledReferral {
                client_name: "示例".to_owned(),
                reference: "LEAD-1".to_owned(),
                module: Module::Residential,
                target: None,
                unit: None,
                revoked_at: None,
                consent: None,
                reports: Vec::new(),
            },
        }
    }

    #[test]
    fn without_a_consent_a_link_that_was_used_looks_like_one_that_was_not() {
        let at = Moment::from_timestamp(1_790_000_000, 0).unwrap();
        for now in [at, at + TimeDelta::days(31)] {
            let unused = told(&referral(at), now);
            let mut used = referral(at);
            used.application = Some(Uuid::from_u128(1));
            assert_eq!(told(&used, now), unused);
            let consent = FiledConsent {
                account: Uuid::from_u128(2),
                version: "1".to_owned(),
                at,
                withdrawn_at: None,
            };
            used.filed.consent = Some(consent.clone());
            used.filed.reports.push(FiledReport {
                outcome: ReferralOutcome::Failed,
                at: now,
            });
            let open = told(&used, now);
            assert_eq!(open.state, ReferralState::Used);
            assert_eq!(open.outcome.unwrap().outcome, ReferralOutcome::Failed);
            used.filed.consent = Some(FiledConsent {
                withdrawn_at: Some(now),
                ..consent
            });
            assert_eq!(told(&used, now), unused);
        }
    }
}
