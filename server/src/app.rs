//! Every address of the server.

use crate::cors::{Origins, share};
use crate::headers::secure;
use crate::server::Server;
use crate::{blob, instance, log, pages, tus};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use std::sync::Arc;

/// The only body that is read as a whole is `{"expires_in": …}`.
const SMALL_BODY_BYTES: usize = 1024;

/// The whole application, as `main` serves it and tests call it.
pub fn app(server: Arc<Server>) -> Router {
    let listed = Origins::Listed(server.config.allowed_origins.clone().into());

    let uploads = Router::new()
        .route("/api/blobs", post(tus::create).options(tus::discover))
        .route(
            "/api/blobs/{upload}",
            post(tus::overridden)
                .patch(tus::append)
                .head(tus::stand)
                .delete(tus::terminate)
                .options(tus::discover),
        )
        .method_not_allowed_fallback(pages::wrong_method)
        .layer(from_fn_with_state(server.clone(), tus::protocol))
        .layer(from_fn_with_state(Origins::Everyone, share));

    let about = Router::new()
        .route("/api/instance", get(instance::instance))
        .route(
            "/.well-known/pellicle/instance.json",
            get(instance::instance),
        )
        .method_not_allowed_fallback(pages::wrong_method)
        .layer(from_fn_with_state(Origins::Everyone, share));

    let blobs = Router::new()
        .route(
            "/b/{id}",
            get(blob::read)
                .head(blob::inspect)
                .delete(blob::remove)
                .patch(blob::set_expiry),
        )
        .route("/b/{id}/header", get(blob::header))
        .method_not_allowed_fallback(pages::wrong_method)
        .layer(DefaultBodyLimit::max(SMALL_BODY_BYTES))
        .layer(from_fn_with_state(listed, share));

    Router::new()
        .route("/", get(pages::home))
        .route("/i/{*rest}", get(pages::viewer))
        .route("/embed", get(pages::embed))
        .route("/app", get(pages::to_shell))
        .route("/app/", get(pages::shell))
        .route("/healthz", get(instance::health))
        .method_not_allowed_fallback(pages::wrong_method)
        .merge(uploads)
        .merge(about)
        .merge(blobs)
        .fallback(pages::file)
        .layer(from_fn(secure))
        .layer(from_fn(log::requests))
        .with_state(server)
}
