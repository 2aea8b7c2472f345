//! By whom an application was filed, as the principal sees it: what the agent may see, and the button
//! that ends it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::Detail;
use shared::authority::{Authority, AuthorityState, ShowFacts};

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::live;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;

/// Who filed it, since when, and what can be done about it.
#[component]
pub(super) fn ForPrincipal(
    id: String,
    authority: Authority,
    put: Callback<Detail>,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(None::<Failure>);
    let stands = authority.state.stands();
    let (since, until) = (authority.stood_at, authority.revoked_at);
    let checked = authority.state == AuthorityState::Checked;
    let shown = authority.facts_shown;
    let how = move || {
        if checked {
            t_string!(i18n, agent.mine.checked)
        } else {
            t_string!(i18n, agent.mine.confirmed)
        }
    };
    let dated = move |word: Signal<&'static str>, at| {
        view! {
            <dt>{word}</dt>
            <dd>{live(move || time::moment(i18n, at))}</dd>
        }
    };
    view! {
        <section class="card" aria-labelledby="agent">
            <div class="card__head">
                <h2 class="card__title" id="agent">{t!(i18n, agent.mine.title)}</h2>
            </div>
            <div class="card__body stack stack--tight">
                <dl class="facts">
                    <dt>{t!(i18n, agent.request.agent)}</dt>
                    <dd>{authority.agent}</dd>
                    {since.map(|at| dated(t!(i18n, agent.mine.since), at))}
                    {until.map(|at| dated(t!(i18n, agent.mine.revoked_at), at))}
                    {stands
                        .then(|| {
                            view! {
                                <dt>{t!(i18n, agent.mine.how)}</dt>
                                <dd>{live(how)}</dd>
                            }
                        })}
                </dl>
                <FailureNotice failure=failure />
                {stands
                    .then(|| {
                        view! {
                            <Facts id=id.clone() shown=shown failure=failure put=put />
                            <Revoke id=id failure=failure put=put />
                        }
                    })}
                {until.map(|_| view! { <p class="meta">{t!(i18n, agent.mine.revoked)}</p> })}
            </div>
        </section>
    }
}

/// The switch for what the agent sees.
#[component]
fn Facts(
    id: String,
    shown: bool,
    failure: RwSignal<Option<Failure>>,
    put: Callback<Detail>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let ticked = RwSignal::new(shown);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let change = move |event| {
        let wanted = event_target_checked(&event);
        if busy.get_untracked() {
            // The box shows what is on its way.
            ticked.update(|_| ());
            return;
        }
        busy.set(true);
        failure.set(None);
        ticked.set(wanted);
        spawn_local(async move {
            let answer = api
                .show_facts(&id.get_value(), ShowFacts { shown: wanted })
                .await;
            busy.try_set(false);
            match answer {
                Ok(newer) => {
                    put.run(newer);
                    let told = if wanted {
                        t_string!(i18n, agent.facts.told_shown)
                    } else {
                        t_string!(i18n, agent.facts.told_hidden)
                    };
                    announcer.say(told);
                }
                Err(why) => {
                    ticked.try_set(!wanted);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <div class="field no-print">
            <label class="tick tick--boxed">
                <input
                    type="checkbox"
                    aria-describedby="facts-note"
                    prop:checked=ticked
                    on:change=change
                />
                <span>{t!(i18n, agent.facts.tick)}</span>
            </label>
            <p class="field__hint" id="facts-note">{t!(i18n, agent.facts.note)}</p>
        </div>
    }
}

/// 撤销授权.
#[component]
fn Revoke(id: String, failure: RwSignal<Option<Failure>>, put: Callback<Detail>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let revoke = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api.revoke_authority(&id.get_value()).await;
            open.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(newer) => {
                    put.run(newer);
                    announcer.say(t_string!(i18n, agent.revoke.done));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <div class="cluster no-print">
            <button
                class="button button--link button--danger"
                type="button"
                on:click=move |_| open.set(true)
            >
                {t!(i18n, agent.revoke.button)}
            </button>
        </div>
        <Confirm
            open=open
            title=text!(i18n, agent.revoke.title)
            id="revoke"
            keep=text!(i18n, agent.revoke.keep)
            confirm=text!(i18n, agent.revoke.button)
            busy=busy
            act=revoke
        >
            <p>{t!(i18n, agent.revoke.text)}</p>
        </Confirm>
    }
}
