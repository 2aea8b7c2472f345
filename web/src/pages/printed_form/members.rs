//! Spouse and children on the printed form.

use leptos::prelude::*;
use serde_json::Value;
use shared::form::{Answers, Field, Person};

use super::field::{Section, answer};
use crate::i18n::t_string;
use crate::language::I18n;
use crate::names;
use crate::terms;

/// What everybody is asked has a column. The rest stands in a second line where it was given.
const COLUMNS: [Field; 4] = [
    Field::Name,
    Field::DocumentKind,
    Field::DocumentNumber,
    Field::Hukou,
];

/// Spouse and children, one after the other.
pub(super) fn members(i18n: I18n, answers: &Answers, json: &Value, in_full: bool) -> AnyView {
    let mut people: Vec<(String, String, &Person)> = Vec::new();
    if answers.is_married() {
        let relation = t_string!(i18n, result.paper.spouse).to_owned();
        people.push((relation, "/spouse".to_owned(), &answers.spouse));
    }
    for (i, child) in answers.children.iter().enumerate() {
        let relation = t_string!(i18n, result.paper.child).to_owned();
        people.push((relation, format!("/children/{i}"), &child.person));
    }
    if people.is_empty() {
        return view! {
            <tbody>
                <tr>
                    <td colspan="6">{t_string!(i18n, wizard.submit.none)}</td>
                </tr>
            </tbody>
        }
        .into_any();
    }
    let heads = [
        t_string!(i18n, result.paper.relation),
        t_string!(i18n, terms.name),
        t_string!(i18n, wizard.field.document_kind),
        t_string!(i18n, wizard.field.document_number),
        t_string!(i18n, wizard.field.hukou),
    ];
    let mut more: Vec<Field> = Section::Person.fields().collect();
    more.retain(|field| !COLUMNS.contains(field));
    more.sort_by_key(|field| *field != Field::Born);
    let given = |pointer: &str| -> Option<String> {
        let value = json.pointer(pointer).filter(|value| !value.is_null())?;
        Some(answer(i18n, pointer, value, in_full))
    };
    let people = people
        .into_iter()
        .map(|(relation, at, person)| {
            let number = given(&Field::DocumentNumber.within(&at));
            let kind = person
                .document_kind
                .map(|kind| terms::document_kind(i18n, kind));
            let hukou = person.hukou.map(|hukou| terms::hukou(i18n, hukou));
            let more: Vec<(String, String)> = more
                .iter()
                .filter_map(|field| {
                    let pointer = field.within(&at);
                    let value = given(&pointer)?;
                    Some((names::field(i18n, answers, &pointer, false), value))
                })
                .collect();
            let [h0, h1, h2, h3, h4] = heads;
            let lines = if more.is_empty() { "1" } else { "2" };
            view! {
                <tbody class="formtable__member">
                    <tr>
                        <td data-label=h0 rowspan=lines>{relation}</td>
                        <td data-label=h1>{person.name.clone()}</td>
                        <td data-label=h2>{kind}</td>
                        <td class="nowrap" data-label=h3 colspan="2">{number}</td>
                        <td data-label=h4>{hukou}</td>
                    </tr>
                    {second_line(i18n, more)}
                </tbody>
            }
        })
        .collect_view();
    let [h0, h1, h2, h3, h4] = heads;
    view! {
        <tbody>
            <tr class="formtable__heads">
                <th scope="col">{h0}</th>
                <th scope="col">{h1}</th>
                <th scope="col">{h2}</th>
                <th scope="col" colspan="2">{h3}</th>
                <th scope="col">{h4}</th>
            </tr>
        </tbody>
        {people}
    }
    .into_any()
}

/// What is known of a person beyond the columns; nothing where nothing is.
fn second_line(i18n: I18n, more: Vec<(String, String)>) -> impl IntoView + use<> {
    let colon = t_string!(i18n, result.colon);
    (!more.is_empty()).then(|| {
        let pairs = more
            .into_iter()
            .map(|(term, value)| {
                view! {
                    <span class="formtable__pair">
                        <span class="formtable__term">
                            {term} <span class="formtable__colon">{colon}</span>
                        </span>
                        <span>{value}</span>
                    </span>
                }
            })
            .collect_view();
        view! {
            <tr>
                <td class="formtable__more" colspan="5">
                    {pairs}
                </td>
            </tr>
        }
    })
}
