//! The contract that is signed under a hold: with it the certificate is used up. It cannot be taken back, so
//! that everything is shown once more before.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::hold::{Hold, NewContract};
use shared::issue::IssueCode;
use shared::problem::FieldProblem;
use shared::text::record_key;

use super::acting::Acting;
use super::done::Done;
use super::hold::{missing, too_long, unit};
use super::intent::Intent;
use super::outcome::{Refusal, said};
use super::session::{is_stale, use_seller};
use super::unit::Unit;
use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::live;
use crate::ui::announcer::use_announcer;
use crate::ui::confirm::Confirm;
use crate::ui::dialog::Tone;
use crate::ui::faults::Faults;
use crate::ui::field::{Kind, TextField};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

const NUMBER: &str = "contract-number";
const ADDRESS: &str = "contract-address";
const UNIT: &str = "contract-unit";

/// What is answered in the form, and how far it is. Copy it into every handler.
#[derive(Clone, Copy)]
struct Typed {
    number: RwSignal<String>,
    address: RwSignal<String>,
    unit: RwSignal<String>,
    /// Under which hold.
    hold: StoredValue<Hold>,
    faults: Faults,
    /// What is asked about before it is sent.
    asked: RwSignal<Option<NewContract>>,
    /// Whether it is asked.
    asks: RwSignal<bool>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

/// The form; it begins with what is held.
#[component]
pub(super) fn SignForm(hold: Hold, acting: Acting) -> impl IntoView {
    let i18n = use_i18n();
    let held = hold.unit.certificate_number.clone();
    let is_named = held.is_some();
    let typed = Typed {
        number: RwSignal::new(String::new()),
        address: RwSignal::new(hold.unit.address.clone()),
        unit: RwSignal::new(held.unwrap_or_default()),
        hold: StoredValue::new(hold),
        faults: Faults::new(),
        asked: RwSignal::new(None),
        asks: RwSignal::new(false),
        busy: RwSignal::new(false),
        failure: use_seller().refusal(),
    };
    let faults = typed.faults;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        typed.ask();
    };
    request_animation_frame(|| go_to("#contract-number"));
    view! {
        <form class="stack seller__form" novalidate on:submit=submit>
            <p>{t!(i18n, seller.sign.lede)}</p>
            {faults.summary(label)}
            <TextField
                field=faults.field(NUMBER, typed.number)
                label=text!(i18n, signing.contract)
                kind=Kind::Wide
            />
            <TextField
                field=faults.field(ADDRESS, typed.address)
                label=text!(i18n, seller.hold.address)
                kind=Kind::Wide
            />
            <TextField
                field=faults.field(UNIT, typed.unit)
                label=text!(i18n, seller.hold.unit)
                kind=Kind::Wide
                optional=!is_named
            />
            <Refusal failure=typed.failure />
            <div class="cluster">
                <button class="button button--primary" type="submit">
                    {t!(i18n, seller.sign.button)}
                </button>
                <button
                    class="button"
                    type="button"
                    on:click=move |_| acting.signing().set(None)
                >
                    {t!(i18n, seller.sign.cancel)}
                </button>
            </div>
        </form>
        <Sure typed=typed acting=acting />
    }
}

/// The question before it is recorded: everything once more, and what is not as it was held.
#[component]
fn Sure(typed: Typed, acting: Acting) -> impl IntoView {
    let i18n = use_i18n();
    let record = recording(typed, acting);
    let all = move || {
        typed.asked.get().map(|contract| {
            let certificate = typed
                .hold
                .with_value(|hold| hold.certificate_number.clone());
            let other = typed.other_address(&contract);
            let kind = typed.hold.with_value(|hold| hold.kind);
            view! {
                <dl class="facts facts--roomy facts--stacks">
                    <dt>{t!(i18n, signing.contract)}</dt>
                    <dd class="code">{contract.number}</dd>
                    <dt>{t!(i18n, seller.check.number)}</dt>
                    <dd class="code">{certificate}</dd>
                    <Unit unit=contract.unit zone=contract.zone kind=kind />
                </dl>
                {other
                    .map(|held| {
                        let held = move || {
                            t_string!(i18n, seller.sign.other_text, address = held.clone())
                        };
                        view! {
                            <div class="notice notice--warning">
                                <Glyph icon=Icon::Warning />
                                <div class="notice__body">
                                    <p class="notice__title">{t!(i18n, seller.sign.other)}</p>
                                    <p>{live(held)}</p>
                                </div>
                            </div>
                        }
                    })}
            }
        })
    };
    view! {
        <Confirm
            open=typed.asks
            title=text!(i18n, seller.sign.sure)
            id="seller-sign"
            tone=Tone::Warning
            keep=text!(i18n, seller.sign.keep)
            confirm=Signal::derive(move || {
                let word = if typed.busy.get() {
                    t_string!(i18n, seller.sign.busy)
                } else {
                    t_string!(i18n, seller.sign.confirm)
                };
                word.to_owned()
            })
            busy=typed.busy
            act=record
        >
            <p>{t!(i18n, seller.sign.sure_text)}</p>
            {live(all)}
        </Confirm>
    }
}

