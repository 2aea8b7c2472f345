//! What has happened to an application, in order, and which registries have answered.

use leptos::prelude::*;
use shared::application::{CheckState, Event, EventKind, GivenDocument, RegistryCheck};
use shared::policy::explain;
use shared::purchase::Module;
use shared::values::Moment;

use crate::application::document::title;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
use crate::live::{Show, live};
use crate::time;
use crate::ui::badge::{Badge, Look};

/// The time line, oldest first; a last entry waits where something is awaited.
#[component]
pub(crate) fn Timeline(
    /// What happened.
    #[prop(into)]
    events: Signal<Vec<Event>>,
    /// The documents of it that were taken away.
    #[prop(default = Signal::stored(Vec::new()), into)]
    documents: Signal<Vec<GivenDocument>>,
    /// Of which module it is, for their names.
    #[prop(default = Signal::stored(Module::Residential), into)]
    module: Signal<Module>,
    /// Whether a result is still to come.
    #[prop(into)]
    waiting: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <ol class="timeline">
            {live(move || {
                let mut entries: Vec<Entry> = events.get().into_iter().map(Entry::Event).collect();
                entries.extend(documents.get().into_iter().map(Entry::Document));
                entries.sort_by_key(Entry::at);
                entries
                    .into_iter()
                    .map(|entry| match entry {
                        Entry::Event(event) => view! { <OneEvent event=event/> }.into_any(),
                        Entry::Document(document) => {
                            view! { <OneDocument document=document module=module/> }.into_any()
                        }
                    })
                    .collect_view()
            })}
            <Show when=move || waiting.get()>
                <li class="timeline__item is-waiting">
                    <div class="timeline__head">
                        <h3 class="timeline__title">{t!(i18n, result.event.result_to_come)}</h3>
                    </div>
                </li>
            </Show>
        </ol>
    }
}

/// Something on the time line.
enum Entry {
    Event(Event),
    Document(GivenDocument),
}

impl Entry {
    fn at(&self) -> Moment {
        match self {
            Self::Event(event) => event.at,
            Self::Document(document) => document.at,
        }
    }
}

#[component]
fn OneDocument(document: GivenDocument, module: Signal<Module>) -> impl IntoView {
    let i18n = use_i18n();
    let GivenDocument {
        kind, by_agent, at, ..
    } = document;
    let title = move || {
        let what = title(i18n, kind, module.get());
        if by_agent {
            t_string!(i18n, result.event.taken_by_agent, what = what)
        } else {
            t_string!(i18n, result.event.taken, what = what)
        }
    };
    view! {
        <li class="timeline__item is-done">
            <div class="timeline__head">
                <h3 class="timeline__title">{live(title)}</h3>
                <time class="timeline__time" datetime=time::machine(at)>
                    {live(move || time::moment_to_second(i18n, at))}
                </time>
            </div>
        </li>
    }
}

#[component]
fn OneEvent(event: Event) -> impl IntoView {
    let i18n = use_i18n();
    let Event { kind, at, registry } = event;
    let class = match kind {
        EventKind::Failed
        | EventKind::ManuallyFailed
        | EventKind::ReviewRefused
        | EventKind::ReviewLapsed
        | EventKind::Expired
        | EventKind::BindingTakenOver
        | EventKind::MemberInOtherApplication
        | EventKind::AuthorityDeclined
        | EventKind::AuthorityRefused
        | EventKind::AuthorityLapsed
        | EventKind::ObjectionUpheld => "timeline__item is-failed",
        EventKind::RegistryAwaited
        | EventKind::MonthAwaited
        | EventKind::ManualReview
        | EventKind::ReviewRequested
        | EventKind::AnswerRequested
        | EventKind::AuthorityCheckRequested
        | EventKind::ObjectionRaised => "timeline__item is-waiting",
        EventKind::Created
        | EventKind::Submitted
        | EventKind::RegistryAnswered
        | EventKind::Passed
        | EventKind::ManuallyPassed
        | EventKind::AnswerGiven
        | EventKind::AnswerMissed
        | EventKind::ReviewGranted
        | EventKind::ReviewWithdrawn
        | EventKind::NotChecked
        | EventKind::ContactCorrected
        | EventKind::ObjectionWithdrawn
        | EventKind::ObjectionDismissed
        | EventKind::AuthorityConfirmed
        | EventKind::AuthorityChecked
        | EventKind::AuthorityRevoked
        | EventKind::AgentLost
        | EventKind::FactsShown
        | EventKind::FactsHidden
        | EventKind::Withdrawn => "timeline__item is-done",
    };
    let title = move || {
        let what = event_word(i18n, kind);
        match registry {
            Some(registry) => t_string!(
                i18n,
                result.event.of_registry,
                registry = explain::agency(registry, lang(i18n)),
                what = what
            ),
            None => what.to_owned(),
        }
    };
    view! {
        <li class=class>
            <div class="timeline__head">
                <h3 class="timeline__title">{title}</h3>
                <time class="timeline__time" datetime=time::machine(at)>
                    {live(move || time::moment_to_second(i18n, at))}
                </time>
            </div>
        </li>
    }
}

