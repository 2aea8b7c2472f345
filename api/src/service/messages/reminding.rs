//! Reminders: a third of the time before a last day, and on the day itself; of a pass seven days and one
//! day before its end. Each comes once, however many instances look and however often; one that was
//! down for long gives the most urgent alone, and none once the time is over.

mod due;

use chrono::TimeDelta;
use shared::application::{State, SubState};
use shared::authority::AuthorityState;
use shared::message::MessageKind as K;
use shared::take_over::TakeOverState;
use shared::values::{Day, day_in_shanghai};
use uuid::Uuid;

use super::events::{Listeners, bound_owner, listeners};
use super::promising::{Promise, promise};
use crate::app::App;
use crate::error::Result;
use crate::service::disputes::telling::may_dispute_until;
use crate::service::renewal::telling::may_renew;
use crate::store::Write;
use crate::store::applications::Application;
use due::{DISPUTE, Reminder, due, due_by, refusals_to_tell};

/// How many are read at a time.
const BATCH: u64 = 100;
/// How many days before its end a pass is told of for the first time, and for the second.
const WEEK: u8 = 7;
const DAY: u8 = 1;
/// How long registries keep somebody waiting before it is told.
const PATIENCE: TimeDelta = TimeDelta::hours(1);

/// Promises every reminder that is due; tells how many.
///
/// # Errors
/// The database does not answer; what was promised until then is promised.
pub async fn remind(app: &App) -> Result<u64> {
    let mut all = 0_u64;
    for due in Due::ALL {
        let mut last = None;
        loop {
            let batch = due.list(app, last).await?;
            let Some(newest) = batch.last() else { break };
            last = Some(*newest);
            for id in batch {
                match due.remind_of(app, id).await {
                    Ok(new) => all = all.saturating_add(new),
                    // One that cannot be read must not keep all others from being reminded.
                    Err(error) => tracing::error!(subject = %id, %error, "nobody was reminded"),
                }
            }
        }
    }
    Ok(all)
}

/// What people are reminded of.
#[derive(Debug, Clone, Copy)]
enum Due {
    /// That a pass ends.
    Pass,
    /// That a pass can be renewed.
    Renewal,
    /// That an officer waits for an answer.
    Answer,
    /// That a refusal can be disputed.
    Dispute,
    /// That a principal has yet to confirm.
    Authority,
    /// That a window code has yet to be used.
    TakeOver,
    /// That registries do not answer: no last day, but time that passes.
    Registries,
}

impl Due {
    const ALL: [Self; 7] = [
        Self::Pass,
        Self::Renewal,
        Self::Answer,
        Self::Dispute,
        Self::Authority,
        Self::TakeOver,
        Self::Registries,
    ];

    /// Of what somebody may have to be reminded: ids in their order, behind one of them.
    async fn list(self, app: &App, behind: Option<Uuid>) -> Result<Vec<Uuid>> {
        let (store, now, today) = (&app.store, app.now(), app.today());
        match self {
            Self::Pass => {
                let by = later(today, WEEK);
                let soon = (later(today, DAY), by);
                store.list_passes_ending(today, soon, behind, BATCH).await
            }
            Self::Renewal => {
                let by = later(today, app.config.operator.renewal_days);
                store.list_renewable(today, by, behind, BATCH).await
            }
            Self::Answer => store.list_awaited_answers(today, behind, BATCH).await,
            Self::Dispute => {
                let refusals = refusals_to_tell(app.config.operator.review_periods.to_ask, today);
                store.list_refused_on(&refusals, behind, BATCH).await
            }
            Self::Authority => store.list_awaited_authorities(now, behind, BATCH).await,
            Self::TakeOver => store.list_awaited_take_overs(now, behind, BATCH).await,
            Self::Registries => {
                let since = now.checked_sub_signed(PATIENCE).unwrap_or(now);
                store.list_kept_waiting(since, behind, BATCH).await
            }
        }
    }

    /// Promises the reminder of one, if it is due; tells how many people are reminded by it.
    async fn remind_of(self, app: &App, id: Uuid) -> Result<u64> {
        if matches!(self, Self::Dispute) {
            // Most refusals cannot be disputed: for those nobody waits.
            match app.store.find_application(id).await? {
                Some(application) if of_dispute(app, &application).await?.is_some() => {}
                Some(_) | None => return Ok(0),
            }
        }
        let write = app.store.begin().await?;
        let told = if matches!(self, Self::TakeOver) {
            of_take_over(app, &write, id).await?
        } else {
            match write.hold_application(id).await? {
                Some(application) => self.of_application(app, &write, &application).await?,
                None => Vec::new(),
            }
        };
        if told.is_empty() {
            return Ok(0);
        }
        let new = promise(app, &write, &told, app.now()).await?;
        write.commit().await?;
        Ok(new)
    }

