//! Answers for somebody else's eyes: numbers of documents and telephones are masked.

use super::answers::Answers;
use super::asked::asked;
use super::chapters::Chapter;
use super::fields::kind::Kind;
use super::pointer::{read_text, write};
use crate::document::{Document, DocumentKind, mask_mobile};
use crate::purchase::Module;

/// The answers that count for a module, with every number masked that the form masks.
#[must_use]
pub fn masked(module: Module, answers: &Answers) -> Answers {
    let mut shown = answers.effective(module);
    let fields = Chapter::ALL.map(|chapter| asked(module, chapter, &shown));
    for field in fields.concat() {
        let kind = field.field.row().kind;
        let text = read_text(&shown, &field.pointer);
        if !kind.is_masked() || text.is_empty() {
            continue;
        }
        let hidden = if kind == Kind::Mobile {
            mask_mobile(&text)
        } else {
            mask(text)
        };
        // What cannot be masked is not shown.
        shown = write(&shown, &field.pointer, Some(hidden.into()))
            .or_else(|| write(&shown, &field.pointer, None))
            .unwrap_or_default();
    }
    shown
}

/// A number masked; the kind of document does not matter to that.
fn mask(number: String) -> String {
    let document = Document {
        kind: DocumentKind::ResidentId,
        number,
        nationality: None,
    };
    document.masked_number()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Child;
    use crate::form::tests::{complete, person};

    #[test]
    fn no_number_is_left() {
        let mut answers = complete();
        answers.has_children = Some(true);
        answers.children = vec![Child {
            person: person("110105201512310021"),
            ..Child::default()
        }];
        let shown = masked(Module::Residential, &answers);
        let text = serde_json::to_string(&shown).unwrap();
        for number in ["11010519491231002X", "13800000000", "110105201512310021"] {
            assert!(!text.contains(number), "{text}");
        }
        assert!(text.contains("110***********002X") && text.contains("张小明"));
    }
}
