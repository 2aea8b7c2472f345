//! What members of the household hold against an application, on the page of a case.

use leptos::prelude::*;
use shared::application::CaseObjection;

use crate::application::objections::OneObjection;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::names;

/// The objections, newest first.
#[component]
pub(super) fn Objections(objections: Vec<CaseObjection>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |one: CaseObjection| {
        let who = one.who;
        let by = move || {
            let who = names::relation(i18n, who);
            t_string!(i18n, member.officer.raised_by, who = who)
        };
        view! {
            <p class="meta">{live(by)}</p>
            <OneObjection objection=one.objection />
        }
    };
    (!objections.is_empty()).then(|| {
        view! {
            <section class="part" aria-labelledby="objections">
                <h2 id="objections">{t!(i18n, member.officer.title)}</h2>
                {objections.into_iter().rev().map(one).collect_view()}
            </section>
        }
    })
}
