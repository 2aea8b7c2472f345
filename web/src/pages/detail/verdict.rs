//! The verdict: seal, headline, what was decisive, and the buttons that belong to it.

use leptos::prelude::*;
use shared::application::{
    CheckState, Detail, DisputeStep, Ruling, RulingOutcome, State, SubState, Summary,
};
use shared::authority::AuthorityPart;
use shared::policy::{Outcome, ReasonCode, Verdict, explain};
use shared::values::day_in_shanghai;

use crate::api::Failure;
use crate::application::review_buttons::ReviewButtons;
use crate::application::seal::Seal;
use crate::application::state::StateBadge;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
use crate::later::{LaterBehind, parts};
use crate::live::{Show, live, memo};
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::use_page;

use super::sections;
use super::term::Term;

parts! {
    /// The button that applies again with the same answers, of which the page needs nothing else.
    AGAIN in refused by split_again: sections::Again,
}

/// The head of the page.
#[component]
pub(super) fn VerdictCard(
    detail: Signal<Detail>,
    /// Why a button of it brought nothing.
    failure: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let summary = memo(move || detail.with(|d| d.summary.clone()));
    let state = memo(move || summary.with(|s| s.state));
    let headline = memo(move || detail.with(|d| headline(i18n, d)));
    let text = memo(move || detail.with(|d| text(i18n, d)));
    let heading = use_page(move || headline.get());
    // Nobody has looked at whether the household may buy: no seal says that it may not.
    let mismatch = memo(move || summary.with(|s| s.reason.is_some_and(ReasonCode::is_mismatch)));
    let class = move || class(state.get(), mismatch.get());
    let is_manual = memo(move || {
        let manual = (State::Pending, Some(SubState::ManualReview));
        summary.with(|s| (s.state, s.sub_state) == manual)
    });
    let ruling = memo(move || detail.with(|d| d.ruling.clone()));
    let ends_the_same = memo(move || detail.with(ends_the_same));
    let may_begin_again = memo(move || detail.with(may_begin_again));
    let day = Signal::derive(move || {
        summary.with(|s| s.decided_at.or(s.submitted_at).map(day_in_shanghai))
    });
    view! {
        <section class=class>
            <Show when=move || !mismatch.get()>
                <Seal state=state day=day/>
            </Show>
            <div class="verdict__body">
                <h1 node_ref=heading tabindex="-1">{headline}</h1>
                <p class="verdict__state">
                    {live(move || summary.with(|s| {
                        view! { <StateBadge state=s.state sub=s.sub_state/> }
                    }))}
                </p>
                <p class="verdict__text">{text}</p>
                <Show when=move || is_manual.get()>
                    <Term/>
                </Show>
                {live(move || ruling.get().map(|ruling| view! { <Said ruling=ruling/> }))}
                <p class="meta">{live(move || summary.with(|s| times(i18n, s)))}</p>
                <Show when=move || ends_the_same.get()>
                    <p class="meta">{t!(i18n, result.again_same)}</p>
                </Show>
                <FailureNotice failure=failure/>
            </div>
            <div class="verdict__actions">
                {live(move || summary.with(|s| {
                    let certificate = (s.state == State::Passed && s.filed_for.is_none())
                        .then(|| {
                            view! {
                                <a
                                    class="button button--primary"
                                    href=Route::Certificate(s.id.clone()).href()
                                >
                                    <Glyph icon=Icon::Doc/>
                                    {t!(i18n, result.certificate)}
                                </a>
                            }
                        });
                    let draft = (s.state == State::Draft)
                        .then(|| {
                            view! {
                                <a
                                    class="button button--primary"
                                    href=Route::resume(s).href()
                                >
                                    {t!(i18n, pages.resume)}
                                </a>
                            }
                        });
                    // Where somebody is not as on record, it is offered with what to correct.
                    let again = (is_over(s) && !mismatch.get_untracked() && may_begin_again.get())
                        .then(|| {
                            view! {
                                <LaterBehind part=&AGAIN/>
                            }
                        });
                    view! {
                        {certificate}
                        {draft}
                        <ReviewButtons summary=s.clone()/>
                        {again}
                    }
                }))}
            </div>
        </section>
    }
}

/// What an officer decided, why and when, in the officer's own words.
#[component]
fn Said(ruling: Ruling) -> impl IntoView {
    let i18n = use_i18n();
    let at = ruling.at;
    let when = move || t_string!(i18n, result.ruling.at, at = time::moment(i18n, at));
    let outcome = match ruling.outcome {
        RulingOutcome::Granted => State::Passed,
        RulingOutcome::Refused => State::Failed,
    };
    view! {
        <div class="said">
            <h2 class="said__title">
                {t!(i18n, result.ruling.said)}
                {live(move || t_string!(i18n, result.colon))}
                {live(move || terms::state(i18n, outcome))}
            </h2>
            {ruling
                .reason
                .map(|reason| view! { <blockquote class="said__reason">{reason}</blockquote> })}
            <p class="meta">{when}</p>
        </div>
    }
}

