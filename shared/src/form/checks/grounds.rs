//! Checks what the family category, or a commercial application, rests on.

use super::checker::Checker;
use crate::document::{Document, DocumentKind, find_nationality};
use crate::form::answers::Answers;
use crate::form::applicant::Applicant;
use crate::form::fields::Field;
use crate::form::grounds::{Payer, PayerRole};
use crate::household::{Category, Origin};
use crate::issue::IssueCode;
use crate::purchase::Module;

/// Checks the fields of the category or of the commercial application, below the applicant.
pub(super) fn check(answers: &Answers, check: &mut Checker<'_>) {
    let applicant = &answers.applicant;
    if check.module == Module::Commercial {
        nationality(applicant, check);
        let payer = applicant.payer.clone().unwrap_or_default();
        check.chosen(Field::ContributionKind, payer.kind);
        contributions(&payer, check);
        return;
    }
    let Some(category) = answers.category else {
        return;
    };
    match category {
        Category::Local => {}
        Category::Military => forces(applicant, check),
        Category::WorkResidencePermit => permit(applicant, check),
        Category::NonLocalSocialInsurance | Category::NonLocalIncomeTax => {
            payer(answers, check);
        }
        Category::HongKongMacaoTaiwanOverseasChinese | Category::Foreign => {
            overseas(category, applicant, check);
        }
    }
}

fn forces(applicant: &Applicant, check: &mut Checker<'_>) {
    let forces = applicant.forces.clone().unwrap_or_default();
    let number = forces.military_number.unwrap_or_default();
    let document = Document {
        kind: DocumentKind::MilitaryId,
        number: number.clone(),
        nationality: None,
    };
    if number.trim().is_empty() {
        check.fail(Field::MilitaryNumber, IssueCode::Required);
    } else if document.check().is_err() {
        check.fail(Field::MilitaryNumber, IssueCode::DocumentForm);
    }
    check.text(Field::Station, forces.station.as_deref(), true);
    check.text(
        Field::FamilyCertificate,
        forces.family_certificate.as_deref(),
        true,
    );
}

fn permit(applicant: &Applicant, check: &mut Checker<'_>) {
    let permit = applicant.permit.clone().unwrap_or_default();
    check.text(Field::PermitNumber, permit.number.as_deref(), true);
    // That it is no longer valid is for the rules to say: see `form::doubt`.
    if permit.valid_to.is_none() {
        check.fail(Field::PermitValidTo, IssueCode::Required);
    }
}

fn payer(answers: &Answers, check: &mut Checker<'_>) {
    let payer = answers.applicant.payer.clone().unwrap_or_default();
    check.chosen(Field::Payer, payer.who);
    if payer.who == Some(PayerRole::Spouse) && !answers.is_married() {
        check.fail(Field::Payer, IssueCode::PayerNeedsSpouse);
    }
    contributions(&payer, check);
    check.text(
        Field::ResidencePermit,
        payer.residence_permit.as_deref(),
        true,
    );
}

fn contributions(payer: &Payer, check: &mut Checker<'_>) {
    check.text(Field::Employer, payer.employer.as_deref(), true);
    match payer.since {
        None => check.fail(Field::PaidSince, IssueCode::Required),
        Some(month) if month.first_day() > check.today => {
            check.fail(Field::PaidSince, IssueCode::InFuture);
        }
        Some(month) if month.year() < 1980 => check.fail(Field::PaidSince, IssueCode::TooEarly),
        Some(_) => {}
    }
}

fn nationality(applicant: &Applicant, check: &mut Checker<'_>) {
    let told = applicant.person.nationality.as_deref();
    if applicant.asks_nationality() && told.and_then(find_nationality).is_none() {
        check.fail(Field::Nationality, IssueCode::Nationality);
    }
}

fn overseas(category: Category, applicant: &Applicant, check: &mut Checker<'_>) {
    let overseas = applicant.overseas.clone().unwrap_or_default();
    if category == Category::Foreign {
        nationality(applicant, check);
        check.chosen(Field::StayPermit, overseas.stay_permit);
    } else {
        check.chosen(Field::Origin, overseas.origin);
        if overseas.origin == Some(Origin::OverseasChinese) {
            check.text(
                Field::Certification,
                overseas.certification.as_deref(),
                true,
            );
        }
    }
    check.text(Field::Lodging, overseas.lodging.as_deref(), true);
}

