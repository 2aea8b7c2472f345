//! What this platform reads of a provider beyond the core of OpenID Connect, and the library's
//! types with it.

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClientAuthMethod,
    CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
    CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AdditionalProviderMetadata, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IdTokenFields, LogoutProviderMetadata, StandardErrorResponse,
    StandardTokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The level of identity of people whose document the city has seen.
pub(super) const VERIFIED: &str = "verified";

/// What a provider tells of somebody beyond the standard claims.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Further {
    #[serde(flatten)]
    told: Map<String, Value>,
}

impl AdditionalClaims for Further {}

impl Further {
    /// Whether the provider has verified who this is: `identity_level` is `verified` where the city
    /// has seen the person's document. Another provider may say anything under this name, or
    /// nothing: then nothing is verified.
    pub(super) fn is_verified(&self) -> bool {
        self.text("identity_level") == Some(VERIFIED)
    }

    /// From when on a token is valid (`nbf`, RFC 7519, section 4.1.5), in seconds since 1970; what
    /// cannot be read as a time never comes.
    pub(super) fn not_before(&self) -> Option<i64> {
        let told = self.told.get("nbf")?.to_string();
        let seconds = told.split('.').next().unwrap_or_default();
        Some(seconds.parse().unwrap_or(i64::MAX))
    }

    /// The texts of a claim that is a list of them, or one text with blanks between.
    pub(super) fn texts(&self, claim: &str) -> Vec<&str> {
        match self.told.get(claim) {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => text.split_whitespace().collect(),
            None | Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) => {
                Vec::new()
            }
        }
    }

    /// A claim that is a text.
    pub(super) fn text(&self, claim: &str) -> Option<&str> {
        self.told.get(claim).and_then(Value::as_str)
    }
}

/// What a provider may promise of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Promises {
    /// Every answer to the browser names the issuer (RFC 9207, section 3).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
    /// Which values of `prompt` it knows (Initiating User Registration 1.0, section 4.1).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) prompt_values_supported: Vec<String>,
}

impl AdditionalProviderMetadata for Promises {}

/// The provider's description of itself.
pub(super) type Metadata = openidconnect::ProviderMetadata<
    LogoutProviderMetadata<Promises>,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// An identity token.
pub(super) type IdToken = openidconnect::IdToken<
    Further,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// The claims of an identity token.
pub(super) type IdTokenClaims = openidconnect::IdTokenClaims<Further, CoreGenderClaim>;

/// The claims of the user-information endpoint.
pub(super) type UserInfoClaims = openidconnect::UserInfoClaims<Further, CoreGenderClaim>;

type TokenResponse = StandardTokenResponse<
    IdTokenFields<
        Further,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

/// The client of a provider that has described itself.
pub(super) type Client = GenericClient<EndpointSet, EndpointMaybeSet>;

/// A client with or without its endpoints.
pub(super) type GenericClient<Authorize, Maybe> = openidconnect::Client<
    Further,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    TokenResponse,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    Authorize,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    Maybe,
    Maybe,
>;
