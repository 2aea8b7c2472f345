//! `api clients`: third parties' programs that are registered to call the API.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use api::app::new_id;
use api::clock::machine_time;
use api::error::Error;
use api::service::access::partner::{client_id, format_client};
use api::service::clients::{check_terms, operating};
use api::store::clients::ClientRow;
use api::store::clients::credentials::{CredentialRow, Proof};
use chrono::SecondsFormat;
use clap::Subcommand;
use shared::client::{ClientContact, SaveClient};
use shared::problem::ProblemKind;
use shared::scope::Scope;
use shared::values::{Day, Lang, Moment};
use uuid::Uuid;

use super::Failure;
use super::database::open_store;

#[derive(Debug, Subcommand)]
pub(crate) enum ClientsCommand {
    /// List them, by name.
    List,
    /// Register one. Its secret is printed once and kept nowhere.
    Add {
        /// Whose program it is, and which: people read it.
        name: String,
        /// What it may do, such as `certificates:check`.
        #[arg(long = "scope", required = true, value_parser = scope)]
        scopes: Vec<Scope>,
        /// From where alone it calls, such as 192.0.2.0/24.
        #[arg(long = "network")]
        networks: Vec<String>,
        /// Whom to turn to about it: a name, `=`, and how to reach them.
        #[arg(long = "contact", required = true, value_parser = contact)]
        contacts: Vec<ClientContact>,
        /// The last day on which it may do anything, such as 2027-12-31.
        #[arg(long)]
        expires_on: Option<Day>,
        /// The code of the organisation (统一社会信用代码) whose users sign in as its sellers.
        #[arg(long)]
        organization: Option<String>,
        /// A file with its public key, a JWK, in place of a secret.
        #[arg(long)]
        key: Option<PathBuf>,
    },
    /// Give one a new secret or key. The one before goes on, so that nothing pauses; of three the oldest ends.
    Rotate {
        /// Its id, as the list has it.
        #[arg(value_parser = client)]
        id: Uuid,
        /// A file with its new public key, a JWK, in place of a secret.
        #[arg(long, conflicts_with = "retire_older")]
        key: Option<PathBuf>,
        /// End all but the newest, with their tokens, and make no new one.
        #[arg(long)]
        retire_older: bool,
    },
    /// Disable one, at once and for good, with its tokens.
    Disable {
        /// Its id, as the list has it.
        #[arg(value_parser = client)]
        id: Uuid,
    },
}

/// Does it.
pub(crate) async fn see_to_clients(command: ClientsCommand) -> Result<(), Failure> {
    let store = open_store().await?;
    let mut out = std::io::stdout();
    let now = machine_time();
    match command {
        ClientsCommand::List => {
            for (client, credentials) in operating::list_clients(&store).await? {
                writeln!(out, "{}", client_line(&client, now))?;
                for credential in credentials {
                    writeln!(out, "  {}", credential_line(&credential))?;
                }
            }
            Ok(())
        }
        ClientsCommand::Add {
            name,
            scopes,
            networks,
            contacts,
            expires_on,
            organization,
            key,
        } => {
            let terms = check_terms(&SaveClient {
                version: None,
                name,
                scopes,
                networks,
                contacts,
                expires_on,
                organization_code: organization,
            });
            let terms = terms.map_err(sentence)?;
            let key = key.map(fs::read_to_string).transpose()?;
            let id = new_id();
            let ids = [id, new_id()];
            let secret = operating::register_client(&store, ids, terms, key, now).await;
            tell_secret(&mut out, id, secret.map_err(sentence)?)
        }
        ClientsCommand::Rotate {
            id,
            retire_older: true,
            ..
        } => {
            let ended = operating::retire_older(&store, id, now).await;
            writeln!(out, "{} ended", ended.map_err(sentence)?)?;
            Ok(())
        }
        ClientsCommand::Rotate { id, key, .. } => {
            let key = key.map(fs::read_to_string).transpose()?;
            let secret = operating::rotate_credential(&store, [id, new_id()], key, now).await;
            tell_secret(&mut out, id, secret.map_err(sentence)?)
        }
        ClientsCommand::Disable { id } => {
            let disabled = operating::disable_client(&store, id, now).await;
            disabled.map_err(sentence)?;
            writeln!(out, "{} is disabled", format_client(id))?;
            Ok(())
        }
    }
}

/// Prints the id, and the secret where there is one, each on a line of its own.
fn tell_secret(out: &mut impl Write, id: Uuid, secret: Option<String>) -> Result<(), Failure> {
    writeln!(out, "client_id {}", format_client(id))?;
    if let Some(secret) = secret {
        writeln!(out, "client_secret {secret}")?;
    }
    Ok(())
}

fn scope(text: &str) -> Result<Scope, String> {
    let known = Scope::ALL.map(Scope::slug).join(", ");
    Scope::from_slug(text).ok_or_else(|| format!("say one of {known}"))
}

fn contact(text: &str) -> Result<ClientContact, String> {
    let parts = text.split_once('=');
    let (name, reach) = parts.ok_or_else(|| "say a name, `=`, and an address".to_owned())?;
    Ok(ClientContact {
        name: name.to_owned(),
        reach: reach.to_owned(),
    })
}

fn client(text: &str) -> Result<Uuid, String> {
    client_id(text).ok_or_else(|| "an id is `cli_` and 32 digits".to_owned())
}

/// What is wrong, as an operator reads it.
fn sentence(error: Error) -> Failure {
    match &error {
        Error::Refused {
            kind: ProblemKind::NotFound,
            ..
        } => "there is no such client".into(),
        Error::Invalid { issues, .. } => {
            let all = issues.iter().map(|issue| {
                let what = issue.code.detail(Lang::En);
                format!("{}: {what}", issue.pointer.trim_start_matches('/'))
            });
            all.collect::<Vec<_>>().join("; ").into()
        }
        Error::Refused { .. }
        | Error::Unusable(_)
        | Error::Claimed(_)
        | Error::Unavailable(_)
        | Error::Unexpected(_) => error.into(),
    }
}

fn client_line(client: &ClientRow, now: Moment) -> String {
    let state = match (client.disabled_at, client.is_live(now)) {
        (Some(since), _) => format!("disabled {}", at(since)),
        (None, false) => "expired".to_owned(),
        (None, true) => "live".to_owned(),
    };
    let used = client.last_used_at.map_or_else(|| "never".to_owned(), at);
    let sellers = client.organization.as_ref();
    let sellers = sellers.map_or_else(String::new, |code| format!(", sellers of {code}"));
    format!(
        "{} {}, {state}, {}{sellers}, last used {used}",
        format_client(client.id),
        client.name,
        Scope::join(&client.scopes)
    )
}

fn credential_line(credential: &CredentialRow) -> String {
    let kind = match &credential.proof {
        Proof::Secret(_) => "secret",
        Proof::Key(_) => "key",
    };
    let used = credential.last_used_at;
    let used = used.map_or_else(|| "never".to_owned(), at);
    format!(
        "{kind}, added {}, last used {used}",
        at(credential.added_at)
    )
}

fn at(moment: Moment) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}
