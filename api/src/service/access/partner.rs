//! Which client is asking. Only this module can make a [`Partner`], so a use case that takes one
//! cannot be reached without an access token of a live client that has the scope, or the session of a
//! seller of it (`super::seller`). A session of a person or an officer leads to none, and a token to no
//! session.

use std::marker::PhantomData;
use std::net::IpAddr;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use shared::problem::ProblemKind;
use shared::scope::Scope;
use shared::values::Moment;
use uuid::Uuid;

use super::later;
use crate::app::App;
use crate::error::Result;
use crate::service::signing_keys;
use crate::signing::Purpose;
use crate::store::Write;
use crate::store::audit::Actor;
use crate::store::clients::ClientRow;

/// By how many seconds the clock of one instance may be ahead of that of another.
const SKEW: i64 = 60;

/// The type of access tokens (RFC 9068, 2.1).
pub const TOKEN_TYPE: &str = "at+jwt";

/// What an operation of a client needs.
pub trait NeedsScope {
    /// The scope.
    const SCOPE: Scope;
}

macro_rules! needs {
    ($($(#[$doc:meta])* $marker:ident = $scope:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub enum $marker {}

        impl NeedsScope for $marker {
            const SCOPE: Scope = Scope::$scope;
        }
    )+};
}

needs! {
    /// Asks whether certificates hold.
    ChecksCertificates = CertificatesCheck;
    /// Sees its own holds.
    ReadsHolds = HoldsRead;
    /// Takes, renews and releases holds, and signs contracts.
    WritesHolds = HoldsWrite;
    /// Sees the contracts that it has signed.
    ReadsContracts = ContractsRead;
    /// Sees what became of its referrals.
    ReadsReferrals = ReferralsRead;
    /// Makes referrals.
    WritesReferrals = ReferralsWrite;
    /// Sees its webhook endpoints and deliveries.
    ReadsWebhooks = WebhooksRead;
    /// Sets webhook endpoints up.
    WritesWebhooks = WebhooksWrite;
}

/// A client that has shown a live access token with the scope that `S` needs, or for which a seller acts.
#[derive(Debug, Clone)]
pub struct Partner<S> {
    client: Uuid,
    name: String,
    acting: Option<Acting>,
    scope: PhantomData<S>,
}

/// Somebody who acts for a client as its seller.
#[derive(Debug, Clone)]
pub struct Acting {
    /// The account.
    pub(super) account: Uuid,
    /// The full name.
    pub(super) name: String,
}

impl<S> Partner<S> {
    /// The client.
    #[must_use]
    pub fn client(&self) -> Uuid {
        self.client
    }

    /// Whose program it is, and which: people are told so.
    #[must_use]
    pub fn client_name(&self) -> &str {
        &self.name
    }

    /// The full name of the seller who acts for the client; none where its program does.
    #[must_use]
    pub fn seller_name(&self) -> Option<&str> {
        self.acting.as_ref().map(|acting| acting.name.as_str())
    }

    /// Who does it, for the audit log.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match &self.acting {
            Some(acting) => Actor::Seller(self.client, acting.account),
            None => Actor::Client(self.client),
        }
    }
}

impl<S: NeedsScope> Partner<S> {
    /// Keeps the client as it is until the transaction ends, which has held the application: it may have
    /// been disabled since it was admitted, while registries were asked.
    ///
    /// # Errors
    /// It may not do any more what it asks for.
    pub(in crate::service) async fn hold(&self, write: &Write, now: Moment) -> Result<()> {
        let client = write.hold_client(self.client).await?;
        let live = client.filter(|client| client.is_live(now));
        let gone = match self.acting {
            Some(_) => ProblemKind::ClientDisabled,
            None => ProblemKind::InvalidToken,
        };
        if live.ok_or(gone)?.scopes.contains(&S::SCOPE) {
            Ok(())
        } else {
            Err(ProblemKind::InsufficientScope.into())
        }
    }
}

/// A client that has shown a live access token, or for which a seller acts, whatever that allows.
#[derive(Debug)]
pub struct Caller {
    client: ClientRow,
    scopes: Vec<Scope>,
    acting: Option<Acting>,
}

/// What an access token says (RFC 9068, 2.2), and by what the client had proved itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::service) struct Claims {
    pub(in crate::service) iss: String,
    pub(in crate::service) sub: String,
    pub(in crate::service) client_id: String,
    pub(in crate::service) aud: String,
    pub(in crate::service) iat: i64,
    pub(in crate::service) exp: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::service) nbf: Option<i64>,
    pub(in crate::service) jti: String,
    pub(in crate::service) scope: String,
    /// The secret or key by which the client had proved itself: with it the token ends.
    pub(in crate::service) credential: Uuid,
}

/// Who issues access tokens: the platform under its public address, without a slash at the end.
#[must_use]
pub fn issuer(app: &App) -> String {
    app.config
        .public_url
        .as_str()
        .trim_end_matches('/')
        .to_owned()
}

/// For what access tokens are.
#[must_use]
pub fn audience(app: &App) -> String {
    format!("{}/api/v1", issuer(app))
}

