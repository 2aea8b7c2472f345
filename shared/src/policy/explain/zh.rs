//! The sentences in Simplified Chinese.

use super::phrases::{missing_months, unposted_months};
use super::read::{Counted, Read, is_tax, row_code};
use super::reasons::reason;
use crate::dates::{day, month};
use crate::household::{HouseholdHukou, Who};
use crate::policy::decision::Cap;
use crate::policy::decision::calendar::MonthStrip;
use crate::policy::decision::reason::ReasonCode as R;
use crate::policy::facts::evidence::{FactKind as K, FactValue};
use crate::policy::facts::ledger::{Basis, ContributionKind};
use crate::registry::{MaritalStatus, StayPermit};
use crate::values::Lang;

const ZH: Lang = Lang::Zh;

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
        | R::GapRuleUnclear => contributions(read),
        R::Tongzhou3y | R::TongzhouRider => tongzhou(read),
        R::OwnsHome | R::OwnsCommercial => owns(read),
        R::QuotaFull | R::MultiChildUncertain => quota(read),
        R::CannotTell | R::Ok => reason(read.0.code, ZH).to_owned(),
    }
}

fn scope(read: &Read<'_>) -> String {
    match read.begins().map(|from| day(from, ZH)) {
        Some(from) if read.0.code == R::SingleStoreyHouseNotCovered => {
            format!("住宅平房自 {from}起才纳入核验，此前的购买不需要核验。")
        }
        Some(from) => format!("这项规定自 {from}起才施行，此前的购买不需要核验。"),
        None => "父母将住房赠与成年子女，不再核验子女的购房资格。".to_owned(),
    }
}

fn sale(read: &Read<'_>) -> String {
    let Some(before) = read.before().map(|before| day(before, ZH)) else {
        return "在建、在售的商办项目只售单位，个人只能购买已售项目的二手房。".to_owned();
    };
    let what = if read.value(K::UnitInTongzhou) == Some(FactValue::Yes(true)) {
        "通州区的这一商办项目"
    } else {
        "这一商办项目"
    };
    match read.day(K::UnitFirstSold).map(|sold| day(sold, ZH)) {
        // Told without a day, as whether it was before one that counts.
        Some(_) if !read.is_on_record(K::UnitFirstSold) => match read.met() {
            true => format!("按填写的时间，{what}在 {before}之前首次出售，个人可以购买。"),
            false => format!("按填写的时间，{what}在 {before}或以后首次出售，只能售给单位。"),
        },
        Some(sold) if read.met() => {
            format!("{what}首次出售于 {sold}，在 {before}之前，个人可以购买。")
        }
        Some(sold) => {
            format!("{what}首次出售于 {sold}；{before}（含）以后首次出售的，转让时也只能售给单位。")
        }
        None => format!("查不到{what}首次出售的日期，无法确定是否在 {before}之前，由人工核验。"),
    }
}

