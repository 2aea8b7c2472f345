//! Short labels: cards, verdicts, outcomes, reasons, zones, agencies, parameters.

use crate::policy::calendar::Mark;
use crate::policy::decision::{Check, Outcome, Verdict};
use crate::policy::ledger::MonthStatus;
use crate::policy::parameters::Parameter;
use crate::policy::reason::ReasonCode;
use crate::registry::Registry;
use crate::values::{Lang, Zone};

type Both = (&'static str, &'static str);

fn pick((zh, en): Both, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The title of a card.
#[must_use]
pub fn check(check: Check, lang: Lang) -> &'static str {
    let both = match check {
        Check::Scope => ("核验范围", "Scope"),
        Check::IdentityAndHukou => ("身份与户籍", "Identity and hukou"),
        Check::Marriage => ("婚姻", "Marriage"),
        Check::WorkResidencePermit => ("工作居住证", "Work-residence permit"),
        Check::Military => ("驻京部队", "Forces stationed in Beijing"),
        Check::Stay => ("居留与登记", "Stay and registration"),
        Check::ResidencePermit => ("居住证", "Residence permit"),
        Check::SocialInsurance => ("社会保险", "Social insurance"),
        Check::IncomeTax => ("个人所得税", "Income tax"),
        Check::Tongzhou => ("通州区", "Tongzhou"),
        Check::Homes => ("住房", "Homes"),
        Check::CommercialUnits => ("商办类房产", "Commercial units"),
    };
    pick(both, lang)
}

/// A verdict in a word.
#[must_use]
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    let both = match verdict {
        Verdict::Met => ("符合", "Met"),
        Verdict::NotMet => ("不符合", "Not met"),
        Verdict::CannotTell => ("待核对", "Not known yet"),
        Verdict::Review => ("人工核验", "For a person to review"),
        Verdict::NotCovered => ("无需核验", "Not covered"),
    };
    pick(both, lang)
}

/// An outcome in a few words.
#[must_use]
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    let both = match outcome {
        Outcome::Eligible => ("可以购买", "May buy"),
        Outcome::Ineligible => ("暂不能购买", "May not buy for now"),
        Outcome::ManualReview => ("需人工核验", "For a person to review"),
        Outcome::NotChecked => ("无需核验", "No check needed"),
        Outcome::CannotTell => ("尚待核对", "Not known yet"),
    };
    pick(both, lang)
}

/// A zone.
#[must_use]
pub fn zone(zone: Zone, lang: Lang) -> &'static str {
    let both = match zone {
        Zone::InsideFifthRing => ("五环内", "Inside the fifth ring"),
        Zone::OutsideFifthRing => ("五环外", "Outside the fifth ring"),
    };
    pick(both, lang)
}

/// The agency behind a registry.
#[must_use]
pub fn agency(registry: Registry, lang: Lang) -> &'static str {
    let both = match registry {
        Registry::Population => ("公安", "Public security"),
        Registry::CivilAffairs => ("民政", "Civil affairs"),
        Registry::SocialInsurance => ("人社", "Social insurance"),
        Registry::Tax => ("税务", "Tax office"),
        Registry::Property => ("住建、规自", "Housing and property registration"),
        Registry::Permits => (
            "人才、部队和侨务",
            "Talent, forces and overseas-Chinese offices",
        ),
    };
    pick(both, lang)
}

/// How a month stands.
#[must_use]
pub fn month_status(status: MonthStatus, lang: Lang) -> &'static str {
    let both = match status {
        MonthStatus::Paid => ("已缴", "paid"),
        MonthStatus::BackPaid => ("补缴", "paid late"),
        MonthStatus::BackPaidAfterChange => ("调转后补缴", "paid late after a change of job"),
        MonthStatus::Zero => ("零申报", "nothing due"),
        MonthStatus::Missing => ("无记录", "no record"),
    };
    pick(both, lang)
}

/// What a month does to the row.
#[must_use]
pub fn mark(mark: Mark, lang: Lang) -> &'static str {
    let both = match mark {
        Mark::BeforeRow => ("未计入", "before the row"),
        Mark::Counts => ("计入", "counts"),
        Mark::Tolerated => ("视为连续", "tolerated"),
        Mark::Breaks => ("中断", "breaks the row"),
        Mark::Idle => ("不影响", "makes no difference"),
    };
    pick(both, lang)
}