/// Sends what was asked about, once for each intent.
fn recording(typed: Typed, acting: Acting) -> Callback<leptos::ev::MouseEvent> {
    let i18n = use_i18n();
    let seller = use_seller();
    let announcer = use_announcer();
    let intent = Intent::new();
    Callback::new(move |_| {
        let contract = typed.asked.get_untracked();
        let Some(contract) = contract.filter(|_| !typed.busy.get_untracked()) else {
            return;
        };
        typed.busy.set(true);
        seller.begin();
        let id = typed.hold.with_value(|hold| hold.id.clone());
        let key = intent.key(&(&id, &contract));
        spawn_local(async move {
            let answer = seller.api().sign_contract(&key, &id, &contract).await;
            intent.settle(&answer);
            typed.busy.try_set(false);
            typed.asks.try_set(false);
            match answer {
                Ok(contract) => {
                    let signed = Done::Signed(contract.number);
                    announcer.say(said(i18n, &signed));
                    acting.signing().try_set(None);
                    seller.finish(signed);
                    request_animation_frame(|| go_to("#contracts"));
                }
                Err(why) if !why.errors().is_empty() => typed.faults.put(placed(why.errors())),
                // The hold may go from the list, and the form with it.
                Err(why) if is_stale(&why) => {
                    seller.refuse(acting.failure(), why);
                    request_animation_frame(|| go_to("#holds"));
                }
                Err(why) => seller.refuse(typed.failure, why),
            }
        });
    })
}

impl Typed {
    /// Asks whether it shall be recorded, where nothing is missing.
    fn ask(self) {
        let wrong = self.wrong();
        let is_whole = wrong.is_empty();
        self.faults.put(wrong);
        if self.busy.get_untracked() || !is_whole {
            return;
        }
        self.asked.set(Some(NewContract {
            number: self.number.get_untracked().trim().to_owned(),
            zone: self.hold.with_value(|hold| hold.zone),
            unit: unit(self.address, self.unit),
        }));
        self.asks.set(true);
    }

    /// What is missing or too long. A certificate of real estate that is held cannot be left out.
    fn wrong(self) -> Vec<(&'static str, IssueCode)> {
        let held = self
            .hold
            .with_value(|hold| hold.unit.certificate_number.is_some());
        let asked = [
            (NUMBER, self.number, true),
            (ADDRESS, self.address, true),
            (UNIT, self.unit, held),
        ];
        let wrong = asked.into_iter().filter_map(|(field, typed, is_asked)| {
            let none = |text: &str| missing(text, IssueCode::Required).filter(|_| is_asked);
            let fault = typed.with_untracked(|text| too_long(text).or(none(text)));
            Some((field, fault?))
        });
        wrong.collect()
    }

    /// The address that is held, where the contract has another one.
    fn other_address(self, contract: &NewContract) -> Option<String> {
        let held = self.hold.with_value(|hold| hold.unit.address.clone());
        (record_key(&held) != record_key(&contract.unit.address)).then_some(held)
    }
}

/// The fields of what the server found wrong.
fn placed(found: &[FieldProblem]) -> Vec<(&'static str, IssueCode)> {
    let placed = found.iter().map(|problem| {
        let field = match problem.pointer.as_str() {
            "/number" => NUMBER,
            "/unit/certificate_number" => UNIT,
            _ => ADDRESS,
        };
        (field, problem.code)
    });
    placed.collect()
}

fn label(i18n: I18n, field: &str) -> &'static str {
    match field {
        NUMBER => t_string!(i18n, signing.contract),
        ADDRESS => t_string!(i18n, seller.hold.address),
        _ => t_string!(i18n, seller.hold.unit),
    }
}
