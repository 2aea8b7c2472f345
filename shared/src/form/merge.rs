//! Two copies of a draft that grew apart are merged field against field over the copy that both
//! began with. What only one side changed is taken from that side; what both changed differently
//! is a conflict for the person to decide. Children and homes are matched by their ids.

use serde_json::{Map, Value};

use super::answers::Answers;
use super::fields::is_entry;
use super::pointer::{from_value, to_value};

/// The outcome of a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// The merged answers; conflicts hold this side's value.
    pub answers: Answers,
    /// What both sides changed differently.
    pub conflicts: Vec<Conflict>,
    /// The fields that were taken from the other side.
    pub taken: Vec<String>,
}

/// One field (or one whole child or home, where a side deleted it) that both sides changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Like a JSON pointer, with ids in place of positions: `/children/c1/name`.
    pub at: String,
    /// This side's value; none where it was emptied or deleted here.
    pub mine: Option<Value>,
    /// The other side's value.
    pub theirs: Option<Value>,
}

/// Merges this side and the other side over what both began with.
#[must_use]
pub fn merge(base: &Answers, mine: &Answers, theirs: &Answers) -> Merge {
    let mut outcome = Outcome::default();
    let (b, m, t) = (to_value(base), to_value(mine), to_value(theirs));
    let merged = outcome.field(String::new(), Some(&b), Some(&m), Some(&t));
    Merge {
        answers: merged
            .and_then(|value| from_value(&value))
            .unwrap_or_else(|| mine.clone()),
        conflicts: outcome.conflicts,
        taken: outcome.taken,
    }
}

impl Merge {
    /// The merged answers with the other side's value for some conflicts, by their index.
    #[must_use]
    pub fn resolve(&self, take_theirs: &[usize]) -> Answers {
        let mut document = to_value(&self.answers);
        for (i, conflict) in self.conflicts.iter().enumerate() {
            if take_theirs.contains(&i) {
                put(&mut document, &conflict.at, conflict.theirs.clone());
            }
        }
        from_value(&document).unwrap_or_else(|| self.answers.clone())
    }
}

#[derive(Default)]
struct Outcome {
    conflicts: Vec<Conflict>,
    taken: Vec<String>,
}

impl Outcome {
    fn field(
        &mut self,
        at: String,
        base: Option<&Value>,
        mine: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        if mine == theirs || theirs == base {
            return mine.cloned();
        }
        // A part that one side has not opened is empty, not deleted; a list entry is deleted.
        let empty = Value::Object(Map::new());
        let part = |side: Option<&Value>| {
            side.is_some_and(Value::is_object) || (side.is_none() && !is_entry(&at))
        };
        if [base, mine, theirs]
            .iter()
            .any(|v| v.is_some_and(Value::is_object))
            && part(mine)
            && part(theirs)
        {
            let sides = [base, mine, theirs].map(|v| v.unwrap_or(&empty).as_object());
            if let [b, Some(m), Some(t)] = sides {
                return Some(Value::Object(self.object(&at, b, m, t)));
            }
        }
        if let (Some(Value::Array(m)), Some(Value::Array(t))) = (mine, theirs) {
            let b = base.and_then(Value::as_array);
            return Some(Value::Array(self.list(&at, b, m, t)));
        }
        if mine == base {
            self.taken.push(at);
            return theirs.cloned();
        }
        self.conflicts.push(Conflict {
            at,
            mine: mine.cloned(),
            theirs: theirs.cloned(),
        });
        mine.cloned()
    }

    fn object(
        &mut self,
        at: &str,
        base: Option<&Map<String, Value>>,
        mine: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let added = theirs.keys().filter(|name| !mine.contains_key(*name));
        mine.keys()
            .chain(added)
            .filter_map(|name| {
                let base = base.and_then(|base| base.get(name));
                let at = format!("{at}/{name}");
                let merged = self.field(at, base, mine.get(name), theirs.get(name))?;
                Some((name.clone(), merged))
            })
            .collect()
    }

    fn list(
        &mut self,
        at: &str,
        base: Option<&Vec<Value>>,
        mine: &[Value],
        theirs: &[Value],
    ) -> Vec<Value> {
        let in_mine = mine.iter().filter_map(id);
        let added = theirs
            .iter()
            .filter_map(id)
            .filter(|name| !mine.iter().any(|entry| id(entry) == Some(name)));
        in_mine
            .chain(added)
            .filter_map(|name| {
                let base = base.and_then(|base| find(base, name));
                self.field(
                    format!("{at}/{name}"),
                    base,
                    find(mine, name),
                    find(theirs, name),
                )
            })
            .collect()
    }
}

fn id(entry: &Value) -> Option<&str> {
    entry.get("id").and_then(Value::as_str)
}

fn find<'a>(entries: &'a [Value], name: &str) -> Option<&'a Value> {
    entries.iter().find(|entry| id(entry) == Some(name))
}

