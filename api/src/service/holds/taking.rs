//! Taking a hold, and renewing it.

use chrono::TimeDelta;
use shared::application::{EventKind, FailedRecheck, State, SubState};
use shared::hold::{HeldUnit, Hold, HoldState, LONGEST_DAYS, MOST_RENEWALS, NewHold};
use shared::issue::{Issue, IssueCode};
use shared::policy::{Decision, Outcome};
use shared::problem::ProblemKind;
use shared::purchase::{HomeKind, Module};
use shared::text::{code, record_key};
use shared::values::{Moment, Zone, day_in_shanghai};
use uuid::Uuid;

use super::ending::expire_hold;
use super::rechecking::recheck;
use super::telling::told;
use super::{Held, cleaned, hold_live, is_valid};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::later;
use crate::service::access::partner::{Partner, WritesHolds};
use crate::service::certificates::pass::{find_pass, is_adults};
use crate::service::idempotency::Ticket;
use crate::service::limits::{Bucket, spend};
use crate::service::moves::{Move, move_application, tell};
use crate::service::requests::{Noted, note};
use crate::service::tries::certificates::{count_certificate, refuse_certificate};
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::audit::Actor;
use crate::store::decisions::Filed;
use crate::store::holds::{FiledHold, HoldRow};

/// How often a client holds one pass within a day.
const MOST_A_DAY: usize = 5;

/// Takes a hold of a pass for a contract: whoever shows the numbers of the certificate and of the
/// document of an adult whom it names. The facts are checked again first.
///
/// # Errors
/// No certificate has the number, or not with that document, which are told alike; too many wrong tries;
/// it is held, used up or not valid; it does not allow the purchase; the facts are not as they were, or
/// somebody holds them to be untrue; or a registry is silent for now.
pub async fn hold_certificate(
    app: &App,
    who: &Partner<WritesHolds>,
    input: NewHold,
    ticket: &Ticket,
) -> Result<Hold> {
    spend(app, Bucket::TakeHold, who.client().as_bytes())?;
    let unit = cleaned(&input.unit).map_err(Error::invalid_answers)?;
    let now = app.now();
    let mut found = find(app, who, &input, now).await?;
    if found.state == State::Signing && expire_hold(app, found.id).await? {
        found = find(app, who, &input, now).await?;
    }
    refuse_other_state(&found, now)?;
    let filed = app.store.newest_filed(found.id).await?;
    let filed = filed.ok_or_else(|| Error::unexpected("a pass without a decision"))?;
    refuse_other_purchase(&found, &filed, &input, &unit)?;
    let objections = app.store.list_objections(found.id).await?;
    if objections.iter().any(|one| one.end.is_none()) {
        return Err(ProblemKind::CertificateNotConfirmed.into());
    }
    let failed = recheck(app, &found, &filed, input.zone, now).await?;
    let (begun, now) = (now, app.now());
    let write = app.store.begin().await?;
    let held = write.hold_application(found.id).await?;
    let mut application = held.ok_or(ProblemKind::CertificateUnknown)?;
    // What another check found since then is newer.
    let known = write.find_recheck(application.id).await?;
    if known.is_some_and(|known| begun <= known.at) {
        return Err(ProblemKind::CertificateNotConfirmed.into());
    }
    // What was checked has to be what is held: a renewal, another hold or an objection may have come.
    if application.certificate != found.certificate {
        return Err(ProblemKind::CertificateNotConfirmed.into());
    }
    refuse_other_state(&application, now)?;
    let objections = write.list_objections(application.id).await?;
    if objections.iter().any(|objection| objection.end.is_none()) {
        return Err(ProblemKind::CertificateNotConfirmed.into());
    }
    if let Some(failed) = failed {
        return refuse_unconfirmed(app, write, application, &failed).await;
    }
    who.hold(&write, now).await?;
    refuse_many(&write, who.client(), application.id, now).await?;
    let certificate = application.certificate.clone();
    let hold = HoldRow {
        id: app.new_id(),
        client: who.client(),
        application: application.id,
        state: HoldState::Live,
        created_at: now,
        expires_at: later(now, term(app)),
        filed: FiledHold {
            holder: who.client_name().to_owned(),
            certificate: certificate.map_or_else(String::new, |one| one.number),
            module: application.module,
            zone: input.zone,
            kind: input.kind,
            unit,
            renewals: 0,
            ended_at: None,
            contract: None,
            taken_by: who.seller_name().map(str::to_owned),
        },
    };
    write.delete_recheck(application.id).await?;
    write.add_hold(&hold).await?;
    let taken = Move {
        state: State::Signing,
        sub_state: None,
        event: EventKind::HoldTaken,
        actor: who.actor(),
        action: "hold_certificate",
        detail: &format!("hold {}", hold.id.simple()),
    };
    move_application(app, &write, &mut application, taken, now).await?;
    let hold = told(&hold, now);
    ticket.answer(&write, 201, &hold).await?;
    write.commit().await?;
    Ok(hold)
}

