//! The names of states, categories, documents and the like in the person's language. They follow
//! the language where they are read in a signal.

use shared::application::{State, SubState};
use shared::document::DocumentKind;
use shared::form::{FilledBy, HukouClaim};
use shared::household::Category;
use shared::officer::OfficerRole;
use shared::purchase::{HomeKind, Module, Place, Transfer};
use shared::registry::MaritalStatus;
use shared::review::{CaseKind, ReviewStep};
use shared::take_over::TakeOverState;
use shared::values::Zone;

use crate::i18n::t_string;
use crate::language::I18n;

/// 草稿箱, 待核验 …
pub(crate) fn state(i18n: I18n, state: State) -> &'static str {
    match state {
        State::Draft => t_string!(i18n, terms.state.draft),
        State::Pending => t_string!(i18n, terms.state.pending),
        State::Passed => t_string!(i18n, terms.state.passed),
        State::Failed => t_string!(i18n, terms.state.failed),
        State::Signing => t_string!(i18n, terms.state.signing),
        State::Signed => t_string!(i18n, terms.state.signed),
        State::Void => t_string!(i18n, terms.state.void),
    }
}

/// 等待部门答复 …
pub(crate) fn sub_state(i18n: I18n, sub: SubState) -> &'static str {
    match sub {
        SubState::AwaitingAuthority => t_string!(i18n, terms.sub_state.authority),
        SubState::AwaitingRegistries => t_string!(i18n, terms.sub_state.awaiting),
        SubState::AwaitingPosting => t_string!(i18n, terms.sub_state.posting),
        SubState::ManualReview => t_string!(i18n, terms.sub_state.manual),
        SubState::Renewing => t_string!(i18n, renewal.sub_state),
        SubState::Unconfirmed => t_string!(i18n, signing.sub_state),
        SubState::UnderReview | SubState::Rechecking => {
            t_string!(i18n, terms.sub_state.under_review)
        }
        SubState::Withdrawn => t_string!(i18n, terms.sub_state.withdrawn),
        SubState::Expired => t_string!(i18n, terms.sub_state.expired),
        SubState::NotChecked => t_string!(i18n, terms.sub_state.not_checked),
        SubState::BindingTakenOver => t_string!(i18n, terms.sub_state.taken_over),
        SubState::MemberInOtherApplication => t_string!(i18n, terms.sub_state.other_application),
        SubState::MemberObjection => t_string!(i18n, member.void.sub_state),
        SubState::AuthorityDeclined => t_string!(i18n, terms.sub_state.authority_declined),
        SubState::AuthorityRefused => t_string!(i18n, terms.sub_state.authority_refused),
        SubState::AuthorityLapsed => t_string!(i18n, terms.sub_state.authority_lapsed),
    }
}

/// 住宅, 商办
pub(crate) fn module(i18n: I18n, module: Module) -> &'static str {
    match module {
        Module::Residential => t_string!(i18n, terms.module.residential),
        Module::Commercial => t_string!(i18n, terms.module.commercial),
    }
}

/// 家庭购房申请表, 个人购房申请表
pub(crate) fn form(i18n: I18n, module: Module) -> &'static str {
    match module {
        Module::Residential => t_string!(i18n, result.form),
        Module::Commercial => t_string!(i18n, commercial.form),
    }
}

/// What stands under the title of a paper: the city's check for homes, or for commercial units.
pub(crate) fn service(i18n: I18n, module: Module) -> &'static str {
    match module {
        Module::Residential => t_string!(i18n, result.paper.sub),
        Module::Commercial => t_string!(i18n, commercial.sub),
    }
}

/// The family categories (家庭类别).
pub(crate) fn category(i18n: I18n, category: Category) -> &'static str {
    match category {
        Category::Local => t_string!(i18n, terms.category.local),
        Category::Military => t_string!(i18n, terms.category.military),
        Category::WorkResidencePermit => t_string!(i18n, terms.category.permit),
        Category::NonLocalSocialInsurance => t_string!(i18n, terms.category.insurance),
        Category::NonLocalIncomeTax => t_string!(i18n, terms.category.tax),
        Category::HongKongMacaoTaiwanOverseasChinese => t_string!(i18n, terms.category.hmt),
        Category::Foreign => t_string!(i18n, terms.category.foreign),
    }
}

/// 五环内, 五环外, 通州区
pub(crate) fn place(i18n: I18n, place: Place) -> &'static str {
    match place {
        Place::InsideFifthRing => t_string!(i18n, terms.place.inside),
        Place::OutsideFifthRing => t_string!(i18n, terms.place.outside),
        Place::Tongzhou => t_string!(i18n, terms.place.tongzhou),
    }
}

/// 五环内, 五环外
pub(crate) fn zone(i18n: I18n, zone: Zone) -> &'static str {
    match zone {
        Zone::InsideFifthRing => t_string!(i18n, terms.place.inside),
        Zone::OutsideFifthRing => t_string!(i18n, terms.place.outside),
    }
}

