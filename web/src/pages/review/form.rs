//! The form of 申请复核: which records, why, in the applicant's words, and the evidence.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::application::{Detail, DisputeGround, HouseKind, HouseRecord, NewDispute};

use super::typed::{GROUND, RECORDS, STATEMENT, Typed, of_server};
use crate::api::{Failure, use_api};
use crate::application::evidence::{Evidence, EvidenceField};
use crate::application::houses::{ground, note, papers, title};
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text};
use crate::live::{effect, live, memo};
use crate::route::Route;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::choice::{Choice, RadioField, choices};
use crate::ui::error_summary::{ErrorSummary, Lead, Line};
use crate::ui::failure::FailureNotice;
use crate::ui::field::{FieldError, Hint, Need};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::long_text::LongTextField;
use crate::ui::page::use_page;
use crate::unsaved::{Whereabouts, use_unsaved};

/// The form.
#[component]
pub(super) fn DisputeForm(detail: Detail) -> impl IntoView {
    let i18n = use_i18n();
    let typed = Typed::new();
    let tries = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let unsaved = use_unsaved();
    let evidence = Evidence::new(detail.summary.id.clone());
    effect(move || {
        let is_begun = typed.is_begun() || evidence.has_unsent();
        unsaved.note(Whereabouts::of(is_begun, false));
    });
    on_cleanup(move || unsaved.note(Whereabouts::Saved));
    let send = sender(detail.summary.id.clone(), typed, (tries, busy, failure));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        match typed.dispute(evidence.ids()) {
            Ok(dispute) => {
                typed.faults.set(Vec::new());
                if !evidence.is_ready() {
                    return;
                }
                busy.set(true);
                send(dispute);
            }
            Err(faults) => {
                typed.faults.set(faults);
                tries.update(|n| *n += 1);
            }
        }
    };
    let until = detail.summary.review_until;
    let period =
        move || until.map(|day| t_string!(i18n, review.period, day = time::day(i18n, day)));
    let heading = use_page(move || {
        let title = t_string!(i18n, pages.review_button);
        if typed.faults.with(Vec::is_empty) {
            title.to_owned()
        } else {
            t_string!(i18n, pages.error_title, title = title)
        }
    });
    view! {
        <main class="page page--narrow" id="main">
            <form class="sheet__main stack" novalidate on:submit=submit>
                <Lines typed=typed tries=tries />
                <FailureNotice failure=failure />
                <div class="page__head">
                    <h1 node_ref=heading tabindex="-1">{t!(i18n, pages.review_button)}</h1>
                    <p class="lede">{t!(i18n, review.lede)}</p>
                </div>
                <div class="notice">
                    <Glyph icon=Icon::Clock />
                    <div class="notice__body">
                        <p>{live(period)}</p>
                    </div>
                </div>
                <Records typed=typed records=detail.house_records.clone() />
                <Grounds typed=typed records=detail.house_records />
                <LongTextField
                    field=typed.field(STATEMENT, typed.statement)
                    label=text!(i18n, review.statement)
                    hint=text!(i18n, review.statement_hint)
                />
                <EvidenceField evidence=evidence />
                <Buttons busy=busy id=detail.summary.id />
            </form>
        </main>
    }
}

#[component]
fn Buttons(busy: RwSignal<bool>, id: String) -> impl IntoView {
    let i18n = use_i18n();
    let word = move || {
        if busy.get() {
            t_string!(i18n, review.sending)
        } else {
            t_string!(i18n, review.add)
        }
    };
    view! {
        <div class="actions">
            <button
                class="button button--primary"
                type="submit"
                aria-busy=Signal::derive(move || busy.get().to_string())
            >
                {live(word)}
            </button>
            <a class="button" href=Route::Application(id).href()>
                {t!(i18n, pages.back_to_result)}
            </a>
        </div>
    }
}

/// Sends the dispute and leads back to the application; what is wrong with it is shown.
fn sender(
    id: String,
    typed: Typed,
    (tries, busy, failure): (RwSignal<u32>, RwSignal<bool>, RwSignal<Option<Failure>>),
) -> impl Fn(NewDispute) + Clone {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let unsaved = use_unsaved();
    let navigate = use_navigate();
    move |dispute| {
        let (id, navigate) = (id.clone(), navigate.clone());
        spawn_local(async move {
            match api.dispute_result(&id, &dispute).await {
                Ok(_) => {
                    unsaved.note(Whereabouts::Saved);
                    navigate(&Route::Application(id).href(), NavigateOptions::default());
                    announcer.say(t_string!(i18n, review.done));
                }
                Err(why) => {
                    busy.try_set(false);
                    let faults = of_server(&why);
                    if faults.is_empty() {
                        failure.try_set(Some(why));
                    } else {
                        typed.faults.try_set(faults);
                        tries.try_update(|n| *n += 1);
                    }
                }
            }
        });
    }
}

