//! Examples of what people send and get about themselves: where they are named in a household, and how
//! they are reached. The people in them do not exist.

use serde_json::Value;
use shared::account::Identity;
use shared::application::{
    Event, EventKind, NewObjection, Objection, ObjectionGround, ObjectionStanding, ObjectionStep,
    Summary,
};
use shared::document::{Document, DocumentKind};
use shared::export::{Export, ExportedAccount, ExportedBinding, ExportedSession};
use shared::form::{Answers, Contact, KnownContact};
use shared::household::Who;
use shared::membership::{MemberQuery, Membership, MembershipList, MembershipSummary, NamedPerson};
use shared::registry::Registry;
use shared::values::{Moment, day_in_shanghai};
use shared::workdays::last_workday;

use super::message_examples::{list, settings};

const STATEMENT: &str = "我事先不知道这份申请，也没有同意把我列为家庭成员。";

/// The body of a request.
pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "raise_objection" => json(NewObjection {
            ground: ObjectionGround::NotAgreed,
            statement: STATEMENT.to_owned(),
        }),
        "correct_contact" => json(contact("13800000001")),
        _ => None,
    }
}

/// The body of an answer, with the application, the answers and a clock of the other examples.
pub(super) fn response(
    operation: &str,
    application: Summary,
    answers: &Answers,
    at: impl Fn(u32, u32) -> Moment,
) -> Option<Value> {
    let step = match operation {
        "list_memberships" => {
            return json(MembershipList {
                items: vec![summary(application, false)],
            });
        }
        "export_data" => return json(export(at)),
        "read_contact" | "correct_contact" => return json(known_contact(at)),
        "read_membership" | "raise_objection" => ObjectionStep::Open,
        "withdraw_objection" => ObjectionStep::Withdrawn,
        _ => return None,
    };
    let is_open = step == ObjectionStep::Open;
    let event = |kind, at| Event {
        kind,
        at,
        registry: None,
    };
    json(Membership {
        about_me: answers.about(Who::Spouse),
        others: vec![NamedPerson {
            who: Who::Applicant,
            name: application.applicant.clone(),
        }],
        events: vec![
            event(EventKind::Submitted, at(8, 59)),
            event(EventKind::Passed, at(9, 0)),
            event(EventKind::ObjectionRaised, at(9, 20)),
        ],
        looks: Vec::new(),
        queries: vec![MemberQuery {
            registry: Registry::CivilAffairs,
            answered_at: at(9, 0),
        }],
        objections: vec![Objection {
            ground: ObjectionGround::NotAgreed,
            statement: STATEMENT.to_owned(),
            standing: ObjectionStanding {
                step,
                opened_at: at(9, 20),
                due_on: is_open.then(|| last_workday(day_in_shanghai(at(9, 20)), 5)),
                ended_at: (!is_open).then(|| at(9, 40)),
                reason: None,
            },
        }],
        may_object: !is_open,
        summary: summary(application, is_open),
    })
}

fn summary(application: Summary, is_objected: bool) -> MembershipSummary {
    MembershipSummary {
        id: application.id,
        number: application.number,
        module: application.module,
        state: application.state,
        sub_state: None,
        me: Who::Spouse,
        applicant: application.applicant,
        submitted_at: application.submitted_at,
        decided_at: application.decided_at,
        valid_until: application.valid_until,
        is_objected,
    }
}

/// What is held about somebody who has signed in and bound a document, and no more.
fn export(at: impl Fn(u32, u32) -> Moment) -> Export {
    Export {
        made_at: at(9, 50),
        messages: list(&at).items,
        notice_settings: settings(),
        account: ExportedAccount {
            id: "acc_019d0000000070008000000000000001".to_owned(),
            created_at: at(8, 40),
            name: "张小明".to_owned(),
            born: None,
            is_verified: true,
            document_number: None,
            binding: Some(ExportedBinding {
                identity: Identity {
                    name: "张小明".to_owned(),
                    document: Document {
                        kind: DocumentKind::ResidentId,
                        number: "11010519491231002X".to_owned(),
                        nationality: None,
                    },
                    citizen_number: None,
                },
                bound_at: at(8, 42),
            }),
            binding_lost_at: None,
        },
        sessions: vec![ExportedSession {
            signed_in_at: at(8, 40),
            last_used_at: at(9, 50),
            ends_at: at(16, 40),
        }],
        applications: Vec::new(),
        memberships: Vec::new(),
        take_overs: Vec::new(),
        is_complete: true,
    }
}

fn contact(mobile: &str) -> Contact {
    Contact {
        mobile: Some(mobile.to_owned()),
        email: None,
        postal_address: Some("北京市东城区示例胡同 1 号".to_owned()),
    }
}

/// How somebody is reached whose number has changed.
pub(super) fn known_contact(at: impl Fn(u32, u32) -> Moment) -> KnownContact {
    let (before, now) = (contact("13800000000"), contact("13800000001"));
    KnownContact {
        version: 2,
        history: before.changes(&now, at(9, 30)),
        contact: now,
    }
}

/// An example as JSON.
fn json(example: impl serde::Serialize) -> Option<Value> {
    serde_json::to_value(example).ok()
}
