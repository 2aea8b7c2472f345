//! 我被列入的申请: the applications of others that name whoever is signed in.

use leptos::prelude::*;
use shared::membership::MembershipSummary;

use crate::api::use_api;
use crate::application::state::StateBadge;
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::live;
use crate::names;
use crate::route::Route;
use crate::session::use_session;
use crate::terms;
use crate::time;
use crate::ui::load::Loader;

/// The applications; nothing where there is none, or while nobody is bound.
#[component]
pub(crate) fn NamedIn() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let session = use_session();
    let list = Loader::new(move || {
        let bound = session.is_bound();
        async move {
            if bound {
                api.list_memberships().await.map(|list| list.items)
            } else {
                Ok(Vec::new())
            }
        }
    });
    // What cannot be read is tried again with the next page: it is not what the page is about.
    live(move || {
        let items = list.get().filter(|items| !items.is_empty())?;
        Some(view! {
            <section class="part" aria-labelledby="named-in">
                <h2 id="named-in">{t!(i18n, member.list_title)}</h2>
                <p class="lede">{t!(i18n, member.list_lede)}</p>
                <ul class="apps">
                    {items.into_iter().map(|item| view! { <Item item=item /> }).collect_view()}
                </ul>
            </section>
        })
    })
}

#[component]
fn Item(item: MembershipSummary) -> impl IntoView {
    let i18n = use_i18n();
    let href = Route::Membership(item.id).href();
    let number = item.number.unwrap_or_default();
    let named = number.clone();
    let (me, module) = (item.me, item.module);
    let as_whom = move || {
        let who = names::relation(i18n, me);
        t_string!(i18n, member.named_as, who = who)
    };
    let by = move || {
        let name = item.applicant.clone().unwrap_or_default();
        t_string!(i18n, member.by, name = name)
    };
    let submitted = move || item.submitted_at.map(|at| time::moment(i18n, at));
    view! {
        <li class="card app">
            <div class="app__head">
                <h3 class="app__title">
                    <a href=href.clone()>{number}</a>
                </h3>
                <StateBadge state=item.state sub=item.sub_state />
            </div>
            <p>
                {live(move || terms::module(i18n, module))} " · " {live(as_whom)} " · " {live(by)}
                " · " {live(submitted)}
            </p>
            {item.is_objected.then(|| view! { <p class="meta">{t!(i18n, member.objected)}</p> })}
            <div class="app__actions">
                <a class="button button--grey button--small" href=href>
                    {t!(i18n, member.see)}
                    <span class="sr-only">" " {named}</span>
                </a>
            </div>
        </li>
    }
}