/// A reason as a short sentence.
#[must_use]
pub fn reason(code: ReasonCode, lang: Lang) -> &'static str {
    use ReasonCode as R;
    let both = match code {
        R::BeforeRule => ("当时还没有这项规定。", "There was no such rule yet."),
        R::SingleStoreyHouseNotCovered => (
            "当时住宅平房不在核验范围内。",
            "Single-storey houses were not covered then.",
        ),
        R::GiftParentToChild => (
            "父母赠与成年子女的住房不需要核验。",
            "A parent's gift to an adult child needs no check.",
        ),
        R::IdentityMismatch => (
            "身份信息与公安登记不一致。",
            "A person's particulars differ from the population register.",
        ),
        R::MarriageMismatch => (
            "婚姻信息与民政登记不一致。",
            "The marriage differs from the civil-affairs register.",
        ),
        R::HukouNotLocal => (
            "家庭没有本市户籍。",
            "Nobody in the household has a Beijing hukou.",
        ),
        R::WorkResidencePermitInvalid => (
            "没有有效的工作居住证。",
            "There is no valid work-residence permit.",
        ),
        R::NewBuildEntitiesOnly => (
            "在售的商办项目只售单位。",
            "Units on sale by a developer go to organisations only.",
        ),
        R::NotStationedInBeijing => (
            "没有驻京部队的现役记录。",
            "There is no record of service with a unit stationed in Beijing.",
        ),
        R::NotInMainland => (
            "申请人目前不在境内。",
            "The applicant is not in the mainland at present.",
        ),
        R::NoLodgingRegistration => ("没有临时住宿登记。", "Temporary lodging is not registered."),
        R::NoOverseasChineseCert => (
            "没有侨务部门的华侨认证。",
            "There is no certification of the overseas-Chinese office.",
        ),
        R::NoWorkVisaOrPr => (
            "没有工作类居留许可或永久居留身份证。",
            "There is neither a residence permit for work nor a permanent-residence card.",
        ),
        R::LessThanOneYear => (
            "在京工作时间不够。",
            "The time of work in Beijing is too short.",
        ),
        R::NoTempResidencePermit => (
            "没有有效的北京市居住证。",
            "There is no valid Beijing residence permit.",
        ),
        R::Divorce3y => (
            "离婚未满 3 年，且原家庭住房已达限购套数。",
            "The divorce is less than three years ago and the former family had reached its cap.",
        ),
        R::OwnsHome => ("在京已有住房。", "There is a home in Beijing already."),
        R::OwnsCommercial => (
            "在京已有商办类房产。",
            "There is a commercial unit in Beijing already.",
        ),
        R::StudentCollectiveHukou => (
            "学校集体户口按非本市户籍核验，缴费记录不符合要求。",
            "A school's collective hukou is checked as non-local, and the contributions do not suffice.",
        ),
        R::ContributionShort => (
            "连续缴费月数不够。",
            "The row of contributions is too short.",
        ),
        R::BackpayNotRecognised => (
            "补缴的月份不予认可。",
            "Months paid late are not recognised.",
        ),
        R::GapTooLong => (
            "要求的月份内有断缴。",
            "Months are missing within the required row.",
        ),
        R::Tongzhou3y => (
            "在通州落户或连续缴费未满 3 年。",
            "Neither hukou nor contributions in Tongzhou reach three years.",
        ),
        R::TongzhouRider => (
            "在通州没有户籍或劳动关系。",
            "There is neither hukou nor employment in Tongzhou.",
        ),
        R::QuotaFull => (
            "住房套数已达上限。",
            "The household has as many homes as it may have.",
        ),
        R::GapRuleUnclear => (
            "政策没有写明短期断缴、补缴能否视为连续。",
            "The notice does not say whether short gaps are tolerated.",
        ),
        R::MultiChildUncertain => (
            "政策没有写明成年子女是否计入二孩家庭。",
            "The notice does not say whether adult children count.",
        ),
        R::CannotTell => ("还有信息待核对。", "Something is not known yet."),
        R::Ok => ("符合购买条件。", "All conditions are met."),
    };
    pick(both, lang)
}

