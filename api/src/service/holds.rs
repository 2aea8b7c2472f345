//! Holds of passes by third parties (签约中): taken with the numbers of certificate and document,
//! renewed, given back, run out, or used up by a contract. An application is held by one at a time, by a
//! constraint; what happens to a hold is one transaction with what happens to the application, which is
//! held first.
//!
//! While a pass is held nobody withdraws it. It can be objected to as before, and its binding be taken
//! over: either ends the hold, which is void then. A pass that is being renewed can be held, which
//! overtakes the renewal; one that a member objects to is not confirmed until that is decided.

pub mod ending;
pub mod looking;
pub mod objecting;
mod rechecking;
pub mod signing;
pub mod taking;
pub(in crate::service) mod telling;

use shared::form::given_line;
use shared::hold::{HeldUnit, HoldState};
use shared::issue::Issue;
use shared::problem::ProblemKind;
use shared::values::{Moment, day_in_shanghai};
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::holds::HoldRow;
use crate::store::ids::parse_named;

/// The most characters that an address, or the number of a certificate of real estate, has.
const LONGEST_UNIT: usize = 200;

/// A hold that lives and its application, which others cannot change until the transaction ends.
struct Held {
    /// The transaction.
    write: Write,
    /// The application.
    application: Application,
    /// The hold.
    hold: HoldRow,
}

/// Holds the application of a hold of a client's that still lives.
///
/// # Errors
/// There is no such hold of the client's, or it has ended.
async fn hold_live(app: &App, client: Uuid, id: &str, now: Moment) -> Result<Held> {
    let id = parse_named("hold", id).ok_or(ProblemKind::NotFound)?;
    let found = app.store.find_hold(client, id).await?;
    let found = found.ok_or(ProblemKind::NotFound)?;
    let write = app.store.begin().await?;
    let application = write.hold_application(found.application).await?;
    let application = application.ok_or(ProblemKind::NotFound)?;
    let live = write.find_live_hold(application.id).await?;
    let live = live.filter(|live| live.id == id && live.state_at(now) == HoldState::Live);
    Ok(Held {
        hold: live.ok_or(ProblemKind::HoldOver)?,
        write,
        application,
    })
}

/// Whether the last day of the pass is not over.
fn is_valid(application: &Application, now: Moment) -> bool {
    let last = application.certificate.as_ref().map(|one| one.valid_until);
    last.is_some_and(|last| day_in_shanghai(now) <= last)
}

/// What is to be bought, as it is kept.
fn cleaned(unit: &HeldUnit) -> std::result::Result<HeldUnit, Vec<Issue>> {
    let mut issues = Vec::new();
    let address = text(&unit.address, LONGEST_UNIT, "/unit/address", &mut issues);
    let number = unit.certificate_number.as_deref();
    let certificate_number = number.map(|number| {
        text(
            number,
            LONGEST_UNIT,
            "/unit/certificate_number",
            &mut issues,
        )
    });
    if issues.is_empty() {
        Ok(HeldUnit {
            address,
            certificate_number,
        })
    } else {
        Err(issues)
    }
}

/// A text that has to be there, as it is kept.
fn text(text: &str, longest: usize, pointer: &str, issues: &mut Vec<Issue>) -> String {
    given_line(text, longest).unwrap_or_else(|code| {
        issues.push(Issue {
            pointer: pointer.to_owned(),
            code,
        });
        String::new()
    })
}
