//! `api keys`: the keys with which the platform signs.

use std::io::Write;

use api::clock::machine_time;
use api::service::signing_keys::{Rotation, list_signing_keys, rotate_signing_keys};
use api::signing::Purpose;
use api::store::signing_keys::{KeptKey, Standing};
use chrono::SecondsFormat;
use clap::Subcommand;
use shared::values::Moment;

use super::Failure;
use super::database::open_store;

#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// List them, oldest first.
    List,
    /// Have the next key sign, and publish another next one.
    Rotate {
        /// What it signs: `token` or `certificate`.
        #[arg(value_parser = purpose)]
        purpose: Purpose,
        /// Where the current one may be in other hands: even if the next key was published a short while
        /// ago, so that not everybody knows it yet. What the current one has signed is believed no more.
        #[arg(long)]
        at_once: bool,
    },
}

/// Does it.
pub(crate) async fn see_to_keys(command: KeysCommand) -> Result<(), Failure> {
    let store = open_store().await?;
    let mut out = std::io::stdout();
    match command {
        KeysCommand::List => {
            for key in list_signing_keys(&store).await? {
                writeln!(out, "{}", key_line(&key))?;
            }
            Ok(())
        }
        KeysCommand::Rotate { purpose, at_once } => {
            match rotate_signing_keys(&store, purpose, at_once, machine_time()).await? {
                Rotation::Done => {
                    let slug = purpose.slug();
                    writeln!(out, "the next {slug} key signs within a minute")?;
                    Ok(())
                }
                Rotation::TooSoon(seconds) => Err(format!(
                    "the next key is not known to everybody yet: try again in {seconds} s, or say \
                     --at-once"
                )
                .into()),
                Rotation::Overtaken => Err("another rotation was faster".into()),
            }
        }
    }
}

fn purpose(slug: &str) -> Result<Purpose, String> {
    Purpose::from_slug(slug).ok_or_else(|| "say `token` or `certificate`".to_owned())
}

fn key_line(key: &KeptKey) -> String {
    let at = |moment: Moment| moment.to_rfc3339_opts(SecondsFormat::Secs, true);
    let standing = match key.standing {
        Standing::Next => "next".to_owned(),
        Standing::Current => "current".to_owned(),
        Standing::Previous(since) => format!("previous, retired {}", at(since)),
    };
    let active = key.active_from.map_or_else(|| "never".to_owned(), at);
    format!(
        "{} {}, {standing}, made {}, active {active}",
        key.purpose.slug(),
        key.public.kid,
        at(key.made_at)
    )
}
