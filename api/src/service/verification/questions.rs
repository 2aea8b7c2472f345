//! Whom each registry is asked about: what a rule of the module and the category needs and no more
//! (个人信息保护法, article 6). About who applies for a home all six are asked, because all six carry
//! the checks that the notice of data use names; about the others only those that a rule can need.
//! Who buys a commercial unit is asked about alone, by those that its rules need, and so is the unit.

use shared::form::{Answers, Person};
use shared::household::{Category, Who};
use shared::policy::{ContributionKind, Policies};
use shared::purchase::Module;
use shared::registry::{Question, Registry, UnitQuestion};
use shared::values::Day;

use crate::store::applications::Application;
use crate::store::replies::{Asked, Subject};

/// One question to one registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::service) struct Inquiry {
    /// The registry.
    pub(in crate::service) registry: Registry,
    /// The question.
    pub(in crate::service) about: Inquired,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::service) enum Inquired {
    /// Of a member of the household, or of the person who buys.
    Member(Who, Question),
    /// Of the commercial unit.
    Unit(UnitQuestion),
}

impl Inquiry {
    /// Which registry, about whom or what.
    pub(super) fn asked(&self) -> Asked {
        let subject = match &self.about {
            Inquired::Member(who, _) => Subject::Member(*who),
            Inquired::Unit(_) => Subject::Unit,
        };
        (self.registry, subject)
    }

    /// Whether it asks who somebody is, or to whom they are married.
    pub(super) fn tells_who(&self) -> bool {
        matches!(self.registry, Registry::Population | Registry::CivilAffairs)
    }
}

/// All questions that an application of that day needs, if everybody is who the form says.
pub(in crate::service) fn inquiries(
    application: &Application,
    policies: &Policies,
    on: Day,
) -> Vec<Inquiry> {
    planned(application.module, &application.answers, policies, on)
}

fn planned(module: Module, answers: &Answers, policies: &Policies, on: Day) -> Vec<Inquiry> {
    let answers = answers.effective(module);
    let needs = Needs {
        module,
        category: answers.category,
        contributions: answers.applicant.payer.as_ref().and_then(|p| p.kind),
        talent_counts: talent_counts(module, policies, on),
    };
    let mut people = vec![(Who::Applicant, &answers.applicant.person)];
    if answers.is_married() {
        people.push((Who::Spouse, &answers.spouse));
    }
    let children = answers.children.iter().map(|child| &child.person);
    people.extend((1..=u8::MAX).map(Who::Child).zip(children));
    let mut all = Vec::new();
    for (who, person) in people {
        // Submitted answers are complete; who cannot be named cannot be asked about.
        let Some(question) = question(person, on) else {
            continue;
        };
        for registry in Registry::ALL {
            if needs.concerns(registry, who) {
                all.push(Inquiry {
                    registry,
                    about: Inquired::Member(who, question.clone()),
                });
            }
        }
    }
    all.extend(
        answers
            .unit
            .certificate_number()
            .map(|certificate| Inquiry {
                registry: Registry::Property,
                about: Inquired::Unit(UnitQuestion {
                    certificate: certificate.to_owned(),
                    on,
                }),
            }),
    );
    all
}

fn question(person: &Person, on: Day) -> Option<Question> {
    Some(Question {
        name: person.name.as_deref()?.trim().to_owned(),
        document: person.document()?.normalized(),
        on,
    })
}

/// What decides which questions an application needs.
struct Needs {
    module: Module,
    category: Option<Category>,
    /// The record that carries a commercial application.
    contributions: Option<ContributionKind>,
    talent_counts: bool,
}

impl Needs {
    /// Whether a rule can need what a registry knows of that person.
    fn concerns(&self, registry: Registry, who: Who) -> bool {
        match self.module {
            Module::Residential => self.concerns_household(registry, who),
            Module::Commercial => who == Who::Applicant && self.concerns_buyer(registry),
        }
    }

    fn concerns_buyer(&self, registry: Registry) -> bool {
        use ContributionKind as C;
        match registry {
            Registry::Population | Registry::Property => true,
            Registry::SocialInsurance => self.contributions == Some(C::SocialInsurance),
            Registry::Tax => self.contributions == Some(C::IncomeTax),
            Registry::CivilAffairs | Registry::Permits => false,
        }
    }

    fn concerns_household(&self, registry: Registry, who: Who) -> bool {
        use Category as C;
        match (who, registry) {
            (Who::Applicant, _)
            // Who they are, and the household's homes: everybody.
            | (Who::Spouse | Who::Child(_), Registry::Population | Registry::Property)
            // A marriage and its divorces have two sides.
            | (Who::Spouse, Registry::CivilAffairs) => true,
            (Who::Child(_), _) => false,
            // Either spouse's record may carry the household, in the category that rests on it.
            (Who::Spouse, Registry::SocialInsurance) => {
                self.category == Some(C::NonLocalSocialInsurance)
            }
            (Who::Spouse, Registry::Tax) => self.category == Some(C::NonLocalIncomeTax),
            (Who::Spouse, Registry::Permits) => match self.category {
                Some(C::Military | C::WorkResidencePermit) => true,
                Some(C::NonLocalSocialInsurance | C::NonLocalIncomeTax) => self.talent_counts,
                Some(C::Local | C::HongKongMacaoTaiwanOverseasChinese | C::Foreign) | None => false,
            },
        }
    }
}

