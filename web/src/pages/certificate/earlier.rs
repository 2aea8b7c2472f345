//! A certificate that a renewal has replaced.

use leptos::prelude::*;
use shared::values::Day;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::route::Route;
use crate::time;
use crate::ui::icon::{Glyph, Icon};

/// That a renewal has given a newer one.
#[component]
pub(super) fn Earlier(id: String, until: Day, is_over: bool) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || {
        if is_over {
            t_string!(i18n, renewal.certificate.over).to_owned()
        } else {
            let day = time::day(i18n, until);
            t_string!(i18n, renewal.certificate.earlier, day = day)
        }
    };
    view! {
        <div class="notice notice--warning" role="status">
            <Glyph icon=Icon::Info/>
            <div class="notice__body">
                <p>
                    {live(words)} " "
                    <a href=Route::Certificate(id).href() rel="external">
                        {t!(i18n, renewal.certificate.current)}
                    </a>
                </p>
            </div>
        </div>
    }
}
