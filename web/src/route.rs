//! The addresses of the pages: links are made here, so that no view puts a path together itself.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::application::Summary;
use shared::certificate::VERIFY_PATH;
use shared::form::Chapter;
use shared::purchase::Module;

use crate::live::memo;

/// Every place of the application. The patterns in `crate::pages` take apart what `href` puts
/// together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// The home page, or the entry page while nobody is signed in.
    Home,
    /// The entry page, whoever is signed in.
    Entry,
    /// 用户绑定.
    Bind,
    /// 身份找回.
    TakeOver,
    /// The list of one's applications.
    Applications,
    /// Begins an application of a module, or goes on with a draft.
    Apply(Module),
    /// Begins one beside the drafts that are there.
    ApplyAnew(Module),
    /// A chapter of a draft, or a page within it: a child or home by its key.
    Chapter {
        /// The module of the draft.
        module: Module,
        /// The id of the draft.
        draft: String,
        /// The chapter.
        chapter: Chapter,
        /// The page within it.
        entry: Option<String>,
    },
    /// An application in detail.
    Application(String),
    /// What happens after submission.
    Receipt(String),
    /// 家庭购房申请表.
    PrintedForm(String),
    /// 购房承诺书.
    PrintedPromise(String),
    /// 授权委托书, to print and to sign.
    PrintedAuthority(String),
    /// Where a principal confirms what an agent filed. The code stands behind `#`, so that no server
    /// is told it in an address.
    Authority,
    /// 复核帮助.
    ReviewHelp(String),
    /// 申请复核.
    Review(String),
    /// How the applicant is reached.
    Contact(String),
    /// The certificate of a pass.
    Certificate(String),
    /// Everything that is held about the person.
    MyData,
    /// An application that names whoever is signed in.
    Membership(String),
    /// 消息.
    Messages,
    /// 通知设置.
    NoticeSettings,
    /// The queue of officers, or their sign-in.
    Officer,
    /// A case, for officers.
    Case(String),
    /// Statistics, for supervisors and auditors.
    Dashboard,
    /// What a version of the policy would change, for supervisors and auditors.
    PolicyPreview,
    /// Who looked at what, for auditors.
    Audit,
    /// A case, for auditors; by id or number.
    AuditedCase(String),
    /// Officers and settings, for administrators.
    Administration,
    /// Third parties' programs, for administrators.
    Clients,
    /// Where one is registered.
    NewClient,
    /// One of them.
    Client(String),
    /// 身份找回, for officers: the code and what waits.
    TakeOvers,
    /// A take-over at a window, for officers.
    TakeOverCase(String),
    /// 资格预检, without signing in.
    Precheck,
    /// The rules and their history.
    Policies,
    /// Questions and answers.
    Help,
    /// The notice of data use.
    Privacy,
    /// 服务窗口.
    Windows,
    /// The check of a certificate. The code stands behind `#`, so that no server is told it.
    Verify,
    /// The page of sellers, or their sign-in. The camera is allowed where the browser loads it anew.
    Seller,
}

impl Route {
    /// Where a draft was left.
    pub(crate) fn resume(draft: &Summary) -> Self {
        Self::Chapter {
            module: draft.module,
            draft: draft.id.clone(),
            chapter: draft.resume_at.unwrap_or(Chapter::Notes),
            entry: draft.resume_entry.clone(),
        }
    }

    /// The path.
    pub(crate) fn href(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Entry => "/entry".to_owned(),
            Self::Bind => "/bind".to_owned(),
            Self::TakeOver => "/take-over".to_owned(),
            Self::Applications => "/applications".to_owned(),
            Self::Apply(module) => format!("/apply/{}", module.slug()),
            Self::ApplyAnew(module) => format!("/apply/{}/new", module.slug()),
            Self::Chapter {
                module,
                draft,
                chapter,
                entry,
            } => {
                let (module, chapter) = (module.slug(), chapter.slug());
                let page = format!("/apply/{module}/{draft}/{chapter}");
                match entry {
                    Some(entry) => format!("{page}/{entry}"),
                    None => page,
                }
            }
            Self::Application(id) => format!("/applications/{id}"),
            Self::Receipt(id) => format!("/applications/{id}/receipt"),
            Self::PrintedForm(id) => format!("/applications/{id}/form"),
            Self::PrintedPromise(id) => format!("/applications/{id}/promise"),
            Self::Authority => "/authority".to_owned(),
            Self::PrintedAuthority(id) => format!("/applications/{id}/authority"),
            Self::ReviewHelp(id) => format!("/applications/{id}/help"),
            Self::Review(id) => format!("/applications/{id}/review"),
            Self::Contact(id) => format!("/applications/{id}/contact"),
            Self::Certificate(id) => format!("/applications/{id}/certificate"),
            Self::MyData => "/me".to_owned(),
            Self::Membership(id) => format!("/named/{id}"),
            Self::Messages => "/messages".to_owned(),
            Self::NoticeSettings => "/messages/settings".to_owned(),
            Self::Officer => "/officer".to_owned(),
            Self::Case(id) => format!("/officer/{id}"),
            Self::Dashboard => "/officer/dashboard".to_owned(),
            Self::PolicyPreview => "/officer/policy-preview".to_owned(),
            Self::Audit => "/officer/audit".to_owned(),
            Self::AuditedCase(id) => format!("/officer/audit/{id}"),
            Self::Administration => "/officer/administration".to_owned(),
            Self::Clients => "/officer/clients".to_owned(),
            Self::NewClient => "/officer/clients/new".to_owned(),
            Self::Client(id) => format!("/officer/clients/{id}"),
            Self::TakeOvers => "/officer/take-overs".to_owned(),
            Self::TakeOverCase(id) => format!("/officer/take-overs/{id}"),
            Self::Precheck => "/precheck".to_owned(),
            Self::Policies => "/policies".to_owned(),
            Self::Help => "/help".to_owned(),
            Self::Privacy => "/privacy".to_owned(),
            Self::Windows => "/windows".to_owned(),
            Self::Verify => VERIFY_PATH.to_owned(),
            Self::Seller => "/seller".to_owned(),
        }
    }
}

/// The id of the application whose page is open, from the path.
pub(crate) fn path_id() -> Signal<String> {
    let params = use_params_map();
    memo(move || params.with(|p| p.get("id")).unwrap_or_default()).into()
}

/// The module that the path names; none where it names no module of ours.
pub(crate) fn path_module() -> Signal<Option<Module>> {
    let params = use_params_map();
    memo(move || Module::from_slug(&params.with(|p| p.get("module"))?)).into()
}

/// Where somebody works who does not come as a person: the console of officers, or the page of sellers.
/// Either has a session and a frame of its own.
pub(crate) fn desk_of(path: &str) -> Option<Route> {
    let desks = [("/officer", Route::Officer), ("/seller", Route::Seller)];
    let is_there = |home: &str| {
        let rest = path.strip_prefix(home);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut desks = desks.into_iter();
    desks.find_map(|(home, route)| is_there(home).then_some(route))
}
