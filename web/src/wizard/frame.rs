//! What stands around the questions of every page: step bar, error summary, heading, chapters,
//! buttons, the save line, and why it is asked.

use leptos::prelude::*;
use shared::form::{Chapter, Issue, Step};

use crate::i18n::{t, t_string, use_i18n};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::use_page;
use crate::ui::summary::{ErrorSummary, focus};
use crate::wizard::form::field_id;
use crate::wizard::place::{Here, use_work};
use crate::wizard::save_line::{Notices, SaveLine};
use crate::wizard::words;

/// A page of questions.
#[component]
pub(crate) fn ChapterPage(
    /// Which page.
    here: Here,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The sentence under the heading.
    #[prop(optional, into)]
    lede: Signal<String>,
    /// What the page's issues are; those of its chapter, unless told otherwise.
    #[prop(optional, into)]
    issues: Option<Callback<(), Vec<Issue>>>,
    /// The word on the button; 下一步, unless told otherwise.
    #[prop(optional, into)]
    next: Option<Signal<String>>,
    /// What to do when the person goes on and nothing is wrong.
    #[prop(into)]
    on_next: Callback<()>,
    /// Whether that is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The path that 上一步 leads to; the chapter before, unless told otherwise.
    #[prop(optional, into)]
    back: Option<String>,
    /// The word on that link.
    #[prop(optional, into)]
    back_label: Option<Signal<String>>,
    /// What stands beside the questions.
    #[prop(optional, into)]
    aside: ViewFn,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let chapter = here.chapter;
    let here = StoredValue::new(here);
    work.summon.set(0);
    let check = move || issues.map_or_else(|| form.issues(chapter), |issues| issues.run(()));

    // Whoever comes from a summary on another page sees at once what is wrong, and where.
    match form.take_ahead() {
        Some(pointer) => {
            form.show(check());
            // After the page has given the focus to its heading.
            set_timeout(
                move || focus(&field_id(&pointer)),
                std::time::Duration::from_millis(60),
            );
        }
        None => form.show(Vec::new()),
    }

    let lines =
        Signal::derive(move || here.with_value(|here| work.lines(i18n, &form.shown(), here)));
    let window_title = move || {
        let place = here.with_value(|here| place_title(i18n, work, here));
        if form.shown().is_empty() {
            place
        } else {
            format!("{}{place}", t_string!(i18n, wizard.step.error))
        }
    };
    let heading = use_page(window_title);
    let go_on = move || {
        if busy.get_untracked() {
            return;
        }
        let issues = check();
        if issues.is_empty() {
            form.show(Vec::new());
            on_next.run(());
        } else {
            form.show(issues);
            work.summon.update(|tries| *tries = tries.saturating_add(1));
        }
    };
    let next = next.unwrap_or_else(|| {
        Signal::derive(move || {
            if work.returning.get() {
                t_string!(i18n, wizard.go.to_check).to_owned()
            } else {
                t_string!(i18n, wizard.go.next).to_owned()
            }
        })
    });
    let back_label = back_label
        .unwrap_or_else(|| Signal::derive(move || t_string!(i18n, wizard.go.back).to_owned()));
    let back = back.or_else(|| {
        let before = chapter.previous(&form.answers_now())?;
        Some(work.href(before))
    });

    view! {
        <main class="page" id="main">
            <StepBar chapter=chapter />
            <Notices />
            <div class="sheet">
                <form
                    class="sheet__main"
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        go_on();
                    }
                    on:focusout=move |_| work.saver.leave_field()
                >
                    <ErrorSummary
                        lines=lines
                        tries=work.summon
                        leave=move |pointer| form.go_to(pointer)
                    />
                    <h1 node_ref=heading tabindex="-1">
                        {title}
                    </h1>
                    {move || {
                        let lede = lede.get();
                        (!lede.is_empty()).then(|| view! { <p class="lede">{lede}</p> })
                    }}
                    {(chapter.step() == Step::Details).then(|| view! { <Chapters chapter=chapter /> })}
                    {children()}
                    <div class="actions">
                        {back
                            .map(|back| {
                                view! {
                                    <a class="button" href=back>
                                        {back_label}
                                    </a>
                                }
                            })}
                        <button
                            class="button button--primary"
                            type="submit"
                            aria-busy=move || busy.get().then_some("true")
                        >
                            {next}
                        </button>
                        <SaveLine />
                    </div>
                </form>
                <aside class="sheet__aside">{aside.run()}</aside>
            </div>
        </main>
    }
}

/// The page's name as the window's title tells it.
fn place_title(
    i18n: crate::language::I18n,
    work: crate::wizard::place::Work,
    here: &Here,
) -> String {
    let step = here.chapter.step();
    let n = step.number().to_string();
    let of = Step::ALL.len().to_string();
    let name = words::step(i18n, step).to_owned();
    if step != Step::Details {
        return t_string!(i18n, wizard.step.title, n = n, of = of, name = name);
    }
    let chapter = match &here.entry {
        Some(entry) => {
            let pointer = format!("/{}/{entry}", here.chapter.slug());
            words::field(i18n, &work.form.answers(), &pointer, true)
        }
        None => words::chapter(i18n, here.chapter).to_owned(),
    };
    t_string!(
        i18n,
        wizard.step.inner,
        n = n,
        of = of,
        name = name,
        chapter = chapter
    )
}

/// The four steps.
#[component]
pub(crate) fn StepBar(
    /// The chapter that is open.
    chapter: Chapter,
) -> impl IntoView {
    let i18n = use_i18n();
    let now = chapter.step();
    let item = move |step: Step| {
        let done = step < now;
        view! {
            <li
                class=if done { "steps__item is-done" } else { "steps__item" }
                aria-current=(step == now).then_some("step")
            >
                <span class="steps__label">
                    {(step != now)
                        .then(|| {
                            view! {
                                <span class="sr-only">
                                    {move || {
                                        if done {
                                            t_string!(i18n, wizard.step.done)
                                        } else {
                                            t_string!(i18n, wizard.step.todo)
                                        }
                                    }}
                                </span>
                            }
                        })} {move || words::step(i18n, step)}
                </span>
            </li>
        }
    };
    let here = move || {
        let name = words::step(i18n, now).to_owned();
        let (n, of) = (now.number().to_string(), Step::ALL.len().to_string());
        t_string!(i18n, wizard.step.title, n = n, of = of, name = name)
    };
    view! {
        <nav class="steps" aria-label=move || t_string!(i18n, wizard.step.bar)>
            <p class="steps__now" aria-hidden="true">
                {here}
            </p>
            <ol class="steps__list">{Step::ALL.map(item).collect_view()}</ol>
        </nav>
    }
}

/// The chapters within 填写信息.
#[component]
fn Chapters(chapter: Chapter) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let chapters = work.form.memo(move |answers| chapter.siblings(answers));
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
        let done = work.form.issues(other).is_empty();
        let name = move || words::chapter(i18n, other);
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
        <nav class="chapters" aria-label=move || t_string!(i18n, wizard.chapter.list)>
            <p class="meta">{group}</p>
            <ol>{move || chapters.get().into_iter().map(item).collect_view()}</ol>
        </nav>
    }
}

/// A note beside the questions.
#[component]
pub(crate) fn Aside(
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Its words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="aside">
            <h2 class="aside__title">{title}</h2>
            <p>{text}</p>
        </div>
    }
}
