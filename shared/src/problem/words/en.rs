//! Title and detail of each kind of problem in English.

use crate::problem::kind::ProblemKind as K;

/// Title and detail of a kind.
#[expect(
    clippy::too_many_lines,
    reason = "a table has as many lines as entries"
)]
pub(super) fn words(kind: K) -> (&'static str, &'static str) {
    match kind {
        K::MalformedBody => (
            "The body cannot be read",
            "The body is not JSON of the expected form. Nothing was changed.",
        ),
        K::MalformedRequest => MALFORMED_REQUEST,
        K::NotSignedIn => (
            "Sign in first",
            "You are not signed in, or the session has ended. After signing in you go on where you were.",
        ),
        K::TooManyCredentials => (
            "Two secrets or keys already",
            "A client has two secrets or keys at the most. Retire the one that is no longer used first.",
        ),
        K::ClientChanged => (
            "Changed elsewhere",
            "The client was changed since you read it. Read it again; nothing was changed.",
        ),
        K::InvalidToken => (
            "The access token is not valid",
            "There is no access token, or it has expired or is not one of this platform, or the client was disabled. Ask the token endpoint for another one.",
        ),
        K::InsufficientScope => (
            "The scope is missing",
            "The access token does not have the scope that this operation needs. Ask for it at the token endpoint; an administrator of the platform registers which scopes a client has.",
        ),
        K::NetworkRefused => (
            "Refused from this network",
            "The client is registered for other networks than the one that this request comes from. An administrator of the platform can add it.",
        ),
        K::CrossSite => CROSS_SITE,
        K::NotBound => (
            "Bind a document first",
            "On the first sign-in a document has to be bound.",
        ),
        K::IdentityNotVerified => (
            "Verify your identity first",
            "The identity platform has not verified who you are. Once it has, you can bind a document; until then you can use the pre-check and fill in drafts.",
        ),
        K::BindingTakenOver => (
            "Not possible online",
            "The owner of the document that was bound here has taken it back. If you have questions, visit a district service window with your document.",
        ),
        K::NotAnOfficer => NOT_AN_OFFICER,
        K::SecondFactorMissing => SECOND_FACTOR_MISSING,
        K::NotASeller => NOT_A_SELLER,
        K::ClientDisabled => CLIENT_DISABLED,
        K::ClientExpired => CLIENT_EXPIRED,
        K::ClientUnconfirmed => CLIENT_UNCONFIRMED,
        K::RoleMissing => (
            "Not permitted",
            "None of your roles as an officer may do this. Nothing was changed.",
        ),
        K::FactsNotShown => (
            "The applicant (principal) has not allowed it",
            "The applicant (principal) does not let you see what the result rests on. The applicant (principal) can do this, or can let you see it first.",
        ),
        K::PrincipalOnly => (
            "For the applicant (principal) alone",
            "An agent cannot do this. Nothing was changed.",
        ),
        K::NotFound => ("Not found", "There is no such thing, or it is not yours."),
        K::AuthorityUnknown => (
            "No such authority",
            "No authority that you can confirm has this code. Compare the code, and whether your bound document is the one in the application. A code holds for 7 days, and no longer than the application.",
        ),
        K::MethodNotAllowed => (
            "Method not allowed",
            "This address does not support the method.",
        ),
        K::NotAcceptable => ("Not acceptable", "The service answers in JSON only."),
        K::AlreadyBound => (
            "A document is bound already",
            "To change it, visit a district service window with the document.",
        ),
        K::WrongState => (
            "Not possible in this state",
            "The application's state has changed. Reload the page to see it.",
        ),
        K::ReviewPeriodOver => (
            "Too late to ask for a review",
            "The period for disputing this result is over. Once the house records are corrected, you can apply again.",
        ),
        K::MemberInLiveApplication => (
            "A review cannot be asked for now",
            "Somebody of the household is in another live application by now. Withdraw that one or wait until it has ended, then ask within the period.",
        ),
        K::CaseClaimed => (
            "Somebody else works on the case",
            "Another officer has claimed it. Wait until it is decided or released, or have a supervisor take it over.",
        ),
        K::CaseNotClaimed => (
            "Claim the case first",
            "You have not claimed this case, or more than 30 minutes ago. Claim it again to go on.",
        ),
        K::SecondPersonNeeded => (
            "A second person is needed",
            "Whoever proposed a pass cannot confirm it; another supervisor confirms or returns it.",
        ),
        K::ColleagueUnavailable => (
            "Not to this colleague",
            "Choose another one, or put the case back into the queue.",
        ),
        K::TakeOverOpen => ("Asked for already", "Withdraw that first, then ask again."),
        K::TakeOverNotOpened => (
            "Open it by its code first",
            "You have not opened this by its code, more than 30 minutes ago, or another window has opened it since. Ask the person for the code and open it again.",
        ),
        K::HouseholdMemberLocked => (
            "Cannot be submitted now",
            "You are in another live application already: your own, or, of a home, one that your spouse submitted. Each person can be in one per module. Whoever submitted it can withdraw it; or wait until it has ended.",
        ),
        K::TooManyDrafts => (
            "Too many drafts",
            "20 drafts at most; delete one that you do not need.",
        ),
        K::TooManyViews => (
            "Too many views",
            "20 views at most; delete one that you do not need.",
        ),
        K::TooManyAwaiting => (
            "Too many wait for an authority",
            "Up to 20 applications that you filed for others can wait for their authority. Wait until one is confirmed, or withdraw one that is not needed.",
        ),
        K::UploadsFull => (
            "Too many papers",
            "Up to 20 papers can be handed in at a time, 100 MB together. Delete one that you do not need, or hand in first what is there.",
        ),
        K::UploadNotClean => (
            "The paper cannot be used yet",
            "It is still being checked for viruses; try again later. One that did not pass is gone: upload it anew.",
        ),
        K::FileTooLarge => (
            "The file is too large",
            "Pictures of up to 10 MB and PDFs of up to 20 MB are taken. Lower the picture's resolution, or upload several files.",
        ),
        K::FileTypeRefused => (
            "This kind of file is not taken",
            "Upload a picture as JPEG, PNG or WebP; evidence can also be a PDF. What counts is the content: another name does not help.",
        ),
        K::HeicRefused => (
            "HEIC pictures are not taken",
            "Choose Most Compatible under Settings, Camera, Formats of your telephone and take the picture again, or upload a screenshot of it.",
        ),
        K::FileUnreadable => (
            "The file cannot be read",
            "It is empty, damaged, incomplete or not written as it should be. Upload it again; where it opens on your device, print it to a new PDF, or upload a photograph or screenshot of it.",
        ),
        K::PictureTooLarge => (
            "The picture is too large",
            "Pictures of up to 40 million pixels are taken, with sides of up to 12000. Make it smaller and upload it again.",
        ),
        K::TooManyPages => (
            "Too many pages",
            "A PDF can have 50 pages. Upload several files.",
        ),
        K::FileEncrypted => (
            "The PDF is encrypted",
            "Upload a PDF without a password or restrictions, or photograph the paper.",
        ),
        K::FileActive => (
            "The PDF contains what is not taken",
            "It has scripts, actions or other files in it. Print it to a new PDF, or photograph the paper.",
        ),
        K::TooManyWebhookEndpoints => (
            "Too many webhook endpoints",
            "A client has ten endpoints at the most. Delete one that is not needed any more.",
        ),
        K::WebhookEndpointDisabled => (
            "The webhook endpoint is disabled",
            "Nothing is sent there until it is switched on again, by saving it with `enabled`.",
        ),
        K::WebhookAddressRefused => (
            "The address cannot be used",
            "Events are posted to https addresses without user, password and fragment, whose name leads to public addresses of the internet and to no others. Nothing was changed.",
        ),
        K::DraftChanged => (
            "The draft was changed elsewhere",
            "Another page or device changed this draft. Merge first, then save.",
        ),
        K::ContactChanged => (
            "The contact was corrected elsewhere",
            "Another page or device corrected it. Compare the newest one, then save.",
        ),
        K::SettingsChanged => (
            "The settings were changed elsewhere",
            "Another page or device changed them. Look at the newest ones, then save.",
        ),
        K::RequestTimeout => (
            "Too slow",
            "The body did not arrive in time. Nothing was changed. Check the network and try again.",
        ),
        K::BodyTooLarge => (
            "Too large",
            "The body exceeds the limit. Nothing was changed.",
        ),
        K::UnsupportedMediaType => ("Unsupported media type", "Send application/json."),
        K::InvalidAnswers => (
            "Some answers need a change",
            "Change what is marked and submit again. What you filled in is kept.",
        ),
        K::InvalidSituation => (
            "The situation cannot be checked",
            "Change what is marked and try again. Nothing of it is kept.",
        ),
        K::BindingRefused => (
            "The document could not be bound",
            "The document could not be matched with the identity that signed in. Check its kind and number. If they are right, visit a district service window with the document.",
        ),
        K::DocumentDiffers => (
            "It does not match",
            "The document that is shown does not match the number that was asked for, the name that signed in, or the population register. Compare it with the original once more; where it really differs, refuse.",
        ),
        K::NoticeRequired => (
            "One way has to stay",
            "The law wants you told of results, of what is asked of you and of your account. E-mail or SMS has to stay switched on for these. Nothing was changed.",
        ),
        K::PreconditionRequired => (
            "If-Match is required",
            "Saving a draft needs the If-Match header.",
        ),
        K::IdempotencyKeyRequired => (
            "Idempotency key missing",
            "This needs the Idempotency-Key header: 1 to 64 visible ASCII characters. Nothing was changed.",
        ),
        K::CertificateUnknown => (
            "Certificate and document do not match",
            "No certificate has this number, or the document is not that of an adult whom it names. Check both numbers.",
        ),
        K::CertificateHeld => (
            "Certificate held",
            "The certificate is held for another contract and cannot be used until it is released.",
        ),
        K::CertificateUsedUp => (
            "Certificate used up",
            "A contract was signed with this certificate. It cannot be used again.",
        ),
        K::CertificateNotValid => (
            "Certificate not valid",
            "The certificate is outside its validity, or the application behind it has ended.",
        ),
        K::CertificateNotConfirmed => (
            "Certificate not confirmed",
            "What is checked again before signing cannot be confirmed now. The applicant can sign in to see why; try again once it is confirmed.",
        ),
        K::HoldOver => (
            "Hold over",
            "The hold was released, has run out, or a contract is signed. Nothing was changed.",
        ),
        K::HoldNotRenewable => (
            "Hold cannot be renewed",
            "The hold has had all its renewals or its longest time, or the result has passed its last day. Sign in time, or release it.",
        ),
        K::IdempotencyKeyInFlight => (
            "Request under way",
            "The request with this idempotency key is still being worked on. Try again soon with the same key.",
        ),
        K::PurchaseNotCovered => (
            "Purchase not covered",
            "The zone, the kind of home or the unit is not what the result allows. Nothing was changed.",
        ),
        K::IdempotencyKeyReused => (
            "Idempotency key used already",
            "Another request was sent with this idempotency key. Use a new key for a new request.",
        ),
        K::TooManyRequests => TOO_MANY_REQUESTS,
        K::BindingLocked => (
            "Binding is paused",
            "Several tries did not match. Binding is paused for 30 minutes.",
        ),
        K::SubmissionLocked => (
            "Submitting is paused",
            "The members named in several applications were not on record as filled in. Submitting is paused for 30 minutes. Check each answer with your family; what you filled in is kept.",
        ),
        K::AuthorityLocked => (
            "Codes are paused",
            "Several codes led to no authority. Codes are paused for 30 minutes. Compare the code with your agent.",
        ),
        K::UnitLookupLocked => (
            "Submitting is paused",
            "Several commercial applications with a certificate number were submitted within a short time. Try again later; what you filled in is kept. Without a certificate number you can submit at once.",
        ),
        K::Unexpected => UNEXPECTED,
        K::UpstreamUnavailable => UPSTREAM_UNAVAILABLE,
        K::DocumentsUnavailable => (
            "Documents cannot be made now",
            "Try again later. Applications and results are not affected; the pages can be read and \
             printed.",
        ),
        K::Unavailable => UNAVAILABLE,
    }
}

