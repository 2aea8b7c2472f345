//! Limits on how often something can be asked for. They are counted in memory: a refusal writes
//! nothing and waits for nobody. What has to be exact is counted elsewhere, such as wrong tries to
//! bind (`store::tries`).

use std::net::{IpAddr, Ipv6Addr};

use shared::problem::ProblemKind;

use crate::app::App;
use crate::counters::window_end;
use crate::error::{Error, Result};

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// Sign-ins begun, per client network.
    SignIn,
    /// Callbacks of the identity provider, per client network.
    FinishSignIn,
    /// Documents offered for binding, per account.
    Bind,
    /// Drafts begun or saved, per account.
    SaveDraft,
    /// Looks at answers, per account: each is written down for good.
    ReadAnswers,
    /// Looks at one's own name and number, per account: each is written down for good as well.
    ReadIdentity,
    /// Looks at home and lists, per account: each opens many answers.
    ReadLists,
    /// Looks at one application, per account: a page that waits asks again and again.
    ReadApplication,
    /// Drafts begun, per account: what is written down of one stays, though it is deleted.
    CreateDraft,
    /// Submissions, per account.
    Submit,
    /// Renewals asked for, per account: each asks the registries about everybody.
    Renew,
    /// Disputes handed in, per account: each is written down for good.
    Dispute,
    /// Answers to what officers asked for, per account: the same.
    Answer,
    /// Objections raised or taken back, per account: each is written down for good.
    Object,
    /// Codes of authorities shown, per account: each is written down for good.
    ReadAuthority,
    /// Authorities confirmed, declined, sent to officers, changed or revoked, per account: the same.
    DecideAuthority,
    /// Contacts corrected, per account: each is written down for good.
    CorrectContact,
    /// Take-overs asked for or taken back, per account: each is written down for good.
    TakeOver,
    /// Looks at messages, and which of them were read, per account: each page asks for the unread.
    ReadMessages,
    /// What comes by e-mail and SMS chosen, per account: each is written down for good.
    SaveSettings,
    /// Everything about oneself, per account: each opens all that there is.
    Export,
    /// Looks at the queue, per officer.
    ReadQueue,
    /// Cases claimed, and claims renewed, per officer.
    ClaimCase,
    /// Looks at a case, per officer: each is written down for good.
    ReadCase,
    /// Looks at full numbers, per officer.
    RevealIdentities,
    /// Decisions, per officer.
    DecideCase,
    /// Looks at counts, lists and reports, per officer: each reads many rows.
    ReadDesk,
    /// Previews of a version of the policy, per officer: each reads many results.
    PreviewPolicy,
    /// Views saved and deleted, per officer.
    SaveView,
    /// Sessions of officers ended, per administrator: each is written down for good.
    EndSessions,
    /// Files uploaded, per account: each costs a decoder.
    Upload,
    /// Files looked at, per account.
    DownloadUpload,
    /// Files of a case looked at, per officer: each is written down for good.
    DownloadCaseUpload,
    /// Documents made, per account: each costs the processor.
    PrintDocument,
    /// Pre-checks, per client network.
    Precheck,
    /// Access tokens asked for, per client network: each costs a signature.
    Token,
    /// Clients registered and changed, per administrator: each is written down for good.
    ChangeClient,
    /// Webhook endpoints made, changed and removed, per client: each has a name looked up and is written
    /// down for good.
    WriteWebhooks,
    /// Events sent again and tests, per client: each is a request to somebody.
    SendWebhooks,
    /// Certificates checked, per client: each is written down for good.
    CheckCertificate,
    /// Holds asked for, per client: each asks the registries about everybody.
    TakeHold,
    /// Holds renewed, released and signed, per client: each is written down for good.
    ChangeHold,
    /// Looks at holds and contracts, per client.
    ReadHolds,
    /// Releases of holds asked for, per account: each is written down for good.
    ObjectToHold,
    /// Looks at certificates by their numbers, per client.
    ReadCertificates,
    /// Referrals made and revoked, per client: each is written down for good.
    MakeReferral,
    /// Looks at referrals, per client.
    ReadReferrals,
    /// Links of referrals opened, per client network.
    OpenReferral,
    /// Consents to reports taken back, per account: each is written down for good.
    WithdrawConsent,
}

