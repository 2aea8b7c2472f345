//! Random codes: the numbers that people quote, and the tokens that nobody may guess.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::purchase::Module;
use shared::values::Day;

use crate::error::{Error, Result};

/// The number of an application, `ZZ-2026-1120-7KQ2MX`: module, day, and six characters that tell
/// nothing about how many others there are.
///
/// # Errors
/// No randomness.
pub(super) fn application_number(module: Module, day: Day) -> Result<String> {
    let prefix = match module {
        Module::Residential => "ZZ",
        Module::Commercial => "SB",
    };
    Ok(format!("{prefix}-{}-{}", day.format("%Y-%m%d"), code(6)?))
}

/// The number of a certificate, `AJ-7KQ2-M9XW-4T8D`: it tells nothing and cannot be guessed.
///
/// # Errors
/// No randomness.
pub(super) fn certificate_number() -> Result<String> {
    Ok(format!("AJ-{}", in_groups_of_four(&code(12)?)))
}

/// The code by which a principal finds what an agent has filed, `7KQ2-M9XW-4T8D`: it cannot be guessed.
///
/// # Errors
/// No randomness.
pub(super) fn authority_code() -> Result<String> {
    Ok(in_groups_of_four(&code(12)?))
}

/// What somebody says at a window, `7KQ2-M9XW`: one of more than half a trillion.
///
/// # Errors
/// No randomness.
pub(super) fn window_code() -> Result<String> {
    Ok(in_groups_of_four(&code(8)?))
}

/// The code of a link, 128 random bits as 22 characters: it cannot be guessed.
///
/// # Errors
/// No randomness.
pub(super) fn link_code() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::unexpected(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// 256 random bits as 43 characters.
///
/// # Errors
/// No randomness.
pub(super) fn random_token() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Error::unexpected(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Whether a text has the form of a token.
pub(super) fn is_token(text: &str) -> bool {
    URL_SAFE_NO_PAD
        .decode(text)
        .is_ok_and(|bytes| bytes.len() == 32)
}

/// Characters without 0, 1, I, L, O, U, which are misread or spell words; five bits each.
fn code(length: usize) -> Result<String> {
    const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
    const SIZE: u8 = 30;
    let mut out = String::with_capacity(length);
    while out.len() < length {
        let mut byte = [0_u8; 1];
        getrandom::fill(&mut byte).map_err(|error| Error::unexpected(error.to_string()))?;
        let [byte] = byte;
        // 240 is the largest multiple of 30 in a byte: nothing above it, so that no character is
        // likelier than another.
        if byte < 240
            && let Some(character) = ALPHABET.get(usize::from(byte % SIZE))
        {
            out.push(char::from(*character));
        }
    }
    Ok(out)
}

fn in_groups_of_four(code: &str) -> String {
    let groups: Vec<&str> = [0..4, 4..8, 8..12]
        .into_iter()
        .filter_map(|range| code.get(range))
        .collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_number_is_read_in_groups_of_four() {
        assert_eq!(in_groups_of_four("7KQ2M9XW4T8D"), "7KQ2-M9XW-4T8D");
        assert_eq!(in_groups_of_four("7KQ2M9XW"), "7KQ2-M9XW");
    }

    #[test]
    fn tokens_are_long_and_differ() {
        let (one, other) = (random_token().unwrap(), random_token().unwrap());
        assert!(is_token(&one) && is_token(&other) && one != other);
        assert!(!is_token("short"));
    }
}
