//! Cleans the answers on arrival, and freezes them at submission.

use serde_json::Value;

use super::answers::Answers;
use super::checks::asks_for_adult_children;
use super::pointer::{from_value, to_value};
use crate::policy::Rules;
use crate::purchase::Module;
use crate::text::clean;

impl Answers {
    /// The answers as they are taken in: every text as [`clean`] leaves it.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        let mut document = to_value(self);
        clean_texts(&mut document);
        from_value(&document).unwrap_or_else(|| self.clone())
    }

    /// The answers as they are frozen at submission: what counts (see [`Answers::effective`]), and of
    /// that what is asked under the rules in force.
    #[must_use]
    pub fn frozen(&self, module: Module, rules: Option<&Rules>) -> Self {
        let mut answers = self.cleaned().effective(module);
        if !rules.is_some_and(|rules| asks_for_adult_children(&answers, rules)) {
            answers.has_adult_children = None;
        }
        answers
    }
}

fn clean_texts(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean(text),
        Value::Array(entries) => entries.iter_mut().for_each(clean_texts),
        Value::Object(fields) => fields.values_mut().for_each(clean_texts),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fields::Field;
    use crate::form::fields::kind::Kind;
    use crate::form::fields::tests::{full, pointers};
    use crate::form::pointer::{read_text, write};
    use crate::form::tests::TODAY;
    use crate::policy::Policies;

    #[test]
    fn no_text_keeps_what_nobody_sees() {
        for field in Field::ALL {
            if matches!(
                field.row().kind,
                Kind::Flag | Kind::Day | Kind::Month | Kind::Choice(_) | Kind::List
            ) {
                continue;
            }
            for pointer in pointers(field) {
                let pasted = Value::from("\u{feff}a\u{200b}b\u{202e}\u{e863}");
                let answers = write(&full(), &pointer, Some(pasted)).unwrap().cleaned();
                assert_eq!(read_text(&answers, &pointer), "ab䶮", "{pointer}");
                assert_eq!(answers.cleaned(), answers);
            }
        }
    }

    #[test]
    fn adult_children_are_frozen_only_where_they_are_asked_for() {
        let policies = Policies::builtin();
        let rules = policies.in_force(Module::Residential, TODAY.parse().unwrap());
        let mut answers = full();
        assert_eq!(
            answers
                .frozen(Module::Residential, rules)
                .has_adult_children,
            Some(true)
        );
        // Two minor children are enough.
        answers.children.extend_from_within(..);
        assert_eq!(
            answers
                .frozen(Module::Residential, rules)
                .has_adult_children,
            None
        );
    }
}
