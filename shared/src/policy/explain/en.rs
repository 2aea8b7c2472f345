//! The sentences in English.

mod contributions;

use super::phrases::many;
use super::read::{Counted, Read};
use super::reasons::reason;
use crate::dates::day;
use crate::household::{HouseholdHukou, Who};
use crate::policy::decision::Cap;
use crate::policy::decision::reason::ReasonCode as R;
use crate::policy::facts::evidence::{FactKind as K, FactValue};
use crate::registry::{MaritalStatus, StayPermit};
use crate::values::Lang;

const EN: Lang = Lang::En;

pub(super) fn sentence(read: &Read<'_>) -> String {
    match read.0.code {
        R::BeforeRule | R::SingleStoreyHouseNotCovered | R::GiftParentToChild => scope(read),
        R::NewBuildEntitiesOnly | R::UnitSaleUnknown => sale(read),
        R::IdentityMismatch | R::MarriageMismatch | R::MemberNotAsOnRecord | R::HukouNotLocal => {
            person(read)
        }
        R::WorkResidencePermitInvalid | R::NotStationedInBeijing | R::NoTempResidencePermit => {
            permit(read)
        }
        R::NotInMainland
        | R::NoLodgingRegistration
        | R::NoOverseasChineseCert
        | R::NoWorkVisaOrPr
        | R::LessThanOneYear => stay(read),
        R::Divorce3y => divorce(read),
        R::StudentCollectiveHukou
        | R::ContributionShort
        | R::BackpayNotRecognised
        | R::GapTooLong
        | R::NewestMonthNotPosted
        | R::BackpayGroundUnclear
        | R::GapRuleUnclear => contributions::sentence(read),
        R::Tongzhou3y | R::TongzhouRider => tongzhou(read),
        R::OwnsHome | R::OwnsCommercial => owns(read),
        R::QuotaFull | R::MultiChildUncertain => quota(read),
        R::CannotTell | R::Ok => reason(read.0.code, EN).to_owned(),
    }
}

fn scope(read: &Read<'_>) -> String {
    match read.begins().map(|from| day(from, EN)) {
        Some(from) if read.0.code == R::SingleStoreyHouseNotCovered => format!(
            "Single-storey houses are covered from {from}; an earlier purchase needs no check."
        ),
        Some(from) => {
            format!("The rule begins on {from}; an earlier purchase needs no check.")
        }
        None => "A parent's gift of a home to an adult child is no longer checked.".to_owned(),
    }
}

fn sale(read: &Read<'_>) -> String {
    let Some(before) = read.before().map(|before| day(before, EN)) else {
        return "Commercial units under construction or on sale by a developer go to organisations \
                only; a person may buy resale units."
            .to_owned();
    };
    let what = if read.value(K::UnitInTongzhou) == Some(FactValue::Yes(true)) {
        "This commercial unit in Tongzhou"
    } else {
        "This commercial unit"
    };
    let lower = what.replacen('T', "t", 1);
    match read.day(K::UnitFirstSold).map(|sold| day(sold, EN)) {
        // Told without a day, as whether it was before one that counts.
        Some(_) if !read.is_on_record(K::UnitFirstSold) => match read.met() {
            true => {
                format!("As told, {lower} was first sold before {before}: a person may buy it.")
            }
            false => format!(
                "As told, {lower} was first sold on {before} or later: it goes to organisations only."
            ),
        },
        Some(sold) if read.met() => {
            format!("{what} was first sold on {sold}, before {before}: a person may buy it.")
        }
        Some(sold) => format!(
            "{what} was first sold on {sold}; one first sold on {before} or later goes to \
             organisations only, on resale too."
        ),
        None => format!(
            "{what}: nobody knows whether it was first sold before {before}, so a person reviews it."
        ),
    }
}

