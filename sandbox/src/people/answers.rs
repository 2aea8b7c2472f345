//! The answers that an applicant of the city gives in the residential form: what the registries
//! hold, unless the application says otherwise.

use shared::document::DocumentKind;
use shared::form::{
    Answers, Applicant, Child, DATA_USE_VERSION, DeclaredHome, Filler, Forces, HukouClaim,
    NOTES_VERSION, Overseas, PROMISE_VERSION, Payer, PayerRole, Permit, Person, Target,
};
use shared::household::{Category, Origin};
use shared::purchase::Module;
use shared::registry::{HukouKind, MaritalStatus};
use shared::values::{Day, Month};

use super::{Application, Member, People};

const ADULT: u32 = 18;

impl Application {
    /// The complete residential form, ready to submit; none for a commercial application.
    #[must_use]
    pub fn answers(&self, people: &People, on: Day) -> Option<Answers> {
        if self.module != Module::Residential {
            return None;
        }
        let applicant = people.member(&self.applicant)?;
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
            notes_read: Some(NOTES_VERSION.to_owned()),
            data_use_agreed: Some(DATA_USE_VERSION.to_owned()),
            category: Some(category),
            filler: Filler {
                who: Some(self.entry.filled_by),
            },
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
            promise: Some(PROMISE_VERSION.to_owned()),
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
            person: Person {
                nationality: entry.document.nationality.clone(),
                ..self.person(applicant)
            },
            marital_status: Some(status),
            // Who claims a marriage that is on no record still has to name a day.
            marital_since: since
                .or_else(|| on.checked_sub_months(chrono::Months::new(12)))
                .filter(|_| status != MaritalStatus::Single),
            mobile: Some("13800000000".to_owned()),
            email: None,
            postal_address: Some("北京市东城区示例胡同 1 号".to_owned()),
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
        employer: Some(
            row.as_ref()
                .and_then(|row| row.payers.values().next_back().cloned())
                .unwrap_or_else(|| "示例公司".to_owned()),
        ),
        since: Some(Month::of(on).plus(row.map_or(-1, |row| row.paid.first))),
        residence_permit: Some("京居住0000001".to_owned()),
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