/// Puts a value at a place with ids; an entry of a list that is not there yet is added.
fn put(document: &mut Value, at: &str, value: Option<Value>) {
    let Some((parent, last)) = at.rsplit_once('/') else {
        return;
    };
    let mut here = document;
    for name in parent.split('/').skip(1) {
        let next = match here {
            Value::Array(entries) => entries.iter_mut().find(|entry| id(entry) == Some(name)),
            Value::Object(object) => Some(
                object
                    .entry(name)
                    .or_insert_with(|| Value::Object(Map::new())),
            ),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        };
        let Some(next) = next else { return };
        here = next;
    }
    match here {
        Value::Object(object) => {
            match value {
                Some(value) => object.insert(last.to_owned(), value),
                None => object.remove(last),
            };
        }
        Value::Array(entries) => {
            let known = entries.iter().position(|entry| id(entry) == Some(last));
            match (known, value) {
                (Some(i), None) => {
                    entries.remove(i);
                }
                (Some(i), Some(value)) => {
                    if let Some(entry) = entries.get_mut(i) {
                        *entry = value;
                    }
                }
                (None, Some(value)) => entries.push(value),
                (None, None) => {}
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::tests::complete;
    use crate::form::{Child, Forces};
    use crate::household::Category;

    fn child(id: &str, name: &str) -> Child {
        let mut child = Child {
            id: id.to_owned(),
            ..Child::default()
        };
        child.person.name = Some(name.to_owned());
        child
    }

    fn with_mobile(mobile: &str) -> Answers {
        let mut answers = complete();
        answers.applicant.mobile = Some(mobile.to_owned());
        answers
    }

    #[test]
    fn what_one_side_changed_is_taken() {
        let base = complete();
        let mut theirs = base.clone();
        theirs.category = Some(Category::Foreign);
        theirs.applicant.email = Some("a@example.cn".to_owned());
        let mut mine = with_mobile("13911111111");
        mine.applicant.forces = Some(Forces::default());
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.conflicts, vec![]);
        assert_eq!(merged.taken, ["/applicant/email", "/category"]);
        assert_eq!(merged.answers.category, theirs.category);
        assert_eq!(merged.answers.applicant.email, theirs.applicant.email);
        assert_eq!(merged.answers.applicant.mobile, mine.applicant.mobile);
    }

    #[test]
    fn what_both_changed_is_asked() {
        let mine = with_mobile("13911111111");
        let theirs = with_mobile("13922222222");
        let merged = merge(&complete(), &mine, &theirs);
        assert_eq!(
            merged.conflicts,
            [Conflict {
                at: "/applicant/mobile".to_owned(),
                mine: Some("13911111111".into()),
                theirs: Some("13922222222".into()),
            }]
        );
        assert_eq!(merged.answers, mine);
        assert_eq!(merged.resolve(&[]), mine);
        assert_eq!(merged.resolve(&[0]), theirs);
    }

    #[test]
    fn children_are_matched_by_their_ids() {
        let mut base = complete();
        base.children = vec![child("a", "甲"), child("b", "乙")];
        let mut mine = base.clone();
        mine.children = vec![child("b", "乙二"), child("c", "丙")];
        let mut theirs = base.clone();
        theirs.children = vec![child("a", "甲"), child("b", "乙"), child("d", "丁")];
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.conflicts, vec![]);
        assert_eq!(
            merged.answers.children,
            [child("b", "乙二"), child("c", "丙"), child("d", "丁")]
        );
    }

    #[test]
    fn a_deleted_child_that_was_changed_elsewhere_is_asked_about() {
        let mut base = complete();
        base.children = vec![child("a", "甲")];
        let mut mine = base.clone();
        mine.children.clear();
        let mut theirs = base.clone();
        theirs.children = vec![child("a", "甲二")];
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.conflicts.len(), 1);
        assert_eq!(merged.answers.children, []);
        assert_eq!(merged.resolve(&[0]), theirs);
        // The other way round.
        let merged = merge(&base, &theirs, &mine);
        assert_eq!(merged.answers.children, theirs.children);
        assert_eq!(merged.resolve(&[0]), mine);
    }

    fn any_answers() -> impl Strategy<Value = Answers> {
        let names = prop::collection::btree_map("[a-d]", "[甲乙丙]", 0..4);
        (
            0..3_usize,
            prop::option::of("[12]"),
            prop::option::of("[xy]"),
            names,
        )
            .prop_map(|(category, mobile, station, names)| {
                let mut answers = complete();
                answers.category = Category::ALL.get(category).copied();
                answers.applicant.mobile = mobile;
                answers.applicant.forces = station.map(|station| Forces {
                    station: Some(station),
                    ..Forces::default()
                });
                answers.children = names.iter().map(|(id, name)| child(id, name)).collect();
                answers
            })
    }

    proptest! {
        #[test]
        fn a_side_that_did_not_change_gives_way(base in any_answers(), other in any_answers()) {
            let forward = merge(&base, &base, &other);
            prop_assert!(forward.conflicts.is_empty());
            let same = |a: &Answers, b: &Answers| {
                let mut children = (a.children.clone(), b.children.clone());
                children.0.sort_by(|x, y| x.id.cmp(&y.id));
                children.1.sort_by(|x, y| x.id.cmp(&y.id));
                children.0 == children.1
                    && a.category == b.category
                    && a.applicant.mobile == b.applicant.mobile
                    && a.applicant.forces.clone().unwrap_or_default()
                        == b.applicant.forces.clone().unwrap_or_default()
            };
            prop_assert!(same(&forward.answers, &other));
            let back = merge(&base, &other, &base);
            prop_assert!(back.conflicts.is_empty() && back.taken.is_empty());
            prop_assert!(same(&back.answers, &other));
        }

        #[test]
        fn resolving_all_one_way_loses_nothing_of_that_way(
            base in any_answers(), mine in any_answers(), theirs in any_answers()
        ) {
            let merged = merge(&base, &mine, &theirs);
            let all: Vec<usize> = (0..merged.conflicts.len()).collect();
            let resolved = merged.resolve(&all);
            for conflict in &merged.conflicts {
                let again = merge(&theirs, &resolved, &theirs);
                prop_assert!(again.conflicts.is_empty(), "{}", conflict.at);
            }
            prop_assert!(merge(&merged.answers, &merged.answers, &merged.answers).conflicts.is_empty());
        }
    }
}
