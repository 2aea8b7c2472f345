//! 选择家庭分类: the chapter that asks which of the family categories the household claims.

use leptos::prelude::*;
use shared::form::{Chapter, Field};
use shared::household::Category;
use shared::policy::{ContributionKind, Policies};
use shared::purchase::Module;
use shared::values::{Day, day_in_shanghai};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, text};
use crate::route::Route;
use crate::rulebook::use_policies;
use crate::session::use_session;
use crate::terms;
use crate::ui::choice::{RadioField, choice, choices};
use crate::wizard::frame::{Aside, ChapterPage};
use crate::wizard::work::{Here, use_work};

/// 选择家庭分类.
#[component]
pub(crate) fn CategoryStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let policies = use_policies();
    let today = day_in_shanghai(use_session().now());
    let categories = choices(move || {
        let one = |category| {
            choice(
                category,
                terms::category(i18n, category),
                &policies
                    .with(|policies| note(i18n, category, work.form.module(), policies, today)),
            )
        };
        Category::ALL.into_iter().map(one).collect()
    });
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Category)
            title=text!(i18n, wizard.category.title)
            lede=text!(i18n, wizard.category.lede)
            on_next=move |()| work.go_on(Chapter::Category)
            aside=move || {
                view! {
                    <Aside
                        title=text!(i18n, wizard.category.why_title)
                        text=text!(i18n, wizard.category.why)
                    />
                    <Aside
                        title=text!(i18n, wizard.category.policy_title)
                        text=text!(i18n, wizard.category.policy)
                        more=(Route::Policies.href(), text!(i18n, wizard.category.policy_link))
                    />
                    <Aside
                        title=text!(i18n, wizard.category.precheck_title)
                        text=text!(i18n, wizard.category.precheck)
                        more=(Route::Precheck.href(), text!(i18n, wizard.category.precheck_link))
                    />
                }
            }
        >
            <RadioField
                field=work.form.field(Field::Category.pointer())
                legend=text!(i18n, wizard.category.title)
                choices=categories
                headed=true
            />
        </ChapterPage>
    }
}

fn note(i18n: I18n, category: Category, module: Module, policies: &Policies, today: Day) -> String {
    let months = |kind| months(i18n, module, policies, today, kind);
    let fixed = match category {
        Category::NonLocalSocialInsurance => {
            if let Some(months) = months(ContributionKind::SocialInsurance) {
                return t_string!(i18n, wizard.category.insurance_months, months = months);
            }
            t_string!(i18n, wizard.category.insurance)
        }
        Category::NonLocalIncomeTax => {
            if let Some(months) = months(ContributionKind::IncomeTax) {
                return t_string!(i18n, wizard.category.tax_months, months = months);
            }
            t_string!(i18n, wizard.category.tax)
        }
        Category::Local => t_string!(i18n, wizard.category.local),
        Category::Military => t_string!(i18n, wizard.category.military),
        Category::WorkResidencePermit => t_string!(i18n, wizard.category.permit),
        Category::HongKongMacaoTaiwanOverseasChinese => t_string!(i18n, wizard.category.hmt),
        Category::Foreign => t_string!(i18n, wizard.category.foreign),
    };
    fixed.to_owned()
}

/// How many months of contributions the rules of today require; none where they require no months.
fn months(
    i18n: I18n,
    module: Module,
    policies: &Policies,
    today: Day,
    kind: ContributionKind,
) -> Option<String> {
    let [inside, outside] = policies.months_required(module, today, kind);
    let (inside, outside) = (inside?, outside?);
    Some(if inside == outside {
        t_string!(i18n, wizard.category.months, n = inside.to_string())
    } else {
        t_string!(
            i18n,
            wizard.category.months_by_zone,
            inside = inside.to_string(),
            outside = outside.to_string()
        )
    })
}