/// The records to choose from.
#[component]
fn Records(typed: Typed, records: Vec<HouseRecord>) -> impl IntoView {
    let i18n = use_i18n();
    let field = typed.field(RECORDS, RwSignal::new(String::new()));
    let card = move |(nth, record): (usize, HouseRecord)| {
        let id = if nth == 0 {
            RECORDS.to_owned()
        } else {
            format!("{RECORDS}-{nth}")
        };
        let place = record.place;
        let noted = record.clone();
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    id=id
                    prop:checked=move || typed.records.with(|chosen| chosen.contains(&place))
                    on:change=move |event| {
                        let ticked = event_target_checked(&event);
                        typed.mend(RECORDS);
                        typed
                            .records
                            .update(|chosen| {
                                if ticked {
                                    chosen.insert(place);
                                } else {
                                    chosen.remove(&place);
                                }
                            });
                    }
                />
                <span class="choice__text">
                    <span class="choice__title">{live(move || title(i18n, &record))}</span>
                    <span class="choice__note">{live(move || note(i18n, &noted))}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset
            class=Signal::derive(move || field.class())
            aria-invalid=Signal::derive(move || field.invalid())
            aria-describedby=Signal::derive(move || field.described_by(true))
        >
            <legend class="field__label">
                {t!(i18n, review.records)} " " <Need required=true />
            </legend>
            <Hint field=field text=text!(i18n, review.records_hint) />
            <FieldError field=field />
            <div class="choices">{records.into_iter().enumerate().map(card).collect_view()}</div>
        </fieldset>
    }
}

/// Why, and which papers help.
#[component]
fn Grounds(typed: Typed, records: Vec<HouseRecord>) -> impl IntoView {
    let i18n = use_i18n();
    let is_sale = |record: &HouseRecord| record.kind == HouseKind::UnitSale;
    let (any_sale, only_sale) = (records.iter().any(is_sale), records.iter().all(is_sale));
    let shown = move |one: &DisputeGround| match one {
        DisputeGround::FirstSaleWrong => any_sale,
        DisputeGround::Other => true,
        DisputeGround::Transferred
        | DisputeGround::NotMine
        | DisputeGround::Divided
        | DisputeGround::Demolished
        | DisputeGround::ContractCancelled => !only_sale,
    };
    let all = choices(move || {
        let grounds = DisputeGround::ALL.into_iter().filter(shown);
        grounds
            .map(|one| Choice::plain(one.slug(), ground(i18n, one)))
            .collect()
    });
    let chosen = memo(move || typed.ground.with(|slug| DisputeGround::from_slug(slug)));
    view! {
        <RadioField
            field=typed.field(GROUND, typed.ground)
            legend=text!(i18n, review.ground)
            choices=all
        />
        {live(move || {
            chosen
                .get()
                .map(|chosen| {
                    view! {
                        <div class="notice">
                            <Glyph icon=Icon::Doc />
                            <div class="notice__body">
                                <h2 class="notice__title">{t!(i18n, review.papers)}</h2>
                                <p>{live(move || papers(i18n, chosen))}</p>
                                <p>{t!(i18n, review.papers_note)}</p>
                            </div>
                        </div>
                    }
                })
        })}
    }
}

/// The error summary.
#[component]
fn Lines(typed: Typed, tries: RwSignal<u32>) -> impl IntoView {
    let i18n = use_i18n();
    let lines = Signal::derive(move || {
        typed.faults.with(|faults| {
            let lines = faults.iter().map(|(at, code)| {
                let label = match *at {
                    RECORDS => t_string!(i18n, review.records),
                    GROUND => t_string!(i18n, review.ground),
                    _ => t_string!(i18n, review.statement),
                };
                let sentence = code.detail(lang(i18n));
                Line {
                    text: t_string!(i18n, pages.labelled, label = label, text = sentence),
                    lead: Lead::Field((*at).to_owned()),
                }
            });
            lines.collect::<Vec<Line>>()
        })
    });
    view! { <ErrorSummary lines=lines tries=tries leave=Callback::new(|_| ()) /> }
}
