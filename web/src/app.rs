//! The frame that every page stands in, and which page stands at which path.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route as RouteView, Router};
use leptos_router::path;

use crate::api::provide_api;
use crate::display::provide_display;
use crate::language::provide_language;
use crate::later::{self, Later, Part};
use crate::pages;
use crate::rulebook::provide_rulebook;
use crate::session::provide_session;
use crate::ui::account_menu::IdentityWanted;
use crate::ui::announcer::{LiveRegion, provide_announcer};
use crate::ui::footer::Footer;
use crate::ui::gate::Gate;
use crate::ui::header::Header;
use crate::ui::page::provide_arrival;
use crate::ui::session_end::SessionEnd;
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
            <Places />
            <Footer />
            <SessionEnd />
            <pages::identity::IdentityDialog />
        </Router>
        <LiveRegion />
    }
}

/// Which page stands at which path.
#[component]
fn Places() -> impl IntoView {
    view! {
        <FlatRoutes fallback=pages::not_found::NotFound>
            <RouteView path=path!("/") view=pages::home::Start />
            <RouteView path=path!("/entry") view=pages::entry::Entry />
            <RouteView path=path!("/bind") view=pages::bind::Bind />
            <RouteView path=path!("/precheck") view=|| later(&later::PRECHECK) />
            <RouteView path=path!("/policies") view=|| later(&later::POLICIES) />
            <RouteView path=path!("/help") view=pages::help::Help />
            <RouteView path=path!("/privacy") view=pages::privacy::Privacy />
            <RouteView path=path!("/apply/commercial") view=pages::commercial::Commercial />
            <RouteView path=path!("/apply/residential") view=gated(pages::begin::Begin) />
            <RouteView path=path!("/apply/residential/new") view=gated(|| later(&later::FIRST_NOTES)) />
            <RouteView path=path!("/apply/residential/:id/:chapter/:entry?") view=gated(|| later(&later::WIZARD)) />
            <RouteView path=path!("/applications") view=gated(pages::applications::Applications) />
            <RouteView path=path!("/applications/:id") view=gated(|| later(&later::APPLICATION)) />
            <RouteView path=path!("/applications/:id/receipt") view=gated(|| later(&later::RECEIPT)) />
            <RouteView path=path!("/applications/:id/form") view=gated(|| later(&later::FORM)) />
            <RouteView path=path!("/applications/:id/help") view=gated(|| later(&later::REVIEW_HELP)) />
            <RouteView path=path!("/applications/:id/review") view=gated(|| later(&later::REVIEW)) />
            <RouteView
                path=path!("/applications/:id/certificate")
                view=gated(|| later(&later::CERTIFICATE))
            />
        </FlatRoutes>
    }
}

/// The page for people who are signed in and bound; others are led there first.
fn gated<V: IntoView + 'static>(
    page: fn() -> V,
) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || view! { <Gate page=move || page().into_any() /> }.into_any()
}

/// A page that is fetched when it is first needed.
fn later(part: &'static Part) -> impl IntoView {
    view! { <Later part=part /> }
}
