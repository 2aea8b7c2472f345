//! The page with the rules, for everybody: today's as a table, every version in order of time, and
//! what changed between any two days. All of it is made from the data that decides.

mod differences;
mod families;
mod timeline;
mod value;

use leptos::prelude::*;
use shared::policy::{Parameter, ParameterValue, Policies, Reference, VersionId, explain};
use shared::purchase::Module;
use shared::values::{Day, day_in_shanghai};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t, text};
use crate::live::live;
use crate::route::Route;
use crate::rulebook::use_policies;
use crate::terms;
use crate::time;
use crate::ui::page::Page;

use differences::Differences;
use families::{families, person};
use timeline::Versions;
use value::in_words;

/// The page.
#[component]
pub(crate) fn PoliciesPage() -> impl IntoView {
    let i18n = use_i18n();
    let policies = use_policies();
    let today = day_in_shanghai(time::now());
    view! {
        <Page
            title=text!(i18n, rules.policies.title)
            lede=text!(i18n, rules.policies.lede)
        >
            <div class="stack stack--loose">
            <p>
                <a class="button" href=Route::Precheck.href()>
                    {t!(i18n, rules.policies.precheck)}
                </a>
            </p>
            {Module::ALL
                .map(|module| {
                    view! {
                        <section class="part">
                            <h2>
                                {live(move || {
                                    t_string!(
                                        i18n,
                                        rules.policies.today,
                                        module = terms::module(i18n, module),
                                        day = explain::day(today, lang(i18n))
                                    )
                                })}
                            </h2>
                            {live(move || policies.with(|all| plainly(i18n, all, module, today)))}
                            <details class="fold">
                                <summary>{t!(i18n, rules.families.details)}</summary>
                                <div class="fold__body">
                                    {live(move || {
                                        policies.with(|all| table(i18n, all, module, today))
                                    })}
                                </div>
                            </details>
                        </section>
                    }
                })
                .into_iter()
                .collect_view()}
            <Differences module=Module::Residential today=today />
            <Versions />
            </div>
        </Page>
    }
}

/// The rules of a module on a day, as people read them.
fn plainly(i18n: I18n, policies: &Policies, module: Module, on: Day) -> Option<AnyView> {
    let rules = policies.in_force(module, on)?;
    Some(match module {
        Module::Residential => families(i18n, rules),
        Module::Commercial => person(i18n, rules),
    })
}

/// The rules of a module on a day, with the version and the document that set each.
fn table(i18n: I18n, policies: &Policies, module: Module, on: Day) -> AnyView {
    let entries = policies
        .in_force(module, on)
        .map(shared::policy::Rules::entries_in_use)
        .unwrap_or_default();
    let rows = entries
        .into_iter()
        .map(|(parameter, value, version)| row(i18n, policies, parameter, value, version))
        .collect_view();
    view! {
        <table class="table rules">
            <thead>
                <tr>
                    <th scope="col">{t!(i18n, rules.policies.rule)}</th>
                    <th scope="col">{t!(i18n, rules.policies.value)}</th>
                    <th scope="col">{t!(i18n, rules.policies.source)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(
    i18n: I18n,
    policies: &Policies,
    parameter: Parameter,
    value: ParameterValue,
    version: VersionId,
) -> AnyView {
    let source = explain::reference(Reference { version, parameter }, policies, lang(i18n));
    view! {
        <tr>
            <th scope="row">{explain::parameter(parameter, lang(i18n))}</th>
            <td data-label=t!(i18n, rules.policies.value)>{in_words(i18n, value)}</td>
            <td class="meta" data-label=t!(i18n, rules.policies.source)>{source}</td>
        </tr>
    }
    .into_any()
}
