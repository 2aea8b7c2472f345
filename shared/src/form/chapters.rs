//! The steps of the form on the step bar, and the chapters that they consist of. Which a module has is
//! data.

use crate::names::named;
use crate::purchase::Module;

use super::answers::Answers;

/// The steps of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 阅读说明
    Notes,
    /// 选择家庭分类
    Category,
    /// 填写信息
    Details,
    /// 提交申请
    Submit,
}

impl Step {
    /// Those of a module, in their order: four for homes, three for commercial units.
    #[must_use]
    pub fn of(module: Module) -> Vec<Self> {
        let chapters = Chapter::ALL.into_iter();
        let mut steps: Vec<Self> = chapters
            .filter(|chapter| chapter.belongs_to(module))
            .map(Chapter::step)
            .collect();
        steps.dedup();
        steps
    }

    /// The place on the step bar of a module, from 1.
    #[must_use]
    pub fn number(self, module: Module) -> usize {
        let mut steps = Self::of(module);
        steps.retain(|step| *step <= self);
        steps.len()
    }
}

named! {
    /// The parts of the form, in their order.
    pub enum Chapter {
        /// 阅读说明
        Notes = "notes",
        /// 选择家庭分类
        Category = "category",
        /// Who fills the form in.
        Filler = "filler",
        /// The commercial unit: before the person, because one that its developer sells ends it here.
        Unit = "unit",
        /// The applicant.
        Applicant = "applicant",
        /// The spouse.
        Spouse = "spouse",
        /// The minor children.
        Children = "children",
        /// The homes that the household has.
        Homes = "homes",
        /// The purchase.
        Target = "target",
        /// What an agent shows, beside the answers: last, because the authority to be signed names
        /// the applicant.
        Papers = "papers",
        /// 提交申请: check your answers and the promise.
        Submit = "submit",
    }
}

impl Chapter {
    /// The chapters that these answers of an application call for, in order.
    #[must_use]
    pub fn of(module: Module, answers: &Answers) -> Vec<Self> {
        Self::ALL
            .into_iter()
            .filter(|chapter| chapter.belongs_to(module))
            .filter(|chapter| chapter.is_called_for(answers))
            .collect()
    }

    /// Whether answers call for a chapter of their module.
    fn is_called_for(self, answers: &Answers) -> bool {
        match self {
            Self::Spouse => answers.is_married(),
            Self::Papers => answers.is_by_agent(),
            Self::Notes
            | Self::Category
            | Self::Filler
            | Self::Unit
            | Self::Applicant
            | Self::Children
            | Self::Homes
            | Self::Target
            | Self::Submit => true,
        }
    }

    /// Whether a module can call for the chapter.
    #[must_use]
    pub fn belongs_to(self, module: Module) -> bool {
        match self {
            Self::Notes | Self::Filler | Self::Applicant | Self::Papers | Self::Submit => true,
            Self::Category | Self::Spouse | Self::Children | Self::Homes | Self::Target => {
                module == Module::Residential
            }
            Self::Unit => module == Module::Commercial,
        }
    }

    /// The step to which the chapter belongs.
    #[must_use]
    pub fn step(self) -> Step {
        match self {
            Self::Notes => Step::Notes,
            Self::Category => Step::Category,
            Self::Filler
            | Self::Applicant
            | Self::Spouse
            | Self::Children
            | Self::Homes
            | Self::Target
            | Self::Papers
            | Self::Unit => Step::Details,
            Self::Submit => Step::Submit,
        }
    }

    /// The chapter that follows; none after the last.
    #[must_use]
    pub fn next(self, module: Module, answers: &Answers) -> Option<Self> {
        Self::of(module, answers)
            .into_iter()
            .find(|chapter| *chapter > self)
    }

    /// The chapter before; none before the first.
    #[must_use]
    pub fn previous(self, module: Module, answers: &Answers) -> Option<Self> {
        Self::of(module, answers)
            .into_iter()
            .rfind(|chapter| *chapter < self)
    }

    /// The chapters that share a step with this one, in order.
    #[must_use]
    pub fn siblings(self, module: Module, answers: &Answers) -> Vec<Self> {
        Self::of(module, answers)
            .into_iter()
            .filter(|chapter| chapter.step() == self.step())
            .collect()
    }
}

impl Answers {
    /// The keys of the entries in a chapter's list.
    #[must_use]
    pub fn keys(&self, chapter: Chapter) -> Vec<&str> {
        if chapter == Chapter::Children {
            self.children.iter().map(|child| &*child.id).collect()
        } else if chapter == Chapter::Homes {
            self.homes.iter().map(|home| &*home.id).collect()
        } else {
            Vec::new()
        }
    }

