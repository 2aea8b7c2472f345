//! Parts of a page that follow signals. The framework compiles every closure anew, with all that
//! belongs to running it; behind one type they share that code, which keeps the first load small.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

/// A part of a page that is made again whenever a signal that it reads changes.
pub(crate) type Live = Arc<Mutex<dyn FnMut() -> AnyView + Send>>;

/// Makes such a part; in a view: `{live(move || …)}`.
pub(crate) fn live<V: IntoView + 'static>(part: impl Fn() -> V + Send + 'static) -> Live {
    Arc::new(Mutex::new(move || part().into_any()))
}

/// What is shown while something holds. Its children are made again only when that changes.
#[component]
pub(crate) fn Show(
    /// What must hold.
    #[prop(into)]
    when: Signal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let when = memo(move || when.get());
    live(move || when.get().then(|| children()))
}

/// A value worked out again only when a signal that it reads changes.
pub(crate) fn memo<T>(work_out: impl Fn() -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    boxed_memo(Box::new(work_out))
}

fn boxed_memo<T>(work_out: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| work_out())
}

/// Does something now and whenever a signal that it reads changes, as long as its owner lives.
pub(crate) fn effect(act: impl Fn() + 'static) {
    boxed_effect(Box::new(act));
}

fn boxed_effect(act: Box<dyn Fn()>) {
    Effect::new(move |_| act());
}
