//! No page: the answers to check first where people are not on record as the form says, and the way to
//! correct them.

use leptos::prelude::*;
use shared::application::{Detail, Draft, ToCheck};
use shared::form::asked;
use shared::form::fields::kind::Kind;
use shared::form::pointer::to_value;

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live};
use crate::names;
use crate::pages::apply_again::ApplyAgain;
use crate::ui::failure::FailureNotice;
use crate::ui::load::Loader;
use crate::ui::skeleton::SkeletonPage;

/// The answers in words.
fn rows(place: ToCheck, i18n: I18n, draft: &Draft, in_full: bool) -> Vec<(String, String)> {
    let answers = &draft.answers.effective(draft.module);
    let json = to_value(answers);
    asked(draft.module, place.chapter, answers)
        .into_iter()
        .filter(|asked| place.holds(asked))
        .filter_map(|asked| {
            let value = json
                .pointer(&asked.pointer)
                .filter(|value| !value.is_null())?;
            let shown = if in_full && asked.field.row().kind == Kind::Number {
                value.as_str().unwrap_or_default().to_owned()
            } else {
                names::answer(i18n, &asked.pointer, value)
            };
            Some((names::field(i18n, answers, &asked.pointer, false), shown))
        })
        .collect()
}

/// What to check first; nothing where the result is about something else.
#[component]
pub(super) fn CheckTyped(detail: Detail) -> impl IntoView {
    let place = detail.decision.as_ref().and_then(ToCheck::of)?;
    Some(view! { <Check detail=detail place=place/> })
}

#[component]
fn Check(detail: Detail, place: ToCheck) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let id = StoredValue::new(detail.summary.id);
    let module = detail.summary.module;
    let answers = Loader::new(move || async move { api.read_answers(&id.get_value()).await });
    let in_full = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let toggle = move || {
        if in_full.get() {
            t_string!(i18n, wizard.submit.hide)
        } else {
            t_string!(i18n, wizard.submit.show)
        }
    };
    let own = place.is_own();
    view! {
        <section class="part" aria-labelledby="check-typed">
            <h2 id="check-typed">{t!(i18n, result.typed.title)}</h2>
            <p class="lede">
                {if own {
                    t!(i18n, result.typed.own).into_any()
                } else {
                    t!(i18n, result.typed.member).into_any()
                }}
            </p>
            <div class="card">
                <div class="card__body">
                    {answers
                        .part(
                            || view! { <SkeletonPage/> }.into_any(),
                            move |draft| {
                                let entry = draft.with_untracked(|d| place.entry(&d.answers));
                                view! {
                                    <dl class="facts facts--roomy">
                                        {live(move || {
                                            draft
                                                .with(|d| {
                                                    rows(place, i18n, d, in_full.get())
                                                })
                                                .into_iter()
                                                .map(|(term, value)| {
                                                    view! {
                                                        <dt>{term}</dt>
                                                        <dd translate="no">{value}</dd>
                                                    }
                                                })
                                                .collect_view()
                                        })}
                                    </dl>
                                    <FailureNotice failure=failure/>
                                    <div class="cluster no-print">
                                        <ApplyAgain
                                            module=module
                                            id=id.get_value()
                                            failure=failure
                                            label=text!(i18n, result.typed.correct)
                                            at=(place.chapter, entry)
                                        />
                                        <Show when=move || !own>
                                            <button
                                                class="button"
                                                type="button"
                                                aria-pressed=Signal::derive(move || {
                                                    in_full.get().to_string()
                                                })
                                                on:click=move |_| in_full.update(|full| *full = !*full)
                                            >
                                                {toggle}
                                            </button>
                                        </Show>
                                    </div>
                                }
                                    .into_any()
                            },
                        )}
                </div>
            </div>
            <p class="meta">{t!(i18n, result.typed.then)}</p>
        </section>
    }
}
