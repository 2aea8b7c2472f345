//! The application form (家庭购房申请表, 个人购房申请表): the answers as a page of paper, to print and to
//! keep.

mod agreed;
pub(super) mod authority;
mod field;
mod members;
pub(super) mod promise;

use leptos::prelude::*;
use shared::application::PrintedKind;
use shared::form::Answers;
use shared::form::pointer::to_value;
use shared::purchase::Module;
use shared::values::day_in_shanghai;

use crate::api::Failure;
use crate::application::document::DownloadDocument;
use crate::application::filed::{Filed, load_filed};
use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::language::t;
use crate::live::live;
use crate::route::Route;
use crate::session::use_session;
use crate::terms;
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::{print, use_page};

use agreed::{Agreed, Signatures};
use field::{Section, answer, term};

/// The form of a submitted or unfinished application.
#[component]
pub(crate) fn PrintedForm() -> impl IntoView {
    load_filed().page(|filed| view! { <Paper filed=filed.get_untracked()/> })
}

#[component]
fn Paper(filed: Filed) -> impl IntoView {
    let i18n = use_i18n();
    let in_full = RwSignal::new(false);
    let answers = StoredValue::new(filed.answers);
    let summary = filed.detail.summary;
    let module = summary.module;
    let id = summary.id.clone();
    let heading = use_page(move || terms::form(i18n, module).to_owned());
    let printed_at = use_session().now();
    let number = summary.number.clone();
    let submitted = number.is_some();
    let day = summary.submitted_at.unwrap_or(summary.updated_at);
    let married = answers.with_value(Answers::is_married);
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
                    kind=PrintedKind::ApplicationForm
                    module=module
                    in_full=in_full
                    failure=failure
                />
                <button
                    class="button"
                    type="button"
                    aria-pressed=Signal::derive(move || in_full.get().to_string())
                    on:click=move |_| in_full.update(|full| *full = !*full)
                >
                    <Glyph icon=Icon::Eye/>
                    {t!(i18n, result.paper.in_full)}
                </button>
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
                        {live(move || terms::form(i18n, module))}
                    </h1>
                    <p class="paper__sub">{live(move || terms::service(i18n, module))}</p>
                </header>
                <p class="paper__line">
                    <span>
                        {t!(i18n, pages.fact.number)} {t!(i18n, result.colon)}
                        {match number {
                            Some(number) => number.into_any(),
                            None => t!(i18n, result.paper.not_submitted).into_any(),
                        }}
                    </span>
                    <span>
                        {t!(i18n, result.paper.day)} {t!(i18n, result.colon)}
                        {live(move || time::day(i18n, day_in_shanghai(day)))}
                    </span>
                </p>
                <table class="formtable">
                    {live(move || answers.with_value(|a| groups(i18n, module, a, in_full.get())))}
                </table>
                <div class="paper__end">
                    <Agreed module=module answers=answers submitted=submitted />
                    <div class="paper__signs">
                        <Signatures married=married />
                        <div class="paper__sealplace">{t!(i18n, result.paper.seal)}</div>
                    </div>
                </div>
                <p class="paper__foot">
                    <span>
                        {t!(i18n, result.paper.made)} {t!(i18n, result.colon)}
                        {live(move || time::moment(i18n, printed_at))}
                    </span>
                </p>
            </article>
        </main>
    }
}

/// Words that are wider than this need a row of their own. A Latin letter is half as wide as a
/// Chinese character.
const LONG: usize = 36;

fn groups(i18n: I18n, module: Module, answers: &Answers, in_full: bool) -> impl IntoView + use<> {
    let json = to_value(answers);
    let given = |section: Section, place: &str| -> Vec<(String, String)> {
        let pointers = section.fields().map(|field| field.within(place));
        pointers
            .filter_map(|pointer| {
                let value = json.pointer(&pointer).filter(|v| !v.is_null())?;
                let term = term(i18n, answers, &pointer);
                Some((term, answer(i18n, &pointer, value, in_full)))
            })
            .collect()
    };
    let first = [
        given(Section::Category, ""),
        given(Section::Filler, "/filler"),
    ]
    .concat();
    let applicant = [Section::Applicant, Section::Grounds]
        .map(|section| given(section, "/applicant"))
        .concat();
    view! {
        {group(t_string!(i18n, result.paper.application))}
        {pairs(first)}
        {group(t_string!(i18n, pages.fact.applicant))}
        {pairs(given(Section::Person, "/applicant"))}
        {pairs(applicant)}
        {match module {
            Module::Residential => {
                let homes = (0..answers.homes.len())
                    .map(|i| pairs(given(Section::Home, &format!("/homes/{i}"))))
                    .collect_view();
                view! {
                    {group(t_string!(i18n, result.paper.members))}
                    {members::members(i18n, answers, &json, in_full)}
                    {pairs(given(Section::Children, ""))}
                    {group(t_string!(i18n, result.paper.homes))}
                    {pairs(no_homes(i18n, answers))}
                    {homes}
                    {group(t_string!(i18n, result.paper.target))}
                    {pairs(given(Section::Target, "/target"))}
                }
                    .into_any()
            }
            Module::Commercial => {
                view! {
                    {group(t_string!(i18n, commercial.unit.title))}
                    {pairs(given(Section::Unit, "/unit"))}
                }
                    .into_any()
            }
        }}
    }
}

/// That there are no homes, where there are none.
fn no_homes(i18n: I18n, answers: &Answers) -> Vec<(String, String)> {
    let none = (answers.has_homes != Some(true)).then(|| {
        let none = t_string!(i18n, wizard.submit.none);
        let homes = t_string!(i18n, result.paper.homes_short);
        (homes.to_owned(), none.to_owned())
    });
    none.into_iter().collect()
}

fn group(title: &'static str) -> impl IntoView + use<> {
    view! {
        <tbody>
            <tr>
                <th class="formtable__group" colspan="6" scope="rowgroup">
                    {title}
                </th>
            </tr>
        </tbody>
    }
}

/// Terms and answers, two in a row; long answers have a row of their own.
fn pairs(given: Vec<(String, String)>) -> impl IntoView + use<> {
    let mut rows: Vec<Vec<(String, String)>> = Vec::new();
    let mut open = false;
    for (term, value) in given {
        let width = |character: char| if character.is_ascii() { 1 } else { 2 };
        let long = value.chars().map(width).sum::<usize>() > LONG;
        match rows.last_mut() {
            Some(row) if open && !long => {
                row.push((term, value));
                open = false;
            }
            _ => {
                rows.push(vec![(term, value)]);
                open = !long;
            }
        }
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            let span = if row.len() == 1 { "5" } else { "2" };
            let cells = row
                .into_iter()
                .map(|(term, value)| {
                    view! {
                        <th scope="row">{term}</th>
                        <td colspan=span>{value}</td>
                    }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! { <tbody>{rows}</tbody> }
}
