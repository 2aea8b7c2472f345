//! The console of officers: the queue, the case, and the session that both stand in.

mod act;
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
mod hand_over;
mod history;
mod identify;
mod identities;
mod lease;
mod objected;
mod papers;
mod queue;
mod reason;
mod session;
mod session_end;
mod take_over;
mod take_overs;

pub(super) use case::CasePage;
pub(super) use queue::QueuePage;
pub(super) use take_over::TakeOverCasePage;
pub(super) use take_overs::TakeOversPage;
