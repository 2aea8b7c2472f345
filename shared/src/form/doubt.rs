//! Answers that are well written and still, by the rules, will most likely not be enough.
//!
//! They are no mistakes, so the form can be submitted with them. What decides are the registries'
//! records, not what the form claims: a permit that was renewed or a hukou that was moved may stand
//! on record better than its holder remembers. And a no of the rules comes with its reason and with
//! ways to have it reviewed, which a form that nobody can submit denies. So the person is told
//! before, on a page of its own, and may go on.

use super::answers::Answers;
use super::chapters::Chapter;
use super::person::HukouClaim;
use crate::household::Category;
use crate::purchase::Module;
use crate::values::Day;

/// What speaks against the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Category 1, and neither applicant nor spouse claims a Beijing hukou.
    NobodyLocal,
    /// Category 3, and by the day that was typed the work-residence permit is no longer valid.
    PermitExpired,
}

impl Doubt {
    /// Both.
    pub const ALL: [Self; 2] = [Self::NobodyLocal, Self::PermitExpired];

    /// The chapter whose answers complete what speaks against them: a single adult's own hukou
    /// decides, a couple's second chance is the spouse.
    #[must_use]
    pub fn chapter(self, answers: &Answers) -> Chapter {
        if self == Self::NobodyLocal && answers.is_married() {
            Chapter::Spouse
        } else {
            Chapter::Applicant
        }
    }

    /// Whether it speaks against these answers. What is not answered yet speaks against nothing.
    #[must_use]
    pub fn holds(self, answers: &Answers, today: Day) -> bool {
        let applicant = &answers.applicant;
        match self {
            Self::NobodyLocal => {
                let elsewhere = |hukou: Option<HukouClaim>| {
                    hukou.is_some_and(|hukou| hukou != HukouClaim::Beijing)
                };
                answers.category == Some(Category::Local)
                    && applicant.marital_status.is_some()
                    && elsewhere(applicant.person.hukou)
                    && (!answers.is_married() || elsewhere(answers.spouse.hukou))
            }
            Self::PermitExpired => {
                let last = applicant.permit.as_ref().and_then(|permit| permit.valid_to);
                answers.category == Some(Category::WorkResidencePermit)
                    && last.is_some_and(|last| last < today)
            }
        }
    }
}

/// What speaks against the answers, in the order of the form.
#[must_use]
pub fn doubts(module: Module, answers: &Answers, today: Day) -> Vec<Doubt> {
    let answers = answers.effective(module);
    let mut all = Doubt::ALL.to_vec();
    all.retain(|doubt| doubt.holds(&answers, today));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Permit;
    use crate::form::tests::{TODAY, complete, found, person};
    use crate::registry::MaritalStatus;

    fn doubted(answers: &Answers) -> Vec<(Doubt, Chapter)> {
        let with_chapter = |doubt: Doubt| (doubt, doubt.chapter(answers));
        let doubts = doubts(Module::Residential, answers, TODAY.parse().unwrap());
        doubts.into_iter().map(with_chapter).collect()
    }

    #[test]
    fn a_local_household_needs_one_local_adult_and_may_be_submitted_without() {
        let mut answers = complete();
        assert_eq!(doubted(&answers), []);
        answers.applicant.person.hukou = Some(HukouClaim::BeijingStudentCollective);
        let alone = [(Doubt::NobodyLocal, Chapter::Applicant)];
        assert_eq!(doubted(&answers), alone);
        assert_eq!(found(&answers, Chapter::Applicant), []);

        answers.applicant.marital_status = Some(MaritalStatus::Married);
        answers.applicant.marital_since = Day::from_ymd_opt(1990, 5, 20);
        assert_eq!(doubted(&answers), []);
        answers.spouse = person("440524188001010014");
        let couple = [(Doubt::NobodyLocal, Chapter::Spouse)];
        assert_eq!(doubted(&answers), couple);
        assert_eq!(found(&answers, Chapter::Spouse), []);
        answers.spouse.hukou = Some(HukouClaim::Beijing);
        assert_eq!(doubted(&answers), []);
    }

    #[test]
    fn a_permit_is_valid_on_its_last_day() {
        let mut answers = complete();
        answers.category = Some(Category::WorkResidencePermit);
        for (last, expected) in [
            ("2026-11-20", vec![]),
            (
                "2026-11-19",
                vec![(Doubt::PermitExpired, Chapter::Applicant)],
            ),
        ] {
            answers.applicant.permit = Some(Permit {
                number: Some("GJ0000001".to_owned()),
                valid_to: last.parse().ok(),
            });
            assert_eq!(doubted(&answers), expected);
            assert_eq!(found(&answers, Chapter::Applicant), []);
        }
        answers.category = Some(Category::Local);
        assert_eq!(doubted(&answers), []);
    }
}
