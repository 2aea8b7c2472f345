//! What became of a message outside of the application, in words.

use leptos::prelude::*;
use shared::message::{Channel, Delivery, DeliveryState};

use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::live::live;
use crate::time;

/// What became of a message on each channel.
#[component]
pub(crate) fn Deliveries(deliveries: Vec<Delivery>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |delivery: Delivery| {
        let class = if is_bad(delivery.state) { "is-bad" } else { "" };
        view! { <li class=class>{live(move || told(i18n, &delivery))}</li> }
    };
    (!deliveries.is_empty()).then(|| {
        view! {
            <ul class="deliveries">{deliveries.into_iter().map(one).collect_view()}</ul>
        }
    })
}

/// 电子邮件, 短信
pub(crate) fn channel(i18n: I18n, channel: Channel) -> &'static str {
    match channel {
        Channel::Email => t_string!(i18n, messages.channel.email),
        Channel::Sms => t_string!(i18n, messages.channel.sms),
    }
}

/// Whether it did not reach the person, and will not.
fn is_bad(state: DeliveryState) -> bool {
    match state {
        DeliveryState::Bounced => true,
        DeliveryState::Waiting
        | DeliveryState::Held
        | DeliveryState::Sent
        | DeliveryState::Failed
        | DeliveryState::NotWanted
        | DeliveryState::NoAddress
        | DeliveryState::NoChannel => false,
    }
}

fn told(i18n: I18n, delivery: &Delivery) -> String {
    let name = channel(i18n, delivery.channel);
    let within = match delivery.channel {
        Channel::Email => t_string!(i18n, messages.channel_within.email),
        Channel::Sms => t_string!(i18n, messages.channel_within.sms),
    };
    match (delivery.state, delivery.channel) {
        (DeliveryState::Waiting, _) => {
            t_string!(i18n, messages.delivery.waiting, channel = name)
        }
        (DeliveryState::Held, _) => t_string!(i18n, messages.delivery.held, channel = name),
        (DeliveryState::Sent, _) => {
            let at = time::moment(i18n, delivery.at);
            t_string!(i18n, messages.delivery.sent_at, channel = name, at = at)
        }
        (DeliveryState::Bounced, Channel::Email) => {
            t_string!(i18n, messages.delivery.bounced_email).to_owned()
        }
        (DeliveryState::Bounced, Channel::Sms) => {
            t_string!(i18n, messages.delivery.bounced_sms).to_owned()
        }
        (DeliveryState::Failed, _) => t_string!(i18n, messages.delivery.failed, channel = name),
        (DeliveryState::NotWanted, _) => {
            t_string!(i18n, messages.delivery.not_wanted, channel = within)
        }
        (DeliveryState::NoAddress, Channel::Email) => {
            t_string!(i18n, messages.delivery.no_email).to_owned()
        }
        (DeliveryState::NoAddress, Channel::Sms) => {
            t_string!(i18n, messages.delivery.no_sms).to_owned()
        }
        (DeliveryState::NoChannel, _) => {
            t_string!(i18n, messages.delivery.no_channel, channel = within)
        }
    }
}
