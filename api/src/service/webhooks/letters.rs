//! E-mails to the contacts of a client when nothing is sent to one of its endpoints any more: promised in
//! the transaction that disables it, one for each address, and sent at least once. Where to write is found
//! among the contacts as they are when it is sent.

use chrono::TimeDelta;
use shared::client::ClientContact;
use shared::values::{Day, Lang, Moment, day_in_shanghai};
use shared::webhook::WebhookDisabled;
use url::Url;
use uuid::Uuid;

use super::GIVEN_UP;
use crate::app::App;
use crate::error::Result;
use crate::notice::{Letter, Undelivered};
use crate::pause::jittered;
use crate::service::access::later;
use crate::service::access::partner::format_client;
use crate::store::Write;
use crate::store::clients::ClientRow;
use crate::store::clients::letters::ClientLetter;
use crate::store::jobs::Job;
use crate::store::jobs::kind::JobKind;
use crate::store::webhook_endpoints::{FiledEndpoint, format_id};
use crate::words::Word;
use crate::words::locale::clients::letter as words;

/// Where what is written leads: how clients are written, with webhooks.
const DOCS: &str = "/docs/";
/// Nobody knows which language a contact reads.
const BOTH: [Lang; 2] = [Lang::Zh, Lang::En];

/// Promises an e-mail to each contact of a client that has an address, where there is a mail server.
///
/// # Errors
/// The database does not answer.
pub(super) async fn promise_letters(
    app: &App,
    write: &Write,
    client: &ClientRow,
    endpoint: &FiledEndpoint,
    now: Moment,
) -> Result<()> {
    if !app.notices.sends_email() || !is_first_today(app, write, endpoint.id, now).await? {
        return Ok(());
    }
    let mut indices: Vec<Vec<u8>> = addresses(&client.contacts)
        .map(|address| address_index(app, address))
        .collect();
    indices.sort_unstable();
    indices.dedup();
    for address_index in indices {
        let letter = ClientLetter {
            id: app.new_id(),
            endpoint: endpoint.id,
            address_index,
        };
        write.add_client_letter(&letter).await?;
        write
            .enqueue_job(app.new_id(), JobKind::WriteToContact, letter.id, now)
            .await?;
    }
    Ok(())
}

/// Whether nobody was written to about an endpoint within a day: its client can enable it again at once, and
/// the contacts are other people.
async fn is_first_today(app: &App, write: &Write, endpoint: Uuid, now: Moment) -> Result<bool> {
    let key = [b"client-letters/", endpoint.as_bytes().as_slice()].concat();
    let keys = [app.sealer.index(&key)];
    let written = write.hold_tries(&keys, now).await?;
    if written.iter().any(|written| written.counting(now) > 0) {
        return Ok(false);
    }
    let day = later(now, TimeDelta::days(1));
    write.count_tries(&keys, now, day).await?;
    Ok(true)
}

/// Sends an e-mail, which is the subject of the job. Where the endpoint is gone or goes on again, or the
/// address is of no contact any more, there is nothing to say.
///
/// # Errors
/// The database does not answer.
pub async fn send_letter(app: &App, job: &Job) -> Result<()> {
    let now = app.now();
    let sent = match app.store.find_client_letter(job.subject).await? {
        Some(letter) => write_to(app, &letter, now).await?,
        None => Ok(()),
    };
    let write = app.store.begin().await?;
    match sent {
        Err(Undelivered::Later(trouble)) => {
            let pause = jittered(job.kind.pause_after_failure(job.attempt));
            let pause = TimeDelta::from_std(pause).unwrap_or_default();
            let run_at = now.checked_add_signed(pause).unwrap_or(now);
            write.retry_job(job, run_at, trouble.slug()).await?;
            tracing::warn!(job = %job.id, attempt = job.attempt, %trouble, "a letter was not taken");
        }
        Ok(()) | Err(Undelivered::NoChannel | Undelivered::Bounced) => {
            if sent.is_err() {
                tracing::warn!(letter = %job.subject, "a contact of a client cannot be written to");
            }
            write.delete_client_letter(job.subject).await?;
            write.finish_job(job).await?;
        }
    }
    write.commit().await
}

async fn write_to(
    app: &App,
    letter: &ClientLetter,
    now: Moment,
) -> Result<std::result::Result<(), Undelivered>> {
    let Some(endpoint) = app.store.find_webhook_endpoint(letter.endpoint).await? else {
        return Ok(Ok(()));
    };
    let Some((since, why)) = endpoint.disabled else {
        return Ok(Ok(()));
    };
    let Some(client) = app.store.find_client(endpoint.client).await? else {
        return Ok(Ok(()));
    };
    let mut known = addresses(&client.contacts);
    let to = known.find(|address| address_index(app, address) == letter.address_index);
    let Some(to) = to else {
        return Ok(Ok(()));
    };
    let mut docs = app.config.public_url.clone();
    docs.set_path(DOCS);
    let told = Told {
        client: &client,
        endpoint: &endpoint,
        since: day_in_shanghai(since),
        why,
    };
    let body = BOTH.map(|lang| told.body(lang)).join("\n");
    let both = |word: Word| BOTH.map(|lang| word.say(lang)).join(" / ");
    let operator = &app.config.operator;
    let telephone = [("telephone", operator.telephone.as_str())];
    let footer = BOTH.map(|lang| words::footer.with(lang, &telephone));
    let letter = Letter {
        id: letter.id,
        to,
        from: &operator.name.zh,
        language: Lang::Zh,
        title: &both(words::title),
        body: &body,
        action: &both(words::action),
        link: &docs,
        footer: &footer.join(" "),
        settings: None,
        at: now,
    };
    Ok(app.notices.send_email(&letter).await)
}

/// What there is to say: of a program and an address that belong to it, of nobody.
struct Told<'a> {
    client: &'a ClientRow,
    endpoint: &'a FiledEndpoint,
    since: Day,
    why: WebhookDisabled,
}

impl Told<'_> {
    fn body(&self, lang: Lang) -> String {
        let days = GIVEN_UP.num_days().to_string();
        let why = match self.why {
            WebhookDisabled::Gone => words::gone,
            WebhookDisabled::Failing | WebhookDisabled::ByClient => words::failing,
        };
        let what = words::what.with(
            lang,
            &[
                ("client", self.client.name.as_str()),
                ("id", &format_client(self.client.id)),
                ("endpoint", &format_id(self.endpoint.id)),
                ("host", &host(&self.endpoint.settings.url)),
                ("day", &self.since.to_string()),
            ],
        );
        let why = why.with(lang, &[("days", days.as_str())]);
        format!(
            "{what}{why}\n{}\n{}",
            words::waited.say(lang),
            words::next.say(lang)
        )
    }
}

/// The host of an endpoint: the rest of its address may let whoever reads it write there.
fn host(url: &str) -> String {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.unwrap_or_default().to_owned()
}

/// The contacts that have an e-mail address.
fn addresses(contacts: &[ClientContact]) -> impl Iterator<Item = &str> {
    let reaches = contacts.iter().map(|contact| contact.reach.trim());
    reaches.filter(|reach| reach.contains('@'))
}

fn address_index(app: &App, address: &str) -> Vec<u8> {
    let address = address.to_lowercase();
    let index = app
        .sealer
        .index(format!("client_letters/{address}").as_bytes());
    index.to_vec()
}