fn person(read: &Read<'_>) -> String {
    let hukou = match read.value(K::Hukou) {
        Some(FactValue::Hukou(hukou)) => Some(hukou),
        _ => None,
    };
    match (read.0.code, read.met()) {
        (R::IdentityMismatch, true) => {
            let agree = match read.number(K::People) {
                0 | 1 => "The particulars agree with the register".to_owned(),
                people => format!("The particulars of all {people} people agree with the register"),
            };
            match hukou {
                Some(HouseholdHukou::Local) => {
                    format!("{agree}; the household has a Beijing hukou.")
                }
                Some(HouseholdHukou::StudentCollective) => {
                    format!("{agree}; the hukou is a Beijing school's collective one.")
                }
                Some(HouseholdHukou::NonLocal) => {
                    format!("{agree}; the household has no Beijing hukou.")
                }
                None => format!("{agree}."),
            }
        }
        (R::IdentityMismatch, false) => {
            match read.fact(K::IdentityAgrees).and_then(|fact| fact.who) {
                Some(Who::Spouse) => {
                    "The spouse's name, document or date of birth differs from the register."
                        .to_owned()
                }
                Some(Who::Child(n)) => format!(
                    "The particulars of child {n}, or who its parents are, differ from the register."
                ),
                Some(Who::Applicant) | None => {
                    "The applicant's name, document or date of birth differs from the register."
                        .to_owned()
                }
            }
        }
        (R::MemberNotAsOnRecord, _) => {
            let who = match read.fact(K::IdentityAgrees).and_then(|fact| fact.who) {
                Some(Who::Applicant) => "The applicant".to_owned(),
                Some(Who::Child(n)) => format!("Child {n}"),
                Some(Who::Spouse) | None => "The spouse".to_owned(),
            };
            format!(
                "{who} is not on record as filled in. To protect other people it is not told which \
                 answer differs: check each."
            )
        }
        (R::MarriageMismatch, true) => {
            format!(
                "The marital status agrees with the register: {}.",
                status(read)
            )
        }
        (R::MarriageMismatch, false) => {
            "The marital status or the spouse differs from the register.".to_owned()
        }
        (_, true) => "At least one spouse has a Beijing hukou.".to_owned(),
        (_, false) if hukou == Some(HouseholdHukou::StudentCollective) => {
            "The Beijing hukou is a school's collective one, which is checked as non-local."
                .to_owned()
        }
        (_, false) => "Neither the applicant nor the spouse has a Beijing hukou.".to_owned(),
    }
}

