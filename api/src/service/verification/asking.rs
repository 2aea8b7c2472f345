//! One round of questions: what is not known yet, all registries at the same time. Each reply is
//! kept as soon as it is there.
//!
//! A form may name a stranger as spouse or child. Of those whom it merely names, the registries are
//! asked who they are and to whom they are married, and nothing else until that is as the form says
//! (个人信息保护法, article 6). Who is signed in has been proved by binding and is asked about at once.

use std::collections::BTreeSet;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

use futures::StreamExt;
use futures::stream;
use shared::application::{CheckState, EventKind};
use shared::registry::{Question, Registry};
use shared::values::Day;
use tokio::sync::{Mutex, watch};

use super::grounds::stands;
use super::locking::{Locking, lock_household};
use super::posting::of_this_check;
use super::questions::{Inquired, Inquiry};
use crate::app::App;
use crate::error::{Error, Result};
use crate::registry::Silence;
use crate::registry::records::{
    CivilAffairs, Kept as _, Permits, Population, Property, Records, SocialInsurance, Tax, Units,
};
use crate::store::applications::Application;
use crate::store::replies::NewReply;

/// How long a reply waits for others that are under way, to be kept together with them: a round goes on
/// with its last reply in any case. A process that dies meanwhile asks for these once more.
const TOGETHER: Duration = Duration::from_millis(100);

/// How many questions of one household are under way at the same time, all registries together.
const AT_ONCE: usize = 24;

/// How a round ended.
#[derive(Debug)]
pub(super) enum Round {
    /// Every question that is asked has been answered: about named people only once they are known.
    Complete,
    /// Somebody is silent.
    Awaiting(Awaited),
    /// The application has ended meanwhile.
    Ended,
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

/// Asks what has not been answered yet and may be asked.
pub(super) async fn ask(
    app: &App,
    application: &Application,
    on: Day,
    plan: &[Inquiry],
) -> Result<Round> {
    let asking = Asking {
        app,
        application,
        on,
        plan,
        under_way: watch::Sender::new(0),
        arrived: std::sync::Mutex::default(),
        turn: Mutex::new(()),
    };
    let answered = app.store.list_answered(application.id).await?;
    let open = plan.iter().filter(|i| !answered.contains(&i.asked()));
    let (now, later): (Vec<Inquiry>, Vec<Inquiry>) = open.cloned().partition(|i| asking.may_ask(i));
    let begun = registries(&now);
    let (who, own): (Vec<Inquiry>, Vec<Inquiry>) = now.into_iter().partition(Inquiry::tells_who);
    asking.begin(&begun).await?;
    let more = &registries(&later) - &begun;
    let others = async {
        let mut silent = asking.ask_all(who).await?;
        // Who is silent now may yet say otherwise.
        let known = !later.is_empty() && silent.is_empty() && asking.stands().await? == Some(true);
        let locking = match known {
            // Nothing of the household may end a pass: it is locked once the rules pass it anew.
            true if application.is_renewing() => Some(Locking::Locked),
            true => Some(lock_household(app, application, &more).await?),
            false => None,
        };
        if locking == Some(Locking::Locked) {
            if application.is_renewing() {
                asking.begin(&more).await?;
            }
            silent.extend(asking.ask_all(later.clone()).await?);
        }
        Ok::<_, Error>((silent, locking))
    };
    let (others, own) = futures::future::join(others, asking.ask_all(own)).await;
    let (mut silent, locking) = others?;
    silent.extend(own?);
    if locking == Some(Locking::Ended) {
        return Ok(Round::Ended);
    }
    if !later.is_empty() && locking.is_none() {
        asking.leave_the_others(&later).await?;
    }
    if silent.is_empty() {
        return Ok(Round::Complete);
    }
    // Only where every one of them is left alone is there nothing to be asked before that.
    let rests: Option<Vec<Duration>> = silent.iter().map(|(_, silence)| silence.rest()).collect();
    let rest = rests.and_then(|rests| rests.into_iter().min());
    let registries: BTreeSet<Registry> = silent.iter().map(|(registry, _)| *registry).collect();
    let checks = app.store.list_checks(application.id).await?;
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

fn registries(inquiries: &[Inquiry]) -> BTreeSet<Registry> {
    inquiries.iter().map(|inquiry| inquiry.registry).collect()
}

/// One round about one household.
struct Asking<'a> {
    app: &'a App,
    application: &'a Application,
    on: Day,
    /// All questions, should everybody be on record as the form says.
    plan: &'a [Inquiry],
    /// How many questions are under way.
    under_way: watch::Sender<usize>,
    /// The replies that are still to be kept.
    arrived: std::sync::Mutex<Vec<NewReply>>,
    /// Replies of one household are kept one after the other: they would wait for each other in
    /// the database anyway, each with a connection in its hands.
    turn: Mutex<()>,
}

impl Asking<'_> {
    /// Whether a question may be asked before anything is known of the household.
    fn may_ask(&self, inquiry: &Inquiry) -> bool {
        match &inquiry.about {
            Inquired::Member(who, _) => {
                *who == self.application.answers.proved() || inquiry.tells_who()
            }
            Inquired::Unit(_) => true,
        }
    }

