//! Uploads: what was asked for when one began, and which blob it became.

use super::Ledger;
use super::blobs::bytes;
use crate::errors::Error;
use crate::id::{BlobId, UploadId};
use crate::structure::Header;
use crate::token::Verifier;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

/// What a client asks for when it begins an upload.
#[derive(Debug, Clone, Default)]
pub struct NewUpload {
    /// How many bytes it will send.
    pub length: u64,
    /// How long the blob is to live once it is complete; `None` leaves it to the server.
    pub expires_in_secs: Option<i64>,
    /// How many views it is to have; `None` is no limit.
    pub views: Option<i64>,
    /// What the delete token will be compared with.
    pub delete_verifier: Option<Verifier>,
}

/// One row of `uploads`.
#[derive(Clone)]
pub struct Upload {
    /// The id that its blob has, or will have.
    pub blob_id: BlobId,
    /// What was asked for.
    pub asked: NewUpload,
    /// Unfinished: when it is given up. Finished: when it is forgotten.
    pub ends_at: i64,
    /// Once it is finished: when the blob expires.
    pub blob_expires_at: Option<i64>,
}

impl FromRow<'_, SqliteRow> for Upload {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let damaged = |column: &str| sqlx::Error::Decode(format!("{column} is damaged").into());
        let blob_id: String = row.try_get("blob_id")?;
        Ok(Self {
            blob_id: BlobId::parse(&blob_id).ok_or_else(|| damaged("blob_id"))?,
            asked: NewUpload {
                length: row
                    .try_get::<i64, _>("length")?
                    .try_into()
                    .map_err(|_| damaged("length"))?,
                expires_in_secs: row.try_get("expires_in_secs")?,
                views: row.try_get("views")?,
                delete_verifier: bytes(row, "delete_verifier")?.map(Verifier),
            },
            ends_at: row.try_get("ends_at")?,
            blob_expires_at: row.try_get("blob_expires_at")?,
        })
    }
}

impl Ledger {
    /// Writes down a new upload, if the quota has room for all of it.
    ///
    /// # Errors
    /// 507 when it has not, or when the ledger's disk is full.
    pub async fn begin_upload(
        &self,
        id: &UploadId,
        blob_id: &BlobId,
        asked: &NewUpload,
        ends_at: i64,
        quota_bytes: Option<u64>,
    ) -> Result<(), Error> {
        let length = i64::try_from(asked.length).map_err(|_| Error::full())?;
        let mut write = self.write().await?;
        if let Some(quota) = quota_bytes {
            let taken: i64 = sqlx::query_scalar(
                "SELECT CAST(COALESCE((SELECT SUM(length) FROM blobs WHERE bytes_present = 1), 0)
                 + COALESCE((SELECT SUM(length) FROM uploads WHERE blob_expires_at IS NULL), 0) AS BIGINT)",
            )
            .fetch_one(&mut *write)
            .await?;
            if taken.saturating_add(length) > i64::try_from(quota).unwrap_or(i64::MAX) {
                return Err(Error::full());
            }
        }
        sqlx::query(
            "INSERT INTO uploads (id, blob_id, length, expires_in_secs, views, delete_verifier, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id.as_str())
        .bind(blob_id.as_str())
        .bind(length)
        .bind(asked.expires_in_secs)
        .bind(asked.views)
        .bind(asked.delete_verifier.map(|v| v.0.to_vec()))
        .bind(ends_at)
        .execute(&mut *write)
        .await?;
        Ok(write.commit().await?)
    }

    /// The upload with this id.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn upload(&self, id: &UploadId) -> Result<Option<Upload>, sqlx::Error> {
        sqlx::query_as("SELECT * FROM uploads WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(&self.readers)
            .await
    }

    /// Makes a finished upload a blob, in one step: from here on it can be read, and the upload only tells its id.
    ///
    /// # Errors
    /// When the ledger cannot be written; then the upload is still unfinished.
    pub async fn complete_upload(
        &self,
        id: &UploadId,
        header: &Header,
        sha256: &[u8; 32],
        now: i64,
        expires_at: i64,
        forget_at: i64,
    ) -> Result<(), sqlx::Error> {
        let mut write = self.write().await?;
        sqlx::query(
            "INSERT INTO blobs (id, length, header, verifier, delete_verifier, sha256, created_at, expires_at, views_left, bytes_present)
             SELECT blob_id, length, $2, $3, delete_verifier, $4, $5, $6, views, 1 FROM uploads WHERE id = $1",
        )
        .bind(id.as_str())
        .bind(header.bytes.as_slice())
        .bind(header.verifier.0.as_slice())
        .bind(sha256.as_slice())
        .bind(now)
        .bind(expires_at)
        .execute(&mut *write)
        .await?;
        sqlx::query("UPDATE uploads SET blob_expires_at = $1, ends_at = $2 WHERE id = $3")
            .bind(expires_at)
            .bind(forget_at)
            .bind(id.as_str())
            .execute(&mut *write)
            .await?;
        write.commit().await
    }

    /// Forgets an upload: given up, refused, or finished an hour ago.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub async fn forget_upload(&self, id: &UploadId) -> Result<(), sqlx::Error> {
        let mut write = self.write().await?;
        sqlx::query("DELETE FROM uploads WHERE id = $1")
            .bind(id.as_str())
            .execute(&mut *write)
            .await?;
        write.commit().await
    }
}
