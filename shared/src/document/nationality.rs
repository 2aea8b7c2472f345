//! The nationality of a foreigner, as documents tell it and as people name it.

use std::sync::OnceLock;

use crate::text;
use crate::values::Lang;

/// One nationality a line: the code, that of two letters, the names in Chinese and English, and what
/// else it is called. Codes of ISO 3166-1 without those of China, and the ones that ICAO Doc 9303-3
/// (section 5) adds for people without the nationality of a state; names of CLDR 48. Passports of
/// British Nationals (Overseas) are not recognised as travel documents.
const TABLE: &str = include_str!("nationalities.txt");

/// A nationality other than the Chinese one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nationality {
    /// The code of three letters (ISO 3166-1 alpha-3, or ICAO Doc 9303-3).
    pub code: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl Nationality {
    /// What it is called.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// All of them, in the order of their codes.
pub fn nationalities() -> impl Iterator<Item = Nationality> {
    TABLE.lines().filter_map(read)
}

/// The nationality that somebody means: by one of its codes, the letter that its passports show, or
/// one of its names in either language.
#[must_use]
pub fn find_nationality(told: &str) -> Option<Nationality> {
    let told = key(told);
    if told.is_empty() {
        return None;
    }
    let mut all = keys().iter();
    all.find_map(|(known, line)| (*known == told).then(|| read(line)))?
}

/// The key of everything that a nationality is called, and its line. They are read once: a form can
/// ask for them hundreds of times.
fn keys() -> &'static [(String, &'static str)] {
    static KEYS: OnceLock<Vec<(String, &str)>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let called = |line: &'static str| line.split('|').map(move |known| (key(known), line));
        TABLE.lines().flat_map(called).collect()
    })
}

/// The code of the nationality that somebody means; what nobody knows as it was told.
#[must_use]
pub fn nationality_code(told: &str) -> String {
    find_nationality(told).map_or_else(|| text::code(told), |known| known.code.to_owned())
}

fn read(line: &'static str) -> Option<Nationality> {
    let mut parts = line.split('|');
    Some(Nationality {
        code: parts.next()?,
        zh: parts.nth(1)?,
        en: parts.next()?,
    })
}

/// Letters alone tell nationalities apart.
fn key(told: &str) -> String {
    let code = text::code(told);
    let code = code.replace('&', "AND");
    code.chars().filter(|c| c.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_nationality_is_found_by_what_people_have() {
        for (told, code) in [
            (" ｆra ", "FRA"),
            ("D", "DEU"),
            ("Ｄ", "DEU"),
            ("D<<", "DEU"),
            ("de", "DEU"),
            ("德国", "DEU"),
            ("德 国\u{200b}", "DEU"),
            ("GERMANY", "DEU"),
            ("Deutschland", "DEU"),
            ("法国", "FRA"),
            ("U.S.A.", "USA"),
            ("United States of America", "USA"),
            ("Cote d'Ivoire", "CIV"),
            ("Côte d’Ivoire", "CIV"),
            ("Trinidad and Tobago", "TTO"),
            ("韩国", "KOR"),
            ("Korea, Republic of", "KOR"),
            ("Turkey", "TUR"),
            ("越南", "VNM"),
            ("XXA", "XXA"),
            ("刚果(金)", "COD"),
        ] {
            let found = find_nationality(told).map(|known| known.code);
            assert_eq!(found, Some(code), "{told}");
        }
        for nobody in [
            "", " ", "GER", "ZZZ", "chn", "中国", "China", "CN", "HKG", "台湾", "TWN", "F", "F1A",
            "1",
        ] {
            assert_eq!(find_nationality(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn every_line_is_whole_and_nothing_means_two() {
        let mut known = BTreeMap::new();
        for line in TABLE.lines() {
            let nationality = read(line).unwrap();
            assert_eq!(nationality.code.len(), 3, "{line}");
            assert!(
                !nationality.zh.is_empty() && !nationality.en.is_empty(),
                "{line}"
            );
            for name in line.split('|').filter(|name| !name.is_empty()) {
                let earlier = known.insert(key(name), nationality.code);
                let other = earlier.filter(|code| *code != nationality.code);
                assert_eq!(other, None, "{name}");
            }
        }
        assert_eq!(nationalities().count(), TABLE.lines().count());
        let germany = find_nationality("DEU").unwrap();
        assert_eq!(germany.name(Lang::Zh), "德国");
        assert_eq!(germany.name(Lang::En), "Germany");
    }
}
