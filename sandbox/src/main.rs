//! The program `sandbox`: runs the synthetic city, or lists its people.

mod table;

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use sandbox::{City, Options};
use shared::values::Day;

/// A synthetic city: an identity platform, six registries and people who do not exist.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the city until Ctrl-C.
    Serve(Serve),
    /// List the people: how they sign in and what happens when they apply.
    People {
        /// The day to list them for (YYYY-MM-DD); today unless given.
        #[arg(long)]
        today: Option<Day>,
    },
}

#[derive(Debug, clap::Args)]
struct Serve {
    /// The address to listen at.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// The port; 0 takes a free one and prints it.
    #[arg(long, default_value_t = 8081)]
    port: u16,
    /// The port of the mail server; 0 takes a free one and prints it.
    #[arg(long, default_value_t = 0)]
    smtp_port: u16,
    /// The folder for accounts and keys.
    #[arg(long)]
    data: PathBuf,
    /// The address under which browsers and the platform reach the city; its own unless given.
    #[arg(long)]
    issuer: Option<String>,
    /// Where the platform's users come back to after signing in; may be given several times.
    #[arg(long)]
    client_redirect: Vec<String>,
    /// Where they come back to after signing out; may be given several times.
    #[arg(long)]
    client_post_logout: Vec<String>,
    /// The day that the registries take for today (YYYY-MM-DD), instead of the question's day.
    #[arg(long)]
    today: Option<Day>,
    /// The bearer key that the registries ask for.
    #[arg(long, env = "SANDBOX_REGISTRY_KEY", hide_env_values = true)]
    registry_key: Option<String>,
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("SANDBOX_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,actix_server=warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    let done = match Arguments::parse().command {
        Command::Serve(serve) => run(serve),
        Command::People { today } => list(today.unwrap_or_else(sandbox::today)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            tracing::error!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(serve: Serve) -> Result<(), String> {
    let options = Options {
        host: serve.host,
        port: serve.port,
        smtp_port: serve.smtp_port,
        data: serve.data,
        issuer: serve.issuer,
        client_redirects: serve.client_redirect,
        client_post_logouts: serve.client_post_logout,
        today: serve.today,
        registry_key: serve.registry_key,
    };
    let runtime = tokio::runtime::Runtime::new().map_err(|e| e.to_string())?;
    let city = City::start(options).map_err(|e| e.to_string())?;
    print(&format!("{}\n{}\n", city.url(), city.mail_url()))?;
    runtime.block_on(async {
        ended().await.map_err(|e| e.to_string())?;
        city.stop().await;
        Ok(())
    })
}

/// Waits for Ctrl-C or a request to end.
async fn ended() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

fn list(today: Day) -> Result<(), String> {
    let people = sandbox::people(today).map_err(|e| e.to_string())?;
    print(&table::table(&people))
}

fn print(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // The reader has seen enough, as `head` does.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(|e| e.to_string()),
    }
}
