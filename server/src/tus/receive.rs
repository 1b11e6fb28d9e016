//! Taking the bytes of one request into an upload, keeping what arrived however it ends.

use super::checksum::Checksum;
use super::writers::Writing;
use crate::partial::Partial;
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use std::io;
use std::time::Duration;

/// How much is gathered before it is hashed and written: larger than a frame, small enough to lose.
const WRITE_BYTES: usize = 256 * 1024;

/// How a request's bytes ended.
#[derive(Debug)]
pub enum End {
    /// All of them arrived.
    Whole,
    /// The connection broke.
    Broken,
    /// Another request wants to write instead.
    TakenOver,
    /// The client sent nothing for too long.
    Silent,
    /// There were more than the upload has room for; those are not kept.
    TooMany,
}

/// What came of it.
pub struct Received {
    /// The upload with everything that was written.
    pub partial: Partial,
    /// The hash of what this request brought.
    pub checksum: Option<Checksum>,
    /// How it ended.
    pub end: End,
}

/// Writes what arrives, up to `total` bytes in the upload.
///
/// # Errors
/// What the disk says; then only the disk knows how much was written.
pub async fn receive(
    mut partial: Partial,
    mut checksum: Option<Checksum>,
    body: Body,
    total: u64,
    silence: Duration,
    writing: &Writing,
) -> io::Result<Received> {
    let mut frames = body.into_data_stream();
    let mut pending = BytesMut::new();
    let stop = std::pin::pin!(writing.asked_to_stop());
    let mut stop = stop;
    let end = loop {
        let next = tokio::select! {
            () = &mut stop => break End::TakenOver,
            next = tokio::time::timeout(silence, frames.next()) => next,
        };
        match next {
            Err(_) => break End::Silent,
            Ok(None) => break End::Whole,
            Ok(Some(Err(_))) => break End::Broken,
            Ok(Some(Ok(bytes)))
                if partial.length() + (pending.len() + bytes.len()) as u64 > total =>
            {
                break End::TooMany;
            }
            Ok(Some(Ok(bytes))) => pending.extend_from_slice(&bytes),
        }
        if pending.len() >= WRITE_BYTES {
            (partial, checksum) = write(partial, checksum, pending.split().freeze()).await?;
        }
    };
    (partial, checksum) = write(partial, checksum, pending.freeze()).await?;
    Ok(Received {
        partial,
        checksum,
        end,
    })
}

async fn write(
    mut partial: Partial,
    mut checksum: Option<Checksum>,
    bytes: Bytes,
) -> io::Result<(Partial, Option<Checksum>)> {
    let written = tokio::task::spawn_blocking(move || {
        if let Some(checksum) = &mut checksum {
            checksum.update(&bytes);
        }
        partial.append(&bytes).map(|()| (partial, checksum))
    });
    written.await.map_err(io::Error::other)?
}
