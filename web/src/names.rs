//! How the fields of the form and the answers in them are called. A field is known by its JSON
//! pointer; its name is the same at the field, in the error summary, where two versions of an
//! answer meet, and where all answers are checked.

use serde_json::Value;
use shared::document::{DocumentKind, find_nationality, mask_mobile};
use shared::form::fields::is_entry;
use shared::form::fields::kind::{Choice, Kind};
use shared::form::{Answers, Chapter, Field, PayerRole, Step, paper_at};
use shared::household::{Origin, Who};
use shared::policy::ContributionKind;
use shared::purchase::{Module, Seller, UnitKind};
use shared::registry::{MaritalStatus, StayPermit};
use shared::upload::UploadKind;

use crate::i18n::t_string;
use crate::language::{I18n, lang};
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
pub(crate) fn step_title(i18n: I18n, module: Module, step: Step) -> String {
    let (n, of) = (step.number(module), Step::of(module).len());
    let (n, of) = (n.to_string(), of.to_string());
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
        Chapter::Unit => t_string!(i18n, wizard.chapter.unit),
        Chapter::Papers => t_string!(i18n, agent.papers.chapter),
    }
}

/// What a kind of papers is called.
pub(crate) fn paper(i18n: I18n, kind: UploadKind) -> &'static str {
    match kind {
        UploadKind::Evidence => t_string!(i18n, papers.title),
        UploadKind::AuthorityPaper => t_string!(i18n, agent.papers.authority),
        UploadKind::PrincipalDocument => t_string!(i18n, agent.papers.principal),
        UploadKind::AgentDocument => t_string!(i18n, agent.papers.agent),
    }
}

/// Who somebody of a household is.
pub(crate) fn relation(i18n: I18n, who: Who) -> String {
    match who {
        Who::Applicant => t_string!(i18n, pages.fact.applicant).to_owned(),
        Who::Spouse => t_string!(i18n, result.paper.spouse).to_owned(),
        Who::Child(nth) => entry(i18n, "children", usize::from(nth).saturating_sub(1)),
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
    let mut parts = pointer.split('/').skip(1);
    let owner = match (parts.next().unwrap_or_default(), parts.next()) {
        (list @ ("children" | "homes"), Some(at)) => {
            let place = place_of(answers, list, at);
            place.map_or_else(String::new, |place| entry(i18n, list, place))
        }
        ("applicant", Some(_)) => t_string!(i18n, wizard.chapter.applicant).to_owned(),
        ("spouse", Some(_)) => t_string!(i18n, wizard.chapter.spouse).to_owned(),
        _ => String::new(),
    };
    if is_entry(pointer) {
        return owner;
    }
    if let Some(kind) = paper_at(pointer) {
        return paper(i18n, kind).to_owned();
    }
    let name = match Field::at(pointer) {
        Some(Field::MaritalSince) => marital_since(i18n, answers.applicant.marital_status),
        Some(field) => words(i18n, field),
        None => "",
    };
    if whole && !owner.is_empty() {
        t_string!(i18n, wizard.field.owned, owner = owner, name = name)
    } else {
        name.to_owned()
    }
}

/// The same in a module's own words, where the person is asked: the notes have another name there.
pub(crate) fn asked_field(
    i18n: I18n,
    module: Module,
    answers: &Answers,
    pointer: &str,
    whole: bool,
) -> String {
    match (module, Field::at(pointer)) {
        (Module::Commercial, Some(Field::NotesRead)) => {
            t_string!(i18n, commercial.notes.tick).to_owned()
        }
        _ => field(i18n, answers, pointer, whole),
    }
}

macro_rules! words {
    ($(
        $field:ident $path:literal $part:ident $kind:ident $(($choice:ident))? $($need:ident)?
        $([$module:ident])?, $room:ident . $word:ident;
    )+) => {
        /// The words by which a field is called.
        fn words(i18n: I18n, field: Field) -> &'static str {
            match field {
                $(Field::$field => t_string!(i18n, wizard.$room.$word),)+
            }
        }
    };
}
shared::form_fields!(words);

/// The place of an entry in its list, by position or by id.
fn place_of(answers: &Answers, list: &str, at: &str) -> Option<usize> {
    let known = match list {
        "children" => answers.children.iter().position(|child| child.id == at),
        _ => answers.homes.iter().position(|home| home.id == at),
    };
    known.or_else(|| at.parse().ok())
}

/// Whose contributions.
pub(crate) fn payer(i18n: I18n, who: PayerRole) -> &'static str {
    match who {
        PayerRole::Applicant => t_string!(i18n, wizard.field.payer_applicant),
        PayerRole::Spouse => t_string!(i18n, wizard.field.payer_spouse),
    }
}