/// Where access tokens are issued.
#[must_use]
pub fn token_endpoint(app: &App) -> String {
    format!("{}/oauth/token", issuer(app))
}

/// A client as the API writes it.
#[must_use]
pub fn format_client(id: Uuid) -> String {
    format!("cli_{}", id.simple())
}

/// A client as the API writes it, read back; none where it is not of that form. Nil is the platform's own
/// chain of the audit log.
#[must_use]
pub fn client_id(text: &str) -> Option<Uuid> {
    let digits = text.strip_prefix("cli_")?;
    let id = Uuid::try_parse(digits).ok()?;
    (id.simple().to_string() == digits && !id.is_nil()).then_some(id)
}

/// Finds out which client is asking, by its access token and the address that it calls from.
///
/// # Errors
/// There is no token or one that is worth nothing, the client or what it had proved itself with is no
/// more, or it calls from a network for which it is not registered.
pub async fn caller(app: &App, token: Option<&str>, address: &str) -> Result<Caller> {
    let token = token.ok_or(ProblemKind::InvalidToken)?;
    let claims: Option<Claims> =
        signing_keys::verify(app, Purpose::Token, TOKEN_TYPE, token).await?;
    let claims = claims.ok_or(ProblemKind::InvalidToken)?;
    let now = app.now();
    let id = holds(app, &claims, now).ok_or(ProblemKind::InvalidToken)?;
    let client = app.store.find_client(id).await?;
    let client = client.filter(|client| client.is_live(now));
    let client = client.ok_or(ProblemKind::InvalidToken)?;
    let credential = app.store.find_credential(id, claims.credential).await?;
    if credential.is_none() {
        return Err(ProblemKind::InvalidToken.into());
    }
    if !may_come_from(&client, address) {
        return Err(ProblemKind::NetworkRefused.into());
    }
    // What was taken away from the client meanwhile is taken away from its tokens.
    let mut scopes = Scope::split(&claims.scope);
    scopes.retain(|scope| client.scopes.contains(scope));
    Ok(Caller {
        client,
        scopes,
        acting: None,
    })
}

impl Caller {
    /// A client for which somebody acts.
    pub(super) fn of_seller(client: ClientRow, scopes: Vec<Scope>, acting: Acting) -> Self {
        Self {
            client,
            scopes,
            acting: Some(acting),
        }
    }

    /// The client as one that may do what `S` needs.
    ///
    /// # Errors
    /// [`ProblemKind::InsufficientScope`].
    pub fn admit<S: NeedsScope>(self) -> Result<Partner<S>> {
        if !self.scopes.contains(&S::SCOPE) {
            return Err(ProblemKind::InsufficientScope.into());
        }
        Ok(Partner {
            client: self.client.id,
            name: self.client.name,
            acting: self.acting,
            scope: PhantomData,
        })
    }

    /// The client.
    pub(super) fn client(&self) -> Uuid {
        self.client.id
    }

    /// The client as it is registered.
    pub(in crate::service) fn row(&self) -> &ClientRow {
        &self.client
    }

    /// What the token or the seller's session lets it do.
    pub(in crate::service) fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// When it was used last.
    pub(super) fn last_used_at(&self) -> Option<Moment> {
        self.client.last_used_at
    }
}

/// Whose token it is, if it is one of ours for this API, and of now.
fn holds(app: &App, claims: &Claims, now: Moment) -> Option<Uuid> {
    let seconds = now.timestamp();
    let is_ours = claims.iss == issuer(app)
        && claims.aud == audience(app)
        && claims.sub == claims.client_id
        && claims.iat <= seconds.saturating_add(SKEW)
        && claims.nbf.is_none_or(|nbf| nbf <= seconds)
        && seconds < claims.exp
        // None lives longer than those that are issued here, whoever had the key to make it.
        && claims.exp.saturating_sub(claims.iat) <= LIFE.num_seconds();
    client_id(&claims.client_id).filter(|_| is_ours)
}

/// Whether a client is registered for the network that an address is in.
pub(in crate::service) fn may_come_from(client: &ClientRow, address: &str) -> bool {
    let address: Option<IpAddr> = address.parse().ok();
    client.networks.is_empty()
        || address.is_some_and(|address| {
            let mut networks = client.networks.iter();
            networks.any(|network| network.contains(address))
        })
}

/// How long an access token lives.
pub const LIFE: TimeDelta = TimeDelta::minutes(10);

/// Issues an access token to a client that has proved itself with a credential.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn issue(
    app: &App,
    client: Uuid,
    credential: Uuid,
    scopes: &[Scope],
) -> Result<String> {
    let now = app.now();
    let claims = Claims {
        iss: issuer(app),
        sub: format_client(client),
        client_id: format_client(client),
        aud: audience(app),
        iat: now.timestamp(),
        exp: later(now, LIFE).timestamp(),
        nbf: None,
        jti: app.new_id().simple().to_string(),
        scope: Scope::join(scopes),
        credential,
    };
    signing_keys::sign(app, Purpose::Token, TOKEN_TYPE, &claims).await
}
