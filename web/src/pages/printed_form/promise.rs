//! 购房承诺书: who promises what, as a page of paper of its own.

use leptos::prelude::*;

use shared::application::PrintedKind;
use shared::values::day_in_shanghai;

use crate::api::Failure;
use crate::application::document::DownloadDocument;
use crate::application::filed::{Filed, load_filed};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::names::mask_number;
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::{print, use_page};

use super::agreed::{Agreed, Signatures};

/// The promise of a submitted or unfinished application.
#[component]
pub(crate) fn PrintedPromise() -> impl IntoView {
    load_filed().page(|filed| view! { <Paper filed=filed.get_untracked()/> })
}

#[component]
fn Paper(filed: Filed) -> impl IntoView {
    let i18n = use_i18n();
    let summary = filed.detail.summary;
    let module = summary.module;
    let id = summary.id.clone();
    let heading = use_page(move || t_string!(i18n, result.paper.promise).to_owned());
    let person = filed.answers.applicant.person.clone();
    let kind = person.document_kind;
    let document = person.document_number.as_deref().map(mask_number);
    let submitted = summary.number.is_some();
    let married = filed.answers.is_married();
    let answers = StoredValue::new(filed.answers);
    let failure = RwSignal::new(None::<Failure>);
    view! {
        <main class="page" id="main">
            <div class="cluster paper__tools no-print">
                <button class="button button--primary" type="button" on:click=move |_| print()>
                    <Glyph icon=Icon::Print/>
                    {t!(i18n, result.print)}
                </button>
                <DownloadDocument
                    id=id.clone()
                    kind=PrintedKind::Promise
                    module=module
                    failure=failure
                />
                {submitted
                    .then(|| {
                        view! {
                            <a class="button" href=Route::Application(id).href()>
                                {t!(i18n, pages.back_to_result)}
                            </a>
                        }
                    })}
            </div>
            <FailureNotice failure=failure/>
            <article class="paper">
                <header class="paper__head">
                    <h1 class="paper__title" node_ref=heading tabindex="-1">
                        {t!(i18n, result.paper.promise)}
                    </h1>
                    <p class="paper__sub">{live(move || terms::service(i18n, module))}</p>
                </header>
                <table class="formtable">
                    <tbody>
                        <tr>
                            <th scope="row">{t!(i18n, pages.fact.number)}</th>
                            <td>
                                {match summary.number {
                                    Some(number) => number.into_any(),
                                    None => t!(i18n, result.paper.not_submitted).into_any(),
                                }}
                            </td>
                        </tr>
                        <tr>
                            <th scope="row">{t!(i18n, pages.fact.applicant)}</th>
                            <td>{person.name}</td>
                        </tr>
                        <tr>
                            <th scope="row">
                                {live(move || {
                                    kind.map_or(
                                        t_string!(i18n, wizard.field.document_number),
                                        |kind| terms::document_kind(i18n, kind),
                                    )
                                })}
                            </th>
                            <td>{document}</td>
                        </tr>
                        {summary
                            .submitted_at
                            .map(|at| {
                                let day = day_in_shanghai(at);
                                view! {
                                    <tr>
                                        <th scope="row">{t!(i18n, result.paper.day)}</th>
                                        <td>{live(move || time::day(i18n, day))}</td>
                                    </tr>
                                }
                            })}
                    </tbody>
                </table>
                <div class="paper__end">
                    <Agreed module=module answers=answers submitted=submitted />
                    <div class="paper__signs">
                        <Signatures married=married />
                    </div>
                </div>
                <p class="paper__foot">
                    <span>{t!(i18n, result.paper.issuer)}</span>
                </p>
            </article>
        </main>
    }
}
