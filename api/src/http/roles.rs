//! Who may call. Each extractor of a caller says here whom it lets in and by what; the description
//! of an operation reads it from the arguments of its handler.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use shared::problem::ProblemKind;
use shared::scope::Scope;

use super::body::Body;
use super::extract::{AccessToken, ClientAddress, OfficerToken, SellerToken, SessionToken, app};
use super::file::FileBody;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::allowance;
use crate::service::access::officer::{
    self, Administrator, Auditor, CaseWorker, Officer, Overseer, Supervisor,
};
use crate::service::access::partner::{self, Caller, NeedsScope, Partner};
use crate::service::access::seller::{self, Seller};
use crate::service::access::{self, BoundUser, SignedInUser};

/// The security scheme of browsers: the cookie of a session.
pub(super) const SESSION: &str = "session";

/// The security scheme of officers: a cookie of its own.
pub(super) const OFFICER: &str = "officer";

/// The security scheme of sellers: a cookie of its own.
pub(super) const SELLER: &str = "seller";

/// The security scheme of third parties' programs: an access token.
pub(super) const CLIENT: &str = "client";

/// What keeps others out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    /// The security scheme by which the caller is known.
    pub(super) scheme: &'static str,
    /// The scope that an access token needs; none where the caller is known by a session.
    pub(super) scope: Option<Scope>,
    /// Another scheme that does as well.
    pub(super) or: Option<&'static str>,
    /// What everybody else is told.
    pub(super) refusals: &'static [ProblemKind],
}

/// Something that a handler takes.
pub(super) trait Argument {
    /// Who alone gets past it; none where it lets everybody pass.
    const ROLE: Option<Role> = None;
}

impl Argument for SignedInUser {
    const ROLE: Option<Role> = Some(Role {
        scheme: SESSION,
        scope: None,
        or: None,
        refusals: &[ProblemKind::NotSignedIn],
    });
}

impl Argument for BoundUser {
    const ROLE: Option<Role> = Some(Role {
        scheme: SESSION,
        scope: None,
        or: None,
        refusals: &[ProblemKind::NotSignedIn, ProblemKind::NotBound],
    });
}

impl Argument for Officer {
    const ROLE: Option<Role> = Some(Role {
        scheme: OFFICER,
        scope: None,
        or: None,
        refusals: &[ProblemKind::NotSignedIn],
    });
}

/// What keeps others out of cases.
const OF_CASES: Role = Role {
    scheme: OFFICER,
    scope: None,
    or: None,
    refusals: &[
        ProblemKind::NotSignedIn,
        ProblemKind::RoleMissing,
        ProblemKind::NotBound,
    ],
};

impl Argument for CaseWorker {
    const ROLE: Option<Role> = Some(OF_CASES);
}

impl Argument for Supervisor {
    const ROLE: Option<Role> = Some(OF_CASES);
}

impl Argument for Auditor {
    const ROLE: Option<Role> = Some(OF_CASES);
}

/// What keeps others out of what is nobody's case.
const OF_THE_OFFICE: Role = Role {
    scheme: OFFICER,
    scope: None,
    or: None,
    refusals: &[ProblemKind::NotSignedIn, ProblemKind::RoleMissing],
};

impl Argument for Overseer {
    const ROLE: Option<Role> = Some(OF_THE_OFFICE);
}

impl Argument for Administrator {
    const ROLE: Option<Role> = Some(OF_THE_OFFICE);
}

impl Argument for Seller {
    const ROLE: Option<Role> = Some(Role {
        scheme: SELLER,
        scope: None,
        or: None,
        refusals: &[ProblemKind::NotSignedIn],
    });
}

impl Argument for Caller {
    const ROLE: Option<Role> = Some(Role {
        scheme: CLIENT,
        scope: None,
        or: None,
        refusals: &[
            ProblemKind::InvalidToken,
            ProblemKind::NetworkRefused,
            ProblemKind::TooManyRequests,
        ],
    });
}

/// What a program is refused for.
const OF_PROGRAMS: &[ProblemKind] = &[
    ProblemKind::InvalidToken,
    ProblemKind::InsufficientScope,
    ProblemKind::NetworkRefused,
    ProblemKind::TooManyRequests,
];

/// What a program or a seller is refused for.
const OF_PROGRAMS_AND_SELLERS: &[ProblemKind] = &[
    ProblemKind::InvalidToken,
    ProblemKind::NotSignedIn,
    ProblemKind::NotASeller,
    ProblemKind::ClientDisabled,
    ProblemKind::ClientExpired,
    ProblemKind::ClientUnconfirmed,
    ProblemKind::InsufficientScope,
    ProblemKind::NetworkRefused,
    ProblemKind::TooManyRequests,
];

