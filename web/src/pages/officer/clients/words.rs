//! What there is of clients, in words.

use leptos::prelude::*;
use shared::client::Client;
use shared::client::usage::{UsageArea, UsageOutcome};
use shared::scope::Scope;
use shared::values::{Day, Moment, day_in_shanghai};
use shared::webhook::{WebhookDeliveryState, WebhookTrouble};

use super::super::plots::Fill;
use super::super::session::use_officer;
use crate::i18n::t_string;
use crate::language::I18n;
use crate::time;
use crate::ui::badge::Look;

/// 查验购房资格凭证 …
pub(super) fn scope(i18n: I18n, scope: Scope) -> &'static str {
    match scope {
        Scope::CertificatesCheck => t_string!(i18n, clients.scope.certificates_check),
        Scope::HoldsRead => t_string!(i18n, clients.scope.holds_read),
        Scope::HoldsWrite => t_string!(i18n, clients.scope.holds_write),
        Scope::ContractsRead => t_string!(i18n, clients.scope.contracts_read),
        Scope::ReferralsRead => t_string!(i18n, clients.scope.referrals_read),
        Scope::ReferralsWrite => t_string!(i18n, clients.scope.referrals_write),
        Scope::WebhooksRead => t_string!(i18n, clients.scope.webhooks_read),
        Scope::WebhooksWrite => t_string!(i18n, clients.scope.webhooks_write),
    }
}

/// What a scope comes to.
pub(super) fn scope_note(i18n: I18n, scope: Scope) -> &'static str {
    match scope {
        Scope::CertificatesCheck => t_string!(i18n, clients.scope_note.certificates_check),
        Scope::HoldsRead => t_string!(i18n, clients.scope_note.holds_read),
        Scope::HoldsWrite => t_string!(i18n, clients.scope_note.holds_write),
        Scope::ContractsRead => t_string!(i18n, clients.scope_note.contracts_read),
        Scope::ReferralsRead => t_string!(i18n, clients.scope_note.referrals_read),
        Scope::ReferralsWrite => t_string!(i18n, clients.scope_note.referrals_write),
        Scope::WebhooksRead => t_string!(i18n, clients.scope_note.webhooks_read),
        Scope::WebhooksWrite => t_string!(i18n, clients.scope_note.webhooks_write),
    }
}

/// Several scopes.
pub(super) fn scopes(i18n: I18n, scopes: &[Scope]) -> String {
    if scopes.is_empty() {
        return t_string!(i18n, clients.terms.no_scopes).to_owned();
    }
    let words: Vec<&str> = scopes.iter().map(|one| scope(i18n, *one)).collect();
    words.join(t_string!(i18n, clients.and))
}

/// Some networks; anywhere where there is none.
pub(super) fn networks(i18n: I18n, networks: &[String]) -> String {
    if networks.is_empty() {
        t_string!(i18n, clients.terms.anywhere).to_owned()
    } else {
        networks.join(", ")
    }
}

/// A last day; none is for good.
pub(super) fn last_day(i18n: I18n, day: Option<Day>) -> String {
    match day {
        Some(day) => time::day(i18n, day),
        None => t_string!(i18n, clients.list.no_end).to_owned(),
    }
}

/// The organisation whose people act for a client.
pub(super) fn organization(i18n: I18n, code: Option<&impl ToString>) -> String {
    match code {
        Some(code) => code.to_string(),
        None => t_string!(i18n, clients.terms.nobody).to_owned(),
    }
}

/// When something was used last.
pub(super) fn used(i18n: I18n, at: Option<Moment>) -> String {
    match at {
        Some(at) => time::moment(i18n, at),
        None => t_string!(i18n, clients.list.never).to_owned(),
    }
}

/// How a client stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It can do nothing any more.
    Disabled,
    /// Its last day is over.
    Expired,
    /// Something waits for a second administrator.
    Waiting,
    /// It has nothing to prove itself with.
    Keyless,
    /// It can do what it may.
    Active,
}

impl Standing {
    /// How a client stands today.
    pub(super) fn of(client: &Client) -> Self {
        let today = day_in_shanghai(use_officer().now().unwrap_or_else(time::now));
        if client.disabled_at.is_some() {
            Self::Disabled
        } else if client.expires_on.is_some_and(|last| last < today) {
            Self::Expired
        } else if waits_for_all(client) {
            Self::Waiting
        } else if client.credentials.is_empty() {
            Self::Keyless
        } else {
            Self::Active
        }
    }

