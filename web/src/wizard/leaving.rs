//! Asks before a link leads away from files that are in the browser alone: a reload is asked about by
//! the browser itself.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlAnchorElement};

use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::ui::confirm::Confirm;

/// The question, asked where a link leads out of `within` while `has_unsent` holds.
#[component]
pub(crate) fn AskBeforeLeaving(
    /// The beginning of the paths that lose nothing.
    within: String,
    /// Whether something would be lost.
    #[prop(into)]
    has_unsent: Signal<bool>,
    /// Gives up what would be lost, then goes to the path.
    #[prop(into)]
    leave: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let wanted = StoredValue::new(String::new());
    // Before the router, which listens at the window.
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if event.default_prevented() || !has_unsent.get_untracked() {
            return;
        }
        let Some(path) = path_of(&event).filter(|path| !path.starts_with(&within)) else {
            return;
        };
        event.prevent_default();
        wanted.set_value(path);
        open.set(true);
    });
    let document = document();
    let function = listener.as_ref().unchecked_ref();
    // A listener for clicks can always be added.
    let _ = document.add_event_listener_with_callback("click", function);
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || {
        listener.try_with_value(|listener| {
            let function = listener.as_ref().unchecked_ref();
            let _ =
                leptos::prelude::document().remove_event_listener_with_callback("click", function);
        });
    });
    view! {
        <Confirm
            open=open
            title=text!(i18n, agent.leave.title)
            id="leave-files"
            keep=text!(i18n, agent.leave.stay)
            confirm=text!(i18n, agent.leave.go)
            act=move |_| {
                open.set(false);
                leave.run(wanted.get_value());
            }
        >
            <p>{t!(i18n, agent.leave.text)}</p>
        </Confirm>
    }
}

/// The path that a click on a link of this application leads to in this window.
fn path_of(event: &Event) -> Option<String> {
    let element: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link = element.closest("a[href]").ok().flatten()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    let elsewhere = !link.target().is_empty()
        || link.rel() == "external"
        || link.origin() != window().location().origin().unwrap_or_default();
    (!elsewhere).then(|| format!("{}{}{}", link.pathname(), link.search(), link.hash()))
}
