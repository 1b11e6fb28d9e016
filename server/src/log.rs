//! What is written down about requests: the kind of address, the blob, the status, the time. Never who asked, never a
//! query, a header, or anything of an address past a blob's id.

use crate::id::BlobId;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Writes to standard error from here on. Of other crates only errors are written: hyper's traces hold headers.
pub fn start(level: LevelFilter) {
    let ours = Targets::new()
        .with_target("pellicle_server", level)
        .with_default(LevelFilter::ERROR.min(level));
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false);
    // A second start, in a test, keeps the first.
    let _ = tracing_subscriber::registry()
        .with(lines)
        .with(ours)
        .try_init();
}

/// Around every request: one line when it has been answered.
pub async fn requests(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("(page)", |path| path.as_str())
        .to_owned();
    let blob = blob_of(request.uri().path());
    let began = Instant::now();
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), began.elapsed().as_millis());
    match blob {
        Some(blob) => tracing::info!(%method, route, %blob, status, ms, "answered"),
        None => tracing::info!(%method, route, status, ms, "answered"),
    }
    response
}

/// The id in `/b/ID…` and `/i/ID…`. An upload's id is a capability and stays out.
fn blob_of(path: &str) -> Option<BlobId> {
    let rest = path
        .strip_prefix("/b/")
        .or_else(|| path.strip_prefix("/i/"))?;
    BlobId::parse_start(rest)
}
