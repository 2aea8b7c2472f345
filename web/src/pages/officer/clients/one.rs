//! One client: its terms, what it proves itself with, what waits for a second person, and how it fares.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::client::Client;
use shared::problem::ProblemKind;

use super::super::desks::Desk;
use super::super::frame::Frame;
use super::super::plots::Patterns;
use super::confirming::Confirming;
use super::credentials::Credentials;
use super::deliveries::Deliveries;
use super::disabling::Disabling;
use super::endpoints::Endpoints;
use super::open::Open;
use super::terms::Terms;
use super::usage::Usage;
use super::words::Standing;
use crate::api::{Failure, use_api};
use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::live::{Show, effect, live, memo};
use crate::route::{Route, path_id};
use crate::ui::badge::Badge;
use crate::ui::failure::{FailureNotice, FailurePage};
use crate::ui::page::{Page, use_page};
use crate::ui::skeleton::SkeletonPage;

/// A client, for officers who may see it.
#[component]
pub(crate) fn ClientPage() -> impl IntoView {
    view! { <Frame desk=Desk::Clients page=|| view! { <Opened /> }.into_any() /> }
}

#[component]
fn Opened() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let id = path_id();
    let answer = RwSignal::new(None::<Result<Option<Client>, Failure>>);
    let open = Callback::new(move |()| {
        let id = id.get_untracked();
        answer.set(None);
        spawn_local(async move {
            let found = api.read_client(&id).await;
            answer.try_set(Some(found));
        });
    });
    effect(move || {
        id.track();
        open.run(());
    });
    live(move || match answer.get() {
        None => view! { <SkeletonPage /> }.into_any(),
        Some(Ok(Some(client))) => view! { <Shown client=client /> }.into_any(),
        Some(Ok(None)) => view! {
            <Page
                title=text!(i18n, clients.missing_title)
                lede=text!(i18n, clients.missing_text)
                narrow=true
            >
                <p class="cluster">
                    <a class="button button--primary" href=Route::Clients.href()>
                        {t!(i18n, clients.nav)}
                    </a>
                </p>
            </Page>
        }
        .into_any(),
        Some(Err(failure)) => {
            view! { <FailurePage failure=failure retry=move || open.run(()) /> }.into_any()
        }
    })
}

#[component]
fn Shown(client: Client) -> impl IntoView {
    let i18n = use_i18n();
    let id = client.id.clone();
    let client = RwSignal::new(client);
    let failure = RwSignal::new(None::<Failure>);
    let open = Open { client, failure };
    let name = memo(move || client.with(|client| client.name.clone()));
    let standing = memo(move || client.with(Standing::of));
    let heading = use_page(move || name.get());
    let stale = move || {
        failure.with(|failure| {
            let kind = failure.as_ref().and_then(Failure::kind);
            kind == Some(ProblemKind::ClientChanged)
        })
    };
    view! {
        <main class="page" id="main">
            <nav class="crumbs" aria-label=t!(i18n, shell.nav.crumbs)>
                <ol>
                    <li>
                        <a href=Route::Clients.href()>{t!(i18n, clients.nav)}</a>
                    </li>
                    <li aria-current="page">{live(move || name.get())}</li>
                </ol>
            </nav>
            <div class="page__head office-head">
                <h1 node_ref=heading tabindex="-1">
                    {live(move || name.get())}
                </h1>
                <p class="cluster office-head__marks">
                    {live(move || {
                        let standing = standing.get();
                        let word = standing.word(i18n).to_owned();
                        view! { <Badge look=standing.look() word=Signal::stored(word) /> }
                    })} <span class="code">{id}</span>
                </p>
            </div>
            <Patterns />
            <div class="stack client">
                <FailureNotice failure=failure />
                <Show when=stale>
                    <p class="office-note">{t!(i18n, clients.form.changed)}</p>
                </Show>
                <Confirming open=open />
                <Terms open=open />
                <Credentials open=open />
                <Usage open=open />
                <Endpoints open=open />
                <Deliveries open=open />
                <Disabling open=open />
            </div>
        </main>
    }
}
