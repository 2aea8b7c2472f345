//! The question before something is taken away for good.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::ui::dialog::{Dialog, Tone};

/// A dialog with two buttons: the first keeps what is there, the second takes it away.
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
    /// What the button says that takes it away.
    #[prop(into)]
    confirm: Signal<String>,
    /// Whether it is being taken away.
    #[prop(into, default = Signal::stored(false))]
    busy: Signal<bool>,
    /// Takes it away. A second press while it is busy is the caller's to refuse.
    #[prop(into)]
    act: Callback<MouseEvent>,
    /// What is lost.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Dialog
            open=open
            title=title
            id=id
            tone=Tone::Danger
            foot=move || {
                view! {
                    <button class="button" type="button" on:click=move |_| open.set(false)>
                        {keep}
                    </button>
                    <button
                        class="button button--danger"
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
