//! 选择家庭分类.

use leptos::prelude::*;
use shared::form::{Category, Chapter};

use crate::app::Route;
use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::steps::{choice, choices, words};
use crate::terms;
use crate::ui::choice::RadioField;
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::place::{Here, use_work};

/// 选择家庭分类.
#[component]
pub(crate) fn CategoryStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let categories = choices(move || {
        let one = |category| {
            choice(
                category,
                terms::category(i18n, category),
                note(i18n, category),
            )
        };
        Category::ALL.into_iter().map(one).collect()
    });
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Category)
            title=words!(i18n, wizard.category.title)
            lede=words!(i18n, wizard.category.lede)
            on_next=move |()| work.go_on(Chapter::Category)
            aside=move || {
                view! {
                    <Aside
                        title=words!(i18n, wizard.category.why_title)
                        text=words!(i18n, wizard.category.why)
                    />
                    <Aside
                        title=words!(i18n, wizard.category.policy_title)
                        text=words!(i18n, wizard.category.policy)
                        more=(Route::Policies.href(), words!(i18n, wizard.category.policy_link))
                    />
                    <Aside
                        title=words!(i18n, wizard.category.precheck_title)
                        text=words!(i18n, wizard.category.precheck)
                        more=(Route::Precheck.href(), words!(i18n, wizard.category.precheck_link))
                    />
                }
            }
        >
            <RadioField
                field=work.form.field("/category")
                legend=words!(i18n, wizard.category.title)
                choices=categories
                headed=true
            />
        </ChapterPage>
    }
}

fn note(i18n: I18n, category: Category) -> &'static str {
    match category {
        Category::Local => t_string!(i18n, wizard.category.local),
        Category::Military => t_string!(i18n, wizard.category.military),
        Category::WorkResidencePermit => t_string!(i18n, wizard.category.permit),
        Category::NonLocalSocialInsurance => t_string!(i18n, wizard.category.insurance),
        Category::NonLocalIncomeTax => t_string!(i18n, wizard.category.tax),
        Category::HongKongMacaoTaiwanOverseasChinese => t_string!(i18n, wizard.category.hmt),
        Category::Foreign => t_string!(i18n, wizard.category.foreign),
    }
}
