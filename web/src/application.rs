//! An application as several pages show it: its card in lists, its state, its result and what
//! there is to do next.

pub(crate) mod authority;
pub(crate) mod bounced;
pub(crate) mod card;
pub(crate) mod contact;
pub(crate) mod declared;
pub(crate) mod delete_draft;
pub(crate) mod deliveries;
pub(crate) mod document;
pub(crate) mod evidence;
pub(crate) mod facts;
pub(crate) mod filed;
pub(crate) mod findings;
pub(crate) mod holds;
pub(crate) mod houses;
pub(crate) mod looks;
pub(crate) mod months;
pub(crate) mod named_in;
pub(crate) mod next;
pub(crate) mod objections;
pub(crate) mod outlook;
pub(crate) mod papers;
pub(crate) mod registries;
pub(crate) mod renew;
pub(crate) mod review_buttons;
pub(crate) mod seal;
pub(crate) mod state;
pub(crate) mod timeline;
pub(crate) mod zones;
