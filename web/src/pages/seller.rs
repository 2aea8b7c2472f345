//! The page of sellers (经办人), the people of an agency that has no program of its own: check a
//! certificate, hold it, sign, release. They sign in for their organisation; the session is one of its
//! own, and nothing of a person's or an officer's stands here.

mod acting;
mod answer;
mod camera;
mod check;
mod contracts;
mod done;
mod found;
mod hold;
mod holds;
mod intent;
mod live_hold;
mod numbers;
mod outcome;
mod session;
mod sign;
mod unit;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use shared::problem::ProblemKind;
use shared::scope::Scope;
use shared::seller::SellerAccount;

use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text};
use crate::live::{Show, live, memo};
use crate::route::Route;
use crate::ui::dialog::{Dialog, Tone};
use crate::ui::failure::{FailurePage, RequestNumber};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::{Page, use_page};
use crate::ui::skeleton::SkeletonPage;
use check::Check;
use contracts::Contracts;
use holds::Holds;
use outcome::Outcome;
use session::{SellerContext, provide_seller, sign_in_href, use_seller};

/// How far a seller may come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Access {
    Unknown,
    Failed,
    SignedOut,
    Open(SellerAccount),
}

/// The page.
#[component]
pub(crate) fn SellerPage() -> impl IntoView {
    let seller = provide_seller();
    let access = memo(move || match seller.account() {
        Some(account) => Access::Open(account),
        None if seller.is_known() => Access::SignedOut,
        None if seller.failure().is_some() => Access::Failed,
        None => Access::Unknown,
    });
    let failed = move || {
        seller.failure().map(|failure| {
            let retry = move || spawn_local(seller.refresh());
            view! { <FailurePage failure=failure retry=retry /> }
        })
    };
    view! {
        {live(move || match access.get() {
            Access::Unknown => view! { <SkeletonPage /> }.into_any(),
            Access::Failed => live(failed).into_any(),
            Access::SignedOut => view! { <Door /> }.into_any(),
            Access::Open(account) => view! { <Desk account=account /> }.into_any(),
        })}
        <Ended seller=seller />
    }
}

/// The sign-in page of sellers.
#[component]
fn Door() -> impl IntoView {
    let i18n = use_i18n();
    let heading = use_page(move || t_string!(i18n, seller.door.title).to_owned());
    view! {
        <main class="page page--narrow" id="main">
            <Refused />
            <section class="card office-door">
                <Glyph icon=Icon::Person />
                <h1 node_ref=heading tabindex="-1">
                    {t!(i18n, seller.door.title)}
                </h1>
                <p class="lede">{t!(i18n, seller.door.lede)}</p>
                <h2 class="office-door__before">{t!(i18n, officer.door.before)}</h2>
                <ul>
                    <li>{t!(i18n, seller.door.need_account)}</li>
                    <li>{t!(i18n, seller.door.need_client)}</li>
                </ul>
                <a class="button button--primary button--large" href=sign_in_href() rel="external">
                    {t!(i18n, seller.door.sign_in)}
                </a>
                <p class="meta">{t!(i18n, seller.door.short)}</p>
            </section>
            <p class="meta office-door__other">
                {t!(i18n, seller.door.check_only)} " "
                <a href=Route::Verify.href()>{t!(i18n, seller.door.to_verify)}</a>
            </p>
        </main>
    }
}

/// Why a sign-in has just failed. Only known kinds have a sentence: a link that somebody made up puts no
/// words on this page.
#[component]
fn Refused() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let told = move || {
        let slug = query.with(|q| q.get("error"))?;
        let kind = ProblemKind::ALL.iter().find(|kind| kind.slug() == slug)?;
        let words = kind.title_and_detail_of_sellers(lang(i18n))?;
        let id = query.with(|q| q.get("request"));
        let id = id.filter(|id| id.len() == 32 && id.chars().all(|c| c.is_ascii_hexdigit()));
        Some((words, id))
    };
    live(move || {
        told().map(|((title, detail), id)| {
            view! {
                <div class="notice notice--danger" role="alert">
                    <Glyph icon=Icon::Cross />
                    <div class="notice__body">
                        <h2 class="notice__title">{title}</h2>
                        <p>{detail}</p>
                        {id.map(|id| view! { <RequestNumber id=id /> })}
                    </div>
                </div>
            }
        })
    })
}

/// Where a seller works.
#[component]
fn Desk(account: SellerAccount) -> impl IntoView {
    let i18n = use_i18n();
    let has = |scope: Scope| account.scopes.contains(&scope);
    let checks = has(Scope::CertificatesCheck);
    let (writes, reads) = (has(Scope::HoldsWrite), has(Scope::HoldsRead));
    let contracts = has(Scope::ContractsRead);
    let refused = account.refused;
    let why = move || refused.and_then(|kind| kind.title_and_detail_of_sellers(lang(i18n)));
    view! {
        <Bar account=account />
        <Page title=text!(i18n, seller.title) narrow=true>
            {match refused {
                Some(_) => {
                    live(move || {
                        why()
                            .map(|(title, detail)| {
                                view! {
                                    <div class="notice notice--danger" role="alert">
                                        <Glyph icon=Icon::Cross />
                                        <div class="notice__body">
                                            <h2 class="notice__title">{title}</h2>
                                            <p>{detail}</p>
                                        </div>
                                    </div>
                                }
                            })
                    })
                        .into_any()
                }
                None => {
                    view! {
                        <div class="seller">
                            // Who sees no list reads above everything what was done.
                            {(!reads).then(|| view! { <Outcome contracts=false /> })}
                            {checks.then(|| view! { <Check holds=writes /> })}
                            {reads.then(|| view! { <Holds writes=writes /> })}
                            {contracts.then(|| view! { <Contracts /> })}
                        </div>
                    }
                        .into_any()
                }
            }}
        </Page>
    }
}

/// For whom somebody works here, and the way out.
#[component]
fn Bar(account: SellerAccount) -> impl IntoView {
    let i18n = use_i18n();
    let seller = use_seller();
    let failed = RwSignal::new(false);
    let sign_out = move |_| {
        failed.set(false);
        spawn_local(async move {
            let refused = seller.sign_out().await.is_err();
            failed.try_set(refused);
        });
    };
    view! {
        <section class="office" aria-label=t!(i18n, seller.bar)>
            <div class="office__in">
                <p class="office__who">
                    <Glyph icon=Icon::Person />
                    <b>{account.client}</b>
                    <span>{account.name}</span>
                </p>
                <button class="button button--small" type="button" on:click=sign_out>
                    {t!(i18n, shell.sign_out)}
                </button>
            </div>
            <div role="alert">
                <Show when=move || failed.get()>
                    <p class="office__in">{t!(i18n, shell.account.sign_out_failed)}</p>
                </Show>
            </div>
        </section>
    }
}

/// That the session has ended by itself.
#[component]
fn Ended(seller: SellerContext) -> impl IntoView {
    let i18n = use_i18n();
    let open = seller.ended();
    let href = sign_in_href();
    view! {
        <Dialog
            open=open
            title=text!(i18n, shell.session.ended_title)
            id="seller-ended"
            tone=Tone::Warning
            stays=true
            foot=move || {
                view! {
                    <a class="button button--primary" href=href rel="external">
                        {t!(i18n, shell.session.again)}
                    </a>
                }
            }
        >
            <p>{t!(i18n, seller.ended)}</p>
        </Dialog>
    }
}
