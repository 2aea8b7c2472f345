//! Calls about applications: the home page, the list, one application, its draft.

use gloo_net::http::Request;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::application::{
    CaseAnswer, Detail, Draft, Home, NewDispute, NewDraft, NewHoldObjection, PrintedKind,
    SaveDraft, State, SummaryPage,
};
use shared::form::{Contact, KnownContact};
use shared::purchase::Module;
use shared::values::Lang;
use web_sys::Blob;

use super::{Api, Failure, encode, read};

/// How many applications a page of the list holds.
const PAGE: u32 = 20;

impl Api {
    /// The home page.
    pub(crate) async fn read_home(self) -> Result<Home, Failure> {
        self.get("/api/v1/home").await
    }

    /// A page of one's applications, newest first.
    pub(crate) async fn list_applications(
        self,
        module: Option<Module>,
        state: Option<State>,
        cursor: Option<&str>,
    ) -> Result<SummaryPage, Failure> {
        let mut url = format!("/api/v1/applications?limit={PAGE}");
        if let Some(module) = module {
            url = format!("{url}&module={}", module.slug());
        }
        if let Some(state) = state {
            url = format!("{url}&state={}", state.slug());
        }
        if let Some(cursor) = cursor {
            url = format!("{url}&cursor={}", encode(cursor));
        }
        self.get(&url).await
    }

    /// One application with everything that its owner may see.
    pub(crate) async fn read_application(self, id: &str) -> Result<Detail, Failure> {
        self.get(&at(id, "")).await
    }

    /// Begins a draft; with the same key once only, however often it is asked for.
    pub(crate) async fn create_draft(self, key: &str, draft: &NewDraft) -> Result<Draft, Failure> {
        let request = Request::post("/api/v1/applications").header("Idempotency-Key", key);
        read(self.send(request, Some(draft)).await?).await
    }

    /// The answers of a draft or of a submitted application.
    pub(crate) async fn read_answers(self, id: &str) -> Result<Draft, Failure> {
        self.get(&at(id, "/answers")).await
    }

    /// Saves a draft on top of the version that was read; another version there is refused as
    /// `draft-changed`.
    pub(crate) async fn save_draft(
        self,
        id: &str,
        version: u32,
        draft: &SaveDraft,
    ) -> Result<Draft, Failure> {
        let request = Request::put(&at(id, "/answers")).header("If-Match", &etag(version));
        read(self.send(request, Some(draft)).await?).await
    }

    /// Deletes a draft for good.
    pub(crate) async fn delete_draft(self, id: &str) -> Result<(), Failure> {
        self.send(Request::delete(&at(id, "")), None::<&()>)
            .await
            .map(drop)
    }

    /// Disputes a result: 申请复核.
    pub(crate) async fn dispute_result(
        self,
        id: &str,
        dispute: &NewDispute,
    ) -> Result<Detail, Failure> {
        let request = Request::post(&at(id, "/dispute"));
        read(self.send(request, Some(dispute)).await?).await
    }

    /// Takes a dispute back.
    pub(crate) async fn withdraw_dispute(self, id: &str) -> Result<Detail, Failure> {
        let request = Request::delete(&at(id, "/dispute"));
        read(self.send(request, None::<&()>).await?).await
    }

    /// Answers what an officer asked for.
    pub(crate) async fn answer_request(
        self,
        id: &str,
        answer: &CaseAnswer,
    ) -> Result<Detail, Failure> {
        let request = Request::post(&at(id, "/answer"));
        read(self.send(request, Some(answer)).await?).await
    }

    /// Submits the version that was read. Repeated, it gives the same answer.
    pub(crate) async fn submit_application(
        self,
        id: &str,
        version: u32,
    ) -> Result<Detail, Failure> {
        let request = Request::post(&at(id, "/submission")).header("If-Match", &etag(version));
        read(self.send(request, None::<&()>).await?).await
    }

    /// How the applicant is reached, and was before.
    pub(crate) async fn read_contact(self, id: &str) -> Result<KnownContact, Failure> {
        self.get(&at(id, "/contact")).await
    }

    /// Corrects that on top of the version that was read.
    pub(crate) async fn correct_contact(
        self,
        id: &str,
        version: u32,
        contact: &Contact,
    ) -> Result<KnownContact, Failure> {
        let request = Request::put(&at(id, "/contact")).header("If-Match", &etag(version));
        read(self.send(request, Some(contact)).await?).await
    }

    /// A document of an application, as PDF.
    pub(crate) async fn print_document(
        self,
        id: &str,
        kind: PrintedKind,
        lang: Lang,
        in_full: bool,
    ) -> Result<Blob, Failure> {
        let lang = match lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        };
        let what = format!("/documents/{}?lang={lang}&in_full={in_full}", kind.slug());
        self.download(&at(id, &what)).await
    }

    /// Withdraws an application (撤销).
    pub(crate) async fn withdraw_application(self, id: &str) -> Result<Detail, Failure> {
        let request = Request::post(&at(id, "/withdrawal"));
        read(self.send(request, None::<&()>).await?).await
    }

    /// Asks an officer to release the pass that a third party holds.
    pub(crate) async fn object_to_hold(
        self,
        id: &str,
        asked: &NewHoldObjection,
    ) -> Result<Detail, Failure> {
        let request = Request::post(&at(id, "/hold-objection"));
        read(self.send(request, Some(asked)).await?).await
    }

    /// How often a pass was renewed: the version that a renewal names.
    pub(crate) async fn count_renewals(self, id: &str) -> Result<u32, Failure> {
        let renewals: Renewals = self.get(&at(id, "")).await?;
        Ok(renewals.renewal.map_or(0, |counted| counted.version))
    }

    /// Renews a pass (续期) that was renewed so often before; gives of the application what the caller
    /// reads.
    pub(crate) async fn renew_pass<T: DeserializeOwned>(
        self,
        id: &str,
        version: u32,
    ) -> Result<T, Failure> {
        let request = Request::post(&at(id, "/renewal")).header("If-Match", &etag(version));
        read(self.send(request, None::<&()>).await?).await
    }
}

/// Of all that an application tells, how often it was renewed. The home page reads no more, so that what
/// reads a whole application is no part of the first load.
#[derive(Deserialize)]
struct Renewals {
    renewal: Option<Counted>,
}

#[derive(Deserialize)]
struct Counted {
    version: u32,
}

fn at(id: &str, rest: &str) -> String {
    format!("/api/v1/applications/{}{rest}", encode(id))
}

fn etag(version: u32) -> String {
    format!("\"{version}\"")
}