fn person(read: &Read<'_>) -> String {
    let hukou = match read.value(K::Hukou) {
        Some(FactValue::Hukou(hukou)) => Some(hukou),
        _ => None,
    };
    match (read.0.code, read.met()) {
        (R::IdentityMismatch, true) => {
            let people = read.number(K::People);
            let agree = if people > 1 {
                format!("家庭 {people} 人的身份信息与登记一致")
            } else {
                "身份信息与登记一致".to_owned()
            };
            match hukou {
                Some(HouseholdHukou::Local) => format!("{agree}，家庭中有本市户籍。"),
                Some(HouseholdHukou::StudentCollective) => {
                    format!("{agree}，户籍为本市学校集体户口。")
                }
                Some(HouseholdHukou::NonLocal) => format!("{agree}，家庭中没有本市户籍。"),
                None => format!("{agree}。"),
            }
        }
        (R::IdentityMismatch, false) => {
            match read.fact(K::IdentityAgrees).and_then(|fact| fact.who) {
                Some(Who::Spouse) => "配偶的姓名、证件或出生日期与登记不一致。".to_owned(),
                Some(Who::Child(n)) => format!("第 {n} 名子女的身份信息或亲子关系与登记不一致。"),
                Some(Who::Applicant) | None => {
                    "申请人的姓名、证件或出生日期与登记不一致。".to_owned()
                }
            }
        }
        (R::MemberNotAsOnRecord, _) => {
            let who = match read.fact(K::IdentityAgrees).and_then(|fact| fact.who) {
                Some(Who::Applicant) => "申请人".to_owned(),
                Some(Who::Child(n)) => format!("第 {n} 名子女"),
                Some(Who::Spouse) | None => "配偶".to_owned(),
            };
            format!("填写的{who}信息与登记不一致。为保护他人信息，不指明是哪一项，请逐项核对。")
        }
        (R::MarriageMismatch, true) => {
            format!("婚姻状况与登记一致：{}。", status(read))
        }
        (R::MarriageMismatch, false) => "填报的婚姻状况或配偶与登记不一致。".to_owned(),
        (_, true) => "家庭中至少一方为本市户籍。".to_owned(),
        (_, false) if hukou == Some(HouseholdHukou::StudentCollective) => {
            "本市户籍为学校集体户口，购房时按非本市户籍家庭核验。".to_owned()
        }
        (_, false) => "申请人及配偶均没有本市户籍。".to_owned(),
    }
}

