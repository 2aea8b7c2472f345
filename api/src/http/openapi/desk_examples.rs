//! Examples of the desk of officers beside the cases. The people in them do not exist.

use serde_json::Value;
use shared::application::{Detail, LookKind, RulingOutcome};
use shared::desk::administration::{Administration, FailedJobs, KnownOfficer, Settings};
use shared::desk::audit::{AuditReport, AuditRound, AuditedCase, BrokenChain, LookEntry, LookPage};
use shared::desk::earlier::{Earlier, EarlierApplication, EarlierDecision};
use shared::desk::previews::{NewPreview, PolicyPreview, PreviewChange, PreviewCount};
use shared::desk::statistics::{
    DecisionCount, DecisionTime, OpenCount, Remaining, RulingCount, Statistics, Volume, Week,
};
use shared::desk::views::{NewView, View, ViewFilter, ViewList};
use shared::form::{Answers, masked};
use shared::officer::OfficerRole;
use shared::operator::ReviewPeriods;
use shared::policy::{Outcome, ReasonCode, VersionId};
use shared::purchase::Module;
use shared::review::{CaseKind, Look, ReviewStep};
use shared::values::{Day, Moment};

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "save_view" => json(new_view()),
        "preview_policy" => json(NewPreview {
            version: "R-2027-01-01".parse().ok(),
            file: None,
        }),
        _ => None,
    }
}

/// The body of an answer, with the application, the answers, the day and a clock of the other
/// examples.
pub(super) fn response(
    operation: &str,
    detail: Detail,
    answers: &Answers,
    day: Day,
    at: impl Fn(u32, u32) -> Moment,
) -> Option<Value> {
    match operation {
        "preview_policy" => json("R-2027-01-01".parse().ok().map(|id| preview(id, at(9, 0)))),
        "read_statistics" => json(statistics(day, at(10, 30))),
        "list_earlier" => json(earlier(&detail, &at)),
        "list_views" => json(ViewList {
            items: vec![view()],
        }),
        "save_view" => json(view()),
        "list_looks" => json(LookPage {
            items: vec![LookEntry {
                application: detail.summary.id,
                number: detail.summary.number,
                officer: Some(OFFICER.to_owned()),
                look: Some(look(at(10, 12))),
            }],
            next_cursor: None,
        }),
        "read_audited_case" => json(audited(detail, answers, &at)),
        "read_audit_report" => json(AuditReport {
            last: Some(round(at(8, 0), at(8, 7), true)),
            current: Some(round(at(10, 29), at(10, 29), false)),
            now: at(10, 30),
        }),
        "read_administration" => json(administration(&at)),
        _ => None,
    }
}

const OFFICER: &str = "acc_019d0000000070008000000000000002";

fn new_view() -> NewView {
    NewView {
        name: "待确认的住宅".to_owned(),
        filter: ViewFilter {
            module: Some(Module::Residential),
            step: Some(ReviewStep::Proposed),
            ..ViewFilter::default()
        },
    }
}

fn view() -> View {
    let NewView { name, filter } = new_view();
    View {
        id: "view_019d0000000070008000000000000003".to_owned(),
        name,
        filter,
    }
}

fn look(at: Moment) -> Look {
    Look {
        kind: LookKind::Case,
        officer: "丁宁".to_owned(),
        role: OfficerRole::Reviewer,
        reason: None,
        at,
    }
}

fn preview(version: VersionId, since: Moment) -> PolicyPreview {
    let refused = (Outcome::Ineligible, ReasonCode::QuotaFull);
    let count = |change, after: (Outcome, ReasonCode), count| PreviewCount {
        module: Module::Residential,
        change,
        before: refused.0,
        reason_before: refused.1,
        after: after.0,
        reason_after: after.1,
        count,
    };
    PolicyPreview {
        version,
        from: version.from,
        looked_at: 57,
        since: Some(since),
        has_more: false,
        counts: vec![
            count(PreviewChange::Same, refused, 40),
            count(
                PreviewChange::ToPass,
                (Outcome::Eligible, ReasonCode::Ok),
                17,
            ),
        ],
    }
}

