//! What time has made due: questions of the sweeper.

use super::{Ledger, Reason};
use crate::id::{BlobId, UploadId};

/// How many rows one round takes, so that a sweep after a long stop does not hold everything in memory.
const ROUND: i64 = 500;

impl Ledger {
    /// Blobs that time has ended, by expiry or by the close of their last view window, and that have no tombstone yet.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn due_blobs(&self, now: i64) -> Result<Vec<(BlobId, Reason)>, sqlx::Error> {
        let expired = "SELECT id FROM blobs WHERE gone_at IS NULL AND expires_at <= $1 LIMIT $2";
        let spent = "SELECT id FROM blobs WHERE gone_at IS NULL AND views_left = 0 AND last_window_closes <= $1 LIMIT $2";
        let mut due = Vec::new();
        for (query, reason) in [(expired, Reason::Expired), (spent, Reason::ViewsSpent)] {
            let ids: Vec<String> = sqlx::query_scalar(query)
                .bind(now)
                .bind(ROUND)
                .fetch_all(&self.readers)
                .await?;
            due.extend(
                ids.iter()
                    .filter_map(|id| BlobId::parse(id))
                    .map(|id| (id, reason)),
            );
        }
        Ok(due)
    }

    /// Blobs that have a tombstone and whose bytes may still be there.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn bytes_to_remove(&self) -> Result<Vec<BlobId>, sqlx::Error> {
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT id FROM blobs WHERE gone_at IS NOT NULL AND bytes_present = 1 LIMIT $1",
        )
        .bind(ROUND)
        .fetch_all(&self.readers)
        .await?;
        Ok(ids.iter().filter_map(|id| BlobId::parse(id)).collect())
    }

    /// Notes that a tombstone's bytes are gone for good.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub async fn bytes_removed(&self, id: &BlobId) -> Result<(), sqlx::Error> {
        let mut write = self.write().await?;
        sqlx::query("UPDATE blobs SET bytes_present = 0 WHERE id = $1 AND gone_at IS NOT NULL")
            .bind(id.as_str())
            .execute(&mut *write)
            .await?;
        write.commit().await
    }

    /// Uploads whose time is over, finished or not.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn due_uploads(&self, now: i64) -> Result<Vec<UploadId>, sqlx::Error> {
        let ids: Vec<String> =
            sqlx::query_scalar("SELECT id FROM uploads WHERE ends_at <= $1 LIMIT $2")
                .bind(now)
                .bind(ROUND)
                .fetch_all(&self.readers)
                .await?;
        Ok(ids.iter().filter_map(|id| UploadId::parse(id)).collect())
    }
}
