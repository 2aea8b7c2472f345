//! What a summary tells of an application: number, category, place, dates and reason.

use leptos::prelude::*;
use shared::application::{State, Summary};
use shared::policy::explain;
use shared::values::Day;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
use crate::terms;
use crate::time;

/// What a summary tells, as a list of facts.
#[component]
pub(crate) fn Facts(
    summary: Summary,
    /// More of them: `dt` and `dd`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fact = |name: AnyView, value: AnyView| view! { <dt>{name}</dt><dd>{value}</dd> };
    let moment = move |at| (move || time::moment(i18n, at)).into_any();
    view! {
        <dl class="facts">
            {summary
                .filed_for
                .clone()
                .map(|name| fact(t!(i18n, agent.fact.filed_for).into_any(), name.into_any()))}
            {(summary.filed_by_agent && summary.filed_for.is_none())
                .then(|| {
                    fact(
                        t!(i18n, pages.fact.filled_by).into_any(),
                        t!(i18n, terms.filled_by.agent).into_any(),
                    )
                })}
            {summary.number.map(|n| fact(t!(i18n, pages.fact.number).into_any(), n.into_any()))}
            {summary
                .category
                .map(|c| {
                    fact(
                        t!(i18n, pages.fact.category).into_any(),
                        (move || terms::category(i18n, c)).into_any(),
                    )
                })}
            {summary
                .applicant
                .filter(|_| summary.filed_for.is_none())
                .map(|n| fact(t!(i18n, pages.fact.applicant).into_any(), n.into_any()))}
            {summary
                .place
                .map(|p| {
                    fact(
                        t!(i18n, pages.fact.place).into_any(),
                        (move || terms::place(i18n, p)).into_any(),
                    )
                })}
            {summary
                .unit_location
                .map(|location| fact(t!(i18n, pages.fact.unit).into_any(), location.into_any()))}
            {match summary.submitted_at {
                Some(at) => fact(t!(i18n, pages.fact.submitted).into_any(), moment(at)),
                None => fact(t!(i18n, pages.fact.saved).into_any(), moment(summary.updated_at)),
            }}
            {summary
                .valid_until
                // A void application has no last day any more.
                .filter(|_| summary.state != State::Void)
                .map(|day| {
                    let left = summary.days_left;
                    fact(
                        t!(i18n, pages.fact.valid_until).into_any(),
                        (move || valid_until(i18n, day, left)).into_any(),
                    )
                })}
            {summary
                .reason
                .filter(|_| summary.state == State::Failed)
                .map(|reason| {
                    fact(
                        t!(i18n, pages.fact.reason).into_any(),
                        (move || explain::reason(reason, lang(i18n))).into_any(),
                    )
                })}
            {children.map(|children| children())}
        </dl>
    }
}

/// A last day, with the days that remain where they are known.
fn valid_until(i18n: I18n, day: Day, left: Option<u32>) -> String {
    let day = time::day(i18n, day);
    match left {
        Some(left) => t_string!(
            i18n,
            pages.fact.days_left,
            day = day,
            days = left.to_string()
        ),
        None => day,
    }
}
