//! Certificates by their number: the place of each in the published status lists, and whose it is. What a
//! certificate says stands sealed with the application, which alone is believed.

use std::collections::{HashMap, HashSet};

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect, TryInsertResult};
use shared::application::State;
use shared::certificate::PLACES;
use shared::values::Day;

use super::applications::{IssuedCertificate, row as applications};
use super::holds::rechecks::unconfirmed;
use super::reviews::waiting;
use super::{Ask, Store, Write};
use crate::error::{Error, Result};

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate_statuses")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: String,
        pub application_id: Uuid,
        pub list: i32,
        pub place: i32,
        pub valid_until: ChronoDate,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many places are tried before the next list has to be begun.
const MOST_TRIES: u32 = 64;
/// So many of the applications of a list are asked for at once.
const AT_ONCE: usize = 5_000;

/// A place in the status lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusPlace {
    /// The list.
    pub list: u32,
    /// The place in it.
    pub place: u32,
}

/// A certificate in a list, with how its application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The place.
    pub place: u32,
    /// Its last day.
    pub valid_until: Day,
    /// The state of the application.
    pub state: State,
    /// Whether a check found that its facts are not as they were, or a member of the household says so.
    pub is_doubted: bool,
}

impl Write {
    /// The place of a certificate in the lists: the one that it has, or one by chance that it gets now.
    /// A list is filled by half, so that a free place is found soon.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn allot_status(
        &self,
        application: Uuid,
        certificate: &IssuedCertificate,
    ) -> Result<StatusPlace> {
        let list = self.open_list().await?;
        for attempt in 0..MOST_TRIES {
            let place = self.place(&certificate.number, attempt);
            let new = row::ActiveModel {
                number: Set(certificate.number.clone()),
                application_id: Set(application),
                list: Set(list),
                place: Set(place),
                valid_until: Set(certificate.valid_until),
            };
            let added = row::Entity::insert(new)
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .try_insert()
                .exec_without_returning(self.db())
                .await?;
            if matches!(added, TryInsertResult::Inserted(1)) {
                return Ok(status_place(list, place));
            }
            // The certificate has a place, or gets one at this moment; or somebody else has this one.
            if let Some(known) = find_status(self, &certificate.number).await? {
                return Ok(known);
            }
        }
        Err(Error::unexpected("a status list has no free place"))
    }

    /// The list in which there is room: the newest, or the next one where that is filled by half.
    async fn open_list(&self) -> Result<i32> {
        let newest: Option<(i32, i64)> = row::Entity::find()
            .select_only()
            .column(row::Column::List)
            .column_as(row::Column::Number.count(), "taken")
            .group_by(row::Column::List)
            .order_by_desc(row::COLUMN.list)
            .limit(1)
            .into_tuple()
            .one(self.db())
            .await?;
        let (list, taken) = newest.unwrap_or_default();
        let is_full = taken >= i64::from(PLACES / 2);
        Ok(list.saturating_add(i32::from(is_full)))
    }

    /// A place that nobody can tell from the number.
    fn place(&self, number: &str, attempt: u32) -> i32 {
        let key = format!("status/{number}/{attempt}");
        let index = self.sealer().index(key.as_bytes());
        let first = index.iter().take(4);
        let chance = first.fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
        i32::try_from(chance % PLACES).unwrap_or_default()
    }
}

impl Write {
    /// The application to which a certificate belongs, or belonged until it was renewed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_certified(&self, number: &str) -> Result<Option<Uuid>> {
        find_certified(self, number).await
    }
}

impl Store {
    /// The place of a certificate in the lists, if it has one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_status(&self, number: &str) -> Result<Option<StatusPlace>> {
        find_status(self, number).await
    }

    /// The application to which a certificate belongs, or belonged until it was renewed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn find_certified(&self, number: &str) -> Result<Option<Uuid>> {
        find_certified(self, number).await
    }

    /// The certificates of a list, with how their applications stand; none where there is no such list.
    ///
    /// # Errors
    /// The database does not answer, or a name in it is unknown.
    pub async fn read_status_list(&self, list: u32) -> Result<Vec<Listed>> {
        let Ok(list) = i32::try_from(list) else {
            return Ok(Vec::new());
        };
        let rows = row::Entity::find()
            .filter(row::COLUMN.list.eq(list))
            .all(self.db())
            .await?;
        let mut standing = HashMap::new();
        let mut doubted = HashSet::new();
        for some in rows.chunks(AT_ONCE) {
            let ids: Vec<Uuid> = some.iter().map(|row| row.application_id).collect();
            let found: Vec<(Uuid, String)> = applications::Entity::find()
                .select_only()
                .columns([applications::Column::Id, applications::Column::State])
                .filter(applications::COLUMN.id.is_in(ids.clone()))
                .into_tuple()
                .all(self.db())
                .await?;
            for (id, state) in found {
                let state = State::from_slug(&state)
                    .ok_or_else(|| Error::unexpected("applications.state is unknown"))?;
                standing.insert(id, state);
            }
            doubted.extend(unconfirmed(self, ids.clone()).await?);
            // A pass waits for a person only where a member of the household objects.
            doubted.extend(waiting(self, ids).await?);
        }
        let listed = rows.into_iter().filter_map(|row| {
            Some(Listed {
                place: u32::try_from(row.place).ok()?,
                valid_until: row.valid_until,
                state: *standing.get(&row.application_id)?,
                is_doubted: doubted.contains(&row.application_id),
            })
        });
        Ok(listed.collect())
    }
}

async fn find_status(ask: &impl Ask, number: &str) -> Result<Option<StatusPlace>> {
    let row = row::Entity::find_by_id(number.to_owned())
        .one(ask.db())
        .await?;
    Ok(row.map(|row| status_place(row.list, row.place)))
}

fn status_place(list: i32, place: i32) -> StatusPlace {
    StatusPlace {
        list: u32::try_from(list).unwrap_or_default(),
        place: u32::try_from(place).unwrap_or_default(),
    }
}

async fn find_certified(ask: &impl Ask, number: &str) -> Result<Option<Uuid>> {
    let listed = row::Entity::find_by_id(number.to_owned())
        .one(ask.db())
        .await?;
    if let Some(listed) = listed {
        return Ok(Some(listed.application_id));
    }
    // Those of before there were lists.
    Ok(applications::Entity::find()
        .select_only()
        .column(applications::Column::Id)
        .filter(applications::COLUMN.certificate.eq(number))
        .into_tuple()
        .one(ask.db())
        .await?)
}
