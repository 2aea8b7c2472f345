//! What the token endpoint answers (OAuth 2.0, RFC 6749, 5).

use serde::{Deserialize, Serialize};

use crate::names::named;

/// An access token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenAnswer {
    /// The token, to be shown as `Authorization: Bearer …`.
    pub access_token: String,
    /// `Bearer`.
    #[cfg_attr(feature = "openapi", schema(example = "Bearer"))]
    pub token_type: String,
    /// For how many seconds it can be used.
    #[cfg_attr(feature = "openapi", schema(example = 600))]
    pub expires_in: u32,
    /// What it lets the program do: names with a blank between.
    #[cfg_attr(feature = "openapi", schema(example = "certificates:check holds:read"))]
    pub scope: String,
}

named! {
    /// Why there is no token.
    pub enum TokenErrorCode {
        /// A parameter is missing, given twice, or not of its form.
        InvalidRequest = "invalid_request",
        /// The program has not proved who it is, or is no client (any more).
        InvalidClient = "invalid_client",
        /// The endpoint gives tokens for `client_credentials` alone.
        UnsupportedGrantType = "unsupported_grant_type",
        /// The client does not have all of the scopes, or none.
        InvalidScope = "invalid_scope",
        /// The token is asked for something else than this API (RFC 8707).
        InvalidTarget = "invalid_target",
    }
}

/// Why there is no token, as OAuth says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenError {
    /// What is wrong; stable.
    pub error: TokenErrorCode,
    /// The same as a sentence for developers, in English.
    pub error_description: String,
}

/// Where the token endpoint is and what it takes (RFC 8414).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServerMetadata {
    /// Who issues the tokens.
    pub issuer: String,
    /// Where they are issued.
    pub token_endpoint: String,
    /// Where the keys are with which they are signed.
    pub jwks_uri: String,
    /// All scopes there are.
    pub scopes_supported: Vec<String>,
    /// None: nobody is led through a browser.
    pub response_types_supported: Vec<String>,
    /// `client_credentials`.
    pub grant_types_supported: Vec<String>,
    /// How a program proves who it is.
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// With what assertions can be signed.
    pub token_endpoint_auth_signing_alg_values_supported: Vec<String>,
    /// Where all of this is described.
    pub service_documentation: String,
}
