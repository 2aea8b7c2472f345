//! The pages: which there are, which of them are fetched later than the first load, and at which
//! path each stands. A page loads what it shows.

mod applications;
mod apply;
mod apply_again;
mod authority;
mod begin;
mod bind;
mod certificate;
mod check_typed;
mod contact;
mod detail;
mod entry;
mod help;
mod home;
mod membership;
mod messages;
mod my_data;
mod not_found;
mod officer;
mod policies;
mod precheck;
mod prefill;
mod printed_form;
mod privacy;
mod receipt;
mod refer;
mod review;
mod review_help;
mod seller;
mod take_over;
mod verify;
mod windows;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route as RouteView};
use leptos_router::path;

use crate::later::{Later, Part, parts};
use crate::live::live;
use crate::route::path_module;
use crate::shell::gate::Gate;

parts! {
    /// What people see before they sign in.
    ENTRY in entry by split_entry: entry::Entry,
    /// The home page of whoever is signed in.
    HOME in home by split_home: home::HomePage,
    /// 我的申请.
    APPLICATIONS in home by split_applications: applications::Applications,
    /// The beginning of an application.
    BEGIN in home by split_begin: begin,
    /// 用户绑定.
    BIND in bind by split_bind: bind::Bind,
    /// Questions and answers.
    HELP in about by split_help: help::Help,
    /// The notice of data use.
    PRIVACY in about by split_privacy: privacy::Privacy,
    /// The dialogs of whoever is signed in.
    DIALOGS in dialogs by split_dialogs: crate::shell::dialogs::Dialogs,
    /// The wizard.
    WIZARD in wizard by split_wizard: apply::Wizard,
    /// 阅读说明 before there is a draft.
    FIRST_NOTES in wizard by split_first_notes: apply::first::FirstNotes,
    /// 资格预检.
    PRECHECK in rules by split_precheck: precheck::PrecheckPage,
    /// The rules and their history.
    POLICIES in rules by split_policies: policies::PoliciesPage,
    /// An application in detail.
    APPLICATION in result by split_application: detail::Application,
    /// What happens after submission.
    RECEIPT in results by split_receipt: receipt::Receipt,
    /// 家庭购房申请表.
    PRINTED_FORM in results by split_printed_form: printed_form::PrintedForm,
    /// 购房承诺书.
    PRINTED_PROMISE in results by split_printed_promise: printed_form::promise::PrintedPromise,
    /// What an agent filed, for the principal.
    AUTHORITY in results by split_authority: authority::request::AuthorityPage,
    /// 授权委托书.
    PRINTED_AUTHORITY in results by split_printed_authority:
        printed_form::authority::PrintedAuthority,
    /// 复核帮助.
    REVIEW_HELP in results by split_review_help: review_help::ReviewHelp,
    /// 申请复核.
    REVIEW in results by split_review: review::Review,
    /// 服务窗口.
    WINDOWS in results by split_windows: windows::Windows,
    /// Everything that is held about the person.
    MY_DATA in results by split_my_data: my_data::MyData,
    /// How the applicant is reached.
    CONTACT in results by split_contact: contact::ContactPage,
    /// An application that names whoever is signed in.
    MEMBERSHIP in results by split_membership: membership::MembershipPage,
    /// 消息.
    MESSAGES in results by split_messages: messages::MessagesPage,
    /// 通知设置.
    NOTICE_SETTINGS in results by split_notice_settings: messages::settings::SettingsPage,
    /// 身份找回.
    TAKE_OVER in results by split_take_over: take_over::TakeOverPage,
    /// 身份找回, for officers.
    TAKE_OVERS in officers by split_take_overs: officer::TakeOversPage,
    /// A take-over at a window, for officers.
    TAKE_OVER_CASE in officers by split_take_over_case: officer::TakeOverCasePage,
    /// The queue of officers.
    QUEUE in officers by split_queue: officer::QueuePage,
    /// A case, for officers.
    CASE in officers by split_case: officer::CasePage,
    /// Statistics, for supervisors and auditors.
    DASHBOARD in officers by split_dashboard: officer::DashboardPage,
    /// What a version of the policy would change, for supervisors and auditors.
    POLICY_PREVIEW in officers by split_policy_preview: officer::PreviewPage,
    /// Who looked at what, for auditors.
    AUDIT in officers by split_audit: officer::AuditPage,
    /// A case, for auditors.
    AUDITED_CASE in officers by split_audited_case: officer::AuditedCasePage,
    /// Officers and settings, for administrators.
    ADMINISTRATION in officers by split_administration: officer::AdministrationPage,
    /// Third parties' programs, for administrators.
    CLIENTS in officers by split_clients: officer::ClientsPage,
    /// The registration of one.
    NEW_CLIENT in officers by split_new_client: officer::NewClientPage,
    /// One of them.
    CLIENT in officers by split_client: officer::ClientPage,
    /// The check of a certificate, for everybody.
    VERIFY in verify by split_verify: verify::VerifyPage,
    /// What the link of a third party is about, for whoever opens it.
    REFER in refer by split_refer: refer::ReferPage,
    /// The page of sellers.
    SELLER in sellers by split_seller: seller::SellerPage,
    /// The certificate of a pass.
    CERTIFICATE in results by split_certificate: certificate::Certificate,
}

