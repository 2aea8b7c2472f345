//! By whom an application was filed for somebody else, on the page of a case.

use leptos::prelude::*;
use shared::authority::{AuthorityState, CaseAuthority};

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::terms;
use crate::time;

/// The agent, and how the authority stands.
#[component]
pub(super) fn Acting(authority: CaseAuthority) -> impl IntoView {
    let i18n = use_i18n();
    let CaseAuthority {
        state,
        agent,
        document,
        confirm_by,
        stood_at,
    } = authority;
    let kind = document.kind;
    let how = move || match state {
        AuthorityState::Awaiting | AuthorityState::UnderCheck => {
            t_string!(i18n, agent.officer.awaited)
        }
        AuthorityState::Confirmed => t_string!(i18n, agent.mine.confirmed),
        AuthorityState::Checked => t_string!(i18n, agent.mine.checked),
        AuthorityState::Declined => t_string!(i18n, terms.sub_state.authority_declined),
        AuthorityState::Refused => t_string!(i18n, terms.sub_state.authority_refused),
        AuthorityState::Lapsed => t_string!(i18n, terms.sub_state.authority_lapsed),
        AuthorityState::Overtaken => t_string!(i18n, agent.officer.overtaken),
        AuthorityState::Revoked => t_string!(i18n, agent.officer.revoked),
    };
    let until = state.is_awaited().then_some(confirm_by);
    let dated = move |word: Signal<&'static str>, at| {
        view! {
            <dt>{word}</dt>
            <dd>{live(move || time::moment(i18n, at))}</dd>
        }
    };
    view! {
        <section class="card" aria-labelledby="acting">
            <div class="card__head">
                <h2 class="card__title" id="acting">{t!(i18n, agent.mine.title)}</h2>
            </div>
            <div class="card__body">
                <dl class="facts">
                    <dt>{t!(i18n, agent.request.agent)}</dt>
                    <dd>{agent}</dd>
                    <dt>{live(move || terms::document_kind(i18n, kind))}</dt>
                    <dd class="code">{document.masked_number}</dd>
                    <dt>{t!(i18n, agent.mine.how)}</dt>
                    <dd>{live(how)}</dd>
                    {until.map(|at| dated(t!(i18n, agent.request.until), at))}
                    {stood_at.map(|at| dated(t!(i18n, agent.mine.since), at))}
                </dl>
            </div>
        </section>
    }
}
