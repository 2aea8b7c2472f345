//! The check that is made anew for a hold, within the request: who the people are, their marriage,
//! homes, units and permits are asked for again; the months are not. The rules are those under which
//! the pass was given, the day is today. What was open then and a person has decided stands as long as
//! the rules say the same of it, and what officers corrected as long as the registry repeats exactly
//! what was corrected.

use std::time::Duration;

use futures::StreamExt;
use futures::stream;
use shared::application::{Correction, FailedRecheck, HouseRecord};
use shared::gather;
use shared::household::Who;
use shared::policy::{Check, Decision, Finding, FindingChange, Verdict, evaluate_under};
use shared::problem::ProblemKind;
use shared::registry::{PersonReplies, Question, Registry, Replies, Reply};
use shared::values::{Moment, Zone, day_in_shanghai};

use crate::app::App;
use crate::error::{Error, Result};
use crate::registry::Silence;
use crate::registry::records::{
    CivilAffairs, Kept as _, Permits, Population, Property, Records, Units,
};
use crate::service::verification::questions::{Inquired, Inquiry, inquiries};
use crate::store::applications::Application;
use crate::store::decisions::{Filed, Grounds};

/// How many questions of one household are under way at the same time.
const AT_ONCE: usize = 24;

/// When it makes sense to try again while a registry is silent that does not say for how long.
const SILENT: Duration = Duration::from_secs(30);

/// Asks again and tells what stands in the way of a contract; nothing where the pass is confirmed.
///
/// # Errors
/// A registry is silent, which refuses for now and says nothing of anybody; or the database does not
/// answer.
pub(super) async fn recheck(
    app: &App,
    application: &Application,
    filed: &Filed,
    zone: Option<Zone>,
    now: Moment,
) -> Result<Option<FailedRecheck>> {
    let today = day_in_shanghai(now);
    let plan = inquiries(application, &app.policies, today);
    let plan = plan
        .into_iter()
        .filter(|inquiry| is_asked(inquiry.registry));
    let replies = ask(app, application, plan.collect(), &filed.grounds).await?;
    let before: Decision = serde_json::from_str(&filed.decision)?;
    let grounds = &filed.grounds;
    let standing = standing(application, grounds, &replies);
    let replies = gather::corrected(&replies, &standing);
    let facts = gather::facts(application.module, &grounds.answers, &replies, today);
    let after = evaluate_under(&facts, &app.policies, today, grounds.on);
    let changes = in_the_way(&before, &after, zone);
    Ok((!changes.is_empty()).then_some(FailedRecheck { at: now, changes }))
}

/// Whether a registry is asked again: the months are what they were when the pass was given.
fn is_asked(registry: Registry) -> bool {
    match registry {
        Registry::Population | Registry::CivilAffairs | Registry::Property | Registry::Permits => {
            true
        }
        Registry::SocialInsurance | Registry::Tax => false,
    }
}

/// Whether a card of the result speaks of what is asked again.
fn is_judged(check: Check) -> bool {
    match check {
        Check::SocialInsurance | Check::IncomeTax | Check::Tongzhou => false,
        Check::Scope
        | Check::IdentityAndHukou
        | Check::Marriage
        | Check::WorkResidencePermit
        | Check::Military
        | Check::Stay
        | Check::ResidencePermit
        | Check::Homes
        | Check::CommercialUnits => true,
    }
}

/// What the rules say now that stands in the way, and did not when the pass was given.
fn in_the_way(before: &Decision, after: &Decision, zone: Option<Zone>) -> Vec<FindingChange> {
    let concerns = |finding: &&Finding| {
        is_judged(finding.check)
            && finding.verdict != Verdict::Met
            && (zone.is_none() || finding.zone.is_none() || finding.zone == zone)
    };
    let change = |finding: &Finding| {
        let mut change = FindingChange {
            check: finding.check,
            code: finding.code,
            zone: finding.zone,
            before: None,
            after: Some(finding.verdict),
        };
        change.before = change.find(before).map(|finding| finding.verdict);
        change
    };
    let all = after.findings.iter().filter(concerns).map(change);
    all.filter(|change| change.before != change.after).collect()
}

/// The corrections whose records the registries repeat exactly.
fn standing(application: &Application, grounds: &Grounds, replies: &Replies) -> Vec<Correction> {
    let (module, answers) = (application.module, &grounds.answers);
    let repeated = gather::house_records(module, answers, replies, grounds.on);
    let stands = |correction: &&Correction| {
        repeated
            .iter()
            .any(|record| is_same(record, &correction.record))
    };
    let standing = grounds.corrections.iter().filter(stands);
    standing.cloned().collect()
}

