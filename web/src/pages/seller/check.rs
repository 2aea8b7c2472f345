//! The check of a certificate with the document that the seller has seen. What the QR code says is checked
//! here, by the published keys, before anything is asked; the number is taken from it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::certificate::{CheckCertificate, Doubt, check, code_in};
use shared::issue::IssueCode;

use super::answer::Answer;
use super::camera::Camera;
use super::found::Found;
use super::session::{SellerContext, use_seller};
use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live};
use crate::ui::announcer::{Announcer, use_announcer};
use crate::ui::failure::FailureNotice;
use crate::ui::faults::Faults;
use crate::ui::field::{Kind, TextField};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

/// The id of the field of the certificate's number.
const NUMBER: &str = "certificate-number";
/// The id of the field of the document's number.
const DOCUMENT: &str = "document-number";

/// What a scanned code has led to.
#[derive(Debug, Clone, PartialEq)]
enum Scanned {
    /// Nothing was scanned.
    Nothing,
    /// The platform has signed it; whose it is, masked.
    Genuine(String),
    /// It is not believed.
    Doubted(Doubt),
    /// There are no keys to check it by.
    NoKeys,
}

/// The check that is under way. Copy it into every handler.
#[derive(Clone, Copy)]
struct Checking {
    i18n: I18n,
    seller: SellerContext,
    announcer: Announcer,
    number: RwSignal<String>,
    document: RwSignal<String>,
    scanned: RwSignal<Scanned>,
    faults: Faults,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    found: RwSignal<Option<Found>>,
}

/// The form, and the answer in its place.
#[component]
pub(super) fn Check(
    /// Whether the seller may hold what is found.
    holds: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let checking = Checking {
        i18n,
        seller: use_seller(),
        announcer: use_announcer(),
        number: RwSignal::new(String::new()),
        document: RwSignal::new(String::new()),
        scanned: RwSignal::new(Scanned::Nothing),
        faults: Faults::new(),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        found: RwSignal::new(None),
    };
    let Checking { scanned, found, .. } = checking;
    let take = Callback::new(move |text| checking.take(text));
    let again = Callback::new(move |()| checking.forget());
    view! {
        <section class="card" aria-labelledby="check">
            <div class="card__head">
                <h2 class="card__title" id="check" tabindex="-1">
                    {t!(i18n, seller.check.title)}
                </h2>
            </div>
            <div class="card__body stack">
                <Show when=move || found.with(Option::is_none)>
                    <Camera found=take />
                    {live(move || view! { <Told scanned=scanned.get() /> })}
                    <Numbers checking=checking />
                </Show>
                <Show when=move || found.with(Option::is_some)>
                    {live(move || {
                        found
                            .get()
                            .map(|found| view! { <Answer found=found holds=holds again=again /> })
                    })}
                </Show>
            </div>
        </section>
    }
}

/// The two numbers.
#[component]
fn Numbers(checking: Checking) -> impl IntoView {
    let i18n = use_i18n();
    let Checking { faults, busy, .. } = checking;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        checking.begin();
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {faults.summary(label)}
            <TextField
                field=faults.field(NUMBER, checking.number)
                label=text!(i18n, seller.check.number)
                hint=text!(i18n, seller.check.number_hint)
                kind=Kind::Wide
            />
            <TextField
                field=faults.field(DOCUMENT, checking.document)
                label=text!(i18n, seller.check.document)
                hint=text!(i18n, seller.check.document_hint)
                kind=Kind::Code
            />
            <FailureNotice failure=checking.failure />
            <button
                class="button button--primary button--large button--block"
                type="submit"
                aria-busy=Signal::derive(move || busy.get().to_string())
            >
                {t!(i18n, seller.check.button)}
            </button>
        </form>
    }
}

impl Checking {
    /// Takes what a QR code says, or a number.
    fn take(self, text: String) {
        self.found.set(None);
        self.failure.set(None);
        // A number by itself, as it is printed beside the code.
        if !text.contains('.') {
            self.scanned.set(Scanned::Nothing);
            self.number.set(text.trim().to_owned());
            return;
        }
        spawn_local(async move {
            let (step, number) = self.read(&text).await;
            if number.is_some() {
                let word = t_string!(self.i18n, seller.check.genuine);
                self.announcer.say(word);
                request_animation_frame(|| go_to(&format!("#{DOCUMENT}")));
            }
            self.number.try_set(number.unwrap_or_default());
            self.scanned.try_set(step);
        });
    }

