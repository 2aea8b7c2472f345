//! The platform's own signatures: ES256 by jsonwebtoken, with keys made by aws-lc-rs.

pub mod client_key;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::jws::{PublicKey, PublicKeys, Unverified, encode};
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::error::{Error, Result};

/// How long the keys are believed that were read.
const LIFE: Duration = Duration::from_secs(60);
/// How long they are believed at the least: a caller who makes names of keys up costs one look a second.
const SHORTEST: Duration = Duration::from_secs(1);

/// What a key signs. None of one purpose is ever believed for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Access tokens of clients.
    Token,
    /// Certificates and their status lists.
    Certificate,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Token, Self::Certificate];

    /// The name in the table and on the command line.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Certificate => "certificate",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.slug() == slug)
    }
}

/// A key pair that was just made.
pub struct NewKey {
    /// The half for everybody.
    pub public: PublicKey,
    /// The half that signs, as PKCS #8.
    pub private: Vec<u8>,
}

impl fmt::Debug for NewKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewKey({})", self.public.kid)
    }
}

/// Makes a key pair.
///
/// # Errors
/// No randomness.
pub fn make_key() -> Result<NewKey> {
    let failed = |error| Error::unexpected(format!("no key pair could be made: {error}"));
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let made = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).map_err(failed)?;
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, made.as_ref())
        .map_err(|error| Error::unexpected(format!("the new key cannot be read: {error}")))?;
    // An uncompressed point: 4, then both coordinates (SEC 1, section 2.3.3).
    let point = pair.public_key().as_ref();
    let coordinates = point
        .split_first()
        .map(|(_, both)| both.split_at_checked(32));
    let Some(Some((x, y))) = coordinates else {
        return Err(Error::unexpected("the new key has no coordinates"));
    };
    Ok(NewKey {
        public: PublicKey::new(x, y, thumbprint(&encode(x), &encode(y))),
        private: made.as_ref().to_vec(),
    })
}

/// What a key is called: the hash of the members that make it up, in the order of their names (RFC 7638).
fn thumbprint(x: &str, y: &str) -> String {
    let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    encode(&Sha256::digest(members))
}

/// A key that signs.
pub struct SigningKey {
    kid: String,
    key: EncodingKey,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.kid)
    }
}

impl SigningKey {
    /// A key by its name and its PKCS #8.
    #[must_use]
    pub fn new(kid: String, private: &[u8]) -> Self {
        let key = EncodingKey::from_ec_der(private);
        Self { kid, key }
    }

    /// Signs as a compact JWS of a type.
    ///
    /// # Errors
    /// The claims have no JSON, or the key is none.
    pub fn sign(&self, typ: &str, claims: &impl Serialize) -> Result<String> {
        let header = Header {
            typ: Some(typ.to_owned()),
            kid: Some(self.kid.clone()),
            ..Header::new(Algorithm::ES256)
        };
        jsonwebtoken::encode(&header, claims, &self.key)
            .map_err(|error| Error::unexpected(format!("signing failed: {error}")))
    }
}

/// Whether a key made the signature.
#[must_use]
pub fn has_signed(key: &PublicKey, read: &Unverified<'_>) -> bool {
    DecodingKey::from_ec_components(&key.x, &key.y).is_ok_and(|key| {
        let signed = read.signed.as_bytes();
        jsonwebtoken::crypto::verify(read.signature, signed, &key, Algorithm::ES256)
            .is_ok_and(|holds| holds)
    })
}

/// The keys as they were read from the database.
#[derive(Debug)]
pub struct Keyring {
    /// The current key of each purpose.
    pub current: Vec<(Purpose, SigningKey)>,
    /// Those that are published.
    pub published: Vec<(Purpose, PublicKey)>,
}

impl Keyring {
    /// The current key of a purpose.
    #[must_use]
    pub fn current(&self, purpose: Purpose) -> Option<&SigningKey> {
        let mut keys = self.current.iter();
        keys.find_map(|(of, key)| (*of == purpose).then_some(key))
    }

    /// A published key of a purpose by its name.
    #[must_use]
    pub fn find(&self, purpose: Purpose, kid: &str) -> Option<&PublicKey> {
        let mut keys = self.published.iter();
        keys.find_map(|(of, key)| (*of == purpose && key.kid == kid).then_some(key))
    }

    /// All that are published.
    #[must_use]
    pub fn set(&self) -> PublicKeys {
        let keys = self.published.iter().map(|(_, key)| key.clone());
        PublicKeys {
            keys: keys.collect(),
        }
    }
}

/// The keys that were read last.
#[derive(Debug, Default)]
pub struct KeyringCache(Mutex<Option<(Instant, Arc<Keyring>)>>);

impl KeyringCache {
    /// Those that were read, unless that was too long ago: a minute ago, or a second where `is_missing`
    /// one.
    pub async fn get(&self, is_missing: bool) -> Option<Arc<Keyring>> {
        let longest = if is_missing { SHORTEST } else { LIFE };
        let kept = self.0.lock().await;
        let (read_at, keys) = kept.as_ref()?;
        (read_at.elapsed() < longest).then(|| Arc::clone(keys))
    }

    /// Keeps those that were read now.
    pub async fn put(&self, keys: Arc<Keyring>) {
        *self.0.lock().await = Some((Instant::now(), keys));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_called_as_rfc_7638_says() {
        // The key of RFC 7515, appendix A.3; its thumbprint by an implementation of another hand.
        let x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
        let y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
        assert_eq!(
            thumbprint(x, y),
            "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"
        );
    }

    #[test]
    fn a_signature_holds_by_its_own_key_alone() {
        let (mine, other) = (make_key().unwrap(), make_key().unwrap());
        let key = SigningKey::new(mine.public.kid.clone(), &mine.private);
        let text = key.sign("t", &serde_json::json!({"a": 1})).unwrap();
        let read = Unverified::read(&text, "t").unwrap();
        assert_eq!(read.kid, mine.public.kid);
        assert!(has_signed(&mine.public, &read));
        assert!(!has_signed(&other.public, &read));
        assert_eq!(format!("{key:?} {mine:?}").matches(&read.kid).count(), 2);
    }
}
