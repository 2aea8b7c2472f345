//! Title and detail of each kind of problem in Chinese.

use crate::problem::kind::ProblemKind as K;

/// Title and detail of a kind.
#[expect(
    clippy::too_many_lines,
    reason = "a table has as many lines as entries"
)]
pub(super) fn words(kind: K) -> (&'static str, &'static str) {
    match kind {
        K::MalformedBody => (
            "请求内容无法读取",
            "请求内容不是所要求的 JSON，未作任何更改。",
        ),
        K::MalformedRequest => MALFORMED_REQUEST,
        K::NotSignedIn => (
            "请先登录",
            "您尚未登录，或登录已结束。重新登录后可从原处继续。",
        ),
        K::TooManyCredentials => (
            "凭据已满",
            "每个客户端最多有两个凭据（密钥或公钥）。请先停用不再使用的一个。",
        ),
        K::ClientChanged => (
            "内容已在别处更改",
            "该客户端的登记在您查看之后已更改，请重新查看；本次未作任何更改。",
        ),
        K::InvalidToken => (
            "访问令牌无效",
            "请求未带访问令牌，或令牌已过期、不是本平台签发，或该客户端已停用。请向令牌端点重新申请。",
        ),
        K::InsufficientScope => (
            "权限范围不足",
            "访问令牌不含此操作所需的权限范围（scope）。请在申请令牌时写明；客户端可用的权限范围由平台管理员登记。",
        ),
        K::NetworkRefused => (
            "来源网络未登记",
            "该客户端登记的网络不含本次请求的来源。如需增加，请联系平台管理员。",
        ),
        K::CrossSite => CROSS_SITE,
        K::NotBound => ("请先绑定证件", "首次登录须完成用户绑定，之后即可办理。"),
        K::IdentityNotVerified => (
            "请先完成实名认证",
            "您的登录账号尚未在统一身份认证平台完成实名认证。完成后即可绑定证件；在此之前可以预检和填写草稿。",
        ),
        K::BindingTakenOver => (
            "不能在线绑定",
            "原来绑定的证件已由证件本人取回。如有疑问，请携带证件到区服务中心窗口办理。",
        ),
        K::NotAnOfficer => NOT_AN_OFFICER,
        K::SecondFactorMissing => SECOND_FACTOR_MISSING,
        K::NotASeller => NOT_A_SELLER,
        K::ClientDisabled => CLIENT_DISABLED,
        K::ClientExpired => CLIENT_EXPIRED,
        K::ClientUnconfirmed => CLIENT_UNCONFIRMED,
        K::RoleMissing => (
            "没有此项权限",
            "您的工作人员角色不能办理此项，未作任何更改。",
        ),
        K::FactsNotShown => (
            "申请人（委托人）未允许查看",
            "申请人（委托人）没有允许您查看核验依据。这项须由申请人（委托人）本人办理，或先由申请人（委托人）允许您查看。",
        ),
        K::PrincipalOnly => (
            "须由申请人（委托人）本人办理",
            "代理人不能办理这一项，未作任何更改。",
        ),
        K::NotFound => ("没有找到", "没有这项内容，或它不属于您。"),
        K::AuthorityUnknown => (
            "没有找到这份委托",
            "没有可由您确认的委托使用这个确认码。请核对确认码，并确认您绑定的证件与申请中填写的一致；确认码 7 天内有效，申请撤销后即失效。",
        ),
        K::MethodNotAllowed => ("不支持这种操作", "该地址不支持所用的方法。"),
        K::NotAcceptable => ("无法提供所要求的格式", "服务只提供 JSON 格式。"),
        K::AlreadyBound => (
            "已绑定证件",
            "当前账号已绑定证件，如需更换请到区服务中心窗口办理。",
        ),
        K::WrongState => (
            "当前状态不能这样办理",
            "申请的状态已经变化，请刷新页面后查看。",
        ),
        K::ReviewPeriodOver => (
            "申请复核的期限已过",
            "对这次核验结果申请复核的期限已过。房屋记录更正后，可以重新申请核验。",
        ),
        K::MemberInLiveApplication => (
            "暂时不能申请复核",
            "家庭成员中有人已在另一份有效的申请中。请先撤销那份申请，或等它办结，再在期限内申请复核。",
        ),
        K::CaseClaimed => (
            "案件正由他人办理",
            "另一位工作人员已领取这个案件，请等其办结或退回，或由主管接手。",
        ),
        K::CaseNotClaimed => (
            "请先领取案件",
            "您没有领取这个案件，或领取已超过 30 分钟。重新领取后可继续办理。",
        ),
        K::SecondPersonNeeded => (
            "须由另一人确认",
            "提出通过意见的人不能自己确认，请由另一位主管确认或退回。",
        ),
        K::ColleagueUnavailable => ("不能移交给这位同事", "请选择另一位同事，或把案件放回队列。"),
        K::TakeOverOpen => ("已申请到窗口办理", "请先撤回已有的申请，再重新申请。"),
        K::TakeOverNotOpened => (
            "请先用办理码打开",
            "您没有用办理码打开这次身份找回，打开已超过 30 分钟，或已由另一个窗口打开。请向当事人询问办理码后重新打开。",
        ),
        K::HouseholdMemberLocked => (
            "暂时不能提交",
            "您本人已在另一份有效的申请中：可能是您自己提交的，住宅申请也可能是配偶提交的。每人在同一模块只能有一份有效申请；请由提交人撤销，或等那份申请办结。",
        ),
        K::TooManyDrafts => ("草稿过多", "最多保留 20 份草稿，请先删除不用的草稿。"),
        K::TooManyViews => ("保存的视图过多", "最多保存 20 个视图，请先删除不用的视图。"),
        K::TooManyAwaiting => (
            "等待确认的委托过多",
            "最多有 20 份代办的申请同时等待授权确认。请等其中一份确认，或先撤销不再需要的申请。",
        ),
        K::UploadsFull => (
            "上传的材料过多",
            "每次最多提交 20 份材料，合计不超过 100 MB。请先删除不需要的材料，或者先提交已有的。",
        ),
        K::UploadNotClean => (
            "材料暂时不能使用",
            "材料正在进行安全检查，请稍后再试；未通过检查的材料已被清除，请重新上传。",
        ),
        K::FileTooLarge => (
            "文件过大",
            "照片不超过 10 MB，PDF 不超过 20 MB。请调低照片的分辨率，或分成几个文件上传。",
        ),
        K::FileTypeRefused => (
            "不支持这种文件",
            "请上传 JPEG、PNG 或 WebP 格式的照片；复核材料也可以是 PDF。文件类型按内容判断，只改文件名没有用。",
        ),
        K::HeicRefused => (
            "暂不支持 HEIC 照片",
            "请在手机“设置”的“相机”“格式”中选择“兼容性最佳”后重新拍摄，或对这张照片截屏，再上传截屏。",
        ),
        K::FileUnreadable => (
            "文件无法读取",
            "文件是空的、已损坏、不完整或不合规范。请重新上传；如在您的设备上能正常打开，请打印成新的 PDF，或拍照、截屏后上传。",
        ),
        K::PictureTooLarge => (
            "照片尺寸过大",
            "照片不超过 4000 万像素，最长边不超过 12000 像素。请缩小后再上传。",
        ),
        K::TooManyPages => (
            "PDF 页数过多",
            "一个 PDF 不超过 50 页，请分成几个文件上传。",
        ),
        K::FileEncrypted => (
            "PDF 已加密",
            "请上传没有密码、没有使用限制的 PDF，也可以拍照上传。",
        ),
        K::FileActive => (
            "PDF 含有不能接收的内容",
            "PDF 中含有脚本、可执行的操作或其他文件。请把它打印成新的 PDF，或拍照上传。",
        ),
        K::TooManyWebhookEndpoints => (
            "推送地址已达上限",
            "每个客户端最多登记 10 个推送地址。请先删除不再使用的地址。",
        ),
        K::WebhookEndpointDisabled => (
            "推送地址已停用",
            "该推送地址已停用，重新启用（保存时 enabled 为 true）后才会推送。",
        ),
        K::WebhookAddressRefused => (
            "该地址不能用于推送",
            "推送地址须以 https 开头，不含用户名、密码和 # 片段，且域名只解析到公共互联网地址。本次未作任何更改。",
        ),
        K::DraftChanged => (
            "草稿已在别处更改",
            "这份草稿在另一个页面或设备上更改过，请先合并再保存。",
        ),
        K::ContactChanged => (
            "联系方式已在别处更正",
            "联系方式在另一个页面或设备上更正过，请核对最新内容后再保存。",
        ),
        K::SettingsChanged => (
            "通知设置已在别处更改",
            "通知设置在另一个页面或设备上更改过，请核对最新内容后再保存。",
        ),
        K::RequestTimeout => (
            "提交超时",
            "没有在规定时间内收到完整的内容，未作任何更改。请检查网络后重试。",
        ),
        K::BodyTooLarge => ("内容过大", "提交的内容超过上限，未作任何更改。"),
        K::UnsupportedMediaType => ("不支持的内容类型", "请以 application/json 提交。"),
        K::InvalidAnswers => (
            "填写的信息需要修改",
            "请按提示修改后再提交，已填内容都已保留。",
        ),
        K::InvalidSituation => (
            "所述情况无法预检",
            "请按提示修改后再试。所述内容不会被保存。",
        ),
        K::BindingRefused => (
            "未能完成绑定",
            "所填证件与登录身份未能核对一致，请核对证件名称和号码。如确认无误，请携带证件到区服务中心窗口办理。",
        ),
        K::DocumentDiffers => (
            "核对不一致",
            "所示证件与申请时所报的号码、登录的姓名或者公安的登记不一致。请对照证件原件再核对一次；确实不一致的，不予办理。",
        ),
        K::NoticeRequired => (
            "须保留一种通知方式",
            "核验结果、需要您办理的事项和账号安全，依法须通知到您，短信和电子邮件须至少保留一种。未作任何更改。",
        ),
        K::PreconditionRequired => ("缺少版本信息", "保存草稿须带 If-Match 标头。"),
        K::IdempotencyKeyRequired => (
            "缺少幂等键",
            "这项操作须带 Idempotency-Key 标头：1 至 64 个可见的 ASCII 字符。未作任何更改。",
        ),
        K::CertificateUnknown => (
            "核验凭证与证件不符",
            "没有这个编号的核验凭证，或所填证件不是凭证所列成年人的证件。请核对编号和证件号码。",
        ),
        K::ReferralUnknown => (
            "此链接不能使用",
            "链接可能不完整、已过期、已被机构撤销，或已由他人使用。您可以不使用链接，直接开始申请，办理结果不受影响。",
        ),
        K::CertificateHeld => (
            "核验凭证已被占用",
            "这份核验凭证正用于另一项签约，解除之前不能再次使用。",
        ),
        K::CertificateUsedUp => ("核验凭证已使用", "这份核验凭证已用于签约，不能再次使用。"),
        K::CertificateNotValid => (
            "核验凭证已失效",
            "这份核验凭证不在有效期内，或所依据的申请已失效。",
        ),
        K::CertificateNotConfirmed => (
            "核验凭证暂未确认",
            "签约前须再次核对的情况现在不能确认。请由申请人登录平台查看原因；确认之后可以再次办理。",
        ),
        K::HoldOver => ("占用已结束", "这次占用已解除、到期或已签约，未作任何更改。"),
        K::HoldNotRenewable => (
            "不能再延长",
            "占用的延长次数或最长期限已用完，或核验结果的有效期已过。请在期限内签约或解除占用。",
        ),
        K::IdempotencyKeyInFlight => (
            "请求正在办理",
            "带有这个幂等键的请求正在办理，请稍后用同一个键再试。",
        ),
        K::PurchaseNotCovered => (
            "核验结果不包括这项购房",
            "所填的环线位置、房屋类型或房屋不在核验通过的范围内，未作任何更改。",
        ),
        K::IdempotencyKeyReused => (
            "幂等键已用于另一请求",
            "这个幂等键已用于内容不同的请求。请为新请求使用新的键。",
        ),
        K::TooManyRequests => TOO_MANY_REQUESTS,
        K::BindingLocked => (
            "绑定已暂停",
            "多次核对不一致，绑定暂停 30 分钟，请稍后再试。",
        ),
        K::SubmissionLocked => (
            "暂停提交",
            "最近几份申请填写的家庭成员信息都与登记不一致，30 分钟内暂停提交。请先与家人逐项核对，已填内容都已保留。",
        ),
        K::AuthorityLocked => (
            "暂停使用确认码",
            "多次输入的确认码都不能使用，30 分钟内暂停输入。请向代理人核对确认码。",
        ),
        K::UnitLookupLocked => (
            "暂停提交",
            "短时间内已多次凭不动产权证号提交商办申请，请稍后再用证号提交。已填内容都已保留；没有产权证号的申请现在就能提交。",
        ),
        K::Unexpected => UNEXPECTED,
        K::UpstreamUnavailable => UPSTREAM_UNAVAILABLE,
        K::DocumentsUnavailable => (
            "暂时不能生成文件",
            "请稍后再试。申请和结果不受影响，也可以在页面上查看和打印。",
        ),
        K::Unavailable => UNAVAILABLE,
    }
}

