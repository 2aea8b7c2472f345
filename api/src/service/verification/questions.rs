//! Whom each registry is asked about: what a rule of the category needs and no more (个人信息保护法,
//! article 6). All six are asked about the applicant, because all six carry the checks that the
//! notice of data use names; about the others only those that a rule can need.

use shared::form::{Answers, Person};
use shared::household::{Category, Who};
use shared::policy::Policies;
use shared::purchase::Module;
use shared::registry::{Question, Registry};
use shared::values::Day;

use crate::store::replies::Asked;

/// One question to one registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inquiry {
    /// The registry.
    pub(super) registry: Registry,
    /// Whom it is about.
    pub(super) who: Who,
    /// The question.
    pub(super) question: Question,
}

impl Inquiry {
    /// Which registry, about whom.
    pub(super) fn asked(&self) -> Asked {
        (self.registry, self.who)
    }

    /// Whether it asks who somebody is, or to whom they are married.
    pub(super) fn tells_who(&self) -> bool {
        matches!(self.registry, Registry::Population | Registry::CivilAffairs)
    }
}

/// All questions that an application of that day needs, if everybody is who the form says.
pub(super) fn inquiries(answers: &Answers, policies: &Policies, on: Day) -> Vec<Inquiry> {
    let answers = answers.effective();
    let needs = Needs {
        category: answers.category,
        talent_counts: talent_counts(policies, on),
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
                    who,
                    question: question.clone(),
                });
            }
        }
    }
    all
}

fn question(person: &Person, on: Day) -> Option<Question> {
    Some(Question {
        name: person.name.as_deref()?.trim().to_owned(),
        document: person.document()?.normalized(),
        on,
    })
}

/// What decides which questions a household needs.
struct Needs {
    category: Option<Category>,
    talent_counts: bool,
}

impl Needs {
    /// Whether a rule of the category can need what a registry knows of that person.
    fn concerns(&self, registry: Registry, who: Who) -> bool {
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
fn talent_counts(policies: &Policies, on: Day) -> bool {
    let rules = policies.in_force(Module::Residential, on);
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
    use shared::form::{Applicant, Child};
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
        let all = inquiries(&answers, Policies::builtin(), on);
        for inquiry in &all {
            assert_eq!(inquiry.question.name, "张小明");
            let number = &inquiry.question.document.number;
            assert_eq!(*number, number.trim().to_uppercase());
        }
        all.into_iter().map(|i| (i.registry, i.who)).collect()
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
