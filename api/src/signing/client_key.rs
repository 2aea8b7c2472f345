//! Public keys of clients, and assertions that clients sign with the other half (RFC 7523): ES256 or
//! PS256, by jsonwebtoken.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use shared::jws::{decode, encode};

/// Longer than any assertion has to be.
const LONGEST: usize = 8 * 1024;
/// How many bytes the modulus of an RSA key has: 2048 to 4096 bits.
const MODULUS: std::ops::RangeInclusive<usize> = 256..=512;
/// The public exponent of RSA keys, 65537: smaller ones are of old, larger ones cost time.
const EXPONENT: &str = "AQAB";

/// Why a text is no key that a client can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// It has the half that nobody but the client may know.
    Private,
    /// It is no public key for ES256 or PS256.
    Unusable,
}

/// The public key of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientKey {
    kind: Kind,
    /// What it is called: the thumbprint of RFC 7638.
    pub kid: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// A point on P-256.
    Ec { x: String, y: String },
    /// A modulus.
    Rsa { n: String },
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    used_for: Option<String>,
    // The private halves of both kinds, and a shared secret.
    d: Option<serde::de::IgnoredAny>,
    k: Option<serde::de::IgnoredAny>,
}

impl ClientKey {
    /// Reads a JWK (RFC 7517).
    ///
    /// # Errors
    /// It is not a public key that is taken.
    pub fn read(text: &str) -> Result<Self, KeyFault> {
        let jwk: Jwk = serde_json::from_str(text).map_err(|error| {
            // What it says can quote what stands there.
            let _unsaid = error;
            KeyFault::Unusable
        })?;
        if jwk.d.is_some() || jwk.k.is_some() {
            return Err(KeyFault::Private);
        }
        let kind = kind_of(&jwk).ok_or(KeyFault::Unusable)?;
        let is_for = |told: &Option<String>, one: &str| told.as_deref().is_none_or(|t| t == one);
        if !is_for(&jwk.alg, kind.algorithm()) || !is_for(&jwk.used_for, "sig") {
            return Err(KeyFault::Unusable);
        }
        let kid = encode(&Sha256::digest(kind.members()));
        Ok(Self { kind, kid })
    }

    /// The key as it is kept: what makes it up, and nothing else.
    #[must_use]
    pub fn jwk(&self) -> String {
        self.kind.members()
    }

    /// The algorithm with which it is used; with no other one.
    #[must_use]
    pub fn algorithm(&self) -> &'static str {
        self.kind.algorithm()
    }

    /// Whether its other half has signed an assertion.
    #[must_use]
    pub fn has_signed(&self, assertion: &Assertion<'_>) -> bool {
        // The algorithm is the key's. What the header says of it can only agree.
        let (key, algorithm) = match &self.kind {
            Kind::Ec { x, y } => (DecodingKey::from_ec_components(x, y), Algorithm::ES256),
            Kind::Rsa { n } => (
                DecodingKey::from_rsa_components(n, EXPONENT),
                Algorithm::PS256,
            ),
        };
        assertion.alg == self.algorithm()
            && key.is_ok_and(|key| {
                let signed = assertion.signed.as_bytes();
                jsonwebtoken::crypto::verify(assertion.signature, signed, &key, algorithm)
                    .is_ok_and(|holds| holds)
            })
    }
}

impl Kind {
    fn algorithm(&self) -> &'static str {
        match self {
            Self::Ec { .. } => "ES256",
            Self::Rsa { .. } => "PS256",
        }
    }

    /// The members that make it up, in the order of their names (RFC 7638).
    fn members(&self) -> String {
        match self {
            Self::Ec { x, y } => format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#),
            Self::Rsa { n } => format!(r#"{{"e":"{EXPONENT}","kty":"RSA","n":"{n}"}}"#),
        }
    }
}

fn kind_of(jwk: &Jwk) -> Option<Kind> {
    match jwk.kty.as_str() {
        "EC" => {
            let (x, y) = (jwk.x.clone()?, jwk.y.clone()?);
            let point = [vec![4], decode(&x)?, decode(&y)?].concat();
            let is_one = jwk.crv.as_deref() == Some("P-256")
                && point.len() == 65
                // A point beside the curve is no key.
                && ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).is_ok();
            is_one.then_some(Kind::Ec { x, y })
        }
        "RSA" => {
            let n = jwk.n.clone()?;
            let modulus = decode(&n)?;
            let is_one = MODULUS.contains(&modulus.len())
                && modulus.first().is_some_and(|first| *first >= 0x80)
                && modulus.last().is_some_and(|last| last % 2 == 1)
                && jwk.e.as_deref() == Some(EXPONENT);
            is_one.then_some(Kind::Rsa { n })
        }
        _ => None,
    }
}

