//! Pages for people who cannot or need not go on: why, and what can be done instead. Being
//! ineligible is not a mistake in a field.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::form::Chapter;
use shared::household::Category;
use shared::purchase::Module;

use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::{effect, live, memo};
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::use_page;
use crate::wizard::progress::StepBar;
use crate::wizard::work::{DEVELOPER, NO_CHECK, NO_HUKOU, PERMIT_EXPIRED, UNDER_AGE, use_work};

/// The purchase needs no check.
#[component]
pub(crate) fn NoCheck() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Refusal
            page=NO_CHECK
            chapter=Chapter::Target
            title=text!(i18n, wizard.no_check.title)
            lede=text!(i18n, wizard.no_check.lede)
            change=text!(i18n, wizard.no_check.change)
        >
            <p>{t!(i18n, wizard.no_check.basis)}</p>
            <h2>{t!(i18n, wizard.no_check.can_title)}</h2>
            <ul>
                <li>{t!(i18n, wizard.no_check.can_1)}</li>
                <li>{t!(i18n, wizard.no_check.can_2)}</li>
            </ul>
        </Refusal>
    }
}

/// The unit is sold by its developer, and so not to a person.
#[component]
pub(crate) fn Developer() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Refusal
            page=DEVELOPER
            chapter=Chapter::Unit
            title=text!(i18n, commercial.developer.title)
            lede=text!(i18n, commercial.developer.lede)
            change=text!(i18n, commercial.developer.change)
        >
            <h2>{t!(i18n, commercial.developer.can_title)}</h2>
            <ul>
                <li>{t!(i18n, commercial.developer.can_1)}</li>
                <li>
                    {t!(i18n, commercial.developer.can_2)} " "
                    <a href=Route::Apply(Module::Residential).href()>
                        {t!(i18n, commercial.developer.residential)}
                    </a>
                </li>
            </ul>
            <RulesLink />
        </Refusal>
    }
}

/// Who is no adult cannot apply.
#[component]
pub(crate) fn UnderAge() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Refusal
            page=UNDER_AGE
            chapter=Chapter::Applicant
            title=text!(i18n, wizard.under_age.title)
            lede=text!(i18n, wizard.under_age.lede)
            change=text!(i18n, wizard.under_age.change)
        >
            <h2>{t!(i18n, wizard.under_age.can_title)}</h2>
            <ul>
                <li>{t!(i18n, wizard.under_age.can_1)}</li>
                <li>{t!(i18n, wizard.under_age.can_2)}</li>
                <li>{t!(i18n, wizard.under_age.can_3)}</li>
            </ul>
            <RulesLink />
        </Refusal>
    }
}

/// By the day that was typed, the work-residence permit is no longer valid. The record decides, so
/// whoever wants to goes on.
#[component]
pub(crate) fn PermitExpired() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let last = work.form.memo(|answers| {
        let permit = answers.applicant.permit.as_ref();
        permit.and_then(|permit| permit.valid_to)
    });
    let lede = Signal::derive(move || {
        let day = last.get().map(|day| time::day(i18n, day));
        t_string!(
            i18n,
            wizard.permit_expired.lede,
            day = day.unwrap_or_default()
        )
    });
    view! {
        <Refusal
            page=PERMIT_EXPIRED
            chapter=Chapter::Applicant
            title=text!(i18n, wizard.permit_expired.title)
            lede=lede
            change=text!(i18n, wizard.permit_expired.change)
            may_go_on=true
        >
            <h2>{t!(i18n, wizard.permit_expired.can_title)}</h2>
            <ul>
                <li>{t!(i18n, wizard.permit_expired.can_1)}</li>
                <li>{t!(i18n, wizard.permit_expired.can_2)}</li>
                <li>{t!(i18n, wizard.permit_expired.can_3)} " " <CategoryLink /></li>
            </ul>
            <RulesLink />
        </Refusal>
    }
}