    /// Whether people and marriage are as the form says, by the replies that are there.
    async fn stands(&self) -> Result<Option<bool>> {
        stands(self.app, self.application, self.on).await
    }

    async fn begin(&self, registries: &BTreeSet<Registry>) -> Result<()> {
        if registries.is_empty() {
            return Ok(());
        }
        let now = self.app.now();
        let write = self.app.store.begin().await?;
        let registries = registries.iter().copied();
        write
            .begin_checks(self.application.id, registries, now)
            .await?;
        write.commit().await
    }

    /// Asks some questions at the same time; tells who was silent.
    async fn ask_all(&self, inquiries: Vec<Inquiry>) -> Result<Vec<(Registry, Silence)>> {
        self.under_way.send_modify(|left| {
            *left = left.saturating_add(inquiries.len());
        });
        let ended: Vec<Result<Option<(Registry, Silence)>>> = stream::iter(inquiries)
            .map(|inquiry| self.ask_one(inquiry))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let silent: Result<Vec<_>> = ended.into_iter().collect();
        Ok(silent?.into_iter().flatten().collect())
    }

    /// Asks one question and keeps the reply; tells who was silent.
    async fn ask_one(&self, inquiry: Inquiry) -> Result<Option<(Registry, Silence)>> {
        let inquiry = &inquiry;
        let silence = match &inquiry.about {
            Inquired::Unit(unit) => self.ask_registry::<Units>(inquiry, unit).await,
            Inquired::Member(_, person) => self.ask_about(inquiry, person).await,
        };
        Ok(silence?.map(|silence| (inquiry.registry, silence)))
    }

    async fn ask_about(&self, inquiry: &Inquiry, person: &Question) -> Result<Option<Silence>> {
        match inquiry.registry {
            Registry::Population => self.ask_registry::<Population>(inquiry, person).await,
            Registry::CivilAffairs => self.ask_registry::<CivilAffairs>(inquiry, person).await,
            Registry::SocialInsurance => {
                self.ask_registry::<SocialInsurance>(inquiry, person).await
            }
            Registry::Tax => self.ask_registry::<Tax>(inquiry, person).await,
            Registry::Property => self.ask_registry::<Property>(inquiry, person).await,
            Registry::Permits => self.ask_registry::<Permits>(inquiry, person).await,
        }
    }

