//! On what terms a client is registered, as they were written and as they are taken in.

use chrono::TimeDelta;
use shared::client::network::Network;
use shared::client::{ClientContact, LONGEST_TEXT, MOST_CONTACTS, MOST_NETWORKS, SaveClient};
use shared::form::given_line;
use shared::issue::{Issue, IssueCode};
use shared::organization::{OrganizationCode, OrganizationFault};
use shared::scope::Scope;
use shared::values::{Day, Moment};

use crate::error::{Error, Result};

/// By how much Shanghai is ahead of UTC.
const SHANGHAI: TimeDelta = TimeDelta::hours(8);

/// On what terms a client is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Whose program it is, and which.
    pub name: String,
    /// What it is to do.
    pub scopes: Vec<Scope>,
    /// From where alone it calls; from everywhere where there is none.
    pub networks: Vec<Network>,
    /// Whom to turn to about it.
    pub contacts: Vec<ClientContact>,
    /// From when on it may do nothing any more.
    pub expires_at: Option<Moment>,
    /// The organisation whose users sign in as its sellers.
    pub organization: Option<OrganizationCode>,
}

/// Takes in what was written.
///
/// # Errors
/// Something is missing, too long, too much, or not of its form.
pub fn check_terms(input: &SaveClient) -> Result<Terms> {
    let mut issues = Vec::new();
    let mut say = |pointer: String, code: IssueCode| issues.push(Issue { pointer, code });
    let name = given_line(&input.name, LONGEST_TEXT).unwrap_or_else(|code| {
        say("/name".to_owned(), code);
        String::new()
    });
    let mut scopes = input.scopes.clone();
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        say("/scopes".to_owned(), IssueCode::ChooseOne);
    }
    if input.networks.len() > MOST_NETWORKS {
        say("/networks".to_owned(), IssueCode::TooMany);
    }
    let mut networks = Vec::new();
    for (n, text) in input.networks.iter().enumerate().take(MOST_NETWORKS) {
        match Network::read(text.trim()) {
            Some(network) => networks.push(network),
            None => say(format!("/networks/{n}"), IssueCode::Network),
        }
    }
    if input.contacts.is_empty() {
        say("/contacts".to_owned(), IssueCode::Required);
    } else if input.contacts.len() > MOST_CONTACTS {
        say("/contacts".to_owned(), IssueCode::TooMany);
    }
    let mut contacts = Vec::new();
    for (n, contact) in input.contacts.iter().enumerate().take(MOST_CONTACTS) {
        let mut given = |text: &str, key: &str| {
            given_line(text, LONGEST_TEXT).unwrap_or_else(|code| {
                say(format!("/contacts/{n}/{key}"), code);
                String::new()
            })
        };
        let name = given(&contact.name, "name");
        let reach = given(&contact.reach, "reach");
        contacts.push(ClientContact { name, reach });
    }
    let expires_at = input.expires_on.map(end_of);
    if expires_at.is_some_and(|end| end.is_none()) {
        say("/expires_on".to_owned(), IssueCode::OutOfRange);
    }
    let organization = input.organization_code.as_deref();
    let organization = match organization.map(OrganizationCode::read).transpose() {
        Ok(organization) => organization,
        Err(fault) => {
            let code = match fault {
                OrganizationFault::Form => IssueCode::OrganizationForm,
                OrganizationFault::CheckCharacter => IssueCode::OrganizationCheck,
            };
            say("/organization_code".to_owned(), code);
            None
        }
    };
    if !issues.is_empty() {
        return Err(Error::invalid_answers(issues));
    }
    Ok(Terms {
        name,
        scopes,
        networks,
        contacts,
        expires_at: expires_at.flatten(),
        organization,
    })
}

/// Takes in why a client is to be disabled.
///
/// # Errors
/// It is missing or too long.
pub(super) fn check_reason(reason: &str) -> Result<String> {
    given_line(reason, LONGEST_TEXT).map_err(|code| Error::issue("/reason", code))
}

/// The end of a day in Shanghai; none at the end of time.
fn end_of(day: Day) -> Option<Moment> {
    let next = day.succ_opt()?.and_hms_opt(0, 0, 0)?.and_utc();
    next.checked_sub_signed(SHANGHAI)
}
