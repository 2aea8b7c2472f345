//! What the identity provider remembers for a while: sign-ins under way, sessions, codes and
//! access tokens. In memory only, because after a restart people may well sign in again.

use std::collections::HashMap;

use chrono::TimeDelta;
use shared::values::Moment;

use crate::accounts::Identity;
use crate::lang::Lang;

/// An authentication request (OpenID Connect Core, section 3.1.2.1) that has been found good.
#[derive(Debug, Clone)]
pub(crate) struct AuthenticationRequest {
    /// Where the answer goes.
    pub(crate) redirect_uri: String,
    /// The client's state.
    pub(crate) state: Option<String>,
    /// The client's nonce.
    pub(crate) nonce: Option<String>,
    /// The S256 challenge of RFC 7636.
    pub(crate) challenge: String,
    /// The scopes asked for.
    pub(crate) scope: String,
    /// The language of the pages.
    pub(crate) lang: Lang,
    /// The user name to begin with.
    pub(crate) login_hint: Option<String>,
    /// Whether the client wants somebody whom the city has verified (`acr_values`, Core, section
    /// 3.1.2.1).
    pub(crate) wants_verified: bool,
    /// Whether the client wants a sign-in with two factors (`acr_values` as well).
    pub(crate) wants_two_factors: bool,
    /// The code that is the second factor, once it is shown.
    pub(crate) code: Option<u32>,
}

/// A session of a browser with the provider.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// Who signed in.
    pub(crate) identity: Identity,
    /// When.
    pub(crate) auth_time: Moment,
    /// Whether with two factors.
    pub(crate) two_factors: bool,
}

/// What a code stands for.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    /// The request that it answers.
    pub(crate) request: AuthenticationRequest,
    /// The session that it was given in.
    pub(crate) session: Session,
}

/// What an access token opens.
#[derive(Debug, Clone)]
pub(crate) struct Access {
    /// Whose.
    pub(crate) identity: Identity,
    /// The scopes.
    pub(crate) scope: String,
}

#[derive(Debug)]
enum Code {
    Fresh(Box<Grant>),
    /// Used once. A code that comes twice was stolen, so the access token that it gave is kept
    /// here to be revoked then.
    Used(Option<String>),
}

/// Values that lapse so long after they were put in.
#[derive(Debug)]
struct ExpiringMap<T> {
    life: TimeDelta,
    entries: HashMap<String, (Moment, T)>,
}

impl<T> ExpiringMap<T> {
    fn new(life: TimeDelta) -> Self {
        Self {
            life,
            entries: HashMap::new(),
        }
    }

    fn put(&mut self, key: String, entry: T, now: Moment) {
        let life = self.life;
        self.entries.retain(|_, (since, _)| now - *since < life);
        self.entries.insert(key, (now, entry));
    }

    fn get(&mut self, key: &str, now: Moment) -> Option<&mut T> {
        let life = self.life;
        self.entries
            .get_mut(key)
            .filter(|(since, _)| now - *since < life)
            .map(|(_, entry)| entry)
    }
}

/// Everything that is remembered.
#[derive(Debug)]
pub(crate) struct Desk {
    requests: ExpiringMap<AuthenticationRequest>,
    sessions: ExpiringMap<Session>,
    codes: ExpiringMap<Code>,
    accesses: ExpiringMap<Access>,
}

/// How long a code can be exchanged, in seconds.
pub(crate) const CODE_LIFE: i64 = 60;
/// How long an access token opens the user-information endpoint, in seconds.
pub(crate) const ACCESS_LIFE: i64 = 300;
/// How long a browser stays signed in, in seconds.
pub(crate) const SESSION_LIFE: i64 = 8 * 3600;

impl Default for Desk {
    fn default() -> Self {
        Self {
            requests: ExpiringMap::new(TimeDelta::minutes(30)),
            sessions: ExpiringMap::new(TimeDelta::seconds(SESSION_LIFE)),
            codes: ExpiringMap::new(TimeDelta::seconds(CODE_LIFE)),
            accesses: ExpiringMap::new(TimeDelta::seconds(ACCESS_LIFE)),
        }
    }
}

