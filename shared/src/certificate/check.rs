//! Certificates as sellers have them compared with the document that they have seen.

use serde::{Deserialize, Serialize};

use super::claims::CertifiedZone;
use super::status::CertificateStatus;
use crate::purchase::{Module, Place};
use crate::values::{Day, Moment};

/// A certificate and a document that a seller has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckCertificate {
    /// The number of the certificate.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "AJ-7KQ2-M9XW-4T8D", max_length = 40)
    )]
    pub certificate_number: String,
    /// The number of the document of the applicant or of the spouse; of a serviceman that of the military
    /// document or the citizen's number.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "110105199001011234", max_length = 40)
    )]
    pub document_number: String,
}

/// What a seller has to know of a certificate, and no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateCheck {
    /// What has become of it.
    pub status: CertificateStatus,
    /// What the pass is for.
    pub module: Module,
    /// The first day of the validity.
    pub valid_from: Day,
    /// The last day of the validity.
    pub valid_until: Day,
    /// Where homes may be bought, and how many more; nothing of a certificate that is of no effect any
    /// more, of commercial units, or where an officer gave the pass.
    pub zones: Vec<CertifiedZone>,
    /// Where the home is to lie, as it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The commercial unit for which alone it holds, as it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What a client may look up again of a certificate that it holds, has signed with, or has had checked
/// lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownCertificate {
    /// The number.
    #[cfg_attr(feature = "openapi", schema(example = "AJ-7KQ2-M9XW-4T8D"))]
    pub number: String,
    /// What has become of it.
    pub status: CertificateStatus,
    /// What the pass is for.
    pub module: Module,
    /// The last day of the validity.
    pub valid_until: Day,
}

/// That somebody who sells had the certificate checked, as its owner is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToldCheck {
    /// Who.
    #[cfg_attr(feature = "openapi", schema(example = "安家房产网签系统"))]
    pub client: String,
    /// Which certificate.
    #[cfg_attr(feature = "openapi", schema(example = "AJ-7KQ2-M9XW-4T8D"))]
    pub number: String,
    /// What was answered.
    pub status: CertificateStatus,
    /// When.
    pub at: Moment,
}
