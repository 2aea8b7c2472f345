//! What can be done with an application: print, withdraw, apply again; and its certificate.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::{Detail, PrintedKind, State, Summary};

use crate::api::{Failure, use_api};
use crate::application::document::DownloadDocument;
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::{Show, live, memo};
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::confirm::Confirm;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::print;

/// The certificate's number and days, once there is one.
#[component]
pub(super) fn Validity(detail: Signal<Detail>) -> impl IntoView {
    let i18n = use_i18n();
    let certificate = memo(move || {
        detail.with(|d| {
            d.certificate
                .clone()
                .filter(|_| d.summary.state != State::Void)
        })
    });
    move || {
        certificate.get().map(|certificate| {
            let (from, until) = (certificate.valid_from, certificate.valid_until);
            view! {
                <div class="card__foot">
                    <dl class="facts">
                        <dt>{t!(i18n, result.certificate_number)}</dt>
                        <dd class="code">{certificate.number}</dd>
                        <dt>{t!(i18n, result.validity)}</dt>
                        <dd>
                            {live(move || {
                                t_string!(
                                    i18n,
                                    result.from_until,
                                    from = time::day(i18n, from),
                                    until = time::day(i18n, until)
                                )
                            })}
                        </dd>
                    </dl>
                </div>
            }
        })
    }
}

/// The buttons at the foot of the page.
#[component]
pub(super) fn Actions(
    detail: Signal<Detail>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = memo(move || detail.with(|d| d.summary.id.clone()));
    let state = memo(move || detail.with(|d| d.summary.state));
    let failure = RwSignal::new(None::<Failure>);
    let submitted = move || state.get() != State::Draft;
    let module = memo(move || detail.with(|d| d.summary.module));
    let documents = memo(move || detail.with(|d| documents(&d.summary)));
    let own = memo(move || detail.with(|d| d.summary.filed_for.is_none()));
    view! {
        <div class="no-print stack">
            <FailureNotice failure=failure/>
            <div class="cluster">
                <Show when=submitted>
                    <button class="button" type="button" on:click=move |_| print()>
                        <Glyph icon=Icon::Print/>
                        {t!(i18n, result.print)}
                    </button>
                    // The papers and the contact are the applicant's.
                    <Show when=move || own.get()>
                        <a
                            class="button"
                            href=Signal::derive(move || Route::PrintedForm(id.get()).href())
                        >
                            <Glyph icon=Icon::Doc/>
                            {live(move || terms::form(i18n, detail.with(|d| d.summary.module)))}
                        </a>
                        <a
                            class="button"
                            href=Signal::derive(move || Route::PrintedPromise(id.get()).href())
                        >
                            <Glyph icon=Icon::Doc/>
                            {t!(i18n, result.paper.promise)}
                        </a>
                        <a
                            class="button"
                            href=Signal::derive(move || Route::Contact(id.get()).href())
                        >
                            <Glyph icon=Icon::Pen/>
                            {t!(i18n, member.contact.link)}
                        </a>
                    </Show>
                    {live(move || documents.get().into_iter().map(|kind| view! {
                        <DownloadDocument
                            id=id.get_untracked()
                            kind=kind
                            module=module.get_untracked()
                            failure=failure
                            named=true
                        />
                    }).collect_view())}
                    <a class="button" href=Signal::derive(move || Route::Receipt(id.get()).href())>
                        {t!(i18n, result.receipt)}
                    </a>
                </Show>
                <Show when=move || state.get().may_withdraw()>
                    <Withdraw id=id.get() failure=failure put=put/>
                </Show>
            </div>
        </div>
    }
}

/// What can be taken away of a result: all that it rests on, and of a refusal what can be done.
fn documents(summary: &Summary) -> Vec<PrintedKind> {
    let result = summary.decided_at.map(|_| PrintedKind::Result);
    let refusal = (summary.state == State::Failed).then_some(PrintedKind::Refusal);
    result.into_iter().chain(refusal).collect()
}

#[component]
fn Withdraw(
    id: String,
    failure: RwSignal<Option<Failure>>,
    put: impl Fn(Detail) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let id = StoredValue::new(id);
    let withdraw = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api.withdraw_application(&id.get_value()).await;
            open.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(newer) => {
                    put(newer);
                    announcer.say(t_string!(i18n, result.withdraw.done));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let title = text!(i18n, result.withdraw.title);
    view! {
        <button
            class="button button--link button--danger"
            type="button"
            on:click=move |_| open.set(true)
        >
            {t!(i18n, result.withdraw.button)}
        </button>
        <Confirm
            open=open
            title=title
            id="withdraw"
            keep=text!(i18n, result.withdraw.keep)
            confirm=text!(i18n, result.withdraw.confirm)
            busy=busy
            act=withdraw
        >
            <p>{t!(i18n, result.withdraw.text)}</p>
        </Confirm>
    }
}
