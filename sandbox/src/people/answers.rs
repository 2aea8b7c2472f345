//! The answers that an applicant of the city gives in the form: what the registries hold, unless the
//! application says otherwise.

use shared::document::DocumentKind;
use shared::form::{
    Answers, Applicant, Child, DeclaredHome, Filler, Forces, HukouClaim, Overseas, Payer,
    PayerRole, Permit, Person, Target, Texts, Unit,
};
use shared::household::{Category, Origin};
use shared::policy::ContributionKind;
use shared::purchase::{HomeKind, Module, Place, Seller};
use shared::registry::{HukouKind, MaritalStatus};
use shared::values::{Day, Month};

use super::format::ContributionsEntry;
use super::{Application, Member, People};

const ADULT: u32 = 18;

impl Application {
    /// The complete form of the module, ready to submit; none where the file does not say enough.
    #[must_use]
    pub fn answers(&self, people: &People, on: Day) -> Option<Answers> {
        let applicant = people.member(&self.applicant)?;
        let texts = Texts::of(self.module);
        let answers = match self.module {
            Module::Residential => self.of_household(people, applicant, on)?,
            Module::Commercial => self.of_person(applicant, on)?,
        };
        Some(Answers {
            notes_read: Some(texts.notes.to_owned()),
            data_use_agreed: Some(texts.data_use.to_owned()),
            filler: Filler {
                who: Some(self.entry.filled_by),
            },
            promise: Some(texts.promise.to_owned()),
            ..answers
        })
    }

    fn of_person(&self, applicant: &Member, on: Day) -> Option<Answers> {
        let (kind, unit) = (self.contribution?, self.entry.unit.as_ref()?);
        let row = match kind {
            ContributionKind::SocialInsurance => applicant.entry.social_insurance.as_ref(),
            ContributionKind::IncomeTax => applicant.entry.tax.as_ref(),
        };
        Some(Answers {
            applicant: Applicant {
                payer: Some(Payer {
                    kind: Some(kind),
                    ..paid(row, on)
                }),
                ..self.reached(applicant)
            },
            unit: Unit {
                seller: Some(match self.entry.kind {
                    HomeKind::New => Seller::Developer,
                    HomeKind::Resale | HomeKind::SingleStorey => Seller::Owner,
                }),
                kind: Some(unit.kind),
                location: Some(unit.location.clone()),
                in_tongzhou: Some(self.entry.place == Place::Tongzhou),
                has_certificate: Some(unit.certificate.is_some()),
                certificate: unit.certificate.clone(),
            },
            ..Answers::default()
        })
    }

    fn of_household(&self, people: &People, applicant: &Member, on: Day) -> Option<Answers> {
        let category = self.entry.category?;
        let status = self.entry.says_marital.unwrap_or(applicant.marital);
        let spouse = applicant
            .entry
            .marital
            .spouse
            .as_deref()
            .filter(|_| status == MaritalStatus::Married)
            .and_then(|key| people.member(key));
        let children: Vec<Child> = self
            .children(people, on)
            .into_iter()
            .map(|child| Child {
                id: child.key.clone(),
                person: self.person(child),
            })
            .collect();
        let homes = declared_homes(applicant, spouse);
        Some(Answers {
            category: Some(category),
            applicant: self.applicant_chapter(applicant, category, status, spouse, on),
            spouse: spouse.map(|spouse| self.person(spouse)).unwrap_or_default(),
            has_children: Some(!children.is_empty()),
            has_adult_children: (children.len() == 1).then(|| {
                let all = people.children_of(&self.applicant);
                all.len() > children.len()
            }),
            children,
            has_homes: Some(!homes.is_empty()),
            homes,
            target: Target {
                transfer: Some(self.entry.transfer),
                place: Some(self.entry.place),
                kind: Some(self.entry.kind),
                address: None,
            },
            ..Answers::default()
        })
    }

