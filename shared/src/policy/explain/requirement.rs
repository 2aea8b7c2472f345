//! What a rule requires, as one sentence: the rule alone, where the sentence of a version tells of
//! everything that the version changed.

use super::read::{Counted, Read, is_tax};
use super::reference::rule;
use crate::dates::day;
use crate::policy::decision::reason::ReasonCode as R;
use crate::policy::decision::{Cap, Finding};
use crate::policy::facts::ledger::Basis;
use crate::policy::policies::Policies;
use crate::values::Lang;

/// What the rule of a finding requires. Where the rule is that something is not covered, it is told
/// in the words of its version.
#[must_use]
pub fn requirement(finding: &Finding, policies: &Policies, lang: Lang) -> String {
    let read = Read(finding);
    let own = match lang {
        Lang::Zh => zh(&read),
        Lang::En => en(&read),
    };
    own.or_else(|| rule(finding.reference, policies, lang).map(str::to_owned))
        .unwrap_or_default()
}

fn zh(read: &Read<'_>) -> Option<String> {
    let required = read.required();
    Some(match read.0.code {
        R::IdentityMismatch => "身份信息须与公安登记一致。".to_owned(),
        R::MarriageMismatch => "婚姻状况和配偶须与民政登记一致。".to_owned(),
        R::MemberNotAsOnRecord => "家庭成员的身份、婚姻和亲子关系须与登记一致。".to_owned(),
        R::HukouNotLocal => "夫妻至少一方须有北京市户籍，学校集体户口不计。".to_owned(),
        R::WorkResidencePermitInvalid => "须持有有效的北京市工作居住证。".to_owned(),
        R::NotStationedInBeijing => "须为驻京部队现役军人或现役武警。".to_owned(),
        R::NewBuildEntitiesOnly | R::UnitSaleUnknown => match read.before() {
            None => "在建、在售的商办项目只售单位。".to_owned(),
            Some(before) => format!(
                "个人只能购买 {}之前已首次出售的商办项目的二手房。",
                day(before, Lang::Zh)
            ),
        },
        R::NotInMainland => "申请时须在境内。".to_owned(),
        R::NoLodgingRegistration => "须办理临时住宿登记。".to_owned(),
        R::NoOverseasChineseCert => "华侨须有侨务部门的身份认定。".to_owned(),
        R::NoWorkVisaOrPr => "须持工作类居留许可或永久居留身份证。".to_owned(),
        R::LessThanOneYear => format!("须在京工作满 {required} 个月。"),
        R::NoTempResidencePermit => "非本市户籍家庭须持有有效的北京市居住证。".to_owned(),
        R::Divorce3y => {
            "离异前家庭的住房套数已达该家庭上限的，自离异之日起 3 年内不得在京购买。".to_owned()
        }
        R::OwnsHome => "须在京没有住房。".to_owned(),
        R::OwnsCommercial => "须在京没有商办类房产。".to_owned(),
        R::StudentCollectiveHukou
        | R::ContributionShort
        | R::BackpayNotRecognised
        | R::GapTooLong
        | R::NewestMonthNotPosted
        | R::BackpayGroundUnclear
        | R::GapRuleUnclear => contributions_zh(read, required),
        R::Tongzhou3y => format!(
            "在通州购房须落户通州或在通州连续缴费满 {required} 个月，没有住房的本市户籍家庭除外。"
        ),
        R::TongzhouRider => "在通州购房须有当地户籍或劳动关系。".to_owned(),
        R::QuotaFull | R::MultiChildUncertain => quota_zh(read)?,
        R::BeforeRule
        | R::SingleStoreyHouseNotCovered
        | R::GiftParentToChild
        | R::CannotTell
        | R::Ok => return None,
    })
}

fn contributions_zh(read: &Read<'_>, required: u16) -> String {
    let what = if is_tax(read.0.check) {
        "个人所得税"
    } else {
        "社会保险"
    };
    let Some(strip) = &read.0.months else {
        return format!("须连续缴纳{what}满 {required} 个月。");
    };
    if strip.basis == Basis::Years {
        return format!("申请前 {required} 年内每年都须有{what}缴纳记录。");
    }
    let mut text = format!("须从申请月的上一个月起往前连续缴纳{what}满 {required} 个月");
    if strip.missing_tolerated > 0 {
        text.push_str(&format!(
            "，断缴、补缴合计不超过 {} 个月的视为连续",
            strip.missing_tolerated
        ));
    } else if let Some(late) = strip.back_paid_tolerated.filter(|late| *late > 0) {
        text.push_str(&format!("，因工作调动补缴不超过 {late} 个月的有效"));
    }
    text + "。"
}

