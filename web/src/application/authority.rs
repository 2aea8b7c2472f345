//! An application that an agent filed, as both see it: the code that the agent hands over, by whom it
//! was filed, and what the agent may see.

mod awaiting;
mod principal;

use leptos::prelude::*;
use shared::application::Detail;
use shared::authority::{Authority, AuthorityPart, AuthorityState};

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{live, memo};
use crate::ui::icon::{Glyph, Icon};
use awaiting::Awaiting;
use principal::ForPrincipal;

/// What there is to say and to do about the authority; nothing where nobody files for somebody else.
#[component]
pub(crate) fn AuthorityCard(
    /// The application.
    detail: Signal<Detail>,
    /// Takes a newer one.
    #[prop(into)]
    put: Callback<Detail>,
) -> impl IntoView {
    let authority = memo(move || detail.with(|detail| detail.authority.clone()));
    let id = memo(move || detail.with(|detail| detail.summary.id.clone()));
    live(move || {
        let authority = authority.get()?;
        let id = id.get();
        Some(match (authority.my_part, authority.state) {
            (AuthorityPart::Agent, state) if state.is_awaited() => {
                view! { <Awaiting id=id authority=authority put=put /> }.into_any()
            }
            (AuthorityPart::Agent, _) => view! { <ForAgent authority=authority /> }.into_any(),
            (AuthorityPart::Principal, _) => {
                view! { <ForPrincipal id=id authority=authority put=put /> }.into_any()
            }
        })
    })
}

/// What an agent sees, and why not more.
#[component]
fn ForAgent(authority: Authority) -> impl IntoView {
    let i18n = use_i18n();
    let name = authority.principal.clone().unwrap_or_default();
    let title = move || t_string!(i18n, agent.filed_for, name = name.clone());
    let (state, shown) = (authority.state, authority.facts_shown);
    let text = move || match state {
        AuthorityState::Confirmed | AuthorityState::Checked if shown => {
            t_string!(i18n, agent.view.facts)
        }
        AuthorityState::Confirmed | AuthorityState::Checked => t_string!(i18n, agent.view.no_facts),
        AuthorityState::Declined => t_string!(i18n, agent.view.declined),
        AuthorityState::Refused => t_string!(i18n, agent.view.refused),
        AuthorityState::Lapsed => t_string!(i18n, agent.view.lapsed),
        AuthorityState::Awaiting
        | AuthorityState::UnderCheck
        | AuthorityState::Overtaken
        | AuthorityState::Revoked => t_string!(i18n, agent.view.ended),
    };
    view! {
        <section class="notice" aria-labelledby="acting-for">
            <Glyph icon=Icon::Person />
            <div class="notice__body">
                <h2 class="notice__title" id="acting-for">
                    {live(title)}
                </h2>
                <p>{live(text)}</p>
                {authority
                    .reason
                    .map(|reason| {
                        view! {
                            <p class="meta">{t!(i18n, agent.view.reason)}</p>
                            <blockquote class="said__reason">{reason}</blockquote>
                        }
                    })}
            </div>
        </section>
    }
}