    /// Whether the list of a chapter has an entry of that key.
    #[must_use]
    pub fn has_entry(&self, chapter: Chapter, key: &str) -> bool {
        self.keys(chapter).contains(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::tests::{TODAY, complete};
    use crate::form::{AGENT_PAPERS, FilledBy, all_issues, issues, paper_at, paper_pointer};
    use crate::policy::Policies;
    use crate::registry::MaritalStatus;

    #[test]
    fn the_spouse_is_asked_only_while_married() {
        let mut answers = complete();
        assert_eq!(
            Chapter::Applicant.next(Module::Residential, &answers),
            Some(Chapter::Children)
        );
        answers.applicant.marital_status = Some(MaritalStatus::Married);
        assert_eq!(
            Chapter::Applicant.next(Module::Residential, &answers),
            Some(Chapter::Spouse)
        );
        assert_eq!(
            Chapter::Children.previous(Module::Residential, &answers),
            Some(Chapter::Spouse)
        );
        assert_eq!(
            Chapter::Spouse
                .siblings(Module::Residential, &answers)
                .len(),
            6
        );
        assert_eq!(Chapter::Submit.next(Module::Residential, &answers), None);
        assert_eq!(Chapter::Notes.previous(Module::Residential, &answers), None);
    }

    #[test]
    fn an_agent_shows_papers_last() {
        let mut answers = complete();
        for module in Module::ALL {
            answers.filler.who = Some(FilledBy::FamilyMember);
            assert!(!Chapter::of(module, &answers).contains(&Chapter::Papers));
            answers.filler.who = Some(FilledBy::Agent);
            let before = Chapter::Submit.previous(module, &answers);
            assert_eq!(before, Some(Chapter::Papers));
        }
        for kind in AGENT_PAPERS {
            assert_eq!(
                Chapter::holding(&paper_pointer(kind)),
                Some(Chapter::Papers)
            );
            assert_eq!(paper_at(&paper_pointer(kind)), Some(kind));
        }
        assert_eq!(paper_at("/papers/evidence"), None);
    }

    #[test]
    fn a_module_has_its_own_chapters_and_steps() {
        let commercial = Module::Commercial;
        // What a household says of itself counts for nothing there.
        let mut answers = complete();
        answers.applicant.marital_status = Some(MaritalStatus::Married);
        let chapters = Chapter::of(commercial, &answers);
        assert_eq!(
            chapters,
            [
                Chapter::Notes,
                Chapter::Filler,
                Chapter::Unit,
                Chapter::Applicant,
                Chapter::Submit
            ]
        );
        let numbered = |module| -> Vec<_> {
            let steps = Step::of(module).into_iter();
            steps.map(|step| (step.number(module), step)).collect()
        };
        assert_eq!(
            numbered(commercial),
            [(1, Step::Notes), (2, Step::Details), (3, Step::Submit)]
        );
        assert_eq!(
            numbered(Module::Residential),
            [
                (1, Step::Notes),
                (2, Step::Category),
                (3, Step::Details),
                (4, Step::Submit)
            ]
        );
        assert_eq!(
            Chapter::Applicant.next(commercial, &answers),
            Some(Chapter::Submit)
        );
        assert_eq!(
            Chapter::Applicant.previous(commercial, &answers),
            Some(Chapter::Unit)
        );
        assert!(!Chapter::of(Module::Residential, &answers).contains(&Chapter::Unit));
    }

    #[test]
    fn slugs_come_back() {
        for chapter in Chapter::ALL {
            assert_eq!(Chapter::from_slug(chapter.slug()), Some(chapter));
            let json = serde_json::to_value(chapter).unwrap();
            assert_eq!(json, chapter.slug());
        }
    }

    #[test]
    fn every_issue_leads_back_to_its_chapter() {
        let today = TODAY.parse().unwrap();
        let mut answers = Answers::default();
        answers.applicant.marital_status = Some(MaritalStatus::Married);
        for module in Module::ALL {
            for (chapter, found) in all_issues(module, &answers, today, Policies::builtin()) {
                for issue in found {
                    assert_eq!(Chapter::holding(&issue.pointer), Some(chapter));
                }
            }
        }
        assert!(
            issues(
                Module::Residential,
                &complete(),
                Chapter::Submit,
                today,
                Policies::builtin()
            )
            .is_empty()
        );
        assert_eq!(Chapter::holding("/nonsense"), None);
    }
}