/// An assertion that was read, and of which nobody has checked the signature yet.
#[derive(Debug)]
pub struct Assertion<'a> {
    alg: String,
    /// The name of the key, where the client says it.
    pub kid: Option<String>,
    signed: &'a str,
    signature: &'a str,
    payload: Vec<u8>,
}

/// What the header can have. One that brings a key (`jwk`, `x5c`), an address of keys (`jku`, `x5u`) or
/// something that has to be understood (`crit`, `b64`) is none, nor one that says something twice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: Option<String>,
    kid: Option<String>,
    // Thumbprints of certificates, which nobody asks for and some libraries send.
    #[serde(rename = "x5t")]
    _x5t: Option<serde::de::IgnoredAny>,
    #[serde(rename = "x5t#S256")]
    _x5t_s256: Option<serde::de::IgnoredAny>,
}

impl<'a> Assertion<'a> {
    /// Reads a compact JWS; none where it is anything else.
    #[must_use]
    pub fn read(text: &'a str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, payload) = signed.split_once('.')?;
        if payload.contains('.') || decode(signature)?.is_empty() {
            return None;
        }
        let header: Header = serde_json::from_slice(&decode(header)?).ok()?;
        let payload = decode(payload).filter(|payload| !payload.is_empty())?;
        // Access tokens are JWTs, too, but no assertions.
        let typ = header.typ.as_deref().map(str::to_ascii_lowercase);
        let is_of_type = match typ.as_deref() {
            None => true,
            Some(typ) => ["jwt", "client-authentication+jwt"].contains(&typ),
        };
        is_of_type.then_some(Self {
            alg: header.alg,
            kid: header.kid,
            signed,
            signature,
            payload,
        })
    }

    /// What the assertion says; none where it is not of that form.
    #[must_use]
    pub fn claims<C: DeserializeOwned>(&self) -> Option<C> {
        serde_json::from_slice(&self.payload).ok()
    }
}

/// Whether two hashes are the same, in a time that does not tell how much of them is.
#[must_use]
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    verify_slices_are_equal(one, other).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: &str = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    const Y: &str = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

    fn ec(more: &str) -> String {
        format!(r#"{{"kty":"EC","crv":"P-256","x":"{X}","y":"{Y}"{more}}}"#)
    }

    fn rsa(modulus: &[u8], e: &str) -> String {
        format!(r#"{{"kty":"RSA","n":"{}","e":"{e}"}}"#, encode(modulus))
    }

    #[test]
    fn only_public_keys_of_the_two_kinds_are_taken() {
        let key = ClientKey::read(&ec(r#","use":"sig","alg":"ES256","kid":"mine""#)).unwrap();
        // By an implementation of another hand.
        assert_eq!(key.kid, "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
        assert_eq!(ClientKey::read(&key.jwk()).unwrap(), key);
        assert!(ClientKey::read(&rsa(&[0xff; 256], "AQAB")).is_ok());
        for wrong in [
            ec(r#","use":"enc""#),
            ec(r#","alg":"PS256""#),
            ec("").replace(Y, X),
            ec("").replace("P-256", "P-384"),
            rsa(&[0xff; 255], "AQAB"),
            rsa(&[0xff; 513], "AQAB"),
            rsa(&[0x7f; 256], "AQAB"),
            rsa(&[0xff; 256], "Aw"),
            rsa(&[0xfe; 256], "AQAB"),
            "{}".to_owned(),
            "-----BEGIN PUBLIC KEY-----".to_owned(),
        ] {
            assert_eq!(ClientKey::read(&wrong), Err(KeyFault::Unusable), "{wrong}");
        }
        for private in [ec(r#","d":"AA""#), r#"{"kty":"oct","k":"AA"}"#.to_owned()] {
            assert_eq!(
                ClientKey::read(&private),
                Err(KeyFault::Private),
                "{private}"
            );
        }
    }
}
