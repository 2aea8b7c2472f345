//! Reading applications: home, lists, detail.

use std::collections::HashMap;
use std::sync::Arc;

use shared::ahead;
use shared::application::{
    Counts, Detail, Home, ModuleHome, Renewal, Ruling, State, Summary, SummaryPage, ToldLook,
};
use shared::document::mask_name;
use shared::form::{Field, LONGEST_TEXT};
use shared::policy::precheck::Path;
use shared::policy::{Decision, Outcome};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::review::CaseKind;
use shared::values::Day;
use uuid::Uuid;

use super::access::SignedInUser;
use super::authorities::telling::authority_told;
use super::disputes::telling::{Listener, disputes, house_records, may_dispute_until};
use super::holds::telling::holds_and_recheck;
use super::limits::{Bucket, spend};
use super::members::telling::standings;
use super::messages::settings::unreached;
use super::messages::telling::tell_about;
use super::renewal::telling::{certificate_and_renewal, may_renew};
use super::verification::said_so_far;
use super::whose::{Part, find_part};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::applications::lists::Filter;
use crate::store::applications::{Application, format_id, parse_id};

/// How many applications a page has by default, and at the most.
pub const PAGE: u32 = 20;
/// The most applications that one page can have.
pub const LARGEST_PAGE: u32 = 100;
/// From how many remaining days on the home page warns.
const WARN_DAYS: u64 = 7;

/// The home page; without a document it has drafts only.
///
/// # Errors
/// It or lists were read too often.
pub async fn read_home(app: &App, who: &SignedInUser) -> Result<Home> {
    spend(app, Bucket::ReadLists, who.account().as_bytes())?;
    let today = app.today();
    let warn_by = today
        .checked_add_days(chrono::Days::new(WARN_DAYS))
        .unwrap_or(today);
    let mut modules = Vec::new();
    let account = who.account();
    let _turn = app.turns.wait(account).await;
    for module in Module::ALL {
        let counts = app.store.count_applications(account, module).await?;
        if !who.is_bound() {
            modules.push(ModuleHome {
                module,
                counts: Counts {
                    draft: counts.draft,
                    ..Counts::default()
                },
                newest: None,
                live: None,
                expiring: None,
            });
            continue;
        }
        let newest = app.store.newest_submitted(account, module).await?;
        let live = app.store.newest_live(account, module).await?;
        let expiring = app.store.first_expiring(account, module, warn_by).await?;
        modules.push(ModuleHome {
            module,
            counts,
            newest: summaries(app, who, newest.as_slice()).await?.pop(),
            live: summaries(app, who, live.as_slice()).await?.pop(),
            expiring: summaries(app, who, expiring.as_slice()).await?.pop(),
        });
    }
    Ok(Home {
        modules,
        unreached: unreached(app, account).await?,
    })
}

/// Which part of the list is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListInput<'a> {
    /// Of this module only.
    pub module: Option<Module>,
    /// In this state only.
    pub state: Option<State>,
    /// What the page before gave as `next_cursor`.
    pub cursor: Option<&'a str>,
    /// How many at the most.
    pub limit: Option<u32>,
}

/// One's own applications, newest first; without a document, drafts only.
///
/// # Errors
/// The cursor or the limit is not of its form, or lists were read too often.
pub async fn list_applications(
    app: &App,
    who: &SignedInUser,
    input: ListInput<'_>,
) -> Result<SummaryPage> {
    spend(app, Bucket::ReadLists, who.account().as_bytes())?;
    let limit = input.limit.unwrap_or(PAGE);
    if !(1..=LARGEST_PAGE).contains(&limit) {
        return Err(ProblemKind::MalformedRequest.into());
    }
    let before = match input.cursor {
        None => None,
        Some(cursor) => Some(parse_id(cursor).ok_or(ProblemKind::MalformedRequest)?),
    };
    let drafts_only = !who.is_bound();
    if drafts_only && input.state.is_some_and(|state| state != State::Draft) {
        return Ok(SummaryPage {
            items: Vec::new(),
            next_cursor: None,
        });
    }
    let filter = Filter {
        module: input.module,
        state: input.state.or(drafts_only.then_some(State::Draft)),
        before,
    };
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    // Of one account one after the other: they open all that it has.
    let _turn = app.turns.wait(who.account()).await;
    let page = app
        .store
        .list_applications(who.account(), filter, most)
        .await?;
    Ok(SummaryPage {
        next_cursor: page.next_before.map(format_id),
        items: summaries(app, who, &page.applications).await?,
    })
}