const MALFORMED_REQUEST: (&str, &str) = (
    "请求格式不正确",
    "地址、参数或标头不符合要求，未作任何更改。",
);
const CROSS_SITE: (&str, &str) = ("请求被拒绝", "请求来自其他网站，未作任何更改。");
const NOT_AN_OFFICER: (&str, &str) = (
    "没有工作人员权限",
    "您的登录账号没有工作人员角色。如应当有，请联系本单位的系统管理员。",
);
const NOT_A_SELLER: (&str, &str) = (
    "贵单位未在本平台登记",
    "统一身份认证平台没有提供您所属单位的统一社会信用代码，或该单位未在本平台登记。请用单位经办人账号登录；尚未登记的，请联系平台管理员。",
);
const CLIENT_DISABLED: (&str, &str) = (
    "贵单位的接入已停用",
    "平台管理员已停用贵单位的接入，不能再查验和办理签约。如有疑问，请联系平台管理员。",
);
const CLIENT_EXPIRED: (&str, &str) = (
    "贵单位的接入已到期",
    "贵单位的登记已过有效期，不能再查验和办理签约。如需继续，请联系平台管理员延期。",
);
const CLIENT_UNCONFIRMED: (&str, &str) = (
    "贵单位的登记尚待确认",
    "贵单位的权限须由另一位平台管理员确认后才能使用，请稍后再试，或联系平台管理员。",
);
const SECOND_FACTOR_MISSING: (&str, &str) = (
    "需要双因素认证",
    "工作人员登录须在统一身份认证平台完成第二重验证，请重新登录。",
);
const TOO_MANY_REQUESTS: (&str, &str) = ("操作过于频繁", "请稍后再试，已有的内容没有任何变化。");
const UPSTREAM_UNAVAILABLE: (&str, &str) = (
    "部门系统暂时无法连接",
    "请稍后再试，已有的内容没有任何变化。",
);
const UNAVAILABLE: (&str, &str) = (
    "服务暂停",
    "服务正在启动、维护或暂时繁忙，请稍后再试。已经确认保存和提交的内容不受影响。",
);
const UNEXPECTED: (&str, &str) = (
    "服务出现问题",
    "这是我们的问题，已经记录。请稍后再试，或提供请求编号咨询。",
);

