//! Full names and numbers, on demand: for a reason that the applicant reads. They are on the page
//! until they are hidden, and nowhere else.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::LookKind;
use shared::document::Document;
use shared::officer::OfficerRole;
use shared::review::{Identities, Justification, Look};

use super::lease::Lease;
use super::reason::{ReasonField, fault, field};
use super::session::{OfficerContext, use_officer};
use crate::api::{Failure, use_api};
use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::live::live;
use crate::names;
use crate::terms;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    /// The button.
    Nothing,
    /// The question why.
    Question,
    /// The numbers.
    Numbers(Identities),
}

/// The button, the question why, the numbers.
#[component]
pub(super) fn FullNumbers(
    id: String,
    /// The looks at the case, of which this becomes one.
    looks: RwSignal<Vec<Look>>,
    lease: Lease,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = RwSignal::new(Shown::Nothing);
    let ask = move |_| {
        shown.set(Shown::Question);
        // Once it is there.
        request_animation_frame(|| go_to("#identities-reason"));
    };
    view! {
        <div class="office-numbers">
            {live(move || match shown.get() {
                Shown::Nothing => {
                    view! {
                        <button class="button button--small" type="button" on:click=ask>
                            <Glyph icon=Icon::Eye />
                            {t!(i18n, officer.identities.button)}
                        </button>
                    }
                        .into_any()
                }
                Shown::Question => {
                    let id = id.clone();
                    view! { <Question id=id shown=shown looks=looks lease=lease /> }.into_any()
                }
                Shown::Numbers(people) => {
                    view! { <Numbers people=people shown=shown /> }.into_any()
                }
            })}
        </div>
    }
}

/// The question why.
#[component]
fn Question(
    id: String,
    shown: RwSignal<Shown>,
    looks: RwSignal<Vec<Look>>,
    lease: Lease,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let officer = use_officer();
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let reveal = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reason = reason.get_untracked();
        error.set(fault(i18n, &reason));
        if error.with_untracked(Option::is_some) {
            go_to("#identities-reason");
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let why = Justification { reason };
            let answer = api.reveal_identities(&id.get_value(), &why).await;
            busy.try_set(false);
            match answer {
                Ok(people) => {
                    note(looks, officer, LookKind::Identities, Some(&why.reason));
                    shown.try_set(Shown::Numbers(people));
                    request_animation_frame(|| go_to("#identities"));
                }
                Err(why) => {
                    lease.note(&why);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <form class="office-reveal" novalidate on:submit=reveal>
            <FailureNotice failure=failure />
            <ReasonField
                field=field("identities-reason", reason, error)
                label=text!(i18n, officer.identities.why)
                hint=text!(i18n, officer.identities.hint)
            />
            <div class="cluster">
                <button
                    class="button button--primary"
                    type="submit"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                >
                    {t!(i18n, officer.identities.reveal)}
                </button>
                <button class="button" type="button" on:click=move |_| shown.set(Shown::Nothing)>
                    {t!(i18n, officer.identities.cancel)}
                </button>
            </div>
        </form>
    }
}

/// The numbers, and the button that takes them away.
#[component]
fn Numbers(people: Identities, shown: RwSignal<Shown>) -> impl IntoView {
    let i18n = use_i18n();
    let agent = people.agent.map(|agent| {
        view! {
            <Person
                who=text!(i18n, agent.request.agent)
                name=Some(agent.name)
                document=Some(agent.document)
                citizen_number=agent.citizen_number
            />
        }
    });
    let rows = people.people.into_iter().map(|one| {
        let who = one.who;
        view! {
            <Person
                who=Signal::derive(move || names::relation(i18n, who))
                name=one.name
                document=one.document
                citizen_number=one.citizen_number
            />
        }
    });
    view! {
        <h3 id="identities" tabindex="-1" class="declared__title">
            {t!(i18n, officer.identities.title)}
        </h3>
        <dl class="answers">{rows.collect_view()} {agent}</dl>
        <button
            class="button button--small"
            type="button"
            on:click=move |_| shown.set(Shown::Nothing)
        >
            {t!(i18n, officer.identities.hide)}
        </button>
    }
}

/// Adds the look to those that the page shows, as the server has written it down.
pub(super) fn note(
    looks: RwSignal<Vec<Look>>,
    officer: OfficerContext,
    kind: LookKind,
    reason: Option<&str>,
) {
    let (Some(account), Some(at)) = (officer.account_untracked(), officer.now()) else {
        return;
    };
    let role = if officer.is_supervisor() {
        OfficerRole::Supervisor
    } else {
        OfficerRole::Reviewer
    };
    looks.try_update(|looks| {
        looks.push(Look {
            kind,
            officer: account.name,
            role,
            reason: reason.map(|reason| reason.trim().to_owned()),
            at,
        });
    });
}

#[component]
fn Person(
    #[prop(into)] who: Signal<String>,
    name: Option<String>,
    document: Option<Document>,
    citizen_number: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let kind = document.as_ref().map(|document| document.kind);
    view! {
        <div class="answers__row">
            <dt>{who}</dt>
            <dd>
                <b>{name}</b>
                " "
                {live(move || kind.map(|kind| terms::document_kind(i18n, kind)))}
                " "
                <span class="code">{document.map(|document| document.number)}</span>
                {citizen_number
                    .map(|number| view! { " " <span class="code">{number}</span> })}
            </dd>
        </div>
    }
}
