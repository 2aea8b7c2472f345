//! Binding a document to an account (用户绑定): one document, one account, and only the document of the
//! person who signed in. Who shows a military document gives the citizen's number as well, so that
//! one person is one person.
//!
//! A caller who is curious about other people's documents learns nothing: a number that is not on
//! record, one of somebody else and one that is bound already get the same answer, after the same
//! work. Five wrong tries lock binding for half an hour, however many are made at once: those of
//! one account, and those of one number from whichever accounts, whether it is anybody's or not.
//! The lock of a number never keeps out the person whose it is, so that nobody can shut out
//! another.
//!
//! Who knows a name and a number is not yet who they belong to: binding asks for the configured
//! level of identity. A binding that somebody else made all the same is taken over where the
//! provider asserts the very number.

use shared::account::{Account, BindDocument, Identity};
use shared::document::{Document, DocumentFault};
use shared::form::is_too_long;
use shared::issue::{Issue, IssueCode};
use shared::message::MessageKind;
use shared::problem::ProblemKind;
use shared::registry::{PopulationRecord, Question};
use shared::text::same_name;
use shared::values::Lang;

use super::access::{BoundUser, SignedInUser, later};
use super::authorities::claiming::claim_filed;
use super::limits::{Bucket, spend};
use super::members::naming::tell_where_named;
use super::messages::promising::{Promise, promise};
use super::messages::settings::remember_language;
use super::sessions::{act, bound_document, show};
use super::take_over::{Taking, close_request, take_over};
use super::tries::{LOCK, refuse_locked};
use crate::app::App;
use crate::error::{Error, Result};
use crate::registry::Silence;
use crate::registry::records::Population;
use crate::store::accounts::{Binding, Profile};
use crate::store::audit::Actor;

/// What is told while binding is locked.
const LOCKED: ProblemKind = ProblemKind::BindingLocked;

/// Lets somebody offer a document: before it is read, so that nobody can have much read.
///
/// # Errors
/// Documents were offered too often.
pub fn admit(app: &App, who: &SignedInUser) -> Result<()> {
    spend(app, Bucket::Bind, who.account().as_bytes())
}

/// Binds a document to the account; what is told of it comes in the caller's language.
///
/// # Errors
/// The provider does not know the person well enough, the binding of this account was taken over,
/// the number is not of its form, it does not belong to the person who signed in, it is bound
/// already, binding is locked, or the population registry is silent; silence counts as no try.
pub async fn bind_document(
    app: &App,
    who: &SignedInUser,
    input: BindDocument,
    language: Lang,
) -> Result<Account> {
    if who.is_bound() {
        return Err(ProblemKind::AlreadyBound.into());
    }
    if who.binding_lost_at().is_some() {
        return Err(ProblemKind::BindingTakenOver.into());
    }
    if !who.level_suffices(app) {
        return Err(ProblemKind::IdentityNotVerified.into());
    }
    let identity = offered(&who.profile().name, input)?;
    let keys = Keys::of(app, who, &identity);
    refuse_locked(
        &app.store.list_tries(&keys.account).await?,
        LOCKED,
        app.now(),
    )?;
    let matches = is_owner_of(app, who.profile(), &identity).await?;
    let binding = binding_of(app, identity);
    remember_language(app, who.account(), language).await?;
    match try_to_bind(app, who, &binding, &keys, matches).await? {
        Tried::Bound => {}
        Tried::Refused => return Err(ProblemKind::BindingRefused.into()),
        // Another account bound the same document in this very moment: a wrong try like any other.
        Tried::Raced => {
            try_to_bind(app, who, &binding, &keys, false).await?;
            return Err(ProblemKind::BindingRefused.into());
        }
    }
    Ok(Account {
        bound: Some(bound_document(&binding)),
        before_binding: None,
        ..show(app, who)
    })
}

/// Shows a person's own full name and number; that it was shown is written down.
///
/// # Errors
/// It was shown too often.
pub async fn read_identity(app: &App, who: &BoundUser) -> Result<Identity> {
    spend(app, Bucket::ReadIdentity, who.account().as_bytes())?;
    let write = app.store.begin().await?;
    write.hold_account(who.account()).await?;
    write
        .record_audit(act(who.account(), app.now(), "read_identity"))
        .await?;
    write.commit().await?;
    Ok(who.identity().clone())
}

