//! The pages: each loads what it shows.

pub(crate) mod applications;
pub(crate) mod apply;
pub(crate) mod begin;
pub(crate) mod bind;
pub(crate) mod certificate;
pub(crate) mod commercial;
pub(crate) mod detail;
pub(crate) mod drafts;
pub(crate) mod entry;
pub(crate) mod form;
pub(crate) mod help;
pub(crate) mod home;
pub(crate) mod identity;
pub(crate) mod load;
pub(crate) mod next;
pub(crate) mod not_found;
pub(crate) mod policies;
pub(crate) mod precheck;
pub(crate) mod prefill;
pub(crate) mod privacy;
pub(crate) mod pulse;
pub(crate) mod receipt;
pub(crate) mod review;
pub(crate) mod review_help;
