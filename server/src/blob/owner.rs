//! What the holder of the delete token may do: delete, and move the expiry.

use super::gate;
use crate::errors::{Code, Error};
use crate::ledger::{Blob, Reason};
use crate::named::Named;
use crate::server::Server;
use crate::source::Source;
use crate::token::Bearer;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// `DELETE /b/ID`: the tombstone first, durably; then the bytes. If they cannot be removed now, the sweeper tries again.
pub async fn remove(
    State(server): State<Arc<Server>>,
    Named(id): Named,
    source: Source,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let blob = owned(&server, &id, source, &headers).await?;
    // A task of its own: a connection that breaks must not stop it half-way.
    let work = tokio::spawn(async move {
        if !server
            .ledger
            .entomb(&blob.id, Reason::Deleted, server.clock.now())
            .await?
        {
            return Err(gate::gone(Some(Reason::Deleted)));
        }
        if let Err(error) = server.remove_bytes(&blob.id).await {
            tracing::warn!(blob = %blob.id, %error, "the bytes of a deleted blob stay for now");
        }
        Ok(StatusCode::NO_CONTENT.into_response())
    });
    work.await
        .map_err(|e| Error::internal("deleting a blob", e))?
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewExpiry {
    expires_in: i64,
}

/// `PATCH /b/ID`: moves the expiry to so many seconds from now.
pub async fn set_expiry(
    State(server): State<Arc<Server>>,
    Named(id): Named,
    source: Source,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let blob = owned(&server, &id, source, &headers).await?;
    let body = body.map_err(|_| Error::too_large("The body is larger than any expiry."))?;
    let max = server.config.expires_in_max.as_secs();
    let asked = serde_json::from_slice::<NewExpiry>(&body)
        .ok()
        .map(|asked| asked.expires_in)
        .filter(|secs| (1..=max).contains(secs));
    let secs = asked.ok_or_else(|| {
        Error::bad(format!(
            "The body must be {{\"expires_in\": seconds}}, from 1 to {max}."
        ))
    })?;
    let now = server.clock.now();
    if !server.ledger.set_expiry(&blob.id, now + secs, now).await? {
        return Err(gate::gone(None));
    }
    Ok(Json(json!({ "expires": now + secs })).into_response())
}

async fn owned(
    server: &Server,
    id: &str,
    source: Source,
    headers: &HeaderMap,
) -> Result<Blob, Error> {
    let blob = gate::live(server, id, source, headers).await?;
    let owns = Bearer::from_headers(headers)
        .zip(blob.delete_verifier)
        .is_some_and(|(bearer, verifier)| bearer.is_delete_token_of(&verifier));
    if owns {
        Ok(blob)
    } else {
        Err(gate::unauthorized(
            Code::WrongToken,
            "Only whoever shared this picture can change it.",
        ))
    }
}
