//! Objections of members of a household to the application that names them, sealed.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde::{Deserialize, Serialize};
use shared::application::{ObjectionGround, ObjectionStep};
use shared::household::Who;
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::Result;
use crate::seal::{Place, Sealer};

pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "objections")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub objection_sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const OBJECTION: &str = "objections.objection";

/// An objection on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledObjection {
    /// Who of the household raised it. The answers are frozen, so that it stays the same person.
    pub who: Who,
    /// The account of that person.
    pub account: Uuid,
    /// What is not so.
    pub ground: ObjectionGround,
    /// In the member's words.
    pub statement: String,
    /// When it was raised.
    pub at: Moment,
    /// How it ended.
    pub end: Option<ObjectionEnd>,
}

/// The end of an objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionEnd {
    /// How.
    pub step: ObjectionStep,
    /// When.
    pub at: Moment,
    /// Why, in the words of the officer who ended it.
    pub reason: Option<String>,
}

/// What ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ended {
    /// The accounts of those who had raised it.
    pub accounts: Vec<Uuid>,
    /// How many are left open.
    pub left: usize,
}

impl Write {
    /// Files an objection behind those that are there. The application has to be held.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_objection(&self, application: Uuid, objection: &FiledObjection) -> Result<()> {
        let last = rows(self, application).await?.into_iter().next_back();
        let sequence = last.map_or(1, |last| last.sequence.saturating_add(1));
        row::Entity::insert(self.objection_row(application, sequence, objection)?)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Ends the open objections to an application, which is held: all of them, or one person's.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn end_objections(
        &self,
        application: Uuid,
        of: Option<Who>,
        end: &ObjectionEnd,
    ) -> Result<Ended> {
        let mut ended = Ended::default();
        for row in rows(self, application).await? {
            let sequence = row.sequence;
            let mut objection = open(self.sealer(), row)?;
            if objection.end.is_some() {
                continue;
            }
            if of.is_some_and(|who| who != objection.who) {
                ended.left = ended.left.saturating_add(1);
                continue;
            }
            objection.end = Some(end.clone());
            row::Entity::update(self.objection_row(application, sequence, &objection)?)
                .exec(self.db())
                .await?;
            ended.accounts.push(objection.account);
        }
        Ok(ended)
    }

    /// The objections to an application, which is held, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_objections(&self, application: Uuid) -> Result<Vec<FiledObjection>> {
        list(self, application).await
    }

    fn objection_row(
        &self,
        application: Uuid,
        sequence: i32,
        objection: &FiledObjection,
    ) -> Result<row::ActiveModel> {
        let key = key(application, sequence);
        Ok(row::ActiveModel {
            application_id: Set(application),
            sequence: Set(sequence),
            objection_sealed: Set(self.sealer().seal(place(&key), objection)?),
        })
    }
}

impl Store {
    /// The objections to some applications, those to each oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_all_objections(
        &self,
        applications: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<FiledObjection>>> {
        let mut all: HashMap<Uuid, Vec<FiledObjection>> = HashMap::new();
        if applications.is_empty() {
            return Ok(all);
        }
        let ids = applications.iter().copied();
        let rows = row::Entity::find()
            .filter(row::COLUMN.application_id.is_in(ids))
            .order_by_asc(row::COLUMN.sequence)
            .all(self.db())
            .await?;
        for row in rows {
            let of = all.entry(row.application_id).or_default();
            of.push(open(self.sealer(), row)?);
        }
        Ok(all)
    }

    /// The objections to an application, oldest first.
    ///
    /// # Errors
    /// The database does not answer, or one does not open.
    pub async fn list_objections(&self, application: Uuid) -> Result<Vec<FiledObjection>> {
        list(self, application).await
    }
}

async fn list(ask: &impl Ask, application: Uuid) -> Result<Vec<FiledObjection>> {
    let rows = rows(ask, application).await?.into_iter();
    rows.map(|row| open(ask.sealer(), row)).collect()
}

async fn rows(ask: &impl Ask, application: Uuid) -> Result<Vec<row::Model>> {
    Ok(row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .order_by_asc(row::COLUMN.sequence)
        .all(ask.db())
        .await?)
}

/// A record as use cases see it.
pub(super) fn open(sealer: &Sealer, row: row::Model) -> Result<FiledObjection> {
    let key = key(row.application_id, row.sequence);
    sealer.open(place(&key), &row.objection_sealed)
}

/// The row of an objection, to which its seal is bound.
fn key(application: Uuid, sequence: i32) -> Vec<u8> {
    format!("{}/{sequence}", application.simple()).into_bytes()
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: OBJECTION,
        row,
    }
}
