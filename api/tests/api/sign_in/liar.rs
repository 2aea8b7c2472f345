//! An OpenID provider that lies on demand. Honest, it is as good as any.

use std::any::Any;
use std::collections::HashMap;
use std::net::{Shutdown, TcpListener};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use url::Url;

const ACCESS_TOKEN: &str = "access";

/// What a token is signed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// The published key.
    Own,
    /// Not at all: `alg` is `none`.
    None,
    /// The client's secret: `alg` is `HS256`.
    ClientSecret,
    /// Another key under the name of the published one.
    Another,
    /// A key under a name that is not published.
    Unpublished,
}

struct Mind {
    issuer: String,
    own: EcdsaKeyPair,
    another: EcdsaKeyPair,
    nonce: String,
    challenge: String,
    secret_in_body: bool,
    lies: Map<String, Value>,
    key: Key,
    information: Option<Value>,
    redirects: bool,
    nonsense: bool,
    asked_for_keys: u32,
    /// How long caches may keep the keys.
    keys_life: Option<u32>,
    /// Whether the own key is published.
    withdrawn: bool,
    /// Whether a connection that has served already is closed as the next request arrives.
    closes: bool,
}

/// The provider.
pub(crate) struct Liar {
    issuer: String,
    mind: Arc<Mutex<Mind>>,
}

impl Liar {
    /// Starts one on a free port; it ends with the process.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let mind = Arc::new(Mutex::new(Mind {
            issuer: issuer.clone(),
            own: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(),
            another: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(),
            nonce: String::new(),
            challenge: String::new(),
            secret_in_body: false,
            lies: Map::new(),
            key: Key::Own,
            information: None,
            redirects: false,
            nonsense: false,
            asked_for_keys: 0,
            keys_life: None,
            withdrawn: false,
            closes: false,
        }));
        let shared = web::Data::from(Arc::clone(&mind));
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(
                HttpServer::new(move || {
                    App::new()
                        .app_data(shared.clone())
                        .route(
                            "/.well-known/openid-configuration",
                            web::get().to(discovery),
                        )
                        .route("/jwks", web::get().to(keys))
                        .route("/token", web::post().to(token))
                        .route("/userinfo", web::get().to(information))
                })
                .workers(1)
                .on_connect(Connection::remember)
                .disable_signals()
                .listen(listener)
                .unwrap()
                .run(),
            )
        });
        Self { issuer, mind }
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Lets the person sign in: from the address of the start to that of the callback.
    pub(crate) fn callback(&self, start: &str) -> String {
        let start = Url::parse(start).unwrap();
        let said = |name: &str| {
            let pair = start.query_pairs().find(|(key, _)| key == name);
            pair.unwrap().1.into_owned()
        };
        assert_eq!(said("code_challenge_method"), "S256");
        assert_eq!(said("response_type"), "code");
        {
            let mut mind = self.mind.lock().unwrap();
            mind.nonce = said("nonce");
            mind.challenge = said("code_challenge");
        }
        let mut callback = Url::parse(&said("redirect_uri")).unwrap();
        callback
            .query_pairs_mut()
            .append_pair("code", "code")
            .append_pair("state", &said("state"));
        callback.into()
    }

    /// Says something else than the truth in a claim; `null` leaves it out.
    pub(crate) fn say(&self, claim: &str, lie: Value) {
        self.mind.lock().unwrap().lies.insert(claim.to_owned(), lie);
    }

    pub(crate) fn sign_with(&self, key: Key) {
        self.mind.lock().unwrap().key = key;
    }

    /// Answers like this at the user-information endpoint.
    pub(crate) fn inform(&self, information: Value) {
        self.mind.lock().unwrap().information = Some(information);
    }

    /// Takes the client's secret in the body only.
    pub(crate) fn take_the_secret_in_the_body(&self) {
        self.mind.lock().unwrap().secret_in_body = true;
    }

    pub(crate) fn redirect_discovery(&self) {
        self.mind.lock().unwrap().redirects = true;
    }

    pub(crate) fn talk_nonsense(&self) {
        self.mind.lock().unwrap().nonsense = true;
    }

    /// Takes the own key back.
    pub(crate) fn withdraw_the_key(&self) {
        self.mind.lock().unwrap().withdrawn = true;
    }

    /// Lets caches keep the keys for so many seconds.
    pub(crate) fn let_keys_be_kept(&self, seconds: u32) {
        self.mind.lock().unwrap().keys_life = Some(seconds);
    }

    /// Closes a connection that has served already as the next request arrives.
    pub(crate) fn close_used_connections(&self) {
        self.mind.lock().unwrap().closes = true;
    }

    pub(crate) fn be_honest(&self) {
        let mut mind = self.mind.lock().unwrap();
        mind.lies.clear();
        mind.key = Key::Own;
        mind.redirects = false;
        mind.nonsense = false;
    }

    pub(crate) fn times_asked_for_keys(&self) -> u32 {
        self.mind.lock().unwrap().asked_for_keys
    }
}

/// A connection, with how often it has served.
struct Connection {
    socket: std::net::TcpStream,
    served: AtomicU32,
}

