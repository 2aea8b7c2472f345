//! The console of officers: the queue, the case, and the session that both stand in.

mod act;
mod acting;
mod ask;
mod bar;
mod case;
mod closed;
mod correct;
mod disputed;
mod done;
mod due;
mod entry;
mod frame;
mod history;
mod identities;
mod lease;
mod objected;
mod papers;
mod queue;
mod reason;
mod session;
mod session_end;

pub(super) use case::CasePage;
pub(super) use queue::QueuePage;