/// Nobody in a household that claims to be local has a Beijing hukou. The record decides, so
/// whoever wants to goes on.
#[component]
pub(crate) fn NoHukou(
    /// The chapter of the last hukou that was asked for.
    chapter: Chapter,
) -> impl IntoView {
    let i18n = use_i18n();
    let fits = move |category: Category| {
        let name = move || terms::category(i18n, category);
        view! { <li>{live(name)}</li> }
    };
    view! {
        <Refusal
            page=NO_HUKOU
            chapter=chapter
            title=text!(i18n, wizard.no_hukou.title)
            lede=text!(i18n, wizard.no_hukou.lede)
            change=text!(i18n, wizard.no_hukou.change)
            may_go_on=true
        >
            <h2>{t!(i18n, wizard.no_hukou.fits_title)}</h2>
            <ul>
                {[
                    Category::NonLocalSocialInsurance,
                    Category::NonLocalIncomeTax,
                    Category::WorkResidencePermit,
                    Category::Military,
                ]
                    .map(fits)
                    .into_iter()
                    .collect_view()}
            </ul>
            <p>
                <CategoryLink />
            </p>
            <h2>{t!(i18n, wizard.no_hukou.else_title)}</h2>
            <ul>
                <li>{t!(i18n, wizard.no_hukou.mistyped)}</li>
                <li>{t!(i18n, wizard.no_hukou.sure)}</li>
            </ul>
            <RulesLink />
        </Refusal>
    }
}

#[component]
fn CategoryLink() -> impl IntoView {
    let i18n = use_i18n();
    let href = use_work().href(Chapter::Category);
    view! { <a href=href>{t!(i18n, wizard.category.change)}</a> }
}

#[component]
fn RulesLink() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>
            <a href=Route::Policies.href()>{t!(i18n, wizard.category.policy_link)}</a>
        </p>
    }
}

/// Such a page, as long as it is right about the answers. Whoever comes back to it after a
/// correction, by the browser's own button or by an old address, finds the questions instead.
#[component]
fn Refusal(
    page: &'static str,
    chapter: Chapter,
    title: Signal<String>,
    lede: Signal<String>,
    /// The word on the link back to the question.
    change: Signal<String>,
    /// Whether the person may go on as it is.
    #[prop(optional)]
    may_go_on: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let work = use_work();
    let navigate = use_navigate();
    let right = memo(move || work.speaks_against(page, chapter));
    effect(move || {
        if !right.get() {
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&work.href(chapter), options);
        }
    });
    live(move || {
        right.get().then(|| {
            let why = children();
            view! {
                <RefusalPage chapter=chapter title=title lede=lede change=change may_go_on=may_go_on>
                    {why}
                </RefusalPage>
            }
        })
    })
}

#[component]
fn RefusalPage(
    chapter: Chapter,
    title: Signal<String>,
    lede: Signal<String>,
    /// The word on the link back to the question.
    change: Signal<String>,
    /// Whether the person may go on as it is.
    may_go_on: bool,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let heading = use_page(move || title.get());
    view! {
        <main class="page" id="main">
            <StepBar module=work.form.module() chapter=chapter />
            <div class="sheet">
                <div class="sheet__main">
                    <h1 node_ref=heading tabindex="-1">
                        {title}
                    </h1>
                    <div class="notice">
                        <Glyph icon=Icon::Info />
                        <div class="notice__body">
                            <p>{lede}</p>
                        </div>
                    </div>
                    <div class="prose">{children()}</div>
                    <div class="actions">
                        {if may_go_on {
                            view! {
                                <button
                                    class="button"
                                    type="button"
                                    on:click=move |_| work.go_on(chapter)
                                >
                                    {t!(i18n, wizard.go.anyway)}
                                </button>
                            }
                                .into_any()
                        } else {
                            view! {
                                <a class="button" href=Route::Home.href()>
                                    {t!(i18n, wizard.go.home)}
                                </a>
                            }
                                .into_any()
                        }}
                        <a class="button button--primary" href=work.href(chapter)>
                            {change}
                        </a>
                    </div>
                </div>
            </div>
        </main>
    }
}
