//! Blobs: what is known of each, and whether it may still be read.

use super::Ledger;
use crate::id::BlobId;
use crate::structure::HEADER_BYTES;
use crate::token::Verifier;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

/// Why a blob is no longer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Its time was over.
    Expired,
    /// Whoever holds the delete token asked for it.
    Deleted,
    /// Its last view window has closed.
    ViewsSpent,
    /// The operator took it down.
    TakenDown,
}

impl Reason {
    /// The reason as the ledger and answers write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Deleted => "deleted",
            Self::ViewsSpent => "views-spent",
            Self::TakenDown => "taken-down",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [
            Self::Expired,
            Self::Deleted,
            Self::ViewsSpent,
            Self::TakenDown,
        ]
        .into_iter()
        .find(|r| r.as_str() == name)
    }
}

/// Whether a blob may be read at some instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is here.
    Live,
    /// It is gone, by its tombstone or by the clock.
    Gone(Reason),
}

/// One row of `blobs`: a blob, or its tombstone.
#[derive(Debug, Clone)]
pub struct Blob {
    /// Its name in links.
    pub id: BlobId,
    /// How many bytes it has.
    pub length: u64,
    /// Its first 32 bytes.
    pub header: [u8; HEADER_BYTES],
    /// V.
    pub verifier: Verifier,
    /// What the delete token is compared with; without one, only expiry ends it.
    pub delete_verifier: Option<Verifier>,
    /// When it expires, in seconds since 1970.
    pub expires_at: i64,
    /// How many views are left, where they are limited.
    pub views_left: Option<i64>,
    last_window_closes: Option<i64>,
    gone: Option<Reason>,
}

impl Blob {
    /// Whether it may be read now: by its tombstone and by the clock, whatever the sweeper has done yet.
    pub fn standing(&self, now: i64) -> Standing {
        let views_over =
            self.views_left == Some(0) && self.last_window_closes.is_none_or(|at| at <= now);
        match self.gone {
            Some(reason) => Standing::Gone(reason),
            None if self.expires_at <= now => Standing::Gone(Reason::Expired),
            None if views_over => Standing::Gone(Reason::ViewsSpent),
            None => Standing::Live,
        }
    }
}

impl FromRow<'_, SqliteRow> for Blob {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let damaged = |column: &str| sqlx::Error::Decode(format!("{column} is damaged").into());
        let id: String = row.try_get("id")?;
        let gone: Option<String> = row.try_get("gone_reason")?;
        Ok(Self {
            id: BlobId::parse(&id).ok_or_else(|| damaged("id"))?,
            length: row
                .try_get::<i64, _>("length")?
                .try_into()
                .map_err(|_| damaged("length"))?,
            header: bytes(row, "header")?.ok_or_else(|| damaged("header"))?,
            verifier: Verifier(bytes(row, "verifier")?.ok_or_else(|| damaged("verifier"))?),
            delete_verifier: bytes(row, "delete_verifier")?.map(Verifier),
            expires_at: row.try_get("expires_at")?,
            views_left: row.try_get("views_left")?,
            last_window_closes: row.try_get("last_window_closes")?,
            gone: gone
                .map(|name| Reason::from_name(&name).ok_or_else(|| damaged("gone_reason")))
                .transpose()?,
        })
    }
}

/// A column of exactly N bytes, or NULL.
pub(super) fn bytes<const N: usize>(
    row: &SqliteRow,
    column: &str,
) -> Result<Option<[u8; N]>, sqlx::Error> {
    let value: Option<Vec<u8>> = row.try_get(column)?;
    value
        .map(|v| {
            v.try_into()
                .map_err(|_| sqlx::Error::Decode(format!("{column} is damaged").into()))
        })
        .transpose()
}

impl Ledger {
    /// The blob with this id, or its tombstone; `None` when there never was one.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn blob(&self, id: &BlobId) -> Result<Option<Blob>, sqlx::Error> {
        sqlx::query_as("SELECT * FROM blobs WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(&self.readers)
            .await
    }

    /// Makes a blob unreadable for good, durably, before anything of it is removed. False when it was gone already.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub async fn entomb(&self, id: &BlobId, reason: Reason, now: i64) -> Result<bool, sqlx::Error> {
        let mut write = self.write().await?;
        let done = sqlx::query(
            "UPDATE blobs SET gone_at = $1, gone_reason = $2 WHERE id = $3 AND gone_at IS NULL",
        )
        .bind(now)
        .bind(reason.as_str())
        .bind(id.as_str())
        .execute(&mut *write)
        .await?;
        sqlx::query("DELETE FROM view_windows WHERE blob_id = $1")
            .bind(id.as_str())
            .execute(&mut *write)
            .await?;
        write.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// Moves the expiry of a blob that is not gone. False when it is gone.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub async fn set_expiry(
        &self,
        id: &BlobId,
        expires_at: i64,
        now: i64,
    ) -> Result<bool, sqlx::Error> {
        let mut write = self.write().await?;
        let done = sqlx::query("UPDATE blobs SET expires_at = $1 WHERE id = $2 AND gone_at IS NULL AND expires_at > $3")
            .bind(expires_at)
            .bind(id.as_str())
            .bind(now)
            .execute(&mut *write)
            .await?;
        write.commit().await?;
        Ok(done.rows_affected() == 1)
    }
}
