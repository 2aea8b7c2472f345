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
use serde_json::Value;

/// How well the provider knows somebody.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Level {
    /// `verified` where the city has seen the person's document. Another provider may say anything
    /// under this name, or nothing: then nothing is verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    identity_level: Option<Value>,
}

impl AdditionalClaims for Level {}

impl Level {
    /// Whether the provider has verified who this is.
    pub(super) fn is_verified(&self) -> bool {
        self.identity_level.as_ref().and_then(Value::as_str) == Some("verified")
    }
}

/// What a provider may promise of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Promises {
    /// Every answer to the browser names the issuer (RFC 9207, section 3).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
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
    Level,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// The claims of an identity token.
pub(super) type IdTokenClaims = openidconnect::IdTokenClaims<Level, CoreGenderClaim>;

/// The claims of the user-information endpoint.
pub(super) type UserInfoClaims = openidconnect::UserInfoClaims<Level, CoreGenderClaim>;

type TokenResponse = StandardTokenResponse<
    IdTokenFields<
        Level,
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
    Level,
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
