//! What integrators do with the city, whether by a page or by a program: people by outcome who apply by
//! themselves, the clock, requests that are sent again, and everything as at the beginning.

pub(crate) mod applying;
pub(crate) mod browser;
pub(crate) mod replay;
pub(crate) mod resetting;
pub(crate) mod time;
