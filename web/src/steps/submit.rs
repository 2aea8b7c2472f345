//! 提交申请: the answers to check, the form to print, the promise, and the button that submits.

use leptos::prelude::*;
use shared::application::Detail;
use shared::form::{Answers, Chapter, Doubt, Field, Texts, doubts};
use shared::issue::Issue;
use shared::problem::ProblemKind;

use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::{said, t, text};
use crate::live::{Show, effect, live, memo};
use crate::route::Route;
use crate::session::use_session;
use crate::steps::recital::Recital;
use crate::ui::choice::TickField;
use crate::ui::dialog::{Dialog, Tone};
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::wizard::acting::Principal;
use crate::wizard::frame::ChapterPage;
use crate::wizard::live_one::LiveOne;
use crate::wizard::sending::Outcome;
use crate::wizard::work::{Here, Work, use_work};

/// 提交申请.
#[component]
pub(crate) fn SubmitStep() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let sender = work.sender;
    sender.outcome.set(None);
    let issues = move |()| all_issues(work);
    // What the server refused stands in the summary like what the rules find here.
    effect(move || {
        if sender.outcome.get() == Some(Outcome::Invalid) {
            work.form.show(all_issues(work));
            work.call_summary();
        }
    });
    let principal = work.form.memo(Principal::of);
    let next = Signal::derive(move || {
        let principal = principal.get().and_then(|principal| principal.name);
        match principal {
            _ if sender.busy.get() => t_string!(i18n, wizard.submit.sending).to_owned(),
            Some(name) => t_string!(i18n, agent.submit_for, name = name),
            None => t_string!(i18n, wizard.go.submit).to_owned(),
        }
    });
    let module = work.form.module();
    let acts = memo(move || principal.with(Option::is_some));
    let texts = Texts::of(module);
    let version = move || t_string!(i18n, wizard.submit.promise_version, version = texts.promise);
    view! {
        <ChapterPage
            here=Here::chapter(Chapter::Submit)
            title=text!(i18n, wizard.submit.title)
            lede=text!(i18n, wizard.submit.lede)
            issues=issues
            next=next
            on_next=move |()| sender.submit()
            busy=sender.busy
        >
            <Unbound />
            // An agent can file beside an application of their own.
            <Show when=move || !acts.get()>
                <LiveOne module=module />
            </Show>
            <Doubts />
            <Recital />
            <div class="notice">
                <Glyph icon=Icon::Doc />
                <div class="notice__body">
                    <p>
                        <a href=Route::PrintedForm(work.saver.id()).href()>
                            {said!(i18n, module, submit.form)}
                        </a>
                    </p>
                    <p>
                        <a href=Route::PrintedPromise(work.saver.id()).href()>
                            {t!(i18n, wizard.submit.promise_link)}
                        </a>
                    </p>
                    <p>{t!(i18n, wizard.submit.form_note)}</p>
                </div>
            </div>
            <Show when=move || acts.get()>
                <ForPrincipal />
            </Show>
            <div class="reading prose">
                <h2>{t!(i18n, wizard.submit.promise_title)}</h2>
                <ul>
                    <li>{said!(i18n, module, submit.promise_1)}</li>
                    <li>{said!(i18n, module, submit.promise_2)}</li>
                    <li>{said!(i18n, module, submit.promise_3)}</li>
                </ul>
                <p class="meta">{version}</p>
            </div>
            <TickField
                field=work.form.field(Field::Promise.pointer())
                value=texts.promise
                label=text!(i18n, wizard.submit.tick)
            />
            <LastTry />
        </ChapterPage>
        <DoneDialog />
    }
}

/// What becomes of an application that an agent submits.
#[component]
fn ForPrincipal() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="notice" aria-labelledby="for-principal">
            <Glyph icon=Icon::Hand />
            <div class="notice__body">
                <h2 class="notice__title" id="for-principal">
                    {t!(i18n, agent.submit.title)}
                </h2>
                <p>{t!(i18n, agent.submit.text)}</p>
            </div>
        </section>
    }
}

/// Without a document nothing can be submitted: where to bind one. The draft stays as it is.
#[component]
fn Unbound() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let session = use_session();
    let href = Signal::derive(move || {
        let back = work.href(Chapter::Submit);
        format!("{}?return_to={back}", Route::Bind.href())
    });
    view! {
        <Show when=move || !session.is_bound()>
            <div class="notice notice--warning">
                <Glyph icon=Icon::Warning />
                <div class="notice__body">
                    <p>
                        {t!(i18n, pages.bind.later)} " "
                        <a href=href>{t!(i18n, pages.bind.title)}</a>
                    </p>
                </div>
            </div>
        </Show>
    }
}

