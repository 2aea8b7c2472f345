//! What a person has typed into a pre-check, as texts, and the situation that it describes. It
//! stays in this page and is gone with it.

use leptos::prelude::*;
use shared::household::Origin;
use shared::policy::situation::{
    Aim, Claim, CommercialUnit, ContributionRow, FirstSold, HomeCounts, LocalHukou, NewestMonth,
    NotKnown, PastDivorce, TongzhouTies,
};
use shared::policy::{ContributionKind, Situation};
use shared::purchase::{Module, Transfer};
use shared::registry::{BackPaidGround, Income, MaritalStatus, StayPermit};
use shared::values::Day;

use crate::i18n::{t_string, use_i18n};
use crate::ui::field::Field;

/// The longest row of months that can be typed in, in months.
const MOST_MONTHS: u16 = 600;
/// Enough for every rule that asks for months in Tongzhou.
const LONG: u16 = 36;

/// The answers by name. Copy it into every handler.
#[derive(Clone, Copy)]
pub(super) struct Inputs(RwSignal<Vec<(&'static str, String)>>);

impl Inputs {
    /// Nothing typed yet.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// An answer, tracked; empty where there is none.
    pub(super) fn text(self, name: &str) -> String {
        self.0.with(|all| {
            let found = all.iter().find(|(known, _)| *known == name);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        })
    }

    fn put(self, name: &'static str, text: String) {
        self.0.update(|all| {
            all.retain(|(known, _)| *known != name);
            all.push((name, text));
        });
    }

    /// A control for one answer. What is no number where one is asked for is called wrong.
    pub(super) fn field(self, name: &'static str, number: bool) -> Field {
        let i18n = use_i18n();
        Field {
            id: StoredValue::new(format!("precheck-{name}")),
            value: Signal::derive(move || self.text(name)),
            error: Signal::derive(move || {
                let text = self.text(name);
                let wrong = number && !text.is_empty() && read(&text).is_none();
                let beyond = ["missing", "late"].contains(&name)
                    && self.number("missing").unwrap_or(0) + self.number("late").unwrap_or(0)
                        > self.number("months").unwrap_or(MOST_MONTHS);
                if wrong {
                    Some(t_string!(i18n, rules.precheck.no_number).to_owned())
                } else {
                    beyond.then(|| t_string!(i18n, rules.precheck.beyond_row).to_owned())
                }
            }),
            set: Callback::new(move |text| self.put(name, text)),
        }
    }

    fn number(self, name: &str) -> Option<u16> {
        read(&self.text(name))
    }

    fn small(self, name: &str) -> Option<u8> {
        self.number(name).and_then(|n| u8::try_from(n).ok())
    }

    fn yes(self, name: &str) -> Option<bool> {
        match self.text(name).as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// The situation on a day; none until it is known what is to be bought and by whom.
    pub(super) fn situation(self, date: Day) -> Option<Situation> {
        let aim = self.text("aim");
        let (module, target) = match aim.as_str() {
            "home" | "gift" | "gift_other" => (Module::Residential, Aim::InsideFifthRing),
            "tongzhou" => (Module::Residential, Aim::Tongzhou),
            "bungalow" => (Module::Residential, Aim::SingleStoreyHouse),
            "unit" => (Module::Commercial, Aim::CommercialResale),
            "new_unit" => (Module::Commercial, Aim::CommercialNew),
            _ => return None,
        };
        let category = match module {
            Module::Commercial => Claim::Individual,
            Module::Residential => claim(&self.text("category"))?,
        };
        Some(Situation {
            module,
            date,
            target,
            transfer: match aim.as_str() {
                "gift" => Some(Transfer::GiftParentToAdultChild),
                "gift_other" => Some(Transfer::GiftOther),
                _ => None,
            },
            category,
            marital_status: match self.text("marital_status").as_str() {
                "married" => Some(MaritalStatus::Married),
                "single" => Some(MaritalStatus::Single),
                _ => None,
            },
            children_ages: self.children(),
            local_hukou: match self.text("local_hukou").as_str() {
                "yes" => Some(LocalHukou::Applicant),
                "collective" => Some(LocalHukou::StudentCollective),
                "no" => Some(LocalHukou::None),
                _ => None,
            },
            homes: self.homes(),
            commercial_units: self.small("units"),
            spouse_homes: None,
            unit: (target == Aim::CommercialResale).then(|| self.unit()),
            contribution: self.contribution(category),
            work_residence_permit_valid_to: self
                .yes("work_permit")
                .map(|valid| valid.then_some(date)),
            stationed_in_beijing: self.yes("stationed"),
            talent_certified: self.yes("talent"),
            temporary_residence_permit: self.yes("residence_permit"),
            origin: match self.text("origin").as_str() {
                "hong_kong" => Some(Origin::HongKong),
                "macao" => Some(Origin::Macao),
                "taiwan" => Some(Origin::Taiwan),
                "overseas_chinese" => Some(Origin::OverseasChinese),
                _ => None,
            },
            overseas_chinese_certified: self.yes("certified"),
            in_mainland: self.yes("in_mainland"),
            lodging_registered: self.yes("lodging"),
            stay_permit: match self.text("stay").as_str() {
                "work" => Some(Some(StayPermit::Work)),
                "card" => Some(Some(StayPermit::PermanentResidenceCard)),
                "study" => Some(Some(StayPermit::Study)),
                "other" => Some(Some(StayPermit::Other)),
                "none" => Some(None),
                _ => None,
            },
            months_working_in_beijing: self.number("work_months"),
            divorce: self.yes("divorce").map(|recent| {
                recent.then_some(PastDivorce {
                    date,
                    former_family_homes: u8::MAX,
                    former_family: None,
                })
            }),
            tongzhou: self.ties(),
        })
    }

    /// Minor children are taken for new-born: the estimates assume that they stay minors.
    fn children(self) -> Option<Vec<u8>> {
        let (minors, adults) = (self.small("minors")?, self.small("adults")?);
        let minors = std::iter::repeat_n(0, minors.into());
        Some(
            minors
                .chain(std::iter::repeat_n(18, adults.into()))
                .collect(),
        )
    }

    fn homes(self) -> Option<HomeCounts> {
        Some(HomeCounts {
            inside_fifth_ring: self.small("homes_inside")?,
            outside_fifth_ring: self.small("homes_outside")?,
            ..HomeCounts::default()
        })
    }

    /// The unit to be bought: the first day of the time in which it was first sold.
    fn unit(self) -> CommercialUnit {
        let sold = self.text("unit_sold");
        CommercialUnit {
            first_sold: if sold == "unknown" {
                Some(FirstSold::Unknown(NotKnown::Unknown))
            } else {
                sold.parse().ok().map(FirstSold::On)
            },
            in_tongzhou: self.yes("unit_tongzhou"),
        }
    }

    fn contribution(self, category: Claim) -> Option<ContributionRow> {
        let kind = match (category, self.text("contribution").as_str()) {
            (Claim::NonLocalIncomeTax, _) | (Claim::Individual, "tax") => {
                ContributionKind::IncomeTax
            }
            (Claim::NonLocalSocialInsurance, _) | (Claim::Individual, "insurance") => {
                ContributionKind::SocialInsurance
            }
            _ => return None,
        };
        let months = self.number("months")?;
        let insured = kind == ContributionKind::SocialInsurance;
        let income = self.text("income");
        Some(ContributionRow {
            kind,
            back_paid_ground: if self.text("ground") == "other" {
                BackPaidGround::Other
            } else {
                BackPaidGround::ChangeOfEmployer
            },
            newest_month: if insured && self.text("posted") == "no" {
                NewestMonth::NotPostedYet
            } else {
                NewestMonth::Posted
            },
            income: if income.starts_with("business") {
                Income::Business
            } else {
                Income::Wages
            },
            quarters: income == "business_quarters",
            months,
            missing: self.number("missing").unwrap_or(0).min(months),
            back_paid: self.number("late").unwrap_or(0).min(months),
            // Every full year of the row has a record.
            years_with_a_record: u8::try_from(months / 12).unwrap_or(u8::MAX),
        })
    }

    fn ties(self) -> Option<TongzhouTies> {
        let (months, employed) = match self.text("tongzhou").as_str() {
            "long" => (LONG, true),
            "short" => (1, true),
            "none" => (0, false),
            _ => return None,
        };
        Some(TongzhouTies {
            hukou_months: months,
            employed,
            contribution_months: 0,
        })
    }
}

fn claim(slug: &str) -> Option<Claim> {
    Some(match slug {
        "local" => Claim::Local,
        "military" => Claim::Military,
        "permit" => Claim::WorkResidencePermit,
        "insurance" => Claim::NonLocalSocialInsurance,
        "tax" => Claim::NonLocalIncomeTax,
        "hmt" => Claim::HongKongMacaoTaiwanOverseasChinese,
        "foreign" => Claim::Foreign,
        _ => return None,
    })
}

fn read(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|n| *n <= MOST_MONTHS)
}
