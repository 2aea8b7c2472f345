//! Referrals (荐办): a client hands somebody a link, with which an application begins. A link leads to one
//! application. What became of that is reported to the client only as long as whoever began it consents:
//! otherwise a link that was used looks to its client like one that was not.

pub mod consenting;
pub mod looking;
pub mod making;
pub mod opening;
pub(in crate::service) mod reporting;
pub(in crate::service) mod telling;

use crate::app::App;

/// What is kept of the code of a link.
fn code_index(app: &App, code: &str) -> Vec<u8> {
    app.sealer.index(&[b"referral/", code.as_bytes()].concat())
}
