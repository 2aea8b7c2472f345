//! The routes, and the frame that every page stands in.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route as RouteView, Router};
use leptos_router::path;
use shared::application::Summary;
use shared::form::Chapter;

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

/// Every place of the application. The patterns in [`App`] take apart what `href` puts together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// The home page, or the entry page while nobody is signed in.
    Home,
    /// 用户绑定.
    Bind,
    /// The list of one's applications.
    Applications,
    /// Begins a residential application, or goes on with a draft.
    ApplyResidential,
    /// Begins one beside the drafts that are there.
    NewResidential,
    /// A chapter of a draft, by its slug, or a page within it: a child or home by its key.
    Chapter(String, &'static str, Option<String>),
    /// The commercial module, which comes later.
    ApplyCommercial,
    /// An application in detail.
    Application(String),
    /// What happens after submission.
    Receipt(String),
    /// 家庭购房申请表.
    Form(String),
    /// 复核帮助.
    ReviewHelp(String),
    /// 申请复核.
    Review(String),
    /// The certificate of a pass.
    Certificate(String),
    /// 资格预检, without signing in.
    Precheck,
    /// The rules and their history.
    Policies,
    /// Questions and answers.
    Help,
    /// The notice of data use.
    Privacy,
}

impl Route {
    /// Where a draft was left.
    pub(crate) fn resume(draft: &Summary) -> Self {
        let chapter = draft.resume_at.unwrap_or(Chapter::Notes);
        Self::Chapter(draft.id.clone(), chapter.slug(), draft.resume_entry.clone())
    }

    /// The path.
    pub(crate) fn href(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Bind => "/bind".to_owned(),
            Self::Applications => "/applications".to_owned(),
            Self::ApplyResidential => "/apply/residential".to_owned(),
            Self::NewResidential => "/apply/residential/new".to_owned(),
            Self::Chapter(id, chapter, None) => format!("/apply/residential/{id}/{chapter}"),
            Self::Chapter(id, chapter, Some(entry)) => {
                format!("/apply/residential/{id}/{chapter}/{entry}")
            }
            Self::ApplyCommercial => "/apply/commercial".to_owned(),
            Self::Application(id) => format!("/applications/{id}"),
            Self::Receipt(id) => format!("/applications/{id}/receipt"),
            Self::Form(id) => format!("/applications/{id}/form"),
            Self::ReviewHelp(id) => format!("/applications/{id}/help"),
            Self::Review(id) => format!("/applications/{id}/review"),
            Self::Certificate(id) => format!("/applications/{id}/certificate"),
            Self::Precheck => "/precheck".to_owned(),
            Self::Policies => "/policies".to_owned(),
            Self::Help => "/help".to_owned(),
            Self::Privacy => "/privacy".to_owned(),
        }
    }
}

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
