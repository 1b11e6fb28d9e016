//! The end of an upload: it becomes a blob, or it is given up.

use super::REMEMBERED_SECS;
use crate::errors::{Error, from_io};
use crate::id::UploadId;
use crate::ledger::Upload;
use crate::partial::Partial;
use crate::server::Server;
use crate::store::StoreError;
use crate::structure::{self, CHECKED_BYTES, Header};
use std::io;

/// Makes a complete upload a blob: durable bytes, checked structure, published name, then the ledger. Cut short at any
/// point, it can be repeated, and until the ledger knows the blob nobody can read it.
pub async fn finish(
    server: &Server,
    id: &UploadId,
    upload: &mut Upload,
    partial: Partial,
) -> Result<(), Error> {
    let path = server.partials.path(id);
    let length = partial.length();
    let synced = blocking(move || {
        let sha256 = partial.sync()?;
        Ok((sha256, Partial::first_bytes(&path)?))
    });
    let (sha256, first) = match synced.await {
        Ok(synced) => synced,
        // After a failed fsync the bytes may be lost though a second one succeeds, so the upload ends here.
        Err(error) => {
            give_up(server, id, upload).await?;
            return Err(from_io("syncing an upload", &error));
        }
    };
    let header = match check(length, &first) {
        Ok(header) => header,
        Err(error) => {
            give_up(server, id, upload).await?;
            return Err(error);
        }
    };
    publish(server, id, upload).await?;
    let now = server.clock.now();
    let expires_at = now
        + upload
            .asked
            .expires_in_secs
            .unwrap_or(server.config.expires_in.as_secs());
    server
        .ledger
        .complete_upload(id, &header, &sha256, now, expires_at, now + REMEMBERED_SECS)
        .await?;
    upload.blob_expires_at = Some(expires_at);
    if let Err(error) = server.partials.remove(id) {
        // The blob has a name of its own for the same bytes; the sweeper removes this one with the upload's row.
        tracing::warn!(%error, "an upload's file stays for now");
    }
    Ok(())
}

fn check(length: u64, first: &[u8; CHECKED_BYTES]) -> Result<Header, Error> {
    structure::check_length(length)?;
    Header::parse(first)
}

async fn publish(server: &Server, id: &UploadId, upload: &Upload) -> Result<(), Error> {
    let path = server.partials.path(id);
    let mut published = server.store.publish(&upload.blob_id, &path).await;
    if matches!(published, Err(StoreError::Exists)) {
        // The id was chosen for this upload alone and the ledger does not know it: an earlier try was cut short here.
        server.store.remove(&upload.blob_id).await?;
        published = server.store.publish(&upload.blob_id, &path).await;
    }
    match published {
        Err(StoreError::Failed(why)) => {
            give_up(server, id, upload).await?;
            Err(Error::internal("publishing a blob", why))
        }
        other => Ok(other?),
    }
}

/// Removes everything of an upload: what was published too early, the file, and last the row that names them. What a
/// finished upload became is not touched: it has a life of its own. The caller holds the right to write.
pub async fn give_up(server: &Server, id: &UploadId, upload: &Upload) -> Result<(), Error> {
    if upload.blob_expires_at.is_none() {
        server.store.remove(&upload.blob_id).await?;
    }
    let (partials, file) = (server.partials.clone(), id.clone());
    blocking(move || partials.remove(&file))
        .await
        .map_err(|e| from_io("removing an upload", &e))?;
    Ok(server.ledger.forget_upload(id).await?)
}

/// For the sweeper: ends an upload whose time is over. One that is being written to right now is left for the next round.
pub async fn expire(server: &Server, id: &UploadId) {
    let Some(mut writing) = server.writers.try_write(id) else {
        return;
    };
    let _ = writing.take_known();
    let ended = async {
        match server.ledger.upload(id).await? {
            Some(upload) if upload.ends_at <= server.clock.now() => {
                give_up(server, id, &upload).await
            }
            _ => Ok(()),
        }
    };
    if let Err(error) = ended.await {
        tracing::warn!(
            status = error.status().as_u16(),
            "an upload whose time is over stays for now"
        );
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)?
}