/// Whether its answers may be copied: by an agent only where the authority never stood, or while the
/// principal shows the facts.
fn may_begin_again(detail: &Detail) -> bool {
    let authority = detail.authority.as_ref();
    authority.is_none_or(|authority| match authority.my_part {
        AuthorityPart::Agent => authority.stood_at.is_none() || authority.facts_shown,
        AuthorityPart::Principal => true,
    })
}

/// Whether nothing more happens with it by itself.
fn is_over(summary: &Summary) -> bool {
    let disputed = summary.sub_state.is_some_and(SubState::is_under_review);
    matches!(summary.state, State::Failed | State::Void) && !disputed
}

/// Whether an estimate says what would have to change before it is worth while to apply again.
fn ends_the_same(detail: &Detail) -> bool {
    let failed = detail.summary.state == State::Failed && is_over(&detail.summary);
    failed && !detail.outlook.is_empty()
}

fn class(state: State, mismatch: bool) -> &'static str {
    match state {
        State::Failed if mismatch => "card verdict verdict--pending",
        State::Passed | State::Signing | State::Signed => "card verdict verdict--passed",
        State::Failed => "card verdict verdict--failed",
        State::Draft | State::Pending => "card verdict verdict--pending",
        State::Void => "card verdict",
    }
}

fn headline(i18n: I18n, detail: &Detail) -> String {
    let summary = &detail.summary;
    match (summary.state, summary.sub_state) {
        (State::Draft, _) => t_string!(i18n, result.head.draft).to_owned(),
        (State::Pending, Some(SubState::ManualReview)) => {
            t_string!(i18n, result.head.manual).to_owned()
        }
        (State::Pending, Some(SubState::AwaitingRegistries)) => {
            t_string!(i18n, result.head.awaiting).to_owned()
        }
        (State::Pending, Some(SubState::AwaitingPosting)) => {
            t_string!(i18n, result.head.posting).to_owned()
        }
        (State::Pending, Some(SubState::AwaitingAuthority)) => {
            t_string!(i18n, agent.head.awaiting).to_owned()
        }
        (
            State::Void,
            Some(
                sub @ (SubState::AuthorityDeclined
                | SubState::AuthorityRefused
                | SubState::AuthorityLapsed),
            ),
        ) => terms::sub_state(i18n, sub).to_owned(),
        (State::Pending, _) => t_string!(i18n, result.head.pending).to_owned(),
        (State::Void, Some(SubState::Withdrawn)) => {
            t_string!(i18n, result.head.withdrawn).to_owned()
        }
        (State::Void, Some(SubState::Expired)) => t_string!(i18n, result.head.expired).to_owned(),
        (State::Void, Some(SubState::MemberInOtherApplication)) => {
            t_string!(i18n, result.head.other_application).to_owned()
        }
        (State::Void, Some(SubState::MemberObjection)) => {
            t_string!(i18n, member.void.head).to_owned()
        }
        (State::Signed, _) => t_string!(i18n, result.head.signed).to_owned(),
        (State::Signing, _) => t_string!(i18n, signing.head).to_owned(),
        (State::Passed, Some(SubState::Unconfirmed)) => {
            t_string!(i18n, signing.unconfirmed_head).to_owned()
        }
        (State::Passed, _) if detail.ruling.is_some() => {
            t_string!(i18n, result.ruling.passed).to_owned()
        }
        (State::Failed, _) if detail.ruling.is_some() => {
            t_string!(i18n, result.ruling.failed).to_owned()
        }
        (State::Passed | State::Failed | State::Void, _) => match &detail.decision {
            Some(decision) => explain::headline(decision, lang(i18n)).to_owned(),
            None => terms::state(i18n, summary.state).to_owned(),
        },
    }
}

