//! How the fields of the form and the answers in them are called. A field is known by its JSON
//! pointer; its name is the same at the field, in the error summary, where two versions of an
//! answer meet, and where all answers are checked.

use serde_json::Value;
use shared::document::{DocumentKind, mask_mobile};
use shared::form::{Answers, Chapter, PayerRole, Step};
use shared::household::Origin;
use shared::registry::{MaritalStatus, StayPermit};

use crate::i18n::t_string;
use crate::language::I18n;
use crate::{terms, time};

/// The name of a step.
pub(crate) fn step(i18n: I18n, step: Step) -> &'static str {
    match step {
        Step::Notes => t_string!(i18n, wizard.step.notes),
        Step::Category => t_string!(i18n, wizard.step.category),
        Step::Details => t_string!(i18n, wizard.step.details),
        Step::Submit => t_string!(i18n, wizard.step.submit),
    }
}

/// `第 2 步，共 4 步：选择家庭分类`.
pub(crate) fn step_title(i18n: I18n, step: Step) -> String {
    let (n, of) = (step.number().to_string(), Step::ALL.len().to_string());
    let name = self::step(i18n, step);
    t_string!(i18n, wizard.step.title, n = n, of = of, name = name)
}

/// The name of a chapter.
pub(crate) fn chapter(i18n: I18n, chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::Notes | Chapter::Category | Chapter::Submit => step(i18n, chapter.step()),
        Chapter::Filler => t_string!(i18n, wizard.chapter.filler),
        Chapter::Applicant => t_string!(i18n, wizard.chapter.applicant),
        Chapter::Spouse => t_string!(i18n, wizard.chapter.spouse),
        Chapter::Children => t_string!(i18n, wizard.chapter.children),
        Chapter::Homes => t_string!(i18n, wizard.chapter.homes),
        Chapter::Target => t_string!(i18n, wizard.chapter.target),
    }
}

/// The name of a child or home by its place, from 0.
pub(crate) fn entry(i18n: I18n, list: &str, at: usize) -> String {
    let n = at.saturating_add(1).to_string();
    match list {
        "homes" => t_string!(i18n, wizard.homes.nth, n = n),
        _ => t_string!(i18n, wizard.children.nth, n = n),
    }
}

/// The name of the day since which a marital status holds.
pub(crate) fn marital_since(i18n: I18n, status: Option<MaritalStatus>) -> &'static str {
    match status {
        Some(MaritalStatus::Married) => t_string!(i18n, wizard.field.married_since),
        Some(MaritalStatus::Divorced) => t_string!(i18n, wizard.field.divorced_since),
        Some(MaritalStatus::Widowed) => t_string!(i18n, wizard.field.widowed_since),
        Some(MaritalStatus::Single) | None => t_string!(i18n, wizard.field.marital_since),
    }
}

/// The name of a field; with `whole`, also whose it is.
pub(crate) fn field(i18n: I18n, answers: &Answers, pointer: &str, whole: bool) -> String {
    let name = name_of(i18n, answers, pointer).to_owned();
    let mut parts = pointer.split('/').skip(1);
    let (list, at) = (parts.next().unwrap_or_default(), parts.next());
    let owner = match (list, at) {
        ("children" | "homes", Some(at)) => {
            let place = place_of(answers, list, at);
            let entry = place.map_or_else(String::new, |place| entry(i18n, list, place));
            if parts.next().is_none() {
                return entry;
            }
            entry
        }
        ("applicant", Some(_)) => t_string!(i18n, wizard.chapter.applicant).to_owned(),
        ("spouse", Some(_)) => t_string!(i18n, wizard.chapter.spouse).to_owned(),
        _ => String::new(),
    };
    if whole && !owner.is_empty() {
        t_string!(i18n, wizard.field.owned, owner = owner, name = name)
    } else {
        name
    }
}

