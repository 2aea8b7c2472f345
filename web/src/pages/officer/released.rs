//! A hold of which the applicant asks for the release, on the page of a case.

use leptos::prelude::*;
use shared::application::ToldHold;

use crate::application::holds::OneHold;
use crate::i18n::use_i18n;
use crate::language::t;

/// The hold.
#[component]
pub(super) fn AskedHold(hold: ToldHold) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="part" aria-labelledby="asked-hold">
            <h2 id="asked-hold">{t!(i18n, signing.title)}</h2>
            <OneHold hold=hold/>
        </section>
    }
}
