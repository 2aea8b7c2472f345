//! What looks like a number of somebody: a reference is for the client's own matters, and must name
//! nobody.

use unicode_normalization::UnicodeNormalization;

use crate::document::{Document, DocumentKind};
use crate::text::{code, is_dash};
use crate::values::Day;

/// Whether a text holds what looks like the number of an identity document or of a mobile telephone:
/// the numbers of citizens anywhere in it, whether or not their check character fits, and those of
/// passports and travel permits where they are all of it.
#[must_use]
pub fn looks_personal(text: &str) -> bool {
    let text: String = text.nfkc().collect();
    let text = code(&text);
    let is_document = [
        DocumentKind::ChinesePassport,
        DocumentKind::HkMacaoTravelPermit,
    ]
    .into_iter()
    .any(|kind| {
        let document = Document {
            kind,
            number: text.clone(),
            nationality: None,
        };
        document.check().is_ok()
    });
    // What is put between digits to read them more easily counts as nothing, and as an end.
    let is_between = |c: char| is_dash(c) || matches!(c, '.' | '_' | '/' | '·' | '(' | ')');
    let mut runs = runs(&text, is_between);
    runs.extend(self::runs(&text, |_| false));
    is_document || runs.iter().any(|run| is_of_somebody(run))
}

/// The runs of digits in a text, with the `X` that ends some.
fn runs(text: &str, is_between: impl Fn(char) -> bool) -> Vec<String> {
    let mut runs = vec![String::new()];
    for c in text.chars() {
        let Some(run) = runs.last_mut() else { break };
        if c.is_ascii_digit() || (c == 'X' && run.len() == 17) {
            run.push(c);
        } else if !is_between(c) {
            runs.push(String::new());
        }
    }
    runs
}

fn is_of_somebody(run: &str) -> bool {
    let windows = |length: usize| {
        let last = run.len().checked_sub(length);
        let starts = 0..last.map_or(0, |last| last.saturating_add(1));
        starts.filter_map(move |at| run.get(at..at.saturating_add(length)))
    };
    let is_citizen = windows(18).any(|number| {
        let is_region = number.starts_with(['1', '2', '3', '4', '5', '6', '8', '9']);
        is_region && is_birth(number.get(6..14))
    });
    // The old form has no century, and the short ones are told by their length alone.
    let is_old = run.len() == 15 && {
        let birth = run.get(6..12).map(|short| format!("19{short}"));
        is_birth(birth.as_deref())
    };
    is_citizen || is_old || is_mobile_number(run)
}

/// Eleven digits, of which the first is 1 and the second 3 to 9, with or without the code of the country.
fn is_mobile_number(run: &str) -> bool {
    let abroad = ["0086", "86"]
        .iter()
        .find_map(|code| run.strip_prefix(code));
    let run = abroad.filter(|rest| rest.len() == 11).unwrap_or(run);
    let second = run.chars().nth(1);
    run.len() == 11 && run.starts_with('1') && second.is_some_and(|c| ('3'..='9').contains(&c))
}

fn is_birth(digits: Option<&str>) -> bool {
    let is_of_people =
        |text: &&str| text.starts_with("18") || text.starts_with("19") || text.starts_with("20");
    digits
        .filter(is_of_people)
        .is_some_and(|text| Day::parse_from_str(text, "%Y%m%d").is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_seen_however_they_are_written() {
        for text in [
            "11010519491231002X",
            "11010519491231002x",
            // With another check character it is somebody's all the same.
            "110105194912310021",
            "110105 19491231 002X",
            "110105-19491231-0021",
            "客户１１０１０５１９４９１２３１００２Ｘ",
            "LEAD-11010519491231002X-7",
            "110105491231002",
            "13800138000",
            "138-0013-8000",
            "tel:13800138000",
            "LEAD-2026-13800138000",
            "13800138000-2",
            "+86 138 0013 8000",
            "008613800138000",
            "138/0013/8000",
            "(138)0013-8000",
            "138–0013–8000",
            "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎",
            "110105/19491231/002X",
            "E12345678",
            "h12345678",
        ] {
            assert!(looks_personal(text), "{text}");
        }
    }

    #[test]
    fn references_of_matters_are_none() {
        for text in [
            "",
            "LEAD-2026-118842",
            "20261130123456",
            "2026113012345678901234",
            "9f3c1d7e-0b5a-4e22-8d0f-7a6c5b4d3e2f",
            "ORDER 12345678901",
            "京（2025）丰不动产权第0012345号",
            "北京市丰台区丰科路9号院3号楼2单元501",
            "E1234567-8",
        ] {
            assert!(!looks_personal(text), "{text}");
        }
    }
}