    /// What a code is worth, and the number of a genuine one.
    async fn read(self, text: &str) -> (Scanned, Option<String>) {
        let Ok((keys, _)) = self.seller.api().list_public_keys().await else {
            return (Scanned::NoKeys, None);
        };
        let issuer = window().location().origin().unwrap_or_default();
        match check(&code_in(text), &keys, &issuer) {
            Ok(claims) => {
                let names = claims.holders.into_iter().map(|one| one.name);
                let names: Vec<String> = names.collect();
                let names = names.join(t_string!(self.i18n, verify.and));
                (Scanned::Genuine(names), Some(claims.jti))
            }
            Err(doubt) => (Scanned::Doubted(doubt), None),
        }
    }

    /// Asks about both numbers.
    fn begin(self) {
        let pair = CheckCertificate {
            certificate_number: self.number.get_untracked().trim().to_owned(),
            document_number: self.document.get_untracked().trim().to_owned(),
        };
        // What the QR code says was pasted.
        if pair.certificate_number.contains('.') {
            self.take(pair.certificate_number);
            return;
        }
        let missing = missing(&pair);
        let is_whole = missing.is_empty();
        self.faults.put(missing);
        if self.busy.get_untracked() || !is_whole {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        self.found.set(None);
        spawn_local(async move {
            let answer = self.seller.api().check_certificate(&pair).await;
            self.busy.try_set(false);
            match answer {
                Ok(told) => {
                    self.found.try_set(Some(Found { pair, told }));
                    request_animation_frame(|| go_to("#answer"));
                }
                Err(why) => {
                    self.failure.try_set(Some(why));
                }
            }
        });
    }

    /// Asks about another certificate.
    fn forget(self) {
        for typed in [self.number, self.document] {
            typed.try_set(String::new());
        }
        self.scanned.try_set(Scanned::Nothing);
        self.found.try_set(None);
        request_animation_frame(|| go_to("#check"));
    }
}

fn label(i18n: I18n, field: &str) -> &'static str {
    if field == NUMBER {
        t_string!(i18n, seller.check.number)
    } else {
        t_string!(i18n, seller.check.document)
    }
}

fn missing(pair: &CheckCertificate) -> Vec<(&'static str, IssueCode)> {
    let asked = [
        (NUMBER, &pair.certificate_number),
        (DOCUMENT, &pair.document_number),
    ];
    let missing = asked.into_iter().filter(|(_, text)| text.is_empty());
    missing
        .map(|(field, _)| (field, IssueCode::Required))
        .collect()
}

/// What the code that was scanned is worth.
#[component]
fn Told(scanned: Scanned) -> impl IntoView {
    let i18n = use_i18n();
    let (class, icon, title, more) = match scanned {
        Scanned::Nothing => return ().into_any(),
        Scanned::Genuine(names) => (
            "notice notice--success",
            Icon::Check,
            t!(i18n, seller.check.genuine),
            text!(i18n, seller.check.genuine_text, names = names.clone()),
        ),
        Scanned::NoKeys | Scanned::Doubted(Doubt::UnknownKey) => (
            "notice notice--warning",
            Icon::Warning,
            t!(i18n, verify.unknown_key),
            text!(i18n, verify.unknown_key_text),
        ),
        Scanned::Doubted(Doubt::NoCode) => (
            "notice notice--warning",
            Icon::Warning,
            t!(i18n, verify.no_code),
            text!(i18n, seller.check.no_code_text),
        ),
        Scanned::Doubted(Doubt::Forged) => (
            "notice notice--danger",
            Icon::Cross,
            t!(i18n, verify.forged),
            text!(i18n, verify.forged_text),
        ),
        Scanned::Doubted(Doubt::OtherIssuer) => (
            "notice notice--danger",
            Icon::Cross,
            t!(i18n, verify.other_issuer),
            text!(i18n, verify.other_issuer_text),
        ),
    };
    view! {
        <div class=class role="alert">
            <Glyph icon=icon />
            <div class="notice__body">
                <p class="notice__title">{title}</p>
                <p>{more}</p>
            </div>
        </div>
    }
    .into_any()
}