    /// How it looks.
    pub(super) fn look(self) -> Look {
        match self {
            Self::Disabled => Look::Void,
            Self::Expired => Look::Failed,
            Self::Waiting => Look::Pending,
            Self::Keyless => Look::Draft,
            Self::Active => Look::Passed,
        }
    }

    /// In words.
    pub(super) fn word(self, i18n: I18n) -> &'static str {
        match self {
            Self::Disabled => t_string!(i18n, clients.state.disabled),
            Self::Expired => t_string!(i18n, clients.state.expired),
            Self::Waiting => t_string!(i18n, clients.state.waiting),
            Self::Keyless => t_string!(i18n, clients.state.keyless),
            Self::Active => t_string!(i18n, clients.state.active),
        }
    }
}

/// Whether what waits keeps the client from work: not where a secret is merely to take another's place.
fn waits_for_all(client: &Client) -> bool {
    let has_other = client.credentials.iter().any(|one| !one.waits);
    client.waits && !(client.proposed_scopes.is_empty() && has_other)
}

/// A moment that is not broken over two lines.
pub(super) fn unbroken(words: String) -> AnyView {
    view! { <span class="desk-date">{words}</span> }.into_any()
}

/// 成功 …
pub(super) fn outcome(i18n: I18n, outcome: UsageOutcome) -> &'static str {
    match outcome {
        UsageOutcome::Accepted => t_string!(i18n, clients.outcome.accepted),
        UsageOutcome::Refused => t_string!(i18n, clients.outcome.refused),
        UsageOutcome::WrongPair => t_string!(i18n, clients.outcome.wrong_pair),
        UsageOutcome::Limited => t_string!(i18n, clients.outcome.limited),
        UsageOutcome::Failed => t_string!(i18n, clients.outcome.failed),
    }
}

/// How an outcome is drawn.
pub(super) fn outcome_fill(outcome: UsageOutcome) -> Fill {
    match outcome {
        UsageOutcome::Accepted => Fill::Full,
        UsageOutcome::Refused => Fill::Rising,
        UsageOutcome::WrongPair => Fill::Alarm,
        UsageOutcome::Limited => Fill::Level,
        UsageOutcome::Failed => Fill::Dots,
    }
}

/// 凭证查验 …
pub(super) fn area(i18n: I18n, area: UsageArea) -> &'static str {
    match area {
        UsageArea::Certificates => t_string!(i18n, clients.area.certificates),
        UsageArea::Holds => t_string!(i18n, clients.area.holds),
        UsageArea::Contracts => t_string!(i18n, clients.area.contracts),
        UsageArea::Referrals => t_string!(i18n, clients.area.referrals),
        UsageArea::Webhooks => t_string!(i18n, clients.area.webhooks),
        UsageArea::Other => t_string!(i18n, clients.area.other),
    }
}

/// 已送达 …, and how it looks.
pub(super) fn delivery_state(i18n: I18n, state: WebhookDeliveryState) -> (Look, &'static str) {
    match state {
        WebhookDeliveryState::Waiting => {
            (Look::Pending, t_string!(i18n, clients.deliveries.waiting))
        }
        WebhookDeliveryState::Delivered => {
            (Look::Passed, t_string!(i18n, clients.deliveries.delivered))
        }
        WebhookDeliveryState::Dead => (Look::Failed, t_string!(i18n, clients.deliveries.dead)),
    }
}

/// Why an event did not arrive.
pub(super) fn trouble(i18n: I18n, trouble: WebhookTrouble) -> &'static str {
    match trouble {
        WebhookTrouble::Refused => t_string!(i18n, clients.trouble.refused),
        WebhookTrouble::NoAddress => t_string!(i18n, clients.trouble.no_address),
        WebhookTrouble::Unreachable => t_string!(i18n, clients.trouble.unreachable),
        WebhookTrouble::Unprotected => t_string!(i18n, clients.trouble.unprotected),
        WebhookTrouble::TimedOut => t_string!(i18n, clients.trouble.timed_out),
        WebhookTrouble::AnswerTooLarge => t_string!(i18n, clients.trouble.answer_too_large),
        WebhookTrouble::Broken => t_string!(i18n, clients.trouble.broken),
    }
}
