//! What a dispute is about, and what the applicant was asked for, on the page of a case.

use leptos::prelude::*;
use shared::application::{CaseRequest, Dispute};
use shared::values::Day;

use crate::application::houses::{Houses, ground};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::time;

/// The dispute that waits for a decision.
#[component]
pub(super) fn Disputed(dispute: Dispute) -> impl IntoView {
    let i18n = use_i18n();
    let Dispute {
        records,
        ground: why,
        statement,
        ..
    } = dispute;
    view! {
        <section class="card" aria-labelledby="disputed">
            <div class="card__head">
                <h2 class="card__title" id="disputed">
                    {t!(i18n, officer.disputed.title)}
                </h2>
            </div>
            <div class="card__body stack stack--tight">
                <p>
                    <b>{live(move || ground(i18n, why))}</b>
                </p>
                <blockquote class="quote">{statement}</blockquote>
                <h3>{t!(i18n, officer.disputed.records)}</h3>
                <Houses records=records />
            </div>
        </section>
    }
}

/// What the applicant was asked for, and the answers.
#[component]
pub(super) fn Requests(
    requests: Vec<CaseRequest>,
    /// Until when an answer to the last one is awaited.
    awaited: Option<Day>,
) -> impl IntoView {
    let i18n = use_i18n();
    let last = requests.len();
    let one = move |(nth, request): (usize, CaseRequest)| {
        let awaited = awaited.filter(|_| nth == last);
        let CaseRequest {
            what,
            at,
            answer_by: _,
            answer,
            evidence: _,
            answered_at,
        } = request;
        let by = move || match awaited.map(|day| time::day(i18n, day)) {
            Some(day) => t_string!(i18n, officer.due.paused, day = day),
            None => t_string!(i18n, officer.disputed.no_answer).to_owned(),
        };
        let told = match (answer, answered_at) {
            (Some(answer), Some(at)) => view! {
                <h3>
                    {t!(i18n, officer.disputed.answer)} " "
                    <span class="meta">{live(move || time::moment(i18n, at))}</span>
                </h3>
                <blockquote class="quote">{answer}</blockquote>
            }
            .into_any(),
            _ => view! { <p class="meta">{live(by)}</p> }.into_any(),
        };
        view! {
            <div class="card">
                <div class="card__body stack stack--tight">
                    <h3>
                        {t!(i18n, officer.disputed.asked)} " "
                        <span class="meta">{live(move || time::moment(i18n, at))}</span>
                    </h3>
                    <blockquote class="quote">{what}</blockquote>
                    {told}
                </div>
            </div>
        }
    };
    (1..).zip(requests).map(one).collect_view()
}
