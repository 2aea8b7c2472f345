//! The check of a certificate with the document that the seller has seen. What the QR code says is checked
//! here, by the published keys, before anything is asked; the number is taken from it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::certificate::{CheckCertificate, Doubt, check, code_in};
use shared::issue::IssueCode;

use super::answer::Answer;
use super::camera::Camera;
use super::found::Found;
use super::numbers;
use super::outcome::Refusal;
use super::session::{SellerContext, use_seller};
use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t, text};
use crate::live::{Show, live};
use crate::ui::announcer::{Announcer, use_announcer};
use crate::ui::faults::Faults;
use crate::ui::field::{Field, Kind, TextField};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::go_to;

/// The id of the field of the certificate's number.
const NUMBER: &str = "certificate-number";
/// The id of the field of the document's number.
const DOCUMENT: &str = "document-number";
/// What is longer, and has a dot, is what a QR code says, and no number.
const LONGEST_NUMBER: usize = 40;

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
    let seller = use_seller();
    let checking = Checking {
        i18n,
        seller,
        announcer: use_announcer(),
        number: RwSignal::new(String::new()),
        document: RwSignal::new(String::new()),
        scanned: RwSignal::new(Scanned::Nothing),
        faults: Faults::in_words(fault),
        busy: RwSignal::new(false),
        failure: seller.refusal(),
        found: RwSignal::new(None),
    };
    let Checking { scanned, found, .. } = checking;
    let take = Callback::new(move |text| checking.take(text));
    let again = Callback::new(move |()| checking.forget());
    let stale = Callback::new(move |()| checking.ask_again());
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
                            .map(|found| {
                                view! { <Answer found=found holds=holds again=again stale=stale /> }
                            })
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
    let number = faults.field(NUMBER, checking.number);
    let set = number.set;
    let number = Field {
        set: Callback::new(move |text| checking.type_number(text, set)),
        ..number
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        checking.begin();
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {faults.summary(label)}
            <TextField
                field=number
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
            <Refusal failure=checking.failure />
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
    /// Takes a number as it is typed. What was said of a scanned code is about another one from then on;
    /// what a code says is read at once when it is pasted.
    fn type_number(self, text: String, set: Callback<String>) {
        if self.number.with_untracked(|number| *number == text) {
            return;
        }
        self.scanned.set(Scanned::Nothing);
        set.run(text.clone());
        if is_code(&text) {
            self.take(text);
        }
    }

    /// Takes what a QR code says, or a number.
    fn take(self, text: String) {
        self.found.set(None);
        self.seller.begin();
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

    /// Asks about both numbers, as far as they can be such.
    fn begin(self) {
        let number = self.number.get_untracked();
        if is_code(&number) {
            self.take(number);
            return;
        }
        if self.busy.get_untracked() {
            return;
        }
        let number = numbers::certificate(&number);
        let document = self
            .document
            .with_untracked(|typed| numbers::document(typed));
        let found = [
            (NUMBER, number.as_ref().err()),
            (DOCUMENT, document.as_ref().err()),
        ];
        let wrong = found.into_iter();
        let wrong = wrong.filter_map(|(field, code)| Some((field, *code?)));
        self.faults.put(wrong.collect());
        let (Ok(certificate_number), Ok(document_number)) = (number, document) else {
            return;
        };
        let pair = CheckCertificate {
            certificate_number,
            document_number,
        };
        self.busy.set(true);
        self.seller.begin();
        spawn_local(async move {
            let answer = self.seller.api().check_certificate(&pair).await;
            self.busy.try_set(false);
            match answer {
                Ok(told) => {
                    self.found.try_set(Some(Found { pair, told }));
                    request_animation_frame(|| go_to("#answer"));
                }
                Err(why) => self.seller.refuse(self.failure, why),
            }
        });
    }

    /// Asks about the same certificate once more: somebody else may have been faster. An answer that is still
    /// true stays, with what is typed under it.
    fn ask_again(self) {
        let Some(known) = self.found.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let answer = self.seller.api().check_certificate(&known.pair).await;
            let news = answer.ok().filter(|told| *told != known.told);
            if let Some(told) = news {
                let pair = known.pair;
                self.found.try_set(Some(Found { pair, told }));
                request_animation_frame(|| go_to("#answer"));
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

/// What is said of a number that cannot be one: the form does not know which kind of document it is.
fn fault(i18n: I18n, field: &str, code: IssueCode) -> &'static str {
    match (field, code) {
        (NUMBER, IssueCode::DocumentForm) => t_string!(i18n, seller.check.number_form),
        (DOCUMENT, IssueCode::DocumentForm) => t_string!(i18n, seller.check.document_form),
        (_, code) => code.detail(lang(i18n)),
    }
}

/// Whether a text is what a QR code says.
fn is_code(text: &str) -> bool {
    text.contains('.') && text.len() > LONGEST_NUMBER
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
