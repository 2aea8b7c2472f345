//! The contracts that the agency signed lately.

use chrono::TimeDelta;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::hold::Contract;

use super::outcome::Outcome;
use super::session::use_seller;
use super::unit::Unit;
use crate::api::Failure;
use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::{effect, live};
use crate::time;
use crate::ui::badge::{Badge, Look};
use crate::ui::failure::FailurePart;

/// How far back they are shown.
const LATELY: TimeDelta = TimeDelta::days(30);

/// The list, the newest first.
#[component]
pub(super) fn Contracts() -> impl IntoView {
    let i18n = use_i18n();
    let seller = use_seller();
    let all = RwSignal::new(None::<Result<Vec<Contract>, Failure>>);
    let load = move || {
        spawn_local(async move {
            let now = time::now();
            let since = now.checked_sub_signed(LATELY).unwrap_or(now);
            let mut answer = seller.api().list_contracts(since).await;
            if answer.as_ref().is_err_and(|why| seller.is_over(why)) {
                return;
            }
            if let Ok(contracts) = &mut answer {
                contracts.reverse();
            }
            all.try_set(Some(answer));
        });
    };
    effect(move || {
        let _changes = seller.changes();
        load();
    });
    view! {
        <section aria-labelledby="contracts">
            <h2 class="card__title" id="contracts" tabindex="-1">
                {t!(i18n, seller.contracts.title)}
            </h2>
            <Outcome contracts=true />
            {live(move || match all.get() {
                None => view! { <p role="status">{t!(i18n, seller.loading)}</p> }.into_any(),
                Some(Err(failure)) => view! { <FailurePart failure=failure retry=load /> }.into_any(),
                Some(Ok(contracts)) if contracts.is_empty() => {
                    view! { <p class="meta">{t!(i18n, seller.contracts.none)}</p> }.into_any()
                }
                Some(Ok(contracts)) => {
                    view! {
                        <ul class="stack seller__list">
                            {contracts
                                .into_iter()
                                .map(|contract| view! { <Signed contract=contract /> })
                                .collect_view()}
                        </ul>
                    }
                        .into_any()
                }
            })}
        </section>
    }
}

#[component]
fn Signed(contract: Contract) -> impl IntoView {
    let i18n = use_i18n();
    let Contract {
        number,
        certificate_number,
        zone,
        unit,
        signed_at,
        signed_by,
        ..
    } = contract;
    let word = crate::language::text!(i18n, signing.state.signed);
    view! {
        <li class="card">
            <div class="card__head">
                <h3 class="card__title">{number}</h3>
                <Badge look=Look::Signed word=word />
            </div>
            <div class="card__body">
                <dl class="facts facts--stacks">
                    <dt>{t!(i18n, seller.check.number)}</dt>
                    <dd class="code">{certificate_number}</dd>
                    <Unit unit=unit zone=zone kind=None />
                    <dt>{t!(i18n, seller.contracts.at)}</dt>
                    <dd>
                        <time datetime=time::machine(
                            signed_at,
                        )>{live(move || time::moment(i18n, signed_at))}</time>
                    </dd>
                    {signed_by
                        .map(|name| {
                            view! {
                                <dt>{t!(i18n, seller.holds.by)}</dt>
                                <dd>{name}</dd>
                            }
                        })}
                </dl>
            </div>
        </li>
    }
}
