//! Who is told what of an entry of the time line: the person whose application it is, and the agent who
//! filed it. Whoever adds such an entry calls this in the same transaction.

use shared::application::EventKind;
use shared::message::MessageKind;
use shared::values::{Day, Moment, day_in_shanghai};
use uuid::Uuid;

use super::promising::{Promise, promise};
use crate::app::App;
use crate::error::Result;
use crate::store::Write;
use crate::store::applications::Application;
use crate::store::authorities::FiledAuthority;

/// Whom an entry of the time line is told to, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Telling {
    /// What the person is told whose application it is.
    owner: Option<MessageKind>,
    /// What the agent is told, as far as the time line tells it to agents.
    agent: Option<MessageKind>,
}

impl Telling {
    const NOBODY: Self = Self {
        owner: None,
        agent: None,
    };

    fn both(kind: MessageKind) -> Self {
        Self {
            agent: Some(kind),
            ..Self::owner(kind)
        }
    }

    fn owner(kind: MessageKind) -> Self {
        Self {
            owner: Some(kind),
            ..Self::NOBODY
        }
    }

    fn agent(kind: MessageKind) -> Self {
        Self {
            agent: Some(kind),
            ..Self::NOBODY
        }
    }

    fn of(event: EventKind) -> Self {
        use EventKind as E;
        use MessageKind as K;
        match event {
            // What waits is told where it begins to wait for long.
            E::Created
            | E::RegistryAnswered
            | E::RegistryAwaited
            | E::MonthAwaited
            | E::RenewalRequested
            // One's own act, and what the page shows.
            | E::HoldRenewed
            | E::HoldObjected
            // The result itself is told, and the page shows the rest.
            | E::OutcomeReported
            | E::ReferralConsentWithdrawn => Self::NOBODY,
            E::Submitted => Self {
                owner: Some(K::Submitted),
                agent: Some(K::AwaitingAuthority),
            },
            E::ManualReview => Self::both(K::ManualReview),
            E::Passed | E::ManuallyPassed => Self::both(K::Passed),
            E::Failed | E::ManuallyFailed => Self::both(K::Failed),
            E::NotChecked => Self::both(K::NotChecked),
            E::Withdrawn => Self::both(K::Withdrawn),
            E::Expired => Self::both(K::Expired),
            E::Renewed => Self::both(K::Renewed),
            E::RenewalRefused => Self::both(K::RenewalRefused),
            E::HoldTaken => Self::both(K::PassHeld),
            E::HoldReleased => Self::both(K::HoldReleased),
            E::HoldExpired => Self::both(K::HoldExpired),
            E::HoldObjectionGranted => Self::owner(K::HoldObjectionGranted),
            E::HoldObjectionRefused => Self::owner(K::HoldObjectionRefused),
            E::ContractSigned => Self::both(K::ContractSigned),
            E::RecheckFailed => Self::both(K::RecheckFailed),
            E::CertificateGuessed => Self::owner(K::CertificateGuessed),
            E::MemberInOtherApplication => Self::both(K::MemberInOtherApplication),
            E::BindingTakenOver => Self::both(K::BindingTakenOver),
            E::ReviewRequested => Self::both(K::ReviewRequested),
            E::ReviewGranted => Self::both(K::ReviewGranted),
            E::ReviewRefused => Self::both(K::ReviewRefused),
            E::ReviewWithdrawn => Self::both(K::ReviewWithdrawn),
            E::ReviewLapsed => Self::both(K::ReviewLapsed),
            E::AnswerRequested => Self::both(K::AnswerRequested),
            E::AnswerGiven => Self::both(K::AnswerGiven),
            E::AnswerMissed => Self::both(K::AnswerMissed),
            E::ContactCorrected => Self::owner(K::ContactCorrected),
            E::ObjectionRaised => Self::owner(K::ObjectionRaised),
            E::ObjectionWithdrawn => Self::owner(K::ObjectionWithdrawn),
            E::ObjectionDismissed => Self::owner(K::ObjectionDismissed),
            E::ObjectionUpheld => Self::both(K::ObjectionUpheld),
            E::AuthorityCheckRequested => Self::agent(K::AuthorityCheckRequested),
            E::AuthorityConfirmed => Self::both(K::AuthorityConfirmed),
            E::AuthorityChecked => Self {
                owner: Some(K::FiledForYou),
                agent: Some(K::AuthorityChecked),
            },
            E::AuthorityDeclined => Self::agent(K::AuthorityDeclined),
            E::AuthorityRefused => Self::agent(K::AuthorityRefused),
            E::AuthorityLapsed => Self::agent(K::AuthorityLapsed),
            E::AuthorityRevoked => Self::agent(K::AuthorityRevoked),
            E::AgentLost => Self::owner(K::AgentLost),
            E::FactsShown => Self::agent(K::FactsShown),
            E::FactsHidden => Self::agent(K::FactsHidden),
        }
    }
}

