//! The reasons as short sentences.

use crate::policy::decision::reason::ReasonCode;
use crate::values::Lang;

/// A reason as a short sentence.
#[must_use]
pub fn reason(code: ReasonCode, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => zh(code),
        Lang::En => en(code),
    }
}

fn zh(code: ReasonCode) -> &'static str {
    use ReasonCode as R;
    match code {
        R::BeforeRule => "当时还没有这项规定。",
        R::SingleStoreyHouseNotCovered => "当时住宅平房不在核验范围内。",
        R::GiftParentToChild => "父母赠与成年子女的住房不需要核验。",
        R::IdentityMismatch => "填写的身份信息与公安登记不一致，请先核对。",
        R::MarriageMismatch => "填写的婚姻信息与民政登记不一致，请先核对。",
        R::MemberNotAsOnRecord => "填写的家庭成员信息与登记不一致，请先核对。",
        R::HukouNotLocal => "家庭没有本市户籍。",
        R::WorkResidencePermitInvalid => "没有有效的工作居住证。",
        R::NewBuildEntitiesOnly => "该商办项目只能出售给单位。",
        R::NotStationedInBeijing => "没有驻京部队的现役记录。",
        R::NotInMainland => "申请人目前不在境内。",
        R::NoLodgingRegistration => "没有临时住宿登记。",
        R::NoOverseasChineseCert => "没有侨务部门的华侨认证。",
        R::NoWorkVisaOrPr => "没有工作类居留许可或永久居留身份证。",
        R::LessThanOneYear => "在京工作时间不够。",
        R::NoTempResidencePermit => "没有有效的北京市居住证。",
        R::Divorce3y => "离婚未满 3 年，且原家庭住房已达限购套数。",
        R::OwnsHome => "在京已有住房。",
        R::OwnsCommercial => "在京已有商办类房产。",
        R::StudentCollectiveHukou => "学校集体户口按非本市户籍核验，缴费记录不符合要求。",
        R::ContributionShort => "连续缴费月数不够。",
        R::BackpayNotRecognised => "补缴的月份不予认可。",
        R::GapTooLong => "要求的月份内有断缴。",
        R::Tongzhou3y => "在通州落户或连续缴费未满 3 年。",
        R::TongzhouRider => "在通州没有户籍或劳动关系。",
        R::QuotaFull => "住房套数已达上限。",
        R::GapRuleUnclear => "政策没有写明短期断缴、补缴能否视为连续。",
        R::NewestMonthNotPosted => "最近一个月的社会保险尚未入账，入账后才能判断。",
        R::BackpayGroundUnclear => "有月份不是因工作调转而补缴，能否计入说法不一。",
        R::UnitSaleUnknown => "查不到该商办项目首次出售的日期。",
        R::MultiChildUncertain => "政策没有写明成年子女是否计入二孩家庭。",
        R::CannotTell => "还有信息待核对。",
        R::Ok => "符合购买条件。",
    }
}

fn en(code: ReasonCode) -> &'static str {
    use ReasonCode as R;
    match code {
        R::BeforeRule => "There was no such rule yet.",
        R::SingleStoreyHouseNotCovered => "Single-storey houses were not covered then.",
        R::GiftParentToChild => "A parent's gift to an adult child needs no check.",
        R::IdentityMismatch => {
            "The particulars as filled in differ from the population register: check them first."
        }
        R::MarriageMismatch => {
            "The marriage as filled in differs from the civil-affairs register: check it first."
        }
        R::MemberNotAsOnRecord => {
            "A member of the household, as filled in, is not on record so: check what you typed first."
        }
        R::HukouNotLocal => "Nobody in the household has a Beijing hukou.",
        R::WorkResidencePermitInvalid => "There is no valid work-residence permit.",
        R::NewBuildEntitiesOnly => "This commercial unit goes to organisations only.",
        R::NotStationedInBeijing => {
            "There is no record of service with a unit stationed in Beijing."
        }
        R::NotInMainland => "The applicant is not in the mainland at present.",
        R::NoLodgingRegistration => "Temporary lodging is not registered.",
        R::NoOverseasChineseCert => "There is no certification of the overseas-Chinese office.",
        R::NoWorkVisaOrPr => {
            "There is neither a residence permit for work nor a permanent-residence card."
        }
        R::LessThanOneYear => "The time of work in Beijing is too short.",
        R::NoTempResidencePermit => "There is no valid Beijing residence permit.",
        R::Divorce3y => {
            "The divorce is less than three years ago and the former family had reached its cap."
        }
        R::OwnsHome => "There is a home in Beijing already.",
        R::OwnsCommercial => "There is a commercial unit in Beijing already.",
        R::StudentCollectiveHukou => {
            "A school's collective hukou is checked as non-local, and the contributions do not suffice."
        }
        R::ContributionShort => "The row of contributions is too short.",
        R::BackpayNotRecognised => "Months paid late are not recognised.",
        R::GapTooLong => "Months are missing within the required row.",
        R::Tongzhou3y => "Neither hukou nor contributions in Tongzhou reach three years.",
        R::TongzhouRider => "There is neither hukou nor employment in Tongzhou.",
        R::QuotaFull => "The household has as many homes as it may have.",
        R::GapRuleUnclear => "The notice does not say whether short gaps are tolerated.",
        R::NewestMonthNotPosted => {
            "The newest month of social insurance is not posted yet, and it decides."
        }
        R::BackpayGroundUnclear => {
            "Months were paid late without a change of employer; sources disagree whether they count."
        }
        R::UnitSaleUnknown => "Nobody knows when this commercial unit was first sold.",
        R::MultiChildUncertain => "The notice does not say whether adult children count.",
        R::CannotTell => "Something is not known yet.",
        R::Ok => "All conditions are met.",
    }
}
