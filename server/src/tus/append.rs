//! `PATCH /api/blobs/U`: adds bytes at the upload's offset.

use super::checksum::Checksum;
use super::receive::{End, Received, receive};
use super::writers::Writing;
use super::{UPLOAD_OFFSET, describe, finish};
use crate::errors::{Code, Error, from_io};
use crate::id::UploadId;
use crate::ledger::Upload;
use crate::named::Named;
use crate::partial::Partial;
use crate::server::Server;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// What a PATCH says about its bytes.
struct Append {
    offset: u64,
    length: Option<u64>,
    checksum: Option<Checksum>,
}

/// Adds bytes. The last ones make the upload a blob.
pub async fn append(
    State(server): State<Arc<Server>>,
    Named(id): Named,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let id = UploadId::parse(&id).ok_or_else(Error::not_found)?;
    let append = read(&headers)?;
    // A task of its own: a connection that breaks must not stop it between two steps that belong together.
    tokio::spawn(write(server, id, append, body))
        .await
        .map_err(|e| Error::internal("taking an upload", e))?
}

fn read(headers: &HeaderMap) -> Result<Append, Error> {
    let of_type = |name| headers.get(name).and_then(|v| v.to_str().ok());
    if of_type(header::CONTENT_TYPE) != Some("application/offset+octet-stream") {
        let message = "The bytes of an upload are application/offset+octet-stream.";
        return Err(Error::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Code::BadOption,
            message,
        ));
    }
    let digits = of_type(UPLOAD_OFFSET).filter(|t| t.bytes().all(|b| b.is_ascii_digit()));
    let offset = digits
        .and_then(|t| t.parse().ok())
        .ok_or_else(|| Error::bad("Upload-Offset must say where the bytes belong."))?;
    let length = of_type(header::CONTENT_LENGTH).and_then(|t| t.parse().ok());
    Ok(Append {
        offset,
        length,
        checksum: Checksum::from_headers(headers)?,
    })
}

async fn write(
    server: Arc<Server>,
    id: UploadId,
    append: Append,
    body: Body,
) -> Result<Response, Error> {
    let mut writing = server.writers.try_write(&id).ok_or_else(Error::locked)?;
    let mut upload = super::stand::unfinished(&server, &id).await?;
    let partial = super::stand::open(&server, &id, &mut writing).await?;
    let total = upload.asked.length;
    if append.offset != partial.length() {
        writing.keep(partial.close());
        return Err(Error::conflict(
            "Upload-Offset is not where the upload stands; HEAD tells where that is.",
        ));
    }
    if append
        .length
        .is_some_and(|length| length > total.saturating_sub(append.offset))
    {
        writing.keep(partial.close());
        return Err(too_many());
    }
    let announced = append.checksum.is_some();
    let silence = server.config.body_timeout.duration();
    let received = receive(partial, append.checksum, body, total, silence, &writing).await;
    let received = match received {
        Ok(received) => received,
        Err(error) => {
            if announced {
                cut(
                    super::stand::open(&server, &id, &mut writing).await?,
                    append.offset,
                )
                .await?;
            }
            return Err(from_io("writing an upload", &error));
        }
    };
    let partial = judge(received, append.offset, total, &mut writing).await?;
    if partial.length() < total {
        let offset = partial.length();
        writing.keep(partial.close());
        return Ok((StatusCode::NO_CONTENT, describe(&upload, offset)).into_response());
    }
    finish::finish(&server, &id, &mut upload, partial).await?;
    Ok((StatusCode::NO_CONTENT, describe(&upload, total)).into_response())
}

/// Keeps what may be kept: nothing that a checksum was to vouch for and did not, nothing that went too far.
async fn judge(
    received: Received,
    start: u64,
    total: u64,
    writing: &mut Writing,
) -> Result<Partial, Error> {
    let Received {
        partial,
        checksum,
        end,
    } = received;
    let announced = checksum.is_some();
    let error = match end {
        End::Whole if checksum.is_none_or(Checksum::holds) => return Ok(partial),
        // Every byte is here and none was to be vouched for: only the end of the request is missing.
        End::Broken | End::TakenOver | End::Silent if partial.length() == total && !announced => {
            return Ok(partial);
        }
        End::Whole => Error::checksum_mismatch(),
        End::TooMany => too_many(),
        End::Broken => Error::bad("The request ended before its last byte."),
        End::TakenOver => Error::locked(),
        // Not 408: clients of tus take it for final, and after 409 they ask where the upload stands and go on.
        End::Silent => Error::new(
            StatusCode::CONFLICT,
            Code::TimedOut,
            "No byte came for too long; HEAD tells how many did.",
        ),
    };
    if announced || matches!(end, End::TooMany) {
        cut(partial, start).await?;
    } else {
        writing.keep(partial.close());
    }
    Err(error)
}

async fn cut(partial: Partial, to: u64) -> Result<(), Error> {
    let cut = tokio::task::spawn_blocking(move || partial.cut(to)).await;
    cut.map_err(|e| Error::internal("taking bytes back", e))?
        .map_err(|e| from_io("taking bytes back", &e))
}

fn too_many() -> Error {
    Error::too_large("More bytes came than Upload-Length said; none of this request were kept.")
}

/// The unfinished upload of this id, for whoever may write to it.
pub(super) fn writable(upload: Upload, now: i64) -> Result<Upload, Error> {
    if upload.blob_expires_at.is_some() {
        return Err(Error::conflict(
            "The upload is complete; only its delete token changes what it became.",
        ));
    }
    if upload.ends_at <= now {
        return Err(Error::new(
            StatusCode::GONE,
            Code::Gone,
            "The upload took too long and was given up.",
        ));
    }
    Ok(upload)
}
