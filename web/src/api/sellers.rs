//! Calls of sellers: their session, and what they do for their client, whose operations these are.

use chrono::SecondsFormat;
use gloo_net::http::{Request, RequestBuilder};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::account::SignedOut;
use shared::certificate::{CertificateCheck, CheckCertificate};
use shared::hold::{Contract, Hold, NewContract, NewHold};
use shared::page::Page;
use shared::seller::SellerSession;
use shared::values::Moment;

use super::{Api, Failure, encode, read};

/// How many entries a page of a list has.
const PAGE: u32 = 100;
/// How many pages are read at the most: nobody works on more.
const MOST_PAGES: u32 = 20;

impl Api {
    /// The same way for a seller: what is refused ends this session, and not the person's.
    pub(crate) fn of_seller(self, refused: RwSignal<bool>) -> Self {
        Self { refused, ..self }
    }

    /// Which seller is signed in, and until when; does not prolong the session.
    pub(crate) async fn read_seller_session(self) -> Result<SellerSession, Failure> {
        self.get("/api/v1/seller/session").await
    }

    /// Prolongs the seller's session.
    pub(crate) async fn renew_seller_session(self) -> Result<SellerSession, Failure> {
        let request = Request::post("/api/v1/seller/session/renewal");
        read(self.send(request, None::<&()>).await?).await
    }

    /// Ends the seller's session; the browser then goes where the answer says.
    pub(crate) async fn sign_out_seller(self) -> Result<SignedOut, Failure> {
        let request = Request::delete("/api/v1/seller/session");
        read(self.send(request, None::<&()>).await?).await
    }

    /// What a seller has to know of a certificate.
    pub(crate) async fn check_certificate(
        self,
        pair: &CheckCertificate,
    ) -> Result<CertificateCheck, Failure> {
        let request = Request::post("/api/v1/certificate-checks");
        read(self.send(request, Some(pair)).await?).await
    }

    /// The client's holds since a moment, oldest first.
    pub(crate) async fn list_holds(self, since: Moment) -> Result<Vec<Hold>, Failure> {
        let page = |page: Page<Hold>| (page.items, page.next_cursor);
        self.list_since("holds", since, page).await
    }

    /// The client's contracts since a moment, oldest first.
    pub(crate) async fn list_contracts(self, since: Moment) -> Result<Vec<Contract>, Failure> {
        let page = |page: Page<Contract>| (page.items, page.next_cursor);
        self.list_since("contracts", since, page).await
    }

    /// Holds a certificate. Repeated under its key, it is done once.
    pub(crate) async fn hold_certificate(
        self,
        key: &str,
        wanted: &NewHold,
    ) -> Result<Hold, Failure> {
        self.once("/api/v1/holds", key, Some(wanted)).await
    }

    /// Renews a hold.
    pub(crate) async fn renew_hold(self, key: &str, id: &str) -> Result<Hold, Failure> {
        self.once(&at(id, "renewals"), key, None::<&()>).await
    }

    /// Signs a contract under a hold.
    pub(crate) async fn sign_contract(
        self,
        key: &str,
        id: &str,
        contract: &NewContract,
    ) -> Result<Contract, Failure> {
        self.once(&at(id, "contract"), key, Some(contract)).await
    }

    /// Gives a hold back.
    pub(crate) async fn release_hold(self, key: &str, id: &str) -> Result<Hold, Failure> {
        self.once(&at(id, "release"), key, None::<&()>).await
    }

    async fn once<T: DeserializeOwned>(
        self,
        url: &str,
        key: &str,
        body: Option<&impl Serialize>,
    ) -> Result<T, Failure> {
        let request: RequestBuilder = Request::post(url).header("Idempotency-Key", key);
        read(self.send(request, body).await?).await
    }

    async fn list_since<P: DeserializeOwned, T>(
        self,
        what: &str,
        since: Moment,
        open: impl Fn(P) -> (Vec<T>, Option<String>),
    ) -> Result<Vec<T>, Failure> {
        let since = since.to_rfc3339_opts(SecondsFormat::Secs, true);
        let first = format!(
            "/api/v1/{what}?limit={PAGE}&created_after={}",
            encode(&since)
        );
        let (mut all, mut cursor) = open(self.get(&first).await?);
        for _ in 1..MOST_PAGES {
            let Some(behind) = cursor else { break };
            let url = format!("{first}&cursor={}", encode(&behind));
            let (more, next) = open(self.get(&url).await?);
            all.extend(more);
            cursor = next;
        }
        Ok(all)
    }
}

fn at(id: &str, what: &str) -> String {
    format!("/api/v1/holds/{}/{what}", encode(id))
}
