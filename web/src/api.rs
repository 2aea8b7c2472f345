//! The calls to the server that the browser makes, named like their operations. Nothing else in the
//! browser speaks to the server.

mod account;
mod applications;
mod authorities;
mod certificates;
mod early;
mod failure;
mod memberships;
mod messages;
pub(crate) mod officers;
mod operator;
mod policies;
mod referrals;
mod release;
mod sellers;
mod take_overs;
pub(crate) mod uploads;

use gloo_net::http::{Request, RequestBuilder, Response};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::problem::{Problem, ProblemKind};
use web_sys::AbortSignal;

pub(crate) use failure::Failure;

use crate::language::{I18n, tag_untracked};

/// How long an answer may take, in milliseconds, before the network counts as lost.
const PATIENCE: u32 = 30_000;

/// The way to the server. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Api {
    i18n: I18n,
    /// Whether the last call reached the server.
    online: RwSignal<bool>,
    /// Whether a call was refused because nobody is signed in any more.
    refused: RwSignal<bool>,
    /// The same of officers, whose session is another one.
    officer_refused: RwSignal<bool>,
}

/// Provides the way to the server.
pub(crate) fn provide_api(i18n: I18n) -> Api {
    let api = Api {
        i18n,
        online: RwSignal::new(true),
        refused: RwSignal::new(false),
        officer_refused: RwSignal::new(false),
    };
    provide_context(api);
    api
}

/// The way to the server, within a component.
pub(crate) fn use_api() -> Api {
    expect_context()
}

impl Api {
    /// Whether the last call reached the server, tracked.
    pub(crate) fn is_online(self) -> bool {
        self.online.get()
    }

    /// Notes what the browser tells about the network.
    pub(crate) fn set_online(self, online: bool) {
        self.online.set(online);
    }

    /// Set once a call was refused because the session has ended.
    pub(crate) fn refused(self) -> RwSignal<bool> {
        self.refused
    }

    /// Set once a call of an officer was refused because the session has ended.
    pub(crate) fn officer_refused(self) -> RwSignal<bool> {
        self.officer_refused
    }

    async fn get<T: DeserializeOwned>(self, url: &str) -> Result<T, Failure> {
        let response = match early::answer(url) {
            Some(answer) => self.take(answer.await).await,
            None => self.send(Request::get(url), None::<&()>).await,
        };
        read(response?).await
    }

    async fn send(
        self,
        request: RequestBuilder,
        body: Option<&impl Serialize>,
    ) -> Result<Response, Failure> {
        self.send_within(request, body, PATIENCE).await
    }

    async fn send_within(
        self,
        request: RequestBuilder,
        body: Option<&impl Serialize>,
        patience: u32,
    ) -> Result<Response, Failure> {
        let patience = AbortSignal::timeout_with_u32(patience);
        let request = request
            .header("Accept", "application/json")
            .header("Accept-Language", tag_untracked(self.i18n))
            .abort_signal(Some(&patience));
        let request = match body {
            Some(body) => request.json(body),
            None => request.build(),
        };
        let Ok(request) = request else {
            return Err(Failure::Unreadable { status: 0 });
        };
        self.take(request.send().await.ok()).await
    }

    /// What came of a request; nothing where there was no answer: whatever the reason, the browser tells
    /// no more.
    async fn take(self, answer: Option<Response>) -> Result<Response, Failure> {
        let Some(response) = answer else {
            self.online.set(false);
            return Err(Failure::Offline);
        };
        if !self.online.get_untracked() {
            self.online.set(true);
        }
        if response.ok() {
            return Ok(response);
        }
        let status = response.status();
        Err(self.refusal(status, response.json::<Problem>().await.ok()))
    }

    /// An answer that is not the one that was asked for.
    fn refusal(self, status: u16, problem: Option<Problem>) -> Failure {
        let Some(problem) = problem else {
            return Failure::Unreadable { status };
        };
        if problem.kind() == Some(ProblemKind::NotSignedIn) {
            self.refused.set(true);
        }
        Failure::Refused(Box::new(problem))
    }
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Failure> {
    let status = response.status();
    response
        .json()
        .await
        .or(Err(Failure::Unreadable { status }))
}

/// A part of an address.
fn encode(part: &str) -> String {
    web_sys::js_sys::encode_uri_component(part).into()
}