impl Connection {
    fn remember(connection: &dyn Any, data: &mut Extensions) {
        let stream: &TcpStream = connection.downcast_ref().unwrap();
        let socket = stream.as_fd().try_clone_to_owned().unwrap();
        data.insert(Self {
            socket: socket.into(),
            served: AtomicU32::new(0),
        });
    }

    /// Counts a request, and closes the connection under one that is not its first.
    fn serve(request: &HttpRequest, closes: bool) {
        let connection: &Self = request.conn_data().unwrap();
        let served = connection.served.fetch_add(1, Ordering::Relaxed);
        if closes && served > 0 {
            connection.socket.shutdown(Shutdown::Both).unwrap();
        }
    }
}

async fn discovery(mind: web::Data<Mutex<Mind>>, request: HttpRequest) -> HttpResponse {
    let mind = mind.lock().unwrap();
    Connection::serve(&request, mind.closes);
    if mind.redirects {
        let elsewhere = format!("{}/elsewhere", mind.issuer);
        return HttpResponse::Found()
            .insert_header(("location", elsewhere))
            .finish();
    }
    let at = |path: &str| format!("{}{path}", mind.issuer);
    HttpResponse::Ok().json(json!({
        "issuer": mind.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "token_endpoint_auth_methods_supported":
            [if mind.secret_in_body { "client_secret_post" } else { "client_secret_basic" }],
        // It claims more than may be believed.
        "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
    }))
}

async fn keys(mind: web::Data<Mutex<Mind>>, request: HttpRequest) -> HttpResponse {
    let mut mind = mind.lock().unwrap();
    mind.asked_for_keys += 1;
    Connection::serve(&request, mind.closes);
    let mut answer = HttpResponse::Ok();
    if let Some(seconds) = mind.keys_life {
        answer.insert_header(("cache-control", format!("max-age={seconds}")));
    }
    if mind.withdrawn {
        return answer.json(json!({ "keys": [] }));
    }
    // Uncompressed point: 4, x, y.
    let point = mind.own.public_key().as_ref();
    answer.json(json!({ "keys": [{
        "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "own",
        "x": URL_SAFE_NO_PAD.encode(&point[1..33]),
        "y": URL_SAFE_NO_PAD.encode(&point[33..65]),
    }] }))
}

async fn token(
    mind: web::Data<Mutex<Mind>>,
    request: HttpRequest,
    form: web::Form<HashMap<String, String>>,
) -> HttpResponse {
    let mind = mind.lock().unwrap();
    Connection::serve(&request, mind.closes);
    let verifier = form.get("code_verifier").unwrap();
    assert_eq!(
        URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)),
        mind.challenge
    );
    assert_eq!(form.contains_key("client_secret"), mind.secret_in_body);
    assert_ne!(
        request.headers().contains_key("authorization"),
        mind.secret_in_body
    );
    if mind.nonsense {
        return HttpResponse::Ok()
            .content_type("application/json")
            .body("{\"access_token\":");
    }
    HttpResponse::Ok().json(json!({
        "access_token": ACCESS_TOKEN,
        "token_type": "Bearer",
        "expires_in": 60,
        "id_token": mind.id_token(),
    }))
}

async fn information(mind: web::Data<Mutex<Mind>>) -> HttpResponse {
    match &mind.lock().unwrap().information {
        Some(information) => HttpResponse::Ok().json(information),
        None => HttpResponse::Ok().json(json!({ "sub": "s-1" })),
    }
}

impl Mind {
    fn id_token(&self) -> String {
        #[expect(
            clippy::disallowed_methods,
            reason = "a provider has a clock of its own"
        )]
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs();
        let hash = Sha256::digest(ACCESS_TOKEN);
        let truth = json!({
            "iss": self.issuer, "sub": "s-1", "aud": "anju", "iat": now, "exp": now + 60,
            "nonce": self.nonce, "name": "张小明", "birthdate": "1990-01-02",
            "at_hash": URL_SAFE_NO_PAD.encode(&hash[..16]),
        });
        let mut claims = truth.as_object().unwrap().clone();
        for (claim, lie) in &self.lies {
            match lie {
                Value::Null => claims.remove(claim),
                lie => claims.insert(claim.clone(), lie.clone()),
            };
        }
        let (alg, kid) = match self.key {
            Key::Own | Key::Another => ("ES256", "own"),
            Key::Unpublished => ("ES256", "unpublished"),
            Key::ClientSecret => ("HS256", "own"),
            Key::None => ("none", "own"),
        };
        let header = json!({ "alg": alg, "typ": "JWT", "kid": kid });
        let message = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header.to_string()),
            URL_SAFE_NO_PAD.encode(Value::Object(claims).to_string())
        );
        let random = SystemRandom::new();
        let signature = match self.key {
            Key::Own => self
                .own
                .sign(&random, message.as_bytes())
                .unwrap()
                .as_ref()
                .to_vec(),
            Key::Another | Key::Unpublished => self
                .another
                .sign(&random, message.as_bytes())
                .unwrap()
                .as_ref()
                .to_vec(),
            Key::ClientSecret => {
                let secret = sandbox::CLIENT_SECRET.as_bytes();
                let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
                mac.update(message.as_bytes());
                mac.finalize().into_bytes().to_vec()
            }
            Key::None => Vec::new(),
        };
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}
