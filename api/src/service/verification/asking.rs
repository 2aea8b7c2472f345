//! One round of questions: everything that is not known yet, all registries at the same time. Each
//! reply is kept as soon as it is there.

use std::collections::BTreeSet;
use std::time::Duration;

use futures::StreamExt;
use futures::stream;
use serde::Serialize;
use shared::application::EventKind;
use shared::registry::{Registry, Reply};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::is_open;
use super::questions::Inquiry;
use crate::app::App;
use crate::error::Result;
use crate::registry::Silence;
use crate::store::replies::Asked;

/// How many questions of one household are under way at the same time, all registries together.
const AT_ONCE: usize = 24;

/// How a round ended.
#[derive(Debug)]
pub(super) enum Round {
    /// Everything has been answered.
    Complete,
    /// Somebody is silent.
    Awaiting(Awaited),
}

/// What is missing after a round.
#[derive(Debug)]
pub(super) struct Awaited {
    /// Which registries are silent.
    pub(super) registries: BTreeSet<Registry>,
    /// How many rounds there were.
    pub(super) rounds: u32,
    /// Where none of them was asked because all are left alone: for how long at least.
    pub(super) rest: Option<Duration>,
}

/// Asks what has not been answered yet.
pub(super) async fn ask(app: &App, application: Uuid, inquiries: &[Inquiry]) -> Result<Round> {
    let answered = app.store.list_answered(application).await?;
    let open: Vec<Inquiry> = inquiries
        .iter()
        .filter(|i| !answered.contains(&(i.registry, i.who)))
        .cloned()
        .collect();
    if open.is_empty() {
        return Ok(Round::Complete);
    }
    let registries: BTreeSet<Registry> = open.iter().map(|i| i.registry).collect();
    begin(app, application, &registries).await?;
    let turn = Mutex::new(());
    let ended: Vec<Result<Option<(Registry, Silence)>>> = stream::iter(open)
        .map(|inquiry| {
            let (registry, who) = (inquiry.registry, inquiry.who);
            let keeping = Keeping {
                app,
                application,
                asked: (registry, who),
                all: inquiries,
                turn: &turn,
            };
            ask_one(keeping, inquiry)
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let mut silent = Vec::new();
    for end in ended {
        silent.extend(end?);
    }
    if silent.is_empty() {
        return Ok(Round::Complete);
    }
    // Only where every one of them is left alone is there nothing to be asked before that.
    let rests: Option<Vec<Duration>> = silent.iter().map(|(_, silence)| silence.rest()).collect();
    let rest = rests.and_then(|rests| rests.into_iter().min());
    let registries: BTreeSet<Registry> = silent.iter().map(|(registry, _)| *registry).collect();
    let checks = app.store.list_checks(application).await?;
    let rounds = checks
        .iter()
        .filter(|check| registries.contains(&check.registry))
        .map(|check| check.attempts)
        .max();
    Ok(Round::Awaiting(Awaited {
        registries,
        rounds: rounds.unwrap_or(1),
        rest,
    }))
}

async fn begin(app: &App, application: Uuid, registries: &BTreeSet<Registry>) -> Result<()> {
    let now = app.now();
    let write = app.store.begin().await?;
    for &registry in registries {
        write.begin_check(application, registry, now).await?;
    }
    write.commit().await
}

/// Asks one question and keeps the reply; tells who was silent.
async fn ask_one(keeping: Keeping<'_>, inquiry: Inquiry) -> Result<Option<(Registry, Silence)>> {
    let question = &inquiry.question;
    let city = &keeping.app.registries;
    let now = || keeping.app.now();
    let silence = match inquiry.registry {
        Registry::Population => {
            keeping
                .keep(city.ask_population(question, now).await)
                .await?
        }
        Registry::CivilAffairs => {
            keeping
                .keep(city.ask_civil_affairs(question, now).await)
                .await?
        }
        Registry::SocialInsurance => {
            keeping
                .keep(city.ask_social_insurance(question, now).await)
                .await?
        }
        Registry::Tax => keeping.keep(city.ask_tax(question, now).await).await?,
        Registry::Property => keeping.keep(city.ask_property(question, now).await).await?,
        Registry::Permits => keeping.keep(city.ask_permits(question, now).await).await?,
    };
    Ok(silence.map(|silence| (inquiry.registry, silence)))
}

/// Where a reply goes.
struct Keeping<'a> {
    app: &'a App,
    application: Uuid,
    asked: Asked,
    all: &'a [Inquiry],
    /// Replies of one household are kept one after the other: they would wait for each other in
    /// the database anyway, each with a connection in its hands.
    turn: &'a Mutex<()>,
}

impl Keeping<'_> {
    async fn keep<T: Serialize>(
        &self,
        answer: std::result::Result<Reply<T>, Silence>,
    ) -> Result<Option<Silence>> {
        let reply = match answer {
            Ok(reply) => reply,
            Err(silence) => return Ok(Some(silence)),
        };
        let (registry, _) = self.asked;
        let _turn = self.turn.lock().await;
        let write = self.app.store.begin().await?;
        let held = write.hold_application(self.application).await?;
        if !held.is_some_and(|application| is_open(&application)) {
            // Withdrawn meanwhile: there is no longer a reason to keep what was said.
            return Ok(None);
        }
        write
            .add_reply(self.application, self.asked, &reply)
            .await?;
        let answered = write.list_answered(self.application).await?;
        let mut of_registry = self.all.iter().filter(|i| i.registry == registry);
        if of_registry.all(|i| answered.contains(&(i.registry, i.who))) {
            write
                .end_check(self.application, registry, reply.at)
                .await?;
            let id = self.app.new_id();
            let kind = EventKind::RegistryAnswered;
            write
                .add_event(id, self.application, kind, Some(registry), reply.at)
                .await?;
        }
        write.commit().await?;
        Ok(None)
    }
}
