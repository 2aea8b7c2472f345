//! The workers of other processes on the same database: each calls the others when there is work.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::error::Result;
use crate::store::jobs::calls::Calls;

/// How often others are called at the most, however much there is to do.
const CALL: Duration = Duration::from_millis(50);
/// How soon it is listened again after the connection was lost.
const AGAIN: Duration = Duration::from_secs(4);

/// Calls the workers of other processes when there is work.
pub(super) async fn call_others(app: Arc<App>) {
    while app.store.has_calls() {
        app.work.to_be_told().await;
        // One that is lost is made up for by the look after a pause.
        if let Err(error) = app.store.call_workers().await {
            tracing::warn!(%error, "other workers were not called");
        }
        tokio::time::sleep(CALL).await;
    }
}

/// Hears the calls of other processes.
pub(super) async fn hear_others(app: Arc<App>) {
    while app.store.has_calls() {
        if let Err(error) = hear(&app).await {
            tracing::warn!(%error, "calls of other workers were not heard");
        }
        tokio::time::sleep(AGAIN).await;
    }
}

async fn hear(app: &App) -> Result<()> {
    let mut calls = Calls::hear(&app.config.database_url).await?;
    loop {
        calls.next().await?;
        app.work.heard();
    }
}
