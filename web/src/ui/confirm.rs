//! The question before something is done that cannot be taken back.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::ui::dialog::{Dialog, Tone};

/// A dialog with two buttons: the first keeps what is there, the second does it.
#[component]
pub(crate) fn Confirm(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The heading: what is asked.
    #[prop(into)]
    title: Signal<String>,
    /// The id of the heading, unique in the document.
    id: &'static str,
    /// What the button says that keeps it.
    #[prop(into)]
    keep: Signal<String>,
    /// What the button says that does it.
    #[prop(into)]
    confirm: Signal<String>,
    /// Whether something is taken away, or, plain, begun.
    #[prop(default = Tone::Danger)]
    tone: Tone,
    /// Whether it is being done.
    #[prop(into, default = Signal::stored(false))]
    busy: Signal<bool>,
    /// Does it. A second press while it is busy is the caller's to refuse.
    #[prop(into)]
    act: Callback<MouseEvent>,
    /// What comes of it.
    children: ChildrenFn,
) -> impl IntoView {
    let class = if tone == Tone::Danger {
        "button button--danger"
    } else {
        "button button--primary"
    };
    view! {
        <Dialog
            open=open
            title=title
            id=id
            tone=tone
            foot=move || {
                view! {
                    <button class="button" type="button" on:click=move |_| open.set(false)>
                        {keep}
                    </button>
                    <button
                        class=class
                        type="button"
                        aria-busy=move || busy.get().to_string()
                        on:click=move |event| act.run(event)
                    >
                        {confirm}
                    </button>
                }
            }
        >
            {children()}
        </Dialog>
    }
}
