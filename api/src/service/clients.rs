//! Clients: third parties' programs, registered by administrators or on the command line. Each change is
//! recorded under the client's id.

pub mod credentials;
pub mod office;
pub mod operating;
mod showing;
mod terms;
pub mod usage;

use shared::client::OwnClient;
use shared::scope::Scope;
use shared::values::Moment;
use uuid::Uuid;

use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{Caller, format_client};
use crate::store::Write;
use crate::store::audit::{Act, Actor};
use crate::store::clients::ClientRow;
use terms::check_reason;
pub use terms::{Terms, check_terms};

/// The client that asks, as its token lets it be.
#[must_use]
pub fn read_own_client(app: &App, who: &Caller) -> OwnClient {
    let client = who.row();
    OwnClient {
        id: format_client(client.id),
        name: client.name.clone(),
        scopes: who.scopes().to_vec(),
        expires_on: client.expires_at.map(showing::last_day),
        now: app.now(),
    }
}

/// Records what was done with a client. The client has to be held or new.
async fn record(
    write: &Write,
    client: Uuid,
    actor: Actor,
    action: &'static str,
    detail: &str,
    at: Moment,
) -> Result<()> {
    let act = Act {
        chain: client,
        at,
        actor,
        action,
        detail,
    };
    write.record_audit(act).await?;
    tracing::info!(client = format_client(client), action, detail, "a client");
    Ok(())
}

/// What is recorded of the terms of a client: what it may do, from where and until when.
fn terms_told(client: &ClientRow) -> String {
    let mut told = format!("scopes {}", Scope::join(&client.scopes));
    if let Some(proposal) = &client.proposal {
        told.push_str(&format!(", proposed {}", Scope::join(&proposal.scopes)));
    }
    for network in &client.networks {
        told.push_str(&format!(", network {network}"));
    }
    if let Some(end) = client.expires_at {
        told.push_str(&format!(", expires {}", end.to_rfc3339()));
    }
    if let Some(organization) = &client.organization {
        told.push_str(&format!(", organization {organization}"));
    }
    told
}