/// Whether certified talent needs fewer months than others on that day.
fn talent_counts(module: Module, policies: &Policies, on: Day) -> bool {
    let rules = policies.in_force(module, on);
    rules.is_some_and(|rules| {
        // Since there is such a rule at all, these months hold for insurance and tax alike.
        let months = [rules.months_in, rules.months_out];
        let most = months.into_iter().flatten().map(|set| set.value).max();
        rules
            .talent_months
            .is_some_and(|talent| Some(talent.value) < most)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::document::DocumentKind;
    use shared::form::{Applicant, Child, Payer, Unit};
    use shared::registry::MaritalStatus;

    fn person(number: &str) -> Person {
        Person {
            name: Some(" 张小明 ".to_owned()),
            document_kind: Some(DocumentKind::ResidentId),
            document_number: Some(number.to_owned()),
            ..Person::default()
        }
    }

    fn asked(category: Category, status: MaritalStatus) -> Vec<(Registry, Who)> {
        let on = Day::from_ymd_opt(2026, 11, 20).unwrap();
        let child = Child {
            person: person("440524188001010014"),
            ..Child::default()
        };
        let answers = Answers {
            category: Some(category),
            applicant: Applicant {
                person: person(" 11010519491231002x"),
                marital_status: Some(status),
                ..Applicant::default()
            },
            spouse: person("110105199003070021"),
            has_children: Some(true),
            children: vec![child],
            ..Answers::default()
        };
        members(planned(
            Module::Residential,
            &answers,
            Policies::builtin(),
            on,
        ))
    }

    fn members(all: Vec<Inquiry>) -> Vec<(Registry, Who)> {
        let of_member = |inquiry: Inquiry| match inquiry.about {
            Inquired::Member(who, question) => {
                assert_eq!(question.name, "张小明");
                let number = &question.document.number;
                assert_eq!(*number, number.trim().to_uppercase());
                Some((inquiry.registry, who))
            }
            Inquired::Unit(_) => None,
        };
        all.into_iter().filter_map(of_member).collect()
    }

    #[test]
    fn of_who_buys_a_commercial_unit_only_what_its_rules_need_is_asked() {
        use Registry as R;
        let on = Day::from_ymd_opt(2026, 11, 20).unwrap();
        for (kind, contributions) in [
            (ContributionKind::SocialInsurance, R::SocialInsurance),
            (ContributionKind::IncomeTax, R::Tax),
        ] {
            for certificate in [None, Some(" 京1 ")] {
                let answers = Answers {
                    // What a household says is not for this module.
                    category: Some(Category::Military),
                    spouse: person("110105199003070021"),
                    has_children: Some(true),
                    children: vec![Child {
                        person: person("440524188001010014"),
                        ..Child::default()
                    }],
                    applicant: Applicant {
                        person: person("11010519491231002x"),
                        marital_status: Some(MaritalStatus::Married),
                        payer: Some(Payer {
                            kind: Some(kind),
                            ..Payer::default()
                        }),
                        ..Applicant::default()
                    },
                    unit: Unit {
                        has_certificate: Some(certificate.is_some()),
                        certificate: certificate.map(str::to_owned),
                        ..Unit::default()
                    },
                    ..Answers::default()
                };
                let plan = planned(Module::Commercial, &answers, Policies::builtin(), on);
                let units = plan.iter().filter_map(|inquiry| match &inquiry.about {
                    Inquired::Unit(unit) => Some((inquiry.registry, &*unit.certificate)),
                    Inquired::Member(..) => None,
                });
                let expected: Vec<_> = certificate
                    .map(|_| (R::Property, "京1"))
                    .into_iter()
                    .collect();
                assert_eq!(units.collect::<Vec<_>>(), expected);
                let people = [R::Population, contributions, R::Property];
                assert_eq!(
                    members(plan),
                    people.map(|registry| (registry, Who::Applicant))
                );
            }
        }
    }

    #[test]
    fn all_six_are_asked_about_the_applicant() {
        for category in Category::ALL {
            let asked = asked(category, MaritalStatus::Single);
            for registry in Registry::ALL {
                assert!(asked.contains(&(registry, Who::Applicant)));
            }
            assert!(!asked.iter().any(|(_, who)| *who == Who::Spouse));
        }
    }

    #[test]
    fn a_child_is_looked_up_as_a_person_and_an_owner_only() {
        let of_child: Vec<Registry> = asked(Category::Local, MaritalStatus::Married)
            .into_iter()
            .filter(|(_, who)| *who == Who::Child(1))
            .map(|(registry, _)| registry)
            .collect();
        assert_eq!(of_child, [Registry::Population, Registry::Property]);
    }

    #[test]
    fn a_spouse_is_asked_about_what_may_carry_the_household() {
        let of_spouse = |category| -> Vec<Registry> {
            asked(category, MaritalStatus::Married)
                .into_iter()
                .filter(|(_, who)| *who == Who::Spouse)
                .map(|(registry, _)| registry)
                .collect()
        };
        use Registry as R;
        let always = [R::Population, R::CivilAffairs, R::Property];
        assert_eq!(of_spouse(Category::Local), always);
        assert_eq!(of_spouse(Category::Foreign), always);
        assert_eq!(
            of_spouse(Category::NonLocalSocialInsurance),
            [
                R::Population,
                R::CivilAffairs,
                R::SocialInsurance,
                R::Property
            ]
        );
        assert_eq!(
            of_spouse(Category::WorkResidencePermit),
            [R::Population, R::CivilAffairs, R::Property, R::Permits]
        );
    }
}
