//! Messages in English.

use crate::dates;
use crate::message::goal::Goal;
use crate::message::kind::MessageKind as K;
use crate::message::told::Message;
use crate::purchase::Module;
use crate::values::Lang;

/// What is found behind a link.
pub(super) fn label(goal: Goal) -> &'static str {
    match goal {
        Goal::Application => "Open the application",
        Goal::Request => "Send what is asked for",
        Goal::Dispute => "Ask for a review",
        Goal::Membership => "Open the application",
        Goal::Contact => "Correct the contact details",
        Goal::TakeOver => "See how it stands",
        Goal::Home => "Go to the home page",
    }
}

/// Title and body.
#[expect(
    clippy::too_many_lines,
    reason = "a table has as many lines as entries"
)]
pub(super) fn words(message: &Message) -> (&'static str, String) {
    let it = subject(message);
    let by = by(message);
    let rest = rest(message);
    match message.kind {
        K::Submitted => ("Application submitted", format!("{it} was submitted and is being checked. You will hear from us when there is a result.")),
        K::AwaitingAuthority => (
            "Waiting for the principal",
            format!("{it} was submitted. The check begins when the principal has confirmed your authority{by}. Sign in for the code and hand it over to the principal."),
        ),
        K::AwaitingRegistries => (
            "Waiting for an agency",
            format!("{it} waits: an agency has not answered yet. We keep asking; there is nothing you need to do."),
        ),
        K::AwaitingPosting => (
            "Waiting for a month of insurance",
            format!("{it} waits until the newest month of social insurance is posted. We ask every day; there is nothing you need to do."),
        ),
        K::ManualReview => ("An officer decides", format!("{it} is being checked by an officer. You will hear from us when there is a result.")),
        K::Passed => ("Check passed", format!("{it} has passed the check{}. Sign in for the result and the certificate.", until(message))),
        K::Failed => ("Check not passed", format!("{it} has not passed the check. Sign in to see why, and what you can do.")),
        K::NotChecked => ("No check needed", format!("{it} has ended: this purchase needs no check.")),
        K::MemberInOtherApplication => (
            "Application void",
            format!("{it} is void: a member of the household is in another live application. Sign in to see what you can do."),
        ),
        K::Withdrawn => ("Application withdrawn", format!("{it} was withdrawn.")),
        K::Expired => ("Result expired", format!("{it} is void: its result has expired. To buy, apply again.")),
        K::ContactCorrected => (
            "Contact details corrected",
            format!("{it}: the contact details were corrected. If this was not you, sign in and check them."),
        ),
        K::AnswerRequested => (
            "Please send what is missing",
            format!("{it}: an officer asks you for an explanation or papers{by}. Sign in to see what."),
        ),
        K::AnswerGiven => ("Your answer has arrived", format!("{it}: your answer has arrived, and the officer goes on.")),
        K::AnswerMissed => ("The time for an answer is over", format!("{it}: no answer came in time. The officer decides on what there is.")),
        K::ReviewRequested => ("Review asked for", format!("{it}: your request for a review has arrived. You will hear from us when there is a result.")),
        K::ReviewGranted => ("Review granted", format!("{it}: the review was granted and the house records are corrected. Everything is being checked again.")),
        K::ReviewRefused => ("Review refused", format!("{it}: the review was refused and the result stands. Sign in to see why.")),
        K::ReviewWithdrawn => ("Review taken back", format!("{it}: the request for a review was taken back, and the result stands.")),
        K::ReviewLapsed => ("Review ended", format!("{it}: the review has ended because no answer came in time. The result stands.")),
        K::ObjectionRaised => ("A member of the household objects", format!("{it}: a member of the household objects. Officers decide on that first.")),
        K::ObjectionWithdrawn => ("Objection taken back", format!("{it}: the objection was taken back, and the application goes on.")),
        K::ObjectionDismissed => ("Objection dismissed", format!("{it}: the objection of a member was dismissed, and the application goes on.")),
        K::ObjectionUpheld => ("Objection upheld: application void", format!("{it} is void: the objection of a member of the household was upheld. Sign in to see more.")),
        K::AuthorityCheckRequested => ("Officers check the papers", format!("{it}: officers check the papers of the authority. You will hear from us when they have.")),
        K::AuthorityConfirmed => ("Authority confirmed", format!("{it}: the principal has confirmed the authority, and the check has begun.")),
        K::AuthorityChecked => ("Papers in order", format!("{it}: the papers of the authority are in order, and the check has begun.")),
        K::AuthorityDeclined => ("The principal has declined", format!("{it} is void: the principal has declined.")),
        K::AuthorityRefused => ("Papers refused", format!("{it} is void: the papers of the authority were refused. Sign in to see why.")),
        K::AuthorityLapsed => ("Authority not confirmed in time", format!("{it} is void: the authority was not confirmed in time.")),
        K::AuthorityRevoked => ("Authority revoked", format!("{it}: the principal has revoked your authority, and you cannot see the application any more.")),
        K::AgentLost => ("The agent's authority has ended", format!("{it}: the authority of the agent has ended because another person had bound the agent's document. The application goes on as yours.")),
        K::FactsShown => ("You may see the facts", format!("{it}: the principal lets you see the facts of the check.")),
        K::FactsHidden => ("You can no longer see the facts", format!("{it}: the principal no longer lets you see the facts of the check. You still see how far it is, and the result.")),
        K::FiledForYou => (
            "An application was filed for you",
            format!("{it} was filed by an agent, and officers have checked the papers. If that is not what you want, sign in to revoke the authority or withdraw the application."),
        ),
        K::BindingTakenOver => ("Application void", format!("{it} is void: the owner of the document has taken over the binding under which it was submitted.")),
        K::NamedInApplication => (
            "You are named in an application",
            format!("{it} names you as a member of the household. Sign in to check it; if it is not true, you can object."),
        ),
        K::MyObjectionDismissed => ("Your objection was dismissed", format!("{it}: your objection was dismissed. Sign in to see why.")),
        K::MyObjectionUpheld => ("Your objection was upheld", format!("{it} is void: your objection was upheld.")),
        K::MyObjectionOvertaken => ("Your objection has ended", format!("{it} has ended, and your objection with it.")),
        K::DocumentBound => (
            "Document bound",
            "Your document is bound to this account, and you can submit applications. If this was not you, please come to a service window.".to_owned(),
        ),
        K::BindingLost => (
            "Document no longer bound",
            "The owner has taken over the document that was bound to this account; what was submitted with it is void. If you have questions, please come to a service window with your document.".to_owned(),
        ),
        K::BindingRecovered => (
            "Document bound to your account",
            "Your document, which another account had bound, is bound to your account now. You can submit applications.".to_owned(),
        ),
        K::TakeOverRefused => ("Identity not recovered", "Your request to recover your identity was refused. Sign in to see why.".to_owned()),
        K::AddressBounced => (
            "A message could not be delivered",
            format!("{it}: a message to the contact details given there could not be delivered. Please check the mobile number and the e-mail address."),
        ),
        K::AnswerDueSoon => ("Your answer is due soon", format!("{it}: an officer still waits for your answer{rest}.")),
        K::AnswerDueToday => ("Your answer is due today", format!("{it}: an officer still waits for your answer. Today is the last day.")),
        K::DisputeDueSoon => (
            "The time for a review ends soon",
            format!("{it}: if the house records behind the result are wrong, you can ask for a review{rest}."),
        ),
        K::DisputeDueToday => (
            "Last day to ask for a review",
            format!("{it}: if the house records behind the result are wrong, today is the last day to ask for a review."),
        ),
        K::AuthorityDueSoon => ("The authority is still unconfirmed", format!("{it} still waits for the principal{rest}. After that it is void.")),
        K::AuthorityDueToday => ("Last day to confirm the authority", format!("{it} still waits for the principal. Today is the last day; after that it is void.")),
        K::TakeOverDueSoon => (
            "Your window code ends soon",
            format!("Your code for recovering your identity has not been used yet{rest}. Please come to a service window with your document."),
        ),
        K::TakeOverDueToday => (
            "Your window code ends today",
            "Your code for recovering your identity has not been used yet, and today is its last day. Please come to a service window with your document.".to_owned(),
        ),
        K::PassExpiringSoon | K::PassExpiringTomorrow => (
            "The result expires soon",
            format!("{it}: the result expires soon{rest}. After that a new check is needed."),
        ),
        K::RenewalOffered => ("You can renew the result", format!("{it}: the result expires soon{rest}. You can renew it now.")),
        K::Renewed => ("Result renewed", format!("{it}: the result is renewed{}. Sign in for the new certificate.", until(message))),
        K::RenewalRefused => (
            "Result not renewed",
            format!("{it}: the result was not renewed this time. The old one stays valid{}. Sign in to see why.", to(message)),
        ),
        K::PassHeld => (
            "Your result is being used for a contract",
            format!("{it}: a signing office holds the result for a contract. Sign in to see who and until when; if it was not you, you can ask for its release."),
        ),
        K::HoldReleased => (
            "The signing office has let go of your result",
            format!("{it}: the signing office no longer holds the result. Sign in to see how it stands."),
        ),
        K::HoldExpired => (
            "The time for signing has run out",
            format!("{it}: no contract was signed in time, and the result is no longer held. Sign in to see how it stands."),
        ),
        K::HoldObjectionGranted => (
            "Your result was released",
            format!("{it}: at your request an officer has ended the signing office's hold of the result. Sign in to see it."),
        ),
        K::HoldObjectionRefused => (
            "Your result stays held",
            format!("{it}: an officer has let the signing office's hold of the result stand. Sign in to see why."),
        ),
        K::ContractSigned => (
            "Contract signed",
            format!("{it}: a contract is signed with the result, which cannot be used again. Sign in to see the contract number."),
        ),
        K::RecheckFailed => (
            "Not confirmed before signing",
            format!("{it}: when facts were checked again before signing, something was not as before. No contract can be signed for now. Sign in to see what changed."),
        ),
        K::CertificateGuessed => (
            "Wrong documents shown with your certificate",
            format!("{it}: a firm asked about the certificate with wrong document numbers several times. It saw nothing and cannot ask for now. If you did not choose this firm, do not show the certificate number any more."),
        ),
        K::PolicyMayHelp => (
            "New rules may help you",
            format!("{it}: by an estimate under new rules the result could become a pass. It is an estimate only; what counts is the check of a new application."),
        ),
    }
}

