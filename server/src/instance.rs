//! What this server is and allows, for programs.

use crate::server::Server;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::sync::Arc;

/// `GET /api/instance` and `/.well-known/pellicle/instance.json`.
pub async fn instance(State(server): State<Arc<Server>>) -> Response {
    let config = &server.config;
    let body = json!({
        "name": config.name,
        "version": env!("CARGO_PKG_VERSION"),
        "limits": {
            "file_bytes": config.file_bytes,
            "blob_bytes": config.blob_bytes,
            "expires_in_max_secs": config.expires_in_max.as_secs(),
            "views_max": config.views_max,
        },
        "defaults": {
            "max_edge": config.max_edge,
            "expires_in_secs": config.expires_in.as_secs(),
            "views": config.views,
        },
        "contact": config.contact,
        "moderation_key": null,
        "siblings": config.siblings,
    });
    // Settings change only with a restart, but a page must not offer yesterday's.
    ([(header::CACHE_CONTROL, "no-cache")], Json(body)).into_response()
}

/// `GET /healthz`: whether the server can decide anything, which takes the ledger.
pub async fn health(State(server): State<Arc<Server>>) -> Response {
    match server.ledger.answers().await {
        Ok(()) => ([(header::CACHE_CONTROL, "no-store")], "ok\n").into_response(),
        Err(error) => crate::errors::Error::from(error).into_response(),
    }
}
