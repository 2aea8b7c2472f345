//! The browser application. Pages load what they show; `ui` and `steps` are given what they show,
//! and `api` alone speaks to the server.

#![expect(
    unreachable_pub,
    reason = "the component macro writes items of its own with `pub`"
)]

mod api;
mod app;
mod application;
mod display;
mod i18n;
mod language;
mod later;
mod live;
mod names;
mod pages;
mod random;
mod route;
mod rulebook;
mod session;
mod shell;
mod steps;
mod terms;
mod time;
mod ui;
mod unsaved;
mod vault;
mod wizard;

#[wasm_bindgen::prelude::wasm_bindgen(module = "/js/translated.js")]
extern "C" {
    /// Keeps true what the page says while the browser translates it.
    fn watch();
}

fn main() {
    watch();
    leptos::mount::mount_to_body(app::App);
    // The words of the entry page stay until those of the program are there.
    let root = leptos::prelude::document().document_element();
    if root
        .and_then(|root| root.get_attribute("data-boot"))
        .is_none()
    {
        ui::page::lift_shell();
    }
}
