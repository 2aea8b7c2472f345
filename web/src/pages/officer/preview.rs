//! 政策测算: what a version of the policy would change that is not in force yet. For supervisors and
//! auditors.

mod counted;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::previews::{NewPreview, PolicyPreview};
use shared::policy::{PolicyList, Version, VersionId};

use super::desks::Desk;
use super::frame::Frame;
use super::period::last_days;
use super::plots::Patterns;
use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text as words};
use crate::live::{Show, live};
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::load::Loader;
use crate::ui::page::Page;
use crate::ui::skeleton::Skeleton;

/// The preview, for officers who may see it.
#[component]
pub(crate) fn PreviewPage() -> impl IntoView {
    view! { <Frame desk=Desk::Preview page=|| view! { <Preview /> }.into_any() /> }
}

#[component]
fn Preview() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let versions = Loader::new(move || async move { api.list_policies().await });
    let shown = RwSignal::new(None::<PolicyPreview>);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let ask = move |wanted: NewPreview| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api.preview_policy(&wanted).await;
            busy.try_set(false);
            match answer {
                Ok(preview) => {
                    announcer.say(counted::told(i18n, &preview));
                    shown.try_set(Some(preview));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <Page title=words!(i18n, renewal.preview.title) lede=words!(i18n, renewal.preview.lede)>
            <div class="stack">
                {versions
                    .part(
                        || view! { <Skeleton /> }.into_any(),
                        move |list| {
                            let list = list.get_untracked();
                            view! { <Announced list=list ask=ask busy=busy /> }.into_any()
                        },
                    )}
                <Paste ask=ask busy=busy />
                <FailureNotice failure=failure />
                <Unusable failure=failure />
                <Patterns />
                {live(move || shown.get().map(|preview| counted::counts(i18n, &preview)))}
            </div>
        </Page>
    }
}

/// The versions that are announced, each with a button.
#[component]
fn Announced(
    list: PolicyList,
    ask: impl Fn(NewPreview) + Copy + Send + Sync + 'static,
    busy: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (_, today) = last_days(1);
    let coming: Vec<Version> = list
        .versions
        .into_iter()
        .filter(|version| version.effective_from > today)
        .collect();
    let none = coming.is_empty();
    let one = move |version: Version| {
        let id: VersionId = version.id;
        let sentence = version.sentence;
        let act = move |_| {
            ask(NewPreview {
                version: Some(id),
                file: None,
            });
        };
        view! {
            <li class="stack stack--tight">
                <p>
                    <b>{id.to_string()}</b>
                    " "
                    {live(move || sentence.in_lang(lang(i18n)).to_owned())}
                </p>
                <div>
                    <button
                        class="button"
                        type="button"
                        aria-label=move || {
                            format!("{} {id}", t_string!(i18n, renewal.preview.act))
                        }
                        aria-disabled=move || busy.get().then_some("true")
                        on:click=act
                    >
                        {t!(i18n, renewal.preview.act)}
                    </button>
                </div>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="announced">
            <div class="card__head">
                <h2 class="card__title" id="announced">
                    {t!(i18n, renewal.preview.announced)}
                </h2>
            </div>
            <div class="card__body">
                <Show when=move || none>
                    <p>{t!(i18n, renewal.preview.none)}</p>
                </Show>
                <ul class="plain stack">{coming.into_iter().map(one).collect_view()}</ul>
            </div>
        </section>
    }
}

/// A file of a version that nobody has published.
#[component]
fn Paste(
    ask: impl Fn(NewPreview) + Copy + Send + Sync + 'static,
    busy: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let pasted = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<Fault>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match pasted.with_untracked(|text| read(text)) {
            Ok(version) => {
                fault.set(None);
                ask(NewPreview {
                    version: None,
                    file: Some(Box::new(version)),
                });
            }
            Err(why) => fault.set(Some(why)),
        }
    };
    let wrong = move || match fault.get() {
        Some(Fault::Empty) => t_string!(i18n, renewal.preview.empty).to_owned(),
        Some(Fault::NotAVersion(what)) => {
            format!("{} ({what})", t_string!(i18n, renewal.preview.not_json))
        }
        None => String::new(),
    };
    view! {
        <form class="card" novalidate on:submit=submit>
            <div class="card__body stack">
                <div class="field">
                    <label class="field__label" for="version-file">
                        {t!(i18n, renewal.preview.file)}
                    </label>
                    <p class="field__hint" id="version-file-hint">
                        {t!(i18n, renewal.preview.file_hint)}
                    </p>
                    <div role="alert" id="version-file-error">
                        <Show when=move || fault.with(Option::is_some)>
                            <p class="field__error">{live(wrong)}</p>
                        </Show>
                    </div>
                    <textarea
                        class="input"
                        id="version-file"
                        rows="8"
                        spellcheck="false"
                        prop:value=pasted
                        aria-invalid=move || fault.with(Option::is_some).then_some("true")
                        aria-describedby="version-file-hint version-file-error"
                        on:input=move |event| pasted.set(event_target_value(&event))
                    ></textarea>
                </div>
                <div>
                    <button
                        class="button button--primary"
                        aria-disabled=move || busy.get().then_some("true")
                    >
                        {t!(i18n, renewal.preview.act)}
                    </button>
                </div>
            </div>
        </form>
    }
}

/// What the server holds against the file, key by key.
#[component]
fn Unusable(failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let i18n = use_i18n();
    live(move || {
        let errors = failure.with(|failure| Some(failure.as_ref()?.errors().to_vec()));
        let errors = errors.filter(|errors| !errors.is_empty())?;
        let rows = errors.into_iter().map(|error| {
            view! {
                <li>
                    <span class="code">{error.pointer}</span>
                    " "
                    {error.detail}
                </li>
            }
        });
        let rows = rows.collect_view();
        Some(view! {
            <div role="status">
                <p>{t!(i18n, renewal.preview.unusable)}</p>
                <ul>{rows}</ul>
            </div>
        })
    })
}

/// Why what was pasted cannot be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// Nothing was pasted.
    Empty,
    /// It is not the file of a version; what is wrong, as the reader says it.
    NotAVersion(String),
}

fn read(text: &str) -> Result<Version, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    serde_json::from_str(text).map_err(|why| Fault::NotAVersion(why.to_string()))
}
