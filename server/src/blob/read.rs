//! `GET /b/ID`: the sealed bytes.

use super::range::{Wanted, content_range, wanted};
use super::{describe, gate, views};
use crate::errors::Error;
use crate::headers::number;
use crate::ledger::Blob;
use crate::named::Named;
use crate::server::Server;
use crate::source::Source;
use crate::store::{Bytestream, StoreError};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::ops::Range;
use std::sync::Arc;

/// Reads a blob or a range of it. Everything that can refuse comes before a view is spent, and a view is spent, durably,
/// before the first byte.
pub async fn read(
    State(server): State<Arc<Server>>,
    Named(id): Named,
    source: Source,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let blob = gate::live(&server, &id, source, &headers).await?;
    gate::admit(&server, &blob, source, &headers)?;
    let wanted = wanted(&headers, blob.length)?;
    let view = views::wanted(&blob, &headers)?;
    let (status, range) = match wanted {
        Wanted::Whole => (StatusCode::OK, 0..blob.length),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
    };
    let bytes = open(&server, &blob, range.clone(), source, &headers).await?;
    let left = match view {
        Some(value) => Some(views::spend(&server, &blob, &value).await?),
        None => None,
    };
    let mut answer = describe(&blob, left);
    answer.insert(header::CONTENT_LENGTH, number(range.end - range.start));
    if status == StatusCode::PARTIAL_CONTENT {
        answer.insert(header::CONTENT_RANGE, content_range(&range, blob.length));
    }
    Ok((status, answer, Body::from_stream(bytes)).into_response())
}

async fn open(
    server: &Server,
    blob: &Blob,
    range: Range<u64>,
    source: Source,
    headers: &HeaderMap,
) -> Result<Bytestream, Error> {
    match server.store.read(&blob.id, range).await {
        Err(StoreError::Missing) => {
            // It may have been deleted since the ledger was asked; if not, bytes are missing that should be there.
            gate::live(server, blob.id.as_str(), source, headers).await?;
            Err(Error::internal(
                "reading a blob",
                format!("the bytes of {} are missing", blob.id),
            ))
        }
        other => Ok(other?),
    }
}
