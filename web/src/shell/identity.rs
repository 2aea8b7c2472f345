//! The owner's full identity, on demand: loaded when it is wanted, forgotten when it is closed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::account::Identity;

use crate::api::{Failure, use_api};
use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::live::{effect, live};
use crate::shell::account_menu::IdentityWanted;
use crate::terms;
use crate::ui::dialog::{Dialog, Tone};
use crate::ui::failure::FailureNotice;

/// The dialog; it opens when the account menu says so.
#[component]
pub(crate) fn IdentityDialog() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let IdentityWanted(open) = expect_context();
    let identity = RwSignal::new(None::<Identity>);
    let failure = RwSignal::new(None::<Failure>);
    effect(move || {
        identity.set(None);
        failure.set(None);
        if open.get() {
            spawn_local(async move {
                let answer = api.read_identity().await;
                // Closed meanwhile: nothing stays in memory.
                if open.get_untracked() {
                    match answer {
                        Ok(known) => identity.set(Some(known)),
                        Err(why) => failure.set(Some(why)),
                    }
                }
            });
        }
    });
    let title = text!(i18n, shell.account.identity_title);
    view! {
        <Dialog
            open=open
            title=title
            id="identity"
            tone=Tone::Plain
            foot=move || {
                view! {
                    <button
                        class="button button--primary"
                        type="button"
                        on:click=move |_| open.set(false)
                    >
                        {t!(i18n, shell.close)}
                    </button>
                }
            }
        >
            <FailureNotice failure=failure/>
            {live(move || {
                identity
                    .get()
                    .map(|identity| {
                        let kind = identity.document.kind;
                        view! {
                            <dl class="facts facts--roomy">
                                <dt>{t!(i18n, terms.name)}</dt>
                                <dd>{identity.name}</dd>
                                <dt>{live(move || terms::document_kind(i18n, kind))}</dt>
                                <dd class="code">{identity.document.number}</dd>
                            </dl>
                            <p class="meta">{t!(i18n, shell.account.identity_note)}</p>
                        }
                    })
            })}
        </Dialog>
    }
}
