//! 复核帮助: for each reason other than house records, who corrects what, with which papers.

use leptos::prelude::*;
use shared::application::{Detail, PrintedKind};
use shared::policy::explain::cards::ways_out;
use shared::policy::explain::{self, Help};
use shared::policy::{Check, Finding};

use crate::api::{Failure, use_api};
use crate::application::document::DownloadDocument;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t, text};
use crate::live::live;
use crate::pages::check_typed::CheckTyped;
use crate::route::{Route, path_id};
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::load::Loader;
use crate::ui::page::{Page, print};
use crate::ui::windows_link::WindowsLink;

/// 复核帮助.
#[component]
pub(crate) fn ReviewHelp() -> impl IntoView {
    let api = use_api();
    let id = path_id();
    let detail = Loader::new(move || {
        let id = id.get();
        async move { api.read_application(&id).await }
    });
    detail.page(|detail| view! { <Shown detail=detail.get_untracked()/> })
}

/// One way out, with the findings that lead to it.
struct Way {
    check: Check,
    findings: Vec<Finding>,
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let i18n = use_i18n();
    let id = detail.summary.id.clone();
    let summary = detail.summary.clone();
    let ways: Vec<Way> = detail.decision.as_ref().map_or_else(Vec::new, |decision| {
        let ways = ways_out(decision).into_iter();
        ways.map(|(check, findings)| Way { check, findings })
            .collect()
    });
    let failure = RwSignal::new(None::<Failure>);
    let none = ways.is_empty();
    let title = text!(i18n, pages.help_button);
    let lede = Signal::derive(move || {
        if none {
            t_string!(i18n, pages.review_help.none)
        } else {
            t_string!(i18n, pages.review_help.lede)
        }
        .to_owned()
    });
    view! {
        <Page title=title lede=lede narrow=true>
            <div class="stack stack--loose">
                <CheckTyped detail=detail/>
                {ways.into_iter().map(|way| view! { <OneWay way=way/> }).collect_view()}
                <p class="no-print">
                    <WindowsLink />
                </p>
                <div class="cluster no-print">
                    <a
                        class="button button--primary"
                        href=Route::Application(id).href()
                    >
                        {t!(i18n, pages.back_to_result)}
                    </a>
                    <button class="button" type="button" on:click=move |_| print()>
                        <Glyph icon=Icon::Print/>
                        {t!(i18n, result.print)}
                    </button>
                    <DownloadDocument
                        id=summary.id
                        kind=PrintedKind::Refusal
                        module=summary.module
                        failure=failure
                    />
                </div>
                <FailureNotice failure=failure/>
            </div>
        </Page>
    }
}

fn first_help(i18n: I18n, findings: &[Finding]) -> Option<Help> {
    findings.iter().find_map(|f| explain::help(f, lang(i18n)))
}

#[component]
fn OneWay(way: Way) -> impl IntoView {
    let i18n = use_i18n();
    let check = way.check;
    let findings = way.findings;
    view! {
        <section class="card">
            <div class="card__head">
                <h2 class="card__title">{live(move || explain::check(check, lang(i18n)))}</h2>
            </div>
            <div class="card__body prose">
                {live(move || {
                    let sentences = findings
                        .iter()
                        .map(|f| view! { <p>{explain::sentence(f, lang(i18n))}</p> })
                        .collect_view();
                    let help = first_help(i18n, &findings).map(|help| {
                        view! {
                            <dl class="facts facts--roomy">
                                <dt>{t!(i18n, pages.review_help.window)}</dt>
                                <dd>{help.window}</dd>
                                <dt>{t!(i18n, pages.review_help.action)}</dt>
                                <dd>{help.action}</dd>
                                <dt>{t!(i18n, pages.review_help.papers)}</dt>
                                <dd>
                                    <ul>
                                        {help
                                            .papers
                                            .iter()
                                            .map(|paper| view! { <li>{*paper}</li> })
                                            .collect_view()}
                                    </ul>
                                </dd>
                                <dt>{t!(i18n, pages.review_help.again)}</dt>
                                <dd>{help.again}</dd>
                            </dl>
                        }
                    });
                    (sentences, help)
                })}
            </div>
        </section>
    }
}
