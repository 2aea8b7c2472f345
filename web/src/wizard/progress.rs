//! How far the person is: the steps, and the chapters within 填写信息.

use leptos::prelude::*;
use shared::form::{Chapter, Step};
use shared::purchase::Module;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{live, memo};
use crate::names;
use crate::ui::icon::{Glyph, Icon};
use crate::wizard::work::{Work, use_work};

/// The steps.
#[component]
pub(crate) fn StepBar(
    /// The module whose steps they are.
    module: Module,
    /// The chapter that is open.
    chapter: Chapter,
) -> impl IntoView {
    let i18n = use_i18n();
    let now = chapter.step();
    let work = use_context::<Work>();
    let item = move |step: Step| {
        let done = memo(move || step < now && work.is_some_and(|work| is_complete(work, step)));
        view! {
            <li
                class=Signal::derive(move || {
                    if done.get() { "steps__item is-done" } else { "steps__item" }
                })
                aria-current=(step == now).then_some("step")
            >
                <span class="steps__label">
                    {(step != now)
                        .then(|| {
                            view! {
                                <span class="sr-only">
                                    {live(move || {
                                        if done.get() {
                                            t_string!(i18n, wizard.step.done)
                                        } else {
                                            t_string!(i18n, wizard.step.todo)
                                        }
                                    })}
                                </span>
                            }
                        })} {live(move || names::step(i18n, step))}
                </span>
            </li>
        }
    };
    let here = move || names::step_title(i18n, module, now);
    view! {
        <nav class="steps" aria-label=t!(i18n, wizard.step.bar)>
            <p class="steps__now" aria-hidden="true">
                {here}
            </p>
            <ol class="steps__list">{Step::of(module).into_iter().map(item).collect_view()}</ol>
        </nav>
    }
}

/// Whether nothing is wrong with a step: being before the open one is not enough, for an address
/// can lead past it. Tracked.
fn is_complete(work: Work, step: Step) -> bool {
    let answers = work.form.answers();
    work.form.raw();
    Chapter::of(work.form.module(), &answers)
        .into_iter()
        .filter(|chapter| chapter.step() == step)
        .all(|chapter| work.form.is_done(chapter))
}

/// The chapters within 填写信息.
#[component]
pub(crate) fn Chapters(
    /// The chapter that is open.
    chapter: Chapter,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let module = work.form.module();
    let chapters = work
        .form
        .memo(move |answers| chapter.siblings(module, answers));
    let group = move || {
        let chapters = chapters.get();
        let at = chapters.iter().position(|other| *other == chapter);
        let n = at.unwrap_or_default().saturating_add(1).to_string();
        t_string!(
            i18n,
            wizard.chapter.group,
            n = n,
            of = chapters.len().to_string()
        )
    };
    let item = move |other: Chapter| {
        let done = work.form.is_done(other);
        let name = move || names::chapter(i18n, other);
        let mark = done.then(|| {
            view! {
                <Glyph icon=Icon::Check />
                <span class="sr-only">{t!(i18n, wizard.step.done)}</span>
            }
        });
        let inner = if other == chapter {
            view! {
                <span class="chapter" aria-current="true">
                    {name}
                </span>
            }
            .into_any()
        } else if done || other < chapter {
            view! {
                <a class="chapter" class:is-done=done href=work.href(other)>
                    {mark}
                    {name}
                </a>
            }
            .into_any()
        } else {
            view! { <span class="chapter">{name}</span> }.into_any()
        };
        view! { <li>{inner}</li> }
    };
    view! {
        <nav
            class="chapters"
            aria-label=t!(i18n, wizard.chapter.list)
        >
            <p class="meta">{group}</p>
            <ol>{live(move || chapters.get().into_iter().map(item).collect_view())}</ol>
        </nav>
    }
}
