//! 用户绑定: at the first sign-in a person names their identity document, which is then tied to the
//! account for good.

mod before;
mod offer;
pub(super) mod typed;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::account::{BeforeBinding, BindDocument};
use shared::document::DocumentKind;
use shared::problem::ProblemKind;

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::{effect, live, memo};
use crate::session::{SessionContext, use_session};
use crate::shell::sign_in::{SignInLink, local_path};
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::Page;
use crate::ui::skeleton::SkeletonPage;
use crate::ui::windows_link::WindowsLink;
use crate::unsaved::{Whereabouts, use_unsaved};
use before::{SignsInAs, TakenOver, VerifyFirst};
use offer::{AskedAlready, Offer};
use typed::{Lines, Questions, Typed, of_server};

/// 用户绑定.
#[component]
pub(crate) fn Bind() -> impl IntoView {
    let session = use_session();
    let query = use_query_map();
    let next = move || local_path(query.with(|q| q.get("return_to")));
    let known = memo(move || session.is_known());
    let bound = memo(move || session.is_bound());
    let signed_in = memo(move || session.account().is_some());
    // Compared by value, so that what is typed stays when the session is merely refreshed.
    let before = memo(move || session.account().and_then(|a| a.before_binding));
    move || match (known.get(), signed_in.get(), bound.get()) {
        (false, _, _) => view! { <SkeletonPage/> }.into_any(),
        (true, _, true) => view! { <Redirect path=next()/> }.into_any(),
        (true, true, false) => match before.get() {
            Some(BeforeBinding {
                taken_over_at: Some(_),
                ..
            }) => view! { <TakenOver/> }.into_any(),
            Some(before) if !before.level_suffices => {
                view! { <VerifyFirst name=before.name/> }.into_any()
            }
            before => {
                let name = before.map(|before| before.name).unwrap_or_default();
                view! { <BindForm session=session name=name/> }.into_any()
            }
        },
        (true, false, false) => view! { <SignInFirst/> }.into_any(),
    }
}

#[component]
fn SignInFirst() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, pages.bind.title);
    let lede = text!(i18n, pages.bind.sign_in_first);
    view! {
        <Page title=title lede=lede narrow=true>
            <SignInLink/>
        </Page>
    }
}

#[component]
fn BindForm(
    session: SessionContext,
    /// The name that a document is compared with.
    name: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let navigate = use_navigate();
    let query = use_query_map();
    let typed = Typed::of(DocumentKind::ResidentId);
    let tried = RwSignal::new(None::<BindDocument>);
    let tries = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let unsaved = use_unsaved();
    effect(move || {
        let any = [typed.number, typed.citizen]
            .into_iter()
            .any(|text| text.with(|text| !text.is_empty()));
        unsaved.note(Whereabouts::of(any, false));
    });
    on_cleanup(move || unsaved.note(Whereabouts::Saved));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        let document = match typed.document() {
            Ok(document) => document,
            Err(faults) => {
                typed.faults.set(faults);
                tries.update(|n| *n += 1);
                return;
            }
        };
        typed.faults.set(Vec::new());
        busy.set(true);
        let next = local_path(query.with_untracked(|q| q.get("return_to")));
        let navigate = navigate.clone();
        spawn_local(async move {
            match api.bind_document(&document).await {
                Ok(account) => {
                    session.set_account(account);
                    navigate(&next, NavigateOptions::default());
                }
                Err(why) => {
                    busy.set(false);
                    tried.set(Some(document));
                    let faults = of_server(&why);
                    if faults.is_empty() {
                        failure.set(Some(why));
                    } else {
                        typed.faults.set(faults);
                        tries.update(|n| *n += 1);
                    }
                }
            }
        });
    };
    let title = Signal::derive(move || {
        let title = t_string!(i18n, pages.bind.title);
        if typed.faults.with(Vec::is_empty) {
            title.to_owned()
        } else {
            t_string!(i18n, pages.error_title, title = title)
        }
    });
    let heading = crate::ui::page::use_page(move || title.get());
    view! {
        <main class="page page--narrow" id="main">
            <form class="sheet__main stack" novalidate on:submit=submit>
                <Lines typed=typed tries=tries/>
                <Trouble failure=failure/>
                <Offer failure=failure tried=tried/>
                <AskedAlready/>
                <div class="page__head">
                    <h1 node_ref=heading tabindex="-1">{t!(i18n, pages.bind.title)}</h1>
                    <p class="lede">{t!(i18n, pages.bind.lede)}</p>
                </div>
                <SignsInAs name=name/>
                <Questions typed=typed/>
                <div class="notice">
                    <Glyph icon=Icon::Info/>
                    <div class="notice__body">
                        <p>{t!(i18n, pages.bind.note)}</p>
                    </div>
                </div>
                <div class="actions">
                    <button
                        class="button button--primary"
                        type="submit"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                    >
                        {t!(i18n, pages.bind.confirm)}
                    </button>
                </div>
            </form>
        </main>
    }
}

/// Why the server refused; while binding is locked, for how long.
#[component]
fn Trouble(failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let i18n = use_i18n();
    let minutes = move || {
        failure.with(|failure| {
            let failure = failure.as_ref()?;
            let seconds = failure.retry_after()?;
            (failure.kind() == Some(ProblemKind::BindingLocked)).then(|| seconds.div_ceil(60))
        })
    };
    view! {
        <FailureNotice failure=failure/>
        {live(move || {
            minutes()
                .map(|minutes| {
                    view! {
                        <p role="alert">
                            {live(move || {
                                t_string!(i18n, pages.bind.locked, minutes = minutes.to_string())
                            })}
                        </p>
                        <p>
                            <WindowsLink />
                        </p>
                    }
                })
        })}
    }
}
