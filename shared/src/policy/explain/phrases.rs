//! Headings, topics and the words for a strip of months.

use crate::dates::month;
use crate::policy::decision::calendar::MonthStrip;
use crate::policy::decision::{Check, Decision, Outcome};
use crate::policy::facts::evidence::FactKind;
use crate::policy::facts::ledger::Basis;
use crate::policy::facts::months::MonthStatus;
use crate::purchase::{Module, Place};
use crate::values::Lang;

pub(super) fn headline_zh(decision: &Decision) -> &'static str {
    use Outcome as O;
    if not_as_on_record(decision) {
        return "填写的信息与登记不一致，请先核对";
    }
    match (decision.outcome, decision.module, decision.purchase.place) {
        (O::Eligible, Module::Commercial, _) => "可以购买这处商办类房产",
        (O::Eligible, Module::Residential, Some(Place::InsideFifthRing)) => "可以购买五环内住宅",
        (O::Eligible, Module::Residential, Some(Place::OutsideFifthRing)) => "可以购买五环外住宅",
        (O::Eligible, Module::Residential, Some(Place::Tongzhou)) => "可以购买通州区住宅",
        (O::Eligible, Module::Residential, None) => "可以购买住宅",
        (O::Ineligible, Module::Commercial, _) if decision.is_about_the_unit() => {
            "这处商办类房产，个人不能购买"
        }
        (O::Ineligible, Module::Commercial, _) => "暂不能购买商办类房产",
        (O::Ineligible, Module::Residential, Some(Place::InsideFifthRing)) => {
            "暂不能购买五环内住宅"
        }
        (O::Ineligible, Module::Residential, Some(Place::OutsideFifthRing)) => {
            "暂不能购买五环外住宅"
        }
        (O::Ineligible, Module::Residential, Some(Place::Tongzhou)) => "暂不能购买通州区住宅",
        (O::Ineligible, Module::Residential, None) => "暂不能购买住宅",
        (O::ManualReview, _, _) => "需要人工核验",
        (O::NotChecked, _, _) => "这次购买不需要核验",
        (O::CannotTell, _, _) => "还有信息待核对",
    }
}

/// Whether it says no more than that people are not as on record: nobody looked at whether the
/// household may buy.
fn not_as_on_record(decision: &Decision) -> bool {
    decision.outcome == Outcome::Ineligible && decision.reason.is_mismatch()
}

pub(super) fn headline_en(decision: &Decision) -> &'static str {
    use Outcome as O;
    if not_as_on_record(decision) {
        return "What was filled in differs from the register: check it first";
    }
    match (decision.outcome, decision.module, decision.purchase.place) {
        (O::Eligible, Module::Commercial, _) => "You may buy this commercial unit",
        (O::Eligible, Module::Residential, Some(Place::InsideFifthRing)) => {
            "You may buy a home inside the fifth ring"
        }
        (O::Eligible, Module::Residential, Some(Place::OutsideFifthRing)) => {
            "You may buy a home outside the fifth ring"
        }
        (O::Eligible, Module::Residential, Some(Place::Tongzhou)) => {
            "You may buy a home in Tongzhou"
        }
        (O::Eligible, Module::Residential, None) => "You may buy a home",
        (O::Ineligible, Module::Commercial, _) if decision.is_about_the_unit() => {
            "A person may not buy this commercial unit"
        }
        (O::Ineligible, Module::Commercial, _) => "You may not buy a commercial unit for now",
        (O::Ineligible, Module::Residential, Some(Place::InsideFifthRing)) => {
            "You may not buy a home inside the fifth ring for now"
        }
        (O::Ineligible, Module::Residential, Some(Place::OutsideFifthRing)) => {
            "You may not buy a home outside the fifth ring for now"
        }
        (O::Ineligible, Module::Residential, Some(Place::Tongzhou)) => {
            "You may not buy a home in Tongzhou for now"
        }
        (O::Ineligible, Module::Residential, None) => "You may not buy a home for now",
        (O::ManualReview, _, _) => "A person has to review this",
        (O::NotChecked, _, _) => "This purchase needs no check",
        (O::CannotTell, _, _) => "Something is not known yet",
    }
}

