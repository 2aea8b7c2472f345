//! The command line: `serve`, `migrate`, `openapi`, `policy-cases`, `audit`, `jobs`, `keys`,
//! `clients`.

mod command;

use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use api::app::App;
use api::config::Config;
use api::error::Error;
use api::http::site::Site;
use api::http::{self, Stopping};
use api::intake::pdf;
use api::policy_files::Unusable;
use api::service::{audit, jobs};
use api::store::jobs::overview::JobEntry;
use api::{policy_cases, worker};
use chrono::SecondsFormat;
use clap::{Parser, Subcommand};
use command::Failure;
use command::clients::{ClientsCommand, see_to_clients};
use command::database::open_store;
use command::keys::{KeysCommand, see_to_keys};
use shared::problem::ProblemKind;
use shared::values::Moment;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

/// What is logged unless `RUST_LOG` says otherwise. Whoever sends what is no HTTP is answered 400, and must
/// not fill the log with errors.
const LOGGED: &str = "info,actix_http::h1::dispatcher=off";

/// Verification of home-purchase eligibility.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API and the web application, and work off jobs, until SIGINT or SIGTERM.
    Serve,
    /// Bring the database's schema up to date and end.
    Migrate,
    /// Print the OpenAPI description; needs neither configuration nor database.
    Openapi,
    /// Decide the worked cases in files and compare with what they expect.
    PolicyCases {
        /// JSON files of cases.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// The audit log.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Look at a PDF on the standard input; the server calls it.
    #[command(hide = true)]
    InspectPdf,
    /// The jobs: what was promised and is still to be done.
    #[command(subcommand)]
    Jobs(JobsCommand),
    /// The keys with which the platform signs.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Third parties' programs that are registered to call the API.
    #[command(subcommand)]
    Clients(ClientsCommand),
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Verify every chain, and every application against its chain; name what was tampered with.
    Verify,
    /// Vouch for the chains of the release before as they stand: once, at the upgrade.
    Adopt,
}

