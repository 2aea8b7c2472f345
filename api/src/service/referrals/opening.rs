//! Somebody opens a link: everybody who has it sees what it is about; whoever is signed in begins an
//! application with it. Whether somebody else has is not told before one tries to, because a client opens
//! its own links as well.

use shared::application::State;
use shared::form::texts::REFERRAL_CONSENT;
use shared::form::{Answers, Chapter};
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::referral::{AcceptReferral, ReferralInvitation, ReferredApplication};
use shared::values::Moment;
use uuid::Uuid;

use super::code_index;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::{BoundUser, SignedInUser};
use crate::service::drafts::{Beginning, add_draft};
use crate::service::limits::{Bucket, spend_from};
use crate::service::tries::{count_link, refuse_links};
use crate::store::Write;
use crate::store::applications::format_id;
use crate::store::audit::{Act, Actor};
use crate::store::referrals::{FiledConsent, ReferralRow, format_referral};

/// Lets somebody show a code: before it is read.
///
/// # Errors
/// Links were opened too often from the network.
pub fn admit(app: &App, address: &str) -> Result<()> {
    spend_from(app, Bucket::OpenReferral, address)
}

/// What a link is about.
///
/// # Errors
/// No link that can be used has this code, or too many codes from the network were none.
pub async fn read_referral_invitation(
    app: &App,
    address: &str,
    code: &str,
) -> Result<ReferralInvitation> {
    let referral = find(app, address, code).await?;
    let filed = referral.filed;
    Ok(ReferralInvitation {
        client: filed.client_name,
        reference: filed.reference,
        module: filed.module,
        target: filed.target,
        unit: filed.unit,
        expires_at: referral.expires_at,
    })
}

/// Begins an application with a link, or finds the one that the caller has begun with it.
///
/// # Errors
/// No link that the caller can use has this code, or too many codes from the network were none; what is
/// agreed to are other words than those that are shown now; the caller is in a live application of the
/// module, or has too many drafts.
pub async fn accept_referral(
    app: &App,
    who: &SignedInUser,
    address: &str,
    input: AcceptReferral,
) -> Result<ReferredApplication> {
    let consents = consents(&input)?;
    let known = find(app, address, &input.code).await?;
    let now = app.now();
    let write = app.store.begin().await?;
    write.hold_account(who.account()).await?;
    // While the account is held, nothing else begins an application of it.
    let begun = match write.find_begun(&known.code_index).await? {
        Some(application) => write.hold_application(application).await?,
        None => None,
    };
    let held = write.hold_referral_of_code(&known.code_index).await?;
    let mut referral = held
        .filter(|referral| is_usable(referral, now))
        .ok_or(ProblemKind::ReferralUnknown)?;
    let (application, is_draft) = match referral.application {
        Some(application) => {
            let own = begun.filter(|one| one.id == application && one.account == who.account());
            let own = own.ok_or(ProblemKind::ReferralUnknown)?;
            (application, own.state == State::Draft)
        }
        None => (begin(app, &write, who, &mut referral, now).await?, true),
    };
    // Given later it is given all the same, but of what is over nothing is told.
    if consents && is_draft && referral.filed.live_consent().is_none() {
        referral.filed.consent = Some(FiledConsent {
            account: who.account(),
            version: REFERRAL_CONSENT.to_owned(),
            at: now,
            withdrawn_at: None,
        });
        write.save_referral(&referral).await?;
        let act = Act {
            chain: application,
            at: now,
            actor: Actor::Account(who.account()),
            action: "give_referral_consent",
            detail: &format!("{} {REFERRAL_CONSENT}", format_referral(referral.id)),
        };
        write.record_audit(act).await?;
    }
    write.commit().await?;
    Ok(ReferredApplication {
        id: format_id(application),
        module: referral.filed.module,
        is_draft,
    })
}

/// Begins the draft, unless the caller is in a live application already.
async fn begin(
    app: &App,
    write: &Write,
    who: &SignedInUser,
    referral: &mut ReferralRow,
    now: Moment,
) -> Result<Uuid> {
    let filed = &referral.filed;
    if let Some(bound) = BoundUser::of(who) {
        let person = [bound.person_index().to_vec()];
        let holders = write
            .list_lock_holders(Uuid::nil(), filed.module, &person)
            .await?;
        if !holders.is_empty() {
            return Err(ProblemKind::HouseholdMemberLocked.into());
        }
    }
    let answers = Answers {
        target: filed.target.clone().unwrap_or_default(),
        unit: filed.unit.clone().unwrap_or_default(),
        ..Answers::default()
    };
    let beginning = Beginning {
        module: filed.module,
        resume_at: Chapter::Notes,
        resume_entry: None,
        answers,
        creation_key: None,
        how: &format!("referral {}", format_referral(referral.id)),
    };
    let application = add_draft(app, write, who, beginning, now).await?;
    referral.application = Some(application.id);
    write.save_referral(referral).await?;
    Ok(application.id)
}

/// Whether the person consents.
fn consents(input: &AcceptReferral) -> Result<bool> {
    match input.consent.as_deref() {
        None => Ok(false),
        Some(REFERRAL_CONSENT) => Ok(true),
        Some(_) => Err(Error::issue("/consent", IssueCode::MustAgree)),
    }
}

/// Finds the referral of a link that can be used. Codes that were never given out are counted.
async fn find(app: &App, address: &str, code: &str) -> Result<ReferralRow> {
    let now = app.now();
    let index = code_index(app, code);
    let Some(referral) = app.store.find_referral_of_code(&index).await? else {
        // Whoever has a link can use it, whatever others of the same network have tried.
        refuse_links(app, address, now).await?;
        count_link(app, address, now).await?;
        return Err(ProblemKind::ReferralUnknown.into());
    };
    let client = app.store.find_client(referral.client).await?;
    let is_live = client.is_some_and(|client| client.is_live(now));
    let usable = is_live && is_usable(&referral, now);
    Ok(Some(referral)
        .filter(|_| usable)
        .ok_or(ProblemKind::ReferralUnknown)?)
}

fn is_usable(referral: &ReferralRow, now: Moment) -> bool {
    referral.filed.revoked_at.is_none() && now < referral.expires_at
}
