//! A newcomer applies at the platform as anybody does, in a browser: signs in here, binds the document,
//! answers the form and submits, and waits for what comes of it.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::{HeaderName, IF_MATCH};
use serde_json::{Value, json};
use shared::account::BindDocument;
use shared::application::{State, SubState};
use shared::registry::Registry;
use tokio::time::Instant;

use super::browser::{Browser, PlatformError, Sent};
use crate::clock;
use crate::faults::{Fault, FaultKind};
use crate::newcomers::NobodyCame;
use crate::people::outcomes::PersonOutcome;
use crate::people::{Application, Household, Member, PASSWORD};
use crate::town::{Town, lock};

/// How long a result may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is looked for.
const POLL: Duration = Duration::from_millis(150);

/// Why nobody applied.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotApplied {
    /// Nobody came.
    #[error(transparent)]
    NobodyCame(#[from] NobodyCame),
    /// The platform did not do it.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// The outcome has nobody who applies: the program is at fault.
    #[error("the newcomer has no application")]
    NoApplication,
}

/// Lets somebody new come, whose application will end so.
pub(crate) fn let_in(town: &Town, outcome: PersonOutcome) -> Result<&Household, NotApplied> {
    let key = lock(&town.newcomers).let_in(&town.people, outcome)?;
    let mut homes = town.people.households();
    let home = homes.find(|home| home.members.iter().any(|member| member.key == key));
    let home = home.ok_or(NotApplied::NoApplication)?;
    if outcome == PersonOutcome::RegistrySilent
        && let Some(person) = home.members.first()
    {
        // An answer about somebody else counts as none, and keeps nobody else waiting: a registry that
        // answers nothing at all would be left alone for a while, whoever is asked about.
        let fault = Fault {
            fault: FaultKind::OtherPerson,
            seconds: None,
            times: None,
            document: Some(person.document.clone()),
            units: false,
        };
        lock(&town.faults).set(Registry::Property, fault);
    }
    Ok(home)
}

/// What there is to know of a newcomer.
pub(crate) fn person(town: &Town, outcome: PersonOutcome, home: &Household) -> Value {
    let today = town.today.unwrap_or_else(clock::today);
    let application = home.applications.first();
    let member = home.members.first();
    json!({
        "outcome": outcome,
        "story": home.story,
        "name": member.map(|member| &member.name),
        "sign_in": member.map(|member| &member.sign_in),
        "password": PASSWORD,
        "born": member.map(|member| member.born),
        "document": member.map(|member| &member.document),
        "module": application.map(|application| application.module),
        "expected": application.map(|application| json!({
            "outcome": application.outcome,
            "reason": application.reason,
        })),
        "answers": application.map(|application| application.answers(&town.people, today)),
    })
}

/// Has a newcomer apply; answers what has come of it when it is decided, waits for an officer or for a
/// registry, or nothing has come for half a minute.
pub(crate) async fn apply(town: &Town, home: &Household) -> Result<Value, NotApplied> {
    let pair = home.members.first().zip(home.applications.first());
    let (person, application) = pair.ok_or(NotApplied::NoApplication)?;
    let platform = town.platform().ok_or(PlatformError::Unknown)?;
    let mut browser = sign_in(town, &platform, person).await?;
    let at = submit(town, &platform, &mut browser, person, application).await?;
    let until = Instant::now() + PATIENCE;
    loop {
        let detail = browser
            .get("reading the result", &at)
            .await?
            .done()?
            .content;
        if has_ended(&detail) || Instant::now() > until {
            return Ok(told(person, &detail));
        }
        tokio::time::sleep(POLL).await;
    }
}

/// Whether nothing more comes of it by itself.
fn has_ended(detail: &Value) -> bool {
    let said = |key: &str| {
        detail
            .pointer(&format!("/summary/{key}"))
            .and_then(Value::as_str)
    };
    let waits = [SubState::ManualReview, SubState::AwaitingRegistries].map(SubState::slug);
    said("state") != Some(State::Pending.slug())
        || said("sub_state").is_some_and(|state| waits.contains(&state))
}

/// What an integrator needs of the result.
fn told(person: &Member, detail: &Value) -> Value {
    let get = |pointer: &str| detail.pointer(pointer).cloned().unwrap_or_default();
    json!({
        "application_id": get("/summary/id"),
        "application_number": get("/summary/number"),
        "state": get("/summary/state"),
        "sub_state": get("/summary/sub_state"),
        "certificate_number": get("/certificate/number"),
        "valid_until": get("/certificate/valid_until"),
        "document_number": person.document.number,
    })
}

/// Signs in by the city, and binds the document.
async fn sign_in(town: &Town, platform: &str, person: &Member) -> Result<Browser, PlatformError> {
    let mut browser = Browser::new(town.http.clone());
    let begin = format!("{platform}/auth/sign-in?return_to=/&lang=en");
    let city = browser.get("signing in", &begin).await?.location()?;
    let page = browser.get("at the identity platform", &city).await?;
    let page = page.location()?;
    let request = url::Url::parse(&page).ok().and_then(|page| {
        let mut pairs = page.query_pairs();
        let found = pairs.find(|(name, _)| name == "request");
        found.map(|(_, value)| value.into_owned())
    });
    let form = [
        ("request", request.as_deref().unwrap_or_default()),
        ("user_name", person.sign_in.as_deref().unwrap_or_default()),
        ("password", PASSWORD),
    ];
    let sent = Sent {
        form: Some(&form),
        ..Sent::default()
    };
    let to = format!("{}/sign-in", town.issuer);
    let back = browser.send("user name and password", Method::POST, &to, sent);
    let back = back.await?.location()?;
    browser.get("coming back", &back).await?.location()?;
    let bind = BindDocument {
        document: person.document.clone(),
        citizen_number: None,
    };
    let to = format!("{platform}/api/v1/account/document");
    let bound = browser.send("binding the document", Method::PUT, &to, Sent::json(bind));
    bound.await?.done()?;
    Ok(browser)
}

/// Answers the form and submits it; gives the address of the application.
async fn submit(
    town: &Town,
    platform: &str,
    browser: &mut Browser,
    person: &Member,
    application: &Application,
) -> Result<String, NotApplied> {
    let today = town.today.unwrap_or_else(clock::today);
    let answers = application.answers(&town.people, today);
    let answers = answers.ok_or(NotApplied::NoApplication)?;
    let all = format!("{platform}/api/v1/applications");
    let key = HeaderName::from_static("idempotency-key");
    let module = Sent::json(json!({ "module": application.module }));
    // A newcomer makes one.
    let module = module.with(key, &person.key);
    let draft = browser
        .send("a draft", Method::POST, &all, module)
        .await?
        .done()?;
    let id = draft.content.get("id").and_then(Value::as_str);
    let at = format!("{all}/{}", id.unwrap_or_default());
    let content = json!({ "resume_at": "submit", "answers": answers });
    let content = Sent::json(content).with(IF_MATCH, &draft.etag);
    let to = format!("{at}/answers");
    let saved = browser.send("saving the answers", Method::PUT, &to, content);
    let saved = saved.await?.done()?;
    let to = format!("{at}/submission");
    let version = Sent::default().with(IF_MATCH, &saved.etag);
    browser
        .send("submitting", Method::POST, &to, version)
        .await?
        .done()?;
    Ok(at)
}
