//! Blobs by their id: reading, and what the holder of the delete token may do.
//!
//! Whether a blob is there at all is decided before any token is looked at; without a valid token not one byte of it
//! leaves the server, so what fetches links to preview or embed them gets nothing.

mod gate;
mod inspect;
mod owner;
mod range;
mod read;
mod views;

pub use gate::standing;
pub use inspect::{header, inspect};
pub use owner::{remove, set_expiry};
pub use read::read;

use crate::headers::{PELLICLE_EXPIRES, PELLICLE_VIEWS_LEFT, number};
use crate::ledger::Blob;
use axum::http::{HeaderMap, HeaderValue, header as names};

/// A link is shared with people, not with caches or search engines.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// What every answer about a blob that is here says.
fn describe(blob: &Blob, views_left: Option<i64>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(
        names::CONTENT_TYPE,
        HeaderValue::from_static("application/octet-stream"),
    );
    headers.insert(names::CACHE_CONTROL, NO_STORE);
    headers.insert(names::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(PELLICLE_EXPIRES, number(blob.expires_at));
    if let Some(left) = views_left {
        headers.insert(PELLICLE_VIEWS_LEFT, number(left));
    }
    headers
}
