//! What is wrong with one field of what somebody sends: the code, and the sentence for people.

use serde::{Deserialize, Serialize};

use crate::document::DocumentFault;
use crate::values::Lang;

/// What is wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(
        description = "What is wrong with one field. The words for people are in [`crate::words`]."
    )
)]
pub enum IssueCode {
    /// The field is empty.
    Required,
    /// Nothing is chosen.
    ChooseOne,
    /// The box has to be ticked.
    MustAgree,
    /// The text is too long.
    TooLong,
    /// Longer than a statement may be.
    StatementTooLong,
    /// Characters that no such field has.
    Characters,
    /// The number does not have the form of its kind.
    DocumentForm,
    /// The check character does not fit.
    DocumentCheck,
    /// The date of birth within the number is not a day.
    DocumentBirthDate,
    /// The nationality is missing, the Chinese one, or none that is known.
    Nationality,
    /// This kind of document does not go with the category.
    DocumentKind,
    /// Somebody else in the form has this document.
    DocumentTwice,
    /// The text is not a day of the calendar.
    NotADay,
    /// The text is not a month.
    NotAMonth,
    /// The day lies in the future.
    InFuture,
    /// The day lies too far back.
    TooEarly,
    /// The day is before the person's birth.
    BeforeBirth,
    /// An applicant or spouse has to be an adult.
    NotAdult,
    /// A child has to be under 18.
    NotMinor,
    /// The mobile number does not have 11 digits.
    Mobile,
    /// Not an e-mail address.
    Email,
    /// At least one entry is needed.
    AddOne,
    /// Too many entries.
    TooMany,
    /// The agent who is signed in is somebody of the household.
    AgentInHousehold,
    /// The filler is the spouse, but the applicant has none.
    FillerNeedsSpouse,
    /// The person who is signed in is neither the applicant nor the spouse.
    NotSelf,
    /// The payer of the contributions is the spouse, but there is none.
    PayerNeedsSpouse,
    /// The rules in force ask for no check of this gift.
    NotCheckedGift,
    /// Commercial units are decided per person: the applicant fills the form in.
    FillerApplicantOnly,
    /// The rules in force keep units on sale by a developer from persons.
    DeveloperUnit,
    /// There is no such key.
    UnknownKey,
    /// The key cannot have this value.
    NotAValue,
    /// The number or the day is beyond what can be given.
    OutOfRange,
    /// It does not belong to the module.
    NotTogether,
    /// Not a network as CIDR writes it.
    Network,
    /// Not the code of an organisation: its length or its characters.
    OrganizationForm,
    /// The check character of the code of an organisation does not fit.
    OrganizationCheck,
    /// Another client that is not disabled has the code of this organisation.
    OrganizationTaken,
    /// Not a public key that can be used.
    PublicKey,
    /// A key with its private half.
    PrivateKey,
    /// It looks like the number of somebody's identity document or telephone.
    PersonalNumber,
    /// Not the unit that was checked.
    OtherUnit,
}

impl IssueCode {
    /// What to do about it.
    #[must_use]
    pub fn detail(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => zh(self),
            Lang::En => en(self),
        }
    }
}

impl From<DocumentFault> for IssueCode {
    fn from(fault: DocumentFault) -> Self {
        match fault {
            DocumentFault::Empty => Self::Required,
            DocumentFault::Form => Self::DocumentForm,
            DocumentFault::BirthDate => Self::DocumentBirthDate,
            DocumentFault::CheckCharacter => Self::DocumentCheck,
            DocumentFault::Nationality => Self::Nationality,
        }
    }
}

/// One field that cannot stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Issue {
    /// JSON pointer (RFC 6901) to the field in the answers.
    #[cfg_attr(feature = "openapi", schema(example = "/spouse/document/number"))]
    pub pointer: String,
    /// What is wrong.
    pub code: IssueCode,
}

