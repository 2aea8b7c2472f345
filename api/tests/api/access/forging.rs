//! Tokens and assertions as only a careful client and a hostile one make them.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
    RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// Something that signs.
pub(super) enum Signer {
    /// With a key on P-256, by its PKCS #8.
    Es256(Vec<u8>),
    /// The same with the signature in the form of X.509.
    Es256Der(Vec<u8>),
    /// RSASSA-PSS.
    Ps256(RsaKeyPair),
    /// RSASSA-PKCS1-v1_5.
    Rs256(RsaKeyPair),
    /// With a secret.
    Hs256(Vec<u8>),
    /// A signature that somebody else gives.
    Given(Vec<u8>),
}

/// Bytes as base64url.
pub(super) fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Signer {
    /// A new key on P-256.
    pub(super) fn new_key() -> Self {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let made = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).unwrap();
        Self::Es256(made.as_ref().to_vec())
    }

    /// A new key of RSA.
    pub(super) fn new_rsa_key() -> RsaKeyPair {
        RsaKeyPair::generate(KeySize::Rsa2048).unwrap()
    }

    /// The public half on P-256.
    pub(super) fn jwk(&self) -> Value {
        let (Self::Es256(private) | Self::Es256Der(private)) = self else {
            panic!("a key on P-256");
        };
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, private).unwrap();
        let point = pair.public_key().as_ref();
        json!({
            "kty": "EC", "crv": "P-256", "x": encoded(&point[1..33]), "y": encoded(&point[33..65]),
        })
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Es256(private) => {
                let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
                let pair = EcdsaKeyPair::from_pkcs8(algorithm, private).unwrap();
                pair.sign(&random, message).unwrap().as_ref().to_vec()
            }
            Self::Es256Der(private) => {
                let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
                let pair = EcdsaKeyPair::from_pkcs8(algorithm, private).unwrap();
                pair.sign(&random, message).unwrap().as_ref().to_vec()
            }
            Self::Ps256(pair) => sign_rsa(pair, &RSA_PSS_SHA256, message),
            Self::Rs256(pair) => sign_rsa(pair, &RSA_PKCS1_SHA256, message),
            Self::Hs256(secret) => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
                hmac::sign(&key, message).as_ref().to_vec()
            }
            Self::Given(signature) => signature.clone(),
        }
    }

    /// A compact JWS.
    pub(super) fn made(&self, header: &Value, claims: &Value) -> String {
        self.made_of(&header.to_string(), &claims.to_string())
    }

    /// The same of texts, which need not be JSON.
    pub(super) fn made_of(&self, header: &str, claims: &str) -> String {
        let signed = format!("{}.{}", encoded(header), encoded(claims));
        let signature = encoded(self.sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }
}

fn sign_rsa(
    pair: &RsaKeyPair,
    padding: &'static dyn aws_lc_rs::signature::RsaEncoding,
    message: &[u8],
) -> Vec<u8> {
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(padding, &SystemRandom::new(), message, &mut signature)
        .unwrap();
    signature
}

/// The public half of a key of RSA of 2048 bits.
pub(super) fn rsa_jwk(pair: &RsaKeyPair) -> Value {
    // PKCS #1: a sequence of the modulus, which begins behind 9 bytes, and the exponent.
    let der = pair.public_key().as_ref();
    json!({ "kty": "RSA", "n": encoded(&der[9..265]), "e": "AQAB" })
}

/// An object with other members; null takes one away.
pub(super) fn with(object: &Value, changes: Value) -> Value {
    let mut object = object.clone();
    let members = object.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(members.remove(name)),
            value => drop(members.insert(name.clone(), value.clone())),
        }
    }
    object
}
