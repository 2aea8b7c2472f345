//! The check of a certificate with the document that the seller has seen. What the QR code says is checked
//! here, by the published keys, before anything is asked; the number is taken from it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::certificate::{CertificateCheck, CheckCertificate, Doubt, check, code_in};
use shared::issue::IssueCode;

use super::answer::Answer;
use super::camera::Camera;
use super::session::use_seller;
use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{Show, live};
use crate::ui::announcer::use_announcer;
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

/// What was asked about and answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The numbers.
    pub(super) pair: CheckCertificate,
    /// The answer.
    pub(super) told: CertificateCheck,
}

/// The form, and the answer below it.
#[component]
pub(super) fn Check(
    /// Whether the seller may hold what is found.
    holds: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let seller = use_seller();
    let announcer = use_announcer();
    let (number, document) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let scanned = RwSignal::new(Scanned::Nothing);
    let (faults, busy) = (Faults::new(), RwSignal::new(false));
    let failure = RwSignal::new(None::<Failure>);
    let found = RwSignal::new(None::<Found>);
    let take = move |text: String| {
        // A number by itself, as it is printed beside the code.
        if !text.contains('.') {
            scanned.set(Scanned::Nothing);
            number.set(text.trim().to_owned());
            return;
        }
        spawn_local(async move {
            let step = match seller.api().list_public_keys().await {
                Ok((keys, _)) => {
                    let issuer = window().location().origin().unwrap_or_default();
                    match check(&code_in(&text), &keys, &issuer) {
                        Ok(claims) => {
                            number.try_set(claims.jti);
                            let names = claims.holders.into_iter().map(|one| one.name);
                            let names: Vec<String> = names.collect();
                            Scanned::Genuine(names.join(t_string!(i18n, verify.and)))
                        }
                        Err(doubt) => Scanned::Doubted(doubt),
                    }
                }
                Err(_) => Scanned::NoKeys,
            };
            if matches!(step, Scanned::Genuine(_)) {
                announcer.say(t_string!(i18n, seller.check.genuine));
                request_animation_frame(|| go_to(&format!("#{DOCUMENT}")));
            } else {
                number.try_set(String::new());
            }
            scanned.try_set(step);
            found.try_set(None);
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let pair = CheckCertificate {
            certificate_number: number.get_untracked().trim().to_owned(),
            document_number: document.get_untracked().trim().to_owned(),
        };
        // What the QR code says was pasted.
        if pair.certificate_number.contains('.') {
            take(pair.certificate_number);
            return;
        }
        let missing = missing(&pair);
        let is_whole = missing.is_empty();
        faults.put(missing);
        if busy.get_untracked() || !is_whole {
            return;
        }
        busy.set(true);
        failure.set(None);
        found.set(None);
        spawn_local(async move {
            let answer = seller.api().check_certificate(&pair).await;
            busy.try_set(false);
            match answer {
                Ok(told) => {
                    found.try_set(Some(Found { pair, told }));
                    request_animation_frame(|| go_to("#answer"));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let again = Callback::new(move |()| {
        for typed in [number, document] {
            typed.set(String::new());
        }
        scanned.set(Scanned::Nothing);
        found.set(None);
        request_animation_frame(|| go_to("#check"));
    });
    view! {
        <section class="card" aria-labelledby="check">
            <div class="card__head">
                <h2 class="card__title" id="check" tabindex="-1">
                    {t!(i18n, seller.check.title)}
                </h2>
            </div>
            <div class="card__body stack">
                <Camera found=Callback::new(take) />
                <form class="stack" novalidate on:submit=submit>
                    {faults.summary(label)}
                    {live(move || view! { <Told scanned=scanned.get() /> })}
                    <TextField
                        field=faults.field(NUMBER, number)
                        label=text!(i18n, seller.check.number)
                        hint=text!(i18n, seller.check.number_hint)
                        kind=Kind::Wide
                    />
                    <TextField
                        field=faults.field(DOCUMENT, document)
                        label=text!(i18n, seller.check.document)
                        hint=text!(i18n, seller.check.document_hint)
                        kind=Kind::Code
                    />
                    <FailureNotice failure=failure />
                    <button
                        class="button button--primary button--large button--block"
                        type="submit"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                    >
                        {t!(i18n, seller.check.button)}
                    </button>
                </form>
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
