//! Which sellers had the certificate checked, and what they were told.

use leptos::prelude::*;
use shared::certificate::ToldCheck;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::terms;
use crate::time;

/// The checks, oldest first.
#[component]
pub(super) fn Checked(checks: Vec<ToldCheck>) -> impl IntoView {
    let i18n = use_i18n();
    let none = checks.is_empty();
    view! {
        <div>
            <h3 class="looks__who">{t!(i18n, verify.looks)}</h3>
            {none.then(|| view! { <p>{t!(i18n, verify.looks_none)}</p> })}
            <ul class="looks">
                {checks.into_iter().map(|check| view! { <BySeller check=check /> }).collect_view()}
            </ul>
        </div>
    }
}

#[component]
fn BySeller(check: ToldCheck) -> impl IntoView {
    let i18n = use_i18n();
    let ToldCheck {
        client,
        number,
        status,
        at,
    } = check;
    let what = move || {
        t_string!(
            i18n,
            verify.looked,
            number = number.clone(),
            status = terms::certificate_status(i18n, status)
        )
    };
    view! {
        <li class="look">
            <time class="look__time" datetime=time::machine(at)>
                {live(move || time::moment(i18n, at))}
            </time>
            <p>
                <b>{client}</b>
                " "
                {live(what)}
            </p>
        </li>
    }
}
