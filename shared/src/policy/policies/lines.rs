//! Where the keys of a JSON text stand, so that a fault is shown on the line that is wrong.

use std::str::Chars;

/// A key of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// The keys that lead to it, as in `/parameters/months_in`.
    pub(super) path: String,
    /// The line on which it stands, counted from 1.
    pub(super) line: usize,
}

/// The keys of a text that is known to be JSON, in their order; repeated ones are repeated.
pub(super) fn keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    // The paths of the objects and lists that are open, and the path that waits for its value.
    let mut open: Vec<String> = Vec::new();
    let mut waiting = String::new();
    let mut last = String::new();
    let mut line = 1;
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '\n' => line += 1,
            '"' => last = string(&mut rest),
            ':' => {
                let parent = open.last().map(String::as_str).unwrap_or_default();
                waiting = format!("{parent}/{last}");
                keys.push(Key {
                    path: waiting.clone(),
                    line,
                });
            }
            '{' | '[' => open.push(std::mem::take(&mut waiting)),
            '}' | ']' => drop(open.pop()),
            _ => {}
        }
    }
    keys
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
        let text = "{\n \"a\": \"x: \\\"b\\\": {\",\n \"b\": {\"c\": 1,\n  \"d\": [1, {\"e\":\n 2}]},\n \
                    \"\\u0061\"\n : null, \"c\": {}}";
        let found: Vec<(String, usize)> =
            keys(text).into_iter().map(|k| (k.path, k.line)).collect();
        let expected = [
            ("/a", 2),
            ("/b", 3),
            ("/b/c", 3),
            ("/b/d", 4),
            ("//e", 4),
            ("/a", 7),
            ("/c", 7),
        ];
        let expected: Vec<(String, usize)> = expected
            .into_iter()
            .map(|(path, line)| (path.to_owned(), line))
            .collect();
        assert_eq!(found, expected);
    }
}
