//! Checks a certificate, without a sign-in: the code of its QR stands behind `#` in the address and is
//! never sent, or it is pasted. Signature and dates are checked in the browser, also without a network;
//! what has become of it says a list of many, so that no server learns which is looked at.

mod found;
mod verdict;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::certificate::{Claims, Doubt, check, check_list, code_in};
use shared::values::Moment;
use wasm_bindgen::JsValue;

use crate::api::{Api, Failure, use_api};
use crate::display::session_storage;
use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::live::live;
use crate::route::Route;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::{Page, go_to};
use crate::ui::skeleton::SkeletonPage;
use found::{Genuine, Standing};
use verdict::Verdict;

/// Where this tab keeps the code, so that the page can be loaded anew.
const KEY: &str = "certificate-code";

/// How far the check is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    /// The code is asked for.
    Code,
    /// It is being checked.
    Checking,
    /// There are no keys to check it by.
    NoKeys(Failure),
    /// It is not believed.
    Doubted(Doubt),
    /// It is signed by the platform.
    Genuine(Box<Genuine>),
}

/// The check that is under way. Copy it into every handler.
#[derive(Clone, Copy)]
struct Checking {
    api: Api,
    code: RwSignal<String>,
    step: RwSignal<Step>,
    standing: RwSignal<Standing>,
}

/// The page.
#[component]
pub(crate) fn VerifyPage() -> impl IntoView {
    let api = use_api();
    let checking = Checking {
        api,
        code: RwSignal::new(String::new()),
        step: RwSignal::new(Step::Code),
        standing: RwSignal::new(Standing::Asking),
    };
    take_code();
    if let Some(code) = kept_code() {
        checking.code.set(code);
        checking.begin();
    }
    // Another code was scanned into this tab.
    let listening = window_event_listener(ev::hashchange, move |_| {
        if take_code()
            && let Some(code) = kept_code()
        {
            checking.code.set(code);
            checking.begin();
        }
    });
    on_cleanup(move || listening.remove());
    // Behind what the page itself still loads.
    request_animation_frame(move || api.keep_page());
    live(move || match checking.step.get() {
        Step::Checking => view! { <SkeletonPage /> }.into_any(),
        Step::Code => view! { <AskCode checking=checking /> }.into_any(),
        Step::NoKeys(_) => view! { <AskCode checking=checking no_keys=true /> }.into_any(),
        Step::Doubted(doubt) => view! { <AskCode checking=checking doubt=doubt /> }.into_any(),
        Step::Genuine(genuine) => {
            let standing = checking.standing;
            let again = Callback::new(move |()| checking.forget());
            view! { <Verdict genuine=*genuine standing=standing again=again /> }.into_any()
        }
    })
}

impl Checking {
    /// Checks the code that is there.
    fn begin(self) {
        let code = self.code.with_untracked(|text| code_in(text));
        self.step.set(Step::Checking);
        self.standing.set(Standing::Asking);
        spawn_local(async move {
            let step = self.check(&code).await;
            let genuine = match &step {
                Step::Genuine(genuine) => Some(genuine.claims.clone()),
                Step::Code | Step::Checking | Step::NoKeys(_) | Step::Doubted(_) => None,
            };
            self.step.try_set(step);
            request_animation_frame(|| go_to("#main h1"));
            if let Some(claims) = genuine {
                let standing = self.ask(&claims).await;
                self.standing.try_set(standing);
            }
        });
    }

    async fn check(self, code: &str) -> Step {
        let (keys, keys_at) = match self.api.list_public_keys().await {
            Ok(keys) => keys,
            Err(failure) => return Step::NoKeys(failure),
        };
        let issuer = window().location().origin().unwrap_or_default();
        match check(code, &keys, &issuer) {
            Ok(claims) => {
                keep_code(code);
                Step::Genuine(Box::new(Genuine { claims, keys_at }))
            }
            Err(doubt) => Step::Doubted(doubt),
        }
    }

