//! How an applicant is reached, part by part, and what was corrected.

use leptos::prelude::*;
use shared::form::{ContactChange, ContactField};

use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::live::live;
use crate::time;

/// The name of a part.
pub(crate) fn part(i18n: I18n, field: ContactField) -> &'static str {
    match field {
        ContactField::Mobile => t_string!(i18n, member.contact.mobile),
        ContactField::Email => t_string!(i18n, member.contact.email),
        ContactField::PostalAddress => t_string!(i18n, member.contact.postal_address),
    }
}

/// What was corrected, newest first.
#[component]
pub(crate) fn Changes(history: Vec<ContactChange>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |change: ContactChange| {
        let ContactChange {
            field,
            from,
            to,
            at,
        } = change;
        let nothing = move || t_string!(i18n, member.contact.nothing).to_owned();
        let before = move || {
            let what = from.clone().unwrap_or_else(nothing);
            t_string!(i18n, member.contact.from, what = what)
        };
        let after = move || {
            let what = to.clone().unwrap_or_else(nothing);
            t_string!(i18n, member.contact.to, what = what)
        };
        view! {
            <li class="look">
                <time class="look__time" datetime=time::machine(at)>
                    {live(move || time::moment(i18n, at))}
                </time>
                <p>
                    <b>{live(move || part(i18n, field))}</b>
                </p>
                <p class="look__reason">{live(before)} " → " {live(after)}</p>
            </li>
        }
    };
    view! { <ul class="looks">{history.into_iter().rev().map(one).collect_view()}</ul> }
}