/// The page at the path that is open.
#[component]
pub(crate) fn CurrentPage() -> impl IntoView {
    view! {
        <FlatRoutes fallback=not_found::NotFound>
            <RouteView path=path!("/") view=start />
            <RouteView path=path!("/entry") view=|| later(&ENTRY) />
            <RouteView path=path!("/bind") view=|| later(&BIND) />
            <RouteView path=path!("/take-over") view=signed_in(|| later(&TAKE_OVER)) />
            <RouteView path=path!("/precheck") view=|| later(&PRECHECK) />
            <RouteView path=path!("/policies") view=|| later(&POLICIES) />
            <RouteView path=path!("/help") view=|| later(&HELP) />
            <RouteView path=path!("/privacy") view=|| later(&PRIVACY) />
            <RouteView path=path!("/verify") view=|| later(&VERIFY) />
            <RouteView path=path!("/seller") view=|| later(&SELLER) />
            <RouteView path=path!("/windows") view=|| later(&WINDOWS) />
            <RouteView path=path!("/refer/:code") view=|| later(&REFER) />
            <RouteView path=path!("/apply/:module") view=applying(&BEGIN) />
            <RouteView path=path!("/apply/:module/new") view=applying(&FIRST_NOTES) />
            <RouteView
                path=path!("/apply/:module/:id/:chapter/:entry?")
                view=applying(&WIZARD)
            />
            <RouteView path=path!("/authority") view=|| authority::handed(&AUTHORITY) />
            <RouteView path=path!("/officer") view=|| later(&QUEUE) />
            <RouteView path=path!("/officer/dashboard") view=|| later(&DASHBOARD) />
            <RouteView path=path!("/officer/policy-preview") view=|| later(&POLICY_PREVIEW) />
            <RouteView path=path!("/officer/audit") view=|| later(&AUDIT) />
            <RouteView path=path!("/officer/audit/:id") view=|| later(&AUDITED_CASE) />
            <RouteView path=path!("/officer/administration") view=|| later(&ADMINISTRATION) />
            <RouteView path=path!("/officer/clients") view=|| later(&CLIENTS) />
            <RouteView path=path!("/officer/clients/new") view=|| later(&NEW_CLIENT) />
            <RouteView path=path!("/officer/clients/:id") view=|| later(&CLIENT) />
            <RouteView path=path!("/officer/take-overs") view=|| later(&TAKE_OVERS) />
            <RouteView path=path!("/officer/take-overs/:id") view=|| later(&TAKE_OVER_CASE) />
            <RouteView path=path!("/officer/:id") view=|| later(&CASE) />
            <RouteView path=path!("/me") view=signed_in(|| later(&MY_DATA)) />
            <RouteView path=path!("/messages") view=signed_in(|| later(&MESSAGES)) />
            <RouteView
                path=path!("/messages/settings")
                view=signed_in(|| later(&NOTICE_SETTINGS))
            />
            <RouteView path=path!("/named/:id") view=gated(|| later(&MEMBERSHIP)) />
            <RouteView path=path!("/applications") view=signed_in(|| later(&APPLICATIONS)) />
            <RouteView path=path!("/applications/:id") view=gated(|| later(&APPLICATION)) />
            <RouteView path=path!("/applications/:id/receipt") view=gated(|| later(&RECEIPT)) />
            <RouteView path=path!("/applications/:id/form") view=signed_in(|| later(&PRINTED_FORM)) />
            <RouteView
                path=path!("/applications/:id/promise")
                view=signed_in(|| later(&PRINTED_PROMISE))
            />
            <RouteView
                path=path!("/applications/:id/authority")
                view=signed_in(|| later(&PRINTED_AUTHORITY))
            />
            <RouteView path=path!("/applications/:id/help") view=gated(|| later(&REVIEW_HELP)) />
            <RouteView path=path!("/applications/:id/contact") view=gated(|| later(&CONTACT)) />
            <RouteView path=path!("/applications/:id/review") view=gated(|| later(&REVIEW)) />
            <RouteView
                path=path!("/applications/:id/certificate")
                view=gated(|| later(&CERTIFICATE))
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

/// The page for people who are signed in, whether they have bound a document or not.
fn signed_in<V: IntoView + 'static>(
    page: fn() -> V,
) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || view! { <Gate page=move || page().into_any() unbound=true /> }.into_any()
}

/// The page for people who apply for what the path names.
fn applying(part: &'static Part) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || {
        let module = path_module();
        live(move || match module.get() {
            Some(_) => {
                view! { <Gate page=move || later(part).into_any() unbound=true /> }.into_any()
            }
            None => view! { <not_found::NotFound /> }.into_any(),
        })
        .into_any()
    }
}

/// The home page, or the entry page while nobody is signed in.
fn start() -> impl IntoView {
    view! {
        <Gate page=|| later(&HOME).into_any() signed_out=|| later(&ENTRY).into_any() />
    }
}

/// The beginning of an application for what the path names.
fn begin() -> impl IntoView {
    let module = path_module().get_untracked();
    module.map(|module| view! { <begin::Begin module=module notes=&FIRST_NOTES /> })
}

/// A page that is fetched when it is first needed.
fn later(part: &'static Part) -> impl IntoView {
    view! { <Later part=part /> }
}
