//! Holds the certificate that was checked, for a contract about one unit.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::certificate::CheckCertificate;
use shared::hold::{HeldUnit, NewHold};
use shared::issue::IssueCode;
use shared::policy::Cap;
use shared::problem::{FieldProblem, ProblemKind};
use shared::purchase::{HomeKind, Module};
use shared::values::Zone;

use super::done::Done;
use super::found::Found;
use super::intent::Intent;
use super::outcome::{Refusal, said};
use super::session::{is_stale, use_seller};
use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t, text};
use crate::live::live;
use crate::terms;
use crate::ui::announcer::use_announcer;
use crate::ui::choice::{Arrangement, RadioField, choice, choices};
use crate::ui::faults::Faults;
use crate::ui::field::{Kind, TextField};
use crate::ui::page::go_to;

const ZONE: &str = "hold-zone";
const KIND: &str = "hold-kind";
const ADDRESS: &str = "hold-address";
const UNIT: &str = "hold-unit";
/// How many characters a text has at the most.
const LONGEST_TEXT: usize = 200;

/// What is answered in the form, and how far it is. Copy it into every handler.
#[derive(Clone, Copy)]
struct Typed {
    module: Module,
    zone: RwSignal<String>,
    kind: RwSignal<String>,
    address: RwSignal<String>,
    unit: RwSignal<String>,
    faults: Faults,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

/// The form.
#[component]
pub(super) fn HoldForm(
    found: Found,
    /// Done: the certificate is held.
    done: Callback<()>,
    /// What was answered about the certificate is not so any more.
    stale: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_home = found.told.module == Module::Residential;
    let module = found.told.module;
    let zones = zones(&found);
    let only = zones.first().filter(|_| zones.len() == 1).copied();
    let typed = Typed {
        module,
        zone: RwSignal::new(only.map(|zone| name(&zone)).unwrap_or_default()),
        kind: RwSignal::new(String::new()),
        address: RwSignal::new(found.told.unit.clone().unwrap_or_default()),
        unit: RwSignal::new(String::new()),
        faults: Faults::in_words(fault),
        busy: RwSignal::new(false),
        failure: use_seller().refusal(),
    };
    let Typed {
        faults,
        busy,
        failure,
        ..
    } = typed;
    let submit = submitting(typed, found.pair, (done, stale));
    let retry = move || {
        let is_silent = |failure: &&Failure| failure.kind() != Some(ProblemKind::TooManyRequests);
        let seconds = failure.with(|failure| {
            let failure = failure.as_ref().filter(is_silent)?;
            failure.retry_after()
        })?;
        let seconds = seconds.to_string();
        Some(t_string!(i18n, seller.retry_after, seconds = seconds))
    };
    view! {
        <form class="stack seller__form" novalidate on:submit=submit>
            <h3 class="card__title">{t!(i18n, seller.hold.title)}</h3>
            <p>{t!(i18n, seller.hold.lede)}</p>
            {faults.summary(label)}
            {is_home.then(|| view! { <Home typed=typed zones=zones /> })}
            <TextField
                field=faults.field(ADDRESS, typed.address)
                label=text!(i18n, seller.hold.address)
                hint=text!(i18n, seller.hold.address_hint)
                kind=Kind::Wide
            />
            <TextField
                field=faults.field(UNIT, typed.unit)
                label=text!(i18n, seller.hold.unit)
                hint=Signal::derive(move || {
                    let hint = if is_home {
                        t_string!(i18n, seller.hold.unit_hint)
                    } else {
                        t_string!(i18n, seller.hold.commercial_hint)
                    };
                    hint.to_owned()
                })
                kind=Kind::Wide
                optional=is_home
            />
            <Refusal failure=failure />
            {live(move || retry().map(|text| view! { <p role="status">{text}</p> }))}
            <button
                class="button button--primary button--large button--block"
                type="submit"
                aria-busy=Signal::derive(move || busy.get().to_string())
            >
                {live(move || {
                    if busy.get() {
                        t_string!(i18n, seller.hold.busy)
                    } else {
                        t_string!(i18n, seller.hold.button)
                    }
                })}
            </button>
        </form>
    }
}

/// Sends what was typed, once for each intent.
fn submitting(
    typed: Typed,
    pair: CheckCertificate,
    (done, stale): (Callback<()>, Callback<()>),
) -> impl Fn(SubmitEvent) + 'static {
    let i18n = use_i18n();
    let seller = use_seller();
    let announcer = use_announcer();
    let intent = Intent::new();
    move |event| {
        event.prevent_default();
        let wrong = typed.wrong();
        let is_whole = wrong.is_empty();
        typed.faults.put(wrong);
        if typed.busy.get_untracked() || !is_whole {
            return;
        }
        typed.busy.set(true);
        seller.begin();
        let wanted = typed.wanted(&pair);
        let key = intent.key(&wanted);
        announcer.say(t_string!(i18n, seller.hold.busy));
        spawn_local(async move {
            let answer = seller.api().hold_certificate(&key, &wanted).await;
            intent.settle(&answer);
            typed.busy.try_set(false);
            match answer {
                Ok(hold) => {
                    let held = Done::Held(hold.certificate_number, hold.expires_at);
                    announcer.say(said(i18n, &held));
                    seller.finish(held);
                    done.run(());
                    request_animation_frame(|| go_to("#holds"));
                }
                Err(why) if !why.errors().is_empty() => typed.faults.put(placed(why.errors())),
                Err(why) => {
                    // Asked again, the answer says how the certificate stands by now.
                    if is_stale(&why) {
                        stale.run(());
                    }
                    seller.refuse(typed.failure, why);
                }
            }
        });
    }
}

