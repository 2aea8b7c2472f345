//! A receiver: answers as it is told, and keeps what came.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};

/// How it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// With this status.
    Status(u16),
    /// Not at all.
    Hangs,
    /// With a redirect to its own root.
    Redirects,
    /// With more than is read.
    Chatters,
}

/// A request that came.
#[derive(Debug, Clone)]
pub(super) struct Came {
    pub(super) path: String,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: String,
}

impl Came {
    pub(super) fn header(&self, name: &str) -> &str {
        &self.headers[name]
    }
}

#[derive(Debug)]
struct Inside {
    manner: Manner,
    came: Vec<Came>,
}

/// The receiver; it is gone as soon as it is dropped.
pub(super) struct Receiver {
    /// Its address.
    pub(super) url: String,
    inside: Arc<Mutex<Inside>>,
    server: ServerHandle,
}

impl Receiver {
    pub(super) fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let inside = Arc::new(Mutex::new(Inside {
            manner,
            came: Vec::new(),
        }));
        let data = web::Data::from(Arc::clone(&inside));
        let server = HttpServer::new(move || {
            App::new()
                .app_data(data.clone())
                .default_service(web::to(receive))
        })
        .workers(1)
        .disable_signals()
        .shutdown_timeout(0)
        .listen(listener)
        .unwrap()
        .run();
        let handle = server.handle();
        tokio::spawn(server);
        Self {
            url,
            inside,
            server: handle,
        }
    }

    pub(super) fn behave(&self, manner: Manner) {
        self.inside.lock().unwrap().manner = manner;
    }

    pub(super) fn came(&self) -> Vec<Came> {
        self.inside.lock().unwrap().came.clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let stop = self.server.stop(false);
        tokio::spawn(stop);
    }
}

async fn receive(
    request: HttpRequest,
    body: web::Bytes,
    inside: web::Data<Mutex<Inside>>,
) -> HttpResponse {
    let headers = request.headers().iter().map(|(name, value)| {
        let value = value.to_str().unwrap().to_owned();
        (name.as_str().to_owned(), value)
    });
    let manner = {
        let mut inside = inside.lock().unwrap();
        inside.came.push(Came {
            path: request.path().to_owned(),
            headers: headers.collect(),
            body: String::from_utf8(body.to_vec()).unwrap(),
        });
        inside.manner
    };
    match manner {
        Manner::Status(status) => {
            let status = actix_web::http::StatusCode::from_u16(status).unwrap();
            HttpResponse::build(status).body(format!("收到 {status}"))
        }
        Manner::Hangs => {
            tokio::time::sleep(Duration::from_secs(120)).await;
            HttpResponse::NoContent().finish()
        }
        Manner::Redirects => HttpResponse::TemporaryRedirect()
            .insert_header(("location", "/elsewhere"))
            .finish(),
        Manner::Chatters => HttpResponse::Ok().body("x".repeat(65 * 1024)),
    }
}
