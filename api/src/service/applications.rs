//! Reading applications: lists, detail.

use std::sync::Arc;

use shared::ahead;
use shared::application::{Detail, Renewal, Ruling, State, Summary, SummaryPage, ToldLook};
use shared::document::mask_name;
use shared::form::{Field, LONGEST_TEXT};
use shared::policy::precheck::Path;
use shared::policy::{Decision, Outcome};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::review::{CaseKind, Look};

use super::access::SignedInUser;
use super::authorities::telling::authority_told;
use super::disputes::telling::{Listener, disputes, house_records, may_dispute_until};
use super::holds::telling::holds_and_recheck;
use super::limits::{Bucket, spend};
use super::members::telling::standings;
use super::messages::telling::told_about;
use super::referrals::telling::referral_told;
use super::renewal::telling::{certificate_and_renewal, may_renew};
use super::verification::said_so_far;
use super::whose::{Part, find_part};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::applications::listed::{Filter, Listed};
use crate::store::applications::{Application, format_id, parse_id};
use crate::store::decisions::Filed;
use crate::store::dossier::Dossier;

/// How many applications a page has by default, and at the most.
pub const PAGE: u32 = 20;
/// The most applications that one page can have.
pub const LARGEST_PAGE: u32 = 100;

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
        items: {
            let listed = page.applications.iter();
            listed.filter_map(|one| told(app, who, one)).collect()
        },
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
    let mut dossier = app
        .store
        .read_dossier(application.id, who.account())
        .await?;
    let decision = match decision(&application, dossier.decision.take())? {
        Some(decision) => Some(decision),
        None => said_so_far(app, &application, &dossier.rulings).await?,
    };
    let mut filed = decisions_in_full(app, &application, decision.as_ref(), &dossier).await?;
    let listener = Listener::Owner(application.answers.proved());
    let authority = part.authority();
    let ruling = ruling(&application, &dossier);
    let (certificate, renewal) =
        certificate_and_renewal(app, &application, ruling.as_ref(), &dossier, &filed)?;
    let (holds, recheck) = holds_and_recheck(&application, &dossier);
    let review = dossier.review.as_ref();
    let detail = Detail {
        messages: told_about(&application, &dossier.messages, &dossier.deliveries),
        authority: authority.map(|filed| authority_told(&application, filed, who)),
        house_records: house_records(decision.as_ref(), filed.last(), listener),
        outlook: outlook(app, &application, filed.pop()).await?,
        disputes: disputes(&application, &dossier, listener),
        objections: standings(app, &dossier.objections),
        answer_by: review.and_then(|review| review.answer_by),
        summary: summary(app, &application, decision.as_ref()),
        filled_by: application.answers.filler.who,
        ruling: ruling.filter(|ruling| {
            // What the rules decided since for a renewal stands in its place.
            let renewed = renewal.as_ref().and_then(Renewal::renewed_at);
            renewed.is_none_or(|renewed| renewed < ruling.at)
        }),
        looks: dossier.looks.into_iter().map(told_look).collect(),
        requests: dossier.requests,
        events: dossier.events,
        checks: dossier.checks,
        decision,
        certificate,
        renewal,
        holds,
        recheck,
        policy: application.policy,
        certificate_checks: dossier.certificate_checks,
        documents: dossier.documents,
        referral: dossier.referral.map(|one| referral_told(one.filed)),
    };
    let principal = application.answers.applicant.person.name.as_deref();
    Ok(match part {
        Part::Own | Part::Principal(_) => detail,
        Part::Agent(filed) => detail.told_to_agent(principal, filed.shows_facts()),
    })
}

/// The decisions on it with everything they rest on, oldest first, as far as what is told needs them:
/// all of one that was ever renewed, the newest of a refusal.
async fn decisions_in_full(
    app: &App,
    application: &Application,
    decision: Option<&Decision>,
    dossier: &Dossier,
) -> Result<Vec<Filed>> {
    if application.certificate.is_some() && !dossier.renewals.is_empty() {
        return app.store.list_filed(application.id).await;
    }
    let is_refusal =
        application.state == State::Failed || decision.is_some_and(Decision::may_ask_review);
    if !is_refusal {
        return Ok(Vec::new());
    }
    let newest = app.store.newest_filed(application.id).await?;
    Ok(newest.into_iter().collect())
}

/// What an officer decided, if one did. What was merely proposed is told to nobody outside.
fn ruling(application: &Application, dossier: &Dossier) -> Option<Ruling> {
    application.decided_at?;
    // What was decided on a dispute is told with it.
    let rulings = dossier.rulings.iter();
    let manual = rulings.filter(|filed| filed.kind == CaseKind::ManualReview);
    manual.rev().find_map(|filed| {
        Some(Ruling {
            outcome: filed.step.outcome()?,
            reason: Some(filed.reason.clone()),
            at: filed.at,
        })
    })
}

/// A look of an officer: people are told the role, and no name.
fn told_look(look: Look) -> ToldLook {
    ToldLook {
        kind: look.kind,
        role: look.role,
        reason: look.reason,
        at: look.at,
    }
}

/// How and when a refusal could become a yes, from all that the decision rests on.
async fn outlook(app: &App, application: &Application, newest: Option<Filed>) -> Result<Vec<Path>> {
    let Some(filed) = newest.filter(|_| application.state == State::Failed) else {
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

/// An application in a list, as it is told to the caller; none where there is none for them.
pub(super) fn told(app: &App, who: &SignedInUser, listed: &Listed) -> Option<Summary> {
    let application = &listed.application;
    let decision = match &listed.decision {
        Some(Ok(decision)) if shows_decision(application) => {
            Some(told_to_owner(application, decision.clone()))
        }
        Some(Err(error)) => {
            // Others are shown all the same.
            tracing::error!(application = %application.id, %error, "a decision cannot be read");
            None
        }
        Some(Ok(_)) | None => None,
    };
    let summary = summary(app, application, decision.as_ref());
    let principal = application.answers.applicant.person.name.as_deref();
    Some(
        match Part::of(who, application, listed.authority.clone())? {
            Part::Own | Part::Principal(_) => summary,
            Part::Agent(filed) => summary.told_to_agent(principal, filed.shows_facts()),
        },
    )
}

/// Whether the newest decision is told. Of what nobody has checked yet there is none, even where one
/// is just being confirmed.
fn shows_decision(application: &Application) -> bool {
    match application.state {
        State::Draft => false,
        State::Pending => !application.is_open() && !application.awaits_authority(),
        State::Passed | State::Failed | State::Signing | State::Signed | State::Void => true,
    }
}

fn told_to_owner(application: &Application, decision: Decision) -> Decision {
    let answers = &application.answers;
    decision.told_to(answers.proved(), answers.is_married())
}

/// The decision that holds, as it is told to the owner. It is read later than the application: one
/// made in between must not stand beside a state that knows nothing of it.
fn decision(
    application: &Application,
    newest: Option<Result<Decision>>,
) -> Result<Option<Decision>> {
    let newest = newest.filter(|_| shows_decision(application)).transpose()?;
    Ok(newest.map(|decision| told_to_owner(application, decision)))
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
