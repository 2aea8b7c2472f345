//! What is to be bought or was, as a hold and a contract tell it.

use leptos::prelude::*;
use shared::hold::HeldUnit;
use shared::purchase::HomeKind;
use shared::values::Zone;

use crate::i18n::use_i18n;
use crate::language::t;
use crate::live::live;
use crate::terms;

/// Terms and values; of a commercial unit there is neither zone nor kind.
#[component]
pub(super) fn Unit(unit: HeldUnit, zone: Option<Zone>, kind: Option<HomeKind>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <dt>{t!(i18n, seller.hold.address)}</dt>
        <dd>{unit.address}</dd>
        {unit
            .certificate_number
            .map(|number| {
                view! {
                    <dt>{t!(i18n, seller.hold.unit)}</dt>
                    <dd>{number}</dd>
                }
            })}
        {zone
            .map(|zone| {
                view! {
                    <dt>{t!(i18n, seller.hold.zone)}</dt>
                    <dd>{live(move || terms::zone(i18n, zone))}</dd>
                }
            })}
        {kind
            .map(|kind| {
                view! {
                    <dt>{t!(i18n, seller.hold.kind)}</dt>
                    <dd>{live(move || terms::home_kind(i18n, kind))}</dd>
                }
            })}
    }
}
