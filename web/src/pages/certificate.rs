//! The certificate of a pass, as a page to print.

mod earlier;
mod qr;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::application::{Certificate as Pass, Detail, PrintedKind, Ruling, State};
use shared::form::Answers;
use shared::policy::{Decision, explain};
use shared::purchase::{Module, Place};

use crate::api::Failure;
use crate::application::document::DownloadDocument;
use crate::application::filed::{Filed, load_filed};
use crate::application::seal::Seal;
use crate::application::zones::cap;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text};
use crate::live::live;
use crate::names::mask_number;
use crate::route::Route;
use crate::rulebook::use_policies;
use crate::session::use_session;
use crate::terms;
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::{Page, print, use_page};
use earlier::Earlier;
use qr::CertificateQr;

/// The certificate.
#[component]
pub(crate) fn Certificate() -> impl IntoView {
    load_filed().page(|filed| {
        let Filed { detail, answers } = filed.get_untracked();
        let wanted = use_query_map().with_untracked(|query| query.get("number"));
        // As it stood under an earlier certificate; as it is now, where there is none of that number.
        let then = wanted.and_then(|number| detail.under_earlier(&number));
        let earlier = then.is_some();
        let detail = then.unwrap_or(detail);
        let pass = detail.certificate.clone();
        match pass {
            Some(pass) => {
                view! { <Paper detail=detail answers=answers pass=pass earlier=earlier/> }
                    .into_any()
            }
            None => view! { <NoCertificate detail=detail/> }.into_any(),
        }
    })
}

#[component]
fn NoCertificate(detail: Detail) -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, result.certificate);
    let lede = text!(i18n, result.paper.no_certificate);
    view! {
        <Page title=title lede=lede narrow=true>
            <div class="cluster">
                <a
                    class="button button--primary"
                    href=Route::Application(detail.summary.id.clone()).href()
                >
                    {t!(i18n, pages.back_to_result)}
                </a>
            </div>
        </Page>
    }
}

