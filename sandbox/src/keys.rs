//! The signing keys of the identity provider: RSA 2048, RS256 (RFC 7518, section 3.3).
//!
//! A rotation makes a new key; the ones before it stay published for an hour, so that tokens that
//! were just signed can still be verified.

use std::io;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::values::Moment;

use crate::folder::Folder;
use crate::random;

const FILE: &str = "keys.json";

/// The key that signs and those that are still published; the newest is last.
#[derive(Debug)]
pub(crate) struct SigningKeys {
    folder: Folder,
    current: Key,
    retired: Vec<Key>,
}

#[derive(Debug)]
struct Key {
    stored: StoredKey,
    pair: RsaKeyPair,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct StoredKey {
    kid: String,
    /// PKCS #8, base64.
    private: String,
    /// When it ceased to sign; none for the current key.
    retired: Option<Moment>,
}

impl SigningKeys {
    /// The keys of the folder; a first one is made where there is none.
    pub(crate) fn open(folder: &Folder) -> io::Result<Self> {
        let stored: Vec<StoredKey> = folder.read(FILE)?.unwrap_or_default();
        let mut keys: Vec<Key> = stored
            .into_iter()
            .map(Key::load)
            .collect::<io::Result<_>>()?;
        match keys.pop() {
            Some(current) => Ok(Self {
                folder: folder.clone(),
                current,
                retired: keys,
            }),
            None => {
                let keys = Self {
                    folder: folder.clone(),
                    current: Key::make()?,
                    retired: Vec::new(),
                };
                keys.save()?;
                Ok(keys)
            }
        }
    }

    /// Signs with a new key from now on; tells its id.
    pub(crate) fn rotate(&mut self, now: Moment) -> io::Result<String> {
        let mut old = std::mem::replace(&mut self.current, Key::make()?);
        old.stored.retired = Some(now);
        self.retired.push(old);
        self.retired.retain(|key| key.is_published(now));
        self.save()?;
        Ok(self.current.stored.kid.clone())
    }

    fn save(&self) -> io::Result<()> {
        let all = self.retired.iter().chain(std::iter::once(&self.current));
        self.folder
            .write(FILE, &all.map(|key| &key.stored).collect::<Vec<_>>())
    }

    /// The published keys (RFC 7517).
    pub(crate) fn jwks(&self, now: Moment) -> Value {
        let all = self.retired.iter().chain(std::iter::once(&self.current));
        let published = all.filter(|key| key.is_published(now));
        json!({ "keys": published.map(Key::jwk).collect::<Vec<_>>() })
    }

    /// Signs claims as a JWT.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> io::Result<String> {
        let header = json!({ "alg": "RS256", "typ": "JWT", "kid": self.current.stored.kid });
        let message = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header.to_string()),
            URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims)?)
        );
        let mut signature = vec![0; self.current.pair.public_modulus_len()];
        self.current
            .pair
            .sign(
                &RSA_PKCS1_SHA256,
                &aws_lc_rs::rand::SystemRandom::new(),
                message.as_bytes(),
                &mut signature,
            )
            .map_err(io::Error::other)?;
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// The claims of an identity token of ours, be it expired (as a hint at sign-out may be).
    pub(crate) fn claims_of_hint(&self, token: &str, issuer: &str, client: &str) -> Option<Value> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let key = std::iter::once(&self.current)
            .chain(&self.retired)
            .find(|key| key.stored.kid == kid)?;
        let (n, e) = key.components();
        let mut rules = Validation::new(Algorithm::RS256);
        rules.validate_exp = false;
        rules.set_issuer(&[issuer]);
        rules.set_audience(&[client]);
        let key = DecodingKey::from_rsa_components(&n, &e).ok()?;
        jsonwebtoken::decode(token, &key, &rules)
            .ok()
            .map(|token| token.claims)
    }
}

impl Key {
    fn make() -> io::Result<Self> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(io::Error::other)?;
        let der = pair.as_der().map_err(io::Error::other)?;
        let stored = StoredKey {
            kid: random::text()
                .map_err(io::Error::other)?
                .chars()
                .take(16)
                .collect(),
            private: STANDARD.encode(der.as_ref()),
            retired: None,
        };
        Ok(Self { stored, pair })
    }

    fn load(stored: StoredKey) -> io::Result<Self> {
        let der = STANDARD.decode(&stored.private).map_err(unusable)?;
        let pair = RsaKeyPair::from_pkcs8(&der).map_err(unusable)?;
        Ok(Self { stored, pair })
    }

    /// The current key, or one that has signed within the last hour.
    fn is_published(&self, now: Moment) -> bool {
        self.stored
            .retired
            .is_none_or(|at| now - at < TimeDelta::hours(1))
    }

    /// Modulus and exponent, base64url.
    fn components(&self) -> (String, String) {
        let public = self.pair.public_key();
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        (
            text(public.modulus().big_endian_without_leading_zero()),
            text(public.exponent().big_endian_without_leading_zero()),
        )
    }

    fn jwk(&self) -> Value {
        let (n, e) = self.components();
        json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.stored.kid, "n": n, "e": e })
    }
}

fn unusable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retired_key_stays_published_for_an_hour() {
        let place = std::env::temp_dir().join(format!("city-keys-{}", std::process::id()));
        let folder = Folder::open(&place).unwrap();
        let mut keys = SigningKeys::open(&folder).unwrap();
        let start: Moment = "2026-11-20T02:00:00Z".parse().unwrap();
        let first = keys.current.stored.kid.clone();
        let second = keys.rotate(start).unwrap();
        let published = |keys: &SigningKeys, minutes| {
            let jwks = keys.jwks(start + TimeDelta::minutes(minutes)).to_string();
            (jwks.contains(&first), jwks.contains(&second))
        };
        assert_eq!(published(&keys, 59), (true, true));
        assert_eq!(published(&keys, 60), (false, true));
        // The same after a restart.
        let keys = SigningKeys::open(&folder).unwrap();
        assert_eq!(published(&keys, 59), (true, true));
        std::fs::remove_dir_all(place).unwrap();
    }
}