/// The place of an entry in its list, by position or by id.
fn place_of(answers: &Answers, list: &str, at: &str) -> Option<usize> {
    let known = match list {
        "children" => answers.children.iter().position(|child| child.id == at),
        _ => answers.homes.iter().position(|home| home.id == at),
    };
    known.or_else(|| at.parse().ok())
}

fn name_of(i18n: I18n, answers: &Answers, pointer: &str) -> &'static str {
    let list = pointer.split('/').nth(1).unwrap_or_default();
    match (list, pointer.rsplit('/').next().unwrap_or_default()) {
        (_, "notes_read") => t_string!(i18n, wizard.notes.tick),
        (_, "data_use_agreed") => t_string!(i18n, wizard.notes.agree_name),
        (_, "category") => t_string!(i18n, wizard.step.category),
        (_, "promise") => t_string!(i18n, wizard.submit.tick),
        (_, "has_children") => t_string!(i18n, wizard.children.ask),
        (_, "has_adult_children") => t_string!(i18n, wizard.children.ask_adults),
        (_, "has_homes") => t_string!(i18n, wizard.homes.ask),
        ("children", "children") => t_string!(i18n, wizard.children.list),
        ("homes", "homes") => t_string!(i18n, wizard.homes.list),
        ("homes", "address") => t_string!(i18n, wizard.field.home_address),
        ("homes", "certificate") => t_string!(i18n, wizard.field.certificate),
        ("homes", _) => t_string!(i18n, wizard.field.zone),
        ("filler", _) => t_string!(i18n, wizard.chapter.filler),
        ("target", "transfer") => t_string!(i18n, wizard.field.transfer),
        ("target", "place") => t_string!(i18n, wizard.field.place),
        ("target", "kind") => t_string!(i18n, wizard.field.kind),
        ("target", _) => t_string!(i18n, wizard.field.target_address),
        (_, "name") => t_string!(i18n, wizard.field.name),
        (_, "document_kind") => t_string!(i18n, wizard.field.document_kind),
        (_, "document_number") => t_string!(i18n, wizard.field.document_number),
        (_, "citizen_number") => t_string!(i18n, wizard.field.citizen_number),
        (_, "nationality") => t_string!(i18n, wizard.field.nationality),
        (_, "born") => t_string!(i18n, wizard.field.born),
        (_, "hukou") => t_string!(i18n, wizard.field.hukou),
        (_, "marital_status") => t_string!(i18n, wizard.field.marital_status),
        (_, "marital_since") => marital_since(i18n, answers.applicant.marital_status),
        (_, "mobile") => t_string!(i18n, wizard.field.mobile),
        (_, "email") => t_string!(i18n, wizard.field.email),
        (_, "postal_address") => t_string!(i18n, wizard.field.postal_address),
        (_, "military_number") => t_string!(i18n, wizard.field.military_number),
        (_, "station") => t_string!(i18n, wizard.field.station),
        (_, "family_certificate") => t_string!(i18n, wizard.field.family_certificate),
        (_, "number") => t_string!(i18n, wizard.field.permit_number),
        (_, "valid_to") => t_string!(i18n, wizard.field.valid_to),
        (_, "who") => t_string!(i18n, wizard.field.payer),
        (_, "employer") => t_string!(i18n, wizard.field.employer),
        (_, "since") => t_string!(i18n, wizard.field.since),
        (_, "residence_permit") => t_string!(i18n, wizard.field.residence_permit),
        (_, "origin") => t_string!(i18n, wizard.field.origin),
        (_, "lodging") => t_string!(i18n, wizard.field.lodging),
        (_, "certification") => t_string!(i18n, wizard.field.certification),
        (_, "stay_permit") => t_string!(i18n, wizard.field.stay_permit),
        _ => "",
    }
}

/// Whose contributions.
pub(crate) fn payer(i18n: I18n, who: PayerRole) -> &'static str {
    match who {
        PayerRole::Applicant => t_string!(i18n, wizard.field.payer_applicant),
        PayerRole::Spouse => t_string!(i18n, wizard.field.payer_spouse),
    }
}

