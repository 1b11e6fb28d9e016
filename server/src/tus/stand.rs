//! `HEAD` and `DELETE /api/blobs/U`: where an upload stands, and giving it up.

use super::append::writable;
use super::writers::Writing;
use super::{UPLOAD_LENGTH, UPLOAD_METADATA, describe, finish, metadata};
use crate::errors::{Error, from_io};
use crate::headers::{number, text};
use crate::id::UploadId;
use crate::ledger::Upload;
use crate::named::Named;
use crate::partial::Partial;
use crate::server::Server;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// Tells the true offset, and for an hour after the end which blob the upload became. If a crash or a full disk came
/// between the last byte and the blob, this finishes it: to many clients an offset at the end means done.
pub async fn stand(State(server): State<Arc<Server>>, Named(id): Named) -> Result<Response, Error> {
    let id = UploadId::parse(&id).ok_or_else(Error::not_found)?;
    tokio::spawn(tell(server, id))
        .await
        .map_err(|e| Error::internal("telling an upload", e))?
}

async fn tell(server: Arc<Server>, id: UploadId) -> Result<Response, Error> {
    let mut writing = server
        .writers
        .take_over(&id)
        .await
        .ok_or_else(Error::locked)?;
    let mut upload = found(&server, &id).await?;
    let total = upload.asked.length;
    let mut offset = total;
    if upload.blob_expires_at.is_none() {
        upload = writable(upload, server.clock.now())?;
        let partial = open(&server, &id, &mut writing).await?;
        offset = partial.length();
        if offset < total {
            writing.keep(partial.close());
        } else {
            finish::finish(&server, &id, &mut upload, partial).await?;
        }
    }
    let mut headers = describe(&upload, offset);
    headers.insert(UPLOAD_LENGTH, number(total));
    if let Some(kept) = metadata::write(&upload.asked) {
        headers.insert(UPLOAD_METADATA, text(&kept));
    }
    Ok((StatusCode::OK, headers).into_response())
}

/// Gives an unfinished upload up and removes what came of it.
pub async fn terminate(
    State(server): State<Arc<Server>>,
    Named(id): Named,
) -> Result<Response, Error> {
    let id = UploadId::parse(&id).ok_or_else(Error::not_found)?;
    let mut writing = server
        .writers
        .take_over(&id)
        .await
        .ok_or_else(Error::locked)?;
    writing.take_known();
    let upload = unfinished(&server, &id).await?;
    finish::give_up(&server, &id, &upload).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn found(server: &Server, id: &UploadId) -> Result<Upload, Error> {
    server.ledger.upload(id).await?.ok_or_else(Error::not_found)
}

/// The upload, if it may still be written to. Asked while holding the right to write, so that the answer stays true.
pub(super) async fn unfinished(server: &Server, id: &UploadId) -> Result<Upload, Error> {
    writable(found(server, id).await?, server.clock.now())
}

/// Opens the upload's file where blocking is allowed.
pub(super) async fn open(
    server: &Server,
    id: &UploadId,
    writing: &mut Writing,
) -> Result<Partial, Error> {
    let (path, known) = (server.partials.path(id), writing.take_known());
    let opened = tokio::task::spawn_blocking(move || Partial::open(&path, known)).await;
    opened
        .map_err(|e| Error::internal("opening an upload", e))?
        .map_err(|e| from_io("opening an upload", &e))
}
