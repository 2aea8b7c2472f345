//! Messages in Chinese.

use crate::dates;
use crate::message::goal::Goal;
use crate::message::kind::MessageKind as K;
use crate::message::told::Message;
use crate::purchase::Module;
use crate::values::Lang;

/// What is found behind a link.
pub(super) fn label(goal: Goal) -> &'static str {
    match goal {
        Goal::Application => "查看申请",
        Goal::Request => "去补充",
        Goal::Dispute => "申请复核",
        Goal::Membership => "查看申请",
        Goal::Contact => "更正联系方式",
        Goal::TakeOver => "查看办理情况",
        Goal::Home => "前往首页",
    }
}

/// Title and body.
#[expect(
    clippy::too_many_lines,
    reason = "a table has as many lines as entries"
)]
pub(super) fn words(message: &Message) -> (&'static str, String) {
    let it = subject(message);
    let by = by(message);
    let rest = rest(message);
    match message.kind {
        K::Submitted => ("申请已提交", format!("{it}已提交，正在核验。结果出来后会通知您。")),
        K::AwaitingAuthority => (
            "等待委托人确认",
            format!("{it}已提交，须由委托人{by}确认授权后才开始核验。请登录查看确认码并转交委托人。"),
        ),
        K::AwaitingRegistries => (
            "正在等待部门答复",
            format!("{it}所查询的部门尚未答复，平台会继续查询，您无需操作。"),
        ),
        K::AwaitingPosting => (
            "正在等待社保入账",
            format!("{it}须等最近一个月的社会保险入账后才能得出结果，平台每天查询，您无需操作。"),
        ),
        K::ManualReview => ("转人工核验", format!("{it}由工作人员核验，结果出来后会通知您。")),
        K::Passed => ("核验通过", format!("{it}核验通过{}。请登录查看结果和核验凭证。", until(message))),
        K::Failed => (
            "核验不通过",
            format!("{it}核验不通过。请登录查看原因和办理办法。"),
        ),
        K::NotChecked => ("无需核验", format!("{it}所涉情形无需核验，申请已结束。")),
        K::MemberInOtherApplication => (
            "申请已失效",
            format!("{it}已失效：家庭成员在另一件有效申请中。请登录查看办理办法。"),
        ),
        K::Withdrawn => ("申请已撤销", format!("{it}已撤销。")),
        K::Expired => ("核验结果已过有效期", format!("{it}的核验结果已过有效期，申请已失效。如仍需购房，请重新申请。")),
        K::ContactCorrected => (
            "联系方式已更正",
            format!("{it}的联系方式已更正。如不是您本人操作，请登录核对。"),
        ),
        K::AnswerRequested => (
            "请补充说明或材料",
            format!("工作人员办理{it}时，请您补充说明或材料{by}。请登录查看。"),
        ),
        K::AnswerGiven => ("补充内容已收到", format!("您为{it}补充的内容已收到，工作人员继续办理。")),
        K::AnswerMissed => (
            "补充期限已过",
            format!("{it}未在期限内补充，工作人员将按现有材料办理。"),
        ),
        K::ReviewRequested => ("复核申请已收到", format!("{it}的复核申请已收到，结果出来后会通知您。")),
        K::ReviewGranted => ("复核成立，重新核验", format!("{it}的复核成立，住房记录已更正，正在重新核验。")),
        K::ReviewRefused => ("复核不成立", format!("{it}的复核不成立，原结果不变。请登录查看理由。")),
        K::ReviewWithdrawn => ("复核申请已撤回", format!("{it}的复核申请已撤回，原结果不变。")),
        K::ReviewLapsed => ("复核已结束", format!("{it}的复核因未在期限内补充而结束，原结果不变。")),
        K::ObjectionRaised => (
            "家庭成员提出异议",
            format!("家庭成员对{it}提出异议，由工作人员处理，处理完毕前申请暂停办理。"),
        ),
        K::ObjectionWithdrawn => ("异议已撤回", format!("家庭成员对{it}的异议已撤回，申请继续办理。")),
        K::ObjectionDismissed => ("异议不成立", format!("家庭成员对{it}的异议不成立，申请继续有效。")),
        K::ObjectionUpheld => ("异议成立，申请已失效", format!("家庭成员对{it}的异议成立，申请已失效。请登录查看。")),
        K::AuthorityCheckRequested => ("由工作人员核对委托材料", format!("{it}的委托材料由工作人员核对，结果出来后会通知您。")),
        K::AuthorityConfirmed => ("授权已确认", format!("{it}的授权已由委托人确认，正在核验。")),
        K::AuthorityChecked => ("授权已核对", format!("{it}的委托材料已核对无误，正在核验。")),
        K::AuthorityDeclined => ("委托人未同意授权", format!("委托人未同意授权，{it}已失效。")),
        K::AuthorityRefused => ("委托材料未通过核对", format!("{it}的委托材料未通过核对，申请已失效。请登录查看理由。")),
        K::AuthorityLapsed => ("授权未按时确认", format!("{it}的授权未按时确认，申请已失效。")),
        K::AuthorityRevoked => ("授权已被撤销", format!("委托人已撤销您办理{it}的授权，您不能再查看这件申请。")),
        K::AgentLost => ("代理人的授权已终止", format!("代理人的证件绑定有变，其办理{it}的授权已终止，申请仍由您本人继续。")),
        K::FactsShown => ("可以查看核验依据", format!("委托人已允许您查看{it}的核验依据。")),
        K::FactsHidden => ("不再可以查看核验依据", format!("委托人不再允许您查看{it}的核验依据，您仍可以查看办理进度和结果。")),
        K::FiledForYou => (
            "有一件代您提交的申请",
            format!("{it}由代理人代您提交，委托材料已由工作人员核对。如非您本意，请登录撤销授权或撤销申请。"),
        ),
        K::BindingTakenOver => ("申请已失效", format!("提交{it}所用的证件绑定已由证件本人取回，申请已失效。")),
        K::NamedInApplication => (
            "您被列入一件申请",
            format!("您被列为家庭成员，涉及{it}。请登录核对；如与事实不符，可以提出异议。"),
        ),
        K::MyObjectionDismissed => ("您的异议不成立", format!("您对{it}提出的异议不成立。请登录查看理由。")),
        K::MyObjectionUpheld => ("您的异议成立", format!("您对{it}提出的异议成立，申请已失效。")),
        K::MyObjectionOvertaken => ("异议随申请结束", format!("{it}已结束，您提出的异议不再处理。")),
        K::DocumentBound => (
            "证件已绑定",
            "您的证件已绑定到这个账号，可以提交申请了。如不是您本人操作，请到服务窗口办理。".to_owned(),
        ),
        K::BindingLost => (
            "证件绑定已解除",
            "这个账号绑定的证件已由证件本人取回，用它办理的申请已失效。如有疑问，请携带证件到服务窗口办理。".to_owned(),
        ),
        K::BindingRecovered => (
            "证件已取回",
            "原来绑定在另一账号的证件已绑定到您的账号，可以提交申请了。".to_owned(),
        ),
        K::TakeOverRefused => (
            "身份找回未通过",
            "您提出的身份找回未通过。请登录查看理由。".to_owned(),
        ),
        K::AddressBounced => (
            "通知未能送达",
            format!("发往{it}所留联系方式的通知未能送达。请核对手机号码和电子邮箱。"),
        ),
        K::AnswerDueSoon => (
            "补充期限将至",
            format!("工作人员办理{it}时请您补充的内容尚未收到{rest}。"),
        ),
        K::AnswerDueToday => (
            "今天是补充的最后一天",
            format!("工作人员办理{it}时请您补充的内容尚未收到，今天是最后一天。"),
        ),
        K::DisputeDueSoon => (
            "申请复核的期限将至",
            format!("如认为{it}所依据的住房记录有误，请在期限内申请复核{rest}。"),
        ),
        K::DisputeDueToday => (
            "今天是申请复核的最后一天",
            format!("如认为{it}所依据的住房记录有误，今天是申请复核的最后一天。"),
        ),
        K::AuthorityDueSoon => (
            "授权确认期限将至",
            format!("{it}仍在等待委托人确认授权{rest}。逾期申请失效。"),
        ),
        K::AuthorityDueToday => (
            "今天是确认授权的最后一天",
            format!("{it}仍在等待委托人确认授权，今天是最后一天。逾期申请失效。"),
        ),
        K::TakeOverDueSoon => (
            "身份找回的办理码将到期",
            format!("您的身份找回办理码尚未使用{rest}。请携带证件到服务窗口办理。"),
        ),
        K::TakeOverDueToday => (
            "身份找回的办理码今天到期",
            "您的身份找回办理码尚未使用，今天是最后一天。请携带证件到服务窗口办理。".to_owned(),
        ),
        K::PassExpiringSoon | K::PassExpiringTomorrow => (
            "核验结果即将到期",
            format!("{it}的核验结果即将到期{rest}。到期后须重新核验。"),
        ),
        K::RenewalOffered => (
            "可以续期",
            format!("{it}的核验结果即将到期{rest}，现在可以申请续期。"),
        ),
        K::Renewed => ("续期通过", format!("{it}续期通过{}。请登录查看新的核验凭证。", until(message))),
        K::RenewalRefused => (
            "这次没有续期",
            format!("{it}这次没有续期，原核验结果{}仍然有效。请登录查看原因。", to(message)),
        ),
        K::PassHeld => (
            "核验结果正用于签约",
            format!("一家签约机构已用{it}的核验结果办理签约。请登录查看是哪家机构、到什么时候；不是您本人办理的，可以申请解除。"),
        ),
        K::HoldReleased => (
            "签约机构已解除占用",
            format!("签约机构已不再占用{it}的核验结果。请登录查看现在的状态。"),
        ),
        K::HoldExpired => (
            "签约占用已到期",
            format!("{it}的核验结果在签约期限内没有签约，占用已自动解除。请登录查看现在的状态。"),
        ),
        K::HoldObjectionGranted => (
            "已为您解除占用",
            format!("工作人员已按您的申请，解除签约机构对{it}核验结果的占用。请登录查看。"),
        ),
        K::HoldObjectionRefused => (
            "占用未解除",
            format!("工作人员没有解除签约机构对{it}核验结果的占用。请登录查看理由。"),
        ),
        K::ContractSigned => (
            "签约完成",
            format!("{it}的核验结果已用于签约，不能再次使用。请登录查看合同编号。"),
        ),
        K::RecheckFailed => (
            "签约前复查未通过",
            format!("签约前再次核对时，{it}的有关情况与核验时不同，现在不能签约。请登录查看有什么变化。"),
        ),
        K::CertificateGuessed => (
            "有机构多次用错误的证件号码查询",
            format!("有机构查询{it}的核验凭证时，多次填写了错误的证件号码，没有看到任何内容，已不能再查。如果不是您委托的机构，请登录查看，不要再出示凭证编号。"),
        ),
        K::PolicyMayHelp => (
            "政策有变，可能对您有利",
            format!("按新政策估算，{it}的结果可能变为通过。这只是估算，以重新申请后的核验结果为准。"),
        ),
    }
}

