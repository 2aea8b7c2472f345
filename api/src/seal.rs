//! Sealing of personal data at rest, the blind index by which a document is found, and the links of
//! the audit log.
//!
//! A sealed value is `1 (AES-256-GCM-SIV, RFC 8452) · length of the key's name · name · nonce
//! (12) · ciphertext and tag`. The place of the value (table, column, row) is associated data, so
//! that a value moved to another row does not open.

use std::collections::BTreeMap;
use std::fmt;

use aes_gcm_siv::aead::{Aead, Payload};
use aes_gcm_siv::{Aes256GcmSiv, KeyInit};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use shared::document::Document;

use crate::config::ConfigError;
use crate::config::keys::{Keys, key_bytes};
use crate::error::{Error, Result};

const ALGORITHM: u8 = 1;
const NONCE: usize = 12;

/// Seals and opens values.
pub struct Sealer {
    keys: Vec<(String, Aes256GcmSiv)>,
    index_key: [u8; 32],
    audit_key: [u8; 32],
    session_key: [u8; 32],
    check_values: BTreeMap<String, Vec<u8>>,
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer")
    }
}

/// Where a sealed value lives.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Table and column, for example `applications.answers`.
    pub column: &'static str,
    /// The row.
    pub row: &'a [u8],
}

impl Sealer {
    /// Takes the keys.
    ///
    /// # Errors
    /// A key that is not base64 of 32 bytes.
    pub fn new(keys: &Keys) -> std::result::Result<Self, ConfigError> {
        // Not from the seal keys: those are replaced now and then, and links have to last.
        let lasting = key_bytes(&keys.index)?;
        let check = |key: &[u8; 32]| derive(key, b"anju check value v1").to_vec();
        let mut check_values = BTreeMap::from([("index key".to_owned(), check(&lasting))]);
        let mut ciphers = Vec::new();
        for (name, key) in &keys.seal {
            let key = key_bytes(key)?;
            check_values.insert(format!("seal key {name}"), check(&key));
            let sealing = derive(&key, b"anju seal v1");
            ciphers.push((name.clone(), Aes256GcmSiv::new(&sealing.into())));
        }
        Ok(Self {
            keys: ciphers,
            index_key: derive(&lasting, b"anju blind index v1"),
            audit_key: derive(&lasting, b"anju audit v1"),
            session_key: derive(&lasting, b"anju session v1"),
            check_values,
        })
    }

    /// What each key is known by, under its name: nobody can tell the key from it, and no other key
    /// has the same.
    #[must_use]
    pub fn check_values(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.check_values
    }

    /// Seals a value as JSON.
    ///
    /// # Errors
    /// No randomness, or a value that has no JSON.
    pub fn seal<T: Serialize>(&self, place: Place<'_>, value: &T) -> Result<Vec<u8>> {
        self.seal_bytes(place, &serde_json::to_vec(value)?)
    }

