//! Parameters of OAuth requests, from a query or a form.

use std::collections::BTreeMap;

/// Named values. An empty value counts as absent (RFC 6749, section 3.1).
#[derive(Debug, Default)]
pub(super) struct Params {
    values: BTreeMap<String, String>,
    repeated: bool,
}

impl Params {
    /// Reads `application/x-www-form-urlencoded`.
    pub(super) fn read(text: &[u8]) -> Self {
        let mut params = Self::default();
        for (name, value) in url::form_urlencoded::parse(text) {
            if value.is_empty() {
                continue;
            }
            let before = params.values.insert(name.into_owned(), value.into_owned());
            params.repeated |= before.is_some();
        }
        params
    }

    /// A value.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Whether the client wishes for a level (`acr_values`, Core, section 3.1.2.1).
    pub(super) fn wants_level(&self, level: &str) -> bool {
        self.get("acr_values")
            .is_some_and(|values| values.split(' ').any(|value| value == level))
    }

    /// Whether a parameter came twice, which makes the request invalid.
    pub(super) fn repeated(&self) -> bool {
        self.repeated
    }
}