/// Whether provider and population registry agree that a document is that of the person.
///
/// # Errors
/// The registry is silent.
pub(super) async fn is_owner_of(app: &App, profile: &Profile, identity: &Identity) -> Result<bool> {
    // Asked even where the claims alone would say no, so that every refusal takes the same way.
    let record = ask_who(app, identity).await?;
    // Of two people of one name and birth date the number tells them apart.
    Ok(asserts(profile, identity) != Some(false)
        && record.is_some_and(|record| agree(profile, &identity.person(), &record)))
}

/// What is bound of an identity.
pub(super) fn binding_of(app: &App, identity: Identity) -> Binding {
    Binding {
        person_index: app.sealer.person_index(&identity.person()),
        identity,
    }
}

/// Whom somebody of that name says to be, once the numbers are of their form.
///
/// # Errors
/// A number is not of its form.
pub(super) fn offered(name: &str, input: BindDocument) -> Result<Identity> {
    refuse_endless(&input)?;
    let document = input.document.normalized();
    let citizen_number = input.citizen_number.as_deref();
    document.check().map_err(|fault| {
        issue(match fault {
            DocumentFault::Nationality => ("/document/nationality", fault),
            DocumentFault::Empty
            | DocumentFault::Form
            | DocumentFault::BirthDate
            | DocumentFault::CheckCharacter => ("/document/number", fault),
        })
    })?;
    document
        .check_citizen_number(citizen_number)
        .map_err(|fault| issue(("/citizen_number", fault)))?;
    let own = document.of_person(citizen_number);
    Ok(Identity {
        name: name.to_owned(),
        citizen_number: own
            .filter(|_| document.kind.asks_citizen_number())
            .map(|own| own.normalized().number),
        document,
    })
}

fn refuse_endless(input: &BindDocument) -> Result<()> {
    let texts = [
        ("/document/number", Some(&input.document.number)),
        ("/document/nationality", input.document.nationality.as_ref()),
        ("/citizen_number", input.citizen_number.as_ref()),
    ];
    let endless = texts
        .into_iter()
        .filter(|(_, text)| text.is_some_and(|text| is_too_long(text)));
    let issues: Vec<Issue> = endless
        .map(|(pointer, _)| Issue {
            pointer: pointer.to_owned(),
            code: IssueCode::TooLong,
        })
        .collect();
    if issues.is_empty() {
        Ok(())
    } else {
        Err(Error::invalid_answers(issues))
    }
}

/// What the population registry holds of somebody: of a military document and a citizen's number
/// only where both lead to one record.
async fn ask_who(app: &App, identity: &Identity) -> Result<Option<PopulationRecord>> {
    let ask = async |document: Document| {
        let question = Question {
            name: identity.name.clone(),
            document,
            on: app.today(),
        };
        let reply = app
            .registries
            .ask::<Population>(&question, || app.now())
            .await;
        // Why it is silent has been logged where it was asked.
        reply.map(|reply| reply.record).map_err(unavailable)
    };
    let person = identity.person();
    let (shown, own) = if person == identity.document {
        let record = ask(person).await?;
        (record.clone(), record)
    } else {
        futures::future::try_join(ask(identity.document.clone()), ask(person)).await?
    };
    Ok(if shown == own { own } else { None })
}

/// The registry is silent; where it is left alone for a while, until then.
fn unavailable(silence: Silence) -> Error {
    let kind = ProblemKind::UpstreamUnavailable;
    match silence.rest() {
        Some(left) => Error::retry_after(kind, left.as_secs().saturating_add(1)),
        None => kind.into(),
    }
}

enum Tried {
    Bound,
    Refused,
    Raced,
}

/// What wrong tries are counted under.
struct Keys {
    /// The account.
    account: [Vec<u8>; 1],
    /// The document, and the citizen's number where there is one beside it.
    numbers: Vec<Vec<u8>>,
}

