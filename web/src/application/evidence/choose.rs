//! Choosing files: from the disk, or on a phone with the camera.

use leptos::html;
use leptos::prelude::*;

use super::state::Evidence;
use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::{Show, live};
use crate::names;
use crate::ui::icon::{Glyph, Icon};

/// The buttons.
#[component]
pub(super) fn Choose(evidence: Evidence) -> impl IntoView {
    let i18n = use_i18n();
    let files = NodeRef::<html::Input>::new();
    let camera = NodeRef::<html::Input>::new();
    let take = move |input: NodeRef<html::Input>| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let list = input.files();
        let files = list.into_iter().flat_map(|list| {
            let all = 0..list.length();
            all.filter_map(move |nth| list.get(nth)).collect::<Vec<_>>()
        });
        for file in files {
            if !untrack(|| evidence.has_room()) {
                break;
            }
            evidence.choose(&file);
        }
        // So that the same file can be chosen again.
        input.set_value("");
    };
    let press = |input: NodeRef<html::Input>| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let accepted = if evidence.kind.takes_pdf() {
        "image/*,application/pdf"
    } else {
        "image/*"
    };
    // Of several buttons on a page each tells what it is for.
    let title = move || {
        evidence
            .is_required()
            .then(|| view! { <span class="sr-only">" " {live(move || names::paper(i18n, evidence.kind))}</span> })
    };
    view! {
        <input
            type="file"
            hidden
            multiple
            accept=accepted
            node_ref=files
            on:change=move |_| take(files)
        />
        <input
            type="file"
            hidden
            accept="image/*"
            capture="environment"
            node_ref=camera
            on:change=move |_| take(camera)
        />
        <div class="cluster files__add">
            <button
                class="button"
                type="button"
                id=evidence.control()
                aria-disabled=Signal::derive(move || (!evidence.has_room()).then_some("true"))
                on:click=move |_| {
                    if untrack(|| evidence.has_room()) {
                        press(files);
                    }
                }
            >
                <Glyph icon=Icon::Plus />
                {t!(i18n, papers.choose)}
                {title}
            </button>
            <Show when=move || evidence.has_room()>
                <button class="button files__camera" type="button" on:click=move |_| press(camera)>
                    <Glyph icon=Icon::Camera />
                    {t!(i18n, papers.camera)}
                    {title}
                </button>
            </Show>
        </div>
        <Show when=move || !evidence.has_room()>
            <p class="field__hint">{t!(i18n, papers.full)}</p>
        </Show>
    }
}
