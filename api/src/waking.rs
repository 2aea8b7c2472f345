//! Wakes workers as soon as there is work: the one of this process, and through the database those of
//! other processes.

use tokio::sync::Notify;

/// Who waits for work. A call that comes while nobody waits is kept for whoever waits next.
#[derive(Debug, Default)]
pub struct Waking {
    here: Notify,
    elsewhere: Notify,
}

impl Waking {
    /// There is work.
    pub fn notify_one(&self) {
        self.here.notify_one();
        self.elsewhere.notify_one();
    }

    /// Another process has told that there is work.
    pub(crate) fn heard(&self) {
        self.here.notify_one();
    }

    /// Waits until there is work.
    pub(crate) async fn notified(&self) {
        self.here.notified().await;
    }

    /// Waits until other processes have to be told of work.
    pub(crate) async fn to_be_told(&self) {
        self.elsewhere.notified().await;
    }
}
