//! A notice for whoever begins an application while another one is under way or stands: a second
//! one would be refused at submission.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::application::Summary;
use shared::purchase::Module;

use crate::api::use_api;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::route::Route;
use crate::terms;
use crate::ui::icon::{Glyph, Icon};

/// The notice; nothing while there is no such application, or where it cannot be told.
#[component]
pub(crate) fn LiveOne(
    /// The module that is applied for.
    module: Module,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let found = RwSignal::new(None::<Summary>);
    spawn_local(async move {
        let Ok(home) = api.read_home().await else {
            return;
        };
        let mut modules = home.modules.into_iter();
        let home = modules.find(|home| home.module == module);
        found.try_set(home.and_then(|home| home.live));
    });
    let notice = move |summary: Summary| {
        let text = move || {
            t_string!(
                i18n,
                pages.begin.live,
                module = terms::module(i18n, module),
                number = summary.number.clone().unwrap_or_default(),
                state = terms::state(i18n, summary.state)
            )
        };
        view! {
            <section class="notice notice--warning" aria-labelledby="live-one">
                <Glyph icon=Icon::Info/>
                <div class="notice__body">
                    <h2 class="notice__title" id="live-one">{t!(i18n, pages.begin.live_title)}</h2>
                    <p>{text}</p>
                    <p>
                        <a href=Route::Application(summary.id).href()>
                            {t!(i18n, pages.begin.live_link)}
                        </a>
                    </p>
                </div>
            </section>
        }
    };
    view! { <div role="status">{live(move || found.get().map(notice))}</div> }
}
