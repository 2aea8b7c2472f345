//! What stands around every page: the header with its menu, the footer, the way in, the gate before
//! the pages of people who are signed in, and the dialogs at the end of a session.

pub(crate) mod account_menu;
pub(crate) mod bell;
pub(crate) mod dialogs;
pub(crate) mod footer;
pub(crate) mod gate;
pub(crate) mod header;
pub(crate) mod identity;
pub(crate) mod session_end;
pub(crate) mod sign_in;
