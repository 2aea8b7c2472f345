//! The certificate of a pass as a signed code that everybody can check, in the browser as on the server,
//! without asking anybody: whose (masked), for what, until when. What has become of it since stands in a
//! status list.
//!
//! The code has the least data. Of a document number it has a keyed hash alone, from which nobody without
//! the platform's key can guess the number; who has seen the document has it compared
//! ([`CheckCertificate`]).

mod check;
mod claims;
mod signature;
mod status;

pub use check::{CertificateCheck, CheckCertificate, KnownCertificate, ToldCheck};
pub use claims::{
    CODE_TYPE, CertificateCode, CertifiedZone, Claims, Holder, Term, VERIFY_PATH, end_of_day,
    start_of_day,
};
pub use signature::{Doubt, check, check_list, code_in};
pub use status::{
    CertificateStatus, LIST_TYPE, LISTS_PATH, PLACES, StatusClaim, StatusList, StatusListClaims,
    StatusReference,
};
