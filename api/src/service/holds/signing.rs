//! A contract that is signed under a hold: the pass is used up.

use shared::application::{EventKind, State};
use shared::hold::{Contract, HoldState, NewContract};
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::text::record_key;

use super::telling::{tell_client, told_contract};
use super::{Held, cleaned, hold_live, text};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::partner::{Partner, WritesHolds};
use crate::service::idempotency::Ticket;
use crate::service::limits::{Bucket, spend};
use crate::service::moves::{Move, move_application, overtake_hold_objection};
use crate::store::holds::contracts::{ContractRow, FiledContract};

/// The most characters that the number of a contract has.
const LONGEST_NUMBER: usize = 200;

/// Signs a contract under a hold that lives, within its own term, whether or not the pass has run out
/// meanwhile.
///
/// # Errors
/// There is no such hold of the client's, it has ended, a member of the household objects, or the
/// contract is about something else than was held.
pub async fn sign_contract(
    app: &App,
    who: &Partner<WritesHolds>,
    id: &str,
    input: NewContract,
    ticket: &Ticket,
) -> Result<Contract> {
    spend(app, Bucket::ChangeHold, who.client().as_bytes())?;
    let mut issues = Vec::new();
    let number = text(&input.number, LONGEST_NUMBER, "/number", &mut issues);
    let unit = match cleaned(&input.unit) {
        Ok(unit) if issues.is_empty() => unit,
        Ok(_) => return Err(Error::invalid_answers(issues)),
        Err(others) => {
            issues.extend(others);
            return Err(Error::invalid_answers(issues));
        }
    };
    let now = app.now();
    let Held {
        write,
        mut application,
        mut hold,
    } = hold_live(app, who.client(), id, now).await?;
    who.hold(&write, now).await?;
    // Officers decide first what a member of the household says to be untrue.
    let objections = write.list_objections(application.id).await?;
    if objections.iter().any(|objection| objection.end.is_none()) {
        return Err(ProblemKind::CertificateNotConfirmed.into());
    }
    if input.zone != hold.filed.zone {
        return Err(Error::issue("/zone", IssueCode::NotAValue));
    }
    let held = hold.filed.unit.certificate_number.as_deref();
    let named = unit.certificate_number.as_deref();
    if held.is_some() && held.map(record_key) != named.map(record_key) {
        return Err(ProblemKind::PurchaseNotCovered.into());
    }
    let contract = ContractRow {
        id: app.new_id(),
        client: who.client(),
        hold: hold.id,
        application: application.id,
        signed_at: now,
        filed: FiledContract {
            number,
            certificate: hold.filed.certificate.clone(),
            module: application.module,
            zone: input.zone,
            unit,
            signed_by: who.seller_name().map(str::to_owned),
        },
    };
    write.add_contract(&contract).await?;
    hold.state = HoldState::Signed;
    hold.filed.ended_at = Some(now);
    hold.filed.contract = Some((contract.id, contract.filed.number.clone()));
    write.save_hold(&hold).await?;
    overtake_hold_objection(&write, hold.id, application.id, now).await?;
    let signed = Move {
        state: State::Signed,
        sub_state: None,
        event: EventKind::ContractSigned,
        actor: who.actor(),
        action: "sign_contract",
        detail: &format!("contract {}", contract.id.simple()),
    };
    move_application(app, &write, &mut application, signed, now).await?;
    tell_client(app, &write, &hold, now).await?;
    let contract = told_contract(&contract);
    ticket.answer(&write, 201, &contract).await?;
    write.commit().await?;
    Ok(contract)
}
