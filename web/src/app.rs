//! The root of the browser program: what all pages share, and the frame that each stands in.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::api::provide_api;
use crate::display::provide_display;
use crate::language::provide_language;
use crate::later::LaterBehind;
use crate::live::{Show, effect};
use crate::pages::{CurrentPage, DIALOGS};
use crate::rulebook::provide_rulebook;
use crate::session::{Phase, provide_session, use_session};
use crate::shell::account_menu::IdentityWanted;
use crate::shell::footer::Footer;
use crate::shell::header::Header;
use crate::ui::announcer::{LiveRegion, provide_announcer};
use crate::ui::page::provide_arrival;
use crate::unsaved::provide_unsaved;

/// How long the page has to itself before what may be needed later is fetched.
const LULL: Duration = Duration::from_secs(10);

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
            <Dialogs />
        </Router>
        <LiveRegion />
    }
}

/// The dialogs of whoever is signed in: fetched when one is wanted, or when the page has been there for
/// a while, so that the end of a session is told without the network too.
#[component]
fn Dialogs() -> impl IntoView {
    let session = use_session();
    let IdentityWanted(wanted) = expect_context();
    let settled = RwSignal::new(false);
    set_timeout(move || settled.set(true), LULL);
    let needed = RwSignal::new(false);
    effect(move || {
        let is_wanted = wanted.get() || session.phase() != Phase::Calm;
        if session.account().is_some() && (settled.get() || is_wanted) {
            needed.set(true);
        }
    });
    view! {
        <Show when=needed>
            <LaterBehind part=&DIALOGS />
        </Show>
    }
}
