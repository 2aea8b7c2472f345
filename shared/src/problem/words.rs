//! Title and detail of each kind of problem, the same in the browser and in the API's answers.

use super::kind::ProblemKind as K;
use crate::values::Lang;

impl K {
    /// The title, and what to do about it.
    #[must_use]
    pub fn title_and_detail(self, lang: Lang) -> (&'static str, &'static str) {
        match lang {
            Lang::Zh => zh(self),
            Lang::En => en(self),
        }
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "a table has as many lines as entries"
)]
fn zh(kind: K) -> (&'static str, &'static str) {
    match kind {
        K::MalformedBody => (
            "请求内容无法读取",
            "请求内容不是所要求的 JSON，未作任何更改。",
        ),
        K::MalformedRequest => (
            "请求格式不正确",
            "地址、参数或标头不符合要求，未作任何更改。",
        ),
        K::NotSignedIn => (
            "请先登录",
            "您尚未登录，或登录已结束。重新登录后可从原处继续。",
        ),
        K::CrossSite => ("请求被拒绝", "请求来自其他网站，未作任何更改。"),
        K::NotBound => ("请先绑定证件", "首次登录须完成用户绑定，之后即可办理。"),
        K::IdentityNotVerified => (
            "请先完成实名认证",
            "您的登录账号尚未在统一身份认证平台完成实名认证。完成后即可绑定证件；在此之前可以预检和填写草稿。",
        ),
        K::BindingTakenOver => (
            "不能在线绑定",
            "原来绑定的证件已由证件本人取回。如有疑问，请携带证件到区服务中心窗口办理。",
        ),
        K::NotAnOfficer => (
            "没有工作人员权限",
            "您的登录账号没有工作人员角色。如应当有，请联系本单位的系统管理员。",
        ),
        K::SecondFactorMissing => (
            "需要双因素认证",
            "工作人员登录须在统一身份认证平台完成第二重验证，请重新登录。",
        ),
        K::RoleMissing => (
            "没有此项权限",
            "您的工作人员角色不能办理此项，未作任何更改。",
        ),
        K::FactsNotShown => (
            "委托人未允许查看",
            "委托人没有允许您查看核验依据，这项须由委托人本人办理，或先由委托人允许您查看。",
        ),
        K::PrincipalOnly => ("须由委托人本人办理", "代理人不能办理这一项，未作任何更改。"),
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
        K::DraftChanged => (
            "草稿已在别处更改",
            "这份草稿在另一个页面或设备上更改过，请先合并再保存。",
        ),
        K::ContactChanged => (
            "联系方式已在别处更正",
            "联系方式在另一个页面或设备上更正过，请核对最新内容后再保存。",
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
        K::PreconditionRequired => ("缺少版本信息", "保存草稿须带 If-Match 标头。"),
        K::TooManyRequests => ("操作过于频繁", "请稍后再试，已有的内容没有任何变化。"),
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
        K::Unexpected => (
            "服务出现问题",
            "这是我们的问题，已经记录。请稍后再试，或提供请求编号咨询。",
        ),
        K::UpstreamUnavailable => (
            "部门系统暂时无法连接",
            "请稍后再试，已有的内容没有任何变化。",
        ),
        K::Unavailable => (
            "服务暂停",
            "服务正在启动、维护或暂时繁忙，请稍后再试。已经确认保存和提交的内容不受影响。",
        ),
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "a table has as many lines as entries"
)]
fn en(kind: K) -> (&'static str, &'static str) {
    match kind {
        K::MalformedBody => (
            "The body cannot be read",
            "The body is not JSON of the expected form. Nothing was changed.",
        ),
        K::MalformedRequest => (
            "The request is malformed",
            "A path, parameter or header is not of the expected form. Nothing was changed.",
        ),
        K::NotSignedIn => (
            "Sign in first",
            "You are not signed in, or the session has ended. After signing in you go on where you were.",
        ),
        K::CrossSite => (
            "Refused",
            "The request came from another site. Nothing was changed.",
        ),
        K::NotBound => (
            "Bind a document first",
            "On the first sign-in a document has to be bound.",
        ),
        K::IdentityNotVerified => (
            "Verify your identity first",
            "The identity platform has not verified who you are. Once it has, you can bind a document; until then you can use the pre-check and fill in drafts.",
        ),
        K::BindingTakenOver => (
            "Not possible online",
            "The owner of the document that was bound here has taken it back. If you have questions, visit a district service window with your document.",
        ),
        K::NotAnOfficer => (
            "Not an officer",
            "Your account has no role of an officer. If it should, ask the administrator of your office.",
        ),
        K::SecondFactorMissing => (
            "A second factor is needed",
            "Officers prove who they are with a second factor at the identity platform. Sign in again.",
        ),
        K::RoleMissing => (
            "Not permitted",
            "None of your roles as an officer may do this. Nothing was changed.",
        ),
        K::FactsNotShown => (
            "The principal has not allowed it",
            "The principal does not let you see what the result rests on. The principal can do this, or can let you see it first.",
        ),
        K::PrincipalOnly => (
            "For the principal alone",
            "An agent cannot do this. Nothing was changed.",
        ),
        K::NotFound => ("Not found", "There is no such thing, or it is not yours."),
        K::AuthorityUnknown => (
            "No such authority",
            "No authority that you can confirm has this code. Compare the code, and whether your bound document is the one in the application. A code holds for 7 days, and no longer than the application.",
        ),
        K::MethodNotAllowed => (
            "Method not allowed",
            "This address does not support the method.",
        ),
        K::NotAcceptable => ("Not acceptable", "The service answers in JSON only."),
        K::AlreadyBound => (
            "A document is bound already",
            "To change it, visit a district service window with the document.",
        ),
        K::WrongState => (
            "Not possible in this state",
            "The application's state has changed. Reload the page to see it.",
        ),
        K::ReviewPeriodOver => (
            "Too late to ask for a review",
            "The period for disputing this result is over. Once the house records are corrected, you can apply again.",
        ),
        K::MemberInLiveApplication => (
            "A review cannot be asked for now",
            "Somebody of the household is in another live application by now. Withdraw that one or wait until it has ended, then ask within the period.",
        ),
        K::CaseClaimed => (
            "Somebody else works on the case",
            "Another officer has claimed it. Wait until it is decided or released, or have a supervisor take it over.",
        ),
        K::CaseNotClaimed => (
            "Claim the case first",
            "You have not claimed this case, or more than 30 minutes ago. Claim it again to go on.",
        ),
        K::SecondPersonNeeded => (
            "A second person is needed",
            "Whoever proposed a pass cannot confirm it; another supervisor confirms or returns it.",
        ),
        K::ColleagueUnavailable => (
            "Not to this colleague",
            "Choose another one, or put the case back into the queue.",
        ),
        K::TakeOverOpen => ("Asked for already", "Withdraw that first, then ask again."),
        K::TakeOverNotOpened => (
            "Open it by its code first",
            "You have not opened this by its code, more than 30 minutes ago, or another window has opened it since. Ask the person for the code and open it again.",
        ),
        K::HouseholdMemberLocked => (
            "Cannot be submitted now",
            "You are in another live application already: your own, or, of a home, one that your spouse submitted. Each person can be in one per module. Whoever submitted it can withdraw it; or wait until it has ended.",
        ),
        K::TooManyDrafts => (
            "Too many drafts",
            "20 drafts at most; delete one that you do not need.",
        ),
        K::TooManyViews => (
            "Too many views",
            "20 views at most; delete one that you do not need.",
        ),
        K::TooManyAwaiting => (
            "Too many wait for an authority",
            "Up to 20 applications that you filed for others can wait for their authority. Wait until one is confirmed, or withdraw one that is not needed.",
        ),
        K::UploadsFull => (
            "Too many papers",
            "Up to 20 papers can be handed in at a time, 100 MB together. Delete one that you do not need, or hand in first what is there.",
        ),
        K::UploadNotClean => (
            "The paper cannot be used yet",
            "It is still being checked for viruses; try again later. One that did not pass is gone: upload it anew.",
        ),
        K::FileTooLarge => (
            "The file is too large",
            "Pictures of up to 10 MB and PDFs of up to 20 MB are taken. Lower the picture's resolution, or upload several files.",
        ),
        K::FileTypeRefused => (
            "This kind of file is not taken",
            "Upload a picture as JPEG, PNG or WebP; evidence can also be a PDF. What counts is the content: another name does not help.",
        ),
        K::HeicRefused => (
            "HEIC pictures are not taken",
            "Choose Most Compatible under Settings, Camera, Formats of your telephone and take the picture again, or upload a screenshot of it.",
        ),
        K::FileUnreadable => (
            "The file cannot be read",
            "It is empty, damaged, incomplete or not written as it should be. Upload it again; where it opens on your device, print it to a new PDF, or upload a photograph or screenshot of it.",
        ),
        K::PictureTooLarge => (
            "The picture is too large",
            "Pictures of up to 40 million pixels are taken, with sides of up to 12000. Make it smaller and upload it again.",
        ),
        K::TooManyPages => (
            "Too many pages",
            "A PDF can have 50 pages. Upload several files.",
        ),
        K::FileEncrypted => (
            "The PDF is encrypted",
            "Upload a PDF without a password or restrictions, or photograph the paper.",
        ),
        K::FileActive => (
            "The PDF contains what is not taken",
            "It has scripts, actions or other files in it. Print it to a new PDF, or photograph the paper.",
        ),
        K::DraftChanged => (
            "The draft was changed elsewhere",
            "Another page or device changed this draft. Merge first, then save.",
        ),
        K::ContactChanged => (
            "The contact was corrected elsewhere",
            "Another page or device corrected it. Compare the newest one, then save.",
        ),
        K::RequestTimeout => (
            "Too slow",
            "The body did not arrive in time. Nothing was changed. Check the network and try again.",
        ),
        K::BodyTooLarge => (
            "Too large",
            "The body exceeds the limit. Nothing was changed.",
        ),
        K::UnsupportedMediaType => ("Unsupported media type", "Send application/json."),
        K::InvalidAnswers => (
            "Some answers need a change",
            "Change what is marked and submit again. What you filled in is kept.",
        ),
        K::InvalidSituation => (
            "The situation cannot be checked",
            "Change what is marked and try again. Nothing of it is kept.",
        ),
        K::BindingRefused => (
            "The document could not be bound",
            "The document could not be matched with the identity that signed in. Check its kind and number. If they are right, visit a district service window with the document.",
        ),
        K::DocumentDiffers => (
            "It does not match",
            "The document that is shown does not match the number that was asked for, the name that signed in, or the population register. Compare it with the original once more; where it really differs, refuse.",
        ),
        K::PreconditionRequired => (
            "If-Match is required",
            "Saving a draft needs the If-Match header.",
        ),
        K::TooManyRequests => ("Too many requests", "Try again later. Nothing was changed."),
        K::BindingLocked => (
            "Binding is paused",
            "Several tries did not match. Binding is paused for 30 minutes.",
        ),
        K::SubmissionLocked => (
            "Submitting is paused",
            "The members named in several applications were not on record as filled in. Submitting is paused for 30 minutes. Check each answer with your family; what you filled in is kept.",
        ),
        K::AuthorityLocked => (
            "Codes are paused",
            "Several codes led to no authority. Codes are paused for 30 minutes. Compare the code with your agent.",
        ),
        K::UnitLookupLocked => (
            "Submitting is paused",
            "Several commercial applications with a certificate number were submitted within a short time. Try again later; what you filled in is kept. Without a certificate number you can submit at once.",
        ),
        K::Unexpected => (
            "Something went wrong",
            "This is our fault and has been recorded. Try again later, or quote the request number.",
        ),
        K::UpstreamUnavailable => (
            "An agency cannot be reached now",
            "Try again later. Nothing was changed.",
        ),
        K::Unavailable => (
            "Out of service",
            "The service is starting, under maintenance or too busy now. Try again later; what was \
             confirmed as saved or submitted is safe.",
        ),
    }
}
