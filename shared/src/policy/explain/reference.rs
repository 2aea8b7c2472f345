//! Where a rule stands: its document, and the sentence of its version.

use super::dates::day;
use crate::policy::policies::Policies;
use crate::policy::policies::parameters::Reference;
use crate::values::Lang;

/// The document that a rule stands in, with number, article and first day.
#[must_use]
pub fn reference(reference: Reference, policies: &Policies, lang: Lang) -> String {
    let from = day(reference.version.from, lang);
    let Some((_, source)) = policies.cite(reference) else {
        return match lang {
            Lang::Zh => format!("政策 {}，{from}起施行", reference.version),
            Lang::En => format!("Policy {}, in force from {from}", reference.version),
        };
    };
    // A version may rest on two documents, which its file names in one text.
    let mut text = format!("《{}》", source.document.replace('；', "》、《"));
    match lang {
        Lang::Zh => {
            // A number or an article that is not known is named as such, so that the citation does
            // not look as if it had been forgotten.
            let known = [
                source.number.as_deref(),
                source.article.is_none().then_some("条款待查"),
            ];
            let known: Vec<&str> = known.into_iter().flatten().collect();
            if !known.is_empty() {
                text.push_str(&format!(
                    "（{}）",
                    known.join("，").replace("待查，条款", "、条款")
                ));
            }
            text.push_str(source.article.as_deref().unwrap_or_default());
            text.push_str(&format!("，{from}起施行"));
        }
        Lang::En => {
            let number = source.number.as_deref().map(number_en);
            let article = source.article.as_deref().unwrap_or("article not confirmed");
            for part in number.iter().map(String::as_str).chain([article]) {
                text.push_str(&format!(", {part}"));
            }
            text.push_str(&format!(", in force from {from}"));
        }
    }
    text
}

/// The sentence of the version that a rule stands in.
#[must_use]
pub fn rule(reference: Reference, policies: &Policies, lang: Lang) -> Option<&str> {
    let (version, _) = policies.cite(reference)?;
    Some(version.sentence.in_lang(lang))
}

/// The number of a document. Official names stay as they are; that one is still being looked for is
/// no part of a name.
fn number_en(number: &str) -> String {
    let part = |part| match part {
        "文号待查" => "number not confirmed",
        "名称待查" | "名称待核" => "title not confirmed",
        "名称、文号待查" | "名称、文号待核" => "title and number not confirmed",
        official => official,
    };
    number.split('，').map(part).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::number_en;

    #[test]
    fn official_numbers_stay_and_what_is_not_known_is_told_in_english() {
        assert_eq!(number_en("京建发〔2025〕565号"), "京建发〔2025〕565号");
        assert_eq!(
            number_en("京建法〔2016〕8号，名称、文号待核"),
            "京建法〔2016〕8号, title and number not confirmed"
        );
    }
}
