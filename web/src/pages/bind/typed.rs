//! A document as it is typed: the fields, what is wrong with them, and the document.

use leptos::prelude::*;
use shared::account::BindDocument;
use shared::document::{Document, DocumentFault, DocumentKind};
use shared::issue::IssueCode;

use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, text};
use crate::live::{Show, memo};
use crate::terms;
use crate::ui::choice::{Choice, SelectField};
use crate::ui::error_summary::{ErrorSummary, Lead, Line};
use crate::ui::field::{Field, Kind, TextField};
use crate::ui::nationality::NationalityField;

/// What is typed.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Typed {
    /// The kind, by its name.
    pub(in crate::pages) kind: RwSignal<String>,
    /// The number.
    pub(in crate::pages) number: RwSignal<String>,
    /// The citizen's number, with a military document.
    pub(in crate::pages) citizen: RwSignal<String>,
    nationality: RwSignal<String>,
    /// The fields that are wrong, by their ids.
    pub(in crate::pages) faults: RwSignal<Vec<(&'static str, IssueCode)>>,
}

const KIND: &str = "kind";
const NUMBER: &str = "number";
const CITIZEN: &str = "citizen";
const NATIONALITY: &str = "nationality";

impl Typed {
    /// Nothing yet, of a kind.
    pub(in crate::pages) fn of(kind: DocumentKind) -> Self {
        Self {
            kind: RwSignal::new(kind.slug().to_owned()),
            number: RwSignal::new(String::new()),
            citizen: RwSignal::new(String::new()),
            nationality: RwSignal::new(String::new()),
            faults: RwSignal::new(Vec::new()),
        }
    }

    fn kind(self) -> Option<DocumentKind> {
        DocumentKind::from_slug(&self.kind.get())
    }

    /// The document, or the fields that are wrong.
    pub(in crate::pages) fn document(self) -> Result<BindDocument, Vec<(&'static str, IssueCode)>> {
        let kind = DocumentKind::from_slug(&self.kind.get_untracked())
            .ok_or(vec![(KIND, IssueCode::ChooseOne)])?;
        let document = Document {
            kind,
            number: self.number.get_untracked(),
            nationality: (kind == DocumentKind::ForeignPassport)
                .then(|| self.nationality.get_untracked()),
        };
        let citizen_number = kind
            .asks_citizen_number()
            .then(|| self.citizen.get_untracked());
        let shown = document.check().map_err(|fault| match fault {
            DocumentFault::Nationality => (NATIONALITY, fault.into()),
            DocumentFault::Empty
            | DocumentFault::Form
            | DocumentFault::BirthDate
            | DocumentFault::CheckCharacter => (NUMBER, fault.into()),
        });
        let own = document
            .check_citizen_number(citizen_number.as_deref())
            .map_err(|fault| (CITIZEN, fault.into()));
        let faults: Vec<_> = [shown, own].into_iter().filter_map(Result::err).collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(BindDocument {
            document: document.normalized(),
            citizen_number,
        })
    }

    fn field(self, id: &'static str, value: RwSignal<String>) -> Field {
        let i18n = use_i18n();
        Field {
            id: StoredValue::new(id.to_owned()),
            value: value.into(),
            error: Signal::derive(move || {
                self.faults.with(|faults| {
                    let (_, code) = faults.iter().find(|(at, _)| *at == id)?;
                    Some(code.detail(lang(i18n)).to_owned())
                })
            }),
            set: Callback::new(move |text| value.set(text)),
        }
    }
}

/// The fields of a document.
#[component]
pub(in crate::pages) fn Questions(
    /// Where it is typed.
    typed: Typed,
    /// Whether the kind is known and not asked.
    #[prop(optional)]
    of_kind: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let kinds = Signal::derive(move || {
        DocumentKind::ALL
            .map(|kind| Choice::plain(kind.slug(), terms::document_kind(i18n, kind)))
            .to_vec()
    });
    let kind_label = text!(i18n, pages.bind.kind);
    let number_label = text!(i18n, pages.bind.number);
    let number_hint = Signal::derive(move || {
        match typed.kind() {
            Some(DocumentKind::ResidentId) | None => t_string!(i18n, pages.bind.hint_resident),
            Some(DocumentKind::MilitaryId) => t_string!(i18n, pages.bind.hint_military),
            Some(
                DocumentKind::HmtResidencePermit
                | DocumentKind::HkMacaoTravelPermit
                | DocumentKind::TaiwanTravelPermit
                | DocumentKind::ChinesePassport
                | DocumentKind::ForeignPassport
                | DocumentKind::PermanentResidenceCard,
            ) => t_string!(i18n, pages.bind.hint_other),
        }
        .to_owned()
    });
    let citizen_label = text!(i18n, pages.bind.citizen_number);
    let citizen_hint = text!(i18n, pages.bind.hint_citizen);
    let military = memo(move || typed.kind().is_some_and(DocumentKind::asks_citizen_number));
    let nation_label = text!(i18n, pages.bind.nationality);
    let nation_hint = text!(i18n, pages.bind.hint_nationality);
    let foreign = memo(move || typed.kind() == Some(DocumentKind::ForeignPassport));
    view! {
        {(!of_kind)
            .then(|| {
                view! {
                    <SelectField
                        field=typed.field(KIND, typed.kind)
                        label=kind_label
                        choices=kinds
                    />
                }
            })}
        <Show when=move || foreign.get()>
            <NationalityField
                field=typed.field(NATIONALITY, typed.nationality)
                label=nation_label
                hint=nation_hint
            />
        </Show>
        <TextField
            field=typed.field(NUMBER, typed.number)
            label=number_label
            hint=number_hint
            kind=Kind::Code
        />
        <Show when=move || military.get()>
            <TextField
                field=typed.field(CITIZEN, typed.citizen)
                label=citizen_label
                hint=citizen_hint
                kind=Kind::Code
            />
        </Show>
    }
}

/// The error summary.
#[component]
pub(in crate::pages) fn Lines(typed: Typed, tries: RwSignal<u32>) -> impl IntoView {
    let i18n = use_i18n();
    let lines = Signal::derive(move || {
        typed.faults.with(|faults| {
            faults
                .iter()
                .map(|(at, code)| {
                    let label = match *at {
                        KIND => t_string!(i18n, pages.bind.kind),
                        CITIZEN => t_string!(i18n, pages.bind.citizen_number),
                        NATIONALITY => t_string!(i18n, pages.bind.nationality),
                        _ => t_string!(i18n, pages.bind.number),
                    };
                    let sentence = code.detail(lang(i18n));
                    Line {
                        text: t_string!(i18n, pages.labelled, label = label, text = sentence),
                        lead: Lead::Field((*at).to_owned()),
                    }
                })
                .collect()
        })
    });
    view! { <ErrorSummary lines=lines tries=tries leave=Callback::new(|_| ())/> }
}

/// The fields that the server calls wrong.
pub(in crate::pages) fn of_server(failure: &Failure) -> Vec<(&'static str, IssueCode)> {
    failure
        .errors()
        .iter()
        .filter_map(|error| {
            let at = match error.pointer.as_str() {
                "/document/kind" => KIND,
                "/document/number" => NUMBER,
                "/citizen_number" => CITIZEN,
                "/document/nationality" => NATIONALITY,
                _ => return None,
            };
            Some((at, error.code))
        })
        .collect()
}