fn status(read: &Read<'_>) -> &'static str {
    match read.value(K::MaritalStatus) {
        Some(FactValue::MaritalStatus(MaritalStatus::Married)) => "married",
        Some(FactValue::MaritalStatus(MaritalStatus::Divorced)) => "divorced",
        Some(FactValue::MaritalStatus(MaritalStatus::Widowed)) => "widowed",
        _ => "single",
    }
}

fn permit(read: &Read<'_>) -> String {
    match (read.0.code, read.met()) {
        (R::WorkResidencePermitInvalid, met) => match read.day(K::WorkResidencePermitValidTo) {
            Some(last) if met => {
                format!(
                    "The work-residence permit is valid until {}.",
                    day(last, EN)
                )
            }
            Some(last) => format!("The work-residence permit ran out on {}.", day(last, EN)),
            None => "No valid work-residence permit is on record.".to_owned(),
        },
        (R::NotStationedInBeijing, true) => "The unit is stationed in Beijing.".to_owned(),
        (R::NotStationedInBeijing, false) => {
            "No service with a unit stationed in Beijing is on record.".to_owned()
        }
        (_, true) => "There is a valid Beijing residence permit.".to_owned(),
        (_, false) => "No valid Beijing residence permit is on record.".to_owned(),
    }
}

fn stay(read: &Read<'_>) -> String {
    let text = match (read.0.code, read.met()) {
        (R::NotInMainland, true) => "By the entry records the applicant is in the mainland.",
        (R::NotInMainland, false) => {
            "By the entry records the applicant is not in the mainland at present."
        }
        (R::NoLodgingRegistration, true) => "Temporary lodging is registered.",
        (R::NoLodgingRegistration, false) => "No temporary lodging is registered.",
        (R::NoOverseasChineseCert, true) => {
            "The overseas-Chinese office has certified the applicant."
        }
        (R::NoOverseasChineseCert, false) => {
            "There is no certification of the overseas-Chinese office."
        }
        (R::LessThanOneYear, _) => {
            let months = many(read.number(K::MonthsOfWork), "month");
            return format!(
                "{months} of work in Beijing; {} are needed.",
                read.required()
            );
        }
        _ => match read.value(K::StayPermit) {
            Some(FactValue::StayPermit(StayPermit::Work)) => {
                "There is a residence permit for work."
            }
            Some(FactValue::StayPermit(StayPermit::PermanentResidenceCard)) => {
                "There is a permanent-residence card."
            }
            Some(FactValue::StayPermit(StayPermit::Study)) => {
                "The residence permit is for study; one for work or a permanent-residence card is needed."
            }
            Some(FactValue::StayPermit(StayPermit::Other)) => {
                "The visa or residence permit is of another kind; one for work or a permanent-residence card is needed."
            }
            _ => "Neither a residence permit for work nor a permanent-residence card is on record.",
        },
    };
    text.to_owned()
}

fn divorce(read: &Read<'_>) -> String {
    let Some(date) = read.day(K::DivorceDay) else {
        return "No divorce that matters is on record.".to_owned();
    };
    let date = day(date, EN);
    let homes = many(read.number(K::FormerFamilyHomes), "home");
    let cap = read.cap_number();
    if !read.met() {
        format!(
            "Divorced on {date}; the family had {homes} and had so reached its cap of {cap}: for \
             three years neither party may buy."
        )
    } else if read.fact(K::FormerFamilyHomes).is_some() {
        format!("Divorced on {date}; the family had {homes}, below its cap of {cap}.")
    } else {
        format!("Divorced on {date}; the restriction after a divorce does not apply.")
    }
}

fn tongzhou(read: &Read<'_>) -> String {
    if read.fact(K::TongzhouEmployed).is_none() {
        return "The household has no home in Beijing: Tongzhou asks nothing further.".to_owned();
    }
    let hukou = many(read.number(K::TongzhouHukouMonths), "month");
    let paid = many(read.number(K::TongzhouContributionMonths), "month");
    match (read.0.code, read.met()) {
        (R::Tongzhou3y, _) => format!(
            "{hukou} of hukou and {paid} of consecutive contributions in Tongzhou; {} of one of \
             them are needed.",
            read.required()
        ),
        (_, true) => "There is hukou or employment in Tongzhou.".to_owned(),
        (_, false) => {
            "A home in Tongzhou needs hukou or employment there; neither is on record.".to_owned()
        }
    }
}

fn owns(read: &Read<'_>) -> String {
    let (what, number) = if read.0.code == R::OwnsCommercial {
        ("commercial unit", read.number(K::CommercialUnits))
    } else {
        ("home", read.counted().1)
    };
    let counted = many(number, what);
    if number == 0 {
        format!("No {what} in Beijing is on record.")
    } else if read.met() {
        format!("{counted} in Beijing on record.")
    } else {
        format!("{counted} in Beijing on record; there must be none.")
    }
}

fn quota(read: &Read<'_>) -> String {
    let (counted, used) = read.counted();
    let homes = many(used, "home");
    let place = match counted {
        Counted::NewPurchases => "newly bought since 1 May 2010",
        Counted::City => "in Beijing",
        Counted::Inside => "inside the fifth ring",
        Counted::Outside => "outside the fifth ring",
    };
    if read.cap() == Some(Cap::Unlimited) {
        return format!("{homes} {place}, where there is no cap.");
    }
    let cap = read.cap_number();
    let limit = if read.counts_children() {
        "the cap for two or more children"
    } else if read.counts_extra() {
        "the cap with the extra home outside"
    } else {
        "the cap"
    };
    let found = if read.met() {
        format!("{homes} {place}, below {limit} of {cap}")
    } else {
        format!("{homes} {place}: {limit} of {cap} is reached")
    };
    if read.0.code == R::MultiChildUncertain {
        let (minors, adults) = (read.number(K::MinorChildren), read.number(K::AdultChildren));
        format!(
            "{found}; of the children {minors} are minors and {adults} adults. The notice does not \
             say whether adults count, so a person reviews it."
        )
    } else {
        format!("{found}.")
    }
}
