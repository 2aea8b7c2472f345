//! The names of parameters in tables.

use super::labels::pick;
use crate::policy::policies::parameters::Parameter;
use crate::values::Lang;

/// The name of a parameter in tables.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table, one row a parameter")]
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
        P::BackpayOtherGround => (
            "社会保险：因其他原因补缴的",
            "Insurance: paid late on another ground",
        ),
        P::PostingDay => (
            "社会保险：当月费用的入账截止日（次月）",
            "Insurance: day of the next month by which a month is posted",
        ),
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
        P::TaxQuartersFor => (
            "个人所得税：可按季度计算的所得",
            "Income tax: income counted by quarters",
        ),
        P::ForeignMinMonths => ("外籍：在京工作月数", "Foreigners: months of work"),
        P::OverseasCap => (
            "港澳台、华侨和外籍：上限",
            "Buyers from outside the mainland: cap",
        ),
        P::Bungalow => ("住宅平房纳入核验", "Single-storey houses covered"),
        P::BungalowCountsFrom => (
            "自此日起取得的住宅平房计入套数",
            "Single-storey houses acquired from this day on count",
        ),
        P::DivorceLimit => (
            "离婚前套数按谁的限购标准",
            "Whose cap counts for the former family",
        ),
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
        P::ResaleSoldBefore => (
            "商办：个人可购首次出售早于此日的二手房",
            "Commercial: persons may buy units first sold before",
        ),
        P::TzCommercialSoldBefore => (
            "商办（通州区）：个人可购首次出售早于此日的二手房",
            "Commercial, Tongzhou: persons may buy units first sold before",
        ),
        P::GapUnclear => (
            "商办：转人工核验的断缴月数",
            "Commercial: missing months for review",
        ),
    };
    pick(both, lang)
}
