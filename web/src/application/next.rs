//! The part “next” (接下来) of a result: what happens next, or what there is to do, in the state that
//! an application has.

use leptos::prelude::*;
use shared::application::{Detail, State, SubState};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t};
use crate::live::{Show, live, memo};
use crate::time;

/// The steps as a list under their heading; nothing where nothing is left to do.
#[component]
pub(crate) fn Next(
    /// The application.
    detail: Signal<Detail>,
) -> impl IntoView {
    let i18n = use_i18n();
    let steps = memo(move || detail.with(|detail| steps(i18n, detail)));
    view! {
        <Show when=move || !steps.with(Vec::is_empty)>
            <section class="part" aria-labelledby="next">
                <h2 id="next">{t!(i18n, result.receipt_page.next)}</h2>
                <ol class="next">
                    {live(move || {
                        steps
                            .get()
                            .into_iter()
                            .map(|step| view! { <li>{step}</li> })
                            .collect_view()
                    })}
                </ol>
            </section>
        </Show>
    }
}

fn steps(i18n: I18n, detail: &Detail) -> Vec<String> {
    if detail.summary.sub_state == Some(SubState::ManualReview) {
        return vec![
            t_string!(i18n, result.receipt_page.next_manual).to_owned(),
            t_string!(i18n, result.receipt_page.next_looks).to_owned(),
            t_string!(i18n, result.receipt_page.next_result).to_owned(),
        ];
    }
    if detail.summary.sub_state == Some(SubState::AwaitingAuthority) {
        return vec![
            t_string!(i18n, agent.next.hand_over).to_owned(),
            t_string!(i18n, agent.next.confirm).to_owned(),
            t_string!(i18n, agent.next.result).to_owned(),
        ];
    }
    match (detail.summary.state, &detail.certificate) {
        (State::Pending, _) => vec![
            t_string!(i18n, result.receipt_page.next_check).to_owned(),
            t_string!(i18n, result.receipt_page.next_wait).to_owned(),
            t_string!(i18n, result.receipt_page.next_result).to_owned(),
        ],
        (State::Passed, Some(certificate)) => vec![
            t_string!(
                i18n,
                result.receipt_page.next_use,
                number = certificate.number.clone()
            ),
            t_string!(
                i18n,
                result.receipt_page.next_until,
                day = time::day(i18n, certificate.valid_until)
            ),
            t_string!(i18n, result.receipt_page.next_ends).to_owned(),
        ],
        (State::Failed, _) => vec![t_string!(i18n, result.receipt_page.next_failed).to_owned()],
        (State::Draft | State::Passed | State::Signing | State::Signed | State::Void, _) => {
            Vec::new()
        }
    }
}