const MALFORMED_REQUEST: (&str, &str) = (
    "The request is malformed",
    "A path, parameter or header is not of the expected form. Nothing was changed.",
);
const CROSS_SITE: (&str, &str) = (
    "Refused",
    "The request came from another site. Nothing was changed.",
);
const NOT_AN_OFFICER: (&str, &str) = (
    "Not an officer",
    "Your account has no role of an officer. If it should, ask the administrator of your office.",
);
const NOT_A_SELLER: (&str, &str) = (
    "Your organisation is not registered",
    "The identity platform named no organisation that you act for, or that organisation is not registered here. Sign in with your account at the organisation; if it is not registered yet, ask an administrator of the platform.",
);
const CLIENT_DISABLED: (&str, &str) = (
    "Your organisation's access is disabled",
    "An administrator of the platform has disabled it: certificates can be neither checked nor held. Turn to an administrator of the platform with any question.",
);
const CLIENT_EXPIRED: (&str, &str) = (
    "Your organisation's access has run out",
    "The last day of its registration is over: certificates can be neither checked nor held. An administrator of the platform can extend it.",
);
const CLIENT_UNCONFIRMED: (&str, &str) = (
    "Your organisation's registration waits for confirmation",
    "A second administrator of the platform has to confirm what it may do. Try again later, or ask an administrator of the platform.",
);
const SECOND_FACTOR_MISSING: (&str, &str) = (
    "A second factor is needed",
    "Officers prove who they are with a second factor at the identity platform. Sign in again.",
);
const TOO_MANY_REQUESTS: (&str, &str) =
    ("Too many requests", "Try again later. Nothing was changed.");
