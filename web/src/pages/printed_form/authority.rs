//! 授权委托书: who authorises whom to do what, for how long; one page to print and to sign.

use leptos::prelude::*;
use shared::account::Identity;
use shared::application::PrintedKind;
use shared::document::DocumentKind;
use shared::form::texts::{AUTHORITY, AUTHORITY_MONTHS};
use shared::form::{Chapter, Person};
use shared::purchase::Module;

use crate::api::{Failure, use_api};
use crate::application::document::DownloadDocument;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live};
use crate::names::mask_number;
use crate::route::{Route, path_id};
use crate::terms;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::{print, use_page};

/// What the page is made of.
#[derive(Debug, Clone, PartialEq)]
struct Parties {
    module: Module,
    id: String,
    /// The applicant, as far as told.
    principal: Party,
    /// Whoever is signed in; empty while no document is bound.
    agent: Party,
}

/// Somebody who signs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Party {
    name: Option<String>,
    kind: Option<DocumentKind>,
    number: Option<String>,
}

impl From<&Person> for Party {
    fn from(person: &Person) -> Self {
        Self {
            name: person.name.clone(),
            kind: person.document_kind,
            number: person.document_number.clone(),
        }
    }
}

impl From<Identity> for Party {
    fn from(identity: Identity) -> Self {
        Self {
            name: Some(identity.name),
            kind: Some(identity.document.kind),
            number: Some(identity.document.number),
        }
    }
}

/// The authority for the draft whose page is open.
#[component]
pub(crate) fn PrintedAuthority() -> impl IntoView {
    let api = use_api();
    let id = path_id();
    let parties = Loader::new(move || {
        let id = id.get();
        async move {
            let draft = api.read_answers(&id).await?;
            // Without a document bound there is nothing to fill in for the agent.
            let agent = api.read_identity().await.ok();
            Ok::<_, Failure>(Parties {
                module: draft.module,
                id: draft.id,
                principal: Party::from(&draft.answers.applicant.person),
                agent: agent.map(Party::from).unwrap_or_default(),
            })
        }
    });
    parties.page(|parties| view! { <Paper parties=parties.get_untracked() /> })
}

#[component]
fn Paper(parties: Parties) -> impl IntoView {
    let i18n = use_i18n();
    let in_full = RwSignal::new(false);
    let Parties {
        module,
        id,
        principal,
        agent,
    } = parties;
    let heading = use_page(move || t_string!(i18n, agent.paper.title).to_owned());
    let lacks = [&principal, &agent]
        .iter()
        .any(|party| party.name.is_none() || party.number.is_none());
    let back = Route::Chapter {
        module,
        draft: id.clone(),
        chapter: Chapter::Papers,
        entry: None,
    };
    let failure = RwSignal::new(None::<Failure>);
    let months = AUTHORITY_MONTHS.to_string();
    let period = move || t_string!(i18n, agent.paper.period, months = months.clone());
    let version = move || t_string!(i18n, agent.paper.version, version = AUTHORITY);
    view! {
        <main class="page" id="main">
            <div class="cluster paper__tools no-print">
                <button class="button button--primary" type="button" on:click=move |_| print()>
                    <Glyph icon=Icon::Print />
                    {t!(i18n, result.print)}
                </button>
                <button
                    class="button"
                    type="button"
                    aria-pressed=Signal::derive(move || in_full.get().to_string())
                    on:click=move |_| in_full.update(|full| *full = !*full)
                >
                    <Glyph icon=Icon::Eye />
                    {t!(i18n, result.paper.in_full)}
                </button>
                <DownloadDocument
                    id=id
                    kind=PrintedKind::Authority
                    module=module
                    failure=failure
                />
                <a class="button" href=back.href()>
                    {t!(i18n, agent.paper.back)}
                </a>
                <p class="meta">{t!(i18n, agent.paper.full_when_printed)}</p>
            </div>
            {lacks
                .then(|| {
                    view! {
                        <div class="notice notice--warning no-print paper__tools">
                            <Glyph icon=Icon::Info />
                            <div class="notice__body">
                                <p>{t!(i18n, agent.paper.lacks)}</p>
                            </div>
                        </div>
                    }
                })}
            <FailureNotice failure=failure />
            <article class="paper authority">
                <header class="paper__head">
                    <h1 class="paper__title" node_ref=heading tabindex="-1">
                        {t!(i18n, agent.paper.title)}
                    </h1>
                    <p class="paper__sub">{live(move || terms::service(i18n, module))}</p>
                </header>
                <table class="formtable">
                    <Rows title=text!(i18n, agent.paper.principal) party=principal in_full=in_full />
                    <Rows title=text!(i18n, agent.paper.agent) party=agent in_full=in_full />
                </table>
                <section class="authority__text">
                    <p>{t!(i18n, agent.paper.intro)}</p>
                    <ol>
                        <li>{live(move || matter_of(i18n, module))}</li>
                        <li>{t!(i18n, agent.paper.matter_results)}</li>
                        <li>{t!(i18n, agent.paper.matter_review)}</li>
                    </ol>
                    <p>{t!(i18n, agent.paper.bound)}</p>
                    <p>{period}</p>
                    <p>{t!(i18n, agent.paper.no_other)}</p>
                    <p>{t!(i18n, agent.paper.known)}</p>
                </section>
                <div class="paper__end">
                    <div class="paper__signs authority__signs">
                        <span class="paper__sign">{t!(i18n, agent.paper.sign_principal)}</span>
                        <span class="paper__sign">{t!(i18n, agent.paper.sign_agent)}</span>
                        <span class="paper__sign">{t!(i18n, result.paper.sign_day)}</span>
                        <span class="paper__sign">{t!(i18n, result.paper.sign_day)}</span>
                    </div>
                </div>
                <p class="paper__foot">
                    <span>{t!(i18n, result.paper.issuer)}</span>
                    <span>{version}</span>
                </p>
            </article>
        </main>
    }
}

fn matter_of(i18n: I18n, module: Module) -> String {
    let module = terms::module(i18n, module);
    t_string!(i18n, agent.paper.matter_apply, module = module)
}

/// One of those who sign; what is not known is left to be written by hand.
#[component]
fn Rows(
    #[prop(into)] title: Signal<String>,
    party: Party,
    in_full: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Party { name, kind, number } = party;
    let kind = move || kind.map(|kind| terms::document_kind(i18n, kind));
    view! {
        <tbody>
            <tr>
                <th class="formtable__group" colspan="4" scope="rowgroup">
                    {title}
                </th>
            </tr>
            <tr>
                <th scope="row">{t!(i18n, terms.name)}</th>
                <td>{name}</td>
                <th scope="row">{t!(i18n, wizard.field.document_kind)}</th>
                <td>{live(kind)}</td>
            </tr>
            <tr>
                <th scope="row">{t!(i18n, wizard.field.document_number)}</th>
                <td colspan="3">
                    {number.map(|number| view! { <Number number=number in_full=in_full /> })}
                </td>
            </tr>
        </tbody>
    }
}

/// A number: masked on the screen unless asked for, and in full on paper, which is signed.
#[component]
fn Number(number: String, in_full: RwSignal<bool>) -> impl IntoView {
    let masked = mask_number(&number);
    let full = number.clone();
    view! {
        <Show when=move || in_full.get()>
            <span class="code">{full.clone()}</span>
        </Show>
        <Show when=move || !in_full.get()>
            <span class="code no-print">{masked.clone()}</span>
            <span class="code only-print">{number.clone()}</span>
        </Show>
    }
}
