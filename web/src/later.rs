//! How a page, or a section of one, that is not part of the first load is fetched when it is first
//! needed, so that the first load stays small. Which are, `crate::pages` declares by [`parts!`].

use std::pin::Pin;
use std::sync::OnceLock;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use crate::api::{Api, Failure, use_api};
use crate::display::session_storage;
use crate::live::live;
use crate::ui::failure::{FailurePage, FailurePart};
use crate::ui::skeleton::{Skeleton, SkeletonPage};

/// How long a part may take before the person is told.
const PATIENCE: Duration = Duration::from_secs(8);
/// Where the tab keeps for which program it was loaded anew; so does the page (`web/page/index.html`).
const OUTDATED: &str = "outdated";

/// Makes a page.
pub(crate) type MakePage = fn() -> AnyView;
/// Fetches what makes a page.
type Fetching = Pin<Box<dyn Future<Output = Result<MakePage, SplitLoaderError>>>>;

/// A page that lies in another file.
pub(crate) struct Part {
    fetch: fn() -> Fetching,
    here: OnceLock<MakePage>,
}

impl Part {
    /// A page that is not here yet, and the way to it.
    pub(crate) const fn new(fetch: fn() -> Fetching) -> Self {
        Self {
            fetch,
            here: OnceLock::new(),
        }
    }

    /// Fetches it before it is shown. Whoever shows it hears of a failure.
    pub(crate) fn fetch_ahead(&'static self) {
        spawn_local(async {
            if let Ok(page) = (self.fetch)().await {
                // Whoever was first has kept the same function.
                let _ = self.here.set(page);
            }
        });
    }
}

/// Declares such pages: the part, the file, the function of the split, and the page itself. Each
/// `#[wasm_split]` function is where wasm-split cuts the program apart; the functions of one file
/// are fetched together.
macro_rules! parts {
    ($($(#[doc = $doc:literal])+ $part:ident in $file:ident by $split:ident: $page:path,)+) => {
        $(
            $(#[doc = $doc])+
            pub(crate) static $part: $crate::later::Part =
                $crate::later::Part::new(|| ::std::boxed::Box::pin($split()));

            #[::leptos::wasm_split::wasm_split(
                $file,
                wasm_split_path = ::leptos::wasm_split,
                fallible
            )]
            fn $split() -> ::std::result::Result<
                $crate::later::MakePage,
                ::leptos::wasm_split::SplitLoaderError,
            > {
                ::std::result::Result::Ok(|| $page().into_any())
            }
        )+
    };
}
pub(crate) use parts;

/// Shows a part: a skeleton until it is here, a failure with a way to try again if it cannot be
/// fetched.
#[component]
pub(crate) fn Later(
    /// What to show.
    part: &'static Part,
) -> impl IntoView {
    bring(
        part,
        || view! { <SkeletonPage /> }.into_any(),
        |again| {
            view! { <FailurePage failure=Failure::Offline retry=move || again.run(()) /> }
                .into_any()
        },
    )
}

/// The same within a page.
#[component]
pub(crate) fn LaterHere(
    /// What to show.
    part: &'static Part,
) -> impl IntoView {
    bring(
        part,
        || view! { <Skeleton /> }.into_any(),
        |again| {
            view! { <FailurePart failure=Failure::Offline retry=move || again.run(()) /> }
                .into_any()
        },
    )
}

/// The same where nobody waits for it: nothing until it is here, and after a failure it is tried again
/// by itself.
#[component]
pub(crate) fn LaterBehind(
    /// What to show.
    part: &'static Part,
) -> impl IntoView {
    bring(
        part,
        || ().into_any(),
        |again| {
            set_timeout(
                move || {
                    again.try_run(());
                },
                PATIENCE,
            );
            ().into_any()
        },
    )
}

fn bring(
    part: &'static Part,
    waiting: fn() -> AnyView,
    failure: fn(Callback<()>) -> AnyView,
) -> impl IntoView {
    // Whether the last attempt failed; none while one is under way or not needed.
    let failed = RwSignal::new(false);
    let here = RwSignal::new(part.here.get().copied().map(Made));
    let api = use_api();
    let fetch = move || {
        failed.set(false);
        // Somebody who waits is told; what arrives later is shown all the same.
        set_timeout(
            move || {
                if here.try_with(Option::is_none) == Some(true) {
                    failed.try_set(true);
                }
            },
            PATIENCE,
        );
        spawn_local(async move {
            match (part.fetch)().await {
                Ok(page) => {
                    // Whoever was first has kept the same function.
                    let _ = part.here.set(page);
                    here.try_set(Some(Made(page)));
                }
                Err(SplitLoaderError { .. }) => {
                    if !is_loaded_anew(api).await {
                        failed.try_set(true);
                    }
                }
            }
        });
    };
    if here.with_untracked(Option::is_none) {
        fetch();
    }
    let again = Callback::new(move |()| fetch());
    live(move || match (here.get(), failed.get()) {
        (Some(Made(page)), _) => page(),
        (None, true) => failure(again),
        (None, false) => waiting(),
    })
}

/// Loads the page anew, once, where a new release has taken the place of the program that runs: its
/// parts are gone. What was typed is kept in the browser. Tells whether it does.
async fn is_loaded_anew(api: Api) -> bool {
    let (Some(program), Some(storage)) = (Api::program(), session_storage()) else {
        return false;
    };
    let known = storage.get_item(OUTDATED).ok().flatten();
    if known.as_deref() == Some(&program) || !api.is_outdated(&program).await {
        return false;
    }
    storage.set_item(OUTDATED, &program).is_ok() && window().location().reload().is_ok()
}

/// A page's function, for a signal.
#[derive(Clone, Copy)]
struct Made(MakePage);
