//! What an officer corrects in the house records of a case: one question for each record.

use leptos::prelude::*;
use shared::application::{CorrectedTo, HouseKind, HouseRecord, NewCorrection};
use shared::form::typed;
use shared::values::Day;

use crate::application::houses::{note, title};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live, memo};
use crate::ui::choice::{Choice, SelectField, choices};
use crate::ui::date::{DateField, Precision};
use crate::ui::field::Field;

const NOT_HELD: &str = "not_held";
const TRANSFERRED: &str = "transferred";
const FIRST_SOLD: &str = "first_sold";

/// What is chosen of each record.
#[derive(Clone, Copy)]
pub(super) struct Corrections {
    all: StoredValue<Vec<One>>,
    today: Day,
}

/// What is chosen of one record.
#[derive(Clone)]
struct One {
    record: HouseRecord,
    /// What it is corrected to; empty: it is not.
    to: RwSignal<String>,
    /// The day, where it needs one.
    day: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl Corrections {
    /// Nothing chosen yet.
    pub(super) fn new(records: Vec<HouseRecord>, today: Day) -> Self {
        let one = |record| One {
            record,
            to: RwSignal::new(String::new()),
            day: RwSignal::new(String::new()),
            error: RwSignal::new(None),
        };
        Self {
            all: StoredValue::new(records.into_iter().map(one).collect()),
            today,
        }
    }

    /// What is chosen; where that is wrong, the sentence stands at its place and the id of the first
    /// question that is wrong is told.
    pub(super) fn read(self, i18n: I18n) -> Result<Vec<NewCorrection>, String> {
        let mut chosen = Vec::new();
        let mut wrong = None;
        self.all.with_value(|all| {
            for one in all {
                one.error.set(None);
                let place = one.record.place;
                let day = typed::day(&one.day.get_untracked());
                let day = day.filter(|day| *day <= self.today);
                let to = match (one.to.get_untracked().as_str(), day) {
                    (NOT_HELD, _) => Some(CorrectedTo::NotHeld),
                    (TRANSFERRED, Some(day)) => Some(CorrectedTo::TransferredOn { day }),
                    (FIRST_SOLD, Some(day)) => Some(CorrectedTo::FirstSoldOn { day }),
                    (TRANSFERRED | FIRST_SOLD, None) => {
                        let error = t_string!(i18n, officer.correct.bad_day).to_owned();
                        one.error.set(Some(error));
                        wrong.get_or_insert_with(|| day_id(place));
                        None
                    }
                    _ => None,
                };
                chosen.extend(to.map(|to| NewCorrection { place, to }));
            }
            if let (true, None, Some(first)) = (chosen.is_empty(), &wrong, all.first()) {
                let error = t_string!(i18n, officer.correct.none).to_owned();
                first.error.set(Some(error));
                wrong = Some(to_id(first.record.place));
            }
        });
        match wrong {
            Some(id) => Err(id),
            None => Ok(chosen),
        }
    }
}

fn to_id(place: u8) -> String {
    format!("correct-{place}")
}

fn day_id(place: u8) -> String {
    format!("correct-{place}-day")
}

/// The questions.
#[component]
pub(super) fn CorrectionsField(corrections: Corrections) -> impl IntoView {
    let i18n = use_i18n();
    let all = corrections.all.get_value();
    let rows = all.into_iter().map(|one| view! { <Row one=one /> });
    view! {
        <fieldset class="field">
            <legend class="field__label">{t!(i18n, officer.correct.legend)}</legend>
            <p class="field__hint">{t!(i18n, officer.correct.hint)}</p>
            {rows.collect_view()}
        </fieldset>
    }
}

#[component]
fn Row(one: One) -> impl IntoView {
    let i18n = use_i18n();
    let One {
        record,
        to,
        day,
        error,
    } = one;
    let place = record.place;
    let is_sale = record.kind == HouseKind::UnitSale;
    let needs_day = memo(move || to.with(|to| to == TRANSFERRED || to == FIRST_SOLD));
    let kept = record.clone();
    let label = Signal::derive(move || title(i18n, &kept));
    let all = choices(move || {
        let ways: &[&str] = if is_sale {
            &[FIRST_SOLD]
        } else {
            &[NOT_HELD, TRANSFERRED]
        };
        let word = |slug: &str| match slug {
            NOT_HELD => t_string!(i18n, officer.correct.not_held),
            TRANSFERRED => t_string!(i18n, officer.correct.transferred),
            _ => t_string!(i18n, officer.correct.first_sold),
        };
        let none = Choice::plain("keep", t_string!(i18n, officer.correct.keep));
        let ways = ways.iter().map(|slug| Choice::plain(*slug, word(slug)));
        std::iter::once(none).chain(ways).collect()
    });
    let field = move |id: String, value: RwSignal<String>, shown: Signal<bool>| Field {
        id: StoredValue::new(id),
        value: value.into(),
        error: Signal::derive(move || error.get().filter(|_| shown.get())),
        set: Callback::new(move |text| {
            error.set(None);
            value.set(text);
        }),
    };
    let at_day = Signal::derive(move || needs_day.get());
    let at_choice = Signal::derive(move || !needs_day.get());
    view! {
        <div class="office-correct">
            <SelectField field=field(to_id(place), to, at_choice) label=label choices=all />
            <p class="meta">{live(move || note(i18n, &record))}</p>
            <Show when=move || needs_day.get()>
                <DateField
                    field=field(day_id(place), day, at_day)
                    label=text!(i18n, officer.correct.day)
                    precision=Precision::Day
                />
            </Show>
        </div>
    }
}