#[component]
fn Paper(
    detail: Detail,
    answers: Answers,
    pass: Pass,
    /// Whether there is a newer one.
    #[prop(optional)]
    earlier: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let until = pass.valid_until;
    let is_over = earlier && until < session.today();
    let replaces = pass.replaces.clone();
    let heading = use_page(move || t_string!(i18n, result.certificate).to_owned());
    let summary = detail.summary;
    let state = if is_over { State::Void } else { summary.state };
    let is_void = summary.state == State::Void;
    let may_be_used = !is_over && [State::Passed, State::Signing].contains(&summary.state);
    let (id, number) = (summary.id.clone(), pass.number.clone());
    let zones = detail
        .decision
        .as_ref()
        // Of a pass that a person gave, the rules have left open what may be bought.
        .filter(|_| detail.ruling.is_none())
        .map(|d| d.zones)
        .unwrap_or_default();
    let ruling = detail.ruling;
    let failure = RwSignal::new(None::<Failure>);
    let policy = detail
        .decision
        .as_ref()
        .and_then(|d| d.policy)
        .map(|policy| policy.from);
    view! {
        <main class="page" id="main">
            <div class="cluster paper__tools no-print">
                <button class="button button--primary" type="button" on:click=move |_| print()>
                    <Glyph icon=Icon::Print/>
                    {t!(i18n, result.print)}
                </button>
                <DownloadDocument
                    id=summary.id.clone()
                    kind=PrintedKind::Certificate
                    number=earlier.then(|| pass.number.clone())
                    module=summary.module
                    failure=failure
                />
                <a class="button" href=Route::Application(summary.id.clone()).href()>
                    {t!(i18n, pages.back_to_result)}
                </a>
            </div>
            {earlier
                .then(|| {
                    view! {
                        <Earlier id=summary.id.clone() until=until is_over=is_over/>
                    }
                })}
            {is_void
                .then(|| {
                    view! {
                        <div class="notice notice--danger" role="status">
                            <Glyph icon=Icon::Cross/>
                            <div class="notice__body">
                                <p>{t!(i18n, result.paper.void)}</p>
                            </div>
                        </div>
                    }
                })}
            <FailureNotice failure=failure/>
            <article class="paper certificate" class:certificate--void=state == State::Void>
                {(state == State::Void)
                    .then(|| {
                        // Across the paper, on the screen and in print, so that no part of it
                        // passes for a valid one.
                        view! {
                            <p class="certificate__void" aria-hidden="true">
                                {t!(i18n, terms.state.void)}
                            </p>
                        }
                    })}
                <header class="paper__head">
                    <h1 class="paper__title" node_ref=heading tabindex="-1">
                        {t!(i18n, result.certificate)}
                    </h1>
                    <p class="paper__sub">{live(move || terms::service(i18n, summary.module))}</p>
                </header>
                <p class="certificate__number">
                    {t!(i18n, result.paper.number)} " " {pass.number}
                </p>
                <table class="formtable">
                    <tbody>
                        <Holders answers=answers.clone()/>
                        {(summary.module == Module::Commercial)
                            .then(|| view! { <Bought answers=answers/> })}
                        <tr>
                            <th scope="row">{t!(i18n, pages.fact.number)}</th>
                            <td colspan="3">{summary.number}</td>
                        </tr>
                        {summary
                            .category
                            .map(|category| {
                                view! {
                                    <tr>
                                        <th scope="row">{t!(i18n, pages.fact.category)}</th>
                                        <td colspan="3">
                                            {live(move || terms::category(i18n, category))}
                                        </td>
                                    </tr>
                                }
                            })}
                        {ruling.map(|ruling| view! { <Ruled ruling=ruling place=summary.place/> })}
                        {zones
                            .into_iter()
                            .map(|zone| {
                                view! {
                                    <tr>
                                        <th scope="row">
                                            {live(move || explain::zone(zone.zone, lang(i18n)))}
                                        </th>
                                        <td>
                                            {live(move || {
                                                explain::outcome(zone.outcome, lang(i18n))
                                            })}
                                        </td>
                                        <th scope="row">{t!(i18n, result.remaining)}</th>
                                        <td>{live(move || cap(i18n, zone.remaining))}</td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                        <tr>
                            <th scope="row">{t!(i18n, result.validity)}</th>
                            <td colspan="3">
                                {live(move || {
                                    t_string!(
                                        i18n,
                                        result.from_until,
                                        from = time::day(i18n, pass.valid_from),
                                        until = time::day(i18n, pass.valid_until)
                                    )
                                })}
                            </td>
                        </tr>
                        {replaces
                            .map(|number| {
                                view! {
                                    <tr>
                                        <th scope="row">
                                            {t!(i18n, renewal.certificate.replaces)}
                                        </th>
                                        <td colspan="3" class="code">{number}</td>
                                    </tr>
                                }
                            })}
                        {policy
                            .map(|from| {
                                view! {
                                    <tr>
                                        <th scope="row">{t!(i18n, pages.fact.policy)}</th>
                                        <td colspan="3">
                                            {live(move || {
                                                t_string!(
                                                    i18n,
                                                    result.in_force,
                                                    day = time::day(i18n, from)
                                                )
                                            })}
                                        </td>
                                    </tr>
                                }
                            })}
                    </tbody>
                </table>
                {detail.decision.map(|decision| view! { <PassGrounds decision=decision/> })}
                {may_be_used.then(|| view! { <CertificateQr id=id number=number /> })}
                <div class="certificate__base">
                    <Seal state=state day=Some(pass.valid_from)/>
                    <p class="meta">{t!(i18n, result.paper.base)}</p>
                </div>
                <p class="paper__foot">
                    <span>{t!(i18n, result.paper.issuer)}</span>
                </p>
            </article>
        </main>
    }
}

/// Whose pass it is: everybody of the household by name, with the number of the document masked.
#[component]
fn Holders(answers: Answers) -> impl IntoView {
    let i18n = use_i18n();
    let spouse = answers.is_married().then_some(&answers.spouse);
    let children = answers.children.iter().map(|child| &child.person);
    let people = std::iter::once((0, &answers.applicant.person))
        .chain(spouse.map(|spouse| (1, spouse)))
        .chain(children.map(|child| (2, child)));
    people
        .map(|(relation, person)| {
            let name = person.name.clone();
            let kind = person.document_kind;
            let number = person.document_number.as_deref().map(mask_number);
            view! {
                <tr>
                    <th scope="row">
                        {live(move || match relation {
                            0 => t_string!(i18n, pages.fact.applicant),
                            1 => t_string!(i18n, result.paper.spouse),
                            _ => t_string!(i18n, result.paper.child),
                        })}
                    </th>
                    <td>{name}</td>
                    <td colspan="2">
                        {live(move || kind.map(|kind| terms::document_kind(i18n, kind)))} " "
                        <span class="nowrap">{number}</span>
                    </td>
                </tr>
            }
        })
        .collect_view()
}

/// The commercial unit for which the pass holds.
#[component]
fn Bought(answers: Answers) -> impl IntoView {
    let i18n = use_i18n();
    let row = |name: Signal<&'static str>, told: Option<String>| {
        told.map(|told| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td colspan="3">{told}</td>
                </tr>
            }
        })
    };
    view! {
        {row(t!(i18n, commercial.told_location), answers.unit.location)}
        {row(t!(i18n, wizard.field.certificate), answers.unit.certificate)}
    }
}

/// The pass of an officer: where it holds, and why.
#[component]
fn Ruled(ruling: Ruling, place: Option<Place>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        {place
            .map(|place| {
                view! {
                    <tr>
                        <th scope="row">{t!(i18n, pages.fact.place)}</th>
                        <td colspan="3">{live(move || terms::place(i18n, place))}</td>
                    </tr>
                }
            })}
        <tr>
            <th scope="row">{t!(i18n, result.ruling.said)}</th>
            <td colspan="3">
                {t!(i18n, result.ruling.certificate)}
                <span class="certificate__law">{ruling.reason}</span>
            </td>
        </tr>
    }
}

/// What the pass rests on: for each rule about this purchase the sentence and where it stands.
#[component]
fn PassGrounds(decision: Decision) -> impl IntoView {
    let i18n = use_i18n();
    let policies = use_policies();
    let rows = decision
        .findings_here()
        .cloned()
        .map(|finding| {
            let check = finding.check;
            let cited = finding.clone();
            view! {
                <tr>
                    <th scope="row">{live(move || explain::check(check, lang(i18n)))}</th>
                    <td>
                        {live(move || explain::sentence(&finding, lang(i18n)))}
                        <cite class="certificate__law">
                            {live(move || {
                                policies.with(|all| explain::citation(&cited, all, lang(i18n)))
                            })}
                        </cite>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="formtable certificate__grounds">
            <caption>{t!(i18n, result.paper.grounds)}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
}