/// What a finding is about that lacks a fact.
pub(super) fn topic(check: Check, missing: Option<FactKind>, lang: Lang) -> &'static str {
    let (zh, en) = match (missing, check) {
        (Some(FactKind::MinorChildren), _) => ("未成年子女人数", "the number of minor children"),
        (Some(FactKind::TalentCertified), _) => ("人才认定", "the certification as talent"),
        (Some(FactKind::FormerFamilyHomes), _) => {
            ("离婚前家庭的住房套数", "the homes of the former family")
        }
        (Some(FactKind::DivorceDay), _) => ("离婚记录", "the record of divorces"),
        (Some(FactKind::InMainland), _) => ("入境情况", "the presence in the mainland"),
        (Some(FactKind::LodgingRegistered), _) => ("临时住宿登记", "the registration of lodging"),
        (Some(FactKind::OverseasChineseCertified), _) => {
            ("华侨认证", "the certification as overseas Chinese")
        }
        (Some(FactKind::StayPermit), _) => ("居留许可", "the permission to stay"),
        (Some(FactKind::MonthsOfWork), _) => ("在京工作时间", "the time of work in Beijing"),
        (Some(FactKind::Hukou), Check::IdentityAndHukou) => ("户籍", "the hukou"),
        (Some(FactKind::UnitFirstSold), _) => (
            "该商办项目首次出售的日期",
            "when the commercial unit was first sold",
        ),
        (Some(FactKind::UnitInTongzhou), _) => (
            "该商办项目是否在通州区",
            "whether the commercial unit lies in Tongzhou",
        ),
        (_, Check::Scope) => ("核验范围", "whether a rule covers the purchase"),
        (_, Check::IdentityAndHukou) => ("身份信息", "the particulars"),
        (_, Check::Marriage) => ("婚姻状况", "the marriage"),
        (_, Check::WorkResidencePermit) => ("工作居住证", "the work-residence permit"),
        (_, Check::Military) => ("驻京情况", "where the unit is stationed"),
        (_, Check::Stay) => ("居留情况", "the stay"),
        (_, Check::ResidencePermit) => ("居住证", "the residence permit"),
        (_, Check::SocialInsurance | Check::IncomeTax) => {
            ("缴费月份", "the months of contributions")
        }
        (_, Check::Tongzhou) => ("与通州的联系", "the ties to Tongzhou"),
        (_, Check::Homes) => ("住房套数", "the number of homes"),
        (_, Check::CommercialUnits) => ("商办类房产", "the commercial units"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// A number with its noun in English: `1 month`, `2 months`.
pub(super) fn many(number: u16, one: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {one}s")
    }
}

/// The months of the row without a contribution, at most three by name.
pub(super) fn missing_months(strip: &MonthStrip, lang: Lang) -> String {
    let before = strip.months.len().saturating_sub(match strip.basis {
        Basis::Months => usize::from(strip.row),
        Basis::Years => strip.months.len(),
    });
    let mut names: Vec<String> = strip
        .iter()
        .skip(before)
        .filter(|m| matches!(m.status, MonthStatus::Missing | MonthStatus::Zero))
        .map(|m| month(m.month, lang))
        .collect();
    let more = names.len() > 3;
    names.truncate(3);
    match lang {
        Lang::Zh if more => format!("{}等", names.join("、")),
        Lang::Zh => names.join("、"),
        Lang::En if more => format!("{} and others", names.join(", ")),
        Lang::En => names.join(", "),
    }
}

/// The months that are not posted yet.
pub(super) fn unposted_months(strip: &MonthStrip, lang: Lang) -> String {
    let names: Vec<String> = strip
        .iter()
        .filter(|m| m.status == MonthStatus::NotPosted)
        .map(|m| month(m.month, lang))
        .collect();
    match lang {
        Lang::Zh => names.join("、"),
        Lang::En => names.join(", "),
    }
}

pub(super) fn strip(strip: &MonthStrip, lang: Lang) -> String {
    let (first, last) = (month(strip.first, lang), month(strip.last(), lang));
    let missing = strip
        .months
        .iter()
        .filter(|s| matches!(s, MonthStatus::Missing | MonthStatus::Zero))
        .count();
    let late = strip
        .months
        .iter()
        .filter(|s| matches!(s, MonthStatus::BackPaid | MonthStatus::BackPaidAfterChange))
        .count();
    let all = strip.months.len();
    let said = in_numbers(&first, &last, all, (missing, late), lang);
    match (unposted_months(strip, lang), lang) {
        (none, _) if none.is_empty() => said,
        (months, Lang::Zh) => format!("{said}；{months}尚未入账"),
        (months, Lang::En) => format!("{said}; not posted yet: {months}"),
    }
}

fn in_numbers(
    first: &str,
    last: &str,
    all: usize,
    (missing, late): (usize, usize),
    lang: Lang,
) -> String {
    match (lang, missing, late) {
        (Lang::Zh, 0, 0) => format!("{first}至{last}，{all} 个月均已缴纳"),
        (Lang::Zh, _, _) => {
            format!("{first}至{last}，共 {all} 个月，{missing} 个月无缴费，{late} 个月补缴")
        }
        (Lang::En, 0, 0) => format!("{first} to {last}: all {all} months paid"),
        (Lang::En, _, _) => {
            format!(
                "{first} to {last}: {all} months, {missing} without a contribution, {late} paid late"
            )
        }
    }
}
