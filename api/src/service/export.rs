//! Everything that the platform holds about whoever is signed in, in one document.

use shared::account::Identity;
use shared::application::State;
use shared::export::{
    Export, ExportedAccount, ExportedApplication, ExportedBinding, ExportedMembership,
    ExportedSession, ExportedTakeOver,
};
use shared::household::Who;
use shared::registry::PersonReplies;
use shared::values::Moment;
use uuid::Uuid;

use super::access::{BoundUser, SignedInUser, idle_until};
use super::applications::show_part;
use super::contact::known_contact;
use super::limits::{Bucket, spend};
use super::members::{facts, named_others, show_memberships};
use super::messages::settings::show_settings;
use super::messages::telling::tell;
use super::sessions::act;
use super::take_overs::show;
use super::uploads::{may_see, shown};
use super::whose::Part;
use crate::app::App;
use crate::error::Result;
use crate::store::applications::Application;
use crate::store::applications::listed::Filter;

/// The most applications of each kind: what is put together is bounded.
const MOST: usize = 200;
/// The same of take-overs.
const MOST_TAKE_OVERS: u64 = 200;

/// Puts it together. That it was is written to the audit log.
///
/// # Errors
/// It was asked for too often, or something does not open.
pub async fn export_data(app: &App, who: &SignedInUser) -> Result<Export> {
    let account = who.account();
    spend(app, Bucket::Export, account.as_bytes())?;
    // Of one account one after the other: each opens all that it has.
    let _turn = app.turns.wait(account).await;
    let now = app.now();
    let write = app.store.begin().await?;
    write.hold_account(account).await?;
    write.record_audit(act(account, now, "export_data")).await?;
    write.commit().await?;

    let page = app
        .store
        .list_applications(account, Filter::default(), MOST)
        .await?;
    let mut applications = Vec::new();
    for listed in page.applications {
        let application = &listed.application;
        if let Some(part) = Part::of(who, application, listed.authority) {
            applications.push(exported(app, who, application, &part).await?);
        }
    }
    let mut memberships = Vec::new();
    if let Some(bound) = BoundUser::of(who) {
        for (application, membership) in show_memberships(app, &bound).await? {
            memberships.push(ExportedMembership {
                facts: facts(app, &application, membership.summary.me).await?,
                membership,
            });
        }
    }
    let messages = app.store.list_messages(account, None, MOST).await?;
    Ok(Export {
        messages: tell(app, &messages.messages).await?,
        notice_settings: show_settings(app, account).await?,
        made_at: now,
        account: exported_account(app, who).await?,
        sessions: sessions(app, who, now).await?,
        applications,
        memberships,
        take_overs: take_overs(app, account, now).await?,
        is_complete: page.next_before.is_none() && messages.next_before.is_none(),
    })
}

async fn take_overs(app: &App, account: Uuid, now: Moment) -> Result<Vec<ExportedTakeOver>> {
    let rows = app.store.list_take_overs(account, MOST_TAKE_OVERS).await?;
    let told = rows.into_iter().map(|row| ExportedTakeOver {
        take_over: show(&row, now),
        identity: row.filed.identity,
    });
    Ok(told.collect())
}

async fn exported(
    app: &App,
    who: &SignedInUser,
    application: &Application,
    part: &Part,
) -> Result<ExportedApplication> {
    let id = application.id;
    let is_draft = application.state == State::Draft;
    let answers = application.answers.effective(application.module);
    // An agent is not named by what they filled in.
    let is_agent = match part {
        Part::Own => answers.is_by_agent(),
        Part::Principal(_) => false,
        Part::Agent(_) => true,
    };
    let me = (!is_agent).then_some(answers.proved());
    let contact = if me == Some(Who::Applicant) && !is_draft {
        Some(known_contact(app, application).await?)
    } else {
        None
    };
    let uploads = app.store.list_uploads(id).await?;
    let seen = uploads
        .iter()
        .filter(|upload| may_see(who.account(), part, upload));
    Ok(ExportedApplication {
        detail: show_part(app, who, application.clone(), part.clone()).await?,
        others: named_others(&answers, me),
        answers: match me {
            Some(me) => answers.told_by(me),
            None => answers.told_by_agent(),
        },
        contact,
        facts: match me {
            Some(me) => facts(app, application, me).await?,
            None => PersonReplies::default(),
        },
        uploads: seen.map(shown).collect(),
    })
}

async fn exported_account(app: &App, who: &SignedInUser) -> Result<ExportedAccount> {
    let dates = app.store.account_dates(who.account()).await?;
    let profile = who.profile();
    let identity: Option<Identity> = who.binding().map(|binding| binding.identity.clone());
    Ok(ExportedAccount {
        id: format!("acc_{}", who.account().simple()),
        created_at: dates.created_at,
        name: profile.name.clone(),
        born: profile.born,
        is_verified: profile.verified,
        document_number: profile.document_number.clone(),
        binding: identity
            .zip(dates.bound_at)
            .map(|(identity, bound_at)| ExportedBinding { identity, bound_at }),
        binding_lost_at: who.binding_lost_at(),
    })
}

async fn sessions(app: &App, who: &SignedInUser, now: Moment) -> Result<Vec<ExportedSession>> {
    let all = app.store.list_sessions(who.account()).await?.into_iter();
    let holding = all.filter(|session| now < idle_until(session));
    let told = holding.map(|session| ExportedSession {
        signed_in_at: session.created_at,
        last_used_at: session.last_seen_at,
        ends_at: session.ends_at,
    });
    Ok(told.collect())
}
