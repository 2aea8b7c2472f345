//! The home page: two modules with their seven counters, and the newest result of each.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde::de::IgnoredAny;
use shared::application::{Counts, Home, ModuleHome, State, SubState, Summary};
use shared::purchase::Module;

use crate::api::{Failure, use_api};
use crate::application::facts::Facts;
use crate::application::named_in::NamedIn;
use crate::application::renew::Renew;
use crate::application::review_buttons::ReviewButtons;
use crate::application::state::StateBadge;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{Show, live, memo};
use crate::route::Route;
use crate::session::use_session;
use crate::terms;
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::Page;
use crate::ui::pulse::Pulse;

const RESIDENTIAL: &str = include_str!("../../art/scene-residential.svg");
const COMMERCIAL: &str = include_str!("../../art/scene-commercial.svg");

/// The home page.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let session = use_session();
    let home = Loader::new(move || api.read_home());
    // A result that is being waited for appears by itself.
    let pulse = Pulse::new();
    pulse.every(
        move || {
            home.get()
                .is_some_and(|home| home.modules.iter().any(is_pending))
        },
        move || async move {
            if let Ok(newer) = api.read_home().await {
                let before = home.get();
                if before.is_some_and(|before| before != newer) {
                    session.expect_messages();
                }
                home.put(newer);
            }
        },
    );
    home.page(move |home: Signal<Home>| {
        let title = move || match session.account() {
            Some(account) => t_string!(i18n, pages.home.title, name = account.name),
            None => t_string!(i18n, shell.nav.home).to_owned(),
        };
        let lede = move || t_string!(i18n, pages.home.lede).to_owned();
        let module = move |module: Module| {
            memo(move || home.with(|h| h.modules.iter().find(|m| m.module == module).cloned()))
        };
        let [residential, commercial] = Module::ALL.map(module);
        view! {
            <Page title=Signal::derive(title) lede=Signal::derive(lede)>
                <div class="stack">
                    <Unbound/>
                    <Unreached home=home/>
                    <Expiring home=residential/>
                    <Expiring home=commercial/>
                </div>
                <div class="columns home">
                    <ModuleCard module=Module::Residential home=residential/>
                    <Newest module=Module::Residential home=residential/>
                    <ModuleCard module=Module::Commercial home=commercial/>
                    <Newest module=Module::Commercial home=commercial/>
                </div>
                <NamedIn/>
            </Page>
        }
    })
}

fn is_pending(module: &ModuleHome) -> bool {
    module.counts.pending > 0
}

/// Without a document nothing can be submitted: how to bind one.
#[component]
fn Unbound() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    view! {
        <Show when=move || !session.is_bound()>
            <div class="notice">
                <Glyph icon=Icon::Info/>
                <div class="notice__body">
                    <p>
                        {t!(i18n, pages.bind.later)} " "
                        <a href=Route::Bind.href()>{t!(i18n, pages.bind.title)}</a>
                    </p>
                </div>
            </div>
        </Show>
    }
}

/// Messages did not reach the person: how to put that right.
#[component]
fn Unreached(home: Signal<Home>) -> impl IntoView {
    let i18n = use_i18n();
    let contact_of = memo(move || home.with(|h| h.unreached.clone()));
    live(move || {
        let href = Route::Contact(contact_of.get()?).href();
        Some(view! {
            <section class="notice notice--danger" aria-labelledby="unreached">
                <Glyph icon=Icon::Warning/>
                <div class="notice__body">
                    <h2 class="notice__title" id="unreached">
                        {t!(i18n, messages.bounced.title)}
                    </h2>
                    <p>
                        {t!(i18n, messages.bounced.text)} " "
                        <a href=href>{t!(i18n, messages.bounced.correct)}</a>
                    </p>
                </div>
            </section>
        })
    })
}

#[component]
fn Expiring(home: Memo<Option<ModuleHome>>) -> impl IntoView {
    let i18n = use_i18n();
    let expiring = memo(move || home.with(|h| h.as_ref().and_then(|h| h.expiring.clone())));
    move || {
        let summary = expiring.get()?;
        let (days, until) = (summary.days_left?, summary.valid_until?);
        let module = summary.module;
        let title = move || {
            let module = terms::module(i18n, module);
            if days == 0 {
                t_string!(i18n, pages.home.expires_today, module = module)
            } else {
                t_string!(
                    i18n,
                    pages.home.expires,
                    module = module,
                    days = days.to_string()
                )
            }
        };
        let text = move || t_string!(i18n, pages.home.expires_text, day = time::day(i18n, until));
        let tone = if days <= 1 {
            "notice notice--danger"
        } else {
            "notice notice--warning"
        };
        Some(view! {
            <section class=tone aria-label=title>
                <Glyph icon=Icon::Clock/>
                <div class="notice__body">
                    <h2 class="notice__title">{title}</h2>
                    <p>
                        {text} " "
                        <a href=Route::Application(summary.id.clone()).href()>
                            {t!(i18n, pages.home.see_result)}
                        </a>
                    </p>
                    {summary.may_renew.then(|| view! { <RenewHere id=summary.id.clone()/> })}
                </div>
            </section>
        })
    }
}

