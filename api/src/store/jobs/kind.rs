//! What kinds of jobs there are, and how each is worked off: by how many hands, and when again
//! after it went wrong. Nothing is ever given up: what fails to the end is tried slowly.

use std::time::Duration;

use crate::pause::{doubled, next_pause};

/// Lists the kinds once: one that were missing in `ALL` would be promised and never claimed.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $slug:literal,)+) => {
        /// What is to be done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum JobKind {
            $($(#[$doc])* $kind,)+
        }

        impl JobKind {
            /// All kinds.
            pub const ALL: [Self; [$($slug),+].len()] = [$(Self::$kind),+];

            /// The name in the table.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self {
                    $(Self::$kind => $slug,)+
                }
            }
        }
    };
}

kinds! {
    /// Ask the registries about an application and decide it; the subject is the application.
    Verify = "verify",
    /// Have the virus scanner look at an upload, which is the subject.
    ScanUpload = "scan_upload",
    /// Look at everybody who was refused under a version of the policy that has come into force; the
    /// subject is the walk.
    Estimate = "estimate",
    /// Send a message as e-mail; the subject is the delivery.
    SendEmail = "send_email",
    /// Send a message as SMS; the subject is the delivery.
    SendSms = "send_sms",
    /// Send what is due to a webhook endpoint, which is the subject, so that each endpoint has one hand.
    Deliver = "deliver",
    /// The same to one whose receiver has failed or was slow: it waits among its like.
    DeliverAgain = "deliver_again",
    /// Write to a contact of a client that nothing is sent to an endpoint any more; the subject is the
    /// letter.
    WriteToContact = "write_to_contact",
}

impl JobKind {
    /// The kind of that name; none where another release knows it and this one does not.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// How many of the kind one process works on at the same time: they wait for others most of the
    /// time. Each needs one connection to write with.
    #[must_use]
    pub fn hands(self) -> usize {
        match self {
            Self::Verify => 8,
            // Each holds a file in memory.
            Self::ScanUpload => 2,
            // One walk after the other: nobody waits for it.
            Self::Estimate => 1,
            // A mail server that is silent keeps no SMS waiting, nor the other way round.
            Self::SendEmail | Self::SendSms => 2,
            Self::Deliver => 4,
            // Each may take ten seconds and fail: nobody waits for it who does answer.
            Self::DeliverAgain => 2,
            Self::WriteToContact => 1,
        }
    }

    /// The attempt after whose failure the job has failed to the end.
    #[must_use]
    pub fn last_attempt(self) -> u32 {
        match self {
            // Somebody waits for the result: with a minute between the last ones, these are 25
            // minutes, in which most faults of ours are mended.
            Self::Verify => 30,
            // A scanner that is started anew loads its signatures for a minute or two.
            Self::ScanUpload => 30,
            Self::Estimate => 30,
            // A mail server may ask for a quarter of an hour before it takes what it does not know.
            Self::SendEmail | Self::SendSms | Self::WriteToContact => 30,
            // That a receiver does not answer is no failure of the job: what fails is ours.
            Self::Deliver | Self::DeliverAgain => 30,
        }
    }

    /// How long a job rests that has failed to the end. It costs little then, and takes its way
    /// again by itself once the fault is mended.
    #[must_use]
    pub fn slow_pause(self) -> Duration {
        match self {
            Self::Verify | Self::Estimate => Duration::from_secs(60 * 60),
            // Somebody cannot go on until it has answered.
            Self::ScanUpload => Duration::from_secs(10 * 60),
            Self::SendEmail | Self::SendSms | Self::WriteToContact => Duration::from_secs(60 * 60),
            Self::Deliver | Self::DeliverAgain => Duration::from_secs(60 * 60),
        }
    }

    /// Further ahead than this no job of the kind is ever put off.
    #[must_use]
    pub fn furthest(self) -> Duration {
        match self {
            // What waits for a month to be posted is put off by a day.
            Self::Verify => Duration::from_secs(2 * 24 * 60 * 60),
            Self::ScanUpload | Self::Estimate => Duration::from_secs(60 * 60),
            // Quiet hours last for less than a day.
            Self::SendEmail | Self::SendSms | Self::WriteToContact => {
                Duration::from_secs(2 * 24 * 60 * 60)
            }
            // The longest pause between two attempts, with its jitter, is 25 hours.
            Self::Deliver | Self::DeliverAgain => Duration::from_secs(2 * 24 * 60 * 60),
        }
    }

    /// How long a job rests after an attempt (1 for the first) that failed.
    #[must_use]
    pub fn pause_after_failure(self, attempt: u32) -> Duration {
        if attempt >= self.last_attempt() {
            self.slow_pause()
        } else {
            next_pause(attempt)
        }
    }

    /// How long a job rests whose process has died with it so many times. Once is nothing:
    /// processes are stopped and machines go down. A job that may be what kills them comes back
    /// later each time, and one that is innocent waits about as long as the dying has gone on.
    #[must_use]
    pub fn pause_after_death(self, deaths: u32) -> Duration {
        match deaths {
            0 | 1 => Duration::ZERO,
            more => doubled(more.saturating_sub(1), self.slow_pause()),
        }
    }

    /// Whether a job has failed to the end: an attempt too many has failed, or its process has died
    /// so often that it rests as long as it can.
    #[must_use]
    pub fn has_failed_to_the_end(self, attempts: u32, deaths: u32) -> bool {
        attempts >= self.last_attempt() || self.pause_after_death(deaths) >= self.slow_pause()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_after_failures_end_with_the_slow_one() {
        for kind in JobKind::ALL {
            let pauses: Vec<Duration> = (1..=kind.last_attempt() + 1)
                .map(|attempt| kind.pause_after_failure(attempt))
                .collect();
            assert!(pauses.is_sorted(), "{pauses:?}");
            let slow = pauses.iter().filter(|pause| **pause == kind.slow_pause());
            assert_eq!(slow.count(), 2);
        }
    }

    #[test]
    fn a_process_that_dies_once_is_nothing_and_one_that_dies_on_and_on_is_waited_for() {
        let seconds = |deaths| JobKind::Verify.pause_after_death(deaths).as_secs();
        assert_eq!([1, 2, 3, 4, 13].map(seconds), [0, 1, 2, 4, 2048]);
        assert_eq!([14, 15, u32::MAX].map(seconds), [3600; 3]);
        assert!(!JobKind::Verify.has_failed_to_the_end(29, 13));
        assert!(JobKind::Verify.has_failed_to_the_end(30, 0));
        assert!(JobKind::Verify.has_failed_to_the_end(0, 14));
    }
}
