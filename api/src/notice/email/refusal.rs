//! What a mail server's refusal is about: the recipient's address, which then bounces, or anything
//! else, which is tried again. Where the server says more than a code (RFC 3463), that decides.
//! Of its words, which can quote the address, nothing is kept.

use std::error::Error as _;

use lettre::transport::smtp::Error;

use super::super::undelivered::{Trouble, Undelivered};

/// Codes that speak of a mailbox or its domain where they answer a recipient (RFC 5321, 4.2.3; RFC
/// 7504). 552 and 554 are about room and about anything.
const OF_MAILBOX: [u16; 5] = [521, 550, 551, 553, 556];

/// On the way there and on the way in: nothing that is said is about a recipient.
pub(super) fn of_way(error: &Error, otherwise: Trouble) -> Undelivered {
    let code = error.status().map(|code| Trouble::Status(code.into()));
    Undelivered::Later(code.unwrap_or(otherwise))
}

/// In answer to the recipient's address.
pub(super) fn of_recipient(error: &Error) -> Undelivered {
    let status = error.status().map(u16::from);
    if is_about_recipient(status, detail(error).as_deref(), true) {
        return Undelivered::Bounced;
    }
    match status {
        Some(code @ 450..=452) => Undelivered::Later(Trouble::Mailbox(code)),
        _ => of_way(error, Trouble::Broken),
    }
}

/// In answer to the message: some servers look for the mailbox only then, and say so in detail.
pub(super) fn of_message(error: &Error) -> Undelivered {
    let status = error.status().map(u16::from);
    if is_about_recipient(status, detail(error).as_deref(), false) {
        Undelivered::Bounced
    } else {
        of_way(error, Trouble::Broken)
    }
}

fn is_about_recipient(status: Option<u16>, detail: Option<&str>, answers_recipient: bool) -> bool {
    let Some(status) = status.filter(|status| (500..600).contains(status)) else {
        return false;
    };
    match detail {
        // X.1.7 and X.1.8 are about the sender's address.
        Some("5.1.7" | "5.1.8") => false,
        Some(detail) => detail.starts_with("5.1.") || detail.starts_with("5.2."),
        None => answers_recipient && OF_MAILBOX.contains(&status),
    }
}

/// The enhanced status code, such as `5.1.1`, if the server gives one.
fn detail(error: &Error) -> Option<String> {
    let words = error.source()?.to_string();
    let first = words.split_ascii_whitespace().next()?;
    let is_code = first.split('.').count() == 3
        && first
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    is_code.then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::is_about_recipient;

    #[test]
    fn only_what_is_said_of_the_mailbox_bounces() {
        for (status, detail, bounces) in [
            (Some(550), None, true),
            (Some(550), Some("5.1.1"), true),
            (Some(552), Some("5.2.2"), true),
            (Some(556), Some("5.1.10"), true),
            // The platform is not let in, or its mail is not wanted: nobody's address is wrong.
            (Some(550), Some("5.7.1"), false),
            (Some(553), Some("5.1.8"), false),
            (Some(552), None, false),
            (Some(554), None, false),
            (Some(530), None, false),
            (Some(450), Some("4.2.1"), false),
            (Some(450), None, false),
            (None, None, false),
        ] {
            let found = is_about_recipient(status, detail, true);
            assert_eq!(found, bounces, "{status:?} {detail:?}");
        }
        assert!(!is_about_recipient(Some(550), None, false));
        assert!(is_about_recipient(Some(550), Some("5.1.1"), false));
    }
}
