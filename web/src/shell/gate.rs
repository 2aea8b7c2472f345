//! Lets people in who are signed in and, where the page needs it, have bound a document; others see
//! what to do first.

use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_location;

use crate::i18n::use_i18n;
use crate::language::text;
use crate::live::memo;
use crate::route::Route;
use crate::session::use_session;
use crate::shell::sign_in::SignInLink;
use crate::ui::failure::FailurePage;
use crate::ui::page::Page;
use crate::ui::skeleton::SkeletonPage;

/// How far a person may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Unknown,
    Failed,
    SignedOut,
    Unbound,
    Open,
}

/// Shows `page` to people who are signed in and bound, or merely signed in.
#[component]
pub(crate) fn Gate(
    /// The page.
    #[prop(into)]
    page: ViewFn,
    /// Whether the page needs no document: drafts can be filled in before.
    #[prop(optional)]
    unbound: bool,
    /// What others see before they sign in; otherwise a page that asks them to.
    #[prop(optional, into)]
    signed_out: Option<ViewFn>,
) -> impl IntoView {
    let session = use_session();
    let location = use_location();
    // Compared by value, so that the page stays as it is when the session is merely refreshed.
    let access = memo(move || {
        if !session.is_known() {
            if session.failure().is_some() {
                Access::Failed
            } else {
                Access::Unknown
            }
        } else if session.is_bound() {
            Access::Open
        } else if session.account().is_some() {
            if unbound {
                Access::Open
            } else {
                Access::Unbound
            }
        } else {
            Access::SignedOut
        }
    });
    move || match access.get() {
        Access::Unknown => view! { <SkeletonPage /> }.into_any(),
        Access::Failed => view! { <Unreachable /> }.into_any(),
        Access::SignedOut => match &signed_out {
            Some(entry) => entry.run(),
            None => view! { <SignInFirst /> }.into_any(),
        },
        Access::Unbound => {
            let path = location.pathname.get_untracked();
            view! { <Redirect path=format!("{}?return_to={path}", Route::Bind.href()) /> }
                .into_any()
        }
        Access::Open => page.run(),
    }
}

/// The server could not tell who is signed in.
#[component]
pub(crate) fn Unreachable() -> impl IntoView {
    let session = use_session();
    move || {
        session.failure().map(|failure| {
            view! {
                <FailurePage
                    failure=failure
                    retry=move || {
                        leptos::task::spawn_local(session.refresh());
                    }
                />
            }
        })
    }
}

#[component]
fn SignInFirst() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, pages.sign_in_first.title);
    let lede = text!(i18n, pages.sign_in_first.text);
    view! {
        <Page title=title lede=lede narrow=true>
            <SignInLink />
        </Page>
    }
}
