//! Looks at a case, by the officer who has claimed it. Each is written down, for the applicant as
//! well.

use shared::application::LookKind;
use shared::form::{Answers, Person, masked};
use shared::form::{LONGEST_TEXT, given_lines};
use shared::household::Who;
use shared::policy::Decision;
use shared::review::{Case, Identities, Justification, PersonIdentity, RulingEntry};

use super::cases::Shown;
use super::held::{Held, claim};
use super::looks::{Looker, write_down};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::officer::CaseWorker;
use crate::service::authorities::telling::case_authority;
use crate::service::contact::known_contact;
use crate::service::disputes::telling::{Listener, disputes, house_records};
use crate::service::holds::telling::holds_and_recheck;
use crate::service::limits::{Bucket, spend};
use crate::service::members::telling::objections;
use crate::store::applications::Application;
use crate::store::authorities::FiledAuthority;
use crate::store::rulings::FiledRuling;

/// Opens a case: what was declared, with masked numbers, beside what the rules found in the
/// registries' facts, and its history.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, or cases were read too often.
pub async fn read_case(app: &App, who: &CaseWorker, id: &str) -> Result<Case> {
    spend(app, Bucket::ReadCase, who.account().as_bytes())?;
    let held = Held::hold_claimed(app, who, id).await?;
    look(app, who, &held, LookKind::Case, None, "").await?;
    // Before all that is told: whatever comes in between makes it an old one.
    let version = held.version().await?;
    let (application, review, now) = (held.application, held.review, held.at);
    held.write.commit().await?;
    let id = application.id;
    let dossier = app.store.read_dossier(id, who.account()).await?;
    let officer = Listener::Officer;
    let disputes = disputes(&application, &dossier, officer);
    let (holds, _) = holds_and_recheck(&application, &dossier);
    let decision = dossier.decision.transpose()?;
    let claim = match review.lease_at(now) {
        Some(lease) => Some(claim(app, lease).await?),
        None => None,
    };
    let shown = Shown {
        review: &review,
        application: &application,
        reason: decision.as_ref().map(|decision| decision.reason),
        claim,
    };
    let filed = match decision.as_ref().is_some_and(Decision::may_ask_review) {
        true => app.store.newest_filed(id).await?,
        false => None,
    };
    let authority = app.store.find_authority(id).await?;
    Ok(Case {
        version,
        house_records: house_records(decision.as_ref(), filed.as_ref(), officer),
        disputes,
        objections: objections(app, &dossier.objections),
        holds,
        authority: authority.as_ref().map(case_authority),
        requests: dossier.requests,
        entry: shown.entry(app, who, now),
        answers: masked(application.module, &application.answers),
        contact: known_contact(app, &application).await?.masked(),
        decision,
        policy: application.policy.clone(),
        checks: dossier.checks,
        events: dossier.events,
        rulings: dossier.rulings.into_iter().map(entry).collect(),
        hand_overs: app.store.list_hand_overs(id).await?,
        looks: dossier.looks,
    })
}

/// Shows the full names and numbers of everybody in a case, for a reason that is kept.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, no reason is given, or numbers were
/// looked at too often.
pub async fn reveal_identities(
    app: &App,
    who: &CaseWorker,
    id: &str,
    input: Justification,
) -> Result<Identities> {
    spend(app, Bucket::RevealIdentities, who.account().as_bytes())?;
    let reason = given(&input.reason, "/reason")?;
    let held = Held::hold_claimed(app, who, id).await?;
    look(app, who, &held, LookKind::Identities, Some(reason), "").await?;
    let authority = held.write.find_authority(held.application.id).await?;
    held.write.commit().await?;
    Ok(identities(&held.application, authority))
}

/// A reason that somebody gives.
///
/// # Errors
/// It is empty or too long.
pub(super) fn given(reason: &str, pointer: &str) -> Result<String> {
    given_lines(reason, LONGEST_TEXT).map_err(|code| Error::issue(pointer, code))
}

/// Writes a look down, where it can be told, and in the audit log that it was, with what more there is
/// to say.
pub(super) async fn look(
    app: &App,
    who: &CaseWorker,
    held: &Held,
    kind: LookKind,
    reason: Option<String>,
    detail: &str,
) -> Result<()> {
    let look = (kind, reason, held.at);
    let (write, application) = (&held.write, held.application.id);
    write_down(app, write, Looker::from(who), application, look, detail).await
}

/// A ruling as officers see it.
pub(super) fn entry(ruling: FiledRuling) -> RulingEntry {
    RulingEntry {
        kind: ruling.kind,
        step: ruling.step,
        officer: ruling.name,
        reason: ruling.reason,
        corrections: ruling.corrections,
        at: ruling.at,
    }
}

fn identities(application: &Application, authority: Option<FiledAuthority>) -> Identities {
    let answers: Answers = application.answers.effective(application.module);
    let members = answers.members().into_iter();
    Identities {
        people: members.map(|(who, person)| identity(who, person)).collect(),
        agent: authority.map(|filed| filed.terms.agent),
    }
}

fn identity(who: Who, person: &Person) -> PersonIdentity {
    PersonIdentity {
        who,
        name: person.name.clone(),
        document: person.shown_document(),
        citizen_number: person.citizen_number.clone(),
    }
}
