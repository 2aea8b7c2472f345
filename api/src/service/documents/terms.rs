//! The names of states, categories, documents and the like.

use shared::application::State;
use shared::document::DocumentKind;
use shared::form::{FilledBy, HukouClaim, PayerRole};
use shared::household::{Category, Origin};
use shared::policy::ContributionKind;
use shared::purchase::{HomeKind, Module, Place, Seller, Transfer, UnitKind};
use shared::registry::{MaritalStatus, StayPermit};
use shared::values::Zone;

use crate::words::Word;
use crate::words::locale::terms as t;
use crate::words::locale::wizard::field;

/// What has a name.
pub(super) trait Named {
    /// The name.
    fn name(self) -> Word;
}

macro_rules! names {
    ($($type:ident { $($variant:ident => $word:expr,)+ })+) => {
        $(impl Named for $type {
            fn name(self) -> Word {
                match self { $(Self::$variant => $word,)+ }
            }
        })+
    };
}

names! {
    State {
        Draft => t::state::draft,
        Pending => t::state::pending,
        Passed => t::state::passed,
        Failed => t::state::failed,
        Signing => t::state::signing,
        Signed => t::state::signed,
        Void => t::state::void,
    }
    Module {
        Residential => t::module::residential,
        Commercial => t::module::commercial,
    }
    Category {
        Local => t::category::local,
        Military => t::category::military,
        WorkResidencePermit => t::category::permit,
        NonLocalSocialInsurance => t::category::insurance,
        NonLocalIncomeTax => t::category::tax,
        HongKongMacaoTaiwanOverseasChinese => t::category::hmt,
        Foreign => t::category::foreign,
    }
    Place {
        InsideFifthRing => t::place::inside,
        OutsideFifthRing => t::place::outside,
        Tongzhou => t::place::tongzhou,
    }
    Zone {
        InsideFifthRing => t::place::inside,
        OutsideFifthRing => t::place::outside,
    }
    HomeKind {
        New => t::home_kind::new,
        Resale => t::home_kind::resale,
        SingleStorey => t::home_kind::single_storey,
    }
    Transfer {
        Purchase => t::transfer::purchase,
        GiftParentToAdultChild => t::transfer::gift,
        GiftOther => t::transfer::gift_other,
    }
    DocumentKind {
        ResidentId => t::document::resident_id,
        HmtResidencePermit => t::document::hmt_permit,
        HkMacaoTravelPermit => t::document::hk_macao,
        TaiwanTravelPermit => t::document::taiwan,
        ChinesePassport => t::document::passport,
        ForeignPassport => t::document::foreign_passport,
        PermanentResidenceCard => t::document::pr_card,
        MilitaryId => t::document::military,
    }
    FilledBy {
        Applicant => t::filled_by::applicant,
        FamilyMember => t::filled_by::family,
        Agent => t::filled_by::agent,
    }
    MaritalStatus {
        Single => t::marital::single,
        Married => t::marital::married,
        Divorced => t::marital::divorced,
        Widowed => t::marital::widowed,
    }
    HukouClaim {
        Beijing => t::hukou::beijing,
        BeijingStudentCollective => t::hukou::collective,
        Elsewhere => t::hukou::elsewhere,
        NoHukou => t::hukou::none,
    }
    PayerRole {
        Applicant => field::payer_applicant,
        Spouse => field::payer_spouse,
    }
    ContributionKind {
        SocialInsurance => field::ground_insurance,
        IncomeTax => field::ground_tax,
    }
    Seller {
        Owner => field::seller_owner,
        Developer => field::seller_developer,
    }
    UnitKind {
        Office => field::unit_office,
        Shop => field::unit_shop,
        Mixed => field::unit_mixed,
    }
    Origin {
        HongKong => field::origin_hong_kong,
        Macao => field::origin_macao,
        Taiwan => field::origin_taiwan,
        OverseasChinese => field::origin_overseas_chinese,
    }
    StayPermit {
        Work => field::stay_work,
        Study => field::stay_study,
        PermanentResidenceCard => field::stay_card,
        Other => field::stay_other,
    }
}
