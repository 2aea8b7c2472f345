//! The steps of the form on the step bar, and the chapters that they consist of.

use crate::names::named;
use crate::purchase::Module;

use super::answers::Answers;

/// The four steps of a residential application.
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
    /// All four, in their order.
    pub const ALL: [Self; 4] = [Self::Notes, Self::Category, Self::Details, Self::Submit];

    /// The place on the step bar, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::Notes => 1,
            Self::Category => 2,
            Self::Details => 3,
            Self::Submit => 4,
        }
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
        /// 提交申请: check your answers and the promise.
        Submit = "submit",
    }
}

impl Chapter {
    /// The chapters that these answers of an application call for, in order.
    #[must_use]
    pub fn of(module: Module, answers: &Answers) -> Vec<Self> {
        let chapters = match module {
            // 商办 has no chapters of its own yet, and no application of it can begin.
            Module::Residential | Module::Commercial => Self::ALL,
        };
        chapters
            .into_iter()
            .filter(|chapter| *chapter != Self::Spouse || answers.is_married())
            .collect()
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
            | Self::Target => Step::Details,
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
    use crate::form::{all_issues, issues};
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
        for (chapter, found) in
            all_issues(Module::Residential, &answers, today, Policies::builtin())
        {
            for issue in found {
                assert_eq!(Chapter::holding(&issue.pointer), Some(chapter));
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
