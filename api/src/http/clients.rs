//! Clients over HTTP: as they see themselves, and at the desk of administrators.

pub(super) mod watching;

use super::mounting::ServiceConfig;
use actix_web::web;
use shared::client::{
    AddedCredential, Client, ClientList, ClientVersion, DisableClient, NewCredential, OwnClient,
    SaveClient,
};
use shared::problem::ProblemKind as K;

use super::body::Body;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::officer::Administrator;
use crate::service::access::partner::Caller;
use crate::service::clients::{self, office};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(__path_read_own_client, read_own_client, &[]))
        .service(operation(
            __path_list_clients,
            list_clients,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_save_client,
            save_client,
            &[
                K::NotFound,
                K::WrongState,
                K::ClientChanged,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_disable_client,
            disable_client,
            &[K::NotFound, K::InvalidAnswers, K::TooManyRequests],
        ))
        .service(operation(
            __path_confirm_client,
            confirm_client,
            &[
                K::NotFound,
                K::WrongState,
                K::SecondPersonNeeded,
                K::ClientChanged,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_add_client_credential,
            add_client_credential,
            &[
                K::NotFound,
                K::WrongState,
                K::TooManyCredentials,
                K::InvalidAnswers,
                K::TooManyRequests,
            ],
        ))
        .service(operation(
            __path_retire_client_credential,
            retire_client_credential,
            &[K::NotFound, K::TooManyRequests],
        ));
}

/// Read the client that is asking
///
/// For programs: who the token says they are, and what it lets them do. It needs no scope, so that a
/// program can find out whether it is set up as it should be.
#[utoipa::path(get, path = "/client", tag = "access", responses(
    (status = 200, description = "The client", body = OwnClient),
))]
async fn read_own_client(app: web::Data<App>, who: Caller) -> web::Json<OwnClient> {
    web::Json(clients::read_own_client(&app, &who))
}

/// List the clients
///
/// For administrators: which third parties' programs are registered, on what terms, what they prove
/// themselves with, and when they were used last.
#[utoipa::path(get, path = "/officer/clients", tag = "access", responses(
    (status = 200, description = "The clients", body = ClientList),
))]
async fn list_clients(app: web::Data<App>, who: Administrator) -> Result<web::Json<ClientList>> {
    Ok(web::Json(office::list_clients(&app, &who).await?))
}

/// Register or change a client
///
/// Registered under an id that the caller chooses, so that the request can be repeated; changed with the
/// `version` that the caller has seen. What is taken away is so at once, also of tokens that are out. A
/// scope that signs (`holds:write`) waits for a second administrator.
#[utoipa::path(put, path = "/officer/clients/{client}", tag = "access", request_body = SaveClient, params(("client" = String, Path, pattern = "^cli_[0-9a-f]{32}$", description = "The client: `cli_` and a UUID")), responses(
    (status = 200, description = "The client", body = Client),
))]
async fn save_client(
    app: web::Data<App>,
    who: Administrator,
    client: web::Path<String>,
    body: Body<SaveClient>,
) -> Result<web::Json<Client>> {
    let input = body.read_of_administrator(&who).await?;
    Ok(web::Json(
        office::save_client(&app, &who, &client, input).await?,
    ))
}

/// Disable a client
///
/// At once and for good, with all tokens that are out. It stays in the list, with the reason. Disabling
/// one that is disabled is no error, and keeps the reason of before.
#[utoipa::path(post, path = "/officer/clients/{client}/disablement", tag = "access", request_body = DisableClient, params(("client" = String, Path, pattern = "^cli_[0-9a-f]{32}$", description = "The client")), responses(
    (status = 200, description = "The client", body = Client),
))]
async fn disable_client(
    app: web::Data<App>,
    who: Administrator,
    client: web::Path<String>,
    body: Body<DisableClient>,
) -> Result<web::Json<Client>> {
    let why = body.read_of_administrator(&who).await?;
    Ok(web::Json(
        office::disable_client(&app, &who, &client, &why).await?,
    ))
}

/// Confirm a client
///
/// By a second administrator: the scopes that sign, and the secrets and keys that sign, as others have
/// proposed them and the caller has seen them in the `version`.
#[utoipa::path(post, path = "/officer/clients/{client}/confirmation", tag = "access", request_body = ClientVersion, params(("client" = String, Path, pattern = "^cli_[0-9a-f]{32}$", description = "The client")), responses(
    (status = 200, description = "The client", body = Client),
))]
async fn confirm_client(
    app: web::Data<App>,
    who: Administrator,
    client: web::Path<String>,
    body: Body<ClientVersion>,
) -> Result<web::Json<Client>> {
    let seen = body.read_of_administrator(&who).await?;
    Ok(web::Json(
        office::confirm_client(&app, &who, &client, seen.version).await?,
    ))
}

/// Add a secret or a key
///
/// A client has two at the most, so that one can take the place of the other without a pause. A secret is
/// made by the platform and is in this answer alone: where the answer is lost, retire it and add another
/// one. Of a client that signs, a new one signs only once a second administrator confirms it.
#[utoipa::path(post, path = "/officer/clients/{client}/credentials", tag = "access", request_body = NewCredential, params(("client" = String, Path, pattern = "^cli_[0-9a-f]{32}$", description = "The client")), responses(
    (status = 200, description = "The client, and the secret", body = AddedCredential),
))]
async fn add_client_credential(
    app: web::Data<App>,
    who: Administrator,
    client: web::Path<String>,
    body: Body<NewCredential>,
) -> Result<web::Json<AddedCredential>> {
    let input = body.read_of_administrator(&who).await?;
    Ok(web::Json(
        office::add_credential(&app, &who, &client, &input).await?,
    ))
}

/// Retire a secret or a key
///
/// At once, with the tokens that it led to.
#[utoipa::path(delete, path = "/officer/clients/{client}/credentials/{credential}", tag = "access", params(
    ("client" = String, Path, pattern = "^cli_[0-9a-f]{32}$", description = "The client"),
    ("credential" = String, Path, pattern = "^crd_[0-9A-Fa-f]{32}$", description = "The secret or key"),
), responses(
    (status = 200, description = "The client", body = Client),
))]
async fn retire_client_credential(
    app: web::Data<App>,
    who: Administrator,
    path: web::Path<(String, String)>,
) -> Result<web::Json<Client>> {
    let (client, credential) = path.into_inner();
    Ok(web::Json(
        office::retire_credential(&app, &who, &client, &credential).await?,
    ))
}