fn statistics(day: Day, now: Moment) -> Statistics {
    let volume = |kind: CaseKind| Volume {
        kind,
        opened: 12,
        decided: 9,
    };
    Statistics {
        from: day,
        to: day,
        counted_since: Some(day),
        now,
        open: vec![
            OpenCount {
                kind: CaseKind::ManualReview,
                remaining: Remaining::Overdue,
                count: 2,
            },
            OpenCount {
                kind: CaseKind::Dispute,
                remaining: Remaining::UpToTwo,
                count: 5,
            },
        ],
        weeks: vec![Week {
            begins: day,
            ends: day,
            kinds: CaseKind::ALL.map(volume).into(),
        }],
        decisions: vec![DecisionCount {
            module: Module::Residential,
            policy: "R-2026-08-08".to_owned(),
            outcome: Outcome::Ineligible,
            reason: ReasonCode::ContributionShort,
            count: 41,
        }],
        rulings: vec![RulingCount {
            kind: CaseKind::ManualReview,
            outcome: RulingOutcome::Granted,
            count: 9,
        }],
        times: vec![DecisionTime {
            kind: Some(CaseKind::ManualReview),
            count: 9,
            median: 2,
            ninetieth: 5,
        }],
    }
}

fn earlier(detail: &Detail, at: impl Fn(u32, u32) -> Moment) -> Earlier {
    let decision = EarlierDecision {
        at: at(9, 1),
        policy: "R-2026-08-08".to_owned(),
        outcome: Outcome::Ineligible,
        reason: ReasonCode::ContributionShort,
    };
    let summary = &detail.summary;
    Earlier {
        decisions: Vec::new(),
        applications: vec![EarlierApplication {
            id: summary.id.clone(),
            number: summary.number.clone(),
            module: summary.module,
            state: summary.state,
            sub_state: summary.sub_state,
            submitted_at: Some(at(8, 59)),
            decided_at: Some(at(9, 1)),
            decision: Some(decision),
            ruling: None,
        }],
        has_more: false,
    }
}

fn audited(detail: Detail, answers: &Answers, at: impl Fn(u32, u32) -> Moment) -> AuditedCase {
    AuditedCase {
        id: detail.summary.id,
        number: detail.summary.number,
        module: detail.summary.module,
        state: detail.summary.state,
        sub_state: detail.summary.sub_state,
        open: None,
        submitted_at: Some(at(8, 59)),
        decided_at: Some(at(9, 1)),
        answers: masked(Module::Residential, answers),
        decision: detail.decision,
        policy: detail.policy,
        checks: detail.checks,
        events: detail.events,
        disputes: detail.disputes,
        objections: Vec::new(),
        requests: detail.requests,
        rulings: Vec::new(),
        hand_overs: Vec::new(),
        looks: vec![look(at(10, 12))],
        fault: None,
    }
}

fn round(started_at: Moment, verified_at: Moment, with_fault: bool) -> AuditRound {
    let chain = "019d0000-0000-7000-8000-000000000001".to_owned();
    let fault = with_fault.then(|| BrokenChain {
        fault: format!("chain {chain} is broken at record 3"),
        chain,
    });
    AuditRound {
        started_at,
        verified_at,
        chains: 812,
        records: 9_344,
        broken: u64::from(with_fault),
        faults: fault.into_iter().collect(),
    }
}

fn administration(at: impl Fn(u32, u32) -> Moment) -> Administration {
    Administration {
        officers: vec![KnownOfficer {
            id: OFFICER.to_owned(),
            name: "丁宁".to_owned(),
            roles: vec![OfficerRole::Reviewer],
            signed_in_at: at(8, 42),
            sessions: 1,
        }],
        jobs: 3,
        failed_jobs: vec![FailedJobs {
            kind: "verify".to_owned(),
            count: 1,
        }],
        settings: Settings {
            needs_confirmation: true,
            manual_review_days: Some(5),
            review_periods: ReviewPeriods::default(),
            validity_days: 30,
            idle_minutes: 15,
            session_hours: 8,
            claim_minutes: 30,
            has_scanner: true,
        },
        now: at(10, 30),
    }
}

/// An example as JSON.
fn json(example: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}
