//! What was decided before, for the officer who has claimed a case. To see other applications of the
//! applicant is a look at each of them, which its applicant is told.

use shared::application::LookKind;
use shared::desk::earlier::{Earlier, EarlierApplication, EarlierDecision, EarlierRuling};
use shared::household::Who;
use shared::policy::Decision;
use shared::values::Moment;
use uuid::Uuid;

use super::exclusion::Excluded;
use super::held::Held;
use super::looks::{Looker, note};
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::CaseWorker;
use crate::service::limits::{Bucket, spend};
use crate::store::applications::{Application, format_id};

/// How many other applications are shown at the most.
const MOST: usize = 20;

/// How many applications that kept the applicant are looked through for them: as many as a person
/// could make in years.
const SEARCHED: u64 = 200;

/// Lists the earlier decisions on the application of a case, and what became of other applications of
/// its applicant.
///
/// # Errors
/// There is no such case for the officer, it is not claimed, or cases were read too often.
pub async fn list_earlier(app: &App, who: &CaseWorker, id: &str) -> Result<Earlier> {
    spend(app, Bucket::ReadCase, who.account().as_bytes())?;
    // Others are held one after the other, so this one is not held meanwhile.
    let application = Held::hold_claimed(app, who, id).await?.application;
    let mut decisions = app.store.list_decisions(application.id).await?;
    decisions.pop();
    let mut others = others(app, who, &application).await?;
    let has_more = others.len() > MOST;
    others.truncate(MOST);
    let mut applications = Vec::new();
    for other in others {
        note(app, Looker::from(who), other.id, LookKind::Earlier).await?;
        applications.push(shown(app, other).await?);
    }
    Ok(Earlier {
        decisions: decisions.into_iter().map(told).collect(),
        applications,
        has_more,
    })
}

/// Other applications of the same applicant that the officer may see, newest first.
async fn others(
    app: &App,
    who: &CaseWorker,
    application: &Application,
) -> Result<Vec<Application>> {
    let Some(person) = applicant(app, application) else {
        return Ok(Vec::new());
    };
    let excluded = Excluded::of(app, who).await?;
    let mut ids: Vec<Uuid> = app.store.list_kept_in(&person, SEARCHED).await?;
    ids.retain(|id| *id != application.id);
    let mut found = app.store.find_applications(&ids).await?;
    // The index says whom an application names; who submitted it say its answers.
    found.retain(|other| {
        applicant(app, other).as_ref() == Some(&person) && !excluded.covers(app, other)
    });
    found.sort_by_key(|other| std::cmp::Reverse(other.id));
    Ok(found)
}

/// The blind index of an applicant.
fn applicant(app: &App, application: &Application) -> Option<Vec<u8>> {
    let answers = application.answers.effective(application.module);
    let members = answers.members().into_iter();
    let (_, person) = members
        .into_iter()
        .find(|(who, _)| *who == Who::Applicant)?;
    Some(app.sealer.person_index(&person.document()?.normalized()))
}

async fn shown(app: &App, application: Application) -> Result<EarlierApplication> {
    let id = application.id;
    let decision = app.store.list_decisions(id).await?.pop().map(told);
    let rulings = app.store.list_rulings(id).await?.into_iter();
    let ruling = rulings.rev().find_map(|ruling| {
        Some(EarlierRuling {
            outcome: ruling.step.outcome()?,
            reason: ruling.reason,
            at: ruling.at,
        })
    });
    Ok(EarlierApplication {
        id: format_id(id),
        number: application.number,
        module: application.module,
        state: application.state,
        sub_state: application.sub_state,
        submitted_at: application.submitted_at,
        decided_at: application.decided_at,
        decision,
        ruling,
    })
}

fn told((decision, policy, at): (Decision, String, Moment)) -> EarlierDecision {
    EarlierDecision {
        at,
        policy,
        outcome: decision.outcome,
        reason: decision.reason,
    }
}