/// Refuses a client that has held a pass as often as it may in a day: each hold is told to its people.
async fn refuse_many(write: &Write, client: Uuid, application: Uuid, now: Moment) -> Result<()> {
    let mut taken: Vec<Moment> = write
        .list_holds_by(client, application)
        .await?
        .into_iter()
        .map(|hold| later(hold.created_at, TimeDelta::days(1)))
        .filter(|counts| now < *counts)
        .collect();
    taken.sort_unstable();
    let Some(first) = taken
        .len()
        .checked_sub(MOST_A_DAY)
        .and_then(|n| taken.get(n))
    else {
        return Ok(());
    };
    let left = first.signed_duration_since(now).num_seconds();
    let seconds = u64::try_from(left).unwrap_or_default().saturating_add(1);
    Err(Error::retry_after(ProblemKind::TooManyRequests, seconds))
}

/// Renews a hold: its term is added once more, as far as all of it lasts no longer than it may.
///
/// # Errors
/// There is no such hold of the client's, it has ended, it was renewed as often or lasts as long as it
/// can, or the pass has run out.
pub async fn renew_hold(
    app: &App,
    who: &Partner<WritesHolds>,
    id: &str,
    ticket: &Ticket,
) -> Result<Hold> {
    spend(app, Bucket::ChangeHold, who.client().as_bytes())?;
    let now = app.now();
    let Held {
        write,
        application,
        mut hold,
    } = hold_live(app, who.client(), id, now).await?;
    who.hold(&write, now).await?;
    let longest = later(hold.created_at, TimeDelta::days(LONGEST_DAYS));
    let until = later(hold.expires_at, term(app)).min(longest);
    let is_used = hold.filed.renewals >= MOST_RENEWALS || until <= hold.expires_at;
    if is_used || !is_valid(&application, now) {
        return Err(ProblemKind::HoldNotRenewable.into());
    }
    hold.expires_at = until;
    hold.filed.renewals = hold.filed.renewals.saturating_add(1);
    write.save_hold(&hold).await?;
    let noted = Noted {
        event: EventKind::HoldRenewed,
        actor: who.actor(),
        action: "renew_hold",
        at: now,
    };
    note(app, &write, &application, noted).await?;
    let hold = told(&hold, now);
    ticket.answer(&write, 200, &hold).await?;
    write.commit().await?;
    Ok(hold)
}

/// Finds what somebody knows the certificate and the document of. A wrong pair counts, whatever was
/// wrong in it.
async fn find(
    app: &App,
    who: &Partner<WritesHolds>,
    input: &NewHold,
    now: Moment,
) -> Result<Application> {
    let number = code(&input.certificate_number);
    let write = app.store.begin().await?;
    refuse_certificate(app, &write, (&number, who.client()), now).await?;
    // Reads take no lock, and what is read here is looked at again.
    let found = match write.find_certified(&number).await? {
        Some(id) => write.find_application(id).await?,
        None => None,
    };
    let shown = code(&input.document_number);
    let found = found.filter(|application| is_adults(application, &shown));
    let Some(found) = found else {
        count_certificate(app, &write, (&number, who.client()), (who.actor(), now)).await?;
        write.commit().await?;
        return Err(ProblemKind::CertificateUnknown.into());
    };
    drop(write);
    // One that a renewal has replaced holds to its own last day, on what was decided since.
    let pass = find_pass(app, &found, Some(&number)).await?;
    let pass = pass.ok_or(ProblemKind::CertificateUnknown)?;
    let is_over = pass.certificate.valid_until < day_in_shanghai(now);
    if is_over && found.state == State::Passed {
        return Err(ProblemKind::CertificateNotValid.into());
    }
    Ok(found)
}

