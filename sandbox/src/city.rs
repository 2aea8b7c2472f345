//! The city as a running server: it mounts its parts, starts and ends.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpServer, web};

use crate::people::People;
use crate::town::{CLIENT_ID, CLIENT_SECRET, Options, StartError, Town};
use crate::{control, mail_server, pages, provider, registries, sms_gateway, socket, webhooks};

/// A running city. Dropping it stops it.
#[derive(Debug)]
pub struct City {
    /// Where it listens.
    pub address: SocketAddr,
    /// Where its mail server listens.
    pub mail_address: SocketAddr,
    /// The issuer of its identity provider.
    pub issuer: String,
    town: web::Data<Town>,
    server: ServerHandle,
}

/// Serves until it is told to stop.
async fn serve(
    town: web::Data<Town>,
    listener: TcpListener,
    mail: TcpListener,
    tell: std::sync::mpsc::Sender<io::Result<ServerHandle>>,
) {
    let mailed = web::Data::clone(&town).into_inner();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(town.clone())
            .configure(provider::routes)
            .configure(registries::routes)
            .configure(sms_gateway::routes)
            .configure(webhooks::routes)
            .configure(control::routes)
            .configure(pages::routes)
    })
    .workers(2)
    .on_connect(socket::remember)
    .disable_signals()
    .shutdown_timeout(1)
    // Longer than any client keeps an idle connection: a question that meets the end of one is lost.
    .keep_alive(Duration::from_secs(120))
    .listen(listener);
    let (handle, server) = match server.map(HttpServer::run) {
        Ok(server) => (Ok(server.handle()), Some(server)),
        Err(error) => (Err(error), None),
    };
    let mail = tokio::net::TcpListener::from_std(mail);
    let (handle, mail) = match (handle, mail) {
        (Ok(handle), Ok(mail)) => (Ok(handle), Some(mail)),
        (Err(error), _) | (Ok(_), Err(error)) => (Err(error), None),
    };
    // Nobody listens any more only where the starter has gone away.
    let _gone = tell.send(handle);
    if let (Some(server), Some(mail)) = (server, mail) {
        tokio::select! {
            () = mail_server::serve(mailed, mail) => {}
            ended = server => if let Err(error) = ended {
                tracing::error!(%error, "the city's server ended");
            },
        }
    }
}

impl City {
    /// Starts a city and returns once it listens. Needs no runtime: it brings its own.
    ///
    /// # Errors
    /// Port, folder or people files cannot be used.
    pub fn start(options: Options) -> Result<Self, StartError> {
        let (listener, address) = listen(SocketAddr::new(options.host, options.port))?;
        let (mail, mail_address) = listen(SocketAddr::new(options.host, options.smtp_port))?;
        let town = web::Data::new(Town::open(&options, address)?);
        let (tell, told) = std::sync::mpsc::channel();
        let served = town.clone();
        std::thread::Builder::new()
            .name("city".to_owned())
            .spawn(move || {
                actix_web::rt::System::new().block_on(serve(served, listener, mail, tell))
            })
            .map_err(StartError::Thread)?;
        let server = told
            .recv()
            .map_err(|gone| StartError::Thread(io::Error::other(gone)))?
            .map_err(|source| StartError::Listen { address, source })?;
        Ok(Self {
            address,
            mail_address,
            issuer: town.issuer.clone(),
            town,
            server,
        })
    }

    /// The address of everything, for example `http://127.0.0.1:8081`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address of its mail server, with user and password, for example
    /// `smtp://anju:anju-development-secret@127.0.0.1:2525`.
    #[must_use]
    pub fn mail_url(&self) -> String {
        format!("smtp://{CLIENT_ID}:{CLIENT_SECRET}@{}", self.mail_address)
    }

    /// Everybody who lives here.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.town.people
    }

    /// Lets the client send its users back to two more addresses.
    pub fn allow_client(&self, redirect: &str, post_logout: &str) {
        self.town.allow_client(redirect, post_logout);
    }

    /// Ends all connections and waits until nobody listens.
    pub async fn stop(self) {
        self.server.stop(false).await;
    }
}

/// Listens at an address; tells which it is.
fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let listening = || {
        let listener = TcpListener::bind(address)?;
        // As the mail server's runtime needs it; actix sets it by itself.
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    listening().map_err(|source| StartError::Listen { address, source })
}

impl Drop for City {
    fn drop(&mut self) {
        // The call itself sends the command; the future would only wait for its end.
        drop(self.server.stop(false));
    }
}