#[derive(Debug, Subcommand)]
enum JobsCommand {
    /// List those that have failed to the end and are tried slowly.
    List {
        /// List all of them.
        #[arg(long)]
        all: bool,
    },
    /// Show one.
    Show {
        /// Its id, as the list has it.
        id: Uuid,
    },
    /// Begin one anew, at once and as if nothing had gone wrong with it.
    Revive {
        /// Its id, as the list has it.
        id: Uuid,
    },
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    if let Command::InspectPdf = command {
        // Before there are threads, whose memory would count.
        return match pdf::run(std::io::stdin(), std::io::stdout()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let ended = match runtime {
        Ok(runtime) => runtime.block_on(run(command)),
        Err(error) => Err(error.into()),
    };
    match ended {
        Ok(code) => code,
        Err(error) => {
            // The log may not be running yet: the operator reads this on the terminal.
            let _unwritable = match error.downcast_ref::<Unusable>() {
                // As compilers show it, so that an editor leads there.
                Some(Unusable::File(fault)) => writeln!(std::io::stderr(), "{fault}"),
                _ => writeln!(std::io::stderr(), "api: {error}"),
            };
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve => serve().await,
        Command::Migrate => migrate().await,
        Command::Openapi => print_description(),
        Command::Audit(AuditCommand::Verify) => verify_audit().await,
        Command::Audit(AuditCommand::Adopt) => adopt_audit().await,
        Command::Jobs(command) => see_to_jobs(command).await,
        Command::Keys(command) => see_to_keys(command).await,
        Command::Clients(command) => see_to_clients(command).await,
        Command::PolicyCases { files } => {
            return Ok(policy_cases::run(&files, &mut std::io::stdout()));
        }
        Command::InspectPdf => Ok(()),
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn serve() -> Result<(), Failure> {
    begin_log();
    let config = Config::from_env()?;
    // Before the database is touched: a port in use is the commonest mistake.
    let listener = TcpListener::bind(&config.listen)
        .map_err(|error| format!("{} cannot be listened on: {error}", config.listen))?;
    let site = read_site(&config);
    let app = Arc::new(App::start(config).await?);
    let stopping = web::Data::new(Stopping::default());
    let server = http::serve(Arc::clone(&app), site, stopping.clone(), listener)?;
    let handle = server.handle();
    let (stop_worker, stopped) = tokio::sync::oneshot::channel::<()>();
    let worker = tokio::spawn(worker::run(Arc::clone(&app), async move {
        // Told to stop, or nobody is left who could tell: both mean stop.
        let _told_or_alone = stopped.await;
    }));
    if !app.scanner.is_configured() {
        tracing::warn!("no virus scanner is configured (ANJU_CLAMD): uploads are not scanned");
    }
    let printer = Arc::clone(&app.printer);
    tokio::task::spawn_blocking(move || {
        if let Err(error) = printer.load() {
            tracing::warn!(%error, "no document can be made; everything else works");
        }
    });
    tracing::info!(address = %app.config.listen, url = %app.config.public_url, "serving");

    let mut server = tokio::spawn(server);
    tokio::select! {
        ended = &mut server => {
            // It does not end by itself unless something is broken.
            ended??;
            return Err("the server ended by itself".into());
        }
        asked = asked_to_stop() => asked?,
    }
    tracing::info!("stopping");
    stopping.begin();
    drain(app.config.drain).await?;
    // The worker first: its connections to the database may live on the server's threads. The
    // server says meanwhile that it is not ready, but leaves nobody without an answer.
    let _told = stop_worker.send(());
    worker.await?;
    handle.stop(true).await;
    server.await??;
    tracing::info!("stopped");
    Ok(())
}

fn read_site(config: &Config) -> Site {
    let site = Site::read(&config.site_dir).unwrap_or_else(|error| {
        tracing::warn!(folder = %config.site_dir.display(), %error, "the web application cannot be read");
        Site::default()
    });
    if !site.is_built() {
        tracing::warn!(folder = %config.site_dir.display(), "there is no web application; only the API is served");
    }
    site
}

async fn asked_to_stop() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Goes on answering for a while, so that whoever sends requests here can see that the process is
/// not ready any more; asked once more to stop, it stops.
async fn drain(time: Duration) -> std::io::Result<()> {
    tokio::select! {
        () = tokio::time::sleep(time) => Ok(()),
        asked = asked_to_stop() => asked,
    }
}

async fn migrate() -> Result<(), Failure> {
    begin_log();
    // Starting brings the schema up to date.
    App::start(Config::from_env()?).await?;
    tracing::info!("the schema is up to date");
    Ok(())
}

async fn verify_audit() -> Result<(), Failure> {
    let store = open_store().await?;
    let report = audit::verify_all(&store).await?;
    let mut out = std::io::stdout();
    for found in &report.broken {
        if let Some(fault) = found.fault() {
            writeln!(out, "{fault}")?;
        }
    }
    let (chains, records) = (report.chains, report.records);
    let broken = report.broken.len();
    writeln!(out, "{chains} chains, {records} records, {broken} broken")?;
    if broken > 0 {
        return Err("the audit log was tampered with".into());
    }
    Ok(())
}

async fn adopt_audit() -> Result<(), Failure> {
    let store = open_store().await?;
    let adopted = store.adopt_audit().await?;
    writeln!(std::io::stdout(), "{adopted} chains adopted")?;
    Ok(())
}

async fn see_to_jobs(command: JobsCommand) -> Result<(), Failure> {
    let store = open_store().await?;
    let mut out = std::io::stdout();
    match command {
        JobsCommand::List { all } => {
            let now = api::clock::machine_time();
            for job in jobs::list_jobs(&store, all).await? {
                writeln!(out, "{}", job_line(&job, now))?;
            }
            let (total, failed) = store.count_jobs().await?;
            writeln!(out, "{total} jobs, {failed} failed to the end")?;
        }
        JobsCommand::Show { id } => {
            let job = jobs::read_job(&store, id).await.map_err(no_job)?;
            let line = job_line(&job, api::clock::machine_time());
            writeln!(out, "{}", line.replace(", ", "\n"))?;
        }
        JobsCommand::Revive { id } => {
            let now = api::clock::machine_time();
            jobs::revive_job(&store, id, now).await.map_err(no_job)?;
            writeln!(out, "{id} begins anew")?;
        }
    }
    Ok(())
}

/// A job as an operator reads it: ids, counts and the kind of the last failure.
fn job_line(job: &JobEntry, now: Moment) -> String {
    let is_claimed = job.claimed_until.is_some_and(|until| until > now);
    let state = match (job.has_failed, is_claimed) {
        (true, true) => "failed and claimed",
        (true, false) => "failed",
        (false, true) => "claimed",
        (false, false) => "waiting",
    };
    format!(
        "{} {} {}, {state}, next {}, {} failures, {} deaths, last error {}",
        job.id,
        job.kind,
        job.subject,
        job.run_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        job.failures,
        job.deaths,
        job.last_error.as_deref().unwrap_or("none")
    )
}

fn no_job(error: Error) -> Failure {
    if error.kind() == ProblemKind::NotFound {
        return "there is no such job: it was done, or never was".into();
    }
    error.into()
}

fn print_description() -> Result<(), Failure> {
    let text = http::openapi::text()?;
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}

/// One JSON object a line on the standard output; `RUST_LOG` chooses how much.
fn begin_log() {
    let wanted = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(LOGGED));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(wanted)
        .init();
}
