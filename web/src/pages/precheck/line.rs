//! The answer so far in one line, for screens on which the answer stands below the questions.

use leptos::prelude::*;
use shared::policy::{Decision, Precheck, explain};

use super::answer::answered_for;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
use crate::live::live;
use crate::ui::page::go_to;

/// The line: it stays at the foot of the screen while questions are answered, and leads to the
/// answer.
#[component]
pub(super) fn AnswerLine(result: Memo<Option<Precheck>>) -> impl IntoView {
    let i18n = use_i18n();
    let show = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        go_to("#precheck-answer");
    };
    live(move || {
        result
            .with(|result| result.as_ref().map(|result| words(i18n, &result.decision)))
            .map(|words| {
                view! {
                    <a class="precheck__line no-print" href="#precheck-answer" on:click=show>
                        <b>{t!(i18n, rules.precheck.so_far)}</b>
                        <span>{words}</span>
                    </a>
                }
            })
    })
}

fn words(i18n: I18n, decision: &Decision) -> String {
    let decision = answered_for(decision);
    let lang = lang(i18n);
    let mut parts: Vec<String> = decision
        .zones
        .iter()
        .map(|zone| {
            let outcome = explain::outcome(zone.outcome, lang);
            format!("{} {outcome}", explain::zone(zone.zone, lang))
        })
        .collect();
    if parts.is_empty() {
        let (outcome, _) = decision.outcome_for(None);
        parts.push(explain::outcome(outcome, lang).to_owned());
    }
    parts.join(t_string!(i18n, rules.precheck.so_far_and))
}
