//! An application as it is told to the agent who filed it.

use super::{Detail, Summary};
use crate::document::mask_name;

impl Summary {
    /// The summary as it is told to the agent. Whoever may not see the facts can dispute none.
    #[must_use]
    pub fn told_to_agent(mut self, principal: Option<&str>, facts_shown: bool) -> Self {
        self.filed_for = principal.map(mask_name);
        if !facts_shown {
            self.may_ask_review = false;
            self.review_until = None;
        }
        self
    }
}

impl Detail {
    /// The application as it is told to the agent, by an authority that stands: unless the principal
    /// shows the facts, what became of it and by which reasons, and nothing of what registries said,
    /// what was asked, disputed or objected, or could be told from these. Officers' words about looks
    /// speak of the principal.
    #[must_use]
    pub fn told_to_agent(mut self, principal: Option<&str>, facts_shown: bool) -> Self {
        self.summary = self.summary.told_to_agent(principal, facts_shown);
        if facts_shown {
            return self;
        }
        self.decision = self.decision.map(|decision| decision.without_facts());
        self.house_records = Vec::new();
        self.disputes = Vec::new();
        self.objections = Vec::new();
        self.requests = Vec::new();
        self.answer_by = None;
        self.outlook = Vec::new();
        for look in &mut self.looks {
            look.reason = None;
        }
        self
    }
}