    /// What has become of a certificate.
    async fn ask(self, claims: &Claims) -> Standing {
        let told = async {
            let list = claims.list()?;
            let token = self.api.read_status_list(list).await.ok()?;
            // The keys may have changed since, and the list is of now.
            let (keys, _) = self.api.list_public_keys().await.ok()?;
            let place = &claims.status.status_list;
            let list = check_list(&token, &keys, &place.uri)?;
            let status = list.status_list.at(place.idx)?;
            Some((status, Moment::from_timestamp(list.iat, 0)?))
        };
        match told.await {
            Some((status, at)) => Standing::Told(status, at),
            None => Standing::Unknown,
        }
    }

    /// Asks for another code.
    fn forget(self) {
        forget_code();
        self.code.set(String::new());
        self.step.set(Step::Code);
        request_animation_frame(|| go_to("#main h1"));
    }
}

/// The question for the code, and why the last one is not believed.
#[component]
fn AskCode(
    checking: Checking,
    #[prop(optional)] no_keys: bool,
    #[prop(optional, into)] doubt: Option<Doubt>,
) -> impl IntoView {
    let i18n = use_i18n();
    let code = checking.code;
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if code.with_untracked(|code| !code.trim().is_empty()) {
            checking.begin();
        }
    };
    let why = match (doubt, no_keys) {
        (Some(Doubt::NoCode), _) => Some((t!(i18n, verify.no_code), t!(i18n, verify.no_code_text))),
        (Some(Doubt::UnknownKey), _) => Some((
            t!(i18n, verify.unknown_key),
            t!(i18n, verify.unknown_key_text),
        )),
        (Some(Doubt::Forged), _) => Some((t!(i18n, verify.forged), t!(i18n, verify.forged_text))),
        (Some(Doubt::OtherIssuer), _) => Some((
            t!(i18n, verify.other_issuer),
            t!(i18n, verify.other_issuer_text),
        )),
        (None, true) => Some((t!(i18n, verify.no_keys), t!(i18n, verify.no_keys_text))),
        (None, false) => None,
    };
    // What cannot be told for now is no forgery.
    let class = if no_keys || doubt == Some(Doubt::UnknownKey) {
        "notice notice--warning"
    } else {
        "notice notice--danger"
    };
    view! {
        <Page title=text!(i18n, verify.title) lede=text!(i18n, verify.lede) narrow=true>
            <form class="stack" novalidate on:submit=submit>
                {why
                    .map(|(title, more)| {
                        view! {
                            <div class=class role="alert">
                                <Glyph icon=Icon::Warning />
                                <div class="notice__body">
                                    <p class="notice__title">{title}</p>
                                    <p>{more}</p>
                                </div>
                            </div>
                        }
                    })}
                <div class="field">
                    <label class="field__label" for="code">
                        {t!(i18n, verify.code)}
                    </label>
                    <p class="field__hint" id="code-hint">
                        {t!(i18n, verify.code_hint)}
                    </p>
                    <textarea
                        class="input"
                        id="code"
                        rows="5"
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby="code-hint"
                        prop:value=code
                        on:input=move |event| code.set(event_target_value(&event))
                    ></textarea>
                </div>
                <div class="cluster">
                    <button class="button button--primary" type="submit">
                        {t!(i18n, verify.check)}
                    </button>
                </div>
                <p class="meta">{t!(i18n, verify.private)}</p>
            </form>
        </Page>
    }
}

/// Takes the code out of the address, which others may see. Tells whether there was one.
fn take_code() -> bool {
    let hash = window().location().hash().unwrap_or_default();
    let Some(code) = hash.strip_prefix('#').filter(|code| code.contains('.')) else {
        return false;
    };
    keep_code(code);
    if let Ok(history) = window().history() {
        // Where the browser leaves the address as it is, nothing is lost but a clean one.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&Route::Verify.href()));
    }
    true
}

fn keep_code(code: &str) {
    if let Some(storage) = session_storage() {
        // Where the browser keeps nothing, the code is pasted.
        let _ = storage.set_item(KEY, code);
    }
}

fn kept_code() -> Option<String> {
    session_storage()?.get_item(KEY).ok()?
}

fn forget_code() {
    if let Some(storage) = session_storage() {
        let _ = storage.remove_item(KEY);
    }
}