fn event_word(i18n: I18n, kind: EventKind) -> &'static str {
    match kind {
        EventKind::Created => t_string!(i18n, result.event.created),
        EventKind::Submitted => t_string!(i18n, result.event.submitted),
        EventKind::RegistryAnswered => t_string!(i18n, result.event.answered),
        EventKind::RegistryAwaited => t_string!(i18n, result.event.awaited),
        EventKind::MonthAwaited => t_string!(i18n, result.event.month_awaited),
        EventKind::ManualReview => t_string!(i18n, result.event.manual),
        EventKind::Passed => t_string!(i18n, result.event.passed),
        EventKind::Failed => t_string!(i18n, result.event.failed),
        EventKind::ManuallyPassed => t_string!(i18n, result.event.manually_passed),
        EventKind::ManuallyFailed => t_string!(i18n, result.event.manually_failed),
        EventKind::NotChecked => t_string!(i18n, result.event.not_checked),
        EventKind::ReviewRequested => t_string!(i18n, review.event.requested),
        EventKind::AnswerRequested => t_string!(i18n, review.event.asked),
        EventKind::AnswerGiven => t_string!(i18n, review.event.answered),
        EventKind::AnswerMissed => t_string!(i18n, review.event.missed),
        EventKind::ReviewGranted => t_string!(i18n, review.event.granted),
        EventKind::ReviewRefused => t_string!(i18n, review.event.refused),
        EventKind::ReviewWithdrawn => t_string!(i18n, review.event.withdrawn),
        EventKind::ReviewLapsed => t_string!(i18n, review.event.lapsed),
        EventKind::Withdrawn => t_string!(i18n, result.event.withdrawn),
        EventKind::Expired => t_string!(i18n, result.event.expired),
        EventKind::BindingTakenOver => t_string!(i18n, result.event.taken_over),
        EventKind::MemberInOtherApplication => t_string!(i18n, result.event.other_application),
        EventKind::ContactCorrected => t_string!(i18n, member.event.contact),
        EventKind::ObjectionRaised => t_string!(i18n, member.event.raised),
        EventKind::ObjectionWithdrawn => t_string!(i18n, member.event.withdrawn),
        EventKind::ObjectionDismissed => t_string!(i18n, member.event.dismissed),
        EventKind::ObjectionUpheld => t_string!(i18n, member.event.upheld),
        EventKind::AuthorityCheckRequested => t_string!(i18n, result.event.authority_check),
        EventKind::AuthorityConfirmed => t_string!(i18n, result.event.authority_confirmed),
        EventKind::AuthorityChecked => t_string!(i18n, result.event.authority_checked),
        EventKind::AuthorityDeclined => t_string!(i18n, result.event.authority_declined),
        EventKind::AuthorityRefused => t_string!(i18n, result.event.authority_refused),
        EventKind::AuthorityLapsed => t_string!(i18n, result.event.authority_lapsed),
        EventKind::AuthorityRevoked => t_string!(i18n, result.event.authority_revoked),
        EventKind::AgentLost => t_string!(i18n, result.event.agent_lost),
        EventKind::FactsShown => t_string!(i18n, result.event.facts_shown),
        EventKind::FactsHidden => t_string!(i18n, result.event.facts_hidden),
    }
}

/// Each registry with its state and time.
#[component]
pub(crate) fn Registries(#[prop(into)] checks: Signal<Vec<RegistryCheck>>) -> impl IntoView {
    view! {
        <ul class="registries">
            {live(move || {
                checks
                    .get()
                    .into_iter()
                    .map(|check| view! { <OneRegistry check=check/> })
                    .collect_view()
            })}
        </ul>
    }
}

#[component]
fn OneRegistry(check: RegistryCheck) -> impl IntoView {
    let i18n = use_i18n();
    let registry = check.registry;
    let (look, state) = (
        match check.state {
            CheckState::Awaited => Look::Pending,
            CheckState::Answered => Look::Passed,
        },
        check.state,
    );
    let word = move || {
        match state {
            CheckState::Awaited => t_string!(i18n, result.registry.awaited),
            CheckState::Answered => t_string!(i18n, result.registry.answered),
        }
        .to_owned()
    };
    let note = move || match (check.state, check.answered_at) {
        (CheckState::Answered, Some(at)) => {
            let at = time::moment_to_second(i18n, at);
            match check.next_attempt_at {
                Some(next) => t_string!(
                    i18n,
                    result.registry.asked_again,
                    at = at,
                    next = time::moment_to_second(i18n, next)
                ),
                None => t_string!(i18n, result.registry.answered_at, at = at),
            }
        }
        (CheckState::Answered, None) => String::new(),
        (CheckState::Awaited, _) => {
            let since = time::moment_to_second(i18n, check.asked_at);
            match check.next_attempt_at.filter(|_| check.attempts > 0) {
                Some(next) => t_string!(
                    i18n,
                    result.registry.awaited_again,
                    since = since,
                    times = check.attempts.to_string(),
                    next = time::clock_to_second(next)
                ),
                None => t_string!(i18n, result.registry.awaited_since, since = since),
            }
        }
    };
    view! {
        <li class="registry">
            <span class="registry__name">
                {live(move || explain::agency(registry, lang(i18n)))}
            </span>
            <span class="registry__note">{note}</span>
            <Badge look=look word=Signal::derive(word)/>
        </li>
    }
}
