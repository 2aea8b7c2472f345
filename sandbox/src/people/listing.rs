//! Everybody as one JSON document.

use serde_json::{Value, json};
use shared::values::Day;

use super::{Household, PASSWORD, People};

impl People {
    /// Households with their members, stories and applications; each application with what comes
    /// of it under the policy of 2026-08-08 and the complete answers.
    #[must_use]
    pub fn listing(&self, on: Day) -> Value {
        let households: Vec<Value> = self
            .themes()
            .iter()
            .flat_map(|theme| {
                theme
                    .households
                    .iter()
                    .map(move |household| (theme, household))
            })
            .map(|(theme, household)| {
                let mut listed = self.listed(household, on);
                if let Value::Object(listed) = &mut listed {
                    listed.insert("theme".to_owned(), json!(theme.title));
                }
                listed
            })
            .collect();
        json!({ "password": PASSWORD, "households": households })
    }

    /// One household.
    pub(crate) fn listed(&self, household: &Household, on: Day) -> Value {
        json!({
            "key": household.key,
            "story": household.story,
            "members": household.members.iter().map(|member| json!({
                "key": member.key,
                "name": member.name,
                "sign_in": member.sign_in,
                "roles": member.roles,
                "born": member.born,
                "document": member.document,
                "also": member.also,
                "marital_status": member.marital,
            })).collect::<Vec<_>>(),
            "applications": household.applications.iter().map(|application| json!({
                "module": application.module,
                "applicant": application.applicant,
                "signed_in": application.signed_in,
                "outcome": application.outcome,
                "reason": application.reason,
                "refused_by_form": application.refused_by_form,
                "answers": application.answers(self, on),
            })).collect::<Vec<_>>(),
        })
    }
}
