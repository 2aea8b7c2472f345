//! Where a rule stands: its document, and the sentence of its version.

use crate::dates::day;
use crate::policy::decision::Finding;
use crate::policy::decision::reason::ReasonCode;
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
    let mut text = match lang {
        Lang::Zh if source.described => source.document.clone(),
        // No title: the words by which it is known, as they are.
        Lang::En if source.described => format!("notice known as “{}”", source.document),
        Lang::Zh | Lang::En => format!("《{}》", source.document.replace('；', "》、《")),
    };
    match lang {
        Lang::Zh => {
            if let Some(number) = &source.number {
                text.push_str(&format!("（{number}）"));
            }
            text.push_str(source.article.as_deref().unwrap_or_default());
            text.push_str(&format!("，{from}起施行"));
        }
        Lang::En => {
            for part in source.number.iter().chain(&source.article) {
                text.push_str(&format!(", {part}"));
            }
            text.push_str(&format!(", in force from {from}"));
        }
    }
    text
}

/// Where the rule of a finding stands. What only compares people with their records stands in no
/// notice on housing.
#[must_use]
pub fn citation(finding: &Finding, policies: &Policies, lang: Lang) -> Option<String> {
    use ReasonCode::{IdentityMismatch, MarriageMismatch};
    let compares = [IdentityMismatch, MarriageMismatch].contains(&finding.code);
    (!compares).then(|| reference(finding.reference, policies, lang))
}

/// The sentence of the version that a rule stands in.
#[must_use]
pub fn rule(reference: Reference, policies: &Policies, lang: Lang) -> Option<&str> {
    let (version, _) = policies.cite(reference)?;
    Some(version.sentence.in_lang(lang))
}
