//! The words of papers: those of the browser's pages, from the same files (`web/locales`).

use shared::values::Lang;

/// A word or a sentence in both languages, with `{{ name }}` where something is put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

impl Word {
    /// It in one language.
    #[must_use]
    pub fn say(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// It in one language, with what is put in by name. What was put in is not looked at again.
    #[must_use]
    pub fn with(self, lang: Lang, values: &[(&str, &str)]) -> String {
        let mut said = String::new();
        let mut rest = self.say(lang);
        while let Some((before, after)) = rest.split_once("{{ ") {
            said.push_str(before);
            let Some((name, behind)) = after.split_once(" }}") else {
                rest = after;
                break;
            };
            let value = values.iter().find(|(known, _)| *known == name);
            said.push_str(value.map_or("", |(_, value)| value));
            rest = behind;
        }
        said.push_str(rest);
        said
    }
}

/// The words, in rooms as in the files.
#[expect(
    missing_docs,
    non_upper_case_globals,
    reason = "generated; the words say what they are"
)]
pub mod locale {
    use super::Word;

    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_not_looked_at_again() {
        let word = Word {
            zh: "{{ a }}和 {{ b }}",
            en: "{{ b }}, {{ a }}",
        };
        let values = [("a", "{{ b }}"), ("b", "乙")];
        assert_eq!(word.with(Lang::Zh, &values), "{{ b }}和 乙");
        assert_eq!(word.with(Lang::En, &values), "乙, {{ b }}");
    }
}
