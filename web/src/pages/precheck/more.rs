//! What the pre-check asks beside the plain questions, because a day or a ground decides: when a
//! commercial unit was first sold, which single-storey houses count, and how months were paid.

use leptos::prelude::*;
use shared::policy::situation::Claim;
use shared::policy::{Set, explain};
use shared::purchase::Module;
use shared::values::{Day, day_in_shanghai};

use super::controls::one_of;
use super::inputs::Inputs;
use crate::i18n::t_string;
use crate::language::{I18n, lang, text};
use crate::live::{Show, live};
use crate::rulebook::use_policies;
use crate::time;
use crate::ui::choice::Choice;

/// When a commercial unit was first sold, in the terms of the rules.
pub(super) fn first_sold(inputs: Inputs, i18n: I18n) -> AnyView {
    let policies = use_policies();
    let answers = move || {
        let today = day_in_shanghai(time::now());
        let limits = policies.with(|all| {
            let rules = all.in_force(Module::Commercial, today)?;
            let day = |set: Option<Set<Day>>| set.map(|set| set.value);
            Some((
                day(rules.tz_commercial_sold_before)?,
                day(rules.resale_sold_before)?,
            ))
        });
        let unknown = Choice::plain("unknown", t_string!(i18n, rules.answer.sold_unknown));
        let Some((tongzhou, city)) = limits else {
            return vec![unknown];
        };
        let said = |day| explain::day(day, lang(i18n));
        vec![
            Choice::plain(
                Day::default().to_string(),
                t_string!(i18n, rules.answer.sold_before, day = said(tongzhou)),
            ),
            Choice::plain(
                tongzhou.to_string(),
                t_string!(
                    i18n,
                    rules.answer.sold_between,
                    from = said(tongzhou),
                    before = said(city)
                ),
            ),
            Choice::plain(
                city.to_string(),
                t_string!(i18n, rules.answer.sold_since, day = said(city)),
            ),
            unknown,
        ]
    };
    one_of(
        inputs,
        "unit_sold",
        text!(i18n, rules.ask.unit_sold),
        answers,
    )
}

/// Which single-storey houses are not to be counted.
pub(super) fn houses(i18n: I18n) -> AnyView {
    let policies = use_policies();
    let hint = move || {
        let today = day_in_shanghai(time::now());
        let from = policies.with(|all| {
            let rules = all.in_force(Module::Residential, today)?;
            rules.bungalow_counts_from.map(|set| set.value)
        });
        let from = from.map(|from| explain::day(from, lang(i18n)));
        from.map(|day| t_string!(i18n, rules.ask.houses_hint, day = day))
    };
    view! { <p class="hint">{live(hint)}</p> }.into_any()
}

/// On which ground months were paid late, whether the newest is posted, and of what income tax was
/// paid: asked where it can matter.
pub(super) fn contribution(inputs: Inputs, category: Claim, i18n: I18n) -> AnyView {
    let on_record = move |which: &str, claim: Claim| {
        if category == Claim::Individual {
            inputs.text("contribution") == which
        } else {
            category == claim
        }
    };
    let insured = Signal::derive(move || on_record("insurance", Claim::NonLocalSocialInsurance));
    let taxed = Signal::derive(move || on_record("tax", Claim::NonLocalIncomeTax));
    let late = Signal::derive(move || {
        let late = inputs.text("late");
        insured.get() && !late.is_empty() && late != "0"
    });
    let grounds = move || {
        vec![
            Choice::plain("change", t_string!(i18n, rules.answer.changed_employer)),
            Choice::plain("other", t_string!(i18n, rules.answer.other_ground)),
        ]
    };
    let posted = move || {
        vec![
            Choice::plain("yes", t_string!(i18n, rules.answer.yes)),
            Choice::plain("no", t_string!(i18n, rules.answer.not_posted)),
        ]
    };
    let incomes = move || {
        vec![
            Choice::plain("wages", t_string!(i18n, rules.answer.wages)),
            Choice::plain("business", t_string!(i18n, rules.answer.business)),
            Choice::plain(
                "business_quarters",
                t_string!(i18n, rules.answer.business_quarters),
            ),
        ]
    };
    view! {
        <Show when=late>{one_of(inputs, "ground", text!(i18n, rules.ask.ground), grounds)}</Show>
        <Show when=insured>{one_of(inputs, "posted", text!(i18n, rules.ask.posted), posted)}</Show>
        <Show when=taxed>{one_of(inputs, "income", text!(i18n, rules.ask.income), incomes)}</Show>
    }
    .into_any()
}
