//! Short labels: cards, verdicts, outcomes, reasons, zones, agencies, parameters.

use crate::policy::decision::calendar::Mark;
use crate::policy::decision::{Check, Outcome, Verdict};
use crate::policy::facts::months::MonthStatus;
use crate::policy::policies::parameters::Parameter;
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