fn status(read: &Read<'_>) -> &'static str {
    match read.value(K::MaritalStatus) {
        Some(FactValue::MaritalStatus(MaritalStatus::Married)) => "已婚",
        Some(FactValue::MaritalStatus(MaritalStatus::Divorced)) => "离异",
        Some(FactValue::MaritalStatus(MaritalStatus::Widowed)) => "丧偶",
        _ => "未婚",
    }
}

fn permit(read: &Read<'_>) -> String {
    match (read.0.code, read.met()) {
        (R::WorkResidencePermitInvalid, met) => match read.day(K::WorkResidencePermitValidTo) {
            Some(last) if met => format!("《北京市工作居住证》有效期至 {}。", day(last, ZH)),
            Some(last) => format!("《北京市工作居住证》已于 {}到期。", day(last, ZH)),
            None => "没有《北京市工作居住证》的有效登记。".to_owned(),
        },
        (R::NotStationedInBeijing, true) => "所在部队驻京。".to_owned(),
        (R::NotStationedInBeijing, false) => "没有驻京部队的现役记录。".to_owned(),
        (_, true) => "持有有效的北京市居住证。".to_owned(),
        (_, false) => "没有有效的北京市居住证登记。".to_owned(),
    }
}

fn stay(read: &Read<'_>) -> String {
    let text = match (read.0.code, read.met()) {
        (R::NotInMainland, true) => "出入境记录显示申请人在境内。",
        (R::NotInMainland, false) => "出入境记录显示申请人目前不在境内。",
        (R::NoLodgingRegistration, true) => "已办理临时住宿登记。",
        (R::NoLodgingRegistration, false) => "没有有效的临时住宿登记。",
        (R::NoOverseasChineseCert, true) => "已取得侨务部门的华侨认证。",
        (R::NoOverseasChineseCert, false) => "没有侨务部门的华侨认证。",
        (R::LessThanOneYear, _) => {
            let (months, required) = (read.number(K::MonthsOfWork), read.required());
            return format!("在京工作 {months} 个月，要求满 {required} 个月。");
        }
        _ => match read.value(K::StayPermit) {
            Some(FactValue::StayPermit(StayPermit::Work)) => "持有工作类居留许可。",
            Some(FactValue::StayPermit(StayPermit::PermanentResidenceCard)) => {
                "持有外国人永久居留身份证。"
            }
            Some(FactValue::StayPermit(StayPermit::Study)) => {
                "居留许可为学习类；购房要求工作类居留许可或永久居留身份证。"
            }
            Some(FactValue::StayPermit(StayPermit::Other)) => {
                "签证或居留许可为其他类别；购房要求工作类居留许可或永久居留身份证。"
            }
            _ => "没有工作类居留许可或永久居留身份证的记录。",
        },
    };
    text.to_owned()
}

fn divorce(read: &Read<'_>) -> String {
    let Some(date) = read.day(K::DivorceDay) else {
        return "没有受限的离婚记录。".to_owned();
    };
    let date = day(date, ZH);
    let (homes, cap) = (read.number(K::FormerFamilyHomes), read.cap_number());
    if !read.met() {
        format!(
            "{date}离婚，原家庭当时有住房 {homes} 套，已达限购的 {cap} 套；自离婚之日起 3 年内双方均不得购房。"
        )
    } else if read.fact(K::FormerFamilyHomes).is_some() {
        format!("{date}离婚，原家庭当时有住房 {homes} 套，未达限购的 {cap} 套。")
    } else {
        format!("{date}离婚，不受离婚年限的限制。")
    }
}

fn contributions(read: &Read<'_>) -> String {
    let Some(strip) = &read.0.months else {
        return reason(read.0.code, ZH).to_owned();
    };
    let what = if is_tax(read.0.check) {
        "个人所得税"
    } else {
        "社会保险"
    };
    let who = if strip.who == Who::Spouse {
        "配偶的"
    } else {
        ""
    };
    let found = if strip.basis == Basis::Years {
        let (row, required) = (strip.row, strip.required);
        format!(
            "{who}{what}在申请年之前的 {required} 个自然年中有 {row} 年有记录，要求每年至少 1 次。"
        )
    } else if read.0.code == R::NewestMonthNotPosted {
        unposted(read, strip, &format!("{who}{what}"))
    } else if read.met() {
        carried(strip, &format!("{who}{what}"))
    } else {
        broken(read, strip, &format!("{who}{what}"))
    };
    if read.0.code == R::StudentCollectiveHukou {
        format!("学校集体户口按非本市户籍核验。{found}")
    } else {
        found
    }
}

fn carried(strip: &MonthStrip, what: &str) -> String {
    let (required, last) = (strip.required, month(strip.last(), ZH));
    let spared = strip.missing() + strip.back_paid();
    if spared == 0 {
        format!("{what}截至 {last}连续缴纳满 {required} 个月。")
    } else {
        format!("{what}截至 {last}的 {required} 个月中有 {spared} 个月未缴或补缴，按规定视为连续。")
    }
}

fn unposted(read: &Read<'_>, strip: &MonthStrip, what: &str) -> String {
    let first = strip.first_unposted().unwrap_or_else(|| strip.last());
    let (posted, awaited) = (month(first.plus(-1), ZH), unposted_months(strip, ZH));
    let by = read.posted_by().map(|by| day(by, ZH));
    let by = by.map_or_else(String::new, |by| format!("，一般不晚于 {by}"));
    format!("{what}的记录到 {posted}为止；{awaited}尚未入账{by}，入账后才能判断。")
}

fn broken(read: &Read<'_>, strip: &MonthStrip, what: &str) -> String {
    let (required, row, last) = (strip.required, strip.row, month(strip.last(), ZH));
    let code = row_code(read.0, strip);
    if code == R::ContributionShort && row == 0 {
        format!("{what}截至 {last}没有连续的缴费记录，要求连续 {required} 个月。")
    } else if code == R::ContributionShort {
        let short = required.saturating_sub(row);
        let first = month(strip.row_begins(), ZH);
        format!(
            "{what}从 {first}到 {last}连续缴纳 {row} 个月，要求 {required} 个月，还差 {short} 个月。"
        )
    } else if code == R::BackpayNotRecognised {
        let late = strip.back_paid();
        let tolerated = strip.back_paid_tolerated.unwrap_or(0);
        format!(
            "{what}截至 {last}的 {required} 个月中有 {late} 个月为补缴；只认可工作调转后补缴不超过 {tolerated} 个月的。"
        )
    } else if code == R::BackpayGroundUnclear {
        let late = strip.late_on_another_ground();
        format!(
            "{what}截至 {last}的 {required} 个月中有 {late} 个月不是因工作调转而补缴；能否计入说法不一，由人工核验。"
        )
    } else if code == R::GapRuleUnclear {
        let unclear = strip.missing() + strip.back_paid();
        format!(
            "{what}截至 {last}的 {required} 个月中有 {unclear} 个月未缴或补缴；政策没有写明能否视为连续，由人工核验。"
        )
    } else {
        format!("{what}截至 {last}的 {required} 个月中，{}。", gaps(strip))
    }
}

/// Which months are missing or late, and how many would be tolerated.
fn gaps(strip: &MonthStrip) -> String {
    let mut parts = Vec::new();
    let missing = missing_months(strip, ZH);
    if !missing.is_empty() {
        parts.push(format!("{missing}没有缴费记录"));
    }
    if strip.kind == ContributionKind::IncomeTax && strip.back_paid() > 0 {
        parts.push(format!("{} 个月为补缴", strip.back_paid()));
    }
    if strip.missing_tolerated > 0 {
        parts.push(format!(
            "超过可以视为连续的 {} 个月",
            strip.missing_tolerated
        ));
    }
    parts.join("，")
}

fn tongzhou(read: &Read<'_>) -> String {
    if read.fact(K::TongzhouEmployed).is_none() {
        return "家庭在京没有住房，在通州购房没有附加条件。".to_owned();
    }
    let hukou = read.number(K::TongzhouHukouMonths);
    let paid = read.number(K::TongzhouContributionMonths);
    match (read.0.code, read.met()) {
        (R::Tongzhou3y, _) => {
            let required = read.required();
            format!(
                "落户通州 {hukou} 个月，在通州连续缴费 {paid} 个月，要求其中一项满 {required} 个月。"
            )
        }
        (_, true) => "在通州有户籍或劳动关系。".to_owned(),
        (_, false) => "在通州购房要求有当地户籍或劳动关系，记录中均没有。".to_owned(),
    }
}

fn owns(read: &Read<'_>) -> String {
    let (what, number) = if read.0.code == R::OwnsCommercial {
        ("商办类房产", read.number(K::CommercialUnits))
    } else {
        ("住房", read.counted().1)
    };
    if number == 0 {
        format!("在京没有{what}。")
    } else if read.met() {
        format!("在京有{what} {number} 套。")
    } else {
        format!("在京有{what} {number} 套，要求在京没有{what}。")
    }
}

fn quota(read: &Read<'_>) -> String {
    let (counted, used) = read.counted();
    let place = match counted {
        Counted::NewPurchases => "自 2010 年 5 月 1 日起新购住房",
        Counted::City => "在京有住房",
        Counted::Inside => "五环内有住房",
        Counted::Outside => "五环外有住房",
    };
    if read.cap() == Some(Cap::Unlimited) {
        return format!("{place} {used} 套，五环外不限套数。");
    }
    let cap = read.cap_number();
    let limit = if read.counts_children() {
        "二孩及以上家庭上限"
    } else if read.counts_extra() {
        "含五环外增购名额的上限"
    } else {
        "上限"
    };
    let state = if read.met() { "未达" } else { "已达" };
    let found = format!("{place} {used} 套，{state}{limit} {cap} 套");
    if read.0.code == R::MultiChildUncertain {
        let (minors, adults) = (read.number(K::MinorChildren), read.number(K::AdultChildren));
        format!(
            "{found}；有未成年子女 {minors} 人、成年子女 {adults} 人，政策没有写明成年子女是否计入多子女家庭，由人工核验。"
        )
    } else {
        format!("{found}。")
    }
}
