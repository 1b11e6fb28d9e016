//! What every request may reach: settings, time, the ledger, the store, and what is under way.

use crate::clock::Clock;
use crate::config::Config;
use crate::errors::{Code, Error};
use crate::folder;
use crate::guesses::Guesses;
use crate::id::BlobId;
use crate::ledger::Ledger;
use crate::pages::Site;
use crate::partial::Partials;
use crate::store::{LocalStore, Store};
use crate::tus::Writers;
use axum::http::{HeaderValue, StatusCode, header};
use std::fs::File;
use std::sync::Arc;

/// One server.
pub struct Server {
    /// Its settings.
    pub config: Config,
    /// What time it is.
    pub clock: Clock,
    /// What is known.
    pub ledger: Ledger,
    /// Where the bytes are.
    pub store: Arc<dyn Store>,
    /// Where the bytes of unfinished uploads are.
    pub partials: Partials,
    /// Who is writing to which upload.
    pub writers: Writers,
    /// How often wrong tokens were shown.
    pub guesses: Guesses,
    /// The pages.
    pub site: Arc<Site>,
    /// Keeps other servers out of the data folder for as long as this one lives.
    _lock: File,
}

/// When to ask a paused server again. Nobody knows; an hour spares both sides.
const PAUSED_RETRY_SECS: HeaderValue = HeaderValue::from_static("3600");

impl Server {
    /// Opens everything under the data folder, and makes what is not there.
    ///
    /// # Errors
    /// A sentence that says what cannot be opened.
    pub async fn open(config: Config, clock: Clock) -> Result<Arc<Self>, String> {
        let data = config.data.clone();
        let refused = |why: &dyn std::fmt::Display| {
            format!("the data folder {} cannot be used: {why}", data.display())
        };
        let lock = folder::open(&data).map_err(|e| refused(&e))?;
        let store = LocalStore::open(&data).map_err(|e| refused(&e))?;
        let partials = Partials::open(&data).map_err(|e| refused(&e))?;
        let ledger = Ledger::open(&data.join("ledger.sqlite"))
            .await
            .map_err(|e| refused(&e))?;
        let site = match &config.site {
            Some(folder) => Site::from_folder(folder)
                .map_err(|e| format!("the pages in {} cannot be read: {e}", folder.display()))?,
            None => Site::embedded(),
        };
        let guesses = Guesses::new(&config);
        let (store, site) = (Arc::new(store), Arc::new(site));
        Ok(Arc::new(Self {
            config,
            clock,
            ledger,
            store,
            partials,
            writers: Writers::default(),
            guesses,
            site,
            _lock: lock,
        }))
    }

    /// The answer to everything about blobs while the operator has paused the server.
    pub fn paused(&self) -> Option<Error> {
        let sentence = self.config.incident.clone()?;
        Some(
            Error::new(StatusCode::SERVICE_UNAVAILABLE, Code::Incident, sentence)
                .with(header::RETRY_AFTER, PAUSED_RETRY_SECS),
        )
    }

    /// Removes the bytes of a blob that has its tombstone already.
    ///
    /// # Errors
    /// When they may still be there.
    pub async fn remove_bytes(
        &self,
        id: &BlobId,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        self.store.remove(id).await?;
        Ok(self.ledger.bytes_removed(id).await?)
    }
}
