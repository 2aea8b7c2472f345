//! That a member of the household objects, on the page of the application: how it stands, and nothing
//! of who said what.

use leptos::prelude::*;
use shared::application::{Detail, ObjectionStanding, ObjectionStep};

use crate::application::objections::{HowItStands, Step};
use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{live, memo};

/// The objections, newest first; nothing where there is none.
#[component]
pub(super) fn Objected(detail: Signal<Detail>) -> impl IntoView {
    let i18n = use_i18n();
    let all = memo(move || detail.with(|detail| detail.objections.clone()));
    live(move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            let list = all.into_iter().rev();
            view! {
                <section class="part" aria-labelledby="objected">
                    <h2 id="objected">{t!(i18n, member.told.title)}</h2>
                    {list.map(|one| view! { <One standing=one/> }).collect_view()}
                </section>
            }
        })
    })
}

#[component]
fn One(standing: ObjectionStanding) -> impl IntoView {
    let i18n = use_i18n();
    let step = standing.step;
    let told = move || match step {
        ObjectionStep::Open => t_string!(i18n, member.told.open),
        ObjectionStep::Upheld
        | ObjectionStep::Dismissed
        | ObjectionStep::Withdrawn
        | ObjectionStep::Overtaken => t_string!(i18n, member.told.ended),
    };
    view! {
        <div class="card">
            <div class="card__body stack stack--tight">
                <p><Step step=step/></p>
                <p>{live(told)}</p>
                <HowItStands standing=standing/>
            </div>
        </div>
    }
}