impl Keys {
    fn of(app: &App, who: &SignedInUser, identity: &Identity) -> Self {
        let account = [b"binding/", who.account().as_bytes().as_slice()].concat();
        let mut numbers = vec![
            app.sealer.person_index(&identity.document),
            app.sealer.person_index(&identity.person()),
        ];
        numbers.dedup();
        Self {
            account: [app.sealer.index(&account)],
            numbers,
        }
    }

    fn all(&self) -> Vec<Vec<u8>> {
        self.account.iter().chain(&self.numbers).cloned().collect()
    }
}

/// Binds or counts a wrong try, while nobody else can change the account or the counts: of tries
/// made at once each is counted, and none gets past a lock that another one caused.
async fn try_to_bind(
    app: &App,
    who: &SignedInUser,
    binding: &Binding,
    keys: &Keys,
    matches: bool,
) -> Result<Tried> {
    let id = who.account();
    let write = app.store.begin().await?;
    write.hold_account(id).await?;
    let now = app.now();
    if write.find_binding(id).await?.is_some() {
        return Err(ProblemKind::AlreadyBound.into());
    }
    refuse_locked(&write.hold_tries(&keys.account, now).await?, LOCKED, now)?;
    let of_numbers = write.hold_tries(&keys.numbers, now).await?;
    let holder = write.find_bound_account(&binding.person_index).await?;
    let is_owner = asserts(who.profile(), &binding.identity) == Some(true);
    if matches && (holder.is_none() || is_owner) {
        if let Some(holder) = holder {
            let actor = Actor::Account(id);
            let taking = Taking {
                holder,
                owner: id,
                actor,
            };
            take_over(app, &write, taking, now).await?;
        } else {
            let told = Promise::about_account(id, MessageKind::DocumentBound, now);
            promise(app, &write, &[told], now).await?;
        }
        if !write.add_binding(id, binding, now).await? {
            return Ok(Tried::Raced);
        }
        let by = (id, Actor::Account(id));
        claim_filed(app, &write, &binding.person_index, by, now).await?;
        tell_where_named(app, &write, &binding.person_index, id, now).await?;
        write.delete_tries(&keys.all()).await?;
        write.record_audit(act(id, now, "bind_document")).await?;
        // Whoever has a document needs no window any more.
        close_request(&write, id, now).await?;
        write.commit().await?;
        return Ok(Tried::Bound);
    }
    refuse_locked(&of_numbers, LOCKED, now)?;
    let tries = write
        .count_tries(&keys.all(), now, later(now, LOCK))
        .await?;
    let locked = refuse_locked(&tries, LOCKED, now);
    let action = if locked.is_ok() {
        "refuse_binding"
    } else {
        "lock_binding"
    };
    write.record_audit(act(id, now, action)).await?;
    write.commit().await?;
    locked.map(|()| Tried::Refused)
}

/// Whether provider, document and registry speak of the same person.
fn agree(profile: &Profile, person: &Document, record: &PopulationRecord) -> bool {
    let born = person.birth_date();
    // What the provider has verified has to be said in full; of somebody who merely registered
    // there it may know no more than the name, and the registry's word counts.
    let told = profile
        .born
        .map_or(!profile.verified, |day| day == record.born);
    same_name(&profile.name, &record.name) && told && born.is_none_or(|day| day == record.born)
}

/// Whether the number that the provider asserts is the one that was offered; none where it asserts
/// none, or one of a document of another kind.
pub(super) fn asserts(profile: &Profile, identity: &Identity) -> Option<bool> {
    let asserted = Document::of_citizen(profile.document_number.as_deref()?).normalized();
    let person = identity.person();
    if [&person.number, &identity.document.normalized().number].contains(&&asserted.number) {
        return Some(true);
    }
    let both_citizens = asserted.check().is_ok() && person.kind == asserted.kind;
    both_citizens.then_some(false)
}

fn issue((pointer, fault): (&str, DocumentFault)) -> Error {
    Error::invalid_answers(vec![Issue {
        pointer: pointer.to_owned(),
        code: fault.into(),
    }])
}
