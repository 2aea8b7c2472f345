//! What is told of holds: to their clients, and to the applicants whose passes they hold.

use shared::application::{FailedRecheck, State, SubState, ToldHold};
use shared::hold::{Contract, Hold, HoldState, LONGEST_DAYS, MOST_RENEWALS};
use shared::values::Moment;
use shared::webhook::{WebhookEventData, WebhookEventType};
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::webhooks::promising::promise;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::dossier::Dossier;
use crate::store::holds::contracts::{ContractRow, format_contract};
use crate::store::holds::{HoldRow, format_hold};

/// The one place where a client is promised to be told that its hold has ended, in whichever way, in
/// the transaction of that. The hold has its new state.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn tell_client(
    app: &App,
    write: &Write,
    hold: &HoldRow,
    at: Moment,
) -> Result<()> {
    let kind = match hold.state {
        HoldState::Live => return Ok(()),
        HoldState::Signed => WebhookEventType::HoldSigned,
        HoldState::Released => WebhookEventType::HoldReleased,
        HoldState::Expired => WebhookEventType::HoldExpired,
        HoldState::Voided => WebhookEventType::CertificateVoided,
    };
    let id = format_hold(hold.id);
    let data = if kind == WebhookEventType::CertificateVoided {
        WebhookEventData {
            id: hold.filed.certificate.clone(),
            hold: Some(id),
        }
    } else {
        WebhookEventData { id, hold: None }
    };
    tracing::info!(hold = %hold.id, state = hold.state.slug(), "a hold has ended");
    promise(app, write, hold.client, kind, data, at).await
}

/// A hold as its client sees it at a moment.
#[must_use]
pub(super) fn told(hold: &HoldRow, now: Moment) -> Hold {
    let state = hold.state_at(now);
    let filed = &hold.filed;
    let longest = chrono::TimeDelta::days(LONGEST_DAYS);
    let lasts = hold.expires_at.signed_duration_since(hold.created_at);
    let left = MOST_RENEWALS.saturating_sub(filed.renewals);
    let is_renewable = state == HoldState::Live && lasts < longest;
    Hold {
        id: format_hold(hold.id),
        certificate_number: filed.certificate.clone(),
        module: filed.module,
        state,
        zone: filed.zone,
        kind: filed.kind,
        unit: filed.unit.clone(),
        created_at: hold.created_at,
        expires_at: hold.expires_at,
        renewals_left: if is_renewable { left } else { 0 },
        ended_at: ended_at(hold, state),
        contract: filed.contract.as_ref().map(|(id, _)| format_contract(*id)),
        taken_by: filed.taken_by.clone(),
    }
}

/// What has run out ended when it did, whenever that was swept away.
fn ended_at(hold: &HoldRow, state: HoldState) -> Option<Moment> {
    if state == HoldState::Expired {
        Some(hold.expires_at)
    } else {
        hold.filed.ended_at
    }
}

/// A contract as its client sees it.
#[must_use]
pub(super) fn told_contract(contract: &ContractRow) -> Contract {
    let filed = &contract.filed;
    Contract {
        id: format_contract(contract.id),
        hold: format_hold(contract.hold),
        certificate_number: filed.certificate.clone(),
        module: filed.module,
        number: filed.number.clone(),
        zone: filed.zone,
        unit: filed.unit.clone(),
        signed_at: contract.signed_at,
        signed_by: filed.signed_by.clone(),
    }
}

/// The holds of an application as its applicant sees them, and what stands in the way of a contract.
#[must_use]
pub(in crate::service) fn holds_and_recheck(
    application: &Application,
    dossier: &Dossier,
) -> (Vec<ToldHold>, Option<FailedRecheck>) {
    if application.certificate.is_none() {
        return (Vec::new(), None);
    }
    let objection = |hold: Uuid| {
        let mut of = dossier.hold_objections.iter();
        of.find(|(of, _)| *of == hold)
            .map(|(_, objection)| objection.clone())
    };
    // They are read later than the application: what began in between must not stand beside a state
    // that knows nothing of it.
    let is_held = application.state == State::Signing;
    let holds = dossier.holds.iter();
    let holds = holds.filter(|hold| is_held || hold.state != HoldState::Live);
    let told = holds.map(|hold| {
        let state = hold.state;
        let contract = hold.filed.contract.as_ref();
        ToldHold {
            id: format_hold(hold.id),
            state,
            since: hold.created_at,
            until: hold.expires_at,
            ended_at: ended_at(hold, state),
            contract_number: contract.map(|(_, number)| number.clone()),
            holder: hold.filed.holder.clone(),
            objection: objection(hold.id),
        }
    });
    let is_told = application.sub_state == Some(SubState::Unconfirmed) || application.is_renewing();
    let recheck = dossier.recheck.clone().filter(|_| is_told);
    (told.collect(), recheck)
}