    /// Seals the content of a file.
    ///
    /// # Errors
    /// No randomness.
    pub fn seal_bytes(&self, place: Place<'_>, clear: &[u8]) -> Result<Vec<u8>> {
        let (name, cipher) = self
            .keys
            .first()
            .ok_or_else(|| Error::unexpected("no seal key"))?;
        let mut nonce = [0_u8; NONCE];
        getrandom::fill(&mut nonce).map_err(|e| Error::unexpected(e.to_string()))?;
        let payload = Payload {
            msg: clear,
            aad: &associated(place),
        };
        let sealed = cipher
            .encrypt(&nonce.into(), payload)
            .map_err(|error| Error::unexpected(format!("sealing failed: {error}")))?;
        let length = u8::try_from(name.len()).unwrap_or(u8::MAX);
        let mut out = vec![ALGORITHM, length];
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    /// Opens a value.
    ///
    /// # Errors
    /// An unknown key or algorithm, another place, or bytes that were changed.
    pub fn open<T: DeserializeOwned>(&self, place: Place<'_>, sealed: &[u8]) -> Result<T> {
        Ok(serde_json::from_slice(&self.open_bytes(place, sealed)?)?)
    }

    /// Opens the content of a file.
    ///
    /// # Errors
    /// As for a value.
    pub fn open_bytes(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>> {
        self.decrypt(place, sealed).ok_or_else(|| {
            Error::unexpected(format!("a sealed value of {} does not open", place.column))
        })
    }

    fn decrypt(&self, place: Place<'_>, sealed: &[u8]) -> Option<Vec<u8>> {
        let (&algorithm, rest) = sealed.split_first()?;
        if algorithm != ALGORITHM {
            return None;
        }
        let (&length, rest) = rest.split_first()?;
        let (name, rest) = rest.split_at_checked(usize::from(length))?;
        let (nonce, msg) = rest.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let (_, cipher) = self
            .keys
            .iter()
            .find(|(known, _)| known.as_bytes() == name)?;
        let payload = Payload {
            msg,
            aad: &associated(place),
        };
        cipher.decrypt(&nonce.into(), payload).ok()
    }

    /// The blind index of the document by which a person is known: equal documents have equal
    /// indexes, and nobody without the key can compute one. The 15-digit form of a number leads to
    /// the same index as its 18.
    #[must_use]
    pub fn person_index(&self, document: &Document) -> Vec<u8> {
        let document = document.normalized();
        let nationality = document.nationality.as_deref().unwrap_or_default();
        let text = format!("{}|{nationality}|{}", document.kind.slug(), document.number);
        self.index(text.as_bytes())
    }

    /// A keyed hash of anything that is looked up but not to be read.
    #[must_use]
    pub fn index(&self, bytes: &[u8]) -> Vec<u8> {
        hmac(&self.index_key, bytes)
    }

    /// The same in hexadecimal digits, for columns of text.
    #[must_use]
    pub fn index_text(&self, bytes: &[u8]) -> String {
        let index = self.index(bytes);
        index.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What vouches for a session: nobody without the key can compute it.
    #[must_use]
    pub fn session_mac(&self, bytes: &[u8]) -> Vec<u8> {
        hmac(&self.session_key, bytes)
    }

    /// What vouches for an entry of the audit log: nobody without the key can compute it.
    #[must_use]
    pub fn audit_mac(&self, bytes: &[u8]) -> Vec<u8> {
        hmac(&self.audit_key, bytes)
    }
}

fn hmac(key: &[u8; 32], bytes: &[u8]) -> Vec<u8> {
    // HMAC takes keys of any length; the fallback cannot be reached.
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mut mac| {
            mac.update(bytes);
            mac.finalize().into_bytes().to_vec()
        })
        .unwrap_or_default()
}

fn derive(key: &[u8; 32], purpose: &[u8]) -> [u8; 32] {
    let mut out = [0_u8; 32];
    // 32 bytes are always a valid length for HKDF-SHA256; were they not, zeros would seal nothing
    // that a test could open.
    if Hkdf::<Sha256>::new(None, key)
        .expand(purpose, &mut out)
        .is_err()
    {
        out = *key;
    }
    out
}

fn associated(place: Place<'_>) -> Vec<u8> {
    [place.column.as_bytes(), b"/", place.row].concat()
}

#[cfg(test)]
mod tests {
    use shared::document::DocumentKind;

    use super::*;

    fn sealer(names: &[&str]) -> Sealer {
        Sealer {
            keys: names
                .iter()
                .map(|name| {
                    let byte = name.bytes().last().unwrap();
                    ((*name).to_owned(), Aes256GcmSiv::new(&[byte; 32].into()))
                })
                .collect(),
            index_key: [7; 32],
            audit_key: [8; 32],
            session_key: [9; 32],
            check_values: BTreeMap::new(),
        }
    }

    const HERE: Place<'static> = Place {
        column: "t.c",
        row: b"1",
    };

    #[test]
    fn opens_in_its_place_only() {
        let sealer = sealer(&["k1"]);
        let sealed = sealer.seal(HERE, &"11010519491231002X").unwrap();
        assert_eq!(
            sealer.open::<String>(HERE, &sealed).unwrap(),
            "11010519491231002X"
        );
        let elsewhere = Place { row: b"2", ..HERE };
        assert!(sealer.open::<String>(elsewhere, &sealed).is_err());
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(sealer.open::<String>(HERE, &changed).is_err());
        assert!(sealer.open::<String>(HERE, &sealed[..5]).is_err());
        assert!(!sealed.windows(6).any(|w| w == b"110105"));
    }

    #[test]
    fn a_nationality_beside_a_card_changes_no_index() {
        let card = |nationality: Option<&str>| Document {
            kind: DocumentKind::PermanentResidenceCard,
            number: "911840198506120015".to_owned(),
            nationality: nationality.map(str::to_owned),
        };
        let sealer = sealer(&["k1"]);
        let index = sealer.person_index(&card(None));
        assert_eq!(sealer.person_index(&card(Some("USA"))), index);
    }

    #[test]
    fn an_old_key_opens_after_rotation() {
        let sealed = sealer(&["k1"]).seal(HERE, &1).unwrap();
        assert_eq!(sealer(&["k2", "k1"]).open::<i32>(HERE, &sealed).unwrap(), 1);
        assert!(sealer(&["k2"]).open::<i32>(HERE, &sealed).is_err());
    }
}
