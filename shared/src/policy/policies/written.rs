//! What is written in a JSON text: where each key stands, which keys are repeated, and whether the
//! text says more than was read of it. A reader that skips over such things lets a mistake count
//! for nothing.

use std::fmt;
use std::str::Chars;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// A key of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::policy) struct Key {
    /// The keys and places in lists that lead to it, as in `/parameters/months_in`.
    pub(in crate::policy) path: String,
    /// The line on which it stands, counted from 1.
    pub(in crate::policy) line: usize,
}

impl Key {
    /// The key itself.
    pub(in crate::policy) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// The keys of a text that is known to be JSON, in their order; repeated ones are repeated.
pub(in crate::policy) fn keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut open: Vec<Container> = Vec::new();
    // The key whose value comes next.
    let mut waiting: Option<String> = None;
    let mut last = String::new();
    let mut line = 1;
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '\n' => line += 1,
            '"' => last = string(&mut rest),
            ':' => {
                let parent = open.last().map(|c| c.path.as_str()).unwrap_or_default();
                let path = format!("{parent}/{last}");
                waiting = Some(path.clone());
                keys.push(Key { path, line });
            }
            '{' | '[' => {
                let path = waiting.take();
                let path = path.or_else(|| open.last().map(Container::element));
                open.push(Container {
                    path: path.unwrap_or_default(),
                    passed: 0,
                });
            }
            ',' => {
                waiting = None;
                if let Some(container) = open.last_mut() {
                    container.passed += 1;
                }
            }
            '}' | ']' => drop(open.pop()),
            _ => {}
        }
    }
    keys
}

/// The first key that stands in its object for the second time.
pub(in crate::policy) fn repeated(keys: &[Key]) -> Option<&Key> {
    let mut seen = std::collections::BTreeSet::new();
    keys.iter().find(|key| !seen.insert(&key.path))
}

/// The first place where a text says something else than what was read of it: `null`, a list in
/// place of an object, a day in another form.
pub(in crate::policy) fn differing<'a>(
    written: &'a Value,
    read: &Value,
    at: &str,
) -> Option<(String, &'a Value)> {
    match (written, read) {
        (Value::Object(written), Value::Object(read)) => written.iter().find_map(|(key, value)| {
            let path = format!("{at}/{key}");
            match read.get(key) {
                Some(read) => differing(value, read, &path),
                None => Some((path, value)),
            }
        }),
        _ => (written != read).then(|| (at.to_owned(), written)),
    }
}

/// JSON of which no object has a key twice.
pub(in crate::policy) struct Once(pub(in crate::policy) Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Once(entry)) = entries.next_element()? {
            all.push(entry);
        }
        Ok(all.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some((key, Once(value))) = entries.next_entry::<String, Once>()? {
            if all.insert(key, value).is_some() {
                return Err(Error::custom("a key is there twice"));
            }
        }
        Ok(all.into())
    }
}

/// An object or a list that is open.
struct Container {
    path: String,
    /// How many entries of it are behind us.
    passed: usize,
}

impl Container {
    fn element(&self) -> String {
        format!("{}/{}", self.path, self.passed)
    }
}

/// The rest of a string that has begun, as it reads.
fn string(rest: &mut Chars<'_>) -> String {
    let mut raw = String::from('"');
    while let Some(letter) = rest.next() {
        raw.push(letter);
        match letter {
            '"' => break,
            '\\' => raw.extend(rest.next()),
            _ => {}
        }
    }
    serde_json::from_str(&raw).unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_where_they_stand() {
        let text = "{\n \"a\": \"x: \\\"b\\\": {,\",\n \"b\": {\"c\": 1,\n  \"d\": [1, {\"e\":\n 2},\
                    [{\"e\": 2}], {\"e\": {\"f\": 1}}]},\n \"\\u0061\"\n : null, \"c\": {}}";
        let found: Vec<(String, usize)> =
            keys(text).into_iter().map(|k| (k.path, k.line)).collect();
        let expected = [
            ("/a", 2),
            ("/b", 3),
            ("/b/c", 3),
            ("/b/d", 4),
            ("/b/d/1/e", 4),
            ("/b/d/2/0/e", 5),
            ("/b/d/3/e", 5),
            ("/b/d/3/e/f", 5),
            ("/a", 7),
            ("/c", 7),
        ];
        let expected = expected.map(|(path, line)| (path.to_owned(), line));
        assert_eq!(found, expected);
        assert_eq!(repeated(&keys(text)).map(|key| key.line), Some(7));
        assert_eq!(repeated(&keys("[{\"a\": 1}, {\"a\": {\"a\": 2}}]")), None);
    }
}