#[cfg(test)]
mod tests {
    use super::super::applicant::tests::{after, at};
    use super::*;
    use crate::form::grounds::{Forces, Overseas};
    use crate::registry::StayPermit;
    use crate::values::{Day, Month};
    use IssueCode as C;

    #[test]
    fn each_category_asks_what_it_rests_on() {
        let category = |category| after(|a| a.category = Some(category));
        let number = ("document_kind", C::DocumentKind);
        assert_eq!(
            category(Category::Military),
            at(&[
                ("forces/military_number", C::Required),
                ("forces/station", C::Required),
                ("forces/family_certificate", C::Required),
            ])
        );
        assert_eq!(
            category(Category::WorkResidencePermit),
            at(&[
                ("permit/number", C::Required),
                ("permit/valid_to", C::Required)
            ])
        );
        let payer = [
            ("payer/who", C::ChooseOne),
            ("payer/employer", C::Required),
            ("payer/since", C::Required),
            ("payer/residence_permit", C::Required),
        ];
        assert_eq!(category(Category::NonLocalSocialInsurance), at(&payer));
        assert_eq!(category(Category::NonLocalIncomeTax), at(&payer));
        assert_eq!(
            category(Category::HongKongMacaoTaiwanOverseasChinese),
            at(&[
                number,
                ("overseas/origin", C::ChooseOne),
                ("overseas/lodging", C::Required)
            ])
        );
        assert_eq!(
            category(Category::Foreign),
            at(&[
                number,
                ("overseas/stay_permit", C::ChooseOne),
                ("overseas/lodging", C::Required)
            ])
        );
    }

    #[test]
    fn the_fields_of_a_category_have_rules_of_their_own() {
        let forces = after(|a| {
            a.category = Some(Category::Military);
            a.applicant.forces = Some(Forces {
                military_number: Some("abc".to_owned()),
                station: Some("北京市".to_owned()),
                family_certificate: Some("政字第1号".to_owned()),
            });
        });
        assert_eq!(forces, at(&[("forces/military_number", C::DocumentForm)]));
        let payer = after(|a| {
            a.category = Some(Category::NonLocalIncomeTax);
            a.applicant.payer = Some(Payer {
                who: Some(PayerRole::Spouse),
                employer: Some("示例公司".to_owned()),
                since: Month::new(2026, 12),
                residence_permit: Some("京居住1".to_owned()),
                kind: None,
            });
        });
        assert_eq!(
            payer,
            at(&[
                ("payer/who", C::PayerNeedsSpouse),
                ("payer/since", C::InFuture)
            ])
        );
        let foreigner = |kind, number: &str, nationality: Option<&str>| {
            after(|a| {
                a.category = Some(Category::Foreign);
                a.applicant.person.document_kind = Some(kind);
                a.applicant.person.document_number = Some(number.to_owned());
                a.applicant.person.nationality = nationality.map(str::to_owned);
                a.applicant.person.born = Day::from_ymd_opt(1985, 6, 12);
                a.applicant.overseas = Some(Overseas {
                    stay_permit: Some(StayPermit::Other),
                    lodging: Some("北京市朝阳区".to_owned()),
                    ..Overseas::default()
                });
            })
        };
        for (kind, number) in [
            (DocumentKind::ForeignPassport, "12AB34567"),
            (DocumentKind::PermanentResidenceCard, "911840198506120015"),
            (DocumentKind::PermanentResidenceCard, "FRA310185061201"),
        ] {
            for known in ["fra", "F R A", "法国", "France"] {
                assert_eq!(foreigner(kind, number, Some(known)), vec![]);
            }
            for nobody in [None, Some("GER"), Some("CHN"), Some("中国")] {
                let found = foreigner(kind, number, nobody);
                assert_eq!(found, at(&[("nationality", C::Nationality)]), "{number}");
            }
        }
        let certified = after(|a| {
            a.category = Some(Category::HongKongMacaoTaiwanOverseasChinese);
            a.applicant.person.document_kind = Some(DocumentKind::ChinesePassport);
            a.applicant.person.document_number = Some("E12345678".to_owned());
            a.applicant.person.born = Day::from_ymd_opt(1980, 1, 1);
            a.applicant.overseas = Some(Overseas {
                origin: Some(Origin::OverseasChinese),
                lodging: Some("北京市朝阳区".to_owned()),
                ..Overseas::default()
            });
        });
        assert_eq!(certified, at(&[("overseas/certification", C::Required)]));
    }
}
