//! The commercial unit that is to be bought.

use serde::{Deserialize, Serialize};

use crate::policy::Rules;
use crate::purchase::{Seller, UnitKind};

/// The commercial unit that is to be bought.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Who sells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<Seller>,
    /// Its use, as the buyer knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<UnitKind>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Whether it lies in Tongzhou; what the registry has on record comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_tongzhou: Option<bool>,
    /// Whether the number of its certificate is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_certificate: Option<bool>,
    /// The number of its certificate (不动产权证号), by which the registry finds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}

impl Unit {
    /// Drops the certificate where there is none.
    pub(super) fn keep_only(&mut self) {
        if self.has_certificate != Some(true) {
            self.certificate = None;
        }
    }

    /// The number by which the registry is asked; none where the form names none.
    #[must_use]
    pub fn certificate_number(&self) -> Option<&str> {
        let named = self.certificate.as_deref().map(str::trim);
        named.filter(|number| self.has_certificate == Some(true) && !number.is_empty())
    }
}

/// Whether the rules keep persons from buying it of its developer, so that no application helps.
#[must_use]
pub fn is_for_organisations(unit: &Unit, rules: &Rules) -> bool {
    unit.seller == Some(Seller::Developer)
        && rules.new_build_individual.is_some_and(|set| !set.value)
}
