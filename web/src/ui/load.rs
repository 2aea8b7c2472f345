//! Loading what a page shows: a skeleton, the page, or a failure with a way to try again.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::Failure;
use crate::live::{effect, memo};
use crate::ui::failure::{FailurePage, FailurePart};
use crate::ui::skeleton::SkeletonPage;

/// Something that is loaded, again whenever what `fetch` tracks changes.
pub(crate) struct Loader<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Result<T, Failure>>>,
    /// Counts the wishes to load again.
    wishes: RwSignal<u32>,
    /// Counts the loads, so that an answer that comes too late is told from the right one.
    loads: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loader<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Loader<T> {
    /// Loads now. Signals that `fetch` reads before it makes its future are tracked; a change
    /// throws away what was loaded and loads again.
    pub(crate) fn new<F>(fetch: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, Failure>> + 'static,
    {
        let loader = Self {
            answer: RwSignal::new(None),
            wishes: RwSignal::new(0),
            loads: RwSignal::new(0),
        };
        effect(move || {
            loader.wishes.track();
            let mine = loader.loads.get_untracked() + 1;
            loader.loads.set(mine);
            loader.answer.set(None);
            let answer = fetch();
            spawn_local(async move {
                let answer = answer.await;
                // The page may be gone, or something newer may be on its way.
                if loader.loads.try_get_untracked() == Some(mine) {
                    loader.answer.try_set(Some(answer));
                }
            });
        });
        loader
    }

    /// Loads again.
    pub(crate) fn again(self) {
        self.wishes.update(|n| *n += 1);
    }

    /// Puts something newer in place of what was loaded.
    pub(crate) fn put(self, value: T) {
        self.answer.try_set(Some(Ok(value)));
    }

    /// What was loaded, tracked.
    pub(crate) fn get(self) -> Option<T> {
        self.answer
            .with(|answer| answer.as_ref()?.as_ref().ok().cloned())
    }

    /// A skeleton page, `page` with what was loaded, or the failure. `page` is made once, when
    /// there is something to show; it follows what is [`put`](Self::put) later by its signal.
    pub(crate) fn page<V: IntoView + 'static>(
        self,
        page: impl Fn(Signal<T>) -> V + Send + Sync + 'static,
    ) -> impl IntoView {
        self.show(
            || view! { <SkeletonPage/> }.into_any(),
            move |shown| page(shown).into_any(),
            move |failure| {
                view! { <FailurePage failure=failure retry=move || self.again()/> }.into_any()
            },
        )
    }

    /// The same within a page that is there already.
    pub(crate) fn part(
        self,
        skeleton: fn() -> AnyView,
        part: impl Fn(Signal<T>) -> AnyView + Send + Sync + 'static,
    ) -> impl IntoView {
        self.show(skeleton, part, move |failure| {
            view! { <FailurePart failure=failure retry=move || self.again()/> }.into_any()
        })
    }

    fn show(
        self,
        skeleton: fn() -> AnyView,
        part: impl Fn(Signal<T>) -> AnyView + Send + Sync + 'static,
        failed: impl Fn(Failure) -> AnyView + Send + Sync + 'static,
    ) -> impl IntoView {
        let kind = memo(move || {
            let is_ok = self.answer.with(|a| a.as_ref().map(Result::is_ok));
            (self.loads.get(), is_ok)
        });
        move || {
            // Read, not only tracked: a memo that nobody reads never looks at its sources.
            let _load = kind.get();
            match self.answer.get_untracked() {
                None => skeleton(),
                Some(Ok(first)) => {
                    let shown = RwSignal::new(first);
                    effect(move || {
                        if let Some(newer) = self.get()
                            && shown.with_untracked(|shown| *shown != newer)
                        {
                            shown.set(newer);
                        }
                    });
                    part(shown.into())
                }
                Some(Err(failure)) => failed(failure),
            }
        }
    }
}
