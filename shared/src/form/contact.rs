//! How an applicant is reached: answered in the form, and kept apart from it once that is submitted,
//! because it can change while the answers cannot.

use serde::{Deserialize, Serialize};

use super::applicant::{Applicant, email_address, mobile_number};
use crate::document::mask_mobile;
use crate::names::named;
use crate::text::clean_lines;
use crate::values::Moment;

/// How an applicant is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Mobile number: 11 digits, read like that of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "13800000000"))]
    pub mobile: Option<String>,
    /// E-mail address, optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "name@example.cn"))]
    pub email: Option<String>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "北京市东城区示例胡同 1 号"))]
    pub postal_address: Option<String>,
}

named! {
    /// A part of a contact.
    pub enum ContactField {
        /// The mobile number.
        Mobile = "mobile",
        /// The e-mail address.
        Email = "email",
        /// The postal address.
        PostalAddress = "postal_address",
    }
}

/// That a part of a contact was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactChange {
    /// Which part.
    pub field: ContactField,
    /// What it was before; none: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it is from then on; none: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// When.
    pub at: Moment,
}

/// How the applicant of an application is reached now, and was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownContact {
    /// Grows by one with each correction; the strong ETag is this number in quotes.
    pub version: u32,
    /// How now.
    pub contact: Contact,
    /// What was corrected since the submission, oldest first.
    pub history: Vec<ContactChange>,
}

impl Contact {
    /// What the form says.
    #[must_use]
    pub fn of(applicant: &Applicant) -> Self {
        Self {
            mobile: applicant.mobile.clone(),
            email: applicant.email.clone(),
            postal_address: applicant.postal_address.clone(),
        }
    }

    /// The same as it is kept: read as the form reads it; what is empty is none.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            mobile: self.mobile.as_deref().map(mobile_number).and_then(some),
            email: self.email.as_deref().map(email_address).and_then(some),
            postal_address: self
                .postal_address
                .as_deref()
                .map(clean_lines)
                .and_then(some),
        }
    }

    /// A part.
    #[must_use]
    pub fn get(&self, field: ContactField) -> Option<&str> {
        match field {
            ContactField::Mobile => self.mobile.as_deref(),
            ContactField::Email => self.email.as_deref(),
            ContactField::PostalAddress => self.postal_address.as_deref(),
        }
    }

    /// What changes on the way to another one.
    #[must_use]
    pub fn changes(&self, to: &Self, at: Moment) -> Vec<ContactChange> {
        let changed = ContactField::ALL
            .into_iter()
            .filter(|field| self.get(*field) != to.get(*field));
        changed
            .map(|field| ContactChange {
                field,
                from: self.get(field).map(str::to_owned),
                to: to.get(field).map(str::to_owned),
                at,
            })
            .collect()
    }
}

impl KnownContact {
    /// For somebody else's eyes: telephone numbers are masked, as the form masks them.
    #[must_use]
    pub fn masked(mut self) -> Self {
        let mask = |number: &mut Option<String>| {
            if let Some(number) = number {
                *number = mask_mobile(number);
            }
        };
        mask(&mut self.contact.mobile);
        let mobiles = self.history.iter_mut();
        for change in mobiles.filter(|change| change.field == ContactField::Mobile) {
            mask(&mut change.from);
            mask(&mut change.to);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::contact_issues;
    use crate::issue::IssueCode;

    fn contact(mobile: &str, email: &str, postal_address: &str) -> Contact {
        Contact {
            mobile: Some(mobile.to_owned()),
            email: Some(email.to_owned()),
            postal_address: Some(postal_address.to_owned()),
        }
    }

    #[test]
    fn it_is_read_and_checked_like_the_form() {
        let typed = contact("138 0000-0001", " ", " 某路 2 号 ").cleaned();
        let expected = Contact {
            mobile: Some("13800000001".to_owned()),
            email: None,
            postal_address: Some("某路 2 号".to_owned()),
        };
        assert_eq!(typed, expected);
        assert_eq!(contact_issues(&typed), []);
        let wrong = contact("1380000000", "name@example", "").cleaned();
        let found = contact_issues(&wrong);
        let found: Vec<_> = found.iter().map(|i| (i.pointer.as_str(), i.code)).collect();
        let expected = [
            ("/mobile", IssueCode::Mobile),
            ("/email", IssueCode::Email),
            ("/postal_address", IssueCode::Required),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_changes_is_told_and_masked() {
        let (one, other) = (
            contact("13800000001", "a@example.cn", "某路"),
            contact("13900000002", "a@example.cn", "别处"),
        );
        let history = one.changes(&other, Moment::default());
        let fields: Vec<_> = history.iter().map(|change| change.field).collect();
        assert_eq!(fields, [ContactField::Mobile, ContactField::PostalAddress]);
        let known = KnownContact {
            version: 2,
            contact: other,
            history,
        };
        let text = serde_json::to_string(&known.masked()).unwrap();
        assert!(!text.contains("13800000001") && !text.contains("13900000002"));
        assert!(text.contains("某路") && text.contains("别处"));
    }
}
