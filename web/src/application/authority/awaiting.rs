//! What an agent hands over so that the application goes on: the code, as words and as a picture.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::Detail;
use shared::authority::{Authority, AuthorityState};

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::live;
use crate::route::Route;
use crate::time;
use crate::ui::announcer::use_announcer;
use crate::ui::clipboard::copy as copy_text;
use crate::ui::confirm::Confirm;
use crate::ui::dialog::Tone;
use crate::ui::failure::FailureNotice;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::qr::Qr;

/// The code, until when, and the other way: to have the papers checked.
#[component]
pub(super) fn Awaiting(id: String, authority: Authority, put: Callback<Detail>) -> impl IntoView {
    let i18n = use_i18n();
    let name = authority.principal.clone().unwrap_or_default();
    let lede = move || t_string!(i18n, agent.code.lede, name = name.clone());
    let (state, until) = (authority.state, authority.confirm_by);
    let is_checked = state == AuthorityState::UnderCheck;
    let term = move || {
        let at = time::moment(i18n, until);
        if is_checked {
            t_string!(i18n, agent.code.under_check).to_owned()
        } else {
            t_string!(i18n, agent.code.until, at = at)
        }
    };
    view! {
        <section class="card handover" aria-labelledby="handover">
            <div class="card__head">
                <h2 class="card__title" id="handover">{t!(i18n, agent.code.title)}</h2>
            </div>
            <div class="card__body stack">
                <p>{live(lede)}</p>
                {authority.code.map(|code| view! { <Code code=code /> })}
                <p class="handover__term">
                    <Glyph icon=Icon::Clock />
                    <span>{live(term)}</span>
                </p>
                {(!is_checked).then(|| view! { <AskOfficers id=id put=put /> })}
            </div>
        </section>
    }
}

/// The code as words, to be copied, and as a picture, to be scanned.
#[component]
fn Code(code: String) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let origin = window().location().origin().unwrap_or_default();
    let page = format!("{origin}{}", Route::Authority.href());
    let address = format!("{page}#{code}");
    let copied = address.clone();
    // A browser that lets nobody copy has the code to be read all the same.
    let copy = move |_| {
        let copied = copied.clone();
        spawn_local(async move {
            let word = if copy_text(&copied).await {
                t_string!(i18n, agent.code.copied)
            } else {
                t_string!(i18n, agent.code.not_copied)
            };
            announcer.say(word.to_owned());
        });
    };
    view! {
        <div class="handover__code">
            <Qr text=address label=text!(i18n, agent.code.qr) />
            <div class="stack stack--tight">
                <p class="meta">{t!(i18n, agent.code.name)}</p>
                <strong class="receipt__number">{code}</strong>
                <p>
                    {t!(i18n, agent.code.how)} " " <span class="code">{page}</span>
                </p>
                <div class="cluster no-print">
                    <button class="button" type="button" on:click=copy>
                        <Glyph icon=Icon::Doc />
                        {t!(i18n, agent.code.copy)}
                    </button>
                </div>
            </div>
        </div>
    }
}

/// 请工作人员核对材料.
#[component]
fn AskOfficers(id: String, put: Callback<Detail>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let id = StoredValue::new(id);
    let ask = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api.request_authority_check(&id.get_value()).await;
            open.try_set(false);
            busy.try_set(false);
            match answer {
                Ok(newer) => {
                    put.run(newer);
                    announcer.say(t_string!(i18n, agent.check.done));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <div class="no-print stack stack--tight">
            <FailureNotice failure=failure />
            <p class="meta">{t!(i18n, agent.check.lede)}</p>
            <div class="cluster">
                <button class="button" type="button" on:click=move |_| open.set(true)>
                    {t!(i18n, agent.check.button)}
                </button>
            </div>
        </div>
        <Confirm
            open=open
            title=text!(i18n, agent.check.title)
            id="ask-officers"
            tone=Tone::Plain
            keep=text!(i18n, agent.check.keep)
            confirm=text!(i18n, agent.check.confirm)
            busy=busy
            act=ask
        >
            <p>{t!(i18n, agent.check.text)}</p>
        </Confirm>
    }
}
