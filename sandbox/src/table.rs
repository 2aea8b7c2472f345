//! The people as a table for the terminal: one line for each application.

use sandbox::People;

/// Who signs in or registers, with which document, and what comes of it.
pub(crate) fn table(people: &People) -> String {
    let mut text = format!(
        "The password of everybody with a user name is {}. People with \"(register)\" have no\n\
         account: register under their name, then bind their document. Families, children and\n\
         stories are on the city's own first page. Outcomes: policy in force since 2026-08-08.\n",
        sandbox::PASSWORD
    );
    for theme in people.themes() {
        text.push_str(&format!("\n{} / {}\n", theme.title.zh, theme.title.en));
        for application in theme
            .households
            .iter()
            .flat_map(|household| &household.applications)
        {
            let Some(person) = people.member(&application.signed_in) else {
                continue;
            };
            text.push_str(&format!(
                "  {} {} {} {} {}: {} ({})\n",
                padded(person.sign_in.as_deref().unwrap_or("(register)"), 14),
                padded(&person.name, 13),
                padded(&person.document.number, 19),
                padded(person.document.kind.slug(), 25),
                application.module.slug(),
                application.outcome.slug(),
                application.reason.slug(),
            ));
        }
    }
    text.push_str("\nOfficers sign in at /auth/officer, with the code that the page shows:\n");
    for officer in people.members().filter(|member| !member.roles.is_empty()) {
        let roles: Vec<&str> = officer.roles.iter().map(|role| role.slug()).collect();
        text.push_str(&format!(
            "  {} {} {} {}\n",
            padded(officer.sign_in.as_deref().unwrap_or("(register)"), 14),
            padded(&officer.name, 13),
            padded(&officer.document.number, 19),
            roles.join(", "),
        ));
    }
    text.push_str("\nSellers sign in at /auth/seller, once `api clients add --organization` has their code:\n");
    for seller in people.members() {
        let Some(organization) = &seller.organization else {
            continue;
        };
        text.push_str(&format!(
            "  {} {} {} {}\n",
            padded(seller.sign_in.as_deref().unwrap_or("(register)"), 14),
            padded(&seller.name, 13),
            padded(organization.code.as_str(), 19),
            organization.name,
        ));
    }
    text
}

/// Fills up with blanks to a width, so that columns stand below each other; in a terminal a Chinese
/// character takes two places.
fn padded(text: &str, width: usize) -> String {
    let taken: usize = text
        .chars()
        .map(|c| if c > '\u{2e80}' { 2 } else { 1 })
        .sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(taken)))
}
