//! The people as a table for the terminal.

use sandbox::People;
use sandbox::people::{Module, Outcome};

/// Columns of equal width; Chinese characters take two places.
pub(crate) fn table(people: &People) -> String {
    let mut text = format!(
        "The password of everybody with a user name is {}. Adults with — are free to register \
         under their name.\nOutcomes hold under the policy in force since 2026-08-08.\n",
        sandbox::PASSWORD
    );
    for theme in people.themes() {
        text.push_str(&format!("\n{} / {}\n", theme.title.zh, theme.title.en));
        for household in &theme.households {
            text.push_str(&format!("\n  {}: {}\n", household.key, household.story.en));
            for member in &household.members {
                let sign_in = member.sign_in.as_deref().unwrap_or("—");
                text.push_str(&format!(
                    "    {} {} {} {} {}\n",
                    padded(&member.name, 20),
                    padded(sign_in, 16),
                    member.born,
                    member.document.kind.slug(),
                    member.document.number,
                ));
            }
            for application in &household.applications {
                let name = people
                    .member(&application.signed_in)
                    .map_or("", |m| m.name.as_str());
                text.push_str(&format!(
                    "    → {name}, {}: {} ({})\n",
                    match application.module {
                        Module::Residential => "residential",
                        Module::Commercial => "commercial",
                    },
                    match application.outcome {
                        Outcome::Eligible => "eligible",
                        Outcome::Ineligible => "ineligible",
                        Outcome::ManualReview => "manual review",
                        Outcome::NotChecked => "not checked",
                    },
                    application.reason
                ));
            }
        }
    }
    text
}

fn padded(text: &str, width: usize) -> String {
    let taken: usize = text
        .chars()
        .map(|c| if c > '\u{2e80}' { 2 } else { 1 })
        .sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(taken)))
}
