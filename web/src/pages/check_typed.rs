//! No page: the answers to check first where people are not on record as the form says, and the way to
//! correct them. Of oneself it is the very answers; of people whom the form merely names it is all of
//! their page, because it is not told which of them differs.

use leptos::prelude::*;
use shared::application::{Detail, Draft};
use shared::form::fields::kind::Kind;
use shared::form::fields::part::Part;
use shared::form::pointer::to_value;
use shared::form::{Answers, Asked, Chapter, Field, asked};
use shared::household::Who;
use shared::policy::{Decision, FactKind, ReasonCode, Verdict};

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live};
use crate::names;
use crate::pages::apply_again::ApplyAgain;
use crate::ui::failure::FailureNotice;
use crate::ui::load::Loader;
use crate::ui::skeleton::SkeletonPage;

/// Where the answers to check stand, and which of that page they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    chapter: Chapter,
    /// The place of the child in its list.
    child: Option<usize>,
    /// Which answers of the page.
    which: Which,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// Name and date of birth: the number has been proved by binding.
    OwnIdentity,
    /// The marital status.
    OwnMarriage,
    /// Everything about the person.
    Person,
}

impl Place {
    /// The answers that a decision asks to check; none where it is about something else.
    fn of(decision: &Decision) -> Option<Self> {
        let finding = decision
            .findings
            .iter()
            .filter(|finding| finding.verdict == Verdict::NotMet)
            .find(|finding| finding.code == decision.reason && finding.code.is_mismatch())?;
        let fact = finding.facts.get(FactKind::IdentityAgrees);
        let (chapter, child) = match fact.and_then(|fact| fact.who) {
            Some(Who::Spouse) => (Chapter::Spouse, None),
            Some(Who::Child(n)) => (Chapter::Children, Some(usize::from(n).saturating_sub(1))),
            Some(Who::Applicant) | None => (Chapter::Applicant, None),
        };
        let which = if finding.code == ReasonCode::IdentityMismatch {
            Which::OwnIdentity
        } else if finding.code == ReasonCode::MarriageMismatch {
            Which::OwnMarriage
        } else {
            Which::Person
        };
        Some(Self {
            chapter,
            child,
            which,
        })
    }

    fn holds(self, asked: &Asked) -> bool {
        let row = asked.field.row();
        let here = asked.entry == self.child && row.kind != Kind::List;
        here && match self.which {
            Which::OwnIdentity => matches!(asked.field, Field::Name | Field::Born),
            Which::OwnMarriage => row.part == Part::Marriage,
            Which::Person => matches!(row.part, Part::Person | Part::Marriage),
        }
    }

    /// The answers in words.
    fn rows(self, i18n: I18n, draft: &Draft, in_full: bool) -> Vec<(String, String)> {
        let answers = &draft.answers.effective(draft.module);
        let json = to_value(answers);
        asked(draft.module, self.chapter, answers)
            .into_iter()
            .filter(|asked| self.holds(asked))
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

    /// The key of the child.
    fn entry(self, answers: &Answers) -> Option<String> {
        let child = answers.children.get(self.child?)?;
        Some(child.id.clone())
    }
}

/// What to check first; nothing where the result is about something else.
#[component]
pub(super) fn CheckTyped(detail: Detail) -> impl IntoView {
    let place = detail.decision.as_ref().and_then(Place::of)?;
    Some(view! { <Check detail=detail place=place/> })
}

#[component]
fn Check(detail: Detail, place: Place) -> impl IntoView {
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
    let own = place.which != Which::Person;
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
                                                    place.rows(i18n, d, in_full.get())
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
