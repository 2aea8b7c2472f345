//! Cases that an officer may not work on: those that name the officer, those of anybody with whom the
//! officer is or was in an application, and those in which such a person is agent or principal. For the officer they do not exist.

use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::CaseWorker;
use crate::store::applications::Application;

/// Whose cases an officer may not work on.
#[derive(Debug)]
pub(super) struct Excluded {
    account: Uuid,
    /// Blind indexes of the officer and of the others.
    people: Vec<Vec<u8>>,
    /// What one of them has filed as agent.
    filed: Vec<Uuid>,
}

impl Excluded {
    /// Finds out whose.
    pub(super) async fn of(app: &App, who: &CaseWorker) -> Result<Self> {
        Self::of_person(app, who.account(), who.person_index()).await
    }

    /// The same of an officer who works on no cases.
    pub(super) async fn of_person(app: &App, account: Uuid, person: &[u8]) -> Result<Self> {
        let mut people = app.store.list_kept_with(person).await?;
        people.extend(app.store.list_bound_with(person).await?);
        people.push(person.to_vec());
        Ok(Self {
            account,
            filed: app.store.list_filed_by(&people).await?,
            people,
        })
    }

    /// Whether something that is about a person and one or more accounts is one of them.
    pub(super) fn covers_person(
        &self,
        person: &[u8],
        mut accounts: impl Iterator<Item = Uuid>,
    ) -> bool {
        self.people.iter().any(|one| one == person) || accounts.any(|one| one == self.account)
    }

    /// Whether an application is one of them.
    pub(super) fn covers(&self, app: &App, application: &Application) -> bool {
        let answers = application.answers.effective(application.module);
        let named = answers.documents().into_iter().any(|(_, document)| {
            let person = app.sealer.person_index(&document);
            self.people.contains(&person)
        });
        named || self.filed.contains(&application.id) || application.account == self.account
    }
}
