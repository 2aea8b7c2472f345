//! The sections that most applications have not. Each is fetched where there is something to show, and
//! finds the application in its context.

use leptos::prelude::*;
use shared::application::{Detail, State};

use super::disputes::{Disputes, HouseRecords};
use super::held::Held;
use super::objected::Objected;
use super::referred::Referred as ReferredCard;
use super::renewal::RenewalCard;
use super::ways::Ways;
use crate::api::Failure;
use crate::application::authority::AuthorityCard;
use crate::i18n::use_i18n;
use crate::language::text;
use crate::pages::apply_again::ApplyAgain;
use crate::pages::check_typed::CheckTyped;

/// The application that is shown.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    /// What the page has loaded.
    pub(super) detail: Signal<Detail>,
    /// Takes a newer one.
    pub(super) put: Callback<Detail>,
    /// Why a button of the verdict brought nothing.
    pub(super) failure: RwSignal<Option<Failure>>,
}

/// Whether [`Special`] has anything to show.
pub(super) fn has_special(detail: &Detail) -> bool {
    let renewal = detail.renewal.as_ref();
    detail.authority.is_some()
        || detail.recheck.is_some()
        || !detail.holds.is_empty()
        || renewal.is_some_and(|renewal| renewal.is_offered || !renewal.past.is_empty())
        || !detail.objections.is_empty()
        || !detail.disputes.is_empty()
        || !detail.requests.is_empty()
}

/// Whether the rules refused it, and nobody decided beside them.
pub(super) fn is_refused(detail: &Detail) -> bool {
    detail.summary.state == State::Failed && detail.ruling.is_none()
}

/// Who files for whom, who holds the pass, its renewal, objections and disputes.
#[component]
pub(super) fn Special() -> impl IntoView {
    let Opened { detail, put, .. } = expect_context();
    let put = move |newer| put.run(newer);
    view! {
        <AuthorityCard detail=detail put=put/>
        <Held detail=detail put=put/>
        <RenewalCard detail=detail put=put/>
        <Objected detail=detail/>
        <Disputes detail=detail put=put/>
    }
}

/// What whoever is refused can check and do.
#[component]
pub(super) fn Refused() -> impl IntoView {
    let Opened { detail, .. } = expect_context();
    let detail = detail.get_untracked();
    view! {
        <CheckTyped detail=detail.clone()/>
        <Ways detail=detail/>
    }
}

/// Applies again with the same answers.
#[component]
pub(super) fn Again() -> impl IntoView {
    let i18n = use_i18n();
    let Opened {
        detail, failure, ..
    } = expect_context();
    let summary = detail.with_untracked(|d| d.summary.clone());
    view! {
        <ApplyAgain
            module=summary.module
            id=summary.id
            failure=failure
            label=text!(i18n, result.again)
            quiet=summary.may_ask_review || summary.may_get_help
        />
    }
}

/// The house records on which the refusal rests.
#[component]
pub(super) fn Records() -> impl IntoView {
    let Opened { detail, .. } = expect_context();
    view! { <HouseRecords detail=detail/> }
}

/// By whose link it was begun.
#[component]
pub(super) fn ByReferral() -> impl IntoView {
    let Opened { detail, put, .. } = expect_context();
    view! { <ReferredCard detail=detail put=move |newer| put.run(newer)/> }
}
