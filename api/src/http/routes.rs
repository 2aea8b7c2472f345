//! Every route of the API: each noun mounts its own.

use super::mounting::ServiceConfig;
use super::{
    account, applications, authorities, cases, certificates, clients, colleagues, contact,
    description, desk, disputes, documents, evidence, export, health, holds, jwks, memberships,
    messages, oauth, officer_session, operator, policies, prechecks, referrals, sandbox,
    seller_session, session, sign_in, take_overs, uploads, webhooks,
};

/// Every operation there is. Whatever is not here belongs to the web application.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .configure(description::configure)
        .configure(oauth::configure)
        .configure(jwks::configure)
        .configure(certificates::configure_lists)
        .scope("/health", health::configure)
        .scope("/auth", sign_in::configure)
        .scope("/api/v1", |config| {
            config
                .configure(session::configure)
                .configure(account::configure)
                .configure(applications::configure)
                .configure(documents::configure)
                .configure(certificates::configure)
                .configure(contact::configure)
                .configure(disputes::configure)
                .configure(uploads::configure)
                .configure(memberships::configure)
                .configure(messages::configure)
                .configure(authorities::configure)
                .configure(export::configure)
                .configure(officer_session::configure)
                .configure(seller_session::configure)
                .configure(cases::configure)
                .configure(evidence::configure)
                .configure(desk::configure)
                .configure(colleagues::configure)
                .configure(clients::configure)
                .configure(clients::watching::configure)
                .configure(take_overs::configure)
                .configure(policies::configure)
                .configure(prechecks::configure)
                .configure(holds::configure)
                .configure(referrals::configure)
                .configure(operator::configure)
                .configure(sandbox::configure)
                .configure(webhooks::configure);
        });
}
