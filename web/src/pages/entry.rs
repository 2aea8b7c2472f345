//! The entry page for visitors: 用户注册 on the left, and the picture that leads to the city's identity
//! platform.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::account::SignInStep;
use shared::problem::ProblemKind;

use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t};
use crate::live::{Show, effect, live, memo};
use crate::route::Route;
use crate::session::use_session;
use crate::shell::sign_in::{local_path, sign_in_href, step_href};
use crate::ui::failure::RequestNumber;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::use_page;

const PICTURE: &str = include_str!("../../art/entry.svg");

/// What people see before they sign in.
#[component]
pub(crate) fn Entry() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let heading = use_page(move || t_string!(i18n, pages.entry.title).to_owned());
    let session = use_session();
    let navigate = use_navigate();
    let error = memo(move || refused_kind(&query.with(|q| q.get("error")).unwrap_or_default()));
    // Whoever is signed in has passed this page.
    effect(move || {
        // An officer who was refused reads why, whether or not signed in as a person as well.
        if session.account().is_some() && !is_of_officer(error.get()) {
            navigate(
                &local_path(query.with_untracked(|q| q.get("return_to"))),
                NavigateOptions::default(),
            );
        }
    });
    let next = move || local_path(query.with(|q| q.get("return_to")));
    let href = move || sign_in_href(i18n, &next());
    let register = move || step_href(i18n, &next(), SignInStep::Register);
    view! {
        <main class="page" id="main">
            <Refused/>
            <div class="entry">
                <div>
                    <h1 class="entry__title" node_ref=heading tabindex="-1">
                        {t!(i18n, pages.entry.title)}
                    </h1>
                    <p class="lede">{t!(i18n, pages.entry.lede)}</p>
                    <ul class="entry__points">
                        <li>
                            <Glyph icon=Icon::Check/>
                            <span>{t!(i18n, pages.entry.point_fast)}</span>
                        </li>
                        <li>
                            <Glyph icon=Icon::Check/>
                            <span>{t!(i18n, pages.entry.point_reasons)}</span>
                        </li>
                        <li>
                            <Glyph icon=Icon::Check/>
                            <span>{t!(i18n, pages.entry.point_saved)}</span>
                        </li>
                    </ul>
                    <div class="cluster">
                        <a class="button button--primary button--large" href=register rel="external">
                            {t!(i18n, pages.entry.register)}
                        </a>
                        <a class="button button--large" href=href rel="external">
                            {t!(i18n, shell.sign_in)}
                        </a>
                        <a class="button button--large" href=Route::Precheck.href()>
                            {t!(i18n, pages.entry.precheck)}
                        </a>
                    </div>
                </div>
                <a class="entry__card" href=href rel="external">
                    <span class="entry__picture" aria-hidden="true" inner_html=PICTURE></span>
                    <span class="entry__caption">
                        <span>
                            <b>{t!(i18n, pages.entry.platform)}</b>
                            <span class="meta">{t!(i18n, pages.entry.platform_note)}</span>
                        </span>
                        <Glyph icon=Icon::Arrow/>
                    </span>
                </a>
            </div>
            <ol class="ways next">
                <li>
                    <h2>{t!(i18n, pages.entry.step_sign_in)}</h2>
                    <p>{t!(i18n, pages.entry.step_sign_in_text)}</p>
                </li>
                <li>
                    <h2>{t!(i18n, pages.entry.step_fill)}</h2>
                    <p>{t!(i18n, pages.entry.step_fill_text)}</p>
                </li>
                <li>
                    <h2>{t!(i18n, pages.entry.step_result)}</h2>
                    <p>{t!(i18n, pages.entry.step_result_text)}</p>
                </li>
            </ol>
        </main>
    }
}

fn refused_kind(slug: &str) -> Option<ProblemKind> {
    let kind = ProblemKind::ALL.iter().find(|kind| kind.slug() == slug);
    kind.copied()
}

/// Whether only officers are refused for that.
fn is_of_officer(kind: Option<ProblemKind>) -> bool {
    matches!(
        kind,
        Some(ProblemKind::NotAnOfficer | ProblemKind::SecondFactorMissing)
    )
}

/// Why nobody was signed in, where a sign-in has just failed.
#[component]
fn Refused() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let error = memo(move || query.with(|q| q.get("error")));
    let kind = memo(move || refused_kind(&error.get().unwrap_or_default()));
    let title_and_text = move || {
        let known = kind.get();
        let known = known.and_then(|kind| kind.title_and_detail_of_sign_in(lang(i18n)));
        known.unwrap_or((
            t_string!(i18n, pages.entry.refused_title),
            t_string!(i18n, pages.entry.refused_text),
        ))
    };
    // Only known kinds have a sentence: a link that somebody made up puts no words on this page.
    let request = move || {
        let id = query.with(|q| q.get("request"))?;
        (id.len() == 32 && id.chars().all(|c| c.is_ascii_hexdigit())).then_some(id)
    };
    view! {
        <Show when=move || error.get().is_some()>
            <div class="notice notice--danger" role="alert">
                <Glyph icon=Icon::Cross/>
                <div class="notice__body">
                    <h2 class="notice__title">{move || title_and_text().0}</h2>
                    <p>{move || title_and_text().1}</p>
                    {live(move || request().map(|id| view! { <RequestNumber id=id/> }))}
                    <Show when=move || is_of_officer(kind.get())>
                        <p>
                            <a href=Route::Officer.href()>{t!(i18n, pages.entry.officers)}</a>
                        </p>
                    </Show>
                </div>
            </div>
        </Show>
    }
}
