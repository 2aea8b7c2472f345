//! Certificates for others than their holders: the signed code, the lists of what has become of each, and
//! the check against a document that a seller has seen.

pub mod checking;
pub mod code;
pub mod lists;
pub(in crate::service) mod pass;
