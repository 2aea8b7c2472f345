//! A page: arriving at it (title, focus on the heading, top of the page, and a word to the live
//! region), its frame, and printing it.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_router::hooks::use_location;

use crate::i18n::{t_string, use_i18n};
use crate::live::{effect, memo};
use crate::ui::announcer::use_announcer;

/// Where the person was told to be last. Nothing before the first page: the browser tells that one
/// itself, and the focus belongs to the top of the document then.
#[derive(Clone, Copy)]
struct Arrived(StoredValue<Option<String>>);

/// Provides what [`use_page`] needs.
pub(crate) fn provide_arrival() {
    provide_context(Arrived(StoredValue::new(None)));
}

/// Makes a page known by its title (without the service's name) and gives the reference for its
/// `<h1 tabindex="-1">`.
///
/// The document's title follows the given one. Whenever the path has changed and the heading is
/// there, perhaps after loading, the heading takes the focus, the page begins at its top and the
/// live region tells the title.
pub(crate) fn use_page(title: impl Fn() -> String + Send + Sync + 'static) -> NodeRef<html::H1> {
    let i18n = use_i18n();
    let title = memo(title);
    let heading = NodeRef::<html::H1>::new();
    let pathname = use_location().pathname;
    let announcer = use_announcer();
    let Arrived(arrived) = expect_context();

    effect(move || {
        let service = t_string!(i18n, shell.service);
        document().set_title(&format!("{} – {service}", title.get()));
    });
    effect(move || {
        let path = pathname.get();
        let Some(heading) = heading.get() else {
            return;
        };
        // The page that is left hears of the new path as well, and is gone a moment later.
        request_animation_frame(move || {
            lift_shell();
            let before = arrived.get_value();
            if before.as_ref() == Some(&path) || !heading.is_connected() {
                return;
            }
            arrived.set_value(Some(path));
            if before.is_some() {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                if !is_in_a_field() {
                    // A heading with a tabindex can always take the focus.
                    let _ = heading.focus();
                }
                // A page that is gone meanwhile has nothing to tell.
                if let Some(title) = title.try_get_untracked() {
                    announcer.say(title);
                }
            }
        });
    });
    heading
}

/// Whether the person is in a field of the page already. Nothing that comes late takes the focus from
/// there: what is typed meanwhile would go elsewhere.
pub(crate) fn is_in_a_field() -> bool {
    document()
        .active_element()
        .is_some_and(|control| control.matches("main :is(input, select, textarea)") == Ok(true))
}

/// Takes away what was seen before the program had started (`web/page/index.html`).
pub(crate) fn lift_shell() {
    if let Some(shell) = document().get_element_by_id("boot") {
        shell.remove();
    }
}

/// Prints the page that is open.
pub(crate) fn print() {
    // Browsers without a printer dialog do nothing.
    let _ = window().print();
}

/// A page with a heading and an optional sentence under it.
#[component]
pub(crate) fn Page(
    /// The title, in the window and as heading.
    #[prop(into)]
    title: Signal<String>,
    /// The sentence under the heading.
    #[prop(optional, into)]
    lede: Option<Signal<String>>,
    /// A narrow measure, for short forms and prose.
    #[prop(optional)]
    narrow: bool,
    children: Children,
) -> impl IntoView {
    let heading = use_page(move || title.get());
    view! {
        <main class=if narrow { "page page--narrow" } else { "page" } id="main">
            <div class="page__head">
                <h1 node_ref=heading tabindex="-1">{title}</h1>
                {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
            </div>
            {children()}
        </main>
    }
}

/// Brings a heading into view and gives it the focus. It has a `tabindex`.
pub(crate) fn go_to(selector: &str) {
    let heading = document()
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(heading) = heading {
        // A heading with a tabindex can always take the focus.
        let _ = heading.focus();
        heading.scroll_into_view();
    }
}
