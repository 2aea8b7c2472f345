//! What is done where a channel does not reach the person: the person is told in the application, and
//! what the law wants people told of goes by the other channel.

use shared::message::{DeliveryState, MessageKind};
use shared::values::{Moment, day_in_shanghai};

use super::parcel::{Address, Parcel};
use crate::app::App;
use crate::error::Result;
use crate::service::messages::channels::job;
use crate::service::messages::promising::{Promise, promise};
use crate::store::Write;

/// Has the same message, whose ways are held, go by a channel that the person has switched off, where the
/// law wants it told.
pub(super) async fn go_by_another(
    app: &App,
    write: &Write,
    parcel: &Parcel,
    now: Moment,
) -> Result<()> {
    if !parcel.message.kind.topic().is_required() || parcel.delivery.to_former {
        return Ok(());
    }
    for other in &parcel.others {
        if other.state == DeliveryState::NotWanted {
            let mut other = other.clone();
            other.state = DeliveryState::Waiting;
            other.at = now;
            write.save_delivery(&other).await?;
            let kind = job(other.channel);
            write.enqueue_job(app.new_id(), kind, other.id, now).await?;
        }
    }
    Ok(())
}

/// Tells the person, in the application alone, that an address takes nothing: once a month for the same
/// one. `index` is its keyed hash.
pub(super) async fn tell_of_bounce(
    app: &App,
    write: &Write,
    parcel: &Parcel,
    address: &Address,
    index: &[u8],
    now: Moment,
) -> Result<()> {
    let kind = MessageKind::AddressBounced;
    let once = format!(
        "{}/{}/{}/{}",
        kind.slug(),
        parcel.delivery.channel.slug(),
        app.sealer.index_text(index),
        day_in_shanghai(now).format("%Y-%m")
    );
    let told = Promise {
        account: parcel.message.account,
        kind,
        application: Some(address.application),
        day: None,
        days: None,
        once,
    };
    promise(app, write, &[told], now).await?;
    Ok(())
}
