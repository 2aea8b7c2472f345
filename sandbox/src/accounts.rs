//! The accounts of the identity provider: synthetic people with a documented password, and users
//! who registered by themselves, whose passwords are kept as PBKDF2-HMAC-SHA-256 (RFC 8018).

use std::io;
use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use shared::officer::OfficerRole;
use shared::values::Day;

use crate::folder::Folder;
use crate::people::{Member, OrganizationEntry, PASSWORD, People};
use crate::random;

const FILE: &str = "accounts.json";
/// OWASP's figure of 2023 for PBKDF2-HMAC-SHA-256.
const ROUNDS: NonZeroU32 = NonZeroU32::new(600_000).unwrap();

/// A user who registered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RegisteredUser {
    /// The subject of tokens.
    sub: String,
    /// The name to sign in with, in lower case.
    user_name: String,
    /// The person's name.
    name: String,
    /// Mobile number.
    mobile: Option<String>,
    /// Whom the city has found this user to be, by the person's key.
    #[serde(default)]
    citizen: Option<String>,
    password: PasswordHash,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct PasswordHash {
    rounds: NonZeroU32,
    salt: String,
    hash: String,
}

/// What the provider says of somebody who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The subject, for ever the same.
    pub(crate) sub: String,
    /// The name to sign in with.
    pub(crate) user_name: String,
    /// The person's name.
    pub(crate) name: String,
    /// The date of birth, for people whose identity the city has verified.
    pub(crate) born: Option<Day>,
    /// Mobile number.
    pub(crate) mobile: Option<String>,
    /// Whether the city has verified who this is.
    pub(crate) verified: bool,
    /// The number of the document that the city has seen.
    pub(crate) document_number: Option<String>,
    /// What the person may do as an officer.
    pub(crate) roles: Vec<OfficerRole>,
    /// The organisation for which the person acts.
    pub(crate) organization: Option<OrganizationEntry>,
}

/// A registration as it was typed and found good.
#[derive(Debug)]
pub(crate) struct Registration {
    /// The name to sign in with.
    pub(crate) user_name: String,
    /// The person's name.
    pub(crate) name: String,
    /// Mobile number.
    pub(crate) mobile: Option<String>,
    /// The password.
    pub(crate) password: String,
}

/// Why a registration did not take place.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RegistrationError {
    /// Somebody has this user name.
    #[error("the user name is taken")]
    Taken,
    /// The data folder could not be written.
    #[error("the account could not be stored: {0}")]
    Io(#[from] io::Error),
}

/// Why the city did not find a user to be one of its people.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VerificationError {
    /// No person has this name with this number, or somebody else has proved to be that person.
    #[error("name and number do not lead to a person who is free")]
    NoMatch,
    /// The data folder could not be written.
    #[error("the account could not be stored: {0}")]
    Io(#[from] io::Error),
}

/// All accounts that were registered.
#[derive(Debug)]
pub(crate) struct Accounts {
    folder: Folder,
    registered: Vec<RegisteredUser>,
}

impl Accounts {
    /// The accounts of the folder.
    pub(crate) fn open(folder: &Folder) -> io::Result<Self> {
        let registered = folder.read(FILE)?.unwrap_or_default();
        Ok(Self {
            folder: folder.clone(),
            registered,
        })
    }

    /// The registered account of that user name.
    pub(crate) fn find(&self, user_name: &str) -> Option<RegisteredUser> {
        let user_name = user_name.trim().to_lowercase();
        self.registered
            .iter()
            .find(|account| account.user_name == user_name)
            .cloned()
    }

    /// Adds an account; its user name must be free among people and accounts.
    pub(crate) fn add(
        &mut self,
        people: &People,
        user: RegisteredUser,
    ) -> Result<Identity, RegistrationError> {
        if self.find(&user.user_name).is_some() || people.with_account(&user.user_name).is_some() {
            return Err(RegistrationError::Taken);
        }
        let identity = user.identity(people);
        self.registered.push(user);
        if let Err(error) = self.folder.write(FILE, &self.registered) {
            self.registered.pop();
            return Err(error.into());
        }
        Ok(identity)
    }

