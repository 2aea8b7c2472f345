//! Examples of what officers send and get. The people in them do not exist.

use serde_json::Value;
use shared::application::{Detail, LookKind, RulingOutcome, State, SubState};
use shared::document::{Document, DocumentKind};
use shared::form::{Answers, masked};
use shared::household::Who;
use shared::officer::{CaseClaim, OfficerAccount, OfficerRole, OfficerSession};
use shared::policy::ReasonCode;
use shared::purchase::Module;
use shared::review::{
    Case, CaseKind, CaseStanding, HandOver, Identities, Justification, Look, NewRequest, NewRuling,
    PersonIdentity, ProposalAnswer, QueueEntry, QueuePage, ReviewStep, RulingEntry, RulingStep,
};
use shared::values::{Day, Moment};
use shared::workdays::last_workday;

use super::member_examples::known_contact;

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "decide_case" => json(NewRuling {
            kind: Some(CaseKind::ManualReview),
            version: Some(7),
            outcome: RulingOutcome::Granted,
            reason: REASON.to_owned(),
            corrections: Vec::new(),
        }),
        "ask_applicant" => json(NewRequest {
            what: "请补充该房屋过户后的不动产登记证明。".to_owned(),
        }),
        "confirm_ruling" => json(on_proposal("同意，材料齐全。")),
        "return_ruling" => json(on_proposal("请补充单位说明后再拟定。")),
        "reveal_identities" => json(because("与单位说明上的证件号码核对")),
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
        "read_officer_session" | "renew_officer_session" => json(session(day, &at)),
        "list_cases" => json(QueuePage {
            items: vec![entry(&detail, day, &at)],
            next_cursor: None,
            now: at(10, 30),
        }),
        "claim_case" | "take_over_case" | "ask_applicant" | "hand_over_case" => {
            json(entry(&detail, day, &at))
        }
        "read_case" => case(detail, answers, day, &at).and_then(json),
        "reveal_identities" => json(Identities {
            people: vec![PersonIdentity {
                who: Who::Applicant,
                name: Some("张小明".to_owned()),
                document: Some(Document {
                    kind: DocumentKind::ResidentId,
                    number: "11010519491231002X".to_owned(),
                    nationality: None,
                }),
                citizen_number: None,
            }],
            agent: None,
        }),
        "decide_case" => json(CaseStanding {
            id: detail.summary.id,
            state: State::Pending,
            sub_state: Some(SubState::ManualReview),
            step: Some(ReviewStep::Proposed),
        }),
        "confirm_ruling" => json(CaseStanding {
            id: detail.summary.id,
            state: State::Passed,
            sub_state: None,
            step: None,
        }),
        "return_ruling" => json(CaseStanding {
            id: detail.summary.id,
            state: State::Pending,
            sub_state: Some(SubState::ManualReview),
            step: Some(ReviewStep::Open),
        }),
        _ => None,
    }
}

const REASON: &str = "已核对单位出具的补缴说明，补缴不影响连续性。";

fn on_proposal(reason: &str) -> ProposalAnswer {
    ProposalAnswer {
        version: Some(7),
        reason: reason.to_owned(),
    }
}

fn because(reason: &str) -> Justification {
    Justification {
        reason: reason.to_owned(),
    }
}

fn session(day: Day, at: impl Fn(u32, u32) -> Moment) -> OfficerSession {
    OfficerSession {
        officer: Some(OfficerAccount {
            id: "acc_019d0000000070008000000000000002".to_owned(),
            name: "丁宁".to_owned(),
            roles: vec![OfficerRole::Reviewer],
            is_bound: true,
        }),
        needs_confirmation: true,
        idle_until: Some(at(8, 57)),
        ends_at: Some(at(16, 42)),
        now: at(8, 42),
        today: day,
    }
}

fn entry(detail: &Detail, day: Day, at: impl Fn(u32, u32) -> Moment) -> QueueEntry {
    let summary = &detail.summary;
    QueueEntry {
        id: summary.id.clone(),
        number: summary.number.clone(),
        kind: CaseKind::ManualReview,
        module: Module::Residential,
        category: summary.category,
        applicant: summary.applicant.clone(),
        reason: Some(ReasonCode::BackpayGroundUnclear),
        step: ReviewStep::Open,
        submitted_at: at(8, 59),
        opened_at: at(9, 0),
        due_on: Some(last_workday(day, 5)),
        answer_by: None,
        is_due_estimated: false,
        is_overdue: false,
        claim: Some(CaseClaim {
            officer: "丁宁".to_owned(),
            since: at(10, 12),
            until: at(10, 42),
        }),
        is_mine: true,
    }
}

fn case(
    detail: Detail,
    answers: &Answers,
    day: Day,
    at: impl Fn(u32, u32) -> Moment,
) -> Option<Case> {
    Some(Case {
        entry: entry(&detail, day, &at),
        version: 7,
        answers: masked(Module::Residential, answers),
        contact: known_contact(&at).masked(),
        decision: detail.decision,
        policy: detail.policy,
        checks: detail.checks,
        events: detail.events,
        house_records: detail.house_records,
        disputes: detail.disputes,
        objections: Vec::new(),
        holds: Vec::new(),
        authority: None,
        requests: detail.requests,
        rulings: vec![RulingEntry {
            kind: CaseKind::ManualReview,
            step: RulingStep::Returned,
            officer: "苏文".to_owned(),
            reason: "请补充单位说明后再拟定。".to_owned(),
            corrections: Vec::new(),
            at: at(10, 5),
        }],
        hand_overs: vec![HandOver {
            from: "江涛".to_owned(),
            to: "丁宁".to_owned(),
            note: "已电话联系单位，等对方回传补缴说明。".to_owned(),
            at: at(10, 11),
        }],
        looks: vec![Look {
            kind: LookKind::Case,
            officer: "丁宁".to_owned(),
            role: OfficerRole::Reviewer,
            reason: None,
            at: at(10, 12),
        }],
    })
}

/// An example as JSON.
fn json(example: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}