impl Desk {
    pub(crate) fn keep_request(&mut self, id: String, request: AuthenticationRequest, now: Moment) {
        self.requests.put(id, request, now);
    }

    pub(crate) fn request(&mut self, id: &str, now: Moment) -> Option<&mut AuthenticationRequest> {
        self.requests.get(id, now)
    }

    /// The request, which is gone from then on: it is answered once.
    pub(crate) fn take_request(&mut self, id: &str, now: Moment) -> Option<AuthenticationRequest> {
        let found = self.requests.get(id, now).cloned();
        self.requests.entries.remove(id);
        found
    }

    pub(crate) fn keep_session(&mut self, id: String, session: Session, now: Moment) {
        self.sessions.put(id, session, now);
    }

    pub(crate) fn session(&mut self, id: &str, now: Moment) -> Option<Session> {
        self.sessions.get(id, now).cloned()
    }

    pub(crate) fn end_session(&mut self, id: &str) {
        self.sessions.entries.remove(id);
    }

    pub(crate) fn keep_code(&mut self, code: String, grant: Grant, now: Moment) {
        self.codes.put(code, Code::Fresh(Box::new(grant)), now);
    }

    /// What a code stands for, once. A second use revokes what the first one gave (RFC 6749,
    /// section 4.1.2).
    pub(crate) fn use_code(&mut self, code: &str, now: Moment) -> Option<Grant> {
        let found = self.codes.get(code, now)?;
        match std::mem::replace(found, Code::Used(None)) {
            Code::Fresh(grant) => Some(*grant),
            Code::Used(access) => {
                if let Some(access) = access {
                    self.accesses.entries.remove(&access);
                }
                None
            }
        }
    }

    pub(crate) fn keep_access(&mut self, code: &str, token: String, access: Access, now: Moment) {
        if let Some(used) = self.codes.get(code, now) {
            *used = Code::Used(Some(token.clone()));
        }
        self.accesses.put(token, access, now);
    }

    pub(crate) fn access(&mut self, token: &str, now: Moment) -> Option<Access> {
        self.accesses.get(token, now).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant() -> Grant {
        let request = AuthenticationRequest {
            redirect_uri: "http://127.0.0.1:9/callback".to_owned(),
            state: None,
            nonce: None,
            challenge: String::new(),
            scope: "openid".to_owned(),
            lang: Lang::Zh,
            login_hint: None,
            wants_verified: false,
            wants_two_factors: false,
            code: None,
        };
        let identity = Identity {
            sub: "user-1".to_owned(),
            user_name: "somebody".to_owned(),
            name: "某人".to_owned(),
            born: None,
            mobile: None,
            verified: false,
            document_number: None,
            roles: Vec::new(),
            organization: None,
        };
        Grant {
            request,
            session: Session {
                identity,
                auth_time: start(),
                two_factors: false,
            },
        }
    }

    fn start() -> Moment {
        "2026-11-20T02:00:00Z".parse().unwrap()
    }

    #[test]
    fn codes_live_a_minute_and_sessions_a_working_day() {
        let after = |seconds| start() + TimeDelta::seconds(seconds);
        let mut desk = Desk::default();
        desk.keep_code("early".to_owned(), grant(), start());
        desk.keep_code("late".to_owned(), grant(), start());
        assert!(desk.use_code("early", after(59)).is_some());
        assert!(desk.use_code("late", after(60)).is_none());
        desk.keep_session("session".to_owned(), grant().session, start());
        assert!(desk.session("session", after(SESSION_LIFE - 1)).is_some());
        assert!(desk.session("session", after(SESSION_LIFE)).is_none());
    }

    #[test]
    fn a_request_is_answered_once() {
        let mut desk = Desk::default();
        desk.keep_request("id".to_owned(), grant().request, start());
        assert!(desk.request("id", start()).is_some());
        assert!(desk.take_request("id", start()).is_some());
        assert!(desk.take_request("id", start()).is_none());
    }
}
