//! A message in words, handed to the mail server or to the gateway. It names nobody but by a masked
//! family name, and its links lead to pages behind the sign-in: they open nothing by themselves.

use shared::message::{
    Channel, MESSAGES_PATH, SETTINGS_PATH, footer, link_label, settings_label, text_message, words,
};
use shared::values::{Lang, Moment};
use url::Url;
use uuid::{Builder, Uuid};

use super::parcel::Parcel;
use crate::app::App;
use crate::notice::{Letter, TextMessage, Undelivered};
use crate::service::messages::telling::told;
use crate::words::locale::pages::sandbox;

/// Hands a message over to an address.
///
/// # Errors
/// It was not taken, or nobody knows whether it was.
pub(super) async fn hand_over(
    app: &App,
    parcel: &Parcel,
    to: &str,
    at: Moment,
) -> Result<(), Undelivered> {
    let language = parcel.settings.language;
    let others = parcel.others.iter();
    let message = told(&parcel.message, parcel.application.as_ref(), others);
    let message = parcel.readable.linked(message);
    let mut words = words(&message, language);
    if app.config.webhooks.sandbox {
        // Whoever reads it elsewhere, too, is to know.
        let end = match (parcel.delivery.channel, language) {
            (Channel::Email, _) => "\n",
            (Channel::Sms, Lang::Zh) => "。",
            (Channel::Sms, Lang::En) => ". ",
        };
        words.body = format!("{}{end}{}", sandbox::notice.say(language), words.body);
    }
    let path = words.action.as_ref().map(|action| action.path.as_str());
    let link = page(app, path.unwrap_or(MESSAGES_PATH));
    let id = key(app, parcel.delivery.id, to);
    let operator = &app.config.operator;
    match parcel.delivery.channel {
        Channel::Email => {
            let from = match language {
                Lang::Zh => &operator.name.zh,
                Lang::En => &operator.name.en,
            };
            let letter = Letter {
                id,
                to,
                from,
                language,
                title: words.title,
                body: &words.body,
                action: link_label(&words, language),
                link: &link,
                footer: &footer(&operator.telephone, language),
                settings: Some((settings_label(language), &page(app, SETTINGS_PATH))),
                at,
            };
            app.notices.send_email(&letter).await
        }
        Channel::Sms => {
            let text = text_message(&words, link.as_str(), language);
            let message = TextMessage {
                id,
                to,
                language,
                text: &text,
            };
            app.notices.send_text(&message).await
        }
    }
}

/// The address of one of our pages.
fn page(app: &App, path: &str) -> Url {
    let mut url = app.config.public_url.clone();
    url.set_path(path);
    url
}

/// By which the other side knows a message that it has taken already: the same for the same message to
/// the same address, whichever process sends it, and another one for another address.
fn key(app: &App, delivery: Uuid, to: &str) -> Uuid {
    let index = app
        .sealer
        .index(format!("message/{delivery}/{to}").as_bytes());
    let mut bytes = [0_u8; 16];
    for (byte, from) in bytes.iter_mut().zip(index) {
        *byte = from;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}