/// One application with everything that its owner may see.
///
/// # Errors
/// There is no such application of one's own, or it was read too often.
pub async fn read_application(app: &App, who: &SignedInUser, id: &str) -> Result<Detail> {
    spend(app, Bucket::ReadApplication, who.account().as_bytes())?;
    show_application(app, who, id).await
}

/// The same as the answer to a change, which has been counted.
pub(super) async fn show_application(app: &App, who: &SignedInUser, id: &str) -> Result<Detail> {
    let (application, part) = find_part(app, who, id).await?;
    show_part(app, who, application, part).await
}

/// An application as it is told to somebody who stands to it as this.
pub(super) async fn show_part(
    app: &App,
    who: &SignedInUser,
    application: Application,
    part: Part,
) -> Result<Detail> {
    let id = application.id;
    let decision = decisions(app, std::slice::from_ref(&application))
        .await?
        .remove(&id)
        .transpose()?;
    let decision = match decision {
        Some(decision) => Some(decision),
        None => said_so_far(app, &application).await?,
    };
    let listener = Listener::Owner(application.answers.proved());
    let authority = part.authority();
    let (certificate, renewal) = certificate_and_renewal(app, &application).await?;
    let (holds, recheck) = holds_and_recheck(app, &application).await?;
    let detail = Detail {
        messages: tell_about(app, who.account(), &application).await?,
        authority: authority.map(|filed| authority_told(&application, filed, who)),
        outlook: outlook(app, &application).await?,
        house_records: house_records(app, &application, decision.as_ref(), listener).await?,
        disputes: disputes(app, &application, listener).await?,
        objections: standings(app, id).await?,
        requests: app.store.list_requests(id).await?,
        answer_by: answer_by(app, id).await?,
        summary: summary(app, &application, decision.as_ref()),
        filled_by: application.answers.filler.who,
        ruling: ruling(app, &application).await?.filter(|ruling| {
            // What the rules decided since for a renewal stands in its place.
            let renewed = renewal.as_ref().and_then(Renewal::renewed_at);
            renewed.is_none_or(|renewed| renewed < ruling.at)
        }),
        looks: looks(app, id).await?,
        events: app.store.list_events(id).await?,
        checks: app.store.list_checks(id).await?,
        decision,
        certificate,
        renewal,
        holds,
        recheck,
        policy: application.policy,
        documents: app.store.list_given_documents(id).await?,
    };
    let principal = application.answers.applicant.person.name.as_deref();
    Ok(match part {
        Part::Own | Part::Principal(_) => detail,
        Part::Agent(filed) => detail.told_to_agent(principal, filed.shows_facts()),
    })
}

/// Until when an answer of the applicant is awaited.
async fn answer_by(app: &App, id: Uuid) -> Result<Option<Day>> {
    let review = app.store.find_review(id).await?;
    Ok(review.and_then(|review| review.answer_by))
}

/// What an officer decided, if one did. What was merely proposed is told to nobody outside.
async fn ruling(app: &App, application: &Application) -> Result<Option<Ruling>> {
    if application.decided_at.is_none() {
        return Ok(None);
    }
    let rulings = app.store.list_rulings(application.id).await?;
    // What was decided on a dispute is told with it.
    let manual = rulings
        .into_iter()
        .filter(|filed| filed.kind == CaseKind::ManualReview);
    let decided = manual.rev().find_map(|filed| {
        Some(Ruling {
            outcome: filed.step.outcome()?,
            reason: Some(filed.reason),
            at: filed.at,
        })
    });
    Ok(decided)
}

/// Which officers looked at it: people are told the role, and no name.
async fn looks(app: &App, application: Uuid) -> Result<Vec<ToldLook>> {
    let looks = app.store.list_looks(application).await?;
    let told = looks.into_iter().map(|look| ToldLook {
        kind: look.kind,
        role: look.role,
        reason: look.reason,
        at: look.at,
    });
    Ok(told.collect())
}

/// How and when a refusal could become a yes, from all that the decision rests on.
async fn outlook(app: &App, application: &Application) -> Result<Vec<Path>> {
    if application.state != State::Failed {
        return Ok(Vec::new());
    }
    let Some(filed) = app.store.newest_filed(application.id).await? else {
        return Ok(Vec::new());
    };
    let decision: Decision = serde_json::from_str(&filed.decision)?;
    // What a person refuses is for no rule to estimate.
    if decision.outcome != Outcome::Ineligible {
        return Ok(Vec::new());
    }
    let policies = Arc::clone(&app.policies);
    // Looking ahead month by month can take longer than others should wait for their turn.
    let work = tokio::task::spawn_blocking(move || {
        // The decision knows its module.
        let grounds = &filed.grounds;
        let replies = grounds.corrected();
        ahead::outlook(&grounds.answers, &replies, grounds.on, &decision, &policies)
    });
    // What a panic says can quote what it was about.
    let paths = work.await.ok();
    paths.ok_or_else(|| Error::unexpected("an outlook has no answer"))
}

