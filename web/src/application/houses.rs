//! House records on which a result rests, as people read them.

use leptos::prelude::*;
use shared::application::{CorrectedTo, Correction, DisputeGround, HouseKind, HouseRecord};
use shared::district;
use shared::household::Who;

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang};
use crate::live::live;
use crate::terms;
use crate::time;

/// The records, one under another.
#[component]
pub(crate) fn Houses(records: Vec<HouseRecord>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |record: HouseRecord| {
        let noted = record.clone();
        view! {
            <li class="house">
                <strong>{live(move || title(i18n, &record))}</strong>
                <span class="meta">{live(move || note(i18n, &noted))}</span>
            </li>
        }
    };
    view! { <ul class="houses">{records.into_iter().map(one).collect_view()}</ul> }
}

/// Where it is.
pub(crate) fn title(i18n: I18n, record: &HouseRecord) -> String {
    let kind = kind(i18n, record.kind);
    match &record.address {
        Some(address) => address.clone(),
        None => {
            let district = district::name(&record.district, lang(i18n));
            let withheld = t_string!(i18n, review.withheld);
            let aside = t_string!(i18n, result.aside, what = withheld);
            format!("{district} {kind}{aside}")
        }
    }
}

/// What it is, whose, since when, with its number.
pub(crate) fn note(i18n: I18n, record: &HouseRecord) -> String {
    let holders: Vec<&str> = record
        .holders
        .iter()
        .map(|who| holder(i18n, *who))
        .collect();
    let holders = (!holders.is_empty()).then(|| {
        let who = holders.join(t_string!(i18n, result.list_comma));
        t_string!(i18n, review.held_by, who = who)
    });
    let zone = record.zone.map(|zone| terms::zone(i18n, zone).to_owned());
    let is_sale = record.kind == HouseKind::UnitSale;
    let since = match record.since.map(|day| time::day(i18n, day)) {
        Some(day) if is_sale => Some(t_string!(i18n, review.sold, day = day)),
        None if is_sale => Some(t_string!(i18n, review.sold_unknown).to_owned()),
        Some(day) if record.is_registered => Some(t_string!(i18n, review.since, day = day)),
        Some(day) => Some(t_string!(i18n, review.signed, day = day)),
        None => None,
    };
    let number = record
        .certificate
        .clone()
        .map(|number| t_string!(i18n, review.certificate, number = number));
    let kind = Some(kind(i18n, record.kind).to_owned());
    let parts = [kind, holders, zone, since, number];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn kind(i18n: I18n, kind: HouseKind) -> &'static str {
    match kind {
        HouseKind::Home => t_string!(i18n, review.kind.home),
        HouseKind::SingleStoreyHouse => t_string!(i18n, review.kind.single_storey_house),
        HouseKind::CommercialUnit => t_string!(i18n, review.kind.commercial_unit),
        HouseKind::UnitSale => t_string!(i18n, review.kind.unit_sale),
    }
}

fn holder(i18n: I18n, who: Who) -> &'static str {
    match who {
        Who::Applicant => t_string!(i18n, review.holder.applicant),
        Who::Spouse => t_string!(i18n, review.holder.spouse),
        Who::Child(_) => t_string!(i18n, review.holder.child),
    }
}

/// Why a record is said to be wrong.
pub(crate) fn ground(i18n: I18n, ground: DisputeGround) -> &'static str {
    match ground {
        DisputeGround::Transferred => t_string!(i18n, review.ground_word.transferred),
        DisputeGround::NotMine => t_string!(i18n, review.ground_word.not_mine),
        DisputeGround::Divided => t_string!(i18n, review.ground_word.divided),
        DisputeGround::Demolished => t_string!(i18n, review.ground_word.demolished),
        DisputeGround::ContractCancelled => t_string!(i18n, review.ground_word.contract_cancelled),
        DisputeGround::FirstSaleWrong => t_string!(i18n, review.ground_word.first_sale_wrong),
        DisputeGround::Other => t_string!(i18n, review.ground_word.other),
    }
}

/// With which papers that is shown.
pub(crate) fn papers(i18n: I18n, ground: DisputeGround) -> &'static str {
    match ground {
        DisputeGround::Transferred => t_string!(i18n, review.ground_papers.transferred),
        DisputeGround::NotMine => t_string!(i18n, review.ground_papers.not_mine),
        DisputeGround::Divided => t_string!(i18n, review.ground_papers.divided),
        DisputeGround::Demolished => t_string!(i18n, review.ground_papers.demolished),
        DisputeGround::ContractCancelled => {
            t_string!(i18n, review.ground_papers.contract_cancelled)
        }
        DisputeGround::FirstSaleWrong => t_string!(i18n, review.ground_papers.first_sale_wrong),
        DisputeGround::Other => t_string!(i18n, review.ground_papers.other),
    }
}

/// What was corrected, in words.
pub(crate) fn corrected(i18n: I18n, correction: &Correction) -> String {
    let what = match correction.to {
        CorrectedTo::NotHeld => t_string!(i18n, officer.correct.not_held).to_owned(),
        CorrectedTo::TransferredOn { day } => {
            t_string!(i18n, officer.correct.on, day = time::day(i18n, day))
        }
        CorrectedTo::FirstSoldOn { day } => {
            t_string!(i18n, officer.correct.sold_on, day = time::day(i18n, day))
        }
    };
    let will = t_string!(i18n, officer.correct.will, what = what);
    format!("{} · {will}", title(i18n, &correction.record))
}
