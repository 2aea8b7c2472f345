//! What comes by which way: a row for each topic.

use leptos::prelude::*;
use shared::message::{Channel, Off, Topic};

use crate::application::deliveries::channel as channel_word;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{live, memo};
use crate::pages::messages::words::{topic_note, topic_word};
use crate::ui::icon::{Glyph, Icon};

/// The table.
#[component]
pub(super) fn Topics(off: RwSignal<Vec<Off>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="card" aria-labelledby="topics">
            <div class="card__head">
                <h2 class="card__title" id="topics">{t!(i18n, messages.settings.what)}</h2>
            </div>
            <table class="table" aria-labelledby="topics">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, messages.settings.topic)}</th>
                        <th scope="col">{t!(i18n, messages.channel.app)}</th>
                        <th scope="col">{t!(i18n, messages.channel.email)}</th>
                        <th scope="col">{t!(i18n, messages.channel.sms)}</th>
                    </tr>
                </thead>
                <tbody>
                    {Topic::ALL
                        .into_iter()
                        .map(|topic| view! { <Row topic=topic off=off /> })
                        .collect_view()}
                </tbody>
            </table>
            <p class="card__body meta">{t!(i18n, messages.settings.required_note)}</p>
        </section>
    }
}

#[component]
fn Row(topic: Topic, off: RwSignal<Vec<Off>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <tr>
            <th scope="row">
                {live(move || topic_word(i18n, topic))}
                <span class="wants__note">
                    {live(move || topic_note(i18n, topic))}
                    {topic
                        .is_required()
                        .then(|| {
                            view! {
                                <br />
                                <span id=required_id(topic)>
                                    {t!(i18n, messages.settings.required)}
                                </span>
                            }
                        })}
                </span>
            </th>
            <td data-label=t!(i18n, messages.channel.app)>
                <span class="switch">
                    <Glyph icon=Icon::Check />
                    {t!(i18n, messages.settings.always)}
                </span>
            </td>
            {Channel::ALL
                .into_iter()
                .map(|channel| {
                    view! {
                        <td data-label=move || channel_word(i18n, channel)>
                            <Switch topic=topic channel=channel off=off />
                        </td>
                    }
                })
                .collect_view()}
        </tr>
    }
}

#[component]
fn Switch(topic: Topic, channel: Channel, off: RwSignal<Vec<Off>>) -> impl IntoView {
    let i18n = use_i18n();
    let me = Off { topic, channel };
    let is_on = memo(move || off.with(|off| !off.contains(&me)));
    // The last way that is left of what people must be told of.
    let stays = memo(move || {
        let others_off = |off: &Vec<Off>| {
            let others = Channel::ALL.into_iter().filter(|other| *other != channel);
            let mut others = others.map(|channel| Off { topic, channel });
            others.all(|other| off.contains(&other))
        };
        topic.is_required() && is_on.get() && off.with(others_off)
    });
    let label = move || {
        t_string!(
            i18n,
            messages.settings.switch,
            topic = topic_word(i18n, topic),
            channel = channel_word(i18n, channel)
        )
    };
    let change = move |event: leptos::ev::Event| {
        let wanted = event_target_checked(&event);
        off.update(|off| {
            off.retain(|one| *one != me);
            if !wanted {
                off.push(me);
            }
        });
    };
    let keep = move |event: leptos::ev::MouseEvent| {
        if stays.get_untracked() {
            event.prevent_default();
        }
    };
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                aria-label=Signal::derive(label)
                aria-describedby=topic.is_required().then(|| required_id(topic))
                aria-disabled=Signal::derive(move || stays.get().then_some("true"))
                prop:checked=is_on
                on:click=keep
                on:change=change
            />
        </label>
    }
}

/// What explains why one way stays.
fn required_id(topic: Topic) -> String {
    format!("required-{}", topic.slug())
}
