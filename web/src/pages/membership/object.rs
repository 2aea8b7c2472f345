//! 这不是事实: the form of an objection, and taking one back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::{LONGEST_STATEMENT, NewObjection, ObjectionGround};
use shared::issue::IssueCode;
use shared::membership::Membership;

use crate::api::{Failure, use_api};
use crate::application::objections::ground;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{effect, live};
use crate::ui::announcer::use_announcer;
use crate::ui::choice::{Choice, RadioField, choices};
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;
use crate::ui::faults::Faults;
use crate::ui::long_text::LongTextField;
use crate::ui::page::go_to;
use crate::unsaved::{Whereabouts, use_unsaved};

const GROUND: &str = "ground";
const STATEMENT: &str = "statement";

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    ground: RwSignal<String>,
    statement: RwSignal<String>,
}

impl Typed {
    fn is_begun(self) -> bool {
        let typed = self.statement.with(|text| !text.trim().is_empty());
        typed || self.ground.with(|ground| !ground.is_empty())
    }

    /// The objection, or the fields that are wrong.
    fn objection(self) -> Result<NewObjection, Vec<(&'static str, IssueCode)>> {
        let statement = self.statement.get_untracked().trim().to_owned();
        let ground = ObjectionGround::from_slug(&self.ground.get_untracked());
        let mut found = Vec::new();
        if ground.is_none() {
            found.push((GROUND, IssueCode::ChooseOne));
        }
        if statement.is_empty() {
            found.push((STATEMENT, IssueCode::Required));
        } else if statement.chars().nth(LONGEST_STATEMENT).is_some() {
            found.push((STATEMENT, IssueCode::StatementTooLong));
        }
        match ground {
            Some(ground) if found.is_empty() => Ok(NewObjection { ground, statement }),
            _ => Err(found),
        }
    }
}

/// The form.
#[component]
pub(super) fn Object(id: String, put: Callback<Membership>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let unsaved = use_unsaved();
    let typed = Typed {
        ground: RwSignal::new(String::new()),
        statement: RwSignal::new(String::new()),
    };
    let faults = Faults::new();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let id = StoredValue::new(id);
    effect(move || unsaved.note(Whereabouts::of(typed.is_begun(), false)));
    on_cleanup(move || unsaved.note(Whereabouts::Saved));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        let objection = match typed.objection() {
            Ok(objection) => objection,
            Err(found) => return faults.put(found),
        };
        busy.set(true);
        spawn_local(async move {
            let answer = api.raise_objection(&id.get_value(), &objection).await;
            busy.try_set(false);
            match answer {
                Ok(newer) => {
                    put.run(newer);
                    announcer.say(t_string!(i18n, member.object.done));
                    request_animation_frame(|| go_to("#objections"));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let grounds = choices(move || {
        let all = ObjectionGround::ALL.into_iter();
        all.map(|one| Choice::plain(one.slug(), ground(i18n, one)))
            .collect()
    });
    let word = move || {
        if busy.get() {
            t_string!(i18n, member.object.sending)
        } else {
            t_string!(i18n, member.object.send)
        }
    };
    view! {
        <section class="card no-print" aria-labelledby="object">
            <div class="card__head">
                <h2 class="card__title" id="object">{t!(i18n, member.object.title)}</h2>
            </div>
            <div class="card__body">
                <form class="stack" novalidate on:submit=submit>
                    {faults.summary(label)}
                    <FailureNotice failure=failure />
                    <p>{t!(i18n, member.object.lede)}</p>
                    <RadioField
                        field=faults.field(GROUND, typed.ground)
                        legend=text!(i18n, member.object.ground)
                        choices=grounds
                    />
                    <LongTextField
                        field=faults.field(STATEMENT, typed.statement)
                        label=text!(i18n, member.object.statement)
                        hint=text!(i18n, member.object.statement_hint)
                    />
                    <div class="actions">
                        <button
                            class="button button--danger"
                            type="submit"
                            aria-busy=Signal::derive(move || busy.get().to_string())
                        >
                            {live(word)}
                        </button>
                    </div>
                </form>
            </div>
        </section>
    }
}

fn label(i18n: I18n, id: &str) -> &'static str {
    match id {
        GROUND => t_string!(i18n, member.object.ground),
        _ => t_string!(i18n, member.object.statement),
    }
}

/// The button that takes an objection back.
#[component]
pub(super) fn TakeBack(id: String, put: Callback<Membership>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let id = StoredValue::new(id);
    let take_back = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api.withdraw_objection(&id.get_value()).await;
            open.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(newer) => {
                    put.run(newer);
                    announcer.say(t_string!(i18n, member.withdraw.done));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <FailureNotice failure=failure />
        <div class="cluster no-print">
            <button
                class="button button--link button--danger"
                type="button"
                on:click=move |_| open.set(true)
            >
                {t!(i18n, member.withdraw.button)}
            </button>
        </div>
        <Confirm
            open=open
            title=text!(i18n, member.withdraw.title)
            id="take-back"
            keep=text!(i18n, member.withdraw.keep)
            confirm=text!(i18n, member.withdraw.confirm)
            busy=busy
            act=take_back
        >
            <p>{t!(i18n, member.withdraw.text)}</p>
        </Confirm>
    }
}
