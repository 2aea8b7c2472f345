//! What people do in a sequence, and how it is asked for.

use proptest::prelude::*;
use serde_json::json;
use shared::application::{CorrectedTo, NewCorrection};
use shared::upload::{Upload, UploadList, UploadState};

use crate::harness::{Answer, Browser};
use crate::uploads::files::jpeg;

/// The officers: two reviewers and two supervisors.
pub(super) const OFFICERS: [&str; 4] = ["ding-ning", "jiang-tao", "su-wen", "lan-tian"];

/// One thing that somebody does.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// The applicant, or a stranger, with the first application or the newest.
    Person {
        stranger: bool,
        newest: bool,
        act: Act,
    },
    /// One of the officers with the newest application, who claims it before, and releases it after
    /// it, or does not.
    Officer {
        nth: usize,
        claims: bool,
        releases: bool,
        act: Case,
    },
    /// Whom the newest application names beside the applicant, where it names somebody.
    Member(Word),
    /// The applicant and two officers at once with the newest application; the first of them has
    /// claimed it.
    AtOnce(Act, Case, Case),
    /// The applicant applies again for the same.
    Again,
    /// Minutes go by, in which nobody's session ends.
    Minutes(u64),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    Withdraw,
    Dispute(u8),
    TakeBack,
    Answer,
    Upload,
    Discard,
    Delete,
}

/// What a member of the household says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Word {
    Object,
    TakeBack,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Case {
    Claim,
    Release,
    TakeOver,
    Grant(Option<u8>),
    Refuse,
    Confirm,
    Return,
    Ask,
}

pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let act = || {
        prop_oneof![
            1 => Just(Act::Withdraw),
            7 => (1..=2_u8).prop_map(Act::Dispute),
            1 => Just(Act::TakeBack),
            3 => Just(Act::Answer),
            3 => Just(Act::Upload),
            1 => Just(Act::Discard),
            1 => Just(Act::Delete),
        ]
    };
    let case = || {
        prop_oneof![
            1 => Just(Case::Claim),
            1 => Just(Case::Release),
            1 => Just(Case::TakeOver),
            5 => prop::option::weighted(0.7, 1..=2_u8).prop_map(Case::Grant),
            2 => Just(Case::Refuse),
            4 => Just(Case::Confirm),
            2 => Just(Case::Return),
            2 => Just(Case::Ask),
        ]
    };
    let person = (prop::bool::weighted(0.1), prop::bool::weighted(0.8), act());
    let person = person.prop_map(|(stranger, newest, act)| Step::Person {
        stranger,
        newest,
        act,
    });
    let often = || prop::bool::weighted(0.85);
    let officer = (0..OFFICERS.len(), often(), often(), case());
    let officer = officer.prop_map(|(nth, claims, releases, act)| Step::Officer {
        nth,
        claims,
        releases,
        act,
    });
    let step = prop_oneof![
        5 => person,
        9 => officer,
        2 => prop_oneof![3 => Just(Word::Object), 1 => Just(Word::TakeBack)].prop_map(Step::Member),
        3 => (act(), case(), case()).prop_map(|(act, one, other)| Step::AtOnce(act, one, other)),
        1 => Just(Step::Again),
        1 => (5..15_u64).prop_map(Step::Minutes),
    ];
    prop::collection::vec(step, 25..45)
}

impl Act {
    /// Does it; gives what came of it.
    pub(super) async fn by(self, who: &Browser, id: &str) -> Answer {
        let path = format!("/api/v1/applications/{id}");
        let (method, what, body) = match self {
            Self::Withdraw => ("POST", "/withdrawal".to_owned(), None),
            Self::Dispute(record) => {
                let body = json!({
                    "records": [record],
                    "ground": "transferred",
                    "statement": "该房屋已转出。",
                    "evidence": loose(who, id).await,
                });
                ("POST", "/dispute".to_owned(), Some(body))
            }
            Self::TakeBack => ("DELETE", "/dispute".to_owned(), None),
            Self::Answer => {
                let evidence = loose(who, id).await;
                let body = json!({ "statement": "见附件。", "evidence": evidence });
                ("POST", "/answer".to_owned(), Some(body))
            }
            Self::Upload => {
                let path = format!("{path}/uploads?kind=evidence");
                return who.send("POST", &path, &[], Some(jpeg())).await;
            }
            Self::Discard => {
                let newest = loose(who, id).await.pop();
                let newest = newest.unwrap_or_else(|| format!("upl_{}", "0".repeat(32)));
                ("DELETE", format!("/uploads/{newest}"), None)
            }
            Self::Delete => ("DELETE", String::new(), None),
        };
        let path = format!("{path}{what}");
        who.call(method, &path, body.as_ref()).await
    }
}

/// The papers of an application, as far as the caller may see it.
pub(super) async fn papers(who: &Browser, id: &str) -> Vec<Upload> {
    let path = format!("/api/v1/applications/{id}/uploads");
    match who.get(&path).await {
        answer if answer.status == 200 => answer.json::<UploadList>().items,
        _ => Vec::new(),
    }
}

/// Those that are not handed in.
async fn loose(who: &Browser, id: &str) -> Vec<String> {
    let all = papers(who, id).await.into_iter();
    let loose = all.filter(|one| one.handed_in_at.is_none() && one.state == UploadState::Clean);
    loose.map(|one| one.id).collect()
}

impl Word {
    /// Says it; gives what came of it.
    pub(super) async fn by(self, who: &Browser, id: &str) -> Answer {
        let path = format!("/api/v1/memberships/{id}/objection");
        match self {
            Self::Object => {
                let body = json!({ "ground": "other", "statement": "与事实不符。" });
                who.call("POST", &path, Some(&body)).await
            }
            Self::TakeBack => who.call("DELETE", &path, None).await,
        }
    }
}

impl Case {
    /// Does it; gives what came of it.
    pub(super) async fn by(self, officer: &Browser, id: &str) -> Answer {
        let why = json!({ "reason": "材料属实" });
        let (method, what, body) = match self {
            Self::Claim => ("POST", "claim", None),
            Self::Release => ("DELETE", "claim", None),
            Self::TakeOver => ("POST", "take-over", None),
            Self::Grant(record) => {
                let mut body = json!({ "outcome": "granted", "reason": "材料属实" });
                if let Some(place) = record {
                    let to = CorrectedTo::NotHeld;
                    body["corrections"] = json!([NewCorrection { place, to }]);
                }
                ("POST", "ruling", Some(body))
            }
            Self::Refuse => {
                let body = json!({ "outcome": "refused", "reason": "材料不足" });
                ("POST", "ruling", Some(body))
            }
            Self::Confirm => ("POST", "confirmation", Some(why)),
            Self::Return => ("POST", "return", Some(why)),
            Self::Ask => ("POST", "requests", Some(json!({ "what": "请补充证明" }))),
        };
        let path = format!("/api/v1/officer/cases/{id}/{what}");
        officer.call(method, &path, body.as_ref()).await
    }
}