/// Whether a record is told as it was: where it stands among others says nothing.
fn is_same(one: &HouseRecord, other: &HouseRecord) -> bool {
    HouseRecord {
        place: other.place,
        ..one.clone()
    } == *other
}

/// Asks all at the same time; what is not asked again is as it was.
async fn ask(
    app: &App,
    application: &Application,
    plan: Vec<Inquiry>,
    grounds: &Grounds,
) -> Result<Replies> {
    let answers: Vec<std::result::Result<Told, Silence>> = stream::iter(plan)
        .map(|inquiry| ask_one(app, application, inquiry))
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let mut replies = grounds.replies.clone();
    let mut rests = Vec::new();
    for answer in answers {
        match answer {
            Ok(told) => put(&mut replies, told)?,
            Err(silence) => rests.push(silence.rest().unwrap_or(SILENT)),
        }
    }
    // Only after the longest of them is everybody asked again.
    match rests.into_iter().max() {
        None => Ok(replies),
        Some(rest) => Err(Error::retry_after(
            ProblemKind::UpstreamUnavailable,
            rest.as_secs().max(1),
        )),
    }
}

/// What a registry said.
enum Told {
    Population(Who, Reply<<Population as Records>::Record>),
    CivilAffairs(Who, Reply<<CivilAffairs as Records>::Record>),
    Property(Who, Reply<<Property as Records>::Record>),
    Permits(Who, Reply<<Permits as Records>::Record>),
    Unit(Reply<<Units as Records>::Record>),
    Nothing,
}

async fn ask_one(
    app: &App,
    application: &Application,
    inquiry: Inquiry,
) -> std::result::Result<Told, Silence> {
    let (who, person) = match inquiry.about {
        Inquired::Unit(unit) => {
            return Ok(Told::Unit(
                question::<Units>(app, application, &unit).await?,
            ));
        }
        Inquired::Member(who, person) => (who, person),
    };
    let person: &Question = &person;
    Ok(match inquiry.registry {
        Registry::Population => {
            Told::Population(who, question::<Population>(app, application, person).await?)
        }
        Registry::CivilAffairs => Told::CivilAffairs(
            who,
            question::<CivilAffairs>(app, application, person).await?,
        ),
        Registry::Property => {
            Told::Property(who, question::<Property>(app, application, person).await?)
        }
        Registry::Permits => {
            Told::Permits(who, question::<Permits>(app, application, person).await?)
        }
        Registry::SocialInsurance | Registry::Tax => Told::Nothing,
    })
}

async fn question<R: Records>(
    app: &App,
    application: &Application,
    question: &R::Question,
) -> std::result::Result<Reply<R::Record>, Silence> {
    let mut reply = app.registries.ask::<R>(question, || app.now()).await?;
    if let Some(record) = &mut reply.record {
        record.keep_for(application.module);
    }
    Ok(reply)
}

/// Puts what was said now in the place of what was said before.
fn put(replies: &mut Replies, told: Told) -> Result<()> {
    let who = match &told {
        Told::Unit(_) | Told::Nothing => None,
        Told::Population(who, _)
        | Told::CivilAffairs(who, _)
        | Told::Property(who, _)
        | Told::Permits(who, _) => Some(*who),
    };
    let mut nobody = PersonReplies::default();
    let person = match who {
        None => Some(&mut nobody),
        Some(Who::Applicant) => Some(&mut replies.applicant),
        Some(Who::Spouse) => replies.spouse.as_mut(),
        Some(Who::Child(place)) => usize::from(place)
            .checked_sub(1)
            .and_then(|index| replies.children.get_mut(index)),
    };
    // The answers are frozen, so that everybody asked about is there.
    let person = person.ok_or_else(|| Error::unexpected("a reply about nobody"))?;
    match told {
        Told::Population(_, reply) => person.population = Some(reply),
        Told::CivilAffairs(_, reply) => person.civil_affairs = Some(reply),
        Told::Property(_, reply) => person.property = Some(reply),
        Told::Permits(_, reply) => person.permits = Some(reply),
        Told::Unit(reply) => replies.unit = Some(reply),
        Told::Nothing => {}
    }
    Ok(())
}
