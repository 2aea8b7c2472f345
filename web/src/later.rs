//! Parts of the application that the browser fetches when they are first needed, so that the first
//! load stays small. Each `#[wasm_split]` function is where wasm-split cuts the program apart; the
//! functions of one name share a file.

use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::api::Failure;
use crate::live::live;
use crate::pages;
use crate::ui::failure::FailurePage;
use crate::ui::skeleton::SkeletonPage;

/// Makes a page.
type Page = fn() -> AnyView;
/// Fetches what makes a page.
type Fetching = Pin<Box<dyn Future<Output = Result<Page, SplitLoaderError>>>>;

/// A page that lies in another file.
pub(crate) struct Part {
    fetch: fn() -> Fetching,
    here: OnceLock<Page>,
}

/// Declares pages: the part, the file, the function of the split, and the page itself.
macro_rules! parts {
    ($($(#[doc = $doc:literal])+ $part:ident in $file:ident by $split:ident: $page:path,)+) => {
        $(
            $(#[doc = $doc])+
            pub(crate) static $part: Part = Part {
                fetch: || Box::pin($split()),
                here: OnceLock::new(),
            };

            #[wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)]
            fn $split() -> Result<Page, SplitLoaderError> {
                Ok(|| $page().into_any())
            }
        )+
    };
}

parts! {
    /// The residential wizard.
    WIZARD in wizard by split_wizard: pages::apply::Wizard,
    /// 阅读说明 before there is a draft.
    FIRST_NOTES in wizard by split_first_notes: pages::apply::first::FirstNotes,
    /// 资格预检.
    PRECHECK in rules by split_precheck: pages::precheck::PrecheckPage,
    /// The rules and their history.
    POLICIES in rules by split_policies: pages::policies::PoliciesPage,
    /// An application in detail.
    APPLICATION in results by split_application: pages::detail::Application,
    /// What happens after submission.
    RECEIPT in results by split_receipt: pages::receipt::Receipt,
    /// 家庭购房申请表.
    FORM in results by split_form: pages::form::Form,
    /// 复核帮助.
    REVIEW_HELP in results by split_review_help: pages::review_help::ReviewHelp,
    /// 申请复核.
    REVIEW in results by split_review: pages::review::Review,
    /// The certificate of a pass.
    CERTIFICATE in results by split_certificate: pages::certificate::Certificate,
}

/// Shows a part: a skeleton until it is here, a failure with a way to try again if it cannot be
/// fetched.
#[component]
pub(crate) fn Later(
    /// What to show.
    part: &'static Part,
) -> impl IntoView {
    // Whether the last attempt failed; none while one is under way or not needed.
    let failed = RwSignal::new(false);
    let here = RwSignal::new(part.here.get().copied().map(Made));
    let fetch = move || {
        failed.set(false);
        spawn_local(async move {
            match (part.fetch)().await {
                Ok(page) => {
                    // Whoever was first has kept the same function.
                    let _ = part.here.set(page);
                    here.try_set(Some(Made(page)));
                }
                Err(SplitLoaderError { .. }) => {
                    failed.try_set(true);
                }
            }
        });
    };
    if here.with_untracked(Option::is_none) {
        fetch();
    }
    live(move || match (here.get(), failed.get()) {
        (Some(Made(page)), _) => page(),
        (None, true) => view! { <FailurePage failure=Failure::Offline retry=fetch /> }.into_any(),
        (None, false) => view! { <SkeletonPage /> }.into_any(),
    })
}

/// A page's function, for a signal.
#[derive(Clone, Copy)]
struct Made(Page);
