//! Reads a list no further than to know that it is too long: whoever sends a million entries is told
//! the same as somebody with one too many, and costs no more.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};

use crate::household::MOST_ENTRIES;

/// Reads [`MOST_ENTRIES`] entries and one more, and skips the rest.
pub(super) fn read<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_seq(Entries(PhantomData))
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::new();
        while all.len() <= MOST_ENTRIES {
            match entries.next_element()? {
                Some(entry) => all.push(entry),
                None => return Ok(all),
            }
        }
        while entries.next_element::<IgnoredAny>()?.is_some() {}
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use crate::form::Answers;

    #[test]
    fn one_too_many_is_read_and_no_more() {
        for (written, read) in [(0, 0), (20, 20), (21, 21), (9_000, 21)] {
            let list = |entry: &str| vec![entry; written].join(",");
            let text = format!(
                "{{\"children\":[{}],\"homes\":[{}]}}",
                list("{}"),
                list("{\"id\":\"h\"}")
            );
            let answers: Answers = serde_json::from_str(&text).unwrap();
            assert_eq!((answers.children.len(), answers.homes.len()), (read, read));
            // The same bound holds where the answers themselves are read from a value.
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(serde_json::from_value::<Answers>(value).unwrap(), answers);
        }
        assert!(serde_json::from_str::<Answers>("{\"children\":{}}").is_err());
    }
}
