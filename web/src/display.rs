//! How the person wants to see the pages: large type (关怀版) and high contrast, kept in the
//! browser and set on `<html>`, where the style sheets look for it.

use crate::live::effect;
use leptos::prelude::*;

/// The two switches.
#[derive(Clone, Copy)]
pub(crate) struct Display {
    /// Large type.
    pub(crate) large: RwSignal<bool>,
    /// High contrast.
    pub(crate) contrast: RwSignal<bool>,
}

/// Reads the switches from the browser's memory and keeps page and memory in step with them.
pub(crate) fn provide_display() {
    provide_context(Display {
        large: switch("size", "data-size", "large"),
        contrast: switch("contrast", "data-contrast", "high"),
    });
}

fn switch(key: &'static str, attribute: &'static str, on: &'static str) -> RwSignal<bool> {
    let signal = RwSignal::new(recall(key).as_deref() == Some(on));
    effect(move || {
        let is_on = signal.get();
        remember(key, if is_on { on } else { "" });
        if let Some(root) = document().document_element() {
            // Neither call can fail for an attribute of that name.
            if is_on {
                let _ = root.set_attribute(attribute, on);
            } else {
                let _ = root.remove_attribute(attribute);
            }
        }
    });
    signal
}

/// What this tab keeps. Nothing where the browser keeps nothing.
pub(crate) fn session_storage() -> Option<web_sys::Storage> {
    window().session_storage().ok()?
}

/// What was kept under a key. Nothing where the browser keeps nothing (private windows).
pub(crate) fn recall(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a choice; an empty one is forgotten. Losing it is no harm, so failures are silent.
pub(crate) fn remember(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = if value.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, value)
        };
    }
}