/// The application, as the subject of a sentence.
fn subject(message: &Message) -> String {
    let module = match message.module {
        Some(Module::Residential) => "residential application",
        Some(Module::Commercial) => "commercial application",
        None => "application",
    };
    let number = message.reference.as_deref();
    let number = number.map(|number| format!(" {number}"));
    let of = message.name.as_deref().map(|name| format!(" of {name}"));
    format!(
        "The {module}{}{}",
        number.unwrap_or_default(),
        of.unwrap_or_default()
    )
}

/// By when.
fn by(message: &Message) -> String {
    let day = message.day.map(|day| dates::day(day, Lang::En));
    day.map(|day| format!(" by {day}")).unwrap_or_default()
}

/// Until when it is valid.
fn until(message: &Message) -> String {
    let day = message.day.map(|day| dates::day(day, Lang::En));
    day.map(|day| format!(", valid until {day}"))
        .unwrap_or_default()
}

/// To which last day something stays as it is.
fn to(message: &Message) -> String {
    let day = message.day.map(|day| dates::day(day, Lang::En));
    day.map(|day| format!(" to its last day, {day}"))
        .unwrap_or_else(|| " to its last day".to_owned())
}

/// How much time is left, and the last day.
fn rest(message: &Message) -> String {
    let day = message.day.map(|day| dates::day(day, Lang::En));
    match (day, message.days) {
        (Some(day), Some(0)) => format!("; today, {day}, is the last day"),
        (Some(day), Some(1)) => format!("; 1 day is left, to {day}"),
        (Some(day), Some(days)) => format!("; {days} days are left, to {day}"),
        (Some(day), None) => format!("; the last day is {day}"),
        (None, _) => String::new(),
    }
}