/// Applications in a list, each as it is told to the caller.
async fn summaries(
    app: &App,
    who: &SignedInUser,
    applications: &[Application],
) -> Result<Vec<Summary>> {
    let decisions = decisions(app, applications).await?;
    let filed = applications.iter().filter(|one| one.is_by_agent());
    let filed: Vec<Uuid> = filed.map(|application| application.id).collect();
    let mut authorities = app.store.find_authorities(&filed).await?;
    let shown = applications.iter().filter_map(|application| {
        let decision = decisions.get(&application.id);
        if let Some(Err(error)) = decision {
            // Others are shown all the same.
            tracing::error!(application = %application.id, %error, "a decision cannot be read");
        }
        let decision = decision.and_then(|decision| decision.as_ref().ok());
        let summary = summary(app, application, decision);
        let authority = authorities.remove(&application.id);
        let principal = application.answers.applicant.person.name.as_deref();
        Some(match Part::of(who, application, authority)? {
            Part::Own | Part::Principal(_) => summary,
            Part::Agent(filed) => summary.told_to_agent(principal, filed.shows_facts()),
        })
    });
    Ok(shown.collect())
}

/// The decisions that hold, as they are told to the owner. They are read later than the
/// applications: one made in between must not stand beside a state that knows nothing of it.
async fn decisions(
    app: &App,
    applications: &[Application],
) -> Result<HashMap<Uuid, Result<Decision>>> {
    let decided = applications
        .iter()
        .filter(|application| match application.state {
            State::Draft => false,
            // Of what nobody has checked yet there is none, even where it is just being confirmed.
            State::Pending => !application.is_open() && !application.awaits_authority(),
            State::Passed | State::Failed | State::Signing | State::Signed | State::Void => true,
        });
    let decided: Vec<Uuid> = decided.map(|application| application.id).collect();
    let mut decisions = app.store.newest_decisions(&decided).await?;
    for application in applications {
        if let Some(decision) = decisions.remove(&application.id) {
            let answers = &application.answers;
            let told =
                decision.map(|decision| decision.told_to(answers.proved(), answers.is_married()));
            decisions.insert(application.id, told);
        }
    }
    Ok(decisions)
}

fn summary(app: &App, application: &Application, decision: Option<&Decision>) -> Summary {
    let today = app.today();
    let until = decision.and_then(|decision| may_dispute_until(app, application, decision));
    let review_until = until.filter(|last| today <= *last);
    let is_draft = application.state == State::Draft;
    let valid_until = application.certificate.as_ref().map(|c| c.valid_until);
    let days_left = valid_until
        .filter(|_| application.state == State::Passed)
        .map(|last| last.signed_duration_since(today).num_days())
        .map(|days| u32::try_from(days).unwrap_or(0));
    let answers = &application.answers;
    // A draft may hold more than an address has.
    let location = answers.unit.location.as_deref();
    let location = location.map(|text| text.chars().take(LONGEST_TEXT).collect::<String>());
    // A draft keeps what was answered for the other module.
    let asks = |field: Field| field.row().belongs_to(application.module);
    Summary {
        id: format_id(application.id),
        number: application.number.clone(),
        module: application.module,
        state: application.state,
        sub_state: application.sub_state,
        category: answers.category.filter(|_| asks(Field::Category)),
        place: answers.target.place.filter(|_| asks(Field::Place)),
        unit_location: location.filter(|_| asks(Field::UnitLocation)),
        applicant: answers.applicant.person.name.as_deref().map(mask_name),
        resume_at: is_draft.then_some(application.resume_at),
        resume_entry: application.resume_entry.clone().filter(|_| is_draft),
        created_at: application.created_at,
        updated_at: application.updated_at,
        submitted_at: application.submitted_at,
        decided_at: application.decided_at,
        valid_until,
        days_left,
        may_renew: may_renew(app, application),
        reason: decision.map(|decision| decision.reason),
        may_ask_review: review_until.is_some(),
        review_until,
        may_get_help: decision.is_some_and(Decision::may_get_help),
        filed_for: None,
        filed_by_agent: answers.is_by_agent() && !is_draft,
    }
}
