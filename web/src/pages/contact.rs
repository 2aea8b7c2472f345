//! 联系方式: how the applicant is reached, corrected at any time, with all that was before.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::form::{Contact, ContactField, KnownContact, contact_issues};
use shared::problem::ProblemKind;

use crate::api::{Failure, use_api};
use crate::application::contact::{Changes, part};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{effect, live, memo};
use crate::route::{Route, path_id};
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::faults::Faults;
use crate::ui::field::{Kind, TextField};
use crate::ui::load::Loader;
use crate::ui::page::Page;
use crate::unsaved::{Whereabouts, use_unsaved};

const MOBILE: &str = "mobile";
const EMAIL: &str = "email";
const ADDRESS: &str = "postal_address";

/// The contact of an application.
#[component]
pub(crate) fn ContactPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let id = path_id();
    let found = Loader::new(move || {
        let id = id.get();
        async move { api.read_contact(&id).await }
    });
    found.page(move |known| {
        let put = Callback::new(move |newer| found.put(newer));
        let history = memo(move || known.with(|known| known.history.clone()));
        view! {
            <Page
                title=text!(i18n, member.contact.title)
                lede=text!(i18n, member.contact.lede)
                narrow=true
            >
                <div class="stack">
                    <Form known=known id=id.get_untracked() put=put />
                    <section class="card" aria-labelledby="history">
                        <div class="card__head">
                            <h2 class="card__title" id="history">
                                {t!(i18n, member.contact.history)}
                            </h2>
                        </div>
                        <div class="card__body">
                            {live(move || {
                                let history = history.get();
                                if history.is_empty() {
                                    view! { <p>{t!(i18n, member.contact.none)}</p> }.into_any()
                                } else {
                                    view! { <Changes history=history /> }.into_any()
                                }
                            })}
                        </div>
                    </section>
                </div>
            </Page>
        }
    })
}

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    mobile: RwSignal<String>,
    email: RwSignal<String>,
    address: RwSignal<String>,
}

impl Typed {
    fn of(contact: &Contact) -> Self {
        let signal = |text: &Option<String>| RwSignal::new(text.clone().unwrap_or_default());
        Self {
            mobile: signal(&contact.mobile),
            email: signal(&contact.email),
            address: signal(&contact.postal_address),
        }
    }

    /// Shows another contact.
    fn show(self, contact: &Contact) {
        let put = |signal: RwSignal<String>, text: &Option<String>| {
            signal.set(text.clone().unwrap_or_default());
        };
        put(self.mobile, &contact.mobile);
        put(self.email, &contact.email);
        put(self.address, &contact.postal_address);
    }

    /// The contact, tracked.
    fn contact(self) -> Contact {
        let typed = Contact {
            mobile: Some(self.mobile.get()),
            email: Some(self.email.get()),
            postal_address: Some(self.address.get()),
        };
        typed.cleaned()
    }
}

#[component]
fn Form(known: Signal<KnownContact>, id: String, put: Callback<KnownContact>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let unsaved = use_unsaved();
    let typed = Typed::of(&known.get_untracked().contact);
    let faults = Faults::new();
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let told = RwSignal::new(None::<fn(I18n) -> &'static str>);
    let href = Route::Application(id.clone()).href();
    let id = StoredValue::new(id);
    let is_changed = memo(move || typed.contact() != known.with(|known| known.contact.clone()));
    effect(move || unsaved.note(Whereabouts::of(is_changed.get(), false)));
    on_cleanup(move || unsaved.note(Whereabouts::Saved));
    let say = move |words: fn(I18n) -> &'static str| {
        told.try_set(Some(words));
        announcer.say(words(i18n));
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        told.set(None);
        let contact = untrack(|| typed.contact());
        let found: Vec<_> = contact_issues(&contact)
            .iter()
            .map(|issue| (id_of(&issue.pointer), issue.code))
            .collect();
        let is_wrong = !found.is_empty();
        faults.put(found);
        if is_wrong {
            return;
        }
        if !is_changed.get_untracked() {
            return say(|i18n| t_string!(i18n, member.contact.unchanged));
        }
        busy.set(true);
        let version = known.with_untracked(|known| known.version);
        spawn_local(async move {
            let id = id.get_value();
            match api.correct_contact(&id, version, &contact).await {
                Ok(newer) => {
                    typed.show(&newer.contact);
                    put.run(newer);
                    say(|i18n| t_string!(i18n, member.contact.saved));
                }
                Err(why) if why.kind() == Some(ProblemKind::ContactChanged) => {
                    // What was typed stays; what it is saved over is shown below.
                    if let Ok(newer) = api.read_contact(&id).await {
                        put.run(newer);
                    }
                    say(|i18n| t_string!(i18n, member.contact.changed_elsewhere));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let word = move || {
        if busy.get() {
            t_string!(i18n, member.contact.saving)
        } else {
            t_string!(i18n, member.contact.save)
        }
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {faults.summary(label)}
            <FailureNotice failure=failure />
            <TextField
                field=faults.field(MOBILE, typed.mobile)
                label=text!(i18n, member.contact.mobile)
                kind=Kind::Phone
                own=true
            />
            <TextField
                field=faults.field(EMAIL, typed.email)
                label=text!(i18n, member.contact.email)
                kind=Kind::Email
                optional=true
                own=true
            />
            <TextField
                field=faults.field(ADDRESS, typed.address)
                label=text!(i18n, member.contact.postal_address)
                kind=Kind::Wide
                own=true
            />
            {live(move || told.get().map(|words| view! { <p>{live(move || words(i18n))}</p> }))}
            <div class="actions">
                <button
                    class="button button--primary"
                    type="submit"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                >
                    {live(word)}
                </button>
                <a class="button" href=href>
                    {t!(i18n, member.contact.back)}
                </a>
            </div>
        </form>
    }
}

/// The id of the field of a pointer.
fn id_of(pointer: &str) -> &'static str {
    match pointer {
        "/mobile" => MOBILE,
        "/email" => EMAIL,
        _ => ADDRESS,
    }
}

fn label(i18n: I18n, id: &str) -> &'static str {
    let field = ContactField::from_slug(id).unwrap_or(ContactField::PostalAddress);
    part(i18n, field)
}
