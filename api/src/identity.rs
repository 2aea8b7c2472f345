//! The city's identity platform, or any other OpenID provider: authorisation code flow with PKCE
//! (OpenID Connect Core 1.0; RFC 7636) and sign-out begun by us (RP-Initiated Logout 1.0).

mod claims;
mod client;
pub mod error;
mod keys;
mod known;
mod proved;
mod token;

use std::sync::Arc;
use std::time::Duration;

use openidconnect::core::{
    CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreGenderClaim,
    CoreJsonWebKeySet,
};
use openidconnect::{
    AccessToken, AuthType, AuthenticationContextClass, AuthorizationCode, ClientId, ClientSecret,
    CsrfToken, IssuerUrl, LanguageTag, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse,
};
use secrecy::ExposeSecret;
use shared::account::SignInStep;
use shared::values::{Lang, Moment};
use url::Url;

use crate::config::{Config, IdentityConfig, OfficersConfig, SellersConfig};
use claims::{Client, Further, IdTokenClaims, Metadata, UserInfoClaims, VERIFIED};
use client::Http;
use error::IdentityError;
use keys::read_keys;
use known::Known;
pub use proved::Proved;
use proved::{Reader, full_name};
use token::{CLOCKS_DIFFER, Unverified, verify};

/// How long discovery is believed.
const DISCOVERY_LIFE: Duration = Duration::from_secs(3600);
/// Keys are read again for an unknown key id, but no more often than this.
const KEYS_PAUSE: Duration = Duration::from_secs(5);

/// The value of `prompt` for a registration.
const CREATE: &str = "create";

/// A sign-in to begin with.
#[derive(Debug)]
pub struct Begun {
    /// Where the browser goes.
    pub address: Url,
    /// Comes back with the browser.
    pub state: String,
    /// Comes back within the identity token.
    pub nonce: String,
    /// Is shown with the code (RFC 7636).
    pub verifier: String,
}

/// What somebody comes for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To sign in as a person, perhaps to do something else at the provider before.
    Person(Option<SignInStep>),
    /// To sign in as an officer: with a second factor, and telling the roles.
    Officer,
    /// To sign in as a seller, telling the organisation.
    Seller,
}

/// The provider, with what it told of itself.
#[derive(Debug)]
pub struct IdentityProvider {
    config: IdentityConfig,
    officers: OfficersConfig,
    sellers: SellersConfig,
    callback: Url,
    home: Url,
    http: Http,
    metadata: Known<Arc<Metadata>>,
    keys: Known<Arc<CoreJsonWebKeySet>>,
}

impl IdentityProvider {
    /// Takes the configuration; nothing is asked before somebody signs in.
    #[must_use]
    pub fn new(config: &Config, client: reqwest::Client) -> Self {
        let beneath = |path: &str| {
            let mut url = config.public_url.clone();
            url.set_path(path);
            url
        };
        Self {
            config: config.identity.clone(),
            officers: config.officers.clone(),
            sellers: config.sellers.clone(),
            callback: beneath("/auth/callback"),
            home: beneath("/"),
            http: Http::new(client),
            metadata: Known::nothing(),
            keys: Known::nothing(),
        }
    }

