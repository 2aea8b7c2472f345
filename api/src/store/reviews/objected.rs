//! Cases of objections. One that was there before waits behind it, with its clock, and is one again
//! when the objection has ended otherwise than with the application.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use shared::review::CaseKind;
use shared::values::{Moment, day_in_shanghai};

use super::{NewReview, find, row};
use crate::error::Result;
use crate::store::applications::Application;
use crate::store::tallies::Counted;
use crate::store::{Ask, Write};

impl Write {
    /// Opens the case of the newest objection to an application, which is held and was raised then. What
    /// was a case before waits behind it; whoever worked on that, or on an earlier objection, claims it
    /// anew and sees that it has changed, and what was proposed is to be proposed again.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_objection(&self, application: &Application, at: Moment) -> Result<()> {
        let found = find(self, application.id).await?;
        if found
            .as_ref()
            .is_none_or(|review| review.objected_at.is_none())
        {
            let opened = Counted::Opened(CaseKind::Objection);
            self.count(day_in_shanghai(at), application.module, opened)
                .await?;
        }
        if found.is_none() {
            let new = NewReview {
                kind: CaseKind::Objection,
                submitted_at: at,
                clock: None,
            };
            self.open_review(application, new, at).await?;
        }
        let row = row::ActiveModel {
            application_id: Set(application.id),
            objected_at: Set(Some(at)),
            ..free()
        };
        row::Entity::update(row).exec(self.db()).await?;
        Ok(())
    }

    /// Closes the case of the objections to an application, which is held: what was a case before is
    /// one again.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn close_objection(&self, application: Uuid) -> Result<()> {
        let found = find(self, application).await?;
        if found.is_some_and(|review| review.beneath.is_none()) {
            row::Entity::delete_by_id(application)
                .exec(self.db())
                .await?;
            return Ok(());
        }
        let row = row::ActiveModel {
            application_id: Set(application),
            objected_at: Set(None),
            ..free()
        };
        row::Entity::update(row).exec(self.db()).await?;
        Ok(())
    }

    /// Closes the case of an application, which is held and goes on, but for an objection to it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn leave_objection(&self, application: Uuid) -> Result<()> {
        let Some(found) = find(self, application).await? else {
            return Ok(());
        };
        if found.objected_at.is_none() {
            return self.close_review(application).await;
        }
        let row = row::ActiveModel {
            application_id: Set(application),
            kind: Set(CaseKind::Objection.slug().to_owned()),
            clock_from: Set(None),
            days_left: Set(None),
            answer_by: Set(None),
            ..Default::default()
        };
        row::Entity::update(row).exec(self.db()).await?;
        Ok(())
    }
}

/// Nobody works on the case, and nothing is proposed.
fn free() -> row::ActiveModel {
    row::ActiveModel {
        is_proposed: Set(false),
        claimed_by: Set(None),
        claimed_at: Set(None),
        lease_until: Set(None),
        ..Default::default()
    }
}
