//! When nothing is sent, and in which language the rest is.

use leptos::prelude::*;
use shared::message::QuietHours;
use shared::values::Lang;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{Show, live};

/// The hours of a day.
const HOURS: std::ops::Range<u8> = 0..24;

/// 免打扰.
#[component]
pub(super) fn Quiet(on: RwSignal<bool>, hours: RwSignal<QuietHours>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div>
            <label class="tick">
                <input
                    type="checkbox"
                    aria-describedby="quiet-note"
                    prop:checked=on
                    on:change=move |event| on.set(event_target_checked(&event))
                />
                <span>{t!(i18n, messages.settings.quiet_on)}</span>
            </label>
            <p class="field__hint" id="quiet-note">
                {t!(i18n, messages.settings.quiet_note)}
            </p>
        </div>
        <Show when=move || on.get()>
            <div class="hours">
                <div class="field">
                    <label class="field__label" for="quiet-from">
                        {t!(i18n, messages.settings.quiet_from)}
                    </label>
                    <Hour
                        id="quiet-from"
                        value=Signal::derive(move || hours.get().from)
                        set=Callback::new(move |from| hours.update(|hours| hours.from = from))
                    />
                </div>
                <div class="field">
                    <label class="field__label" for="quiet-to">
                        {t!(i18n, messages.settings.quiet_to)}
                    </label>
                    <Hour
                        id="quiet-to"
                        value=Signal::derive(move || hours.get().to)
                        set=Callback::new(move |to| hours.update(|hours| hours.to = to))
                    />
                </div>
            </div>
        </Show>
    }
}

#[component]
fn Hour(id: &'static str, value: Signal<u8>, set: Callback<u8>) -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |event| {
        if let Ok(hour) = event_target_value(&event).parse() {
            set.run(hour);
        }
    };
    view! {
        <select class="input" id=id on:change=choose>
            {HOURS
                .map(|hour| {
                    let told = move || {
                        t_string!(i18n, messages.settings.hour, hour = format!("{hour:02}"))
                    };
                    view! {
                        <option
                            value=hour.to_string()
                            prop:selected=Signal::derive(move || value.get() == hour)
                        >
                            {live(told)}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}

/// The language of e-mails and SMS.
#[component]
pub(super) fn Language(chosen: RwSignal<Lang>) -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |event| {
        let language = match event_target_value(&event).as_str() {
            "en" => Lang::En,
            _ => Lang::Zh,
        };
        chosen.set(language);
    };
    let is = move |language| Signal::derive(move || chosen.get() == language);
    view! {
        <div class="field">
            <label class="field__label" for="language">
                {t!(i18n, messages.settings.language)}
            </label>
            <select class="input input--short" id="language" on:change=choose>
                <option value="zh-CN" prop:selected=is(Lang::Zh)>
                    {t!(i18n, messages.line.chinese)}
                </option>
                <option value="en" prop:selected=is(Lang::En)>
                    {t!(i18n, messages.line.english)}
                </option>
            </select>
        </div>
    }
}