    async fn ask_registry<R: Records>(
        &self,
        inquiry: &Inquiry,
        question: &R::Question,
    ) -> Result<Option<Silence>> {
        let city = &self.app.registries;
        let answer = city.ask::<R>(question, || self.app.now()).await;
        let silence = match answer {
            Ok(mut reply) => {
                if let Some(record) = &mut reply.record {
                    record.keep_for(self.application.module);
                }
                let store = &self.app.store;
                let reply = store.seal_reply(self.application.id, inquiry.asked(), &reply)?;
                self.arrived().push(reply);
                None
            }
            Err(silence) => Some(silence),
        };
        self.under_way
            .send_modify(|left| *left = left.saturating_sub(1));
        if silence.is_none() {
            self.keep_arrived().await?;
        }
        Ok(silence)
    }

    fn arrived(&self) -> MutexGuard<'_, Vec<NewReply>> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the replies that are there. Those that arrive together, or while others are being kept, are
    /// kept together.
    async fn keep_arrived(&self) -> Result<()> {
        let _turn = self.turn.lock().await;
        if self.arrived().is_empty() {
            // Whoever had the turn before has kept it, or has failed and ends the round.
            return Ok(());
        }
        let mut under_way = self.under_way.subscribe();
        // All are there, or it has been long enough.
        let all = async { under_way.wait_for(|left| *left == 0).await.is_ok() };
        let _are_all = tokio::time::timeout(TOGETHER, all).await;
        let replies = std::mem::take(&mut *self.arrived());
        let Some(at) = replies.iter().map(|reply| reply.at).max() else {
            return Ok(());
        };
        let kept: BTreeSet<Registry> = replies.iter().map(|reply| reply.asked.0).collect();
        let id = self.application.id;
        let write = self.app.store.begin().await?;
        let held = write.hold_application(id).await?;
        if !held.is_some_and(|application| application.is_open()) {
            // Withdrawn meanwhile: there is no longer a reason to keep what was said.
            return Ok(());
        }
        write.add_replies(replies).await?;
        let answered = write.list_answered(id).await?;
        let has_ended = |registry: &Registry| {
            let mut of_registry = self.plan.iter().filter(|i| i.registry == *registry);
            of_registry.all(|i| answered.contains(&i.asked()))
        };
        let ended: Vec<Registry> = kept.into_iter().filter(has_ended).collect();
        write.end_checks(id, &ended, at).await?;
        for registry in ended {
            let kind = EventKind::RegistryAnswered;
            write
                .add_event(self.app.new_id(), id, kind, Some(registry), at)
                .await?;
        }
        write.commit().await
    }

    /// The rest about the others is not asked now: a registry that has answered all it was asked is
    /// not awaited. Where it will never be asked, because people or marriage are not as the form
    /// says, it has answered for good.
    async fn leave_the_others(&self, later: &[Inquiry]) -> Result<()> {
        let for_good = self.stands().await? == Some(false);
        let (id, now) = (self.application.id, self.app.now());
        let told = of_this_check(self.app.store.list_events(id).await?);
        let write = self.app.store.begin().await?;
        let held = write.hold_application(id).await?;
        if !held.is_some_and(|application| application.is_open()) {
            return Ok(());
        }
        let answered = write.list_answered(id).await?;
        let checks = write.list_checks(id).await?;
        for registry in registries(later) {
            let asked = self.plan.iter().filter(|i| i.registry == registry);
            let mut asked = asked.filter(|i| self.may_ask(i));
            // What nobody was asked has no check.
            let check = checks.iter().find(|check| check.registry == registry);
            let Some(check) = check.filter(|_| asked.all(|i| answered.contains(&i.asked()))) else {
                continue;
            };
            if check.state == CheckState::Awaited {
                write.end_checks(id, &[registry], now).await?;
            }
            let kind = EventKind::RegistryAnswered;
            let told = told
                .iter()
                .any(|event| event.kind == kind && event.registry == Some(registry));
            if for_good && !told {
                write
                    .add_event(self.app.new_id(), id, kind, Some(registry), now)
                    .await?;
            }
        }
        write.commit().await
    }
}
