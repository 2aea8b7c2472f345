//! Locks on people: one live application per person and module. The primary key is the rule, so
//! two submissions at once cannot both have it.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QuerySelect, SqlErr};
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::values::Moment;

use super::audit::{Act, Actor};
use super::{Ask, Write};
use crate::error::Result;
use crate::seal::Sealer;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "locks")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_index: Vec<u8>,
        #[sea_orm(primary_key, auto_increment = false)]
        pub module: String,
        pub application_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The act that says whom an application keeps from then on.
pub(super) const LOCKED: &str = "lock_people";

/// Whom an application keeps, as the audit log says it: how many, and a keyed hash of who.
pub(super) async fn found(
    db: &impl ConnectionTrait,
    sealer: &Sealer,
    application: Uuid,
) -> Result<String> {
    Ok(said(sealer, application, rows(db, application).await?))
}

async fn rows(
    db: &impl ConnectionTrait,
    application: Uuid,
) -> std::result::Result<Vec<row::Model>, DbErr> {
    row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .all(db)
        .await
}

fn said(sealer: &Sealer, application: Uuid, rows: Vec<row::Model>) -> String {
    let mut people: Vec<Vec<u8>> = rows
        .into_iter()
        .map(|row| [row.module.as_bytes(), b"/", &row.person_index].concat())
        .collect();
    people.sort();
    let all = people.concat();
    let hash = sealer.index_text(&[b"locks/", application.as_bytes().as_slice(), &all].concat());
    format!("people {} {hash}", people.len())
}

impl Write {
    /// Locks people for an application, which is held; whom it keeps already it keeps. How many it
    /// keeps from then on, and a keyed hash of who they are, is written to the audit log.
    ///
    /// # Errors
    /// [`ProblemKind::HouseholdMemberLocked`] where one of them is in another live application.
    pub async fn lock_people(
        &self,
        application: Uuid,
        module: Module,
        mut people: Vec<Vec<u8>>,
        at: Moment,
    ) -> Result<()> {
        // In one order for everybody, so that two households cannot wait for each other.
        people.sort();
        people.dedup();
        self.keep_members(application, &people).await?;
        let kept = rows(self.db(), application).await?;
        self.add_locks(application, module, (kept, people), at)
            .await
    }

    /// The same of an application that keeps nobody yet.
    ///
    /// # Errors
    /// [`ProblemKind::HouseholdMemberLocked`] where one of them is in another live application.
    pub async fn lock_first(
        &self,
        application: Uuid,
        module: Module,
        people: Vec<Vec<u8>>,
        at: Moment,
    ) -> Result<()> {
        self.keep_members(application, &people).await?;
        let kept = Vec::new();
        self.add_locks(application, module, (kept, people), at)
            .await
    }

    /// Locks those people whom an application does not keep already.
    async fn add_locks(
        &self,
        application: Uuid,
        module: Module,
        (mut kept, mut people): (Vec<row::Model>, Vec<Vec<u8>>),
        at: Moment,
    ) -> Result<()> {
        people.retain(|person| !kept.iter().any(|row| row.person_index == *person));
        if people.is_empty() {
            return Ok(());
        }
        let new: Vec<row::Model> = people
            .into_iter()
            .map(|person_index| row::Model {
                person_index,
                module: module.slug().to_owned(),
                application_id: application,
            })
            .collect();
        let locks = new.iter().cloned();
        let added = row::Entity::insert_many(locks.map(|row| row.into_active_model().reset_all()))
            .exec_without_returning(self.db())
            .await;
        if let Err(error) = added {
            return Err(match error.sql_err() {
                Some(SqlErr::UniqueConstraintViolation(_)) => {
                    ProblemKind::HouseholdMemberLocked.into()
                }
                _ => error.into(),
            });
        }
        kept.extend(new);
        let detail = said(self.sealer(), application, kept);
        self.record_locks(application, at, &detail).await
    }

    /// Writes down whom an application keeps.
    async fn record_locks(&self, application: Uuid, at: Moment, detail: &str) -> Result<()> {
        self.record_audit(Act {
            chain: application,
            at,
            actor: Actor::System,
            action: LOCKED,
            detail,
        })
        .await
    }

    /// Writes down whom an application keeps that was there before such was written down.
    pub(super) async fn record_old_locks(&self, application: Uuid, at: Moment) -> Result<()> {
        let detail = found(self.db(), self.sealer(), application).await?;
        self.record_locks(application, at, &detail).await
    }

    /// The other applications that keep some of these people.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_lock_holders(
        &self,
        application: Uuid,
        module: Module,
        people: &[Vec<u8>],
    ) -> Result<Vec<Uuid>> {
        let mut holders: Vec<Uuid> = row::Entity::find()
            .select_only()
            .column(row::Column::ApplicationId)
            .filter(row::COLUMN.module.eq(module.slug()))
            .filter(row::Column::PersonIndex.is_in(people.to_vec()))
            .filter(row::COLUMN.application_id.ne(application))
            .into_tuple()
            .all(self.db())
            .await?;
        holders.sort_unstable();
        holders.dedup();
        Ok(holders)
    }

    /// Releases everybody whom an application keeps.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn unlock_people(&self, application: Uuid) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.application_id.eq(application))
            .exec(self.db())
            .await?;
        Ok(())
    }
}