/// Which record carries a commercial application.
pub(crate) fn contribution(i18n: I18n, kind: ContributionKind) -> &'static str {
    match kind {
        ContributionKind::SocialInsurance => t_string!(i18n, wizard.field.ground_insurance),
        ContributionKind::IncomeTax => t_string!(i18n, wizard.field.ground_tax),
    }
}

/// Who sells a commercial unit.
pub(crate) fn seller(i18n: I18n, seller: Seller) -> &'static str {
    match seller {
        Seller::Owner => t_string!(i18n, wizard.field.seller_owner),
        Seller::Developer => t_string!(i18n, wizard.field.seller_developer),
    }
}

/// The use of a commercial unit.
pub(crate) fn unit_kind(i18n: I18n, kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Office => t_string!(i18n, wizard.field.unit_office),
        UnitKind::Shop => t_string!(i18n, wizard.field.unit_shop),
        UnitKind::Mixed => t_string!(i18n, wizard.field.unit_mixed),
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

/// Whether there is something, or, of the unit, whether it is so.
fn flag(i18n: I18n, field: Option<Field>, set: bool) -> &'static str {
    match (field, set) {
        (Some(Field::InTongzhou | Field::HasCertificate), true) => {
            t_string!(i18n, wizard.field.yes)
        }
        (Some(Field::InTongzhou | Field::HasCertificate), false) => {
            t_string!(i18n, wizard.field.no)
        }
        (_, true) => t_string!(i18n, wizard.children.yes),
        (_, false) => t_string!(i18n, wizard.children.no),
    }
}

/// An answer in words, from its JSON. Numbers of documents and telephones are masked.
pub(crate) fn answer(i18n: I18n, pointer: &str, value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    let field = Field::at(pointer);
    match field.map(|field| field.row().kind) {
        Some(Kind::Choice(choice)) => chosen(i18n, choice, value).unwrap_or(text).to_owned(),
        Some(Kind::Flag) => flag(i18n, field, value == &Value::Bool(true)).to_owned(),
        Some(Kind::Number) => mask_number(text),
        Some(Kind::Mobile) => mask_mobile(text),
        Some(Kind::Version) if field != Some(Field::Promise) => {
            t_string!(i18n, wizard.notes.of_version, version = text.to_owned())
        }
        Some(Kind::Day) => read(value).map_or_else(String::new, |day| time::day(i18n, day)),
        Some(Kind::Month) => read(value).map_or_else(String::new, |month| time::month(i18n, month)),
        Some(Kind::Nationality) => nationality(i18n, text),
        Some(Kind::Text | Kind::Email | Kind::Version) => text.to_owned(),
        // A whole child or home: its name or address tells which one.
        Some(Kind::List) | None => ["name", "address"]
            .iter()
            .find_map(|name| value.get(name)?.as_str())
            .unwrap_or(text)
            .to_owned(),
    }
}

/// What was chosen, in words; none where it is nothing that there is to choose.
fn chosen(i18n: I18n, choice: Choice, value: &Value) -> Option<&'static str> {
    match choice {
        Choice::Category => read(value).map(|v| terms::category(i18n, v)),
        Choice::FilledBy => read(value).map(|v| terms::filled_by(i18n, v)),
        Choice::DocumentKind => read(value).map(|v| terms::document_kind(i18n, v)),
        Choice::Hukou => read(value).map(|v| terms::hukou(i18n, v)),
        Choice::MaritalStatus => read(value).map(|v| terms::marital_status(i18n, v)),
        Choice::Payer => read(value).map(|v| payer(i18n, v)),
        Choice::Origin => read(value).map(|v| origin(i18n, v)),
        Choice::StayPermit => read(value).map(|v| stay_permit(i18n, v)),
        Choice::Zone => read(value).map(|v| terms::zone(i18n, v)),
        Choice::Transfer => read(value).map(|v| terms::transfer(i18n, v)),
        Choice::Place => read(value).map(|v| terms::place(i18n, v)),
        Choice::HomeKind => read(value).map(|v| terms::home_kind(i18n, v)),
        Choice::Contribution => read(value).map(|v| contribution(i18n, v)),
        Choice::Seller => read(value).map(|v| seller(i18n, v)),
        Choice::UnitKind => read(value).map(|v| unit_kind(i18n, v)),
    }
}

/// A nationality by name and code; what is none as it was typed.
pub(crate) fn nationality(i18n: I18n, told: &str) -> String {
    let Some(known) = find_nationality(told) else {
        return told.to_owned();
    };
    let name = known.name(lang(i18n));
    t_string!(
        i18n,
        wizard.field.nationality_known,
        name = name,
        code = known.code
    )
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
