//! The root of the browser program: what all pages share, and the frame that each stands in.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::api::provide_api;
use crate::display::provide_display;
use crate::language::provide_language;
use crate::pages::CurrentPage;
use crate::rulebook::provide_rulebook;
use crate::session::provide_session;
use crate::shell::account_menu::IdentityWanted;
use crate::shell::footer::Footer;
use crate::shell::header::Header;
use crate::shell::identity::IdentityDialog;
use crate::shell::session_end::SessionEnd;
use crate::ui::announcer::{LiveRegion, provide_announcer};
use crate::ui::page::provide_arrival;
use crate::unsaved::provide_unsaved;

/// The application.
#[component]
pub(crate) fn App() -> impl IntoView {
    let i18n = provide_language();
    provide_display();
    provide_announcer(i18n);
    provide_arrival();
    provide_unsaved();
    let api = provide_api(i18n);
    provide_session(api);
    provide_rulebook();
    provide_context(IdentityWanted(RwSignal::new(false)));
    // They live as long as the page.
    window_event_listener(ev::online, move |_| api.set_online(true));
    window_event_listener(ev::offline, move |_| api.set_online(false));

    view! {
        <Router>
            <Header />
            <CurrentPage />
            <Footer />
            <SessionEnd />
            <IdentityDialog />
        </Router>
        <LiveRegion />
    }
}
