//! 通知设置: what comes by e-mail and SMS, when not, in which language, and where to.

mod hours;
mod topics;
mod whereto;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::message::{NoticeSettings, Off, QuietHours, SaveNoticeSettings};
use shared::problem::ProblemKind;
use shared::values::Lang;

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, t, text};
use crate::live::{effect, live, memo};
use crate::route::Route;
use crate::ui::announcer::use_announcer;
use crate::ui::failure::FailureNotice;
use crate::ui::load::Loader;
use crate::ui::page::Page;
use crate::unsaved::{Whereabouts, use_unsaved};
use hours::{Language, Quiet};
use topics::Topics;
use whereto::WhereTo;

/// The page.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let found = Loader::new(move || api.read_notice_settings());
    found.page(move |known| {
        let put = Callback::new(move |newer| found.put(newer));
        view! {
            <Page
                title=text!(i18n, messages.settings.title)
                lede=text!(i18n, messages.settings.lede)
            >
                <div class="stack stack--loose">
                    <WhereTo known=known />
                    <Form known=known put=put />
                </div>
            </Page>
        }
    })
}

/// What is chosen on the page.
#[derive(Clone, Copy)]
struct Chosen {
    off: RwSignal<Vec<Off>>,
    quiet: RwSignal<bool>,
    hours: RwSignal<QuietHours>,
    language: RwSignal<Lang>,
}

impl Chosen {
    fn of(settings: &NoticeSettings) -> Self {
        Self {
            off: RwSignal::new(settings.off.clone()),
            quiet: RwSignal::new(settings.quiet.is_some()),
            hours: RwSignal::new(settings.quiet.unwrap_or(QuietHours::DEFAULT)),
            language: RwSignal::new(settings.language),
        }
    }

    /// Shows other settings.
    fn show(self, settings: &NoticeSettings) {
        self.off.set(settings.off.clone());
        self.quiet.set(settings.quiet.is_some());
        if let Some(hours) = settings.quiet {
            self.hours.set(hours);
        }
        self.language.set(settings.language);
    }

    /// What would be saved, tracked.
    fn settings(self) -> SaveNoticeSettings {
        SaveNoticeSettings {
            language: self.language.get(),
            off: in_order(self.off.get()),
            quiet: self.quiet.get().then(|| self.hours.get()),
        }
    }
}

/// Switched off is switched off, in whatever order that was done.
fn in_order(mut off: Vec<Off>) -> Vec<Off> {
    off.sort_unstable();
    off.dedup();
    off
}

fn saved(settings: &NoticeSettings) -> SaveNoticeSettings {
    SaveNoticeSettings {
        language: settings.language,
        off: in_order(settings.off.clone()),
        quiet: settings.quiet,
    }
}

#[component]
fn Form(known: Signal<NoticeSettings>, put: Callback<NoticeSettings>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let unsaved = use_unsaved();
    let chosen = Chosen::of(&known.get_untracked());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let told = RwSignal::new(None::<fn(I18n) -> &'static str>);
    let is_changed = memo(move || known.with(saved) != chosen.settings());
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
        if !is_changed.get_untracked() {
            return say(|i18n| t_string!(i18n, messages.settings.unchanged));
        }
        let wanted = untrack(|| chosen.settings());
        if wanted.quiet.is_some_and(|hours| !hours.is_valid()) {
            return say(|i18n| t_string!(i18n, messages.settings.quiet_same));
        }
        busy.set(true);
        let version = known.with_untracked(|known| known.version);
        spawn_local(async move {
            match api.save_notice_settings(version, &wanted).await {
                Ok(newer) => {
                    chosen.show(&newer);
                    put.run(newer);
                    say(|i18n| t_string!(i18n, messages.settings.saved));
                }
                Err(why) if why.kind() == Some(ProblemKind::SettingsChanged) => {
                    // Nobody remembers by heart what was switched: the newest is shown instead.
                    if let Ok(newer) = api.read_notice_settings().await {
                        chosen.show(&newer);
                        put.run(newer);
                    }
                    say(|i18n| t_string!(i18n, messages.settings.changed_elsewhere));
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
            t_string!(i18n, messages.settings.saving)
        } else {
            t_string!(i18n, messages.settings.save)
        }
    };
    view! {
        <form class="stack stack--loose wants" novalidate on:submit=submit>
            <Topics off=chosen.off />
            <section class="card" aria-labelledby="quiet">
                <div class="card__head">
                    <h2 class="card__title" id="quiet">{t!(i18n, messages.settings.quiet)}</h2>
                </div>
                <div class="card__body stack">
                    <Quiet on=chosen.quiet hours=chosen.hours />
                    <Language chosen=chosen.language />
                </div>
            </section>
            <FailureNotice failure=failure />
            {live(move || told.get().map(|words| view! { <p>{live(move || words(i18n))}</p> }))}
            <div class="actions">
                <button
                    class="button button--primary"
                    type="submit"
                    aria-busy=Signal::derive(move || busy.get().to_string())
                >
                    {live(word)}
                </button>
                <a class="button" href=Route::Messages.href()>
                    {t!(i18n, messages.settings.back)}
                </a>
            </div>
        </form>
    }
}
