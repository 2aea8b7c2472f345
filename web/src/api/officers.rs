//! Calls of officers: their session, the queue, and what they do in a case.

mod clients;
pub(crate) mod desk;

use gloo_net::http::Request;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::account::SignedOut;
use shared::officer::OfficerSession;
use shared::purchase::Module;
use shared::review::{
    Case, CaseKind, CaseStanding, Identities, Justification, NewRequest, NewRuling, ProposalAnswer,
    QueueEntry, QueuePage, ReviewStep,
};
use shared::upload::{Upload, UploadList};
use web_sys::Blob;

use super::{Api, Failure, encode, read};

/// How many cases a page of the queue holds.
const PAGE: u32 = 20;

/// Which cases are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct QueueFilter {
    /// Of this module only.
    pub(crate) module: Option<Module>,
    /// Of this kind only.
    pub(crate) kind: Option<CaseKind>,
    /// Only those that are that far.
    pub(crate) step: Option<ReviewStep>,
    /// Only those that the officer has claimed.
    pub(crate) mine: bool,
}

impl QueueFilter {
    /// The filter as parts of a query.
    pub(crate) fn query(self) -> String {
        let module = self.module.map(|m| format!("module={}", m.slug()));
        let step = self.step.map(|s| format!("step={}", s.slug()));
        let kind = self.kind.map(|k| format!("kind={}", k.slug()));
        let mine = self.mine.then(|| "mine=true".to_owned());
        let parts: Vec<String> = [module, kind, step, mine].into_iter().flatten().collect();
        parts.join("&")
    }
}

impl Api {
    /// Which officer is signed in, and until when; does not prolong the session.
    pub(crate) async fn read_officer_session(self) -> Result<OfficerSession, Failure> {
        self.of_officer().get("/api/v1/officer/session").await
    }

    /// Prolongs the officer's session.
    pub(crate) async fn renew_officer_session(self) -> Result<OfficerSession, Failure> {
        self.act("/api/v1/officer/session/renewal", None::<&()>)
            .await
    }

    /// Ends the officer's session; the browser then goes where the answer says.
    pub(crate) async fn sign_out_officer(self) -> Result<SignedOut, Failure> {
        let request = Request::delete("/api/v1/officer/session");
        read(self.of_officer().send(request, None::<&()>).await?).await
    }

    /// A page of the queue, the oldest first.
    pub(crate) async fn list_cases(
        self,
        filter: QueueFilter,
        cursor: Option<&str>,
    ) -> Result<QueuePage, Failure> {
        let mut url = format!("/api/v1/officer/cases?limit={PAGE}");
        let query = filter.query();
        if !query.is_empty() {
            url = format!("{url}&{query}");
        }
        if let Some(cursor) = cursor {
            url = format!("{url}&cursor={}", encode(cursor));
        }
        self.of_officer().get(&url).await
    }

    /// A case that the officer has claimed. That it was read is written down.
    pub(crate) async fn read_case(self, id: &str) -> Result<Case, Failure> {
        self.of_officer().get(&at(id, "")).await
    }

    /// Claims a case, or renews the claim.
    pub(crate) async fn claim_case(self, id: &str) -> Result<QueueEntry, Failure> {
        self.act(&at(id, "/claim"), None::<&()>).await
    }

    /// The papers that are handed in in a case, oldest first.
    pub(crate) async fn list_case_uploads(self, id: &str) -> Result<Vec<Upload>, Failure> {
        let list: UploadList = self.of_officer().get(&at(id, "/uploads")).await?;
        Ok(list.items)
    }

    /// The content of a paper of a case. That it was looked at is written down.
    pub(crate) async fn download_case_upload(
        self,
        id: &str,
        upload: &str,
    ) -> Result<Blob, Failure> {
        let url = at(id, &format!("/uploads/{}/content", encode(upload)));
        self.of_officer().download(&url).await
    }

    /// Gives a claimed case back.
    pub(crate) async fn release_case(self, id: &str) -> Result<(), Failure> {
        let request = Request::delete(&at(id, "/claim"));
        let answer = self.of_officer().send(request, None::<&()>).await;
        answer.map(drop)
    }

    /// Claims a case whoever has it: for supervisors.
    pub(crate) async fn take_over_case(self, id: &str) -> Result<QueueEntry, Failure> {
        self.act(&at(id, "/take-over"), None::<&()>).await
    }

    /// Names and numbers of everybody in a case, for a reason that the applicant is told.
    pub(crate) async fn reveal_identities(
        self,
        id: &str,
        why: &Justification,
    ) -> Result<Identities, Failure> {
        self.act(&at(id, "/identities"), Some(why)).await
    }

    /// Asks the applicant for a paper or a correction.
    pub(crate) async fn ask_applicant(
        self,
        id: &str,
        request: &NewRequest,
    ) -> Result<QueueEntry, Failure> {
        self.act(&at(id, "/requests"), Some(request)).await
    }

    /// Refuses, or passes, which is a proposal where a second person is asked for.
    pub(crate) async fn decide_case(
        self,
        id: &str,
        ruling: &NewRuling,
    ) -> Result<CaseStanding, Failure> {
        self.act(&at(id, "/ruling"), Some(ruling)).await
    }

    /// Confirms a pass that somebody else has proposed.
    pub(crate) async fn confirm_ruling(
        self,
        id: &str,
        answer: &ProposalAnswer,
    ) -> Result<CaseStanding, Failure> {
        self.act(&at(id, "/confirmation"), Some(answer)).await
    }

    /// Returns a proposal.
    pub(crate) async fn return_ruling(
        self,
        id: &str,
        answer: &ProposalAnswer,
    ) -> Result<CaseStanding, Failure> {
        self.act(&at(id, "/return"), Some(answer)).await
    }

    /// Does something as an officer.
    pub(super) async fn act<T: DeserializeOwned>(
        self,
        url: &str,
        body: Option<&impl Serialize>,
    ) -> Result<T, Failure> {
        read(self.of_officer().send(Request::post(url), body).await?).await
    }

    /// What is refused of officers ends their session, and not the person's.
    pub(super) fn of_officer(self) -> Self {
        Self {
            refused: self.officer_refused,
            ..self
        }
    }
}

fn at(id: &str, rest: &str) -> String {
    format!("/api/v1/officer/cases/{}{rest}", encode(id))
}
