//! The database as commands open it.

use std::sync::Arc;

use api::app::{NoKeys, sentence};
use api::config::operating::OperatingConfig;
use api::seal::Sealer;
use api::store::Store;

use super::Failure;

/// The database as it is, without starting the platform: that would change it.
pub(crate) async fn open_store() -> Result<Store, Failure> {
    let config = OperatingConfig::from_env()?;
    let keys = config.keys.as_ref();
    let keys = keys.ok_or_else(|| NoKeys(config.data_dir.clone()))?;
    let sealer = Arc::new(Sealer::new(keys)?);
    let store =
        Store::open_existing(&config.database_url, config.database_connections, sealer).await?;
    store.compare_keys().await.map_err(sentence)?;
    Ok(store)
}
