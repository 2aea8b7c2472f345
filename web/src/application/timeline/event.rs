//! Something that has happened to an application, in words.

use leptos::prelude::*;
use shared::application::{Event, EventKind};
use shared::message::Message;
use shared::policy::explain;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang};
use crate::live::live;
use crate::time;

use super::note::Told;

/// Something that has happened, and whether the reader was told.
#[component]
pub(super) fn OneEvent(event: Event, message: Option<Message>, is_earlier: bool) -> impl IntoView {
    let i18n = use_i18n();
    let Event { kind, at, registry } = event;
    let class = class(kind);
    let class = if is_earlier {
        format!("{class} is-earlier")
    } else {
        class.to_owned()
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
            {message.map(|message| view! { <Told message=message /> })}
        </li>
    }
}

/// How an event looks.
fn class(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Failed
        | EventKind::ManuallyFailed
        | EventKind::ReviewRefused
        | EventKind::ReviewLapsed
        | EventKind::Expired
        | EventKind::RenewalRefused
        | EventKind::RecheckFailed
        | EventKind::CertificateGuessed
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
        | EventKind::RenewalRequested
        | EventKind::HoldTaken
        | EventKind::HoldRenewed
        | EventKind::HoldObjected
        | EventKind::AnswerRequested
        | EventKind::AuthorityCheckRequested
        | EventKind::ObjectionRaised => "timeline__item is-waiting",
        EventKind::Created
        | EventKind::Submitted
        | EventKind::RegistryAnswered
        | EventKind::Passed
        | EventKind::ManuallyPassed
        | EventKind::Renewed
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
        | EventKind::HoldReleased
        | EventKind::HoldExpired
        | EventKind::HoldObjectionGranted
        | EventKind::HoldObjectionRefused
        | EventKind::ContractSigned
        | EventKind::OutcomeReported
        | EventKind::ReferralConsentWithdrawn
        | EventKind::Withdrawn => "timeline__item is-done",
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
        EventKind::RenewalRequested => t_string!(i18n, renewal.event.requested),
        EventKind::Renewed => t_string!(i18n, renewal.event.renewed),
        EventKind::RenewalRefused => t_string!(i18n, renewal.event.refused),
        EventKind::HoldTaken => t_string!(i18n, signing.event.taken),
        EventKind::HoldRenewed => t_string!(i18n, signing.event.renewed),
        EventKind::HoldReleased => t_string!(i18n, signing.event.released),
        EventKind::HoldExpired => t_string!(i18n, signing.event.expired),
        EventKind::HoldObjected => t_string!(i18n, signing.event.objected),
        EventKind::HoldObjectionGranted => t_string!(i18n, signing.event.granted),
        EventKind::HoldObjectionRefused => t_string!(i18n, signing.event.refused),
        EventKind::ContractSigned => t_string!(i18n, signing.event.signed),
        EventKind::RecheckFailed => t_string!(i18n, signing.event.recheck),
        EventKind::CertificateGuessed => t_string!(i18n, signing.event.guessed),
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
        EventKind::OutcomeReported => t_string!(i18n, referral.event.reported),
        EventKind::ReferralConsentWithdrawn => t_string!(i18n, referral.event.withdrawn),
    }
}
