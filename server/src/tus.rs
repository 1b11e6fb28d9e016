//! Uploads: tus 1.0 (<https://tus.io/protocols/resumable-upload>) with creation, expiration, termination and checksum.
//!
//! An upload becomes a blob in the request that brings its last byte, and that request is answered only when the blob is
//! durable and its structure has been checked. From then on the upload's address is dead to PATCH and DELETE: it would
//! let whoever sees it delete the blob.

mod append;
mod checksum;
mod create;
mod finish;
mod metadata;
mod receive;
mod stand;
mod writers;

pub use append::append;
pub use create::create;
pub use finish::expire;
pub use stand::{stand, terminate};
pub use writers::Writers;

use crate::clock::http_date;
use crate::errors::{Code, Error};
use crate::headers::{number, text};
use crate::ledger::Upload;
use crate::named::Named;
use crate::server::Server;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,expiration,termination,checksum";
/// The most that a finished upload's address tells is which blob it became, for an hour.
const REMEMBERED_SECS: i64 = 3600;

const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const PELLICLE_ID: HeaderName = HeaderName::from_static("pellicle-id");
const METHOD_OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");

/// Around every request to an upload: the protocol's version, both ways, and no caching.
pub async fn protocol(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let discovers = request.method() == Method::OPTIONS;
    let speaks = request
        .headers()
        .get(TUS_RESUMABLE)
        .is_some_and(|v| v == VERSION);
    let mut response = if let Some(paused) = server.paused().filter(|_| !discovers) {
        paused.into_response()
    } else if discovers || speaks {
        next.run(request).await
    } else {
        Error::new(
            StatusCode::PRECONDITION_FAILED,
            Code::BadOption,
            "Uploads speak tus 1.0.0: Tus-Resumable must say so.",
        )
        .with(
            HeaderName::from_static("tus-version"),
            HeaderValue::from_static(VERSION),
        )
        .into_response()
    };
    response
        .headers_mut()
        .insert(TUS_RESUMABLE, HeaderValue::from_static(VERSION));
    response
        .headers_mut()
        .entry(axum::http::header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// `OPTIONS /api/blobs`: what the server can do.
pub async fn discover(State(server): State<Arc<Server>>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert("tus-version", HeaderValue::from_static(VERSION));
    headers.insert("tus-extension", HeaderValue::from_static(EXTENSIONS));
    headers.insert(
        "tus-checksum-algorithm",
        HeaderValue::from_static(checksum::ALGORITHMS),
    );
    headers.insert("tus-max-size", number(server.config.blob_bytes));
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// `POST /api/blobs/U`: clients that cannot send PATCH or DELETE name the method they mean, as tus' core asks.
pub async fn overridden(
    server: State<Arc<Server>>,
    id: Named,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let meant = headers.get(METHOD_OVERRIDE).map(HeaderValue::as_bytes);
    match meant {
        Some(b"PATCH") => append(server, id, headers, body).await.into_response(),
        Some(b"DELETE") => terminate(server, id).await.into_response(),
        Some(b"HEAD") => stand(server, id).await.into_response(),
        _ => Error::new(
            StatusCode::METHOD_NOT_ALLOWED,
            Code::BadOption,
            "An upload takes PATCH, HEAD and DELETE.",
        )
        .into_response(),
    }
}

/// What every answer about an upload says: where it stands, until when, and what it became.
fn describe(upload: &Upload, offset: u64) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(UPLOAD_OFFSET, number(offset));
    match upload.blob_expires_at {
        None => {
            headers.insert(UPLOAD_EXPIRES, text(&http_date(upload.ends_at)));
        }
        Some(expires_at) => {
            headers.insert(PELLICLE_ID, text(upload.blob_id.as_str()));
            headers.insert(crate::headers::PELLICLE_EXPIRES, number(expires_at));
        }
    }
    headers
}
