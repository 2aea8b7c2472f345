//! Every route of the API.

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{account, applications, description, health, policies, prechecks, session};

/// Every operation there is. Whatever is not here belongs to the web application.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(description::read_description)
        .service(
            scope::scope("/health")
                .service(health::read_liveness)
                .service(health::read_readiness),
        )
        .service(
            scope::scope("/auth")
                .service(session::start_sign_in)
                .service(session::finish_sign_in),
        )
        .service(
            scope::scope("/api/v1")
                .service(session::read_session)
                .service(session::renew_session)
                .service(session::sign_out)
                .service(account::bind_document)
                .service(account::read_identity)
                .service(applications::read_home)
                .service(applications::create_draft)
                .service(applications::list_applications)
                .service(applications::read_application)
                .service(applications::read_answers)
                .service(applications::save_draft)
                .service(applications::delete_draft)
                .service(applications::submit_application)
                .service(applications::withdraw_application)
                .service(policies::list_policies)
                .service(policies::get_policy)
                .service(prechecks::create_precheck),
        );
}