impl<S: NeedsScope> Argument for Partner<S> {
    const ROLE: Option<Role> = Some(if S::SCOPE.is_of_sellers() {
        Role {
            scheme: CLIENT,
            scope: Some(S::SCOPE),
            or: Some(SELLER),
            refusals: OF_PROGRAMS_AND_SELLERS,
        }
    } else {
        Role {
            scheme: CLIENT,
            scope: Some(S::SCOPE),
            or: None,
            refusals: OF_PROGRAMS,
        }
    });
}

impl Argument for HttpRequest {}
impl Argument for SessionToken {}
impl Argument for OfficerToken {}
impl Argument for SellerToken {}
impl Argument for ClientAddress {}
impl<T> Argument for web::Data<T> {}
impl<T> Argument for web::Path<T> {}
impl<T> Argument for web::Query<T> {}
impl<T> Argument for std::result::Result<web::Query<T>, actix_web::Error> {}
impl<T> Argument for Body<T> {}
impl Argument for FileBody {}

/// All that a handler takes.
pub(super) trait Arguments {
    /// Who alone may call it; none where everybody may.
    const ROLE: Option<Role>;
}

macro_rules! arguments {
    ($($argument:ident)*) => {
        impl<$($argument: Argument),*> Arguments for ($($argument,)*) {
            const ROLE: Option<Role> = first(&[$($argument::ROLE),*]);
        }
    };
}

arguments!();
arguments!(A);
arguments!(A B);
arguments!(A B C);
arguments!(A B C D);
arguments!(A B C D E);
arguments!(A B C D E F);

const fn first(roles: &[Option<Role>]) -> Option<Role> {
    match roles {
        [] => None,
        [Some(role), ..] => Some(*role),
        [None, rest @ ..] => first(rest),
    }
}

type Later<T> = Pin<Box<dyn Future<Output = Result<T>>>>;

impl FromRequest for SignedInUser {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), SessionToken::of(request));
        Box::pin(async move { access::signed_in_user(app?.as_ref(), token.as_deref()).await })
    }
}

impl FromRequest for BoundUser {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), SessionToken::of(request));
        Box::pin(async move { access::bound_user(app?.as_ref(), token.as_deref()).await })
    }
}

impl FromRequest for Officer {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), OfficerToken::of(request));
        Box::pin(async move { officer::officer(app?.as_ref(), token.as_deref()).await })
    }
}

impl FromRequest for CaseWorker {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), OfficerToken::of(request));
        Box::pin(async move { officer::case_worker(app?.as_ref(), token.as_deref()).await })
    }
}

impl FromRequest for Supervisor {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), OfficerToken::of(request));
        Box::pin(async move { officer::supervisor(app?.as_ref(), token.as_deref()).await })
    }
}

impl FromRequest for Overseer {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), OfficerToken::of(request));
        Box::pin(async move { officer::overseer(app?.as_ref(), token.as_deref()).await })
    }
}

impl FromRequest for Auditor {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), OfficerToken::of(request));
        Box::pin(async move { officer::auditor(app?.as_ref(), token.as_deref()).await })
    }
}

impl FromRequest for Administrator {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), OfficerToken::of(request));
        Box::pin(async move { officer::administrator(app?.as_ref(), token.as_deref()).await })
    }
}

impl FromRequest for Seller {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), SellerToken::of(request));
        Box::pin(async move { seller::seller(app?.as_ref(), token.as_deref()).await })
    }
}

impl FromRequest for Caller {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (app, token) = (app(request), AccessToken::of(request));
        let (address, request) = (ClientAddress::of(request), request.clone());
        Box::pin(async move {
            let app = app?;
            let caller = partner::caller(&app, token.as_deref(), &address.0).await?;
            counted(&app, &request, caller).await
        })
    }
}

/// A caller whose request was one that it may still make.
async fn counted(app: &App, request: &HttpRequest, caller: Caller) -> Result<Caller> {
    let allowance = allowance::spend(app, &caller).await?;
    // Told on the way out, whatever the answer is.
    request.extensions_mut().insert(allowance);
    if allowance.is_spent {
        let seconds = allowance.seconds.into();
        return Err(Error::retry_after(ProblemKind::TooManyRequests, seconds));
    }
    Ok(caller)
}

impl<S: NeedsScope + 'static> FromRequest for Partner<S> {
    type Error = Error;
    type Future = Later<Self>;

    /// Whoever shows a token is a program, whatever cookies a browser adds to it.
    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let session = SellerToken::of(request);
        let is_program = request.headers().contains_key(header::AUTHORIZATION);
        if is_program || session.as_deref().is_none() || !S::SCOPE.is_of_sellers() {
            let caller = Caller::from_request(request, payload);
            return Box::pin(async move { caller.await?.admit() });
        }
        let app = app(request);
        let (address, request) = (ClientAddress::of(request), request.clone());
        Box::pin(async move {
            let app = app?;
            let caller = seller::caller(&app, session.as_deref(), &address.0).await?;
            counted(&app, &request, caller).await?.admit()
        })
    }
}
