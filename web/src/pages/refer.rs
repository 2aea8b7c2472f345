//! The page to which the link of a third party leads: who refers the person, what an application would
//! begin with, and whether the result may be told. It works before the sign-in, leads to it, and is where
//! that comes back to. Nothing happens before the person begins.

mod begin;
mod prefilled;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use shared::problem::ProblemKind;
use shared::referral::{ReferralCode, ReferralInvitation};

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::live;
use crate::route::Route;
use crate::session::use_session;
use crate::shell::sign_in::SignInLink;
use crate::terms;
use crate::ui::failure::FailurePage;
use crate::ui::page::{Page, use_page};
use crate::ui::skeleton::SkeletonPage;
use begin::Begin;
use prefilled::Prefilled;

/// How far the page is.
#[derive(Debug, Clone, PartialEq)]
enum Opened {
    /// The server is asked.
    Loading,
    /// What the link is about.
    Found(Box<ReferralInvitation>),
    /// It is none that can be used.
    Unknown,
    /// It cannot be told for now.
    Failed(Failure),
}

/// The page.
#[component]
pub(crate) fn ReferPage() -> impl IntoView {
    let api = use_api();
    let params = use_params_map();
    let code = params.with_untracked(|p| p.get("code")).unwrap_or_default();
    let code = StoredValue::new(code);
    let opened = RwSignal::new(Opened::Loading);
    let read = move || {
        opened.set(Opened::Loading);
        spawn_local(async move {
            let asked = ReferralCode {
                code: code.get_value(),
            };
            let answer = match api.read_referral_invitation(&asked).await {
                Ok(invitation) => Opened::Found(Box::new(invitation)),
                Err(why) if why.kind() == Some(ProblemKind::ReferralUnknown) => Opened::Unknown,
                Err(why) => Opened::Failed(why),
            };
            opened.try_set(answer);
        });
    };
    read();
    let lost = Callback::new(move |()| opened.set(Opened::Unknown));
    live(move || match opened.get() {
        Opened::Loading => view! { <SkeletonPage /> }.into_any(),
        Opened::Found(invitation) => {
            view! { <Shown invitation=*invitation code=code.get_value() lost=lost /> }.into_any()
        }
        Opened::Unknown => view! { <Unknown /> }.into_any(),
        Opened::Failed(failure) => view! { <FailurePage failure=failure retry=read /> }.into_any(),
    })
}

/// What the link is about, and what the person can do.
#[component]
fn Shown(invitation: ReferralInvitation, code: String, lost: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let heading = use_page(move || t_string!(i18n, referral.title).to_owned());
    let client = invitation.client.clone();
    let module = invitation.module;
    let lede = move || {
        let module = terms::module(i18n, module);
        t_string!(
            i18n,
            referral.lede,
            client = client.clone(),
            module = module
        )
    };
    let invitation = StoredValue::new(invitation);
    let code = StoredValue::new(code);
    view! {
        <main class="page page--narrow" id="main">
            <div class="page__head">
                <h1 node_ref=heading tabindex="-1">{t!(i18n, referral.title)}</h1>
                <p class="lede">{live(lede)}</p>
            </div>
            <div class="stack stack--loose">
                <Prefilled invitation=invitation.get_value() />
                {live(move || {
                    if !session.is_known() {
                        ().into_any()
                    } else if session.account().is_some() {
                        let (invitation, code) = (invitation.get_value(), code.get_value());
                        view! { <Begin invitation=invitation code=code lost=lost /> }.into_any()
                    } else {
                        view! { <SignInFirst /> }.into_any()
                    }
                })}
            </div>
        </main>
    }
}

#[component]
fn SignInFirst() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="card" aria-labelledby="sign-in">
            <div class="card__head">
                <h2 class="card__title" id="sign-in">{t!(i18n, referral.sign_in.title)}</h2>
            </div>
            <div class="card__body stack">
                <p>{t!(i18n, referral.sign_in.text)}</p>
                <div class="actions">
                    <SignInLink />
                </div>
            </div>
        </section>
    }
}

/// The link cannot be used; one can apply without it.
#[component]
fn Unknown() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, referral.unknown.title);
    let lede = text!(i18n, referral.unknown.text);
    view! {
        <Page title=title lede=lede narrow=true>
            <div class="cluster">
                <a class="button button--primary" href=Route::Home.href()>
                    {t!(i18n, referral.unknown.home)}
                </a>
            </div>
        </Page>
    }
}
