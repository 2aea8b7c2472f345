//! Officers: signing in with a role and a second factor, and the cases that a person decides.

mod cases;
mod claims;
mod hand_over;
pub(crate) mod office;
mod races;
pub(crate) mod roles;
mod rulings;
mod sign_in;
