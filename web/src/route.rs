//! The addresses of the pages: links are made here, so that no view puts a path together itself.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::application::Summary;
use shared::form::Chapter;

use crate::live::memo;

/// Every place of the application. The patterns in `crate::pages` take apart what `href` puts
/// together.
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
    PrintedForm(String),
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
            Self::PrintedForm(id) => format!("/applications/{id}/form"),
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

/// The id of the application whose page is open, from the path.
pub(crate) fn path_id() -> Signal<String> {
    let params = use_params_map();
    memo(move || params.with(|p| p.get("id")).unwrap_or_default()).into()
}
