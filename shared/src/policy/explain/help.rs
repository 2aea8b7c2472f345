//! 复核帮助: which agency corrects which record, with what papers, and how to apply again.

use crate::policy::decision::reason::ReasonCode;
use crate::policy::decision::{Check, Finding, Verdict};
use crate::values::Lang;

/// What to do about a failure that does not rest on house records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// The agency's window.
    pub window: &'static str,
    /// What it corrects or issues.
    pub action: &'static str,
    /// What to bring.
    pub papers: &'static [&'static str],
    /// How it goes on.
    pub again: &'static str,
}

/// What to do about a finding that is not met; none where it rests on house records (申请复核 is the
/// way) or where no record could change it.
#[must_use]
pub fn help(finding: &Finding, lang: Lang) -> Option<Help> {
    if finding.verdict != Verdict::NotMet || finding.rests_on_houses() {
        return None;
    }
    let topic = Topic::of(finding)?;
    let ((window, action), papers) = match lang {
        Lang::Zh => (topic.zh(), topic.papers_zh()),
        Lang::En => (topic.en(), topic.papers_en()),
    };
    let again = match (topic, lang) {
        (Topic::Identity | Topic::Marriage | Topic::Household, Lang::Zh)
            if finding.code.is_mismatch() =>
        {
            "请先核对填写的内容，有误的改正后重新申请；填写无误的，再由本人到上述窗口更正登记，\
             之后用原来的内容重新申请。"
        }
        (Topic::Identity | Topic::Marriage | Topic::Household, Lang::En)
            if finding.code.is_mismatch() =>
        {
            "Check what you typed first, and apply again with the correction. Only where it is \
             right, have the record corrected at this window, then apply again with the same answers."
        }
        (_, Lang::Zh) if finding.code == ReasonCode::ContributionShort => {
            "月数还不够的，不用更正，缴满以后用原来的内容再次申请；记录有漏、有错的，先到上述窗口更正。"
        }
        (_, Lang::En) if finding.code == ReasonCode::ContributionShort => {
            "Where the months are simply too few, nothing has to be corrected: apply again with the \
             same answers once they are paid. Where months are missing by mistake, have them \
             corrected at this window first."
        }
        (_, Lang::Zh) if finding.code == ReasonCode::BackpayNotRecognised => {
            "只认可因工作调转的补缴：请前后两个单位说明调转和补缴的情况，由上述窗口核对；\
             不是因调转补缴的，要等补缴的月份不再落在要求的月数之内。"
        }
        (_, Lang::En) if finding.code == ReasonCode::BackpayNotRecognised => {
            "Only months paid late after a change of job count: let both employers state the change, \
             and have the window check it. Otherwise wait until those months lie outside the row."
        }
        (Topic::StayPermit, Lang::Zh) => {
            "取得工作类居留许可或永久居留身份证以后，用原来的内容再次申请。"
        }
        (Topic::StayPermit, Lang::En) => {
            "Apply again with the same answers once you hold a residence permit for work or a \
             permanent-residence card."
        }
        (Topic::Tax, Lang::Zh) => {
            "带税务机关出具的证明到市级服务中心窗口办理复核；记录更正后也可以重新申请。"
        }
        (Topic::Tax, Lang::En) => {
            "Take the tax office's certificate to the window of the city's service centre; once the \
             record is corrected you can also apply again."
        }
        (_, Lang::Zh) => "记录更正后，用原来的内容再次申请即可；也可以到任一区的服务窗口办理复核。",
        (_, Lang::En) => {
            "Once the record is corrected, apply again with the same answers; any district's window \
             also accepts a review."
        }
    };
    Some(Help {
        window,
        action,
        papers,
        again,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    Identity,
    Marriage,
    Household,
    Insurance,
    Tax,
    WorkPermit,
    ResidencePermit,
    Military,
    Overseas,
    StayPermit,
    Certification,
    Tongzhou,
}

impl Topic {
    fn of(finding: &Finding) -> Option<Self> {
        use ReasonCode as R;
        match finding.code {
            R::IdentityMismatch | R::HukouNotLocal => Some(Self::Identity),
            R::MemberNotAsOnRecord => Some(Self::Household),
            R::MarriageMismatch | R::Divorce3y => Some(Self::Marriage),
            R::ContributionShort
            | R::BackpayNotRecognised
            | R::GapTooLong
            | R::StudentCollectiveHukou => Some(if finding.check == Check::IncomeTax {
                Self::Tax
            } else {
                Self::Insurance
            }),
            R::WorkResidencePermitInvalid => Some(Self::WorkPermit),
            R::NoTempResidencePermit => Some(Self::ResidencePermit),
            R::NotStationedInBeijing => Some(Self::Military),
            R::NotInMainland | R::NoLodgingRegistration | R::LessThanOneYear => {
                Some(Self::Overseas)
            }
            R::NoWorkVisaOrPr => Some(Self::StayPermit),
            R::NoOverseasChineseCert => Some(Self::Certification),
            R::Tongzhou3y | R::TongzhouRider => Some(Self::Tongzhou),
            R::BeforeRule
            | R::SingleStoreyHouseNotCovered
            | R::GiftParentToChild
            | R::NewBuildEntitiesOnly
            | R::OwnsHome
            | R::OwnsCommercial
            | R::QuotaFull
            | R::NewestMonthNotPosted
            | R::GapRuleUnclear
            | R::BackpayGroundUnclear
            | R::UnitSaleUnknown
            | R::MultiChildUncertain
            | R::CannotTell
            | R::Ok => None,
        }
    }

    fn zh(self) -> (&'static str, &'static str) {
        match self {
            Self::Identity => (
                "户籍所在地派出所",
                "更正姓名、证件、出生日期、户籍或亲子关系的登记",
            ),
            Self::Marriage => ("民政局婚姻登记处", "更正或补录婚姻登记"),
            Self::Household => (
                "户籍所在地派出所；婚姻登记有误的，民政局婚姻登记处",
                "由本人查询并更正姓名、证件、亲子关系或婚姻的登记",
            ),
            Self::Insurance => ("社会保险经办机构", "核对缴费月份，更正单位漏报、错报的记录"),
            Self::Tax => ("主管税务机关", "核对纳税月份，开具纳税证明"),
            Self::WorkPermit => (
                "《北京市工作居住证》发证部门",
                "核对证件状态，办理续签或更正",
            ),
            Self::ResidencePermit => ("居住地派出所或居住证受理点", "办理、签注或更正北京市居住证"),
            Self::Military => ("所在部队团级以上政治机关", "出具现役和驻地证明"),
            Self::Overseas => (
                "公安出入境管理部门和居住地派出所",
                "核对出入境和居留许可，办理临时住宿登记",
            ),
            Self::StayPermit => (
                "公安出入境管理部门",
                "申请工作类居留许可或永久居留身份证；已经取得的，更正登记",
            ),
            Self::Certification => ("侨务部门", "办理华侨身份认证"),
            Self::Tongzhou => (
                "通州区派出所、社会保险经办机构或税务机关",
                "核对落户时间、劳动关系和缴费月份",
            ),
        }
    }

    fn papers_zh(self) -> &'static [&'static str] {
        match self {
            Self::Identity => &[
                "居民身份证",
                "户口簿",
                "子女的出生医学证明（涉及亲子关系的）",
            ],
            Self::Marriage => &["夫妻双方居民身份证", "结婚证、离婚证或法院文书"],
            Self::Household => &[
                "家庭成员本人的居民身份证",
                "户口簿",
                "结婚证或子女的出生医学证明",
            ],
            Self::Insurance => &[
                "居民身份证",
                "社会保险个人权益记录",
                "单位的情况说明（补缴、调转的）",
            ],
            Self::Tax => &["居民身份证", "个人所得税纳税记录", "税务机关出具的证明"],
            Self::WorkPermit => &["《北京市工作居住证》", "居民身份证", "单位证明"],
            Self::ResidencePermit => &["居民身份证", "居住证明或就业证明"],
            Self::Military => &["军官证、警官证或士兵证", "居民身份证", "家庭情况证明"],
            Self::Overseas => &["护照、通行证或居住证", "有效的居留许可", "住所证明"],
            Self::StayPermit => &["护照", "工作许可和单位证明", "住宿登记"],
            Self::Certification => &["中国护照", "国外长期居留的证明", "出入境记录"],
            Self::Tongzhou => &["居民身份证", "户口簿或劳动合同", "缴费或纳税记录"],
        }
    }

    fn en(self) -> (&'static str, &'static str) {
        match self {
            Self::Identity => (
                "Police station of the hukou",
                "Corrects name, document, date of birth, hukou or parentage",
            ),
            Self::Marriage => (
                "Marriage registry of civil affairs",
                "Corrects or completes the record of the marriage",
            ),
            Self::Household => (
                "Police station of the hukou; for a marriage, the marriage registry of civil affairs",
                "Corrects name, document, parentage or marriage for the person concerned",
            ),
            Self::Insurance => (
                "Social-insurance office",
                "Checks the months paid and corrects what the employer reported wrongly",
            ),
            Self::Tax => (
                "Tax office",
                "Checks the months with tax and issues a certificate",
            ),
            Self::WorkPermit => (
                "Office that issued the work-residence permit",
                "Checks the permit, renews or corrects it",
            ),
            Self::ResidencePermit => (
                "Police station or residence-permit desk where you live",
                "Issues, endorses or corrects the Beijing residence permit",
            ),
            Self::Military => (
                "Political organ at regiment level or above",
                "Certifies service and where the unit is stationed",
            ),
            Self::Overseas => (
                "Exit-entry administration, and the police station where you stay",
                "Checks entry and residence permit, registers temporary lodging",
            ),
            Self::StayPermit => (
                "Exit-entry administration",
                "Grants a residence permit for work or a permanent-residence card, or corrects its entry",
            ),
            Self::Certification => (
                "Overseas-Chinese office",
                "Certifies overseas-Chinese status",
            ),
            Self::Tongzhou => (
                "Police station, social-insurance office or tax office in Tongzhou",
                "Checks hukou, employment and contributions there",
            ),
        }
    }

    fn papers_en(self) -> &'static [&'static str] {
        match self {
            Self::Identity => &[
                "Resident identity card",
                "Household register",
                "Birth certificate of the child, where parentage is at issue",
            ],
            Self::Marriage => &[
                "Identity cards of both spouses",
                "Marriage or divorce certificate, or the court's paper",
            ],
            Self::Household => &[
                "Identity card of the member concerned",
                "Household register",
                "Marriage certificate, or birth certificate of the child",
            ],
            Self::Insurance => &[
                "Resident identity card",
                "Personal record of social insurance",
                "Employer's statement, where months were paid late",
            ],
            Self::Tax => &[
                "Resident identity card",
                "Record of income tax paid",
                "Certificate of the tax office",
            ],
            Self::WorkPermit => &[
                "Work-residence permit",
                "Resident identity card",
                "Employer's certificate",
            ],
            Self::ResidencePermit => {
                &["Resident identity card", "Proof of residence or employment"]
            }
            Self::Military => &[
                "Military identity card",
                "Resident identity card",
                "Certificate of the family's situation",
            ],
            Self::Overseas => &[
                "Passport, travel permit or residence permit",
                "Valid permission to stay",
                "Proof of lodging",
            ],
            Self::StayPermit => &[
                "Passport",
                "Work permit and the employer's certificate",
                "Registration of lodging",
            ],
            Self::Certification => &[
                "Chinese passport",
                "Proof of long-term residence abroad",
                "Record of entries and exits",
            ],
            Self::Tongzhou => &[
                "Resident identity card",
                "Household register or labour contract",
                "Record of contributions or tax",
            ],
        }
    }
}
