//! Pages for people who cannot or need not go on: why, and what can be done instead. Being
//! ineligible is not a mistake in a field.

use leptos::prelude::*;
use shared::form::Chapter;

use crate::app::Route;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::steps::words;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::page::use_page;
use crate::wizard::place::use_work;
use crate::wizard::progress::StepBar;

/// Agents cannot apply online yet.
#[component]
pub(crate) fn Agent() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Refusal
            chapter=Chapter::Filler
            title=words!(i18n, wizard.agent.title)
            lede=words!(i18n, wizard.agent.lede)
            change=words!(i18n, wizard.agent.change)
        >
            <h2>{t!(i18n, wizard.agent.can_title)}</h2>
            <ul>
                <li>{t!(i18n, wizard.agent.can_1)}</li>
                <li>{t!(i18n, wizard.agent.can_2)}</li>
                <li>{t!(i18n, wizard.agent.can_3)}</li>
            </ul>
        </Refusal>
    }
}

/// The purchase needs no check.
#[component]
pub(crate) fn NoCheck() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Refusal
            chapter=Chapter::Target
            title=words!(i18n, wizard.no_check.title)
            lede=words!(i18n, wizard.no_check.lede)
            change=words!(i18n, wizard.no_check.change)
        >
            <p>{t!(i18n, wizard.no_check.basis)}</p>
            <h2>{t!(i18n, wizard.no_check.can_title)}</h2>
            <ul>
                <li>{t!(i18n, wizard.no_check.can_1)}</li>
                <li>{t!(i18n, wizard.no_check.can_2)}</li>
            </ul>
        </Refusal>
    }
}

#[component]
fn Refusal(
    chapter: Chapter,
    title: Signal<String>,
    lede: Signal<String>,
    /// The word on the link back to the question.
    change: Signal<String>,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let heading = use_page(move || title.get());
    view! {
        <main class="page" id="main">
            <StepBar chapter=chapter />
            <div class="sheet">
                <div class="sheet__main">
                    <h1 node_ref=heading tabindex="-1">
                        {title}
                    </h1>
                    <div class="notice">
                        <Glyph icon=Icon::Info />
                        <div class="notice__body">
                            <p>{lede}</p>
                        </div>
                    </div>
                    <div class="prose">{children()}</div>
                    <div class="actions">
                        <a class="button" href=Route::Home.href()>
                            {live(move || t_string!(i18n, wizard.go.home))}
                        </a>
                        <a class="button button--primary" href=work.href(chapter)>
                            {change}
                        </a>
                    </div>
                </div>
            </div>
        </main>
    }
}