/// The name of a parameter in tables.
#[must_use]
pub fn parameter(parameter: Parameter, lang: Lang) -> &'static str {
    use Parameter as P;
    let both = match parameter {
        P::CountScope => ("套数的计算范围", "Homes that count"),
        P::NewPurchaseCap => ("可新购套数", "New purchases allowed"),
        P::LocalFamily => ("本市户籍家庭：全市上限", "Local family: cap in the city"),
        P::LocalSingle => ("本市户籍单身：全市上限", "Local single: cap in the city"),
        P::NonlocalCap => ("非本市户籍：全市上限", "Non-local: cap in the city"),
        P::MonthsIn => (
            "五环内：连续缴费月数",
            "Inside the ring: consecutive months",
        ),
        P::MonthsOut => (
            "五环外：连续缴费月数",
            "Outside the ring: consecutive months",
        ),
        P::TempPermitRequired => ("须有居住证", "Residence permit needed"),
        P::BackpayTolerance => ("社会保险：可补缴月数", "Insurance: late months tolerated"),
        P::TaxYears => (
            "个人所得税：每年至少 1 次的年数",
            "Income tax: years with a record",
        ),
        P::TaxMonths => ("个人所得税：连续月数", "Income tax: consecutive months"),
        P::TaxQuarters => ("个人所得税：连续季度数", "Income tax: consecutive quarters"),
        P::TaxGap => (
            "个人所得税：可断缴、补缴月数",
            "Income tax: missing or late months tolerated",
        ),
        P::ForeignMinMonths => ("外籍：在京工作月数", "Foreigners: months of work"),
        P::OverseasCap => (
            "港澳台、华侨和外籍：上限",
            "Buyers from outside the mainland: cap",
        ),
        P::Bungalow => ("住宅平房纳入核验", "Single-storey houses covered"),
        P::DivorceYears => ("离婚后限制年数", "Years of restriction after a divorce"),
        P::DivorceExemptUntil => ("此日（含）前离婚不受限", "Divorces up to this day exempt"),
        P::TongzhouSpecial => ("通州区另有条件", "Tongzhou has conditions of its own"),
        P::TzYears => (
            "通州区：落户或缴费年数",
            "Tongzhou: years of hukou or contributions",
        ),
        P::ExtraOutside => ("五环外可增购套数", "Extra homes outside the ring"),
        P::TongzhouRider => (
            "在通州增购须有户籍或劳动关系",
            "Extra home in Tongzhou needs ties there",
        ),
        P::TalentMonths => (
            "引进人才：连续缴费月数",
            "Certified talent: consecutive months",
        ),
        P::OutsideUnlimited => ("五环外不限套数", "No cap outside the ring"),
        P::SingleAsFamily => ("单身按家庭执行", "Singles treated like families"),
        P::InLocal => ("本市户籍：五环内上限", "Local: cap inside the ring"),
        P::InNonlocal => ("非本市户籍：五环内上限", "Non-local: cap inside the ring"),
        P::MultiChildBonus => (
            "多子女家庭：五环内可多购套数",
            "Several children: extra homes inside",
        ),
        P::MultiChildMin => (
            "多子女家庭：未成年子女数",
            "Several children: minor children needed",
        ),
        P::GiftParentChildCheck => (
            "父母赠与成年子女须核验",
            "Gift to an adult child is checked",
        ),
        P::OwnHome => ("商办：名下住房上限", "Commercial: homes allowed"),
        P::OwnCommercial => ("商办：名下商办房产上限", "Commercial: units allowed"),
        P::Months => ("商办：连续缴费月数", "Commercial: consecutive months"),
        P::NewBuildIndividual => (
            "商办：个人可购在售项目",
            "Commercial: persons may buy new units",
        ),
        P::GapUnclear => (
            "商办：转人工核验的断缴月数",
            "Commercial: missing months for review",
        ),
    };
    pick(both, lang)
}
