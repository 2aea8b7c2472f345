//! Sends what was promised, by e-mail and SMS.

use shared::message::DeliveryState;

use crate::app::App;
use crate::error::Result;
use crate::store::jobs::Job;

/// Sends a message by one channel: the subject of the job is the delivery.
///
/// # Errors
/// The database does not answer.
pub async fn deliver(app: &App, job: &Job) -> Result<()> {
    let delivery = app.store.find_delivery(job.subject).await?;
    let write = app.store.begin().await?;
    write.finish_job(job).await?;
    if let Some(mut delivery) = delivery {
        delivery.state = DeliveryState::NoChannel;
        delivery.at = app.now();
        write.save_delivery(&delivery).await?;
    }
    write.commit().await
}
