//! What an identity token has to prove before anybody is believed to be somebody.

use openidconnect::core::CoreJwsSigningAlgorithm;
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, Nonce, SignatureVerificationError,
};

use super::claims::{Client, IdToken, IdTokenClaims};
use super::error::IdentityError;

/// Signatures that count: asymmetric ones only, never `none`.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 2] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
];

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

/// Verifies an identity token: signature, issuer, audience, time, nonce, and that it belongs to the
/// access token (Core 1.0, sections 3.1.3.7 and 3.1.3.8).
pub(super) fn verify(
    client: &Client,
    token: &IdToken,
    nonce: &Nonce,
    access: &AccessToken,
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