    /// Of what people are to be reminded about an application, which is held.
    async fn of_application(
        self,
        app: &App,
        write: &Write,
        application: &Application,
    ) -> Result<Vec<Promise>> {
        let found = match self {
            Self::Pass => of_pass(app, application),
            Self::Renewal => of_renewal(app, application),
            Self::Answer => of_answer(app, write, application).await?,
            Self::Dispute => of_dispute(app, application).await?,
            Self::Authority => of_authority(app, write, application).await?,
            Self::Registries => of_registries(app, application),
            Self::TakeOver => None,
        };
        let Some(reminder) = found else {
            return Ok(Vec::new());
        };
        let listeners = Listeners {
            owner: bound_owner(app, write, application).await?,
            ..listeners(write, application).await?
        };
        let about_facts = match self {
            Self::Answer | Self::Dispute => true,
            Self::Pass | Self::Renewal | Self::Authority | Self::TakeOver | Self::Registries => {
                false
            }
        };
        let mut told = listeners.all(about_facts);
        if matches!(self, Self::Renewal) {
            // An agent cannot renew it.
            told = listeners.owner.into_iter().collect();
        }
        let told = told.into_iter();
        Ok(told
            .map(|account| reminder.to(account, application.id, Some(application.id)))
            .collect())
    }
}

fn of_pass(app: &App, application: &Application) -> Option<Reminder> {
    let certificate = application.certificate.as_ref();
    let certificate = certificate.filter(|_| application.state == State::Passed)?;
    let days = |from: Day| {
        let days = certificate.valid_until.signed_duration_since(from);
        u8::try_from(days.num_days()).ok()
    };
    let left = days(app.today())?;
    // A pass of a few days says when it ends as it is given.
    let is_long = |than: u8| days(certificate.valid_from).is_none_or(|all| all > than);
    let kind = if left <= DAY && is_long(DAY) {
        K::PassExpiringTomorrow
    } else if left <= WEEK && left > DAY && is_long(WEEK) {
        K::PassExpiringSoon
    } else {
        return None;
    };
    Some(Reminder {
        kind,
        day: Some(certificate.valid_until),
        days: Some(left),
    })
}

fn of_renewal(app: &App, application: &Application) -> Option<Reminder> {
    let certificate = application.certificate.as_ref();
    let certificate = certificate.filter(|_| may_renew(app, application))?;
    let left = certificate.valid_until.signed_duration_since(app.today());
    Some(Reminder {
        kind: K::RenewalOffered,
        day: Some(certificate.valid_until),
        days: u8::try_from(left.num_days()).ok(),
    })
}

async fn of_answer(
    app: &App,
    write: &Write,
    application: &Application,
) -> Result<Option<Reminder>> {
    let review = write.find_review(application.id).await?;
    let last = review.and_then(|review| review.answer_by);
    let request = write.find_request(application.id).await?;
    let (Some(last), Some(request)) = (last, request) else {
        return Ok(None);
    };
    let begins = day_in_shanghai(request.at);
    let kinds = (K::AnswerDueSoon, K::AnswerDueToday);
    Ok(due(begins, last, app.today(), kinds))
}

async fn of_dispute(app: &App, application: &Application) -> Result<Option<Reminder>> {
    let ids = [application.id];
    let mut decisions = app.store.newest_decisions(&ids).await?;
    let decision = decisions.remove(&application.id);
    let Some(decision) = decision.transpose()? else {
        return Ok(None);
    };
    let answers = &application.answers;
    let decision = decision.told_to(answers.proved(), answers.is_married());
    let begins = application.decided_at.map(day_in_shanghai);
    let last = may_dispute_until(app, application, &decision);
    Ok(begins
        .zip(last)
        .and_then(|(begins, last)| due(begins, last, app.today(), DISPUTE)))
}

async fn of_authority(
    app: &App,
    write: &Write,
    application: &Application,
) -> Result<Option<Reminder>> {
    let filed = write.find_authority(application.id).await?;
    let awaited = filed.filter(|filed| filed.state == AuthorityState::Awaiting);
    let kinds = (K::AuthorityDueSoon, K::AuthorityDueToday);
    Ok(awaited
        .zip(application.submitted_at)
        .and_then(|(filed, begins)| due_by(begins, filed.confirm_by, app.now(), kinds)))
}

fn of_registries(app: &App, application: &Application) -> Option<Reminder> {
    let waited = app.now().signed_duration_since(application.updated_at);
    let waits = application.sub_state == Some(SubState::AwaitingRegistries);
    (waits && waited >= PATIENCE).then_some(Reminder {
        kind: K::AwaitingRegistries,
        day: None,
        days: None,
    })
}

async fn of_take_over(app: &App, write: &Write, id: Uuid) -> Result<Vec<Promise>> {
    // The account is held before what belongs to it.
    let Some(found) = app.store.find_take_over(id).await? else {
        return Ok(Vec::new());
    };
    write.hold_account(found.account).await?;
    let now = app.now();
    let found = write.find_take_over(id).await?;
    let open = found.filter(|found| found.state_at(now) == TakeOverState::Open);
    let kinds = (K::TakeOverDueSoon, K::TakeOverDueToday);
    let told = open.and_then(|open| {
        let filed = &open.filed;
        let reminder = due_by(filed.opened_at, filed.expires_at, now, kinds)?;
        Some(reminder.to(open.account, id, None))
    });
    Ok(told.into_iter().collect())
}

fn later(day: Day, days: u8) -> Day {
    day.checked_add_days(chrono::Days::new(days.into()))
        .unwrap_or(day)
}