fn zh(code: IssueCode) -> &'static str {
    use IssueCode as C;
    match code {
        C::Required => "请填写此项",
        C::ChooseOne => "请选择一项",
        C::MustAgree => "请阅读后勾选",
        C::TooLong => "内容过长，请控制在 200 个字以内",
        C::StatementTooLong => "说明过长，请控制在 500 个字以内",
        C::Characters => "含有不能使用的字符，请按证件填写",
        C::DocumentForm => "号码格式与所选证件不符，请核对",
        C::DocumentCheck => "号码有误：与校验位不符，请逐位核对",
        C::DocumentBirthDate => "号码中的出生日期不存在，请核对",
        C::Nationality => {
            "没有这个国籍，请从列表中选择，或填写证件上的国籍代码，例如 FRA；不含中国国籍"
        }
        C::DocumentKind => "所选家庭类别不能使用这种证件",
        C::DocumentTwice => "这个证件号码已在本申请中填写过",
        C::NotADay => "日期不完整或不存在，请按年、月、日填写，例如 2018 年 5 月 20 日",
        C::NotAMonth => "月份不完整或不存在，请按年、月填写，例如 2024 年 3 月",
        C::InFuture => "日期不能晚于今天",
        C::TooEarly => "日期过早，请核对",
        C::BeforeBirth => "日期不能早于出生日期",
        C::NotAdult => "须年满 18 周岁",
        C::NotMinor => "已年满 18 周岁，成年子女不计入家庭，请勿填写",
        C::Mobile => "请填写以 1 开头的 11 位手机号码",
        C::Email => "邮箱格式不正确，例如 name@example.cn",
        C::AddOne => "请至少添加一条，或选择“没有”",
        C::TooMany => "最多可以添加 20 条",
        C::AgentInHousehold => {
            "这是您本人绑定的证件：代理人不能是申请家庭的成员。为自己或配偶申请时，请在“由谁填写”中改选"
        }
        C::FillerNeedsSpouse => "由家庭成员填写时，申请人须为已婚，并由其配偶填写",
        C::NotSelf => {
            "与当前登录用户绑定的证件不一致：由本人填写时，申请人须为您本人；由家庭成员填写时，配偶须为您本人"
        }
        C::PayerNeedsSpouse => "申请人未婚时，缴纳人只能是申请人本人",
        C::NotCheckedGift => {
            "自 2026 年 8 月 8 日起，父母将住房赠与子女不再核验子女购房资格，无需申请"
        }
        C::FillerApplicantOnly => "商办按个人核验，须由申请人本人填写",
        C::DeveloperUnit => {
            "开发企业在售的商办房屋只能出售给企事业单位、社会组织，个人不能购买，无需申请"
        }
        C::UnknownKey => "没有这一项，请删去",
        C::NotAValue => "这一项不能取这个值，请按接口说明填写",
        C::OutOfRange => "数值或日期超出可填写的范围",
        C::NotTogether => "与所选模块不符",
        C::Network => "不是网段，请按 CIDR 填写，例如 192.0.2.0/24；前缀之后的各位须为零",
        C::OrganizationForm => "应为 18 位数字和大写字母，不含 I、O、S、V、Z，请按营业执照填写",
        C::OrganizationCheck => "代码有误：与校验位不符，请逐位核对",
        C::OrganizationTaken => "另一个未停用的客户端已登记这个代码",
        C::PublicKey => {
            "不是可用的公钥：请提供 JWK，须为 P-256 椭圆曲线公钥（ES256）或 2048 至 4096 位 RSA 公钥（PS256）"
        }
        C::OtherUnit => "与核验时的不动产权证号不一致，请按核验结果填写",
        C::PersonalNumber => "这里不能填写证件号码或手机号码：请改用不含个人信息的业务编号",
        C::PrivateKey => "其中含有私钥：私钥只能由第三方持有。请作废这对密钥，重新生成后只提交公钥",
    }
}

fn en(code: IssueCode) -> &'static str {
    use IssueCode as C;
    match code {
        C::Required => "Fill this in",
        C::ChooseOne => "Choose one",
        C::MustAgree => "Read it, then tick the box",
        C::TooLong => "Too long: 200 characters at most",
        C::StatementTooLong => "Too long: 500 characters at most",
        C::Characters => "Some characters cannot be used here; write it as on the document",
        C::DocumentForm => "The number does not have the form of this document",
        C::DocumentCheck => {
            "The number is wrong: it does not fit its check character; compare every digit"
        }
        C::DocumentBirthDate => "The date of birth within the number does not exist",
        C::Nationality => {
            "Not a nationality that is known: choose one from the list, or give the code on the document, for example FRA; Chinese nationality does not count here"
        }
        C::DocumentKind => "This family category cannot use this kind of document",
        C::DocumentTwice => "This document number is already in this application",
        C::NotADay => "Not a complete day: give year, month and day, for example 2018 5 20",
        C::NotAMonth => "Not a complete month: give year and month, for example 2024 3",
        C::InFuture => "The date cannot be later than today",
        C::TooEarly => "The date is too early; please check it",
        C::BeforeBirth => "The date cannot be before the date of birth",
        C::NotAdult => "Must be 18 or older",
        C::NotMinor => "Already 18: adult children are not part of the household, leave them out",
        C::Mobile => "Give a mobile number of 11 digits that begins with 1",
        C::Email => "Not an e-mail address; for example name@example.cn",
        C::AddOne => "Add at least one, or choose “None”",
        C::TooMany => "20 entries at most",
        C::AgentInHousehold => {
            "This is the document bound to your account: an agent is nobody of the household. If you apply for yourself or with your spouse, say so under who fills in the form"
        }
        C::FillerNeedsSpouse => {
            "A family member who fills in the form must be the applicant's spouse, so the applicant must be married"
        }
        C::NotSelf => {
            "This is not the document bound to the account: if you fill in for yourself, you are the applicant; if for your spouse, you are the spouse"
        }
        C::PayerNeedsSpouse => "Without a spouse the payer can only be the applicant",
        C::NotCheckedGift => {
            "Since 8 August 2026 a parent's gift of a home to a child needs no check: no application is needed"
        }
        C::FillerApplicantOnly => {
            "Commercial units are checked per person: the buyer fills in the form"
        }
        C::DeveloperUnit => {
            "Commercial units on sale by a developer go to organisations only; a person cannot buy one, so no application is needed"
        }
        C::UnknownKey => "There is no such key; leave it out",
        C::NotAValue => "The key cannot have this value; see the description of the API",
        C::OutOfRange => "The number or the day is beyond what can be given",
        C::NotTogether => "Does not belong to the module",
        C::Network => {
            "Not a network: write it as CIDR, for example 192.0.2.0/24, with zeros behind the prefix"
        }
        C::OrganizationForm => {
            "Not the code of an organisation: it has 18 digits and capital letters, without I, O, S, V and Z. Copy it from the business licence"
        }
        C::OrganizationCheck => {
            "There is a slip in the code of the organisation: its check character does not fit. Compare it character by character"
        }
        C::OrganizationTaken => {
            "Another client that is not disabled has the code of this organisation"
        }
        C::PublicKey => {
            "Not a public key that can be used: give a JWK, on the curve P-256 (ES256) or RSA of 2048 to 4096 bits (PS256)"
        }
        C::OtherUnit => "Not the title certificate of the unit that was checked",
        C::PersonalNumber => {
            "Identity and telephone numbers have no place here: give a reference that tells nothing of anybody"
        }
        C::PrivateKey => {
            "This has the private half, which only the client may have: throw the pair away, make another one, and give its public half alone"
        }
    }
}
