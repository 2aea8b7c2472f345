//! How far each registry is with an application: since when it is asked, how often, and when it
//! has answered about everybody.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use shared::application::{CheckState, RegistryCheck};
use shared::registry::Registry;
use shared::values::Moment;

use crate::error::{Error, Result};
use crate::store::{Ask, Store, Write};

pub(in crate::store) mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "checks")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub registry: String,
        pub asked_at: ChronoDateTimeUtc,
        pub answered_at: Option<ChronoDateTimeUtc>,
        pub attempts: i32,
        pub next_attempt_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Write {
    /// Begins a round of questions to registries. Since when each is asked stays what it was.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin_checks(
        &self,
        application: Uuid,
        registries: impl IntoIterator<Item = Registry>,
        now: Moment,
    ) -> Result<()> {
        let checks = registries.into_iter().map(|registry| row::ActiveModel {
            application_id: Set(application),
            registry: Set(registry.slug().to_owned()),
            asked_at: Set(now),
            answered_at: Set(None),
            attempts: Set(1),
            next_attempt_at: Set(None),
        });
        let checks: Vec<_> = checks.collect();
        if checks.is_empty() {
            return Ok(());
        }
        let attempts = Expr::col((row::Entity, row::Column::Attempts)).add(1);
        let again = OnConflict::columns([row::Column::ApplicationId, row::Column::Registry])
            .update_columns([row::Column::AnsweredAt, row::Column::NextAttemptAt])
            .value(row::Column::Attempts, attempts)
            .to_owned();
        row::Entity::insert_many(checks)
            .on_conflict(again)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Notes that registries have answered about everybody they were asked about.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_checks(
        &self,
        application: Uuid,
        registries: &[Registry],
        now: Moment,
    ) -> Result<()> {
        self.change(
            application,
            registries,
            row::ActiveModel {
                answered_at: Set(Some(now)),
                next_attempt_at: Set(None),
                ..Default::default()
            },
        )
        .await
    }

    /// Notes when a registry that is awaited will be asked again.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn await_check(
        &self,
        application: Uuid,
        registry: Registry,
        next_attempt_at: Moment,
    ) -> Result<()> {
        self.change(
            application,
            &[registry],
            row::ActiveModel {
                next_attempt_at: Set(Some(next_attempt_at)),
                ..Default::default()
            },
        )
        .await
    }

    /// Forgets how far the registries were, because everything is asked anew: since when, how often, and
    /// when they answered is told of that from then on.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn forget_checks(&self, application: Uuid) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.application_id.eq(application))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// How far each registry is, as this transaction sees it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_checks(&self, application: Uuid) -> Result<Vec<RegistryCheck>> {
        list(self, application).await
    }

    async fn change(
        &self,
        application: Uuid,
        registries: &[Registry],
        changes: row::ActiveModel,
    ) -> Result<()> {
        if registries.is_empty() {
            return Ok(());
        }
        let slugs = registries.iter().map(|registry| registry.slug());
        row::Entity::update_many()
            .set(changes)
            .filter(row::COLUMN.application_id.eq(application))
            .filter(row::Column::Registry.is_in(slugs))
            .exec(self.db())
            .await?;
        Ok(())
    }
}

impl Store {
    /// How far each registry is, in the order in which people are shown them; empty before the
    /// first question.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_checks(&self, application: Uuid) -> Result<Vec<RegistryCheck>> {
        list(self, application).await
    }
}

async fn list(ask: &impl Ask, application: Uuid) -> Result<Vec<RegistryCheck>> {
    let rows = row::Entity::find()
        .filter(row::COLUMN.application_id.eq(application))
        .all(ask.db())
        .await?;
    let mut checks = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    checks.sort_by_key(|check| check.registry);
    Ok(checks)
}

/// How far a registry is, as it is told.
pub(in crate::store) fn read(row: row::Model) -> Result<RegistryCheck> {
    Ok(RegistryCheck {
        registry: Registry::from_slug(&row.registry)
            .ok_or_else(|| Error::unexpected("checks.registry is unknown"))?,
        state: match row.answered_at {
            Some(_) => CheckState::Answered,
            None => CheckState::Awaited,
        },
        asked_at: row.asked_at,
        answered_at: row.answered_at,
        attempts: u32::try_from(row.attempts).unwrap_or_default(),
        next_attempt_at: row.next_attempt_at,
    })
}
