//! What the registries said of a household, sealed, and how far each registry is. A reply that is
//! there is not asked for again unless it is forgotten.

pub mod checks;

use sea_orm::ActiveValue::Set;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::household::Who;
use shared::registry::{PersonReplies, Registry, Replies, Reply};
use shared::values::Moment;

use super::{Ask, Store, Write};
use crate::error::{Error, Result};
use crate::seal::Place;

mod row {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "replies")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub registry: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub member: String,
        pub reply_sealed: Vec<u8>,
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const REPLY: &str = "replies.reply";

/// About whom or what a registry is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A member of the household, or the person who buys.
    Member(Who),
    /// The commercial unit.
    Unit,
}

/// One question of an application: which registry, about whom or what.
pub type Asked = (Registry, Subject);

/// A reply that is to be kept.
#[derive(Debug)]
pub struct NewReply {
    /// What was asked.
    pub asked: Asked,
    /// When it was there.
    pub at: Moment,
    row: row::ActiveModel,
}

impl Write {
    /// Keeps replies. The first one stays: what came twice was asked twice by accident.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn add_replies(&self, replies: Vec<NewReply>) -> Result<()> {
        if replies.is_empty() {
            return Ok(());
        }
        let primary_key = [
            row::Column::ApplicationId,
            row::Column::Registry,
            row::Column::Member,
        ];
        row::Entity::insert_many(replies.into_iter().map(|reply| reply.row))
            .on_conflict_do_nothing_on(primary_key)
            .exec_without_returning(self.db())
            .await?;
        Ok(())
    }

    /// Forgets what a registry said for an application, so that it is asked anew.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn forget_replies(&self, application: Uuid, registry: Registry) -> Result<()> {
        row::Entity::delete_many()
            .filter(row::COLUMN.application_id.eq(application))
            .filter(row::COLUMN.registry.eq(registry.slug()))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// Which questions of an application have been answered.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_answered(&self, application: Uuid) -> Result<Vec<Asked>> {
        answered(self, application).await
    }
}

impl Store {
    /// A reply about an application as it is kept.
    ///
    /// # Errors
    /// It cannot be sealed.
    pub fn seal_reply<T: Serialize>(
        &self,
        application: Uuid,
        asked: Asked,
        reply: &Reply<T>,
    ) -> Result<NewReply> {
        let (registry, subject) = asked;
        let member = member(subject);
        let key = key(application, registry, &member);
        let place = Place {
            column: REPLY,
            row: &key,
        };
        let row = row::ActiveModel {
            application_id: Set(application),
            registry: Set(registry.slug().to_owned()),
            reply_sealed: Set(self.sealer().seal(place, reply)?),
            member: Set(member),
            at: Set(reply.at),
        };
        Ok(NewReply {
            asked,
            at: reply.at,
            row,
        })
    }

    /// Which questions of an application have been answered.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_answered(&self, application: Uuid) -> Result<Vec<Asked>> {
        answered(self, application).await
    }

    /// What the registries have said so far of a household with that many children and, where
    /// there is one, the spouse.
    ///
    /// # Errors
    /// The database does not answer, or a reply does not open.
    pub async fn read_replies(
        &self,
        application: Uuid,
        has_spouse: bool,
        children: usize,
    ) -> Result<Replies> {
        let mut replies = Replies {
            applicant: PersonReplies::default(),
            spouse: has_spouse.then(PersonReplies::default),
            children: vec![PersonReplies::default(); children],
            unit: None,
        };
        for row in rows(self, application).await? {
            let (registry, subject) = asked(&row.registry, &row.member)?;
            let who = match subject {
                Subject::Member(who) => who,
                Subject::Unit => {
                    replies.unit = Some(self.open_reply(&row)?);
                    continue;
                }
            };
            let person = match who {
                Who::Applicant => Some(&mut replies.applicant),
                Who::Spouse => replies.spouse.as_mut(),
                Who::Child(place) => usize::from(place)
                    .checked_sub(1)
                    .and_then(|index| replies.children.get_mut(index)),
            };
            // The answers are frozen, so that everybody asked about is there.
            let person = person.ok_or_else(|| Error::unexpected("a reply about nobody"))?;
            self.put_reply(person, registry, &row)?;
        }
        Ok(replies)
    }

    fn put_reply(
        &self,
        person: &mut PersonReplies,
        registry: Registry,
        row: &row::Model,
    ) -> Result<()> {
        match registry {
            Registry::Population => person.population = Some(self.open_reply(row)?),
            Registry::CivilAffairs => person.civil_affairs = Some(self.open_reply(row)?),
            Registry::SocialInsurance => person.social_insurance = Some(self.open_reply(row)?),
            Registry::Tax => person.tax = Some(self.open_reply(row)?),
            Registry::Property => person.property = Some(self.open_reply(row)?),
            Registry::Permits => person.permits = Some(self.open_reply(row)?),
        }
        Ok(())
    }

    fn open_reply<T: DeserializeOwned>(&self, row: &row::Model) -> Result<Reply<T>> {
        let (registry, _) = asked(&row.registry, &row.member)?;
        let key = key(row.application_id, registry, &row.member);
        let place = Place {
            column: REPLY,
            row: &key,
        };
        self.sealer().open(place, &row.reply_sealed)
    }
}

async fn rows(ask: &impl Ask, application: Uuid) -> Result<Vec<row::Model>> {
    let of_application = row::COLUMN.application_id.eq(application);
    Ok(row::Entity::find()
        .filter(of_application)
        .all(ask.db())
        .await?)
}

async fn answered(ask: &impl Ask, application: Uuid) -> Result<Vec<Asked>> {
    // Without what was said, which is long.
    let rows: Vec<(String, String)> = row::Entity::find()
        .select_only()
        .columns([row::Column::Registry, row::Column::Member])
        .filter(row::COLUMN.application_id.eq(application))
        .into_tuple()
        .all(ask.db())
        .await?;
    let rows = rows.iter();
    rows.map(|(registry, member)| asked(registry, member))
        .collect()
}

fn asked(registry: &str, member: &str) -> Result<Asked> {
    Registry::from_slug(registry)
        .zip(subject(member))
        .ok_or_else(|| Error::unexpected("replies.registry or replies.member is unknown"))
}

/// `applicant`, `spouse`, `child-1` for the first child, `unit`.
fn member(subject: Subject) -> String {
    match subject {
        Subject::Member(Who::Applicant) => "applicant".to_owned(),
        Subject::Member(Who::Spouse) => "spouse".to_owned(),
        Subject::Member(Who::Child(place)) => format!("child-{place}"),
        Subject::Unit => "unit".to_owned(),
    }
}

fn subject(member: &str) -> Option<Subject> {
    let who = match member {
        "unit" => return Some(Subject::Unit),
        "applicant" => Who::Applicant,
        "spouse" => Who::Spouse,
        child => child.strip_prefix("child-")?.parse().ok().map(Who::Child)?,
    };
    Some(Subject::Member(who))
}

/// The row of a reply, to which its seal is bound.
fn key(application: Uuid, registry: Registry, member: &str) -> Vec<u8> {
    format!("{}/{}/{member}", application.simple(), registry.slug()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_back() {
        let members = [Who::Applicant, Who::Spouse, Who::Child(1), Who::Child(20)];
        for one in members
            .map(Subject::Member)
            .into_iter()
            .chain([Subject::Unit])
        {
            assert_eq!(subject(&member(one)), Some(one));
        }
        assert_eq!(subject("child-"), None);
        assert_eq!(subject("somebody"), None);
    }
}
