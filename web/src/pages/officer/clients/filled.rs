//! The terms of a client as they are filled in, and what is wrong with them.

use leptos::prelude::*;
use shared::client::{Client, ClientContact, SaveClient};
use shared::problem::FieldProblem;
use shared::scope::Scope;
use shared::values::Day;

use crate::ui::field::{Field, field_id};

/// A contact that is filled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contact {
    /// Which of all that were there it is.
    pub(super) key: usize,
    /// The name.
    pub(super) name: RwSignal<String>,
    /// How to reach them.
    pub(super) reach: RwSignal<String>,
}

/// What is filled in. Copy it into every handler.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filled {
    /// The version that is changed; none to register one.
    pub(super) version: Option<u32>,
    /// The name.
    pub(super) name: RwSignal<String>,
    /// What it may do.
    pub(super) scopes: RwSignal<Vec<Scope>>,
    /// From where it calls, as text.
    pub(super) networks: RwSignal<String>,
    /// Whom to turn to.
    pub(super) contacts: RwSignal<Vec<Contact>>,
    /// How many contacts there were.
    made: RwSignal<usize>,
    /// The last day, as text.
    pub(super) expires: RwSignal<String>,
    /// The last day as it was.
    pub(super) known_day: Option<Day>,
    /// The code of the organisation whose people act for it.
    pub(super) organization: RwSignal<String>,
}

impl Filled {
    /// The terms of a client, or those of a new one.
    pub(super) fn new(client: Option<&Client>) -> Self {
        let filled = Self {
            version: client.map(|client| client.version),
            name: RwSignal::new(client.map(|c| c.name.clone()).unwrap_or_default()),
            scopes: RwSignal::new(client.map(all_scopes).unwrap_or_default()),
            networks: RwSignal::new(client.map(|c| c.networks.join("\n")).unwrap_or_default()),
            contacts: RwSignal::new(Vec::new()),
            made: RwSignal::new(0),
            known_day: client.and_then(|client| client.expires_on),
            expires: RwSignal::new(
                client
                    .and_then(|client| client.expires_on)
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
            ),
            organization: RwSignal::new(
                client
                    .and_then(|client| client.organization_code.as_ref())
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            ),
        };
        for contact in client.iter().flat_map(|client| &client.contacts) {
            filled.add(contact.name.clone(), contact.reach.clone());
        }
        if client.is_none() {
            filled.add(String::new(), String::new());
        }
        filled
    }

    /// Adds a contact.
    pub(super) fn add(self, name: String, reach: String) {
        let key = self.made.get_untracked();
        self.made.set(key + 1);
        self.contacts.update(|all| {
            all.push(Contact {
                key,
                name: RwSignal::new(name),
                reach: RwSignal::new(reach),
            });
        });
    }

    /// What is sent; none where the day is no day.
    pub(super) fn read(self) -> Option<SaveClient> {
        let day = self.expires.get_untracked();
        let expires_on = match day.trim() {
            "" => None,
            day => Some(day.parse::<Day>().ok()?),
        };
        let networks = self.networks.get_untracked();
        let networks = networks.split(['\n', ',', '，', ' ']).map(str::trim);
        let contacts = self.contacts.get_untracked().into_iter();
        Some(SaveClient {
            version: self.version,
            name: self.name.get_untracked(),
            scopes: self.scopes.get_untracked(),
            networks: networks
                .filter(|network| !network.is_empty())
                .map(str::to_owned)
                .collect(),
            contacts: contacts
                .map(|contact| ClientContact {
                    name: contact.name.get_untracked(),
                    reach: contact.reach.get_untracked(),
                })
                .collect(),
            expires_on,
            organization_code: Some(self.organization.get_untracked().trim().to_owned())
                .filter(|code| !code.is_empty()),
        })
    }
}

/// What a client may do, or will as soon as it is confirmed.
pub(super) fn all_scopes(client: &Client) -> Vec<Scope> {
    let all = client.scopes.iter().chain(&client.proposed_scopes);
    let mut all: Vec<Scope> = all.copied().collect();
    all.sort_unstable();
    all
}

/// What is wrong with what was filled in, as the server has said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrong {
    /// All of it.
    pub(super) all: RwSignal<Vec<FieldProblem>>,
    /// Grows with each try that found some.
    pub(super) tries: RwSignal<u32>,
}

impl Wrong {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
            tries: RwSignal::new(0),
        }
    }

    /// Notes what a try has found.
    pub(super) fn put(self, found: Vec<FieldProblem>) {
        let any = !found.is_empty();
        self.all.set(found);
        if any {
            self.tries.update(|n| *n += 1);
        }
    }

    /// The field at a pointer; with `below`, also of what is wrong within it.
    pub(super) fn field(self, pointer: String, value: RwSignal<String>, below: bool) -> Field {
        let at = StoredValue::new(pointer.clone());
        let is_here = move |problem: &FieldProblem| {
            at.with_value(|at| {
                let within = problem.pointer.strip_prefix(at.as_str());
                within.is_some_and(|rest| rest.is_empty() || below && rest.starts_with('/'))
            })
        };
        Field {
            id: StoredValue::new(field_id(&pointer)),
            value: value.into(),
            error: Signal::derive(move || {
                self.all.with(|all| {
                    let found = all.iter().find(|problem| is_here(problem))?;
                    Some(found.detail.clone())
                })
            }),
            set: Callback::new(move |text| {
                if self.all.with_untracked(|all| all.iter().any(is_here)) {
                    self.all
                        .update(|all| all.retain(|problem| !is_here(problem)));
                }
                value.set(text);
            }),
        }
    }
}