/// Where an overseas buyer comes from.
pub(crate) fn origin(i18n: I18n, origin: Origin) -> &'static str {
    match origin {
        Origin::HongKong => t_string!(i18n, wizard.field.origin_hong_kong),
        Origin::Macao => t_string!(i18n, wizard.field.origin_macao),
        Origin::Taiwan => t_string!(i18n, wizard.field.origin_taiwan),
        Origin::OverseasChinese => t_string!(i18n, wizard.field.origin_overseas_chinese),
    }
}

/// The permission to stay.
pub(crate) fn stay_permit(i18n: I18n, permit: StayPermit) -> &'static str {
    match permit {
        StayPermit::Work => t_string!(i18n, wizard.field.stay_work),
        StayPermit::Study => t_string!(i18n, wizard.field.stay_study),
        StayPermit::PermanentResidenceCard => t_string!(i18n, wizard.field.stay_card),
        StayPermit::Other => t_string!(i18n, wizard.field.stay_other),
    }
}

/// An answer in words, from its JSON. Numbers of documents and telephones are masked.
pub(crate) fn answer(i18n: I18n, pointer: &str, value: &Value) -> String {
    let list = pointer.split('/').nth(1).unwrap_or_default();
    let field = pointer.rsplit('/').next().unwrap_or_default();
    let text = value.as_str().unwrap_or_default();
    let named = match (list, field) {
        (_, "category") => read(value).map(|v| terms::category(i18n, v)),
        ("filler", "who") => read(value).map(|v| terms::filled_by(i18n, v)),
        (_, "who") => read(value).map(|v| payer(i18n, v)),
        (_, "document_kind") => read(value).map(|v| terms::document_kind(i18n, v)),
        (_, "hukou") => read(value).map(|v| terms::hukou(i18n, v)),
        (_, "marital_status") => read(value).map(|v| terms::marital_status(i18n, v)),
        (_, "origin") => read(value).map(|v| origin(i18n, v)),
        (_, "stay_permit") => read(value).map(|v| stay_permit(i18n, v)),
        (_, "zone") => read(value).map(|v| terms::zone(i18n, v)),
        (_, "transfer") => read(value).map(|v| terms::transfer(i18n, v)),
        (_, "place") => read(value).map(|v| terms::place(i18n, v)),
        ("target", "kind") => read(value).map(|v| terms::home_kind(i18n, v)),
        (_, "has_children" | "has_adult_children" | "has_homes") => {
            Some(if value == &Value::Bool(true) {
                t_string!(i18n, wizard.children.yes)
            } else {
                t_string!(i18n, wizard.children.no)
            })
        }
        _ => None,
    };
    match (named, field) {
        (Some(named), _) => named.to_owned(),
        (None, "document_number" | "citizen_number") => mask_number(text),
        (None, "mobile") => mask_mobile(text),
        (None, "notes_read" | "data_use_agreed") => {
            t_string!(i18n, wizard.notes.of_version, version = text.to_owned())
        }
        (None, "born" | "marital_since" | "valid_to") => {
            read(value).map_or_else(String::new, |day| time::day(i18n, day))
        }
        (None, "since") => read(value).map_or_else(String::new, |month| time::month(i18n, month)),
        // A whole child or home: its name or address tells which one.
        (None, _) if value.is_object() => ["name", "address"]
            .iter()
            .find_map(|name| value.get(name)?.as_str())
            .unwrap_or_default()
            .to_owned(),
        (None, _) => text.to_owned(),
    }
}

/// A number of a document as others may see it.
pub(crate) fn mask_number(number: &str) -> String {
    shared::document::Document {
        kind: DocumentKind::ResidentId,
        number: number.to_owned(),
        nationality: None,
    }
    .masked_number()
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_str(&value.to_string()).ok()
}
