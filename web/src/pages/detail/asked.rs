//! What an officer asks an applicant for, with the answer to be given.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::{CaseAnswer, CaseRequest, Detail, LONGEST_STATEMENT};
use shared::issue::IssueCode;

use crate::api::{Failure, use_api};
use crate::application::evidence::{Evidence, EvidenceField};
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text};
use crate::live::{effect, live};
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::field::Field;
use crate::ui::long_text::LongTextField;
use crate::unsaved::{Whereabouts, use_unsaved};

/// What an officer asks for, with the answer to be given.
#[component]
pub(super) fn Asked(
    request: CaseRequest,
    id: String,
    is_manual: bool,
    failure: RwSignal<Option<Failure>>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let value = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<IssueCode>);
    let busy = RwSignal::new(false);
    let evidence = Evidence::new(id.clone());
    let unsaved = use_unsaved();
    effect(move || {
        let is_begun = value.with(|text| !text.trim().is_empty()) || evidence.has_unsent();
        unsaved.note(Whereabouts::of(is_begun, false));
    });
    on_cleanup(move || unsaved.note(Whereabouts::Saved));
    let id = StoredValue::new(id);
    let field = Field {
        id: StoredValue::new("answer".to_owned()),
        value: value.into(),
        error: Signal::derive(move || fault.get().map(|code| code.detail(lang(i18n)).to_owned())),
        set: Callback::new(move |text| value.set(text)),
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let statement = value.get_untracked().trim().to_owned();
        let wrong = if statement.is_empty() {
            Some(IssueCode::Required)
        } else if statement.chars().nth(LONGEST_STATEMENT).is_some() {
            Some(IssueCode::StatementTooLong)
        } else {
            None
        };
        fault.set(wrong);
        if wrong.is_some() || busy.get_untracked() || !evidence.is_ready() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let ids = evidence.ids();
        spawn_local(async move {
            let answer = CaseAnswer {
                statement,
                evidence: ids,
            };
            match api.answer_request(&id.get_value(), &answer).await {
                Ok(newer) => {
                    put(newer);
                    announcer.say(t_string!(i18n, review.answer_done));
                }
                Err(why) => {
                    busy.try_set(false);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let last = request.answer_by;
    let by = move || {
        let day = time::day(i18n, last);
        if is_manual {
            t_string!(i18n, review.answer_by_manual, day = day)
        } else {
            t_string!(i18n, review.answer_by, day = day)
        }
    };
    view! {
        <form class="card card--asked" novalidate on:submit=send>
            <div class="card__body stack">
                <h3 class="card__title">{t!(i18n, review.asked)}</h3>
                <p class="quote">{request.what}</p>
                <p>{live(by)}</p>
                <LongTextField field=field label=text!(i18n, review.answer)/>
                <EvidenceField evidence=evidence/>
                <div class="actions">
                    <button
                        class="button button--primary"
                        type="submit"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                    >
                        {t!(i18n, review.answer_button)}
                    </button>
                </div>
            </div>
        </form>
    }
}
