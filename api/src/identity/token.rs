//! What an identity token has to prove before anybody is believed to be somebody.

use chrono::TimeDelta;
use openidconnect::core::CoreJwsSigningAlgorithm;
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, Nonce, SignatureVerificationError,
};
use shared::values::Moment;

use super::claims::{Client, IdToken, IdTokenClaims};
use super::error::IdentityError;

/// Signatures that count: asymmetric ones only, never `none`.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 2] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
];

/// How far the provider's clock may be from ours.
pub(super) const CLOCKS_DIFFER: TimeDelta = TimeDelta::seconds(60);

/// Why an identity token does not count.
pub(super) enum Unverified {
    /// Signed with a key that is not published, or was not when the keys were read.
    UnknownKey,
    /// Anything else.
    Other(&'static str),
}

impl From<Unverified> for IdentityError {
    fn from(error: Unverified) -> Self {
        let why = match error {
            Unverified::UnknownKey => "the token is signed with an unknown key",
            Unverified::Other(why) => why,
        };
        Self::Refused(why.to_owned())
    }
}

/// Verifies an identity token: signature, issuer, audience, authorised party, times, nonce, that it
/// names somebody, and that it belongs to the access token (Core 1.0, sections 2, 3.1.3.7 and
/// 3.1.3.8; RFC 7519, section 4.1.5).
pub(super) fn verify(
    client: &Client,
    token: &IdToken,
    nonce: &Nonce,
    access: &AccessToken,
    now: Moment,
) -> Result<IdTokenClaims, Unverified> {
    let verifier = client.id_token_verifier().set_allowed_algs(ALGORITHMS);
    let claims = token.claims(&verifier, nonce).map_err(|error| {
        let unknown_key = ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        );
        if error == unknown_key {
            Unverified::UnknownKey
        } else {
            Unverified::Other(kind_of(&error))
        }
    })?;
    refuse_odd(claims, client, now)?;
    if let Some(told) = claims.access_token_hash() {
        let key = token
            .signing_alg()
            .ok()
            .zip(token.signing_key(&verifier).ok());
        let real = key.and_then(|(alg, key)| AccessTokenHash::from_token(access, alg, key).ok());
        if real.as_ref() != Some(told) {
            return Err(Unverified::Other("the access token is another one"));
        }
    }
    Ok(claims.clone())
}

/// Refuses what the library lets pass.
fn refuse_odd(claims: &IdTokenClaims, client: &Client, now: Moment) -> Result<(), Unverified> {
    if claims.subject().is_empty() {
        return Err(Unverified::Other("the token names nobody"));
    }
    let party = claims.authorized_party();
    if party.is_some_and(|party| party.as_str() != client.client_id().as_str()) {
        return Err(Unverified::Other("the token was issued to somebody else"));
    }
    let latest = now.checked_add_signed(CLOCKS_DIFFER).unwrap_or(now);
    let begins = claims.additional_claims().not_before();
    if claims.issue_time() > latest || begins.is_some_and(|at| at > latest.timestamp()) {
        return Err(Unverified::Other("the token is not valid yet"));
    }
    Ok(())
}

/// What was wrong with a token, without the values in it: those may be personal.
fn kind_of(error: &ClaimsVerificationError) -> &'static str {
    use ClaimsVerificationError as E;
    if matches!(error, E::Expired(_)) {
        "the token has expired"
    } else if matches!(error, E::InvalidAudience(_) | E::InvalidIssuer(_)) {
        "the token is from or for somebody else"
    } else if matches!(error, E::InvalidNonce(_)) {
        "the token answers another request"
    } else if matches!(error, E::SignatureVerification(_)) {
        "the token's signature does not hold"
    } else {
        "the token's claims do not hold"
    }
}
