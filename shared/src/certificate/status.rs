//! What has become of a certificate, and the lists in which it is published for everybody: many
//! certificates in one signed text, so that nobody learns whose is looked at (IETF, Token Status List,
//! draft-ietf-oauth-status-list).

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use serde::{Deserialize, Serialize};

use crate::jws::{decode, encode};
use crate::names::named;

/// The type of a signed list.
pub const LIST_TYPE: &str = "statuslist+jwt";
/// Where lists are, each behind it by its number.
pub const LISTS_PATH: &str = "/status-lists";
/// How many places a list has.
pub const PLACES: u32 = 32_768;
/// How many bits one has: there are more answers than two bits have room for.
const BITS: u8 = 4;
/// How hard lists are compressed, of 10.
const EFFORT: u8 = 6;

named! {
    /// What has become of a certificate.
    pub enum CertificateStatus {
        /// It holds.
        Valid = "valid",
        /// It is of no effect any more: its validity is over, or the application is void.
        Void = "void",
        /// It holds nowhere for now: a fact has changed, and is to be checked again (待复查).
        NotConfirmed = "not_confirmed",
        /// A seller holds it for a contract (签约中).
        InSigning = "in_signing",
        /// A contract is signed with it.
        Used = "used",
    }
}

impl CertificateStatus {
    /// The number in a list. The first three are those of the draft; it leaves the others to whoever
    /// publishes the list.
    #[must_use]
    pub fn value(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::Void => 1,
            Self::NotConfirmed => 2,
            Self::InSigning => 3,
            Self::Used => 0xB,
        }
    }
}

/// Where a certificate stands in the lists, as its code says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusClaim {
    /// The list and the place in it.
    pub status_list: StatusReference,
}

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusReference {
    /// The place, from 0 on.
    pub idx: u32,
    /// The address of the list.
    pub uri: String,
}

/// What a signed list says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusListClaims {
    /// The address of the list.
    pub sub: String,
    /// When it was made, in seconds since 1970.
    pub iat: i64,
    /// Until when it can be believed.
    pub exp: i64,
    /// After how many seconds it is to be asked for again.
    pub ttl: u64,
    /// The list.
    pub status_list: StatusList,
}

/// A list: four bits a place, the lower half of a byte first, compressed as zlib (RFC 1950).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusList {
    /// How many bits a place has.
    pub bits: u8,
    /// The places in base64url.
    pub lst: String,
}

impl StatusList {
    /// A list with these places; all others are as if they were valid, and nobody's.
    #[must_use]
    pub fn of(entries: impl IntoIterator<Item = (u32, CertificateStatus)>) -> Self {
        let half = usize::try_from(PLACES / 2).unwrap_or_default();
        let mut bytes = vec![0_u8; half];
        for (place, status) in entries {
            let at = usize::try_from(place / 2).ok();
            if let Some(byte) = at.and_then(|at| bytes.get_mut(at)) {
                *byte |= status.value() << shift(place);
            }
        }
        Self {
            bits: BITS,
            lst: encode(&compress_to_vec_zlib(&bytes, EFFORT)),
        }
    }

    /// What stands at a place; none where the list is of another form, has no such place, or says
    /// something there that is none of ours.
    #[must_use]
    pub fn at(&self, place: u32) -> Option<CertificateStatus> {
        let most = usize::try_from(PLACES).ok()?;
        let packed = decode(&self.lst).filter(|_| self.bits == BITS)?;
        let bytes = decompress_to_vec_zlib_with_limit(&packed, most).ok()?;
        let byte = *bytes.get(usize::try_from(place / 2).ok()?)?;
        let value = (byte >> shift(place)) & 0xF;
        let mut all = CertificateStatus::ALL.into_iter();
        all.find(|status| status.value() == value)
    }
}

/// By how many bits a place is shifted in its byte.
fn shift(place: u32) -> u32 {
    (place % 2) * u32::from(BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_of_each_place_what_was_put_there() {
        use CertificateStatus as S;
        let list = StatusList::of([
            (0, S::Used),
            (1, S::Void),
            (PLACES - 1, S::InSigning),
            (7, S::NotConfirmed),
            (PLACES, S::Void),
        ]);
        let found = [0, 1, 2, 7, PLACES - 1].map(|place| list.at(place));
        let put = [S::Used, S::Void, S::Valid, S::NotConfirmed, S::InSigning];
        assert_eq!(found, put.map(Some));
        assert_eq!(list.at(PLACES), None);
        assert!(list.lst.len() < 200, "{}", list.lst.len());
        let other = StatusList { bits: 2, ..list };
        assert_eq!(other.at(0), None);
    }

    #[test]
    fn the_example_of_the_draft_is_read() {
        // Two bytes, B9 A3, as the draft packs them.
        let example = StatusList {
            bits: BITS,
            lst: "eNrbuRgAAhcBXQ".to_owned(),
        };
        // 9 is none of ours, B and 3 are.
        assert_eq!(example.at(0), None);
        assert_eq!(example.at(1), Some(CertificateStatus::Used));
        assert_eq!(example.at(2), Some(CertificateStatus::InSigning));
    }
}
