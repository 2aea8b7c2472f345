//! What stands beside what has happened: what the reader was told, who looked, and what was taken away.

use leptos::prelude::*;
use shared::application::{GivenDocument, ToldLook};
use shared::message::{Message, words};
use shared::purchase::Module;
use shared::values::Lang;

use crate::application::deliveries::Deliveries;
use crate::application::document;
use crate::application::looks::{look_word, reason_word};
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::live;
use crate::terms;
use crate::time;
use crate::ui::icon::{Glyph, Icon};

/// The reader was told something that no event tells.
#[component]
pub(super) fn OneMessage(message: Message, is_earlier: bool) -> impl IntoView {
    let i18n = use_i18n();
    let at = message.at;
    let kept = StoredValue::new(message.clone());
    let title = move || kept.with_value(|message| words(message, lang(i18n)).title);
    view! {
        <li class=class(is_earlier)>
            <span class="timeline__mark">
                <Glyph icon=Icon::Bell />
            </span>
            <div class="timeline__head">
                <h3 class="timeline__title">{live(title)}</h3>
                <time class="timeline__time" datetime=time::machine(at)>
                    {live(move || time::moment_to_second(i18n, at))}
                </time>
            </div>
            <Told message=message />
        </li>
    }
}

/// By which ways the reader was told.
#[component]
pub(super) fn Told(message: Message) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="timeline__told">
            <span>{t!(i18n, messages.line.told)}</span>
            <Deliveries deliveries=message.deliveries />
        </div>
    }
}

/// An officer looked at the application.
#[component]
pub(super) fn OneLook(look: ToldLook, without_reason: bool, is_earlier: bool) -> impl IntoView {
    let i18n = use_i18n();
    let ToldLook {
        kind,
        role,
        reason,
        at,
    } = look;
    view! {
        <li class=class(is_earlier)>
            <span class="timeline__mark">
                <Glyph icon=Icon::Eye />
            </span>
            <div class="timeline__head">
                <h3 class="timeline__title">
                    {live(move || terms::officer_role(i18n, role))} " "
                    {live(move || look_word(i18n, kind))}
                </h3>
                <time class="timeline__time" datetime=time::machine(at)>
                    {live(move || time::moment_to_second(i18n, at))}
                </time>
            </div>
            {(!without_reason)
                .then(|| {
                    let why = move || reason_word(i18n, role, reason.clone());
                    view! { <p class="timeline__text">{live(why)}</p> }
                })}
        </li>
    }
}

/// A document was taken away as PDF.
#[component]
pub(super) fn OneDocument(
    document: GivenDocument,
    module: Module,
    is_earlier: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let GivenDocument {
        kind,
        lang: of,
        by_agent,
        at,
    } = document;
    let title = move || {
        let what = document::title(i18n, kind, module);
        if by_agent {
            t_string!(i18n, result.event.taken_by_agent, what = what)
        } else {
            t_string!(i18n, result.event.taken, what = what)
        }
    };
    let language = move || match of {
        Lang::Zh => t_string!(i18n, messages.line.chinese),
        Lang::En => t_string!(i18n, messages.line.english),
    };
    view! {
        <li class=class(is_earlier)>
            <span class="timeline__mark">
                <Glyph icon=Icon::Download />
            </span>
            <div class="timeline__head">
                <h3 class="timeline__title">{live(title)}</h3>
                <time class="timeline__time" datetime=time::machine(at)>
                    {live(move || time::moment_to_second(i18n, at))}
                </time>
            </div>
            <p class="timeline__text">{live(language)}</p>
        </li>
    }
}

fn class(is_earlier: bool) -> &'static str {
    if is_earlier {
        "timeline__item is-note is-earlier"
    } else {
        "timeline__item is-note"
    }
}
