//! The contract that is signed under a hold: with it the certificate is used up.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::hold::{Hold, NewContract};
use shared::issue::IssueCode;

use super::hold::unit;
use super::intent::Intent;
use super::session::use_seller;
use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::live;
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::faults::Faults;
use crate::ui::field::{Kind, TextField};
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
    faults: Faults,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

/// The form; it begins with what is held.
#[component]
pub(super) fn SignForm(
    hold: Hold,
    /// Leaves it.
    close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let held = hold.unit.certificate_number.clone();
    let typed = Typed {
        number: RwSignal::new(String::new()),
        address: RwSignal::new(hold.unit.address.clone()),
        unit: RwSignal::new(held.unwrap_or_default()),
        faults: Faults::new(),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
    };
    let Typed { faults, busy, .. } = typed;
    let submit = submitting(typed, hold);
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
                optional=true
            />
            <FailureNotice failure=typed.failure />
            <div class="cluster">
                <button
                    class="button button--primary"
                    type="submit"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                >
                    {live(move || {
                        if busy.get() {
                            t_string!(i18n, seller.sign.busy)
                        } else {
                            t_string!(i18n, seller.sign.button)
                        }
                    })}
                </button>
                <button class="button" type="button" on:click=move |_| close.run(())>
                    {t!(i18n, seller.sign.cancel)}
                </button>
            </div>
        </form>
    }
}

/// Sends what was typed, once for each intent.
fn submitting(typed: Typed, hold: Hold) -> impl Fn(SubmitEvent) + 'static {
    let i18n = use_i18n();
    let seller = use_seller();
    let announcer = use_announcer();
    let intent = Intent::new();
    let (id, zone) = (hold.id, hold.zone);
    move |event| {
        event.prevent_default();
        let missing = typed.missing();
        let is_whole = missing.is_empty();
        typed.faults.put(missing);
        if typed.busy.get_untracked() || !is_whole {
            return;
        }
        typed.busy.set(true);
        typed.failure.set(None);
        let contract = NewContract {
            number: typed.number.get_untracked().trim().to_owned(),
            zone,
            unit: unit(typed.address, typed.unit),
        };
        let id = id.clone();
        let key = intent.key(&(&id, &contract));
        spawn_local(async move {
            let answer = seller.api().sign_contract(&key, &id, &contract).await;
            intent.settle(&answer);
            typed.busy.try_set(false);
            match answer {
                Ok(_) => {
                    announcer.say(t_string!(i18n, seller.sign.done));
                    seller.changed();
                    request_animation_frame(|| go_to("#contracts"));
                }
                Err(why) => {
                    typed.failure.try_set(Some(why));
                }
            }
        });
    }
}

impl Typed {
    fn missing(self) -> Vec<(&'static str, IssueCode)> {
        let asked = [(NUMBER, self.number), (ADDRESS, self.address)];
        asked
            .into_iter()
            .filter(|(_, typed)| typed.with_untracked(|text| text.trim().is_empty()))
            .map(|(field, _)| (field, IssueCode::Required))
            .collect()
    }
}

fn label(i18n: I18n, field: &str) -> &'static str {
    match field {
        NUMBER => t_string!(i18n, signing.contract),
        ADDRESS => t_string!(i18n, seller.hold.address),
        _ => t_string!(i18n, seller.hold.unit),
    }
}
