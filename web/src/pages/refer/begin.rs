//! Whether the result may be told, and the beginning; or the live application that stands in the way.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::application::Summary;
use shared::form::Chapter;
use shared::form::texts::REFERRAL_CONSENT;
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::referral::{AcceptReferral, ReferralInvitation, ReferredApplication};

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::route::Route;
use crate::terms;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};

/// What whoever is signed in can do.
#[component]
pub(super) fn Begin(
    /// What the link is about.
    invitation: ReferralInvitation,
    /// Its code.
    code: String,
    /// It turned out that the link cannot be used.
    lost: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let module = invitation.module;
    // None as long as it is not known.
    let in_the_way = RwSignal::new(None::<Option<Summary>>);
    spawn_local(async move {
        // Where it cannot be told the server refuses.
        let home = api.read_home().await.ok();
        let modules = home.map(|home| home.modules).unwrap_or_default();
        let live = modules.into_iter().find(|home| home.module == module);
        in_the_way.try_set(Some(live.and_then(|home| home.live)));
    });
    let invitation = StoredValue::new(invitation);
    let code = StoredValue::new(code);
    live(move || match in_the_way.get() {
        None => ().into_any(),
        Some(Some(summary)) => view! { <LiveOne module=module summary=summary /> }.into_any(),
        Some(None) => {
            let (invitation, code) = (invitation.get_value(), code.get_value());
            view! { <Consent invitation=invitation code=code lost=lost /> }.into_any()
        }
    })
}

/// There is a live application, which stays as it is.
#[component]
fn LiveOne(module: Module, summary: Summary) -> impl IntoView {
    let i18n = use_i18n();
    let number = summary.number.clone().unwrap_or_default();
    let state = summary.state;
    let said = move || {
        t_string!(
            i18n,
            referral.live.text,
            module = terms::module(i18n, module),
            number = number.clone(),
            state = terms::state(i18n, state)
        )
    };
    view! {
        <section class="notice notice--warning" aria-labelledby="live-one">
            <Glyph icon=Icon::Info />
            <div class="notice__body">
                <h2 class="notice__title" id="live-one">{t!(i18n, referral.live.title)}</h2>
                <p>{live(said)}</p>
                <p>
                    <a class="button" href=Route::Application(summary.id).href()>
                        {t!(i18n, referral.live.open)}
                    </a>
                </p>
            </div>
        </section>
    }
}

/// The consent, which nobody has ticked beforehand, and the button.
#[component]
fn Consent(invitation: ReferralInvitation, code: String, lost: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let navigate = StoredValue::new(use_navigate());
    let agreed = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let code = StoredValue::new(code);
    let module = invitation.module;
    let (client, reference) = (invitation.client, invitation.reference);
    let tick = move || t_string!(i18n, referral.consent.tick, client = client.clone());
    let what = move || t_string!(i18n, referral.consent.what, reference = reference.clone());
    let start = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let accept = AcceptReferral {
            code: code.get_value(),
            consent: agreed.get_untracked().then(|| REFERRAL_CONSENT.to_owned()),
        };
        spawn_local(async move {
            match api.accept_referral(&accept).await {
                Ok(begun) => navigate.with_value(|go| go(&begun_at(begun), Default::default())),
                Err(why) if why.kind() == Some(ProblemKind::ReferralUnknown) => lost.run(()),
                Err(why) => {
                    busy.try_set(false);
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <form class="card" novalidate on:submit=start aria-labelledby="consent">
            <div class="card__head">
                <h2 class="card__title" id="consent">{t!(i18n, referral.consent.title)}</h2>
            </div>
            <div class="card__body stack">
                <FailureNotice failure=failure />
                <div class="field">
                    <label class="tick tick--boxed">
                        <input
                            type="checkbox"
                            aria-describedby="consent-note"
                            prop:checked=agreed
                            on:change=move |event| agreed.set(event_target_checked(&event))
                        />
                        <span>{live(tick)}</span>
                    </label>
                    <ul class="field__hint" id="consent-note">
                        <li>{live(what)}</li>
                        <li>{t!(i18n, referral.consent.not)}</li>
                        <li>{t!(i18n, referral.consent.free)}</li>
                    </ul>
                </div>
                <div class="actions">
                    <button
                        class="button button--primary"
                        type="submit"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                    >
                        {t!(i18n, referral.start)}
                    </button>
                    <a class="button button--link" href=Route::Apply(module).href()>
                        {t!(i18n, referral.without)}
                    </a>
                </div>
            </div>
        </form>
    }
}

/// Where the application goes on.
fn begun_at(begun: ReferredApplication) -> String {
    let ReferredApplication {
        id,
        module,
        is_draft,
    } = begun;
    let route = if is_draft {
        Route::Chapter {
            module,
            draft: id,
            chapter: Chapter::Notes,
            entry: None,
        }
    } else {
        Route::Application(id)
    };
    route.href()
}