/// What is asked of a home.
#[component]
fn Home(typed: Typed, zones: Vec<Zone>) -> impl IntoView {
    let i18n = use_i18n();
    let faults = typed.faults;
    let zone = choices(move || {
        let zones = zones.iter();
        zones
            .map(|zone| choice(*zone, terms::zone(i18n, *zone), ""))
            .collect()
    });
    let kind = choices(move || {
        [HomeKind::New, HomeKind::Resale, HomeKind::SingleStorey]
            .map(|kind| choice(kind, terms::home_kind(i18n, kind), ""))
            .to_vec()
    });
    view! {
        <RadioField
            field=faults.field(ZONE, typed.zone)
            legend=text!(i18n, seller.hold.zone)
            choices=zone
            arrangement=Arrangement::Two
        />
        <RadioField
            field=faults.field(KIND, typed.kind)
            legend=text!(i18n, seller.hold.kind)
            choices=kind
            arrangement=Arrangement::Inline
        />
    }
}

/// Where homes may be bought, and one more is allowed.
fn zones(found: &Found) -> Vec<Zone> {
    let told = found.told.zones.iter();
    let free = told.filter(|one| one.remaining != Some(Cap::Homes(0)));
    let zones: Vec<Zone> = free.map(|one| one.zone).collect();
    if zones.is_empty() {
        found
            .told
            .place
            .map(|place| place.zone())
            .into_iter()
            .collect()
    } else {
        zones
    }
}

impl Typed {
    /// What is missing or too long. Of a commercial unit the certificate of real estate is not left out: it
    /// is about that one alone.
    fn wrong(self) -> Vec<(&'static str, IssueCode)> {
        let is_home = self.module == Module::Residential;
        let asked = [
            (ZONE, self.zone, IssueCode::ChooseOne, is_home),
            (KIND, self.kind, IssueCode::ChooseOne, is_home),
            (ADDRESS, self.address, IssueCode::Required, true),
            (UNIT, self.unit, IssueCode::Required, !is_home),
        ];
        let wrong = asked
            .into_iter()
            .filter_map(|(field, typed, code, is_asked)| {
                let fault = typed.with_untracked(|text| too_long(text).or(missing(text, code)));
                let fault = fault.filter(|fault| is_asked || *fault == IssueCode::TooLong);
                Some((field, fault?))
            });
        wrong.collect()
    }

    /// What is to be held.
    fn wanted(self, pair: &CheckCertificate) -> NewHold {
        let is_home = self.module == Module::Residential;
        NewHold {
            certificate_number: pair.certificate_number.clone(),
            document_number: pair.document_number.clone(),
            zone: named(self.zone.get_untracked()).filter(|_| is_home),
            kind: named(self.kind.get_untracked()).filter(|_| is_home),
            unit: unit(self.address, self.unit),
        }
    }
}

/// What is to be bought, as it was typed.
pub(super) fn unit(address: RwSignal<String>, number: RwSignal<String>) -> HeldUnit {
    let number = number.get_untracked().trim().to_owned();
    HeldUnit {
        address: address.get_untracked().trim().to_owned(),
        certificate_number: (!number.is_empty()).then_some(number),
    }
}

/// That nothing was typed.
pub(super) fn missing(text: &str, code: IssueCode) -> Option<IssueCode> {
    text.trim().is_empty().then_some(code)
}

/// That more was typed than is kept.
pub(super) fn too_long(text: &str) -> Option<IssueCode> {
    (text.trim().chars().count() > LONGEST_TEXT).then_some(IssueCode::TooLong)
}

/// The fields of what the server found wrong.
fn placed(found: &[FieldProblem]) -> Vec<(&'static str, IssueCode)> {
    let placed = found.iter().map(|problem| {
        let field = match problem.pointer.as_str() {
            "/zone" => ZONE,
            "/kind" => KIND,
            "/unit/certificate_number" => UNIT,
            _ => ADDRESS,
        };
        (field, problem.code)
    });
    placed.collect()
}

/// What is said of a field; that the certificate of real estate is another one, in the form's own words.
fn fault(i18n: I18n, field: &str, code: IssueCode) -> &'static str {
    if field == UNIT && code == IssueCode::NotAValue {
        t_string!(i18n, seller.hold.unit_other)
    } else {
        code.detail(lang(i18n))
    }
}

fn label(i18n: I18n, field: &str) -> &'static str {
    match field {
        ZONE => t_string!(i18n, seller.hold.zone),
        KIND => t_string!(i18n, seller.hold.kind),
        ADDRESS => t_string!(i18n, seller.hold.address),
        _ => t_string!(i18n, seller.hold.unit),
    }
}

/// A choice by its name in JSON.
fn named<T: DeserializeOwned>(name: String) -> Option<T> {
    serde_json::from_value(Value::String(name)).ok()
}

/// The name of a choice in JSON.
fn name(choice: &Zone) -> String {
    let value = serde_json::to_value(choice).ok();
    let text = value.as_ref().and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}
