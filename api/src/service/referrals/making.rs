//! A client makes referrals, and revokes their links.

use chrono::TimeDelta;
use shared::form::Answers;
use shared::problem::ProblemKind;
use shared::referral::{DAYS_OPEN, NewReferral, REFER_PATH, Referral, ReferralLink, ReferralState};
use shared::text::clean;
use shared::values::Moment;

use super::code_index;
use super::telling::{state, told};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::later;
use crate::service::access::partner::{Partner, WritesReferrals, issuer};
use crate::service::codes::link_code;
use crate::service::idempotency::Ticket;
use crate::service::limits::{Bucket, spend};
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::ids::parse_named;
use crate::store::referrals::{FiledReferral, ReferralRow, format_referral};

/// The status of an answer that tells a link.
const MADE: u16 = 201;
/// The status of any other.
const DONE: u16 = 200;

/// Makes a referral, whose link is told this once.
///
/// # Errors
/// Something in it is wrong or looks like the number of somebody, or too many were made.
pub async fn create_referral(
    app: &App,
    who: &Partner<WritesReferrals>,
    input: NewReferral,
    ticket: &Ticket,
) -> Result<ReferralLink> {
    spend(app, Bucket::MakeReferral, who.client().as_bytes())?;
    let issues = input.issues();
    if !issues.is_empty() {
        return Err(Error::invalid_answers(issues));
    }
    let input = cleaned(input);
    let now = app.now();
    let code = link_code()?;
    let referral = ReferralRow {
        id: app.new_id(),
        client: who.client(),
        code_index: code_index(app, &code),
        application: None,
        created_at: now,
        expires_at: later(now, TimeDelta::days(DAYS_OPEN.into())),
        filed: FiledReferral {
            client_name: who.client_name().to_owned(),
            reference: input.reference,
            module: input.module,
            target: input.target,
            unit: input.unit,
            revoked_at: None,
            consent: None,
            reports: Vec::new(),
        },
    };
    let made = ReferralLink {
        referral: told(&referral, now),
        url: format!("{}{REFER_PATH}/{code}", issuer(app)),
    };
    let write = app.store.begin().await?;
    // What is written down of a client has one order.
    write.hold_client(who.client()).await?;
    write.add_referral(&referral).await?;
    record(&write, &referral, "create_referral", now).await?;
    ticket.answer(&write, MADE, &made).await?;
    write.commit().await?;
    Ok(made)
}

/// The texts as they are kept.
fn cleaned(input: NewReferral) -> NewReferral {
    let known = Answers {
        target: input.target.clone().unwrap_or_default(),
        unit: input.unit.clone().unwrap_or_default(),
        ..Answers::default()
    }
    .cleaned();
    NewReferral {
        reference: clean(&input.reference).trim().to_owned(),
        module: input.module,
        target: input.target.map(|_| known.target),
        unit: input.unit.map(|_| known.unit),
    }
}

/// Revokes a link, so that nobody can use it any more. Whether anybody has is told no more than before.
///
/// # Errors
/// There is no such referral of the client's, an application was begun with it of which the outcome is
/// going to be told, or too much was asked for.
pub async fn revoke_referral(
    app: &App,
    who: &Partner<WritesReferrals>,
    id: &str,
    ticket: &Ticket,
) -> Result<Referral> {
    spend(app, Bucket::MakeReferral, who.client().as_bytes())?;
    let id = parse_named("ref", id).ok_or(ProblemKind::NotFound)?;
    let now = app.now();
    let write = app.store.begin().await?;
    write.hold_client(who.client()).await?;
    let held = write.hold_referral(who.client(), id).await?;
    let mut referral = held.ok_or(ProblemKind::NotFound)?;
    match state(&referral, now) {
        ReferralState::Used => return Err(ProblemKind::WrongState.into()),
        ReferralState::Revoked => {}
        ReferralState::Open | ReferralState::Expired => {
            referral.filed.revoked_at = Some(now);
            write.save_referral(&referral).await?;
            record(&write, &referral, "revoke_referral", now).await?;
        }
    }
    let answer = told(&referral, now);
    ticket.answer(&write, DONE, &answer).await?;
    write.commit().await?;
    Ok(answer)
}

async fn record(
    write: &Write,
    referral: &ReferralRow,
    action: &'static str,
    at: Moment,
) -> Result<()> {
    let act = Act {
        chain: referral.client,
        at,
        actor: Actor::Client(referral.client),
        action,
        detail: &format_referral(referral.id),
    };
    write.record_audit(act).await
}