fn text(i18n: I18n, detail: &Detail) -> String {
    let summary = &detail.summary;
    match (summary.state, summary.sub_state) {
        (State::Draft, _) => t_string!(i18n, result.text.draft).to_owned(),
        (State::Pending, Some(SubState::ManualReview))
            if summary.reason == Some(ReasonCode::UnitSaleUnknown) =>
        {
            t_string!(i18n, result.text.manual_unit).to_owned()
        }
        (State::Pending, Some(SubState::ManualReview)) => {
            t_string!(i18n, result.text.manual).to_owned()
        }
        (State::Pending, Some(SubState::AwaitingPosting)) => posting(i18n, detail),
        (State::Pending, Some(SubState::AwaitingAuthority)) => {
            t_string!(i18n, agent.text.awaiting).to_owned()
        }
        (
            State::Void,
            Some(
                SubState::AuthorityDeclined
                | SubState::AuthorityRefused
                | SubState::AuthorityLapsed,
            ),
        ) => t_string!(i18n, agent.text.void).to_owned(),
        (State::Pending, _) => awaiting(i18n, detail),
        (State::Void, Some(SubState::Withdrawn)) => {
            t_string!(i18n, result.text.withdrawn).to_owned()
        }
        (State::Void, Some(SubState::Expired)) => t_string!(i18n, result.text.expired).to_owned(),
        (State::Void, Some(SubState::MemberInOtherApplication)) => {
            t_string!(i18n, result.text.other_application).to_owned()
        }
        (State::Void, Some(SubState::MemberObjection)) => {
            t_string!(i18n, member.void.text).to_owned()
        }
        (State::Signed, _) => t_string!(i18n, result.text.signed).to_owned(),
        (State::Signing, _) => t_string!(i18n, signing.text).to_owned(),
        (State::Passed, Some(SubState::Unconfirmed)) => {
            t_string!(i18n, signing.unconfirmed_text).to_owned()
        }
        (State::Failed, Some(SubState::Rechecking)) => {
            t_string!(i18n, review.text_recheck).to_owned()
        }
        (State::Failed, Some(SubState::UnderReview)) => under_review(i18n, detail).to_owned(),
        (State::Passed, _) if detail.ruling.is_some() => {
            t_string!(i18n, result.ruling.passed_text).to_owned()
        }
        (State::Failed, _) if detail.ruling.is_some() => {
            t_string!(i18n, result.ruling.failed_text).to_owned()
        }
        (State::Failed, _) => decisive(i18n, detail),
        (State::Passed | State::Void, _) => detail
            .decision
            .as_ref()
            .filter(|decision| decision.outcome != Outcome::CannotTell)
            .map(|decision| explain::summary(decision, lang(i18n)))
            .unwrap_or_default(),
    }
}

/// Who looks at what, and whether the applicant is asked for something.
fn under_review(i18n: I18n, detail: &Detail) -> &'static str {
    match detail.disputes.last().map(|last| last.step) {
        Some(DisputeStep::AnswerAwaited) => t_string!(i18n, review.text_answer),
        Some(DisputeStep::Granted) => t_string!(i18n, review.text_manual),
        _ => t_string!(i18n, review.text_open),
    }
}

/// What was found by the rule that decided: with its month, its number or its name.
fn decisive(i18n: I18n, detail: &Detail) -> String {
    let Some(decision) = &detail.decision else {
        return String::new();
    };
    let found = decision
        .findings_here()
        .find(|f| f.verdict == Verdict::NotMet && f.code == decision.reason);
    match found {
        Some(finding) if !decision.reason.is_mismatch() => explain::sentence(finding, lang(i18n)),
        _ => explain::summary(decision, lang(i18n)),
    }
}

/// Which month is waited for, until when as a rule, and that nobody has to ask again.
fn posting(i18n: I18n, detail: &Detail) -> String {
    let findings = detail.decision.iter().flat_map(|d| d.findings_here());
    let mut waiting = findings.filter(|f| f.code == ReasonCode::NewestMonthNotPosted);
    let what = waiting.next().map(|f| explain::sentence(f, lang(i18n)));
    t_string!(
        i18n,
        result.text.posting,
        what = what.unwrap_or_default(),
        close = t_string!(i18n, result.text.may_close)
    )
}

/// Who is waited for, since when, and that nobody has to sit and wait.
fn awaiting(i18n: I18n, detail: &Detail) -> String {
    let awaited: Vec<_> = detail
        .checks
        .iter()
        .filter(|c| c.state == CheckState::Awaited)
        .collect();
    let close = t_string!(i18n, result.text.may_close);
    let Some(since) = awaited.iter().map(|c| c.asked_at).min() else {
        return t_string!(i18n, result.text.pending, close = close);
    };
    let who: Vec<&str> = awaited
        .iter()
        .map(|c| explain::agency(c.registry, lang(i18n)))
        .collect();
    t_string!(
        i18n,
        result.text.awaiting,
        who = who.join(t_string!(i18n, result.list_comma)),
        since = time::moment_to_second(i18n, since),
        close = close
    )
}

fn times(i18n: I18n, summary: &Summary) -> String {
    let submitted = summary.submitted_at.map(|at| {
        t_string!(
            i18n,
            result.submitted_at,
            at = time::moment_to_second(i18n, at)
        )
    });
    let decided = summary.decided_at.map(|at| {
        t_string!(
            i18n,
            result.decided_at,
            at = time::moment_to_second(i18n, at)
        )
    });
    [submitted, decided]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}
