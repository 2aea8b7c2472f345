//! The kinds of problem: one table of everything that the API can refuse.

use serde::{Deserialize, Serialize};

macro_rules! problem_kinds {
    ($($(#[$doc:meta])* $name:ident => $slug:literal, $status:literal;)*) => {
        /// What went wrong. The slug is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemKind {
            $($(#[$doc])* #[serde(rename = $slug)] $name,)*
        }

        impl ProblemKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name, the last part of the `type` URI.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// The HTTP status (RFC 9110).
            #[must_use]
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }
        }
    };
}

problem_kinds! {
    /// The body is not JSON of the expected form.
    MalformedBody => "malformed-body", 400;
    /// A query parameter, path segment or header is not of the expected form.
    MalformedRequest => "malformed-request", 400;
    /// `Idempotency-Key` is missing.
    IdempotencyKeyRequired => "idempotency-key-required", 400;
    /// Nobody is signed in, or the session has ended.
    NotSignedIn => "not-signed-in", 401;
    /// A program shows no access token, or one that is worth nothing (any more).
    InvalidToken => "invalid-token", 401;
    /// The request comes from another site.
    CrossSite => "cross-site", 403;
    /// A document has to be bound first.
    NotBound => "not-bound", 403;
    /// The identity platform has not verified who this is.
    IdentityNotVerified => "identity-not-verified", 403;
    /// The document's owner took over what was bound here.
    BindingTakenOver => "binding-taken-over", 403;
    /// The identity platform gives whoever signs in no role of an officer.
    NotAnOfficer => "not-an-officer", 403;
    /// An officer has to prove who they are with a second factor.
    SecondFactorMissing => "second-factor-missing", 403;
    /// No client is registered for the organisation of whoever signs in, or the identity platform names
    /// none.
    NotASeller => "not-a-seller", 403;
    /// The client is disabled: nobody acts for it any more.
    ClientDisabled => "client-disabled", 403;
    /// The client's registration has run out.
    ClientExpired => "client-expired", 403;
    /// What the client may do has not been confirmed yet.
    ClientUnconfirmed => "client-unconfirmed", 403;
    /// None of the officer's roles may do this.
    RoleMissing => "role-missing", 403;
    /// The access token does not have the scope that this needs.
    InsufficientScope => "insufficient-scope", 403;
    /// The client is not registered for the network that the request comes from.
    NetworkRefused => "network-refused", 403;
    /// An agent may do this only while the principal lets them see the facts.
    FactsNotShown => "facts-not-shown", 403;
    /// The principal alone may do this.
    PrincipalOnly => "principal-only", 403;
    /// There is no such thing, or it is not yours.
    NotFound => "not-found", 404;
    /// No authority that the caller can confirm has this code: it is not one, somebody else's, used
    /// up or too old.
    AuthorityUnknown => "authority-unknown", 404;
    /// No certificate has this number, or the document is not that of an adult whom it names.
    CertificateUnknown => "certificate-unknown", 404;
    /// The path exists, the method does not.
    MethodNotAllowed => "method-not-allowed", 405;
    /// The body did not arrive in time.
    RequestTimeout => "request-timeout", 408;
    /// The client accepts nothing that the server can answer.
    NotAcceptable => "not-acceptable", 406;
    /// The account has a document already.
    AlreadyBound => "already-bound", 409;
    /// The state does not allow this.
    WrongState => "wrong-state", 409;
    /// A result could be disputed for some days, which are over.
    ReviewPeriodOver => "review-period-over", 409;
    /// Another officer works on the case; `claim` says who and since when.
    CaseClaimed => "case-claimed", 409;
    /// The case has to be claimed first.
    CaseNotClaimed => "case-not-claimed", 409;
    /// Somebody else has to confirm what one proposed.
    SecondPersonNeeded => "second-person-needed", 409;
    /// The colleague cannot get the case.
    ColleagueUnavailable => "colleague-unavailable", 409;
    /// A take-over at a window is asked for already, of another document.
    TakeOverOpen => "take-over-open", 409;
    /// The take-over has to be opened by its code first.
    TakeOverNotOpened => "take-over-not-opened", 409;
    /// Who submits is in another live application.
    HouseholdMemberLocked => "household-member-locked", 409;
    /// Somebody of the household is in another live application by now.
    MemberInLiveApplication => "member-in-live-application", 409;
    /// The draft is full: too many drafts.
    TooManyDrafts => "too-many-drafts", 409;
    /// The officer has as many saved views as are kept.
    TooManyViews => "too-many-views", 409;
    /// The client has as many secrets and keys as it can have.
    TooManyCredentials => "too-many-credentials", 409;
    /// As many applications of the agent wait for their authority as can.
    TooManyAwaiting => "too-many-awaiting", 409;
    /// The application has as many uploads as it can have.
    UploadsFull => "uploads-full", 409;
    /// The virus scanner has not answered yet, or has found something.
    UploadNotClean => "upload-not-clean", 409;
    /// The client has as many webhook endpoints as it can have.
    TooManyWebhookEndpoints => "too-many-webhook-endpoints", 409;
    /// Nothing is sent to the webhook endpoint until it is switched on again.
    WebhookEndpointDisabled => "webhook-endpoint-disabled", 409;
    /// The certificate is held already.
    CertificateHeld => "certificate-held", 409;
    /// A contract was signed with the certificate: it is used up.
    CertificateUsedUp => "certificate-used-up", 409;
    /// The certificate is valid no more.
    CertificateNotValid => "certificate-not-valid", 409;
    /// The certificate is not confirmed for now: facts are not as they were, or are being looked at.
    CertificateNotConfirmed => "certificate-not-confirmed", 409;
    /// The hold has ended.
    HoldOver => "hold-over", 409;
    /// The hold cannot be renewed any more.
    HoldNotRenewable => "hold-not-renewable", 409;
    /// The request that was sent with this `Idempotency-Key` is still being worked on.
    IdempotencyKeyInFlight => "idempotency-key-in-flight", 409;
    /// The draft has changed since it was read.
    DraftChanged => "draft-changed", 412;
    /// The contact was corrected elsewhere since the version that the caller knows.
    ContactChanged => "contact-changed", 412;
    /// The client was changed elsewhere since the version that the caller knows.
    ClientChanged => "client-changed", 412;
    /// What comes by e-mail and SMS was chosen elsewhere since the version that the caller knows.
    SettingsChanged => "settings-changed", 412;
    /// The body is too large.
    BodyTooLarge => "body-too-large", 413;
    /// The file is larger than is taken.
    FileTooLarge => "file-too-large", 413;
    /// The file is none of the types that are taken for its purpose, by its content.
    FileTypeRefused => "file-type-refused", 415;
    /// The file is a picture in HEIC.
    HeicRefused => "heic-refused", 415;
    /// The body is not JSON by its media type.
    UnsupportedMediaType => "unsupported-media-type", 415;
    /// Answers are missing or wrong; `errors` names each.
    InvalidAnswers => "invalid-answers", 422;
    /// The certificate does not allow this purchase: another zone, kind of home or unit.
    PurchaseNotCovered => "purchase-not-covered", 422;
    /// Another request was sent with this `Idempotency-Key`.
    IdempotencyKeyReused => "idempotency-key-reused", 422;
    /// The situation of a pre-check cannot be; `errors` names each key.
    InvalidSituation => "invalid-situation", 422;
    /// Document and person do not agree, or the document cannot be bound.
    BindingRefused => "binding-refused", 422;
    /// The document that is shown is not the one that was asked for, or not that person's.
    DocumentDiffers => "document-differs", 422;
    /// Of what the law wants people told of, one channel has to stay.
    NoticeRequired => "notice-required", 422;
    /// Events cannot be sent to the address.
    WebhookAddressRefused => "webhook-address-refused", 422;
    /// The file is empty, damaged or incomplete.
    FileUnreadable => "file-unreadable", 422;
    /// The picture has more pixels than are taken.
    PictureTooLarge => "picture-too-large", 422;
    /// The PDF has more pages than are taken.
    TooManyPages => "too-many-pages", 422;
    /// The PDF is encrypted.
    FileEncrypted => "file-encrypted", 422;
    /// The PDF has scripts, actions or other files in it.
    FileActive => "file-active", 422;
    /// `If-Match` is missing.
    PreconditionRequired => "precondition-required", 428;
    /// Too many tries; `retry_after` tells when to come back.
    TooManyRequests => "too-many-requests", 429;
    /// Binding is locked after too many wrong tries.
    BindingLocked => "binding-locked", 429;
    /// Submitting is locked after several applications named people who are not on record so.
    SubmissionLocked => "submission-locked", 429;
    /// Codes of authorities are locked after several that led to none.
    AuthorityLocked => "authority-locked", 429;
    /// Commercial applications are locked after several of them had units looked up.
    UnitLookupLocked => "unit-lookup-locked", 429;
    /// Something went wrong on the server.
    Unexpected => "unexpected", 500;
    /// The identity platform or a registry cannot be reached now.
    UpstreamUnavailable => "upstream-unavailable", 503;
    /// There is nothing to print documents with.
    DocumentsUnavailable => "documents-unavailable", 503;
    /// The server is starting or stopping, or its database is full, busy or cannot be reached.
    Unavailable => "unavailable", 503;
}