/// Promises what an entry of the time line, which is being added, is to be told as. The application is
/// held; `event` has the id of the entry, so that it is told once. Of drafts nobody is told anything.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn promise_of_event(
    app: &App,
    write: &Write,
    application: &Application,
    (event, id): (EventKind, Uuid),
    at: Moment,
) -> Result<()> {
    let telling = Telling::of(event);
    if telling == Telling::NOBODY || application.submitted_at.is_none() {
        return Ok(());
    }
    let listeners = listeners(write, application).await?;
    let day = day(write, application, event, listeners.authority.as_ref()).await?;
    let mut told = Vec::new();
    told.extend(listeners.owner.zip(telling.owner));
    let agent = listeners.authority.as_ref();
    let agent = agent.filter(|filed| hears(filed, event));
    told.extend(agent.map(|filed| filed.agent_account).zip(telling.agent));
    let promises: Vec<Promise> = told
        .into_iter()
        .map(|(account, kind)| Promise {
            account,
            kind,
            application: Some(application.id),
            day,
            days: None,
            once: id.simple().to_string(),
        })
        .collect();
    promise(app, write, &promises, at).await?;
    Ok(())
}

/// Whether the agent is told of an entry of the time line: what the agent sees there, and how it ended.
fn hears(agent: &FiledAuthority, event: EventKind) -> bool {
    let sees = agent.terms.revoked_at.is_none() || event == EventKind::AuthorityRevoked;
    let ends = event == EventKind::ObjectionUpheld;
    sees && (ends || event.is_for_agents() || agent.shows_facts())
}

/// Who can be told something about an application.
#[derive(Debug)]
pub(in crate::service) struct Listeners {
    /// The account of the person whose it is; none as long as a principal has none.
    pub(in crate::service) owner: Option<Uuid>,
    /// The authority, where an agent filed it.
    pub(in crate::service) authority: Option<FiledAuthority>,
}

impl Listeners {
    /// Everybody who sees it, an agent only while the facts are shown where it is about these.
    pub(in crate::service) fn all(&self, about_facts: bool) -> Vec<Uuid> {
        let agent = self.authority.as_ref();
        let agent = agent.filter(|filed| filed.terms.revoked_at.is_none());
        let agent = agent.filter(|filed| !about_facts || filed.shows_facts());
        let agent = agent.map(|filed| filed.agent_account);
        self.owner.into_iter().chain(agent).collect()
    }
}

/// Who can be told something about an application, which is held.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn listeners(
    write: &Write,
    application: &Application,
) -> Result<Listeners> {
    let authority = if application.is_by_agent() {
        write.find_authority(application.id).await?
    } else {
        None
    };
    let holds = authority
        .as_ref()
        .is_some_and(|filed| filed.agent_account == application.account);
    Ok(Listeners {
        // Until it has an owner who is known, the agent holds it.
        owner: (!holds).then_some(application.account),
        authority,
    })
}

/// The owner of an application, which is held, where one is known and the document under which it was
/// submitted is still theirs: whoever has lost it is not told any more how it goes on.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn bound_owner(
    app: &App,
    write: &Write,
    application: &Application,
) -> Result<Option<Uuid>> {
    let Some(owner) = listeners(write, application).await?.owner else {
        return Ok(None);
    };
    let answers = application.answers.effective(application.module);
    let proved = answers.proved();
    let mut members = answers.members().into_iter();
    let signed_in = members.find(|(who, _)| *who == proved);
    let Some(document) = signed_in.and_then(|(_, person)| person.document()) else {
        return Ok(None);
    };
    let person = app.sealer.person_index(&document.normalized());
    let bound = write.find_bound_account(&person).await?;
    Ok(bound.filter(|bound| *bound == owner))
}

/// The day that a message about an entry speaks of.
async fn day(
    write: &Write,
    application: &Application,
    event: EventKind,
    authority: Option<&FiledAuthority>,
) -> Result<Option<Day>> {
    use EventKind as E;
    if matches!(
        event,
        E::Passed | E::ManuallyPassed | E::Renewed | E::RenewalRefused
    ) {
        let certificate = application.certificate.as_ref();
        return Ok(certificate.map(|certificate| certificate.valid_until));
    }
    if event == E::Submitted {
        return Ok(authority.map(|filed| day_in_shanghai(filed.confirm_by)));
    }
    if event == EventKind::AnswerRequested {
        let review = write.find_review(application.id).await?;
        return Ok(review.and_then(|review| review.answer_by));
    }
    Ok(None)
}