    /// Finds the registered user of that subject to be the person of the city with the same name
    /// and that document (实名认证). Each person belongs to one account.
    pub(crate) fn verify(
        &mut self,
        people: &People,
        sub: &str,
        number: &str,
    ) -> Result<Identity, VerificationError> {
        let at = self.registered.iter().position(|user| user.sub == sub);
        let user = at.and_then(|at| self.registered.get(at).cloned());
        let mut user = user.ok_or(VerificationError::NoMatch)?;
        let number = folded(number);
        let person = people.members().find(|member| {
            let mut documents = std::iter::once(&member.document).chain(&member.also);
            folded(&member.name) == folded(&user.name)
                && documents.any(|document| folded(&document.number) == number)
        });
        let person = person.ok_or(VerificationError::NoMatch)?;
        let is_taken = |other: &RegisteredUser| {
            other.sub != sub && other.citizen.as_ref() == Some(&person.key)
        };
        if person.sign_in.is_some() || self.registered.iter().any(is_taken) {
            return Err(VerificationError::NoMatch);
        }
        user.citizen = Some(person.key.clone());
        let identity = user.identity(people);
        let mut all = self.registered.clone();
        if let Some(place) = at.and_then(|at| all.get_mut(at)) {
            *place = user;
        }
        self.folder.write(FILE, &all)?;
        self.registered = all;
        Ok(identity)
    }
}

/// A name or number as it is compared: without white space, in capitals.
fn folded(text: &str) -> String {
    let chars = text.chars().filter(|c| !c.is_whitespace());
    chars.flat_map(char::to_uppercase).collect()
}

impl RegisteredUser {
    /// The account of a registration. Slow on purpose, so that stored passwords are slow to guess.
    pub(crate) fn new(registration: &Registration) -> io::Result<Self> {
        let salt: [u8; 16] = random::bytes().map_err(io::Error::other)?;
        let mut hash = [0; 32];
        pbkdf2::derive(
            pbkdf2::PBKDF2_HMAC_SHA256,
            ROUNDS,
            &salt,
            registration.password.as_bytes(),
            &mut hash,
        );
        let sub: [u8; 16] = random::bytes().map_err(io::Error::other)?;
        Ok(Self {
            sub: format!(
                "user-{}",
                base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(sub)
            ),
            user_name: registration.user_name.trim().to_lowercase(),
            name: registration.name.trim().to_owned(),
            mobile: registration.mobile.clone(),
            citizen: None,
            password: PasswordHash {
                rounds: ROUNDS,
                salt: STANDARD.encode(salt),
                hash: STANDARD.encode(hash),
            },
        })
    }

    /// Whether this is the password. As slow as the derivation, so not for the thread of a server.
    pub(crate) fn has_password(&self, password: &str) -> bool {
        let stored = &self.password;
        let Ok(salt) = STANDARD.decode(&stored.salt) else {
            return false;
        };
        let Ok(hash) = STANDARD.decode(&stored.hash) else {
            return false;
        };
        pbkdf2::verify(
            pbkdf2::PBKDF2_HMAC_SHA256,
            stored.rounds,
            &salt,
            password.as_bytes(),
            &hash,
        )
        .is_ok()
    }

    /// What the provider says of this user: merely what was typed, until the city has found out
    /// who it is.
    pub(crate) fn identity(&self, people: &People) -> Identity {
        let citizen = self.citizen.as_deref().and_then(|key| people.member(key));
        Identity {
            sub: self.sub.clone(),
            user_name: self.user_name.clone(),
            name: citizen.map_or_else(|| self.name.clone(), |person| person.name.clone()),
            born: citizen.map(|person| person.born),
            mobile: self.mobile.clone(),
            verified: citizen.is_some(),
            document_number: citizen.map(|person| person.document.number.clone()),
            roles: citizen
                .map(|person| person.roles.clone())
                .unwrap_or_default(),
            organization: citizen.and_then(|person| person.organization.clone()),
        }
    }
}

/// The identity of a synthetic person who signs in with the documented password.
pub(crate) fn citizen(people: &People, user_name: &str, password: &str) -> Option<Identity> {
    let member = people.with_account(user_name.trim().to_lowercase().as_str())?;
    (password == PASSWORD).then(|| citizen_identity(member))?
}

fn citizen_identity(member: &Member) -> Option<Identity> {
    Some(Identity {
        sub: format!("citizen-{}", member.key),
        user_name: member.sign_in.clone()?,
        name: member.name.clone(),
        born: Some(member.born),
        mobile: None,
        verified: true,
        document_number: Some(member.document.number.clone()),
        roles: member.roles.clone(),
        organization: member.organization.clone(),
    })
}
