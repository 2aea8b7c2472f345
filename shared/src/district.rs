//! The districts of Beijing by the names that registries give them.

use crate::values::Lang;

/// Name in a registry, Chinese, English.
const DISTRICTS: [(&str, &str, &str); 16] = [
    ("dongcheng", "东城区", "Dongcheng"),
    ("xicheng", "西城区", "Xicheng"),
    ("chaoyang", "朝阳区", "Chaoyang"),
    ("fengtai", "丰台区", "Fengtai"),
    ("shijingshan", "石景山区", "Shijingshan"),
    ("haidian", "海淀区", "Haidian"),
    ("mentougou", "门头沟区", "Mentougou"),
    ("fangshan", "房山区", "Fangshan"),
    ("tongzhou", "通州区", "Tongzhou"),
    ("shunyi", "顺义区", "Shunyi"),
    ("changping", "昌平区", "Changping"),
    ("daxing", "大兴区", "Daxing"),
    ("huairou", "怀柔区", "Huairou"),
    ("pinggu", "平谷区", "Pinggu"),
    ("miyun", "密云区", "Miyun"),
    ("yanqing", "延庆区", "Yanqing"),
];

/// What people call a district; one that is not known as the registry calls it.
#[must_use]
pub fn name(district: &str, lang: Lang) -> &str {
    let known = DISTRICTS.iter().find(|(slug, _, _)| *slug == district);
    known.map_or(district, |(_, zh, en)| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_has_a_name_and_an_unknown_one_its_own() {
        assert_eq!(name("haidian", Lang::Zh), "海淀区");
        assert_eq!(name("haidian", Lang::En), "Haidian");
        assert_eq!(name("x", Lang::Zh), "x");
    }
}