/// Refuses what is not a pass of today that is free.
fn refuse_other_state(application: &Application, now: Moment) -> Result<()> {
    let kind = match application.state {
        State::Passed if is_valid(application, now) => return Ok(()),
        State::Signing => ProblemKind::CertificateHeld,
        State::Signed => ProblemKind::CertificateUsedUp,
        State::Draft | State::Pending | State::Passed | State::Failed | State::Void => {
            ProblemKind::CertificateNotValid
        }
    };
    Err(kind.into())
}

/// Refuses a purchase that the pass does not allow: the zone has to be one that the rules passed, or
/// the one for which a person did; a single-storey house is none other; a commercial unit is the one
/// that was checked.
fn refuse_other_purchase(
    application: &Application,
    filed: &Filed,
    input: &NewHold,
    unit: &HeldUnit,
) -> Result<()> {
    let decision: Decision = serde_json::from_str(&filed.decision)?;
    let covers = match application.module {
        Module::Residential => {
            let (Some(zone), Some(kind)) = (input.zone, input.kind) else {
                return Err(Error::invalid_answers(missing(input)));
            };
            let is_single_storey = kind == HomeKind::SingleStorey;
            allows(&decision, zone) && is_single_storey == decision.purchase.single_storey
        }
        Module::Commercial => {
            let answers = application.answers.effective(application.module);
            let checked = answers.unit.certificate_number().map(record_key);
            let named = unit.certificate_number.as_deref().map(record_key);
            if checked.is_some() && checked != named {
                let code = match named {
                    None => IssueCode::Required,
                    Some(_) => IssueCode::OtherUnit,
                };
                return Err(Error::issue("/unit/certificate_number", code));
            }
            input.zone.is_none() && input.kind.is_none()
        }
    };
    if covers {
        Ok(())
    } else {
        Err(ProblemKind::PurchaseNotCovered.into())
    }
}

fn allows(decision: &Decision, zone: Zone) -> bool {
    let applied = decision.purchase.place.map(|place| place.zone());
    let mut zones = decision.zones.iter();
    let passed = zones.any(|one| one.zone == zone && one.outcome == Outcome::Eligible);
    passed || applied == Some(zone)
}

/// What has to be said of a home.
fn missing(input: &NewHold) -> Vec<Issue> {
    let asked = [
        ("/zone", input.zone.is_some()),
        ("/kind", input.kind.is_some()),
    ];
    let missing = asked.into_iter().filter(|(_, is_there)| !is_there);
    missing
        .map(|(pointer, _)| Issue {
            pointer: pointer.to_owned(),
            code: IssueCode::Required,
        })
        .collect()
}

/// Files what stands in the way: the pass is not confirmed (待复查) until a check is clean, and its
/// holder is told why.
async fn refuse_unconfirmed(
    app: &App,
    write: Write,
    mut application: Application,
    failed: &FailedRecheck,
) -> Result<Hold> {
    let known = write.find_recheck(application.id).await?;
    write.put_recheck(application.id, failed).await?;
    let event = EventKind::RecheckFailed;
    if application.sub_state.is_none() {
        let unconfirmed = Move {
            state: State::Passed,
            sub_state: Some(SubState::Unconfirmed),
            event,
            actor: Actor::System,
            action: "refuse_hold",
            detail: "",
        };
        move_application(app, &write, &mut application, unconfirmed, failed.at).await?;
    } else if known.is_none_or(|known| known.changes != failed.changes) {
        tell(app, &write, &application, event, failed.at).await?;
    }
    write.commit().await?;
    tracing::info!(application = %application.id, "a pass is not confirmed for a contract");
    Err(ProblemKind::CertificateNotConfirmed.into())
}

/// For how long a pass is held, and a renewal adds.
fn term(app: &App) -> TimeDelta {
    TimeDelta::hours(app.config.hold_hours.into()).min(TimeDelta::days(LONGEST_DAYS))
}
