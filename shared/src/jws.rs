//! What the platform signs, and the keys by which everybody can check it: compact JWS (RFC 7515) with ES256
//! (ECDSA on P-256 with SHA-256), and sets of public keys (RFC 7517).
//!
//! Only the form that the platform itself writes is read: three parts in base64url without padding, and a
//! header of exactly `alg`, `typ` and `kid`. A header that brings a key, an address of keys or something
//! that has to be understood is none of ours.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

/// The one algorithm that counts.
const ALGORITHM: &str = "ES256";
/// Longer than anything that is signed here; a status list is the longest.
const LONGEST: usize = 512 * 1024;

/// A public key on the curve P-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicKey {
    /// `EC`.
    pub kty: String,
    /// `P-256`.
    pub crv: String,
    /// The point's first coordinate, base64url of 32 bytes.
    pub x: String,
    /// The point's second coordinate, base64url of 32 bytes.
    pub y: String,
    /// `sig`: it signs.
    #[serde(rename = "use")]
    pub used_for: String,
    /// `ES256`.
    pub alg: String,
    /// Its name: the thumbprint of RFC 7638.
    pub kid: String,
}

/// The keys that are published (RFC 7517).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicKeys {
    /// The next, the current and the previous ones.
    pub keys: Vec<PublicKey>,
}

impl PublicKey {
    /// A key by its coordinates and its name.
    #[must_use]
    pub fn new(x: &[u8], y: &[u8], kid: String) -> Self {
        Self {
            kty: "EC".to_owned(),
            crv: "P-256".to_owned(),
            x: encode(x),
            y: encode(y),
            used_for: "sig".to_owned(),
            alg: ALGORITHM.to_owned(),
            kid,
        }
    }
}

impl PublicKeys {
    /// The key of that name.
    #[must_use]
    pub fn find(&self, kid: &str) -> Option<&PublicKey> {
        self.keys.iter().find(|key| key.kid == kid)
    }
}

/// A compact JWS that was read, and of which nobody has checked the signature yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified<'a> {
    /// The name of the key that signed, as the header says.
    pub kid: String,
    /// What is signed: header and payload as they stand there.
    pub signed: &'a str,
    /// The signature as it stands there.
    pub signature: &'a str,
    payload: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

impl<'a> Unverified<'a> {
    /// Reads a compact JWS of one type; none where it is anything else.
    #[must_use]
    pub fn read(text: &'a str, typ: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, payload) = signed.split_once('.')?;
        if signature.is_empty() || payload.contains('.') {
            return None;
        }
        let header: Header = serde_json::from_slice(&decode(header)?).ok()?;
        let payload = decode(payload).filter(|payload| !payload.is_empty())?;
        let is_ours = header.alg == ALGORITHM && header.typ == typ;
        is_ours.then_some(Self {
            kid: header.kid,
            signed,
            signature,
            payload,
        })
    }

    /// What was signed, once the signature was found to hold; none where it is not of that form.
    #[must_use]
    pub fn claims<C: serde::de::DeserializeOwned>(&self) -> Option<C> {
        serde_json::from_slice(&self.payload).ok()
    }
}

/// Bytes in base64url without padding; none where a letter is too many, missing or another one.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Bytes as base64url without padding.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compact(header: &str, payload: &str) -> String {
        let (header, payload) = (encode(header.as_bytes()), encode(payload.as_bytes()));
        format!("{header}.{payload}.c2ln")
    }

    #[test]
    fn only_what_the_platform_itself_writes_is_read() {
        let good = compact(r#"{"alg":"ES256","typ":"t","kid":"k"}"#, r#"{"a":1}"#);
        let read = Unverified::read(&good, "t").unwrap();
        assert_eq!(
            (read.kid.as_str(), read.claims::<serde_json::Value>()),
            ("k", Some(serde_json::json!({"a": 1})))
        );
        assert_eq!(format!("{}.{}", read.signed, read.signature), good);
        for header in [
            r#"{"alg":"none","typ":"t","kid":"k"}"#,
            r#"{"alg":"HS256","typ":"t","kid":"k"}"#,
            r#"{"alg":"es256","typ":"t","kid":"k"}"#,
            r#"{"alg":"ES256","typ":"T","kid":"k"}"#,
            r#"{"alg":"ES256","typ":"t"}"#,
            r#"{"alg":"ES256","kid":"k"}"#,
            r#"{"alg":"ES256","alg":"ES256","typ":"t","kid":"k"}"#,
            r#"{"alg":"ES256","typ":"t","kid":"k","crit":["b64"]}"#,
            r#"{"alg":"ES256","typ":"t","kid":"k","jku":"https://a"}"#,
            r#"{"alg":"ES256","typ":"t","kid":"k","jwk":{}}"#,
            r#"{"alg":"ES256","typ":"t","kid":"k","x5c":[]}"#,
            r#"{"alg":"ES256","typ":"t","kid":["k"]}"#,
            "",
        ] {
            assert_eq!(
                Unverified::read(&compact(header, "{}"), "t"),
                None,
                "{header}"
            );
        }
        let segments: Vec<&str> = good.split('.').collect();
        for broken in [
            String::new(),
            "..".to_owned(),
            segments[..2].join("."),
            format!("{good}.{}", segments[2]),
            format!("{}.{}.", segments[0], segments[1]),
            format!("{}..{}", segments[0], segments[2]),
            format!(".{}.{}", segments[1], segments[2]),
            format!("{}=.{}.{}", segments[0], segments[1], segments[2]),
            format!("{}.{}=.{}", segments[0], segments[1], segments[2]),
            format!(" {good}"),
        ] {
            assert_eq!(Unverified::read(&broken, "t"), None, "{broken}");
        }
    }
}
