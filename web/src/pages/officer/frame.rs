//! What every page of officers stands in: their bar, the end of their session, and what they see
//! who may not go on: a sign-in, or a word about why.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bar::Bar;
use super::desks::Desk;
use super::session::{provide_officer, sign_in_href, use_officer};
use super::session_end::SessionEnd;
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::{live, memo};
use crate::route::Route;
use crate::ui::failure::FailurePage;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::{Page, use_page};
use crate::ui::skeleton::SkeletonPage;

/// How far an officer may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Unknown,
    Failed,
    SignedOut,
    OtherDesk,
    Unbound,
    Open,
}

/// Shows `page` to officers whom its part of the console is for.
#[component]
pub(super) fn Frame(
    /// The part.
    #[prop(default = Desk::Cases)]
    desk: Desk,
    /// The page.
    page: fn() -> AnyView,
) -> impl IntoView {
    let officer = provide_officer();
    let access = memo(move || match officer.account() {
        _ if !officer.is_known() && officer.failure().is_some() => Access::Failed,
        _ if !officer.is_known() => Access::Unknown,
        None => Access::SignedOut,
        Some(account) if !desk.is_for(&account) => Access::OtherDesk,
        Some(account) if desk.needs_document() && !account.is_bound => Access::Unbound,
        Some(_) => Access::Open,
    });
    let failed = move || {
        officer.failure().map(|failure| {
            let retry = move || spawn_local(officer.refresh());
            view! { <FailurePage failure=failure retry=retry /> }
        })
    };
    view! {
        <Bar />
        {live(move || match access.get() {
            Access::Unknown => view! { <SkeletonPage /> }.into_any(),
            Access::Failed => live(failed).into_any(),
            Access::SignedOut => view! { <SignIn /> }.into_any(),
            Access::OtherDesk => view! { <OtherDesk desk=desk /> }.into_any(),
            Access::Unbound => view! { <Unbound /> }.into_any(),
            Access::Open => page(),
        })}
        <SessionEnd desk=desk />
    }
}

/// The sign-in page of officers.
#[component]
fn SignIn() -> impl IntoView {
    let i18n = use_i18n();
    let heading = use_page(move || t_string!(i18n, officer.door.title).to_owned());
    view! {
        <main class="page page--narrow" id="main">
            <section class="card office-door">
                <Glyph icon=Icon::Person />
                <h1 node_ref=heading tabindex="-1">{t!(i18n, officer.door.title)}</h1>
                <p class="lede">{t!(i18n, officer.door.lede)}</p>
                <h2 class="office-door__before">{t!(i18n, officer.door.before)}</h2>
                <ul>
                    <li>{t!(i18n, officer.door.need_role)}</li>
                    <li>{t!(i18n, officer.door.need_factor)}</li>
                    <li>{t!(i18n, officer.door.need_document)}</li>
                </ul>
                <a
                    class="button button--primary button--large"
                    href=sign_in_href()
                    rel="external"
                >
                    {t!(i18n, officer.door.sign_in)}
                </a>
                <p class="meta">{t!(i18n, officer.door.short)}</p>
            </section>
            <p class="meta office-door__other">
                {t!(i18n, officer.door.not_you)} " "
                <a href=Route::Home.href()>{t!(i18n, officer.door.to_home)}</a>
            </p>
        </main>
    }
}

/// For roles that a part of the console is not for: the way to those that are.
#[component]
fn OtherDesk(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let (title, lede) = if desk == Desk::Cases {
        let title = text!(i18n, officer.no_cases.title);
        (title, text!(i18n, officer.no_cases.text))
    } else {
        let title = text!(i18n, desk.closed.title);
        (title, text!(i18n, desk.closed.text))
    };
    let account = use_officer().account_untracked();
    let open = Desk::ALL
        .into_iter()
        .filter(move |desk| account.as_ref().is_some_and(|account| desk.is_for(account)));
    view! {
        <Page title=title lede=lede narrow=true>
            {(desk == Desk::Cases)
                .then(|| view! { <p class="office-note">{t!(i18n, officer.no_cases.what)}</p> })}
            <p class="cluster">
                {open
                    .map(|desk| {
                        view! {
                            <a class="button button--primary" href=desk.route().href()>
                                {live(move || desk.word(i18n))}
                            </a>
                        }
                    })
                    .collect_view()}
            </p>
        </Page>
    }
}

/// For officers whose own cases nobody could tell.
#[component]
fn Unbound() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, officer.unbound.title);
    let lede = text!(i18n, officer.unbound.text);
    let href = format!("{}?return_to={}", Route::Bind.href(), Route::Officer.href());
    view! {
        <Page title=title lede=lede narrow=true>
            <p class="office-note">{t!(i18n, officer.unbound.note)}</p>
            <p class="cluster">
                <a class="button button--primary" href=href>
                    {t!(i18n, officer.unbound.bind)}
                </a>
            </p>
        </Page>
    }
}
