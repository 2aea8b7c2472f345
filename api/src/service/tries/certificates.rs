//! Wrong pairs of certificate and document. A document's number has a thousand candidates for whoever
//! knows a birthday and a district, and a pass is valid for months: so few tries are counted for long.

use chrono::TimeDelta;
use shared::application::{EventKind, State};
use shared::problem::ProblemKind;
use shared::values::Moment;
use uuid::Uuid;

use super::{LOCK, MOST_TRIES, refuse_more};
use crate::app::App;
use crate::error::Result;
use crate::service::access::later;
use crate::service::moves::tell;
use crate::store::Write;
use crate::store::audit::{Act, Actor};

/// How many wrong tries at a certificate lock a client out of it for long, whatever the pauses between.
const MOST_EVER: u32 = 10;
/// For how long after the newest try that counts: longer than a pass is valid.
const LONG: TimeDelta = TimeDelta::days(90);
/// How many wrong tries of a client lock it: it serves many people, some of whom mistype.
const MOST_OF_CLIENT: u32 = 50;
/// How many wrong tries at a certificate lock it for everybody, so that several clients together guess
/// no document either.
const MOST_OF_CERTIFICATE: u32 = 20;

/// A count: under what, how many lock, and how long it lasts after its newest try.
struct Count {
    key: Vec<u8>,
    most: u32,
    lasts: TimeDelta,
}

/// The counts of a client at a certificate, for a while and for long; of the client; of the certificate.
fn counts(app: &App, (number, client): (&str, Uuid)) -> [Count; 4] {
    let count = |what: &str, parts: [&[u8]; 2], most, lasts| {
        let [one, other] = parts;
        let text = [what.as_bytes(), b"/", one, b"/", other].concat();
        let key = app.sealer.index(&text);
        Count { key, most, lasts }
    };
    let (number, client) = (number.as_bytes(), client.as_bytes().as_slice());
    [
        count("hold", [client, number], MOST_TRIES, LOCK),
        count("hold-ever", [client, number], MOST_EVER, LONG),
        count("hold-client", [client, b""], MOST_OF_CLIENT, LOCK),
        count("hold-certificate", [b"", number], MOST_OF_CERTIFICATE, LOCK),
    ]
}

/// Refuses to look at a certificate for a client that showed too many wrong documents, or where others
/// did; otherwise no other try of the client or at the certificate is looked at until the transaction
/// ends.
///
/// # Errors
/// [`ProblemKind::TooManyRequests`], or the database does not answer.
pub(in crate::service) async fn refuse_certificate(
    app: &App,
    write: &Write,
    about: (&str, Uuid),
    now: Moment,
) -> Result<()> {
    let mut counts = counts(app, about);
    // In one order for everybody.
    counts.sort_by(|one, other| one.key.cmp(&other.key));
    for Count { key, most, .. } in counts {
        let tries = write.hold_tries(&[key], now).await?;
        refuse_more(&tries, most, ProblemKind::TooManyRequests, now)?;
    }
    Ok(())
}

/// Counts a wrong pair of certificate and document. Each time that it locks the client out, the owner
/// of the certificate hears of it.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn count_certificate(
    app: &App,
    write: &Write,
    about: (&str, Uuid),
    (actor, now): (Actor, Moment),
) -> Result<()> {
    let mut locks_out = false;
    for (place, Count { key, most, lasts }) in counts(app, about).into_iter().enumerate() {
        let until = later(now, lasts);
        let counted = write.count_tries(&[key], now, until).await?;
        let is_at_the_certificate = place < 2;
        locks_out |= is_at_the_certificate && counted.iter().any(|tries| tries.count == most);
    }
    if locks_out {
        tell_owner(app, write, about.0, (actor, now)).await?;
    }
    Ok(())
}

/// Tells whose certificate it is, where it is one that can be used.
async fn tell_owner(
    app: &App,
    write: &Write,
    number: &str,
    (actor, now): (Actor, Moment),
) -> Result<()> {
    let Some(id) = write.find_certified(number).await? else {
        return Ok(());
    };
    let Some(application) = write.hold_application(id).await? else {
        return Ok(());
    };
    if !matches!(application.state, State::Passed | State::Signing) {
        return Ok(());
    }
    write
        .record_audit(Act {
            chain: application.id,
            at: now,
            actor,
            action: "guess_document",
            detail: "",
        })
        .await?;
    tell(app, write, &application, EventKind::CertificateGuessed, now).await
}