/// What speaks against the answers: it can be submitted all the same.
#[component]
fn Doubts() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let (module, today) = (work.form.module(), work.form.today());
    let doubts = work
        .form
        .memo(move |answers| doubts(module, answers, today));
    let text = move |doubt| match doubt {
        Doubt::NobodyLocal => t_string!(i18n, wizard.no_hukou.short),
        Doubt::PermitExpired => t_string!(i18n, wizard.permit_expired.short),
    };
    let notice = move |doubt| {
        view! {
            <div class="notice notice--warning">
                <Glyph icon=Icon::Warning />
                <div class="notice__body">
                    <p>{live(move || text(doubt))}</p>
                    <p>
                        <a href=work.doubt_href(doubt)>{t!(i18n, wizard.submit.doubt)}</a>
                    </p>
                </div>
            </div>
        }
    };
    live(move || doubts.get().into_iter().map(notice).collect_view())
}

fn all_issues(work: Work) -> Vec<Issue> {
    Chapter::of(work.form.module(), &work.form.answers_now())
        .into_iter()
        .flat_map(|chapter| work.form.issues(chapter))
        .collect()
}

/// What became of the last try, near the button.
#[component]
fn LastTry() -> impl IntoView {
    let i18n = use_i18n();
    let outcome = use_work().sender.outcome;
    let failure = Signal::derive(move || match outcome.get() {
        Some(Outcome::Failed(failure)) if !is_locked(&failure) => Some(failure),
        _ => None,
    });
    let locked = memo(move || match outcome.get() {
        Some(Outcome::Failed(Failure::Refused(problem)))
            if problem.kind() == Some(ProblemKind::HouseholdMemberLocked) =>
        {
            Some(problem.detail)
        }
        _ => None,
    });
    let wait = memo(move || match outcome.get() {
        Some(Outcome::NotSaved) => Some(t_string!(i18n, wizard.submit.unsaved)),
        Some(Outcome::Changed) => Some(t_string!(i18n, wizard.submit.changed)),
        _ => None,
    });
    view! {
        <FailureNotice failure=failure />
        <Show when=move || failure.get().is_some()>
            <p class="meta">{t!(i18n, wizard.submit.again)}</p>
        </Show>
        <div role="alert">
            {live(move || {
                wait.get()
                    .map(|text| {
                        view! {
                            <div class="notice notice--warning">
                                <Glyph icon=Icon::Warning />
                                <div class="notice__body">
                                    <p>{text}</p>
                                </div>
                            </div>
                        }
                    })
            })}
            {live(move || {
                locked
                    .get()
                    .map(|detail| {
                        view! {
                            <section class="notice notice--warning">
                                <Glyph icon=Icon::Warning />
                                <div class="notice__body">
                                    <h2 class="notice__title">
                                        {t!(i18n, wizard.submit.locked_title)}
                                    </h2>
                                    <p>{detail}</p>
                                </div>
                            </section>
                        }
                    })
            })}
        </div>
    }
}

fn is_locked(failure: &Failure) -> bool {
    failure.kind() == Some(ProblemKind::HouseholdMemberLocked)
}

/// 申请提交成功; 确定 leads to the receipt.
#[component]
fn DoneDialog() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let open = RwSignal::new(false);
    let done: Memo<Option<Box<Detail>>> = memo(move || match work.sender.outcome.get() {
        Some(Outcome::Done(detail)) => Some(detail),
        _ => None,
    });
    effect(move || open.set(done.with(Option::is_some)));
    // However it is closed, the receipt comes next.
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open {
            work.open(Route::Receipt(work.saver.id()).href());
        }
        is_open
    });
    let number = move || {
        done.with(|done| {
            done.as_ref()
                .and_then(|detail| detail.summary.number.clone())
        })
        .unwrap_or_default()
    };
    let by_agent = work.form.memo(Answers::is_by_agent);
    let text = move || {
        if by_agent.get() {
            t_string!(i18n, agent.submit.done, number = number())
        } else {
            t_string!(i18n, wizard.submit.done, number = number())
        }
    };
    view! {
        <Dialog
            open=open
            title=text!(i18n, wizard.submit.done_title)
            id="submitted"
            tone=Tone::Success
            foot=move || {
                view! {
                    <button
                        class="button button--primary"
                        type="button"
                        on:click=move |_| open.set(false)
                    >
                        {t!(i18n, wizard.submit.ok)}
                    </button>
                }
            }
        >
            <p>{text}</p>
        </Dialog>
    }
}
