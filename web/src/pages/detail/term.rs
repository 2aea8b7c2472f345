//! Until when an officer decides, as a rule, and whom to call otherwise: what the operator promises.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::operator::Operator;

use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::live::live;

/// The sentence; nothing where nothing is promised, or while it is not known.
#[component]
pub(super) fn Term() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let operator = RwSignal::new(None::<Operator>);
    spawn_local(async move {
        operator.try_set(api.get_operator().await.ok());
    });
    let sentence = move || {
        let Operator {
            telephone,
            manual_review_days,
            ..
        } = operator.get()?;
        Some(t_string!(
            i18n,
            result.term,
            days = manual_review_days?.to_string(),
            telephone = telephone
        ))
    };
    live(move || sentence().map(|sentence| view! { <p class="verdict__text">{sentence}</p> }))
}
