//! Looks at applications: how one is written down, and the list of them for auditors.

use std::collections::HashMap;

use chrono::TimeDelta;
use shared::application::LookKind;
use shared::desk::audit::{LookEntry, LookPage};
use shared::officer::OfficerRole;
use shared::problem::ProblemKind;
use shared::review::Look;
use shared::values::{Day, Moment, day_in_shanghai};
use uuid::Uuid;

use super::exclusion::Excluded;
use super::period::read_period;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::{Auditor, CaseWorker};
use crate::service::applications::{LARGEST_PAGE, PAGE};
use crate::service::limits::{Bucket, spend};
use crate::store::Write;
use crate::store::applications::{Application, format_id};
use crate::store::audit::{Act, Actor};
use crate::store::looks::{FiledLook, Filter, FoundLook};

/// How many days are listed where nothing else is asked for.
const USUAL: u32 = 30;

/// An officer who looks at something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looker<'a> {
    /// The account.
    account: Uuid,
    /// The full name.
    name: &'a str,
    /// In which role.
    role: OfficerRole,
}

impl<'a> From<&'a CaseWorker> for Looker<'a> {
    fn from(who: &'a CaseWorker) -> Self {
        Self {
            account: who.account(),
            name: who.name(),
            role: who.role(),
        }
    }
}

impl<'a> From<&'a Auditor> for Looker<'a> {
    fn from(who: &'a Auditor) -> Self {
        Self {
            account: who.account(),
            name: who.name(),
            role: OfficerRole::Auditor,
        }
    }
}

/// Writes down that somebody looks at an application, which is held: where its applicant is told, and
/// in the audit log, with what more there is to say.
pub(super) async fn write_down(
    app: &App,
    write: &Write,
    who: Looker<'_>,
    application: Uuid,
    (kind, reason, at): (LookKind, Option<String>, Moment),
    detail: &str,
) -> Result<()> {
    let id = app.new_id();
    let filed = FiledLook {
        look: Look {
            kind,
            officer: who.name.to_owned(),
            role: who.role,
            reason,
            at,
        },
        account: Some(who.account),
    };
    write.add_look(id, application, &filed).await?;
    let action = match kind {
        LookKind::Case => "read_case",
        LookKind::Identities => "reveal_identities",
        LookKind::Evidence => "download_case_upload",
        LookKind::Earlier => "list_earlier",
    };
    let detail = format!("look {} {detail}", id.simple());
    let act = Act {
        chain: application,
        at,
        actor: Actor::Officer(who.account),
        action,
        detail: detail.trim_end(),
    };
    write.record_audit(act).await
}

/// The same in a transaction of its own.
pub(super) async fn note(
    app: &App,
    who: Looker<'_>,
    application: Uuid,
    kind: LookKind,
) -> Result<()> {
    let write = app.store.begin().await?;
    let held = write.hold_application(application).await?;
    held.ok_or(ProblemKind::NotFound)?;
    let look = (kind, None, app.now());
    write_down(app, &write, who, application, look, "").await?;
    write.commit().await
}

/// Which looks are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct LooksInput<'a> {
    /// From this day on.
    pub from: Option<&'a str>,
    /// Up to this day.
    pub to: Option<&'a str>,
    /// By this officer only.
    pub officer: Option<&'a str>,
    /// What the page before gave as `next_cursor`.
    pub cursor: Option<&'a str>,
    /// How many at the most.
    pub limit: Option<u32>,
}

/// Who looked at what and when, newest first. That an auditor reads it is written down as well.
///
/// # Errors
/// The period, the officer, the cursor or the limit is not of its form, or it was asked for too often.
pub async fn list_looks(app: &App, who: &Auditor, input: LooksInput<'_>) -> Result<LookPage> {
    spend(app, Bucket::ReadDesk, who.account().as_bytes())?;
    let malformed = ProblemKind::MalformedRequest;
    let limit = input.limit.unwrap_or(PAGE);
    if !(1..=LARGEST_PAGE).contains(&limit) {
        return Err(malformed.into());
    }
    let now = app.now();
    let period = read_period(input.from, input.to, day_in_shanghai(now), USUAL)?;
    let officer = input.officer.map(|text| account_id(text).ok_or(malformed));
    let before = input.cursor.map(|text| parse_cursor(text).ok_or(malformed));
    let filter = Filter {
        from: midnight(period.from),
        until: midnight(period.to.succ_opt().ok_or(malformed)?),
        officer: officer.transpose()?,
        before: before.transpose()?,
    };
    // One more than asked for tells whether there is a next page.
    let more = u64::from(limit).saturating_add(1);
    let mut found = app.store.find_looks(filter, more).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > most;
    found.truncate(most);
    let last = found.last().filter(|_| has_more);
    let next_cursor = last.map(|last| last.id.simple().to_string());
    let items = entries(app, who, found).await?;
    let by = filter.officer.map(|officer| format!(" by {officer}"));
    let by = by.unwrap_or_default();
    let detail = format!("{} to {}{by}", period.from, period.to);
    let write = app.store.begin().await?;
    write.hold_account(who.account()).await?;
    let act = Act {
        chain: who.account(),
        at: now,
        actor: Actor::Officer(who.account()),
        action: "list_looks",
        detail: &detail,
    };
    write.record_audit(act).await?;
    write.commit().await?;
    Ok(LookPage { items, next_cursor })
}

async fn entries(app: &App, who: &Auditor, found: Vec<FoundLook>) -> Result<Vec<LookEntry>> {
    let excluded = Excluded::of_person(app, who.account(), who.person_index()).await?;
    let mut ids: Vec<Uuid> = found.iter().map(|look| look.application).collect();
    ids.sort_unstable();
    ids.dedup();
    let applications = app.store.find_applications(&ids).await?.into_iter();
    let applications: HashMap<Uuid, Application> =
        applications.map(|found| (found.id, found)).collect();
    let may_see = |id: &Uuid| {
        let application = applications.get(id);
        // Of one that does not open nobody can tell whether the auditor is in it.
        application.is_some_and(|application| !excluded.covers(app, application))
    };
    let seen = found.into_iter().filter(|look| may_see(&look.application));
    let entries = seen.map(|look| {
        let application = applications.get(&look.application);
        let filed = look.filed.ok();
        LookEntry {
            application: format_id(look.application),
            number: application.and_then(|application| application.number.clone()),
            officer: filed.as_ref().and_then(|filed| {
                let account = filed.account?;
                Some(format!("acc_{}", account.simple()))
            }),
            look: filed.map(|filed| filed.look),
        }
    });
    Ok(entries.collect())
}

/// When a day begins in Shanghai.
fn midnight(day: Day) -> Moment {
    let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc();
    midnight
        .checked_sub_signed(TimeDelta::hours(8))
        .unwrap_or(midnight)
}

/// The account behind `acc_…`; nothing else is one.
pub(super) fn account_id(text: &str) -> Option<Uuid> {
    let hex = text.strip_prefix("acc_").filter(|hex| hex.len() == 32)?;
    Uuid::try_parse(hex).ok()
}

fn parse_cursor(text: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(text).ok()?;
    // An id can be written in several ways, a cursor in one.
    (id.simple().to_string() == text).then_some(id)
}
