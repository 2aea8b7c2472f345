//! Handing the case that is open over to a colleague by name, with a line for them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::officer::{CaseClaim, Colleague};
use shared::review::{HandOver, NewHandOver};

use super::lease::Lease;
use super::reason::{ReasonField, fault, field};
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::live;
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::choice::{Choice, SelectField};
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::go_to;
use crate::ui::skeleton::Skeleton;

const COLLEAGUE: &str = "colleague";
const NOTE: &str = "note";

/// What the colleague wrote who handed the case over to whoever has it now.
#[component]
pub(super) fn HandedToMe(hand_overs: Vec<HandOver>, claim: Option<CaseClaim>) -> impl IntoView {
    let i18n = use_i18n();
    let since = claim.map(|claim| claim.since);
    let last = hand_overs.into_iter().next_back();
    last.filter(|last| Some(last.at) == since).map(|last| {
        let from = last.from;
        let title = move || t_string!(i18n, take_over.hand_over.to_you, from = from.clone());
        view! {
            <div class="notice">
                <Glyph icon=Icon::Hand />
                <div class="notice__body">
                    <h2 class="notice__title">{title}</h2>
                    <p>{last.note}</p>
                </div>
            </div>
        }
    })
}

/// A hand-over in the history of the case.
#[component]
pub(super) fn Handed(hand_over: HandOver) -> impl IntoView {
    let i18n = use_i18n();
    let HandOver { from, to, note, at } = hand_over;
    let title = move || {
        let (from, to) = (from.clone(), to.clone());
        t_string!(i18n, take_over.hand_over.handed, from = from, to = to)
    };
    view! {
        <li class="timeline__item is-done">
            <div class="timeline__head">
                <h3 class="timeline__title">{title}</h3>
                <time class="timeline__time" datetime=time::machine(at)>
                    {live(move || time::moment(i18n, at))}
                </time>
            </div>
            <p class="timeline__text">{note}</p>
        </li>
    }
}

/// The button, and the form behind it.
#[component]
pub(super) fn HandingOver(
    id: String,
    /// The claim, which a refusal may tell to be lost.
    lease: Lease,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let show = move |_| {
        open.set(true);
        request_animation_frame(|| go_to("#hand-over"));
    };
    live(move || {
        let id = id.clone();
        if open.get() {
            view! { <Form id=id lease=lease open=open /> }.into_any()
        } else {
            view! {
                <div class="cluster">
                    <button class="button" type="button" on:click=show>
                        {t!(i18n, take_over.hand_over.button)}
                    </button>
                </div>
            }
            .into_any()
        }
    })
}

#[component]
fn Form(id: String, lease: Lease, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let colleagues = Loader::new(move || api.list_colleagues());
    view! {
        <section class="card" aria-labelledby="hand-over">
            <div class="card__head">
                <h2 class="card__title" id="hand-over" tabindex="-1">
                    {t!(i18n, take_over.hand_over.title)}
                </h2>
            </div>
            <div class="card__body">
                {colleagues
                    .part(
                        || view! { <Skeleton /> }.into_any(),
                        move |found| {
                            let found = found.get_untracked();
                            let id = id.clone();
                            if found.is_empty() {
                                view! { <Nobody open=open /> }.into_any()
                            } else {
                                view! { <Fields id=id lease=lease open=open colleagues=found /> }
                                    .into_any()
                            }
                        },
                    )}
            </div>
        </section>
    }
}

#[component]
fn Nobody(open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="stack">
            <p>{t!(i18n, take_over.hand_over.none)}</p>
            <div class="cluster">
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {t!(i18n, take_over.hand_over.cancel)}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Fields(
    id: String,
    lease: Lease,
    open: RwSignal<bool>,
    colleagues: Vec<Colleague>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let navigate = use_navigate();
    let officer = RwSignal::new(String::new());
    let officer_error = RwSignal::new(None::<String>);
    let note = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let colleagues = StoredValue::new(colleagues);
    let choices = Signal::derive(move || {
        colleagues.with_value(|all| {
            let choice = |one: &Colleague| {
                let roles = one.roles.iter().copied();
                let roles: Vec<&str> = roles.map(|role| terms::officer_role(i18n, role)).collect();
                Choice::plain(&one.id, format!("{} · {}", one.name, roles.join(" ")))
            };
            all.iter().map(choice).collect::<Vec<_>>()
        })
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (officer, note) = (officer.get_untracked(), note.get_untracked());
        let choose = || t_string!(i18n, take_over.hand_over.choose).to_owned();
        officer_error.set(officer.is_empty().then(choose));
        let empty = || t_string!(i18n, take_over.hand_over.note_empty).to_owned();
        let is_empty = note.trim().is_empty();
        error.set(is_empty.then(empty).or_else(|| fault(i18n, &note)));
        if officer.is_empty() {
            return go_to("#colleague");
        }
        if error.with_untracked(Option::is_some) {
            return go_to("#note");
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let to = NewHandOver { officer, note };
            match api.hand_over_case(&id.get_value(), &to).await {
                Ok(entry) => {
                    let name = entry.claim.map(|claim| claim.officer).unwrap_or_default();
                    announcer.say(t_string!(i18n, take_over.hand_over.told, name = name));
                    navigate(&Route::Officer.href(), NavigateOptions::default());
                }
                Err(why) => {
                    busy.try_set(false);
                    lease.note(&why);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <form class="office-act stack" novalidate on:submit=send>
            <FailureNotice failure=failure />
            <p>{t!(i18n, take_over.hand_over.text)}</p>
            <SelectField
                field=field(COLLEAGUE, officer, officer_error)
                label=text!(i18n, take_over.hand_over.colleague)
                choices=choices
            />
            <ReasonField
                field=field(NOTE, note, error)
                label=text!(i18n, take_over.hand_over.note)
                hint=text!(i18n, take_over.hand_over.note_hint)
            />
            <div class="cluster">
                <button
                    class="button button--primary"
                    type="submit"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                >
                    {t!(i18n, take_over.hand_over.send)}
                </button>
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {t!(i18n, take_over.hand_over.cancel)}
                </button>
            </div>
        </form>
    }
}
