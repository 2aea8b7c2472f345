//! What belongs to an application beside itself, read in one statement: no part of it is of another
//! moment than the others.

use sea_orm::entity::prelude::*;
use shared::application::{
    CaseRequest, Event, FailedRecheck, GivenDocument, HoldObjection, RegistryCheck,
};
use shared::certificate::ToldCheck;
use shared::policy::Decision;
use shared::review::Look;

use super::Store;
use super::applications::events;
use super::certificate_checks;
use super::decisions::{held, open_held};
use super::deliveries::{self, FiledDelivery};
use super::disputes::{self, FiledDispute};
use super::documents;
use super::holds::{self, HoldRow, objections as hold_objections, rechecks};
use super::looks;
use super::messages::{self, FiledMessage};
use super::objections::{self, FiledObjection};
use super::parts::{Part, Rows};
use super::referrals::{self, ReferralRow};
use super::renewals::{self, FiledRenewal};
use super::replies::checks;
use super::requests;
use super::reviews::{self, Review};
use super::rulings::{self, FiledRuling};
use crate::error::Result;

/// What belongs to an application, each oldest first.
#[derive(Debug)]
pub struct Dossier {
    /// The decision that holds; an error by itself where it does not open.
    pub decision: Option<Result<Decision>>,
    /// What officers did in its case.
    pub rulings: Vec<FiledRuling>,
    /// The case, where it waits for a person.
    pub review: Option<Review>,
    /// What officers asked for.
    pub requests: Vec<CaseRequest>,
    /// The disputes of its results.
    pub disputes: Vec<FiledDispute>,
    /// The objections of those whom it names.
    pub objections: Vec<FiledObjection>,
    /// The renewals of its pass.
    pub renewals: Vec<FiledRenewal>,
    /// The holds of its pass.
    pub holds: Vec<HoldRow>,
    /// What was asked for of these, by the hold.
    pub hold_objections: Vec<(Uuid, HoldObjection)>,
    /// What stands in the way of a contract.
    pub recheck: Option<FailedRecheck>,
    /// Who had its certificates checked lately.
    pub certificate_checks: Vec<ToldCheck>,
    /// The time line.
    pub events: Vec<Event>,
    /// How far each registry is, in the order in which people are shown them.
    pub checks: Vec<RegistryCheck>,
    /// Which officers looked at it.
    pub looks: Vec<Look>,
    /// The documents that were given.
    pub documents: Vec<GivenDocument>,
    /// The referral with which it was begun.
    pub referral: Option<ReferralRow>,
    /// What its reader was told about it.
    pub messages: Vec<FiledMessage>,
    /// By what ways these left the platform.
    pub deliveries: Vec<FiledDelivery>,
}

impl Store {
    /// What belongs to an application, with the messages about it to its reader.
    ///
    /// # Errors
    /// The database does not answer, or a record does not open.
    pub async fn read_dossier(&self, application: Uuid, reader: Uuid) -> Result<Dossier> {
        let told = messages::about(reader, application);
        let parts = [
            Part::of_application::<held::Entity>(application),
            Part::of_application::<rulings::row::Entity>(application),
            Part::of_application::<reviews::row::Entity>(application),
            Part::of_application::<requests::row::Entity>(application),
            Part::of_application::<disputes::row::Entity>(application),
            Part::of_application::<objections::row::Entity>(application),
            Part::of_application::<renewals::row::Entity>(application),
            Part::of_application::<holds::row::Entity>(application),
            Part::of_application::<hold_objections::row::Entity>(application),
            Part::of_application::<rechecks::row::Entity>(application),
            Part::of(certificate_checks::newest_of(application)),
            Part::of_application::<events::row::Entity>(application),
            Part::of_application::<checks::row::Entity>(application),
            Part::of_application::<looks::row::Entity>(application),
            Part::of_application::<documents::row::Entity>(application),
            Part::of_application::<referrals::row::Entity>(application),
            Part::of(deliveries::of_messages(told.clone())),
            Part::of(told),
        ];
        open(Rows::read(self, parts).await?)
    }
}

fn open(mut rows: Rows<'_>) -> Result<Dossier> {
    // Its newest alone is told, and the others need not be opened.
    let newest = rows.open(|_, row: held::Model| Ok(row))?.pop();
    let told = rows.open(|_, row| Ok(messages::filed(row)))?;
    let mut dossier = Dossier {
        decision: newest.map(|row| open_held(rows.sealer(), &row)),
        rulings: rows.open(rulings::open)?,
        review: rows.open(|_, row| reviews::read(row))?.pop(),
        requests: rows.open(requests::open)?,
        disputes: rows.open(disputes::open)?,
        objections: rows.open(objections::open)?,
        renewals: rows.open(renewals::open)?,
        holds: rows.open(holds::read)?,
        hold_objections: rows.open(|sealer, row: hold_objections::row::Model| {
            Ok((row.hold_id, hold_objections::read(sealer, &row)?))
        })?,
        recheck: rows.open(rechecks::open)?.pop(),
        certificate_checks: rows.open(certificate_checks::open)?,
        events: rows.open(|_, row| events::read(&row))?,
        checks: rows.open(|_, row| checks::read(row))?,
        looks: rows.open(looks::open)?,
        documents: rows.open(|_, row| documents::read(&row))?,
        referral: rows.open(referrals::read)?.pop(),
        messages: told.into_iter().flatten().collect(),
        deliveries: rows.open(|_, row| deliveries::filed(row))?,
    };
    dossier.events.sort_by_key(|event| event.at);
    dossier.documents.sort_by_key(|given| given.at);
    dossier.checks.sort_by_key(|check| check.registry);
    let by_channel = |one: &FiledDelivery| (one.channel.slug(), one.to_former);
    dossier.deliveries.sort_by_key(by_channel);
    Ok(dossier)
}
