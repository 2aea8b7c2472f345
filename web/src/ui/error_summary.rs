//! The summary of errors at the top of a page: it takes the focus, and each line leads to its
//! field.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::i18n::{t_string, use_i18n};
use crate::live::Show;

/// Where a line of the summary leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lead {
    /// The control of that id on this page.
    Field(String),
    /// Another page, and the field to go to there, by its JSON pointer.
    Page {
        /// The path.
        href: String,
        /// The field.
        pointer: String,
    },
}

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// What is wrong where.
    pub(crate) text: String,
    /// Where it leads.
    pub(crate) lead: Lead,
}

/// The error summary; nothing while there are no lines.
#[component]
pub(crate) fn ErrorSummary(
    /// The lines.
    #[prop(into)]
    lines: Signal<Vec<Line>>,
    /// Takes the focus each time this grows: the person tried to go on once more.
    #[prop(into)]
    tries: Signal<u32>,
    /// Told which field to go to before another page opens.
    #[prop(into)]
    leave: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move |before: Option<u32>| {
        let focused = before.unwrap_or_default();
        let tries = tries.get();
        match summary.get() {
            Some(summary) if tries > focused => {
                // A block with a tabindex can always take the focus.
                let _ = summary.focus();
                summary.scroll_into_view();
                tries
            }
            _ => focused,
        }
    });
    let title = move || match lines.with(Vec::len) {
        1 => t_string!(i18n, wizard.error.one).to_owned(),
        n => t_string!(i18n, wizard.error.many, n = n.to_string()),
    };
    let items = move || {
        lines
            .get()
            .into_iter()
            .map(|line| {
                let link = match line.lead {
                    Lead::Field(id) => {
                        let href = format!("#{id}");
                        view! {
                            // The router would take a change of the fragment for a new page.
                            <a
                                href=href
                                rel="external"
                                on:click=move |event| {
                                    event.prevent_default();
                                    focus(&id);
                                }
                            >
                                {line.text}
                            </a>
                        }
                        .into_any()
                    }
                    Lead::Page { href, pointer } => {
                        let go = move |_| leave.run(pointer.clone());
                        view! {
                            <a href=href on:click=go>
                                {line.text}
                            </a>
                        }
                        .into_any()
                    }
                };
                view! { <li>{link}</li> }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !lines.with(Vec::is_empty)>
            <div class="errors" role="alert" tabindex="-1" node_ref=summary>
                <h2 class="errors__title">{title}</h2>
                <ul class="errors__list">{items}</ul>
            </div>
        </Show>
    }
}

/// Moves the focus to a control and shows it; tells whether there is one.
pub(crate) fn focus(id: &str) -> bool {
    let Some(control) = document().get_element_by_id(id) else {
        return false;
    };
    if let Some(control) = control.dyn_ref::<HtmlElement>() {
        // What cannot take the focus is at least scrolled to.
        let _ = control.focus();
    }
    control.scroll_into_view();
    true
}
