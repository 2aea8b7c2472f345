//! Calls about take-overs at a window: of the person who asks, and of officers.

use gloo_net::http::Request;
use shared::account::BindDocument;
use shared::officer::{Colleague, ColleagueList};
use shared::review::{Justification, NewHandOver, QueueEntry};
use shared::take_over::{
    AskedTakeOver, NewTakeOverProposal, TakeOver, TakeOverCase, TakeOverCode, TakeOverEntry,
    TakeOverList,
};

use super::{Api, Failure, encode, read};

const ASKED: &str = "/api/v1/me/take-over";
const WINDOW: &str = "/api/v1/officer/take-overs";

impl Api {
    /// Asks a window for a document.
    pub(crate) async fn request_take_over(self, bind: &BindDocument) -> Result<TakeOver, Failure> {
        read(self.send(Request::post(ASKED), Some(bind)).await?).await
    }

    /// The newest that the person has asked for, if there is any.
    pub(crate) async fn read_take_over(self) -> Result<Option<TakeOver>, Failure> {
        let asked: AskedTakeOver = self.get(ASKED).await?;
        Ok(asked.take_over)
    }

    /// Takes back what was asked for.
    pub(crate) async fn withdraw_take_over(self) -> Result<TakeOver, Failure> {
        read(self.send(Request::delete(ASKED), None::<&()>).await?).await
    }

    /// What waits for a supervisor.
    pub(crate) async fn list_take_overs(self) -> Result<Vec<TakeOverEntry>, Failure> {
        let list: TakeOverList = self.of_officer().get(WINDOW).await?;
        Ok(list.items)
    }

    /// Opens a take-over by what the person at the window says.
    pub(crate) async fn open_take_over(self, code: &TakeOverCode) -> Result<TakeOverCase, Failure> {
        self.act(&format!("{WINDOW}/lookup"), Some(code)).await
    }

    /// A take-over that is open at the window, or waits for a supervisor.
    pub(crate) async fn read_take_over_case(self, id: &str) -> Result<TakeOverCase, Failure> {
        self.of_officer().get(&at(id, "")).await
    }

    /// Compares what was typed from the document with what was asked for.
    pub(crate) async fn compare_document(
        self,
        id: &str,
        shown: &BindDocument,
    ) -> Result<TakeOverCase, Failure> {
        self.act(&at(id, "/document"), Some(shown)).await
    }

    /// Proposes a take-over to a supervisor.
    pub(crate) async fn propose_take_over(
        self,
        id: &str,
        proposal: &NewTakeOverProposal,
    ) -> Result<TakeOverCase, Failure> {
        self.act(&at(id, "/proposal"), Some(proposal)).await
    }

    /// Confirms a take-over that somebody else has proposed.
    pub(crate) async fn confirm_take_over(
        self,
        id: &str,
        why: &Justification,
    ) -> Result<TakeOverCase, Failure> {
        self.act(&at(id, "/confirmation"), Some(why)).await
    }

    /// Refuses a take-over; the person reads why.
    pub(crate) async fn refuse_take_over(
        self,
        id: &str,
        why: &Justification,
    ) -> Result<TakeOverCase, Failure> {
        self.act(&at(id, "/refusal"), Some(why)).await
    }

    /// The colleagues to whom a case can be handed over.
    pub(crate) async fn list_colleagues(self) -> Result<Vec<Colleague>, Failure> {
        let list: ColleagueList = self.of_officer().get("/api/v1/officer/colleagues").await?;
        Ok(list.items)
    }

    /// Hands a case over to a colleague.
    pub(crate) async fn hand_over_case(
        self,
        id: &str,
        to: &NewHandOver,
    ) -> Result<QueueEntry, Failure> {
        let url = format!("/api/v1/officer/cases/{}/hand-over", encode(id));
        self.act(&url, Some(to)).await
    }
}

fn at(id: &str, rest: &str) -> String {
    format!("{WINDOW}/{}{rest}", encode(id))
}