const UPSTREAM_UNAVAILABLE: (&str, &str) = (
    "An agency cannot be reached now",
    "Try again later. Nothing was changed.",
);
const UNAVAILABLE: (&str, &str) = (
    "Out of service",
    "The service is starting, under maintenance or too busy now. Try again later; what was \
             confirmed as saved or submitted is safe.",
);
const UNEXPECTED: (&str, &str) = (
    "Something went wrong",
    "This is our fault and has been recorded. Try again later, or quote the request number.",
);

/// Those of what a sign-in can be refused for.
pub(super) fn of_sign_in(kind: K) -> Option<(&'static str, &'static str)> {
    let known = [
        (K::MalformedRequest, MALFORMED_REQUEST),
        (K::CrossSite, CROSS_SITE),
        (K::NotAnOfficer, NOT_AN_OFFICER),
        (K::SecondFactorMissing, SECOND_FACTOR_MISSING),
        (K::TooManyRequests, TOO_MANY_REQUESTS),
        (K::UpstreamUnavailable, UPSTREAM_UNAVAILABLE),
        (K::Unavailable, UNAVAILABLE),
        (K::Unexpected, UNEXPECTED),
    ];
    let mut known = known.into_iter();
    known.find_map(|(one, words)| (one == kind).then_some(words))
}

/// Those of what a seller's sign-in can be refused for, beside what anybody's can.
pub(super) fn of_sellers(kind: K) -> Option<(&'static str, &'static str)> {
    let known = [
        (K::NotASeller, NOT_A_SELLER),
        (K::ClientDisabled, CLIENT_DISABLED),
        (K::ClientExpired, CLIENT_EXPIRED),
        (K::ClientUnconfirmed, CLIENT_UNCONFIRMED),
    ];
    let found = known.into_iter().find(|(one, _)| *one == kind);
    found.map(|(_, words)| words)
}
