//! The city's identity platform: an OpenID provider (OpenID Connect Core 1.0) at the root of the
//! issuer, with the authorisation-code flow, PKCE (S256, required) and RP-initiated sign-out.
//!
//! Claims: `sub`; with the scope `profile` also `name`, `preferred_username`, `birthdate` (only of
//! people whose identity the city has verified) and `identity_level` (`verified` for the
//! synthetic people and for users whom the city has found to be one of them, `registered` for
//! other users); with the scope `phone` also `phone_number`, with the scope `document` the
//! `document_number` of the verified, with `roles` what an officer may do, with `organization` the
//! `organization_code` and `organization_name` of the legal person for whom somebody acts. Who comes with
//! `acr_values=https://refeds.org/profile/mfa` proves who they are with a second factor; `acr` says
//! what was done. Who comes with `acr_values=verified` and is not, is asked to
//! become so.

mod authorize;
mod origin;
mod params;
mod redirect;
mod register;
mod second_factor;
mod session;
mod sign_in;
mod sign_out;
mod token;
mod user_info;
mod verify;

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::clock;
use crate::town::{Town, at, lock};

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/.well-known/openid-configuration").route(web::get().to(discovery)))
        .service(at("/jwks").route(web::get().to(jwks)))
        .service(
            at("/authorize")
                .route(web::get().to(authorize::by_query))
                .route(web::post().to(authorize::by_form)),
        )
        .service(
            at("/sign-in")
                .route(web::get().to(sign_in::show))
                .route(web::post().to(sign_in::submit)),
        )
        .service(
            at("/register")
                .route(web::get().to(register::show))
                .route(web::post().to(register::submit)),
        )
        .service(
            at("/second-factor")
                .route(web::get().to(second_factor::show))
                .route(web::post().to(second_factor::submit)),
        )
        .service(
            at("/verify")
                .route(web::get().to(verify::show))
                .route(web::post().to(verify::submit)),
        )
        .service(at("/token").route(web::post().to(token::exchange)))
        .service(
            at("/userinfo")
                .route(web::get().to(user_info::show))
                .route(web::post().to(user_info::show)),
        )
        .service(
            at("/end_session")
                .route(web::get().to(sign_out::by_query))
                .route(web::post().to(sign_out::by_form)),
        );
}

async fn discovery(town: web::Data<Town>) -> HttpResponse {
    let at = |path: &str| format!("{}{path}", town.issuer);
    HttpResponse::Ok().json(json!({
        "issuer": town.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "end_session_endpoint": at("/end_session"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile", "phone", "document", "roles", "organization"],
        "acr_values_supported": ["registered", "verified", second_factor::TWO_FACTORS],
        "claims_supported": [
            "iss", "sub", "aud", "exp", "iat", "auth_time", "acr", "nonce", "at_hash", "name",
            "preferred_username", "birthdate", "identity_level", "phone_number", "document_number",
            "roles", "organization_code", "organization_name"
        ],
        "ui_locales_supported": ["zh-CN", "en"],
        "prompt_values_supported": ["none", "login", "create"],
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "authorization_response_iss_parameter_supported": true
    }))
}

async fn jwks(town: web::Data<Town>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("cache-control", "public, max-age=60"))
        .json(lock(&town.keys).jwks(clock::now()))
}
