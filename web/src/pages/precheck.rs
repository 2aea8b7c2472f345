//! 资格预检: a household finds out whether it may buy, before signing in. The rules run in the browser;
//! no answer leaves it.

mod answer;
mod compare;
mod controls;
mod inputs;
mod line;
mod more;
mod questions;

use leptos::prelude::*;
use shared::policy::precheck::Asked;
use shared::policy::{Precheck, Situation, precheck};
use shared::purchase::Module;
use shared::values::day_in_shanghai;

use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::live::{Show, live, memo};
use crate::pages::prefill;
use crate::route::Route;
use crate::rulebook::use_policies;
use crate::time;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::Page;

use answer::Answer;
use compare::Compare;
use inputs::Inputs;
use line::AnswerLine;
use questions::{AskedQuestion, FirstQuestions};

/// The page.
#[component]
pub(crate) fn PrecheckPage() -> impl IntoView {
    let i18n = use_i18n();
    let policies = use_policies();
    let inputs = Inputs::new();
    let today = day_in_shanghai(time::now());
    let situation = memo(move || inputs.situation(today));
    let result = memo(move || {
        let situation = situation.get()?;
        policies.with(|all| Some(timed(|| precheck(&situation, all))))
    });
    let shown = shown(result);
    let category = memo(move || situation.with(|s| s.as_ref().map(|s| s.category)));
    view! {
        <Page
            title=text!(i18n, rules.precheck.title)
            lede=text!(i18n, rules.precheck.lede)
        >
            <div class="stack stack--loose">
            <p class="notice">
                <Glyph icon=Icon::Info />
                <span class="notice__body">{t!(i18n, rules.precheck.private)}</span>
            </p>
            <div class="precheck">
                <section class="card precheck__questions" aria-labelledby="precheck-questions">
                    <div class="card__body">
                        <h2 id="precheck-questions">{t!(i18n, rules.precheck.questions)}</h2>
                        <FirstQuestions inputs=inputs />
                        {live(move || {
                            category
                                .get()
                                .map(|category| {
                                    view! {
                                        <For
                                            each=move || shown.get()
                                            key=|asked| asked.question
                                            let:asked
                                        >
                                            <AskedQuestion
                                                inputs=inputs
                                                asked=asked
                                                category=category
                                                result=result
                                            />
                                        </For>
                                    }
                                })
                        })}
                    </div>
                </section>
                <AnswerLine result=result />
                <section class="precheck__answer" aria-labelledby="precheck-answer">
                    <h2 id="precheck-answer" tabindex="-1">{t!(i18n, rules.precheck.answer)}</h2>
                    <div aria-live="polite" id="precheck-result">
                        {live(move || match result.get() {
                            Some(result) => view! { <Answer result=result /> }.into_any(),
                            None => {
                                view! { <p class="meta">{t!(i18n, rules.precheck.nothing_yet)}</p> }
                                    .into_any()
                            }
                        })}
                    </div>
                    <Apply situation=situation result=result />
                </section>
            </div>
            <Show when=move || situation.with(Option::is_some)>
                <Compare inputs=inputs today=today />
            </Show>
            <p><a href=Route::Policies.href()>{t!(i18n, rules.precheck.policies)}</a></p>
            </div>
        </Page>
    }
}

/// The way to an application that begins with these answers.
#[component]
fn Apply(situation: Memo<Option<Situation>>, result: Memo<Option<Precheck>>) -> impl IntoView {
    let i18n = use_i18n();
    let module = memo(move || situation.with(|s| s.as_ref().map(|s| s.module)));
    // Of a unit that no person may buy there is nothing to apply for.
    let no_use = memo(move || {
        result.with(|result| {
            result
                .as_ref()
                .is_some_and(|r| r.decision.is_about_the_unit())
        })
    });
    view! {
        <Show when=move || module.get().is_some() && !no_use.get()>
            <a
                class="button button--primary"
                href=Signal::derive(move || {
                    let module = module.get().unwrap_or(Module::Residential);
                    Route::Apply(module).href()
                })
                on:click=move |_| {
                    if let Some(situation) = situation.get_untracked() {
                        prefill::keep(&situation);
                    }
                }
            >
                {t!(i18n, rules.precheck.apply)}
            </a>
            <p class="meta">{t!(i18n, rules.precheck.apply_note)}</p>
        </Show>
    }
}

/// The questions to show. They keep their places: what is new comes last.
fn shown(result: Memo<Option<Precheck>>) -> Memo<Vec<Asked>> {
    Memo::new(move |before: Option<&Vec<Asked>>| {
        let visible = result.with(|r| r.as_ref().map(visible)).unwrap_or_default();
        let is_in = |list: &[Asked], asked: &Asked| {
            list.iter().any(|other| other.question == asked.question)
        };
        let mut list: Vec<Asked> = before.cloned().unwrap_or_default();
        list.retain(|asked| is_in(&visible, asked));
        let new: Vec<Asked> = visible
            .into_iter()
            .filter(|asked| !is_in(&list, asked))
            .collect();
        list.extend(new);
        list
    })
}

/// Leaves a measure called `precheck` in the browser's timeline (User Timing, W3C), so that the
/// engine's speed can be read where people use it.
fn timed<T>(work: impl FnOnce() -> T) -> T {
    const BEGIN: &str = "precheck-begin";
    let timeline = window().performance();
    if let Some(timeline) = &timeline {
        // Without a mark there is no measure, and nothing else is lost.
        let _ = timeline.mark(BEGIN);
    }
    let made = work();
    if let Some(timeline) = &timeline {
        let _ = timeline.measure_with_start_mark("precheck", BEGIN);
    }
    made
}

/// What is shown: every question that is answered, and the next one.
fn visible(result: &Precheck) -> Vec<Asked> {
    let mut next_is_there = false;
    result
        .questions
        .iter()
        .copied()
        .filter(|asked| asked.answered || !std::mem::replace(&mut next_is_there, true))
        .collect()
}