/// The application, as the subject of a sentence.
fn subject(message: &Message) -> String {
    let module = match message.module {
        Some(Module::Residential) => "住宅购房资格申请",
        Some(Module::Commercial) => "商办购房资格申请",
        None => "购房资格申请",
    };
    let of = message.name.as_deref().map(|name| format!("{name}的"));
    let number = message.reference.as_deref();
    let number = number.map(|number| format!("（编号 {number}）"));
    format!(
        "{}{module}{}",
        of.unwrap_or_default(),
        number.unwrap_or_default()
    )
}

/// By when.
fn by(message: &Message) -> String {
    let day = message.day.map(|day| dates::day(day, Lang::Zh));
    day.map(|day| format!("（{day}前，含当日）"))
        .unwrap_or_default()
}

/// Until when it is valid.
fn until(message: &Message) -> String {
    let day = message.day.map(|day| dates::day(day, Lang::Zh));
    day.map(|day| format!("，有效期至 {day}"))
        .unwrap_or_default()
}

/// To which last day something stays as it is.
fn to(message: &Message) -> String {
    let day = message.day.map(|day| dates::day(day, Lang::Zh));
    day.map(|day| format!("在 {day}以前（含当日）"))
        .unwrap_or_else(|| "在有效期内".to_owned())
}

/// How much time is left, and the last day.
fn rest(message: &Message) -> String {
    let day = message.day.map(|day| dates::day(day, Lang::Zh));
    match (day, message.days) {
        (Some(day), Some(0)) => format!("，今天（{day}）是最后一天"),
        (Some(day), Some(days)) => format!("，还有 {days} 天，最后一天是 {day}"),
        (Some(day), None) => format!("，最后一天是 {day}"),
        (None, _) => String::new(),
    }
}
