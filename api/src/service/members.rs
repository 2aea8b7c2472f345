//! Applications as people see them who are named in a household and did not submit: only since the
//! registries have agreed on who they are, so that nobody is told what a stranger has typed, and
//! nobody learns of strangers.

pub(in crate::service) mod naming;
pub mod objecting;
pub(in crate::service) mod telling;

use shared::application::{Event, ObjectionStep, State, ToldLook};
use shared::document::mask_name;
use shared::form::Answers;
use shared::household::{ADULT, Who, age_on};
use shared::membership::{
    MOST_OBJECTIONS, Membership, MembershipList, MembershipSummary, NamedPerson,
};
use shared::problem::ProblemKind;
use shared::registry::PersonReplies;
use uuid::Uuid;

use super::access::BoundUser;
use super::limits::{Bucket, spend};
use super::messages::telling::tell_about;
use crate::app::App;
use crate::error::Result;
use crate::store::applications::{Application, format_id, parse_id};
use crate::store::objections::FiledObjection;
use telling::{objection, queries};

/// The most applications that are listed: nobody is in so many households.
const MOST: u64 = 100;

/// The applications that name the caller and that somebody else submitted, newest first.
///
/// # Errors
/// Lists were read too often.
pub async fn list_memberships(app: &App, who: &BoundUser) -> Result<MembershipList> {
    spend(app, Bucket::ReadLists, who.account().as_bytes())?;
    let _turn = app.turns.wait(who.account()).await;
    let named = find_named(app, who).await?;
    let ids: Vec<Uuid> = named
        .iter()
        .map(|(application, _)| application.id)
        .collect();
    let objections = app.store.list_all_objections(&ids).await?;
    let items = named.iter().map(|(application, me)| {
        let filed = objections.get(&application.id);
        summary(application, *me, filed.map_or(&[], Vec::as_slice))
    });
    Ok(MembershipList {
        items: items.collect(),
    })
}

/// All of them as they are read one by one.
///
/// # Errors
/// The database does not answer, or something does not open.
pub(super) async fn show_memberships(
    app: &App,
    who: &BoundUser,
) -> Result<Vec<(Application, Membership)>> {
    let mut all = Vec::new();
    for (application, me) in find_named(app, who).await? {
        let membership = told(app, &application, me).await?;
        all.push((application, membership));
    }
    Ok(all)
}

/// The applications that name the caller, and as whom, newest first.
async fn find_named(app: &App, who: &BoundUser) -> Result<Vec<(Application, Who)>> {
    let ids = app.store.list_kept_in(who.person_index(), MOST).await?;
    let mut found = app.store.find_applications(&ids).await?;
    found.sort_by_key(|application| std::cmp::Reverse(application.id));
    let named = found.into_iter().filter_map(|application| {
        let me = named(app, who, &application)?;
        Some((application, me))
    });
    Ok(named.collect())
}

/// One application that names the caller.
///
/// # Errors
/// There is no such application, or it was read too often.
pub async fn read_membership(app: &App, who: &BoundUser, id: &str) -> Result<Membership> {
    spend(app, Bucket::ReadApplication, who.account().as_bytes())?;
    show_membership(app, who, id).await
}

/// The same as the answer to a change, which has been counted.
async fn show_membership(app: &App, who: &BoundUser, id: &str) -> Result<Membership> {
    let id = parse_id(id).ok_or(ProblemKind::NotFound)?;
    let application = app.store.find_application(id).await?;
    let application = application.ok_or(ProblemKind::NotFound)?;
    let me = admitted(app, who, &application).await?;
    Ok(Membership {
        messages: tell_about(app, who.account(), &application).await?,
        ..told(app, &application, me).await?
    })
}

/// An application as it is told to a member.
async fn told(app: &App, application: &Application, me: Who) -> Result<Membership> {
    let id = application.id;
    let answers = application.answers.effective(application.module);
    let objections = app.store.list_objections(id).await?;
    let mine: Vec<&FiledObjection> = objections.iter().filter(|one| one.who == me).collect();
    let events = app.store.list_events(id).await?.into_iter();
    let looks = app.store.list_looks(id).await?.into_iter();
    Ok(Membership {
        may_object: application.is_live() && may_object(mine.iter().copied()),
        queries: queries(&facts(app, application, me).await?),
        messages: Vec::new(),
        objections: mine.iter().map(|one| objection(app, one)).collect(),
        about_me: answers.about(me),
        others: named_others(&answers, Some(me)),
        events: events
            .filter(|event: &Event| event.kind.is_for_members())
            .collect(),
        looks: looks
            .map(|look| ToldLook {
                kind: look.kind,
                role: look.role,
                // It can speak of others.
                reason: None,
                at: look.at,
            })
            .collect(),
        summary: summary(application, me, &objections),
    })
}