/// Renews a pass with one tap, and leads to where its progress stands.
#[component]
fn RenewHere(id: String) -> impl IntoView {
    let failure = RwSignal::new(None::<Failure>);
    let navigate = use_navigate();
    let path = Route::Application(id.clone()).href();
    let done = move |_: IgnoredAny| navigate(&path, NavigateOptions::default());
    view! {
        <FailureNotice failure=failure/>
        <Renew id=id failure=failure done=Callback::new(done)/>
    }
}

#[component]
fn ModuleCard(module: Module, home: Memo<Option<ModuleHome>>) -> impl IntoView {
    let i18n = use_i18n();
    let counts = memo(move || {
        home.with(|h| h.as_ref().map(|h| h.counts))
            .unwrap_or_default()
    });
    let (class, art) = match module {
        Module::Residential => ("card module", RESIDENTIAL),
        Module::Commercial => ("card module module--commercial", COMMERCIAL),
    };
    let name = move || terms::module(i18n, module);
    let note = move || match module {
        Module::Residential => t_string!(i18n, pages.home.residential_note),
        Module::Commercial => t_string!(i18n, pages.home.commercial_note),
    };
    view! {
        <section
            class=class
            aria-label=Signal::derive(move || t_string!(i18n, pages.home.apply, module = name()))
        >
            // The link reaches over the picture: a press on it leads on as well.
            <div class="module__lead">
                <div class="module__scene" aria-hidden="true" inner_html=art></div>
                <div class="module__go">
                    <div class="module__text">
                        <h2>{live(move || t_string!(i18n, pages.home.apply, module = name()))}</h2>
                        <p>{note}</p>
                    </div>
                    <a class="button button--primary" href=Route::Apply(module).href()>
                        {live(move || {
                            if counts.get().of(State::Draft) > 0 {
                                t_string!(i18n, pages.home.go_on)
                            } else {
                                t_string!(i18n, pages.home.begin)
                            }
                        })}
                    </a>
                </div>
            </div>
            <ul class="counts">
                {State::ALL
                    .map(|state| view! { <Counter module=module state=state counts=counts/> })
                    .collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Counter(module: Module, state: State, counts: Memo<Counts>) -> impl IntoView {
    let i18n = use_i18n();
    let count = move || counts.get().of(state);
    let class = move || match (count(), state) {
        (0, _) => "is-zero",
        (_, State::Failed) => "is-failed",
        (_, State::Draft | State::Pending | State::Signing) => "is-active",
        (_, State::Passed | State::Signed | State::Void) => "",
    };
    let href = format!(
        "{}?module={}&state={}",
        Route::Applications.href(),
        module.slug(),
        state.slug()
    );
    view! {
        <li class=class>
            <a href=href>
                <span class="counts__n">{count}</span>
                <span class="sr-only">{t!(i18n, pages.home.count_unit)}</span>
                {live(move || terms::state(i18n, state))}
            </a>
        </li>
    }
}

#[component]
fn Newest(module: Module, home: Memo<Option<ModuleHome>>) -> impl IntoView {
    let i18n = use_i18n();
    let newest = memo(move || home.with(|h| h.as_ref().and_then(|h| h.newest.clone())));
    let title = move || {
        t_string!(
            i18n,
            pages.home.newest,
            module = terms::module(i18n, module)
        )
    };
    move || match newest.get() {
        Some(summary) => view! { <NewestCard summary=summary/> }.into_any(),
        None => view! {
            <section class="card latest">
                <div class="latest__head">
                    <h2 class="latest__title">{title}</h2>
                </div>
                <p class="meta">{t!(i18n, pages.home.none_yet)}</p>
            </section>
        }
        .into_any(),
    }
}

#[component]
fn NewestCard(summary: Summary) -> impl IntoView {
    let i18n = use_i18n();
    let module = summary.module;
    let title = move || {
        t_string!(
            i18n,
            pages.home.newest,
            module = terms::module(i18n, module)
        )
    };
    let id = summary.id.clone();
    // The certificate is the applicant's own: to an agent its page tells nothing.
    let has_certificate = summary.state == State::Passed && summary.filed_for.is_none();
    let certificate = has_certificate.then(|| {
        view! {
            <a
                class="button button--primary button--small"
                href=Route::Certificate(summary.id.clone()).href()
            >
                {t!(i18n, result.certificate)}
                <span class="sr-only">{title}</span>
            </a>
        }
    });
    // Until the authority stands nothing is checked.
    let awaits_authority = summary.sub_state == Some(SubState::AwaitingAuthority);
    let pending = move || {
        if awaits_authority {
            t_string!(i18n, pages.home.authority_note)
        } else {
            t_string!(i18n, pages.home.pending_note)
        }
    };
    view! {
        <section class="card latest" aria-label=title>
            <div class="latest__head">
                <div>
                    <h2 class="latest__title">{title}</h2>
                    <StateBadge state=summary.state sub=summary.sub_state/>
                </div>
                <div class="latest__actions">
                    {certificate}
                    <ReviewButtons summary=summary.clone() small=true/>
                    <a class="button button--grey button--small" href=Route::Application(id).href()>
                        {t!(i18n, pages.detail_button)}
                        <span class="sr-only">{title}</span>
                    </a>
                </div>
            </div>
            <Facts summary=summary.clone()/>
            {(summary.state == State::Pending)
                .then(|| view! { <p class="latest__note">{live(pending)}</p> })}
            {summary
                .may_ask_review
                .then(|| view! { <p class="latest__note">{t!(i18n, pages.home.review_note)}</p> })}
        </section>
    }
}
