//! The page around the questions of a chapter: step bar, error summary, heading, chapters, buttons,
//! the line about saving, and the notes on why it is asked.

use std::collections::HashMap;
use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use shared::form::{Chapter, Step};
use shared::issue::Issue;
use web_sys::Element;

use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::live::live;
use crate::names;
use crate::ui::error_summary::{ErrorSummary, focus};
use crate::ui::field::field_id;
use crate::ui::page::{is_in_a_field, use_page};
use crate::wizard::error_lines::lines;
use crate::wizard::form::Form;
use crate::wizard::live_one::LiveOne;
use crate::wizard::progress::{Chapters, StepBar};
use crate::wizard::save_line::{Notices, SaveLine};
use crate::wizard::work::{Here, Work, use_work};

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
    aside: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let chapter = here.chapter;
    let here = StoredValue::new(here);
    work.summon.set(0);
    let check = move || issues.map_or_else(|| form.issues(chapter), |issues| issues.run(()));

    greet(work, check);

    let lines =
        Signal::derive(move || here.with_value(|here| lines(i18n, work, &form.shown(), here)));
    let window_title = move || {
        let place = here.with_value(|here| place_title(i18n, work, here));
        marked(i18n, form, place)
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
            form.show(in_page_order(issues));
            work.call_summary();
        }
    };
    view! {
        <main class="page" id="main">
            <StepBar module=work.form.module() chapter=chapter />
            <Notices />
            {(chapter < Chapter::Filler).then(|| view! { <LiveOne module=form.module() /> })}
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
                    {live(move || {
                        let lede = lede.get();
                        (!lede.is_empty()).then(|| view! { <p class="lede">{lede}</p> })
                    })}
                    {(chapter.step() == Step::Details)
                        .then(|| view! { <Chapters chapter=chapter /> })}
                    {children()}
                    <Buttons
                        chapter=chapter
                        next=next
                        busy=busy
                        back=back
                        back_label=back_label
                    />
                </form>
                {aside.map(|aside| view! { <aside class="sheet__aside">{aside.run()}</aside> })}
            </div>
        </main>
    }
}

/// Shows whoever comes from a summary on another page what is wrong, and where.
fn greet(work: Work, check: impl Fn() -> Vec<Issue> + 'static) {
    let Some(pointer) = work.form.take_ahead() else {
        work.form.show(Vec::new());
        return;
    };
    work.form.show(Vec::new());
    // After the page is there and has given the focus to its heading; not where it is gone by then.
    let greeting = set_timeout_with_handle(
        move || {
            work.form.show(in_page_order(check()));
            // A child or home as a whole has no control of its own: the summary tells.
            if !is_in_a_field() && !focus(&field_id(&pointer)) {
                work.call_summary();
            }
        },
        Duration::from_millis(60),
    );
    if let Ok(greeting) = greeting {
        on_cleanup(move || greeting.clear());
    }
}

/// The issues in the order in which their fields stand on the page; those of other pages last, as
/// they were.
fn in_page_order(mut issues: Vec<Issue>) -> Vec<Issue> {
    let Ok(controls) = document().query_selector_all("#main [id]") else {
        return issues;
    };
    let places: HashMap<String, u32> = (0..controls.length())
        .filter_map(|at| Some((controls.get(at)?.dyn_into::<Element>().ok()?.id(), at)))
        .collect();
    issues.sort_by_key(|issue| {
        let place = places.get(&field_id(&issue.pointer));
        place.copied().unwrap_or(u32::MAX)
    });
    issues
}

/// The way back, the way on, and the save line.
#[component]
fn Buttons(
    chapter: Chapter,
    next: Option<Signal<String>>,
    busy: Signal<bool>,
    back: Option<String>,
    back_label: Option<Signal<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let returning = work.returning.get_untracked();
    let next = next.unwrap_or_else(|| {
        Signal::derive(move || {
            if returning {
                t_string!(i18n, wizard.go.to_check).to_owned()
            } else {
                t_string!(i18n, wizard.go.next).to_owned()
            }
        })
    });
    let back_label = back_label.unwrap_or_else(|| {
        Signal::derive(move || {
            if returning {
                t_string!(i18n, wizard.go.check).to_owned()
            } else {
                t_string!(i18n, wizard.go.back).to_owned()
            }
        })
    });
    let back = back.or_else(|| {
        if returning {
            return Some(work.check_href());
        }
        let before = chapter.previous(work.form.module(), &work.form.answers_now())?;
        Some(work.href(before))
    });
    view! {
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
                aria-busy=Signal::derive(move || busy.get().then_some("true"))
            >
                {next}
            </button>
            <SaveLine />
        </div>
    }
}

/// The window's title with a mark while something is shown as wrong.
pub(crate) fn marked(i18n: I18n, form: Form, title: String) -> String {
    if form.shown().is_empty() {
        title
    } else {
        format!("{}{title}", t_string!(i18n, wizard.step.error))
    }
}

/// The page's name as the window's title tells it.
fn place_title(i18n: I18n, work: Work, here: &Here) -> String {
    let (module, step) = (work.form.module(), here.chapter.step());
    if step != Step::Details {
        return names::step_title(i18n, module, step);
    }
    let n = step.number(module).to_string();
    let of = Step::of(module).len().to_string();
    let name = names::step(i18n, step).to_owned();
    let chapter = match &here.entry {
        Some(entry) => {
            let pointer = format!("/{}/{entry}", here.chapter.slug());
            names::field(i18n, &work.form.answers(), &pointer, true)
        }
        None => names::chapter(i18n, here.chapter).to_owned(),
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

/// A note beside the questions.
#[component]
pub(crate) fn Aside(
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Its words.
    #[prop(into)]
    text: Signal<String>,
    /// Where more is told: the path, and the words of the link.
    #[prop(optional, into)]
    more: Option<(String, Signal<String>)>,
) -> impl IntoView {
    view! {
        <div class="aside">
            <h2 class="aside__title">{title}</h2>
            <p>{text}</p>
            {more.map(|(href, word)| view! { <p><a href=href>{word}</a></p> })}
        </div>
    }
}