/// Those of what a sign-in can be refused for.
pub(super) fn of_sign_in(kind: K) -> Option<(&'static str, &'static str)> {
    let known = [
        (K::MalformedRequest, MALFORMED_REQUEST),
        (K::CrossSite, CROSS_SITE),
        (K::NotAnOfficer, NOT_AN_OFFICER),
        (K::SecondFactorMissing, SECOND_FACTOR_MISSING),
        (K::TooManyRequests, TOO_MANY_REQUESTS),
        (K::UpstreamUnavailable, UPSTREAM_UNAVAILABLE),
        (K::Unavailable, UNAVAILABLE),
        (K::Unexpected, UNEXPECTED),
    ];
    let mut known = known.into_iter();
    known.find_map(|(one, words)| (one == kind).then_some(words))
}

/// Those of what a seller's sign-in can be refused for, beside what anybody's can.
pub(super) fn of_sellers(kind: K) -> Option<(&'static str, &'static str)> {
    let known = [
        (K::NotASeller, NOT_A_SELLER),
        (K::ClientDisabled, CLIENT_DISABLED),
        (K::ClientExpired, CLIENT_EXPIRED),
        (K::ClientUnconfirmed, CLIENT_UNCONFIRMED),
    ];
    let found = known.into_iter().find(|(one, _)| *one == kind);
    found.map(|(_, words)| words)
}
