//! What somebody wants to be told by e-mail and SMS, in which language, and when not.

use shared::document::mask_mobile;
use shared::issue::IssueCode;
use shared::message::{Channel, NoticeSettings, Off, SaveNoticeSettings, Topic};
use shared::problem::ProblemKind;
use shared::values::Lang;
use uuid::Uuid;

use super::addressing::{Reached, address_index, reach};
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::SignedInUser;
use crate::service::limits::{Bucket, spend};
use crate::service::sessions::act;
use crate::store::applications::format_id;
use crate::store::filed_settings::FiledSettings;

/// What the caller has chosen, and where messages go now.
///
/// # Errors
/// It was read too often.
pub async fn read_notice_settings(app: &App, who: &SignedInUser) -> Result<NoticeSettings> {
    spend(app, Bucket::ReadMessages, who.account().as_bytes())?;
    show_settings(app, who.account()).await
}

/// The same of an account whose owner asks for it.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn show_settings(app: &App, account: Uuid) -> Result<NoticeSettings> {
    let settings = app.store.find_notice_settings(account).await?;
    show(app, account, settings).await
}

/// Changes it. What changes nothing is no change.
///
/// # Errors
/// It was changed elsewhere since the `expected` versions; hours that are none; or of what the law wants
/// people told of, both channels are switched off.
pub async fn save_notice_settings(
    app: &App,
    who: &SignedInUser,
    expected: &[u32],
    input: SaveNoticeSettings,
) -> Result<NoticeSettings> {
    let account = who.account();
    spend(app, Bucket::SaveSettings, account.as_bytes())?;
    if input.quiet.is_some_and(|quiet| !quiet.is_valid()) {
        return Err(Error::issue("/quiet/to", IssueCode::ChooseOne));
    }
    let mut off = input.off;
    off.sort_unstable();
    off.dedup();
    if Topic::ALL.into_iter().any(|topic| silences(&off, topic)) {
        return Err(ProblemKind::NoticeRequired.into());
    }
    let write = app.store.begin().await?;
    write.hold_account(account).await?;
    let before = write.find_notice_settings(account).await?;
    if !expected.contains(&before.version) {
        return Err(ProblemKind::SettingsChanged.into());
    }
    let after = FiledSettings {
        version: before.version.saturating_add(1),
        language: input.language,
        off,
        quiet: input.quiet,
    };
    let same = FiledSettings {
        version: before.version,
        ..after.clone()
    };
    if same == before {
        drop(write);
        return show(app, account, before).await;
    }
    write.save_notice_settings(account, &after).await?;
    write
        .record_audit(act(account, app.now(), "save_notice_settings"))
        .await?;
    write.commit().await?;
    show(app, account, after).await
}

/// Keeps in mind in which language somebody has last used the platform, as long as they have chosen
/// nothing: messages come in that one.
///
/// # Errors
/// The database does not answer.
pub(in crate::service) async fn remember_language(
    app: &App,
    account: Uuid,
    language: Lang,
) -> Result<()> {
    let known = app.store.find_notice_settings(account).await?;
    if !learns(&known, language) {
        return Ok(());
    }
    let write = app.store.begin().await?;
    write.remember_language(account, language).await?;
    write.commit().await
}

/// Whether a language is to be kept in mind beside what is known of somebody.
pub(in crate::service) fn learns(known: &FiledSettings, language: Lang) -> bool {
    !known.is_chosen() && known.language != language
}

/// Whether of a topic that the law wants people told of nothing would leave the platform.
fn silences(off: &[Off], topic: Topic) -> bool {
    let is_off = |channel| off.contains(&Off { topic, channel });
    topic.is_required() && Channel::ALL.into_iter().all(is_off)
}

async fn show(app: &App, account: Uuid, settings: FiledSettings) -> Result<NoticeSettings> {
    let reached = reach(app, account, None).await?;
    let reached = reached.as_ref();
    let address = |channel| reached.and_then(|reached: &Reached| reached.address(channel));
    Ok(NoticeSettings {
        version: settings.version,
        language: settings.language,
        off: settings.off,
        quiet: settings.quiet,
        email: address(Channel::Email).map(mask_email),
        mobile: address(Channel::Sms).map(mask_mobile),
        email_bounced: bounced(app, Channel::Email, address(Channel::Email)).await?,
        mobile_bounced: bounced(app, Channel::Sms, address(Channel::Sms)).await?,
        contact_of: reached.map(|reached| format_id(reached.application)),
    })
}

/// The application whose contact an e-mail or SMS did not reach; none where all arrive.
///
/// # Errors
/// The database does not answer, or a contact does not open.
pub(in crate::service) async fn unreached(app: &App, account: Uuid) -> Result<Option<String>> {
    let Some(reached) = reach(app, account, None).await? else {
        return Ok(None);
    };
    for channel in Channel::ALL {
        if bounced(app, channel, reached.address(channel)).await? {
            return Ok(Some(format_id(reached.application)));
        }
    }
    Ok(None)
}

/// Whether the last that was sent to an address did not arrive.
async fn bounced(app: &App, channel: Channel, address: Option<&str>) -> Result<bool> {
    match address {
        Some(address) => {
            let index = address_index(app, channel, address);
            app.store.has_bounced(&index).await
        }
        None => Ok(false),
    }
}

/// An e-mail address with the first character of the name and the domain.
fn mask_email(address: &str) -> String {
    let (name, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}***@{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_by_its_first_character_and_its_domain() {
        assert_eq!(mask_email("lihua@example.cn"), "l***@example.cn");
        assert_eq!(mask_email("a@b@example.cn"), "a***@example.cn");
    }
}