impl Bucket {
    /// The name, how many are allowed, and in how many seconds.
    fn allowance(self) -> (&'static str, u32, i64) {
        match self {
            // Many people share an address behind a mobile network or at a counter.
            Self::SignIn => ("sign_in", 60, 60),
            Self::FinishSignIn => ("finish_sign_in", 60, 60),
            Self::Bind => ("bind", 20, 600),
            // Autosave pauses before each save; two a second is a program, not a person.
            Self::SaveDraft => ("save_draft", 120, 60),
            Self::ReadAnswers => ("read_answers", 120, 60),
            Self::ReadIdentity => ("read_identity", 120, 60),
            Self::ReadLists => ("read_lists", 120, 60),
            Self::ReadApplication => ("read_application", 600, 60),
            Self::CreateDraft => ("create_draft", 300, 24 * 60 * 60),
            Self::Submit => ("submit", 10, 60),
            Self::Renew => ("renew", 10, 60 * 60),
            Self::Dispute => ("dispute", 20, 24 * 60 * 60),
            Self::Answer => ("answer", 60, 24 * 60 * 60),
            Self::Object => ("object", 20, 24 * 60 * 60),
            Self::ReadAuthority => ("read_authority", 60, 600),
            Self::DecideAuthority => ("decide_authority", 60, 60 * 60),
            Self::CorrectContact => ("correct_contact", 60, 24 * 60 * 60),
            Self::TakeOver => ("take_over", 20, 24 * 60 * 60),
            Self::ReadMessages => ("read_messages", 600, 60),
            Self::SaveSettings => ("save_settings", 60, 60 * 60),
            Self::Export => ("export", 10, 60 * 60),
            Self::ReadQueue => ("read_queue", 120, 60),
            Self::ClaimCase => ("claim_case", 60, 60),
            Self::ReadCase => ("read_case", 60, 60),
            // A person compares them one by one; a program would copy them.
            Self::RevealIdentities => ("reveal_identities", 60, 600),
            Self::DecideCase => ("decide_case", 60, 60),
            Self::ReadDesk => ("read_desk", 120, 60),
            Self::PreviewPolicy => ("preview_policy", 6, 60),
            Self::SaveView => ("save_view", 60, 60),
            Self::EndSessions => ("end_sessions", 60, 60),
            // A set of papers with some retries, and no more than a camera makes.
            Self::Upload => ("upload", 60, 600),
            Self::DownloadUpload => ("download_upload", 120, 60),
            Self::DownloadCaseUpload => ("download_case_upload", 120, 60),
            // A person takes each once or twice.
            Self::PrintDocument => ("print_document", 60, 600),
            // The browser checks by itself; a program may try every case of a table.
            Self::Precheck => ("precheck", 120, 60),
            // A token lives ten minutes; several clients can be behind one address.
            Self::Token => ("token", 300, 60),
            Self::ChangeClient => ("change_client", 60, 60),
            Self::WriteWebhooks => ("write_webhooks", 30, 600),
            Self::SendWebhooks => ("send_webhooks", 60, 60),
            // A signing system of a whole city on its busiest day takes some hundred an hour.
            Self::CheckCertificate => ("check_certificate", 300, 60),
            Self::TakeHold => ("take_hold", 60, 60),
            Self::ChangeHold => ("change_hold", 120, 60),
            Self::ReadHolds => ("read_holds", 600, 60),
            Self::ObjectToHold => ("object_to_hold", 20, 24 * 60 * 60),
            Self::ReadCertificates => ("read_certificates", 300, 60),
            Self::MakeReferral => ("make_referral", 120, 60),
            Self::ReadReferrals => ("read_referrals", 600, 60),
            // Many people share an address; nobody guesses 128 bits.
            Self::OpenReferral => ("open_referral", 120, 60),
            Self::WithdrawConsent => ("withdraw_consent", 60, 24 * 60 * 60),
        }
    }
}

/// Takes one from the allowance of a key.
///
/// # Errors
/// The allowance is used up; the refusal tells when the next one begins.
pub fn spend(app: &App, bucket: Bucket, key: &[u8]) -> Result<()> {
    let (name, most, seconds) = bucket.allowance();
    let now = app.now().timestamp();
    let key = [name.as_bytes(), b"/", key].concat();
    if app.counters.take(key, most, seconds, now) {
        return Ok(());
    }
    let left = window_end(seconds, now).saturating_sub(now);
    Err(Error::retry_after(
        ProblemKind::TooManyRequests,
        u64::try_from(left).unwrap_or(1),
    ))
}

/// Takes one from the allowance of a client's network.
///
/// # Errors
/// The allowance is used up; the refusal tells when the next one begins.
pub fn spend_from(app: &App, bucket: Bucket, address: &str) -> Result<()> {
    spend(app, bucket, network(address).as_bytes())
}

/// Who is behind an address: itself, or the first half of an IPv6 address, because every household
/// has all of the other half (RFC 6177). What is no address stands for itself.
#[must_use]
pub fn network(address: &str) -> String {
    match address.parse().map(|ip: IpAddr| ip.to_canonical()) {
        Ok(IpAddr::V6(ip)) => {
            let half = u128::from(u64::MAX) << 64;
            Ipv6Addr::from_bits(ip.to_bits() & half).to_string()
        }
        Ok(IpAddr::V4(ip)) => ip.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_network_are_one() {
        for (address, behind) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:DB8:1:2::9", "2001:db8:1:2::"),
            ("2001:db8:1:3::9", "2001:db8:1:3::"),
            ("::1", "::"),
            ("unknown", "unknown"),
            ("", ""),
        ] {
            assert_eq!(network(address), behind, "{address}");
        }
    }
}
