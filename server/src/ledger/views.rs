//! The view limit: one view is one value, and one value is one window of ten minutes.

use super::Ledger;
use crate::id::BlobId;

/// How long a value that spent a view may repeat any range: long enough for a slow phone to resume.
pub const WINDOW_SECS: i64 = 600;

/// What showing a value to a view-limited blob did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    /// The value was new and spent one view; this many are left.
    Now(i64),
    /// The value's window is open: nothing was spent; this many are left.
    Before(i64),
    /// The value's window has closed: it reads nothing and spends nothing.
    Closed,
    /// The value was new and no view was left for it.
    NoneLeft,
}

impl Ledger {
    /// Spends one view for a new value, durably and exactly once, whoever else asks at the same time.
    ///
    /// # Errors
    /// When the ledger cannot be written; then nothing is spent.
    pub async fn spend_view(
        &self,
        id: &BlobId,
        value: &[u8; 16],
        now: i64,
    ) -> Result<Spent, sqlx::Error> {
        if let Some(before) = self.window(id, value, now).await? {
            return Ok(before);
        }
        let closes_at = now + WINDOW_SECS;
        let mut write = self.write().await?;
        // The unique key decides a race of the same value, the condition on `views_left` a race of different ones.
        let opened = sqlx::query("INSERT INTO view_windows (blob_id, value, closes_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(id.as_str())
            .bind(value.as_slice())
            .bind(closes_at)
            .execute(&mut *write)
            .await?;
        if opened.rows_affected() == 0 {
            write.rollback().await?;
            return Ok(self.window(id, value, now).await?.unwrap_or(Spent::Closed));
        }
        let left: Option<i64> = sqlx::query_scalar(
            "UPDATE blobs SET views_left = views_left - 1, last_window_closes = $1
             WHERE id = $2 AND views_left > 0 AND gone_at IS NULL RETURNING views_left",
        )
        .bind(closes_at)
        .bind(id.as_str())
        .fetch_optional(&mut *write)
        .await?;
        match left {
            Some(left) => write.commit().await.map(|()| Spent::Now(left)),
            None => write.rollback().await.map(|()| Spent::NoneLeft),
        }
    }

    /// What is known of a value that has spent a view; `None` when it is new.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn window(
        &self,
        id: &BlobId,
        value: &[u8; 16],
        now: i64,
    ) -> Result<Option<Spent>, sqlx::Error> {
        let row: Option<(i64, Option<i64>)> = sqlx::query_as(
            "SELECT w.closes_at, b.views_left FROM view_windows w JOIN blobs b ON b.id = w.blob_id
             WHERE w.blob_id = $1 AND w.value = $2",
        )
        .bind(id.as_str())
        .bind(value.as_slice())
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|(closes_at, left)| {
            if closes_at > now {
                Spent::Before(left.unwrap_or(0))
            } else {
                Spent::Closed
            }
        }))
    }
}
