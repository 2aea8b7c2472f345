//! Examples of what agents and principals send and get. The people in them do not exist.

use serde_json::Value;
use shared::application::{Detail, State, SubState};
use shared::authority::{
    Authority, AuthorityCode, AuthorityPart, AuthorityRequest, AuthorityState, ConfirmAuthority,
    DAYS_TO_CONFIRM, DeclineAuthority, ShowFacts,
};
use shared::document::mask_name;
use shared::form::{Answers, FilledBy, Texts};
use shared::purchase::Module;
use shared::values::Moment;

const CODE: &str = "7KQ2-M9XW-4T8D";
const AGENT: &str = "杨帆";
const TEXTS: Texts = Texts::of(Module::Residential);

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    let code = CODE.to_owned();
    match operation {
        "read_authority_request" => json(AuthorityCode { code }),
        "confirm_authority" => json(ConfirmAuthority {
            code,
            facts_shown: false,
            data_use_agreed: TEXTS.data_use.to_owned(),
            promise: TEXTS.promise.to_owned(),
        }),
        "decline_authority" => json(DeclineAuthority {
            code,
            reason: Some("购房计划有变，暂不申请。".to_owned()),
        }),
        "show_facts" => json(ShowFacts { shown: true }),
        _ => None,
    }
}

/// The body of an answer, with the application, the answers and a clock of the other examples.
pub(super) fn response(
    operation: &str,
    mut detail: Detail,
    mut answers: Answers,
    at: impl Fn(u32, u32) -> Moment,
) -> Option<Value> {
    let submitted_at = at(8, 59);
    let days = chrono::Days::new(DAYS_TO_CONFIRM.into());
    let confirm_by = submitted_at.checked_add_days(days)?;
    let mut authority = Authority {
        state: AuthorityState::Awaiting,
        my_part: AuthorityPart::Agent,
        agent: AGENT.to_owned(),
        principal: detail.summary.applicant.clone(),
        code: Some(CODE.to_owned()),
        confirm_by,
        stood_at: None,
        facts_shown: false,
        revoked_at: None,
        reason: None,
    };
    detail.filled_by = Some(FilledBy::Agent);
    detail.summary.filed_by_agent = true;
    match operation {
        "read_authority_request" => {
            answers.filler.who = Some(FilledBy::Agent);
            return json(AuthorityRequest {
                id: detail.summary.id,
                number: detail.summary.number,
                module: detail.summary.module,
                state: AuthorityState::Awaiting,
                agent: mask_name(AGENT),
                submitted_at,
                confirm_by,
                answers,
            });
        }
        "read_authority" => return json(authority),
        "request_authority_check" => {
            authority.state = AuthorityState::UnderCheck;
            detail.summary.filed_for = authority.principal.clone();
            detail.summary.state = State::Pending;
            detail.summary.sub_state = Some(SubState::AwaitingAuthority);
            detail.summary.decided_at = None;
            detail.summary.valid_until = None;
            detail.summary.days_left = None;
            detail.summary.reason = None;
            detail.events.truncate(2);
            detail.checks = Vec::new();
            detail.decision = None;
            detail.certificate = None;
        }
        "confirm_authority" | "show_facts" | "revoke_authority" => {
            authority.state = AuthorityState::Confirmed;
            authority.my_part = AuthorityPart::Principal;
            authority.code = None;
            authority.stood_at = Some(at(8, 59));
            authority.facts_shown = operation == "show_facts";
            if operation == "revoke_authority" {
                authority.state = AuthorityState::Revoked;
                authority.revoked_at = Some(at(9, 30));
            }
        }
        _ => return None,
    }
    detail.authority = Some(authority);
    json(detail)
}

/// An example as JSON.
fn json(example: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}
