//! Every field of the form is asked in a step of the browser.

use super::files::{TextFile, numbered};
use super::finding::Finding;

/// Where the rows of the fields stand.
const TABLE: &str = "shared/src/form/fields.rs";
/// Where the fields are asked.
const STEPS: &str = "web/src/steps/";

/// Checks that each row's field is named by a step. Lists are asked by their entries.
pub(super) fn check(files: &[TextFile]) -> Vec<Finding> {
    let steps: Vec<&str> = files
        .iter()
        .filter(|file| file.path.starts_with(STEPS))
        .map(|file| file.text.as_str())
        .collect();
    let table = files.iter().filter(|file| file.path == TABLE);
    table
        .flat_map(|table| numbered(&table.text))
        .filter_map(|(line, text)| Some((line, field(text)?)))
        .filter(|(_, field)| !steps.iter().any(|step| names(step, field)))
        .map(|(line, field)| Finding {
            path: TABLE.to_owned(),
            line,
            what: format!("`Field::{field}` is asked in no file of {STEPS}"),
        })
        .collect()
}

/// The field of a row: `Email "email" Contact Email optional, field.email;`.
fn field(line: &str) -> Option<&str> {
    let mut words = line.strip_suffix(';')?.split_whitespace();
    let (field, path) = (words.next()?, words.next()?);
    let (_part, kind) = (words.next()?, words.next()?);
    let is_row = field.chars().all(char::is_alphanumeric) && path.starts_with('"');
    (is_row && kind.trim_end_matches(',') != "List").then_some(field)
}

/// Whether a text names the field, and not one whose name only begins like it.
fn names(text: &str, field: &str) -> bool {
    let named = format!("Field::{field}");
    text.match_indices(&named).any(|(at, found)| {
        let rest = text.get(at + found.len()..).unwrap_or_default();
        !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> TextFile {
        TextFile {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_field_that_no_step_asks_is_reported() {
        let table = "    Mobile \"mobile\" Contact Mobile, field.mobile;\n\
                     Children \"children\" Children List [Residential], children.list;\n\
                     Email    \"email\"  Contact Email optional, field.email;\n\
                     leaves(&json, \"\", &mut found);\n";
        let step = "form.field(Field::EmailOfOther.pointer()), form.field(Field::Mobile.pointer())";
        let elsewhere = file("web/src/names.rs", "Field::Email");
        let files = [
            file(TABLE, table),
            file("web/src/steps/applicant.rs", step),
            elsewhere,
        ];
        let found: Vec<String> = check(&files).iter().map(Finding::to_string).collect();
        assert_eq!(
            found,
            ["shared/src/form/fields.rs:3: `Field::Email` is asked in no file of web/src/steps/"]
        );
    }

    #[test]
    fn the_table_is_found() {
        let files = super::super::files::all().unwrap();
        let table = files.iter().find(|file| file.path == TABLE).unwrap();
        assert!(table.text.lines().filter_map(field).count() > 30);
    }
}