fn quota_zh(read: &Read<'_>) -> Option<String> {
    let where_to = match read.counted().0 {
        Counted::NewPurchases => "新购住房",
        Counted::City => "在京住房",
        Counted::Inside => "五环内住房",
        Counted::Outside => "五环外住房",
    };
    Some(match read.cap()? {
        Cap::Unlimited => format!("{where_to}不限套数。"),
        Cap::Homes(cap) => {
            let more = if read.counts_children() {
                "，含多子女家庭增加的套数"
            } else {
                ""
            };
            format!("{where_to}最多 {cap} 套（含拟购的一套）{more}。")
        }
    })
}

fn en(read: &Read<'_>) -> Option<String> {
    let required = read.required();
    Some(match read.0.code {
        R::IdentityMismatch => {
            "The particulars have to agree with the population register.".to_owned()
        }
        R::MemberNotAsOnRecord => {
            "Identity, marriage and parentage of the household have to be as on record.".to_owned()
        }
        R::MarriageMismatch => {
            "Marital status and spouse have to agree with the civil-affairs register.".to_owned()
        }
        R::HukouNotLocal => {
            "One of the spouses needs a Beijing hukou; a school's collective hukou does not count."
                .to_owned()
        }
        R::WorkResidencePermitInvalid => "A valid work-residence permit is needed.".to_owned(),
        R::NotStationedInBeijing => {
            "Active service with troops stationed in Beijing is needed.".to_owned()
        }
        R::NewBuildEntitiesOnly | R::UnitSaleUnknown => match read.before() {
            None => "Commercial units on sale by a developer go to organisations only.".to_owned(),
            Some(before) => format!(
                "A person may buy resale units only that were first sold before {}.",
                day(before, Lang::En)
            ),
        },
        R::NotInMainland => "The applicant has to be in the mainland.".to_owned(),
        R::NoLodgingRegistration => "Temporary lodging has to be registered.".to_owned(),
        R::NoOverseasChineseCert => {
            "Overseas Chinese need the certificate of the overseas-Chinese office.".to_owned()
        }
        R::NoWorkVisaOrPr => {
            "A work-type residence permit or a permanent-residence card is needed.".to_owned()
        }
        R::LessThanOneYear => format!("{required} months of work in Beijing are needed."),
        R::NoTempResidencePermit => {
            "A non-local household needs a valid Beijing residence permit.".to_owned()
        }
        R::Divorce3y => "If the former family had reached its cap, neither party may buy for 3 years from the divorce.".to_owned(),
        R::OwnsHome => "No home in Beijing may be owned.".to_owned(),
        R::OwnsCommercial => "No commercial unit in Beijing may be owned.".to_owned(),
        R::StudentCollectiveHukou
        | R::ContributionShort
        | R::BackpayNotRecognised
        | R::GapTooLong
        | R::NewestMonthNotPosted
        | R::BackpayGroundUnclear
        | R::GapRuleUnclear => contributions_en(read, required),
        R::Tongzhou3y => format!(
            "In Tongzhou {required} months of hukou or of consecutive contributions there are needed; a local household without a home needs none."
        ),
        R::TongzhouRider => "In Tongzhou a hukou or employment there is needed.".to_owned(),
        R::QuotaFull | R::MultiChildUncertain => quota_en(read)?,
        R::BeforeRule
        | R::SingleStoreyHouseNotCovered
        | R::GiftParentToChild
        | R::CannotTell
        | R::Ok => return None,
    })
}

fn contributions_en(read: &Read<'_>, required: u16) -> String {
    let what = if is_tax(read.0.check) {
        "income tax"
    } else {
        "social insurance"
    };
    let Some(strip) = &read.0.months else {
        return format!("{required} consecutive months of {what} are needed.");
    };
    if strip.basis == Basis::Years {
        return format!("Each of the {required} years before needs a record of {what}.");
    }
    let mut text = format!(
        "{required} consecutive months of {what} are needed, counted back from the month before the application"
    );
    if strip.missing_tolerated > 0 {
        text.push_str(&format!(
            "; up to {} missing or late months do not break them",
            strip.missing_tolerated
        ));
    } else if let Some(late) = strip.back_paid_tolerated.filter(|late| *late > 0) {
        text.push_str(&format!(
            "; up to {late} months paid late after a change of employer count"
        ));
    }
    text + "."
}

fn quota_en(read: &Read<'_>) -> Option<String> {
    let homes = match read.counted().0 {
        Counted::NewPurchases => "Newly bought homes",
        Counted::City => "Homes in Beijing",
        Counted::Inside => "Homes inside the fifth ring",
        Counted::Outside => "Homes outside the fifth ring",
    };
    Some(match read.cap()? {
        Cap::Unlimited => format!("{homes} are not limited in number."),
        Cap::Homes(cap) => {
            let more = if read.counts_children() {
                ", with the one more for families with several children"
            } else {
                ""
            };
            format!("{homes} are limited to {cap}, the one to be bought included{more}.")
        }
    })
}
