//! Whether a code is one that the platform has signed.

use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};

use super::claims::{CODE_TYPE, Claims};
use super::status::{LIST_TYPE, StatusListClaims};
use crate::jws::{PublicKey, PublicKeys, Unverified, decode};

/// Why a code is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It is not the code of a certificate at all, or not a whole one.
    NoCode,
    /// It is signed with a key that is not among those that are known: a forgery, or the keys are old.
    UnknownKey,
    /// The signature does not hold: it was changed, or made up.
    Forged,
    /// It holds, but another platform issued it.
    OtherIssuer,
}

/// The code in what somebody has pasted or scanned: the address of the page that checks it, or the code
/// alone, with spaces and line breaks from wherever it was copied.
#[must_use]
pub fn code_in(text: &str) -> String {
    let code = text.rsplit_once('#').map_or(text, |(_, code)| code);
    code.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// What a code says, if one of the keys has signed it and that platform has issued it. Whether the
/// validity runs is another question ([`Claims::term`]).
///
/// # Errors
/// Why it is not believed.
pub fn check(code: &str, keys: &PublicKeys, issuer: &str) -> Result<Claims, Doubt> {
    let read = Unverified::read(code, CODE_TYPE).ok_or(Doubt::NoCode)?;
    let key = keys.find(&read.kid).ok_or(Doubt::UnknownKey)?;
    if !has_signed(key, &read) {
        return Err(Doubt::Forged);
    }
    let claims: Claims = read.claims().ok_or(Doubt::NoCode)?;
    if claims.iss == issuer {
        Ok(claims)
    } else {
        Err(Doubt::OtherIssuer)
    }
}

/// What a status list says, if one of the keys has signed it and it is that of the address.
#[must_use]
pub fn check_list(token: &str, keys: &PublicKeys, uri: &str) -> Option<StatusListClaims> {
    let read = Unverified::read(token.trim(), LIST_TYPE)?;
    let key = keys.find(&read.kid)?;
    let claims: StatusListClaims = has_signed(key, &read).then(|| read.claims()).flatten()?;
    (claims.sub == uri).then_some(claims)
}

fn has_signed(key: &PublicKey, read: &Unverified<'_>) -> bool {
    let holds = || {
        let point = [vec![4], decode(&key.x)?, decode(&key.y)?].concat();
        let key = VerifyingKey::from_sec1_bytes(&point).ok()?;
        let signature = Signature::from_slice(&decode(read.signature)?).ok()?;
        key.verify(read.signed.as_bytes(), &signature).ok()
    };
    holds().is_some()
}