    /// The issuer as configured.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.config.issuer
    }

    /// Begins a sign-in. `anew` has the provider ask who this is even where it has a session with
    /// the browser (Core 1.0, section 3.1.2.1, `prompt=login`), and tell when it did (`max_age`).
    /// For a registration it opens its form, where it knows `prompt=create` (Initiating User
    /// Registration 1.0); for a verification, or an officer's second factor, it is told so by
    /// `acr_values`.
    ///
    /// # Errors
    /// The provider cannot be discovered.
    pub async fn begin(&self, lang: Lang, anew: bool, wish: Wish) -> Result<Begun, IdentityError> {
        let metadata = self.metadata().await?;
        let client = self.client(&metadata)?;
        let promises = &metadata.additional_metadata().additional_metadata;
        let mut prompts = promises.prompt_values_supported.iter();
        let create = wish == Wish::Person(Some(SignInStep::Register))
            && prompts.any(|known| known == CREATE);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new_random_len(32),
                || Nonce::new_random_len(32),
            )
            .add_scope(Scope::new("profile".to_owned()))
            .add_scopes(self.config.scopes.iter().cloned().map(Scope::new))
            .add_ui_locale(LanguageTag::new(locale(lang).to_owned()))
            .set_pkce_challenge(challenge);
        if create {
            request = request.add_extra_param("prompt", CREATE);
        } else if anew {
            request = request.add_prompt(CoreAuthPrompt::Login);
        }
        if anew {
            request = request.set_max_age(Duration::ZERO);
        }
        let levels = match wish {
            Wish::Person(Some(SignInStep::Verify)) => &[VERIFIED.to_owned()][..],
            Wish::Person(_) | Wish::Seller => &[],
            Wish::Officer => &self.officers.acr,
        };
        for level in levels {
            let level = AuthenticationContextClass::new(level.clone());
            request = request.add_auth_context_value(level);
        }
        let scopes = match wish {
            Wish::Person(_) => &[][..],
            Wish::Officer => &self.officers.scopes,
            Wish::Seller => &self.sellers.scopes,
        };
        request = request.add_scopes(scopes.iter().cloned().map(Scope::new));
        let (address, state, nonce) = request.url();
        Ok(Begun {
            address,
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        })
    }

    /// Changes a code into the identity of the person who signed in.
    ///
    /// # Errors
    /// The provider cannot be reached, refuses the code, or its token does not hold: signature,
    /// algorithm, issuer, audience, party, time, nonce, or the hash of the access token; or the
    /// person was to be asked anew since a moment, and was not.
    pub async fn finish(
        &self,
        code: String,
        nonce: String,
        verifier: String,
        anew_since: Option<Moment>,
        now: Moment,
    ) -> Result<Proved, IdentityError> {
        let metadata = self.metadata().await?;
        let client = self.client(&metadata)?;
        let http = self.http.as_client();
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| IdentityError::Unavailable(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier))
            .request_async(&http)
            .await
            .map_err(|error| match error {
                RequestTokenError::ServerResponse(answer) => {
                    IdentityError::Refused(format!("the code was answered by {}", answer.error()))
                }
                RequestTokenError::Request(error) => IdentityError::Unavailable(error.to_string()),
                RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                    IdentityError::Unavailable("the token endpoint talks nonsense".to_owned())
                }
            })?;
        let id_token = tokens
            .id_token()
            .ok_or_else(|| IdentityError::Refused("there was no identity token".to_owned()))?;
        let nonce = Nonce::new(nonce);
        let access = tokens.access_token();
        let verifier = self.client_with_keys(&metadata).await?;
        let claims = match verify(&verifier, id_token, &nonce, access, now) {
            Err(Unverified::UnknownKey) => {
                // A stream of forged key ids must not become a stream of requests.
                self.keys.doubt(KEYS_PAUSE);
                let verifier = self.client_with_keys(&metadata).await?;
                verify(&verifier, id_token, &nonce, access, now)
            }
            verified => verified,
        }
        .map_err(IdentityError::from)?;
        if let Some(since) = anew_since
            && !was_asked_since(&claims, since)
        {
            // Whoever removes the prompt from the address gets in with a session left behind.
            let why = "the provider did not ask anew who this is";
            return Err(IdentityError::Refused(why.to_owned()));
        }
        self.person(&client, &claims, access).await
    }

    /// Whether every answer of the provider to the browser names it (RFC 9207, section 3).
    ///
    /// # Errors
    /// The provider cannot be discovered.
    pub async fn names_itself(&self) -> Result<bool, IdentityError> {
        let metadata = self.metadata().await?;
        let promises = &metadata.additional_metadata().additional_metadata;
        Ok(promises.authorization_response_iss_parameter_supported)
    }

    /// Where the browser goes to sign out at the provider too (RP-Initiated Logout 1.0); none where
    /// that is not offered or the provider cannot be reached.
    ///
    /// The identity token is not shown as a hint: it would have to pass through the browser. The
    /// provider asks the person instead, as section 2 requires where there is no hint.
    pub async fn sign_out_address(&self, lang: Lang) -> Option<Url> {
        let metadata = self.metadata().await.ok()?;
        let end = metadata
            .additional_metadata()
            .end_session_endpoint
            .clone()?;
        let mut address = end.url().clone();
        address
            .query_pairs_mut()
            .append_pair("client_id", &self.config.client_id)
            .append_pair("post_logout_redirect_uri", self.home.as_str())
            .append_pair("ui_locales", locale(lang));
        Some(address)
    }

    /// Who it is: from the identity token, or from the user-information endpoint, where a provider
    /// may keep what was asked for by scope (Core 1.0, section 5.4).
    async fn person(
        &self,
        client: &Client,
        claims: &IdTokenClaims,
        access: &AccessToken,
    ) -> Result<Proved, IdentityError> {
        let reader = Reader {
            identity: &self.config,
            officers: &self.officers,
            sellers: &self.sellers,
            token: claims,
        };
        if let Some(name) = full_name(claims.name()) {
            return Ok(reader.read(name, claims.birthdate(), claims.additional_claims()));
        }
        let nameless = || IdentityError::Refused("the provider tells no name".to_owned());
        let request = client
            .user_info(access.clone(), Some(claims.subject().clone()))
            .ok()
            .ok_or_else(nameless)?;
        let http = self.http.as_client();
        let told: UserInfoClaims = request
            .request_async::<Further, _, CoreGenderClaim>(&http)
            .await
            .map_err(|error| IdentityError::Unavailable(error.to_string()))?;
        let name = full_name(told.name()).ok_or_else(nameless)?;
        Ok(reader.read(name, told.birthdate(), told.additional_claims()))
    }

    fn client(&self, metadata: &Metadata) -> Result<Client, IdentityError> {
        let callback = RedirectUrl::new(self.callback.to_string())
            .map_err(|error| IdentityError::Unavailable(error.to_string()))?;
        let secret = self.config.client_secret.expose_secret().to_owned();
        Ok(claims::GenericClient::from_provider_metadata(
            metadata.clone(),
            ClientId::new(self.config.client_id.clone()),
            Some(ClientSecret::new(secret)),
        )
        .set_redirect_uri(callback)
        .set_auth_type(how_to_show_the_secret(metadata)))
    }

    /// What the provider says of itself. What it said an hour ago is better than nobody signing in.
    async fn metadata(&self) -> Result<Arc<Metadata>, IdentityError> {
        let (issuer, http) = (self.config.issuer.clone(), self.http.clone());
        let known = self.metadata.get(|| discover(issuer, http)).await;
        match (known, self.metadata.last()) {
            (Ok(metadata), _) => Ok(metadata),
            (Err(why), Some(old)) => {
                tracing::warn!(why, "discovery failed; the old one is kept");
                Ok(old)
            }
            (Err(why), None) => Err(IdentityError::Unavailable(why)),
        }
    }

    /// The client with the keys as they are now: one that was withdrawn proves nothing any more.
    async fn client_with_keys(&self, metadata: &Metadata) -> Result<Client, IdentityError> {
        let (address, http) = (metadata.jwks_uri().url().clone(), self.http.clone());
        let known = self.keys.get(|| read_keys(address, http)).await;
        let keys = known.map_err(IdentityError::Unavailable)?;
        self.client(&metadata.clone().set_jwks(keys.as_ref().clone()))
    }
}

async fn discover(issuer: String, http: Http) -> Result<(Arc<Metadata>, Duration), String> {
    let issuer = IssuerUrl::new(issuer).map_err(|error| error.to_string())?;
    let found = Metadata::discover_async(issuer, &http.as_client()).await;
    let metadata = found.map_err(|error| error.to_string())?;
    Ok((Arc::new(metadata), DISCOVERY_LIFE))
}

/// Whether the person proved who they are at the provider since a moment; clocks may differ a
/// little.
fn was_asked_since(claims: &IdTokenClaims, since: Moment) -> bool {
    claims
        .auth_time()
        .is_some_and(|at| since.signed_duration_since(at) <= CLOCKS_DIFFER)
}

/// The language of the provider's pages (BCP 47).
fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

/// In the header, as is usual, unless the provider takes it in the body only.
fn how_to_show_the_secret(metadata: &Metadata) -> AuthType {
    let takes = |method| {
        let methods = metadata.token_endpoint_auth_methods_supported();
        methods.is_some_and(|methods| methods.contains(&method))
    };
    if takes(CoreClientAuthMethod::ClientSecretPost)
        && !takes(CoreClientAuthMethod::ClientSecretBasic)
    {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    }
}
