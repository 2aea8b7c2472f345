//! An application together with what was answered, for papers that name people in full.

use leptos::prelude::*;
use shared::application::Detail;
use shared::form::Answers;

use crate::api::{Failure, use_api};
use crate::route::path_id;
use crate::ui::load::Loader;

/// An application and its answers, without what other answers make meaningless.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filed {
    /// The application.
    pub(crate) detail: Detail,
    /// What was answered.
    pub(crate) answers: Answers,
}

/// Loads the application whose page is open. The server records that the answers were read.
pub(crate) fn load_filed() -> Loader<Filed> {
    let api = use_api();
    let id = path_id();
    Loader::new(move || {
        let id = id.get();
        async move {
            let detail = api.read_application(&id).await?;
            let draft = api.read_answers(&id).await?;
            let answers = draft.answers.effective(draft.module);
            Ok::<_, Failure>(Filed { detail, answers })
        }
    })
}
