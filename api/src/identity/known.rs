//! A cache of what is fetched from the provider: one fetch at a time, whose result all share, and a
//! failure remembered for a moment, so that a provider that hangs makes nobody wait in line.

use std::fmt;
use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared};

/// How long one attempt may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long a failure is remembered.
const FAILURE_LIFE: Duration = Duration::from_secs(2);

/// What an attempt gives: the answer with how long it is believed, or why there is none.
type Answer<T> = Result<(T, Duration), String>;
type Attempt<T> = Shared<BoxFuture<'static, Answer<T>>>;

/// Something that is read from the provider.
pub(super) struct Known<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    /// The newest good answer, when it came, and how long it is believed.
    good: Option<(T, Instant, Duration)>,
    /// Why the newest attempt failed, and when.
    failed: Option<(String, Instant)>,
    /// When it was last doubted.
    doubted: Option<Instant>,
    /// The attempt under way, for all who come meanwhile.
    attempt: Option<Attempt<T>>,
}

impl<T: Clone + Send + Sync + 'static> Known<T> {
    /// Nothing is known yet.
    pub(super) fn nothing() -> Self {
        Self {
            state: Mutex::new(State {
                good: None,
                failed: None,
                doubted: None,
                attempt: None,
            }),
        }
    }

    /// What is known, read with `read` where it is not known or not believed any more.
    ///
    /// # Errors
    /// It could not be read, now or a moment ago.
    pub(super) async fn get<F>(&self, read: impl FnOnce() -> F) -> Result<T, String>
    where
        F: Future<Output = Answer<T>> + Send + 'static,
    {
        let attempt = {
            let mut state = self.lock();
            if let Some((good, at, life)) = &state.good
                && at.elapsed() < *life
            {
                return Ok(good.clone());
            }
            if let Some((why, at)) = &state.failed
                && at.elapsed() < FAILURE_LIFE
            {
                return Err(why.clone());
            }
            let begin = || {
                let reading = read();
                async move {
                    let read = tokio::time::timeout(PATIENCE, reading).await;
                    read.unwrap_or_else(|_| Err("it took too long".to_owned()))
                }
                .boxed()
                .shared()
            };
            state.attempt.get_or_insert_with(begin).clone()
        };
        // Whoever waits drives it: it goes on when the one who began it has gone away.
        let answer = attempt.clone().await;
        let mut state = self.lock();
        if state.attempt.as_ref().is_some_and(|a| a.ptr_eq(&attempt)) {
            state.attempt = None;
            match &answer {
                Ok((good, life)) => {
                    state.good = Some((good.clone(), Instant::now(), *life));
                    state.failed = None;
                }
                Err(why) => state.failed = Some((why.clone(), Instant::now())),
            }
        }
        answer.map(|(good, _)| good)
    }

    /// What was known last, believed or not.
    pub(super) fn last(&self) -> Option<T> {
        self.lock().good.as_ref().map(|(good, _, _)| good.clone())
    }

    /// Has it read again the next time, unless it was doubted less than `pause` ago.
    pub(super) fn doubt(&self, pause: Duration) {
        let mut state = self.lock();
        if state.doubted.is_some_and(|at| at.elapsed() < pause) {
            return;
        }
        state.doubted = Some(Instant::now());
        if let Some((_, _, life)) = &mut state.good {
            *life = Duration::ZERO;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Nothing in here panics, and plain data stays good.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> fmt::Debug for Known<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn all_who_come_meanwhile_share_one_attempt() {
        let known = Arc::new(Known::<u32>::nothing());
        let attempts = Arc::new(AtomicU32::new(0));
        let get = |wait: u64| {
            let (known, attempts) = (Arc::clone(&known), Arc::clone(&attempts));
            async move {
                known
                    .get(|| async move {
                        attempts.fetch_add(1, Ordering::Relaxed);
                        tokio::time::sleep(Duration::from_millis(wait)).await;
                        Ok((7, LONG))
                    })
                    .await
            }
        };
        // The one who began it goes away in the middle.
        let gone = tokio::time::timeout(Duration::from_millis(10), get(50)).await;
        assert!(gone.is_err());
        let all = futures::future::join_all((0..20).map(|_| get(50))).await;
        assert!(all.into_iter().all(|one| one == Ok(7)));
        assert_eq!(attempts.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn what_is_doubted_is_read_again_but_not_at_once() {
        let known = Known::<u32>::nothing();
        assert_eq!(known.get(|| async { Ok((1, LONG)) }).await, Ok(1));
        known.doubt(LONG);
        assert_eq!(known.get(|| async { Ok((2, LONG)) }).await, Ok(2));
        known.doubt(LONG);
        assert_eq!(known.get(|| async { Ok((3, LONG)) }).await, Ok(2));
        known.doubt(Duration::ZERO);
        let none = Duration::ZERO;
        assert_eq!(known.get(|| async move { Ok((3, none)) }).await, Ok(3));
        assert_eq!(known.get(|| async { Ok((4, LONG)) }).await, Ok(4));
    }
}
