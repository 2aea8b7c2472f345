//! What an agent filled in for the person who is signed in: looked at by the code, then confirmed or
//! declined.

mod decide;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::authority::{AuthorityCode, AuthorityRequest};
use shared::form::Texts;
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::purchase::Module;

use super::{forget_code, kept_code};
use crate::api::{Failure, use_api};
use crate::application::declared::Declared;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, said, t, text};
use crate::live::live;
use crate::route::Route;
use crate::terms;
use crate::time;
use crate::ui::failure::FailureNotice;
use crate::ui::faults::Faults;
use crate::ui::field::{Kind, TextField};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::page::{Page, go_to, use_page};
use crate::ui::skeleton::SkeletonPage;
use decide::Decide;

const CODE: &str = "code";

/// How far the person is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    /// The code is asked for.
    Code,
    /// The server is asked what it leads to.
    Reading,
    /// What was filled in.
    Read(Box<AuthorityRequest>),
    /// It was declined.
    Declined,
}

/// The page.
#[component]
pub(crate) fn AuthorityPage() -> impl IntoView {
    let api = use_api();
    let code = RwSignal::new(kept_code().unwrap_or_default());
    let step = RwSignal::new(Step::Code);
    let failure = RwSignal::new(None::<Failure>);
    let read = Callback::new(move |()| {
        failure.set(None);
        step.set(Step::Reading);
        let asked = AuthorityCode {
            code: code.get_untracked(),
        };
        spawn_local(async move {
            match api.read_authority_request(&asked).await {
                Ok(request) => {
                    step.try_set(Step::Read(Box::new(request)));
                }
                Err(why) => {
                    // Tried again with each reload it would soon be locked.
                    if why.kind() == Some(ProblemKind::AuthorityUnknown) {
                        forget_code();
                    }
                    failure.try_set(Some(why));
                    step.try_set(Step::Code);
                }
            }
            request_animation_frame(|| go_to("#main h1"));
        });
    });
    if code.with_untracked(|code| !code.is_empty()) {
        read.run(());
    }
    live(move || match step.get() {
        Step::Code => view! { <AskCode code=code failure=failure read=read /> }.into_any(),
        Step::Reading => view! { <SkeletonPage /> }.into_any(),
        Step::Read(request) => {
            view! { <Shown request=*request code=code.get_untracked() step=step /> }.into_any()
        }
        Step::Declined => view! { <Declined /> }.into_any(),
    })
}

/// The question for the code.
#[component]
fn AskCode(
    code: RwSignal<String>,
    failure: RwSignal<Option<Failure>>,
    read: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let faults = Faults::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        failure.set(None);
        if code.with_untracked(|code| code.trim().is_empty()) {
            return faults.put(vec![(CODE, IssueCode::Required)]);
        }
        read.run(());
    };
    view! {
        <Page
            title=text!(i18n, agent.request.title)
            lede=text!(i18n, agent.request.code_lede)
            narrow=true
        >
            <form class="sheet__main stack" novalidate on:submit=submit>
                {faults.summary(label)}
                <FailureNotice failure=failure />
                <TextField
                    field=faults.field(CODE, code)
                    label=text!(i18n, agent.request.code)
                    hint=text!(i18n, agent.request.code_hint)
                    kind=Kind::Code
                />
                <div class="actions">
                    <button class="button button--primary" type="submit">
                        {t!(i18n, agent.request.look)}
                    </button>
                </div>
            </form>
        </Page>
    }
}

fn label(i18n: I18n, _: &str) -> &'static str {
    t_string!(i18n, agent.request.code)
}

/// What was filled in, and the decision.
#[component]
fn Shown(request: AuthorityRequest, code: String, step: RwSignal<Step>) -> impl IntoView {
    let i18n = use_i18n();
    let heading = use_page(move || t_string!(i18n, agent.request.title).to_owned());
    let AuthorityRequest {
        id,
        number,
        module,
        state,
        agent,
        submitted_at,
        confirm_by,
        answers,
    } = request;
    let named = agent.clone();
    let lede = move || {
        let module = terms::module(i18n, module);
        t_string!(
            i18n,
            agent.request.lede,
            name = named.clone(),
            module = module
        )
    };
    let body = if state.is_awaited() {
        view! {
            <Promise module=module />
            <Decide
                module=module
                code=code
                declined=Callback::new(move |()| step.set(Step::Declined))
            />
        }
        .into_any()
    } else {
        // Confirmed before, perhaps in another tab.
        forget_code();
        view! {
            <div class="notice">
                <Glyph icon=Icon::Check />
                <div class="notice__body">
                    <p>
                        {t!(i18n, agent.request.stands)} " "
                        <a href=Route::Application(id).href()>{t!(i18n, agent.request.open)}</a>
                    </p>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <main class="page page--narrow" id="main">
            <div class="page__head">
                <h1 node_ref=heading tabindex="-1">{t!(i18n, agent.request.title)}</h1>
                <p class="lede">{live(lede)}</p>
            </div>
            <div class="stack stack--loose">
                <section class="card" aria-labelledby="filed">
                    <div class="card__head">
                        <h2 class="card__title" id="filed">{t!(i18n, agent.request.filed)}</h2>
                    </div>
                    <div class="card__body">
                        <dl class="facts">
                            <dt>{t!(i18n, pages.fact.number)}</dt>
                            <dd>{number}</dd>
                            <dt>{t!(i18n, agent.request.agent)}</dt>
                            <dd>{agent}</dd>
                            <dt>{t!(i18n, pages.fact.submitted)}</dt>
                            <dd>{live(move || time::moment(i18n, submitted_at))}</dd>
                            <dt>{t!(i18n, agent.request.until)}</dt>
                            <dd>{live(move || time::moment(i18n, confirm_by))}</dd>
                        </dl>
                    </div>
                </section>
                <section class="card" aria-labelledby="answers">
                    <div class="card__head">
                        <h2 class="card__title" id="answers">{t!(i18n, agent.request.answers)}</h2>
                    </div>
                    <div class="card__body">
                        <p class="meta">{t!(i18n, agent.request.answers_note)}</p>
                        <Declared module=module answers=answers />
                    </div>
                </section>
                {body}
            </div>
        </main>
    }
}

/// What the person says by confirming.
#[component]
fn Promise(module: Module) -> impl IntoView {
    let i18n = use_i18n();
    let texts = Texts::of(module);
    let version = move || t_string!(i18n, wizard.submit.promise_version, version = texts.promise);
    view! {
        <div class="reading prose">
            <h2>{t!(i18n, agent.request.promise)}</h2>
            <ul>
                <li>{said!(i18n, module, submit.promise_1)}</li>
                <li>{said!(i18n, module, submit.promise_2)}</li>
                <li>{said!(i18n, module, submit.promise_3)}</li>
            </ul>
            <p class="meta">{version}</p>
        </div>
    }
}

/// It was declined: nothing is left to do.
#[component]
fn Declined() -> impl IntoView {
    let i18n = use_i18n();
    request_animation_frame(|| go_to("#main h1"));
    view! {
        <Page
            title=text!(i18n, agent.request.declined)
            lede=text!(i18n, agent.request.declined_text)
            narrow=true
        >
            <a class="button button--primary" href=Route::Home.href()>
                {t!(i18n, wizard.go.home)}
            </a>
        </Page>
    }
}
