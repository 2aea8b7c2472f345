//! 服务窗口: where people are helped in person, and whom they can call.

use leptos::prelude::*;
use shared::operator::{Operator, ServiceWindow};

use crate::api::use_api;
use crate::i18n::use_i18n;
use crate::language::{lang, t, text};
use crate::live::live;
use crate::ui::load::Loader;
use crate::ui::page::Page;
use crate::ui::telephone::Telephone;

/// 服务窗口.
#[component]
pub(crate) fn Windows() -> impl IntoView {
    let api = use_api();
    let operator = Loader::new(move || api.get_operator());
    operator.page(|operator| view! { <Shown operator=operator.get_untracked() /> })
}

#[component]
fn Shown(operator: Operator) -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, pages.windows.title);
    let lede = text!(i18n, pages.windows.lede);
    let Operator {
        name,
        telephone,
        windows,
        sandbox: _,
        manual_review_days: _,
        renewal_days: _,
        review_periods: _,
    } = operator;
    let none = windows.is_empty();
    view! {
        <Page title=title lede=lede narrow=true>
            <div class="stack">
                <section class="card">
                    <div class="card__head">
                        <h2 class="card__title">{live(move || name.text(lang(i18n)).to_owned())}</h2>
                    </div>
                    <div class="card__body">
                        <dl class="facts facts--roomy">
                            <dt>{t!(i18n, pages.windows.telephone)}</dt>
                            <dd>
                                <Telephone number=telephone />
                            </dd>
                        </dl>
                    </div>
                </section>
                {windows
                    .into_iter()
                    .map(|window| view! { <Window window=window /> })
                    .collect_view()}
                {none.then(|| view! { <p>{t!(i18n, pages.windows.none)}</p> })}
            </div>
        </Page>
    }
}

#[component]
fn Window(window: ServiceWindow) -> impl IntoView {
    let i18n = use_i18n();
    let ServiceWindow {
        name,
        address,
        hours,
        telephone,
    } = window;
    view! {
        <section class="card">
            <div class="card__head">
                <h2 class="card__title">{live(move || name.text(lang(i18n)).to_owned())}</h2>
            </div>
            <div class="card__body">
                <dl class="facts facts--roomy">
                    <dt>{t!(i18n, pages.windows.address)}</dt>
                    <dd>{live(move || address.text(lang(i18n)).to_owned())}</dd>
                    <dt>{t!(i18n, pages.windows.hours)}</dt>
                    <dd>{live(move || hours.text(lang(i18n)).to_owned())}</dd>
                    {telephone
                        .map(|number| {
                            view! {
                                <dt>{t!(i18n, pages.windows.telephone)}</dt>
                                <dd>
                                    <Telephone number=number />
                                </dd>
                            }
                        })}
                </dl>
            </div>
        </section>
    }
}