/// New, resale, 平房.
pub(crate) fn home_kind(i18n: I18n, kind: HomeKind) -> &'static str {
    match kind {
        HomeKind::New => t_string!(i18n, terms.home_kind.new),
        HomeKind::Resale => t_string!(i18n, terms.home_kind.resale),
        HomeKind::SingleStorey => t_string!(i18n, terms.home_kind.single_storey),
    }
}

/// Purchase or gift.
pub(crate) fn transfer(i18n: I18n, transfer: Transfer) -> &'static str {
    match transfer {
        Transfer::Purchase => t_string!(i18n, terms.transfer.purchase),
        Transfer::GiftParentToAdultChild => t_string!(i18n, terms.transfer.gift),
        Transfer::GiftOther => t_string!(i18n, terms.transfer.gift_other),
    }
}

/// The kinds of identity document.
pub(crate) fn document_kind(i18n: I18n, kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::ResidentId => t_string!(i18n, terms.document.resident_id),
        DocumentKind::HmtResidencePermit => t_string!(i18n, terms.document.hmt_permit),
        DocumentKind::HkMacaoTravelPermit => t_string!(i18n, terms.document.hk_macao),
        DocumentKind::TaiwanTravelPermit => t_string!(i18n, terms.document.taiwan),
        DocumentKind::ChinesePassport => t_string!(i18n, terms.document.passport),
        DocumentKind::ForeignPassport => t_string!(i18n, terms.document.foreign_passport),
        DocumentKind::PermanentResidenceCard => t_string!(i18n, terms.document.pr_card),
        DocumentKind::MilitaryId => t_string!(i18n, terms.document.military),
    }
}

/// Who filled the form in.
pub(crate) fn filled_by(i18n: I18n, who: FilledBy) -> &'static str {
    match who {
        FilledBy::Applicant => t_string!(i18n, terms.filled_by.applicant),
        FilledBy::FamilyMember => t_string!(i18n, terms.filled_by.family),
        FilledBy::Agent => t_string!(i18n, terms.filled_by.agent),
    }
}

/// 未婚, 已婚, 离异, 丧偶
pub(crate) fn marital_status(i18n: I18n, status: MaritalStatus) -> &'static str {
    match status {
        MaritalStatus::Single => t_string!(i18n, terms.marital.single),
        MaritalStatus::Married => t_string!(i18n, terms.marital.married),
        MaritalStatus::Divorced => t_string!(i18n, terms.marital.divorced),
        MaritalStatus::Widowed => t_string!(i18n, terms.marital.widowed),
    }
}

/// Where a person says to be registered.
pub(crate) fn hukou(i18n: I18n, hukou: HukouClaim) -> &'static str {
    match hukou {
        HukouClaim::Beijing => t_string!(i18n, terms.hukou.beijing),
        HukouClaim::BeijingStudentCollective => t_string!(i18n, terms.hukou.collective),
        HukouClaim::Elsewhere => t_string!(i18n, terms.hukou.elsewhere),
        HukouClaim::NoHukou => t_string!(i18n, terms.hukou.none),
    }
}

/// 审核员, 主管 …
pub(crate) fn officer_role(i18n: I18n, role: OfficerRole) -> &'static str {
    match role {
        OfficerRole::Reviewer => t_string!(i18n, terms.role.reviewer),
        OfficerRole::Supervisor => t_string!(i18n, terms.role.supervisor),
        OfficerRole::Auditor => t_string!(i18n, terms.role.auditor),
        OfficerRole::Administrator => t_string!(i18n, terms.role.administrator),
    }
}

/// 待办理, 待确认
pub(crate) fn case_kind(i18n: I18n, kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::ManualReview => t_string!(i18n, officer.kind.manual_review),
        CaseKind::Dispute => t_string!(i18n, officer.kind.dispute),
        CaseKind::Objection => t_string!(i18n, member.officer.kind),
        CaseKind::Authority => t_string!(i18n, officer.kind.authority),
        CaseKind::HoldRelease => t_string!(i18n, signing.officer.kind),
    }
}

/// How far a case is.
pub(crate) fn review_step(i18n: I18n, step: ReviewStep) -> &'static str {
    match step {
        ReviewStep::Open => t_string!(i18n, terms.review_step.open),
        ReviewStep::Proposed => t_string!(i18n, terms.review_step.proposed),
    }
}

/// How far a take-over at a window is.
pub(crate) fn take_over_state(i18n: I18n, state: TakeOverState) -> &'static str {
    match state {
        TakeOverState::Open => t_string!(i18n, take_over.state.open),
        TakeOverState::Proposed => t_string!(i18n, take_over.state.proposed),
        TakeOverState::Done => t_string!(i18n, take_over.state.done),
        TakeOverState::Refused => t_string!(i18n, take_over.state.refused),
        TakeOverState::Withdrawn => t_string!(i18n, take_over.state.withdrawn),
        TakeOverState::Lapsed => t_string!(i18n, take_over.state.lapsed),
    }
}
