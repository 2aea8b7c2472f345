//! The notice of data use (个人信息保护法, articles 17 and 30).

use leptos::prelude::*;
use shared::form::texts::DATA_USE;

use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::live;
use crate::ui::page::Page;
use crate::ui::windows_link::WindowsLink;

macro_rules! part {
    ($i18n:ident, $name:ident) => {
        view! {
            <h2>{t!($i18n, texts.privacy.$name.title)}</h2>
            <p>{t!($i18n, texts.privacy.$name.text)}</p>
        }
    };
}

/// The notice of data use.
#[component]
pub(crate) fn Privacy() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, shell.footer.privacy);
    let lede = text!(i18n, texts.privacy.lede);
    view! {
        <Page title=title lede=lede narrow=true>
            <div class="prose">
                {part!(i18n, what)} {part!(i18n, why)} {part!(i18n, who)} {part!(i18n, whom)}
                {part!(i18n, how)}
                {part!(i18n, minors)} {part!(i18n, long)} {part!(i18n, rights)}
                <p>
                    <WindowsLink />
                </p>
                <p class="meta">
                    {live(move || {
                        t_string!(i18n, texts.privacy.version, version = DATA_USE)
                    })}
                </p>
            </div>
        </Page>
    }
}
