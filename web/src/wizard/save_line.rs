//! What people see of saving: the line beside the buttons, and notices about answers that changed
//! without their doing.

use leptos::prelude::*;
use shared::form::fields::kind::Kind;
use shared::form::fields::kind_at;
use shared::problem::ProblemKind;

use crate::api::Failure;
use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::language::t;
use crate::live::{Show, effect, live, memo};
use crate::names;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::icon::{Glyph, Icon};
use crate::wizard::saving::{News, SaveState};
use crate::wizard::work::{Work, use_work};

/// 已保存 10:42, or why not. The polite part is always there; a failure is told at once.
#[component]
pub(crate) fn SaveLine() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let saver = work.saver;
    let calm = move || match saver.state() {
        SaveState::Saved(at) => Some((
            Icon::Check,
            t_string!(i18n, wizard.save.saved, time = time::clock(at)),
        )),
        SaveState::Saving => Some((
            Icon::Refresh,
            t_string!(i18n, wizard.save.saving).to_owned(),
        )),
        SaveState::Pending => Some((Icon::Pen, t_string!(i18n, wizard.save.pending).to_owned())),
        SaveState::Quiet | SaveState::Failed(_) | SaveState::Conflict => None,
    };
    let calm = memo(calm);
    // A failure stays in sight until something is saved: what is tried again by itself must not take
    // the button away from under a finger, nor be announced once for each attempt.
    let failure = Memo::new(
        move |before: Option<&Option<Failure>>| match saver.state() {
            SaveState::Failed(failure) => Some(failure),
            SaveState::Pending | SaveState::Saving => before.cloned().flatten(),
            SaveState::Quiet | SaveState::Saved(_) | SaveState::Conflict => None,
        },
    );
    view! {
        <p
            class="saveline"
            role="status"
            class:sr-only=Signal::derive(move || failure.with(Option::is_some))
        >
            {live(move || {
                calm.get()
                    .map(|(icon, text)| {
                        // Only that it is saved is told; what comes before is merely shown.
                        let silent = (icon != Icon::Check).then_some("true");
                        view! {
                            <Glyph icon=icon />
                            <span aria-hidden=silent>{text}</span>
                        }
                    })
            })}
        </p>
        {live(move || {
            failure
                .get()
                .map(|failure| {
                    let id = failure.request_id().map(str::to_owned);
                    view! {
                        <div class="saveline saveline--failed" role="alert">
                            <Glyph icon=Icon::Warning />
                            <span>
                                {why(i18n, work, &failure)}
                                {id
                                    .map(|id| {
                                        let request = t_string!(i18n, wizard.save.request, id = id);
                                        view! {
                                            " "
                                            <span class="meta">{request}</span>
                                        }
                                    })}
                            </span>
                            <button
                                class="button button--small"
                                type="button"
                                on:click=move |_| saver.retry()
                            >
                                {t!(i18n, wizard.save.retry)}
                            </button>
                        </div>
                    }
                })
        })}
    }
}

fn why(i18n: I18n, work: Work, failure: &Failure) -> &'static str {
    match failure {
        Failure::Offline if work.saver.keeps() => t_string!(i18n, wizard.save.offline),
        Failure::Offline => t_string!(i18n, wizard.save.offline_bare),
        failure if failure.kind() == Some(ProblemKind::NotSignedIn) => {
            if work.saver.keeps() {
                t_string!(i18n, wizard.save.signed_out)
            } else {
                t_string!(i18n, wizard.save.signed_out_bare)
            }
        }
        Failure::Refused(_) | Failure::Unreadable { .. } => t_string!(i18n, wizard.save.failed),
    }
}

/// Notices about answers that changed without the person's doing, and about browsers that keep
/// nothing.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let announcer = use_announcer();
    let news = work.saver.news();
    let notice = memo(move || match news.get()? {
        News::Restored => Some(t_string!(i18n, wizard.save.restored).to_owned()),
        News::Merged(places) => {
            let answers = work.form.answers_now();
            let fields: Vec<String> = places
                .iter()
                .filter(|place| kind_at(place) != Some(Kind::Version))
                .map(|place| names::field(i18n, &answers, place, true))
                .collect();
            let comma = t_string!(i18n, wizard.save.comma);
            (!fields.is_empty())
                .then(|| t_string!(i18n, wizard.save.merged, fields = fields.join(comma)))
        }
    });
    effect(move || {
        if let Some(notice) = notice.get() {
            announcer.say(notice);
        }
    });
    view! {
        {move || {
            notice.get()
                .map(|notice| {
                    view! {
                        <div class="notice notice--success">
                            <Glyph icon=Icon::Refresh />
                            <div class="notice__body">
                                <p>{notice}</p>
                            </div>
                            <button
                                class="button button--small"
                                type="button"
                                on:click=move |_| news.set(None)
                            >
                                {t!(i18n, wizard.save.understood)}
                            </button>
                        </div>
                    }
                })
        }}
        <Show when=move || work.saver.warns_of_vault()>
            <div class="notice notice--warning" role="status">
                <Glyph icon=Icon::Warning />
                <div class="notice__body">
                    <h2 class="notice__title">{t!(i18n, wizard.save.no_vault_title)}</h2>
                    <p>{t!(i18n, wizard.save.no_vault)}</p>
                </div>
                <button
                    class="button button--small"
                    type="button"
                    on:click=move |_| work.saver.vault_understood()
                >
                    {t!(i18n, wizard.save.understood)}
                </button>
            </div>
        </Show>
    }
}