    /// The minor children on that day.
    fn children<'a>(&self, people: &'a People, on: Day) -> Vec<&'a Member> {
        people
            .children_of(&self.applicant)
            .into_iter()
            .filter(|child| on.years_since(child.born).is_some_and(|age| age < ADULT))
            .collect()
    }

    fn person(&self, member: &Member) -> Person {
        let document = &member.document;
        Person {
            name: Some(member.name.clone()),
            document_kind: Some(document.kind),
            document_number: Some(document.number.clone()),
            citizen_number: None,
            nationality: document.nationality.clone(),
            born: document.birth_date().is_none().then_some(member.born),
            hukou: Some(
                self.entry
                    .says_hukou
                    .get(&member.key)
                    .copied()
                    .unwrap_or_else(|| hukou(member)),
            ),
        }
    }

    fn applicant_chapter(
        &self,
        applicant: &Member,
        category: Category,
        status: MaritalStatus,
        spouse: Option<&Member>,
        on: Day,
    ) -> Applicant {
        let entry = &applicant.entry;
        let since = entry.marital.since.map(|since| since.seen_from(on));
        Applicant {
            marital_status: Some(status),
            // Who claims a marriage that is on no record still has to name a day.
            marital_since: since
                .or_else(|| on.checked_sub_months(chrono::Months::new(12)))
                .filter(|_| status != MaritalStatus::Single),
            forces: (category == Category::Military).then(|| Forces {
                military_number: applicant
                    .also
                    .iter()
                    .find(|document| document.kind == DocumentKind::MilitaryId)
                    .map(|document| document.number.clone()),
                station: Some("北京市".to_owned()),
                family_certificate: Some("政字第0001号".to_owned()),
            }),
            permit: (category == Category::WorkResidencePermit).then(|| Permit {
                number: Some(
                    entry
                        .permits
                        .work_residence_permit
                        .clone()
                        .unwrap_or_else(|| "GJ0000000".into()),
                ),
                // What the holder says may be more than what is on record.
                valid_to: entry
                    .permits
                    .valid_to
                    .map(|day| day.seen_from(on))
                    .filter(|day| *day >= on)
                    .or_else(|| on.checked_add_months(chrono::Months::new(12))),
            }),
            payer: category
                .rests_on_contributions()
                .then(|| payer(category, applicant, spouse, on)),
            overseas: matches!(
                category,
                Category::HongKongMacaoTaiwanOverseasChinese | Category::Foreign
            )
            .then(|| overseas(category, applicant)),
            ..self.reached(applicant)
        }
    }

    /// Who the applicant is, and how they are reached.
    fn reached(&self, applicant: &Member) -> Applicant {
        Applicant {
            person: Person {
                nationality: applicant.entry.document.nationality.clone(),
                ..self.person(applicant)
            },
            mobile: Some("13800000000".to_owned()),
            postal_address: Some("北京市东城区示例胡同 1 号".to_owned()),
            ..Applicant::default()
        }
    }
}

fn hukou(member: &Member) -> HukouClaim {
    match member.entry.hukou.as_ref().map(|hukou| hukou.kind) {
        None => HukouClaim::NoHukou,
        Some(HukouKind::Beijing) => HukouClaim::Beijing,
        Some(HukouKind::BeijingStudentCollective) => HukouClaim::BeijingStudentCollective,
        Some(HukouKind::Elsewhere) => HukouClaim::Elsewhere,
    }
}

fn payer(category: Category, applicant: &Member, spouse: Option<&Member>, on: Day) -> Payer {
    let row = |member: &Member| {
        if category == Category::NonLocalIncomeTax {
            member.entry.tax.clone()
        } else {
            member.entry.social_insurance.clone()
        }
    };
    let (who, row) = match (row(applicant), spouse.and_then(row)) {
        (None, Some(row)) => (PayerRole::Spouse, Some(row)),
        (own, _) => (PayerRole::Applicant, own),
    };
    Payer {
        who: Some(who),
        residence_permit: Some("京居住0000001".to_owned()),
        ..paid(row.as_ref(), on)
    }
}

/// By whom and since when a row was paid.
fn paid(row: Option<&ContributionsEntry>, on: Day) -> Payer {
    Payer {
        employer: Some(
            row.and_then(|row| row.payers.values().next_back().cloned())
                .unwrap_or_else(|| "示例公司".to_owned()),
        ),
        since: Some(Month::of(on).plus(row.map_or(-1, |row| row.paid.first))),
        ..Payer::default()
    }
}

fn overseas(category: Category, applicant: &Member) -> Overseas {
    let document = &applicant.document;
    let starts = |prefix: &str| document.number.starts_with(prefix);
    let origin = match document.kind {
        DocumentKind::HmtResidencePermit if starts("81") => Some(Origin::HongKong),
        DocumentKind::HmtResidencePermit if starts("82") => Some(Origin::Macao),
        DocumentKind::HmtResidencePermit => Some(Origin::Taiwan),
        DocumentKind::HkMacaoTravelPermit if starts("H") => Some(Origin::HongKong),
        DocumentKind::HkMacaoTravelPermit => Some(Origin::Macao),
        DocumentKind::TaiwanTravelPermit => Some(Origin::Taiwan),
        DocumentKind::ChinesePassport => Some(Origin::OverseasChinese),
        DocumentKind::ResidentId
        | DocumentKind::ForeignPassport
        | DocumentKind::PermanentResidenceCard
        | DocumentKind::MilitaryId => None,
    };
    let stay = applicant
        .entry
        .stay
        .as_ref()
        .filter(|_| category == Category::Foreign);
    Overseas {
        origin: origin.filter(|_| category != Category::Foreign),
        lodging: Some("北京市朝阳区示例路 2 号".to_owned()),
        certification: (origin == Some(Origin::OverseasChinese)).then(|| "侨证0001".to_owned()),
        stay_permit: stay.and_then(|stay| stay.permit),
    }
}

fn declared_homes(applicant: &Member, spouse: Option<&Member>) -> Vec<DeclaredHome> {
    std::iter::once(applicant)
        .chain(spouse)
        .flat_map(|member| member.entry.homes.iter().map(move |home| (member, home)))
        .enumerate()
        .filter(|(_, (_, home))| home.disposed.is_none() && !home.not_ours)
        .map(|(i, (member, home))| DeclaredHome {
            id: format!("{}-{i}", member.key),
            address: Some(home.address.clone()),
            certificate: home.certificate.clone(),
            zone: Some(home.zone),
        })
        .collect()
}
