//! Signatures after Standard Webhooks 1.0.0: of the event's id, the time of the attempt and the body,
//! with dots between. `v1` is HMAC-SHA256 with a secret that the client has, too; `v1a` is Ed25519, whose
//! public key the client has. Each endpoint has keys of its own.

use std::fmt;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// The keys of an endpoint.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningKeys {
    secret: [u8; 32],
    seed: [u8; 32],
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKeys")
    }
}

/// There is no randomness to make keys of.
#[derive(Debug)]
pub struct NoKeys;

impl fmt::Display for NoKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no randomness for keys")
    }
}

impl std::error::Error for NoKeys {}

impl SigningKeys {
    /// New keys.
    ///
    /// # Errors
    /// There is no randomness.
    pub fn generate() -> Result<Self, NoKeys> {
        let mut keys = Self {
            secret: [0; 32],
            seed: [0; 32],
        };
        for key in [&mut keys.secret, &mut keys.seed] {
            getrandom::fill(key).ok().ok_or(NoKeys)?;
        }
        Ok(keys)
    }

    /// The secret of `v1`, as it is told to the client.
    #[must_use]
    pub fn secret(&self) -> String {
        format!("whsec_{}", STANDARD.encode(self.secret))
    }

    /// The public key of `v1a`, as it is told to the client.
    #[must_use]
    pub fn public_key(&self) -> String {
        let public = self.pair().map(|pair| STANDARD.encode(pair.public_key()));
        format!("whpk_{}", public.unwrap_or_default())
    }

    /// Any 32 bytes are the seed of a pair.
    fn pair(&self) -> Option<Ed25519KeyPair> {
        Ed25519KeyPair::from_seed_unchecked(&self.seed).ok()
    }

    fn v1(&self, signed: &[u8]) -> Option<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).ok()?;
        mac.update(signed);
        Some(format!(
            "v1,{}",
            STANDARD.encode(mac.finalize().into_bytes())
        ))
    }

    fn v1a(&self, signed: &[u8]) -> Option<String> {
        let signature = self.pair()?.try_sign(signed).ok()?;
        Some(format!("v1a,{}", STANDARD.encode(signature)))
    }
}

/// The header `webhook-signature`: two signatures by each of the keys. `id` must have no dot in it, or
/// the end of one part could pass for the beginning of the next.
#[must_use]
pub fn sign(keys: &[&SigningKeys], id: &str, timestamp: i64, body: &str) -> String {
    let signed = format!("{id}.{timestamp}.{body}");
    let signed = signed.as_bytes();
    let both = keys
        .iter()
        .flat_map(|keys| [keys.v1(signed), keys.v1a(signed)]);
    both.flatten().collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of the Standard Webhooks' own libraries.
    #[test]
    fn the_known_message_has_the_known_signature() {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = b"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}";
        let mut mac = Hmac::<Sha256>::new_from_slice(&secret).unwrap();
        mac.update(signed);
        assert_eq!(
            STANDARD.encode(mac.finalize().into_bytes()),
            "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }

    /// RFC 8032, 7.1, TEST 1.
    #[test]
    fn the_known_seed_has_the_known_public_key() {
        let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        let keys = SigningKeys {
            secret: [7; 32],
            seed: std::array::from_fn(|i| u8::from_str_radix(&seed[2 * i..2 * i + 2], 16).unwrap()),
        };
        let public = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
        assert_eq!(keys.public_key(), public);
        let header = sign(&[&keys, &keys], "evt_1", 1_614_265_330, "{}");
        let signatures: Vec<&str> = header.split(' ').collect();
        let [first, second, third, fourth] = signatures[..] else {
            panic!("{header}");
        };
        assert!(first.starts_with("v1,") && second.starts_with("v1a,"));
        assert_eq!((first, second), (third, fourth));
    }
}
