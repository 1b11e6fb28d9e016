//! `POST /api/blobs`: begins an upload.

use super::{METHOD_OVERRIDE, UPLOAD_EXPIRES, UPLOAD_LENGTH, UPLOAD_METADATA, metadata};
use crate::clock::http_date;
use crate::errors::Error;
use crate::headers::text;
use crate::id::{BlobId, UploadId};
use crate::server::Server;
use crate::structure;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// Begins an upload: 201 and its address, of 32 random bytes that nobody else knows.
pub async fn create(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if headers
        .get(METHOD_OVERRIDE)
        .is_some_and(|method| method != "POST")
    {
        return Err(Error::bad("An upload is begun with POST."));
    }
    let mut asked = metadata::read(headers.get(UPLOAD_METADATA), &server.config)?;
    asked.length = announced_length(&headers)?;
    if asked.length > server.config.blob_bytes {
        return Err(Error::too_large(
            "The sealed picture is larger than this server takes.",
        ));
    }
    structure::check_length(asked.length)?;
    let free = server.partials.free_bytes();
    let free = free.map_err(|e| Error::internal("asking how full the disk is", e))?;
    if free < asked.length.saturating_add(server.config.keep_free_bytes) {
        return Err(Error::full());
    }
    let randomness = |error| Error::internal("asking for randomness", error);
    let (id, blob_id) = (
        UploadId::random().map_err(randomness)?,
        BlobId::random().map_err(randomness)?,
    );
    let ends_at = server.clock.now() + server.config.upload_expires_in.as_secs();
    server
        .ledger
        .begin_upload(&id, &blob_id, &asked, ends_at, server.config.quota_bytes)
        .await?;
    let mut answer = HeaderMap::new();
    answer.insert(
        header::LOCATION,
        text(&format!("/api/blobs/{}", id.as_str())),
    );
    answer.insert(UPLOAD_EXPIRES, text(&http_date(ends_at)));
    Ok((StatusCode::CREATED, answer).into_response())
}

fn announced_length(headers: &HeaderMap) -> Result<u64, Error> {
    let missing = || Error::bad("Upload-Length must say how many bytes will come.");
    let value = headers
        .get(UPLOAD_LENGTH)
        .and_then(|v| v.to_str().ok())
        .ok_or_else(missing)?;
    if value.is_empty() || !value.bytes().all(|b| b.is_ascii_digit()) {
        return Err(missing());
    }
    // Digits that do not fit are a length that no server takes.
    Ok(value.parse().unwrap_or(u64::MAX))
}
