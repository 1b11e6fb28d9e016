//! What is known about blobs and uploads, durable before it is acted on.
//!
//! Every decision that must survive a crash is one transaction here: a blob exists once its row does, a view is spent
//! once its window's row is there, and a blob is gone once its row says so, before any of its bytes are removed.
//!
//! The queries are portable SQL with `$1` parameters; only [`connect`] and the migrations belong to SQLite.

mod blobs;
mod connect;
mod sweep;
mod uploads;
mod views;

pub use blobs::{Blob, Reason, Standing};
pub use uploads::{NewUpload, Upload};
pub use views::{Spent, WINDOW_SECS};

use crate::errors::Error;
use sqlx::sqlite::SqlitePool;

/// The metadata of one server. Clones share the same connections.
#[derive(Debug, Clone)]
pub struct Ledger {
    readers: SqlitePool,
    /// One connection: SQLite has one writer, and waiting here is fairer than being told that it is busy.
    writer: SqlitePool,
}

impl Ledger {
    async fn write(&self) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>, sqlx::Error> {
        // IMMEDIATE: another program may work on the same data, and a lock taken late cannot be waited for.
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Whether the ledger answers at all.
    ///
    /// # Errors
    /// When it does not.
    pub async fn answers(&self) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT 1 FROM blobs LIMIT 1")
            .fetch_optional(&self.readers)
            .await
            .map(drop)
    }

    /// Closes the connections, after which the file is complete without its log.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// SQLITE_FULL, as SQLite's documentation of result codes lists it.
const SQLITE_FULL: &str = "13";

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(|e| e.code().map(|c| c.into_owned()));
        if code.as_deref() == Some(SQLITE_FULL) {
            Error::full()
        } else {
            Error::internal("asking the ledger", error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{BlobId, UploadId};

    #[tokio::test]
    async fn a_disk_that_was_full_does_not_stop_the_ledger_for_good() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(&folder.path().join("ledger")).await.unwrap();
        let begin = async || {
            let (id, blob) = (UploadId::random().unwrap(), BlobId::random().unwrap());
            let asked = NewUpload::default();
            ledger.begin_upload(&id, &blob, &asked, 0, None).await
        };
        // No more pages than there are: what SQLite says then is what it says of a full disk.
        let limit = "PRAGMA max_page_count = 1";
        sqlx::query(limit).execute(&ledger.writer).await.unwrap();
        let full = loop {
            if let Err(error) = begin().await {
                break error;
            }
        };
        assert_eq!(full.status(), 507);
        begin().await.unwrap();
    }
}