/// Whether somebody who has raised such objections to a live application may raise another.
fn may_object<'a>(mine: impl Iterator<Item = &'a FiledObjection>) -> bool {
    let mut raised = 0_usize;
    for one in mine {
        raised = raised.saturating_add(1);
        let end = one.end.as_ref().map(|end| end.step);
        if end.is_none_or(|step| step == ObjectionStep::Dismissed) {
            return false;
        }
    }
    raised < MOST_OBJECTIONS
}

/// What registries said of one member.
pub(super) async fn facts(app: &App, application: &Application, who: Who) -> Result<PersonReplies> {
    let answers = application.answers.effective(application.module);
    let children = answers.children.len();
    let replies = app
        .store
        .read_replies(application.id, answers.is_married(), children)
        .await?;
    let of_member = match who {
        Who::Applicant => Some(replies.applicant),
        Who::Spouse => replies.spouse,
        Who::Child(place) => {
            let at = usize::from(place).saturating_sub(1);
            replies.children.into_iter().nth(at)
        }
    };
    Ok(of_member.unwrap_or_default().without_others())
}

/// Everybody else whom effective answers name, with masked names; for somebody whom they do not name,
/// everybody.
pub(super) fn named_others(answers: &Answers, me: Option<Who>) -> Vec<NamedPerson> {
    let members = answers.members().into_iter();
    let others = members.filter(|(who, _)| Some(*who) != me);
    others
        .map(|(who, person)| NamedPerson {
            who,
            name: person.name.as_deref().map(mask_name),
        })
        .collect()
}

/// As whom an application names the caller.
///
/// # Errors
/// It does not, or nobody has confirmed yet that it is the caller whom it names: for the caller there is
/// no such application.
async fn admitted(app: &App, who: &BoundUser, application: &Application) -> Result<Who> {
    let me = named(app, who, application).ok_or(ProblemKind::NotFound)?;
    let was_kept = app
        .store
        .was_kept_in(who.person_index(), application.id)
        .await?;
    if !was_kept {
        return Err(ProblemKind::NotFound.into());
    }
    Ok(me)
}

/// As whom the answers of an application that somebody else submitted merely name an adult. Who was
/// signed in then is not named but has submitted it, under a binding that was lost since.
fn named(app: &App, who: &BoundUser, application: &Application) -> Option<Who> {
    if application.state == State::Draft
        || application.submitted_at.is_none()
        || application.account == who.account()
    {
        return None;
    }
    let mut adults = named_adults(app, application).into_iter();
    let (me, _) = adults.find(|(_, person)| person == who.person_index())?;
    Some(me)
}

/// The adults whom the answers of an application merely name, with their blind indexes: everybody but
/// who was signed in.
pub(super) fn named_adults(app: &App, application: &Application) -> Vec<(Who, Vec<u8>)> {
    let answers = application.answers.effective(application.module);
    let today = app.today();
    let proved = answers.proved();
    let named = answers.members().into_iter().filter_map(|(who, person)| {
        let age = person.birth_date().and_then(|born| age_on(born, today));
        let is_adult = !matches!(who, Who::Child(_)) || age.is_some_and(|age| age >= ADULT);
        let document = person.document().filter(|_| is_adult && who != proved)?;
        Some((who, app.sealer.person_index(&document.normalized())))
    });
    named.collect()
}

fn summary(application: &Application, me: Who, objections: &[FiledObjection]) -> MembershipSummary {
    let name = application.answers.applicant.person.name.as_deref();
    MembershipSummary {
        id: format_id(application.id),
        number: application.number.clone(),
        module: application.module,
        state: application.state,
        sub_state: application
            .sub_state
            .filter(|sub| sub.state() == State::Void),
        me,
        applicant: name.map(mask_name),
        submitted_at: application.submitted_at,
        decided_at: application.decided_at,
        valid_until: application.certificate.as_ref().map(|c| c.valid_until),
        is_objected: objections
            .iter()
            .any(|one| one.who == me && one.end.is_none()),
    }
}
