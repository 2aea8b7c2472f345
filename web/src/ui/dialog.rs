//! Dialogs on the browser's own `<dialog>`: it keeps the focus inside, closes on Esc, and gives
//! the focus back to where it was.

use leptos::html;
use leptos::prelude::*;

use crate::live::effect;
use crate::ui::icon::{Glyph, Icon};

/// What a dialog is about; gives its colour and icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// A question or a piece of information.
    Plain,
    /// Something is about to end or to be lost.
    Warning,
    /// Something is taken away for good.
    Danger,
    /// Something is done.
    Success,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "dialog",
            Self::Warning => "dialog dialog--warning",
            Self::Danger => "dialog dialog--danger",
            Self::Success => "dialog dialog--success",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Plain => Icon::Info,
            Self::Warning | Self::Danger => Icon::Warning,
            Self::Success => Icon::Check,
        }
    }
}

/// A modal dialog that is open while `open` says so.
///
/// Esc sets `open` to false like a click on a button that does so; with `stays`, Esc does nothing.
/// The buttons are the caller's, in `foot`.
#[component]
pub(crate) fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The heading; takes the focus first, so that it is read first.
    #[prop(into)]
    title: Signal<String>,
    /// The id of the heading, unique in the document.
    id: &'static str,
    /// What it is about.
    #[prop(default = Tone::Plain)]
    tone: Tone,
    /// Whether Esc leaves it open.
    #[prop(optional)]
    stays: bool,
    /// The buttons.
    #[prop(into)]
    foot: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let heading = NodeRef::<html::H2>::new();
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                // Fails only for a dialog that is not in the document.
                let _ = dialog.show_modal();
                if let Some(heading) = heading.get_untracked() {
                    let _ = heading.focus();
                }
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog
            class=tone.class()
            node_ref=dialog
            aria-labelledby=id
            on:cancel=move |event: leptos::ev::Event| {
                if stays {
                    event.prevent_default();
                }
            }
            on:close=move |_| open.set(stays && open.get_untracked())
        >
            <div class="dialog__head">
                <Glyph icon=tone.icon() />
                <h2 class="dialog__title" id=id tabindex="-1" node_ref=heading>
                    {title}
                </h2>
            </div>
            <div class="dialog__body">{children()}</div>
            <div class="dialog__foot">{foot.run()}</div>
        </dialog>
    }
}
