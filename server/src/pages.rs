//! The pages: static files that are the same for everyone, and the viewer under the status that fits its picture.

mod asset;
mod encoding;
mod site;

pub use asset::Asset;
pub use site::Site;

use crate::blob;
use crate::errors::Error;
use crate::headers::{PAGE_CSP, WORKER_CSP, framed_by, of_the_app};
use crate::id::BlobId;
use crate::named::Named;
use crate::server::Server;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use encoding::Encoding;
use std::sync::Arc;

/// Names under `/assets/` hold a hash of their content, so what is there never changes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Everything else is asked for again each time, and answered with 304.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// An id is in the address of a viewer, and a link is for those who were given it.
const NOT_INDEXED: HeaderValue = HeaderValue::from_static("noindex, nofollow, noarchive");

/// `GET /`: the upload page.
pub async fn home(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    page(&server.site, "index.html", StatusCode::OK, &headers)
}

/// `GET /i/ID`: the viewer. A link that a rewriter broke comes with more behind the id, even with slashes; it is served
/// all the same, because only the page can repair it.
pub async fn viewer(
    State(server): State<Arc<Server>>,
    Named(rest): Named,
    headers: HeaderMap,
) -> Response {
    let status = blob::standing(&server, BlobId::parse_start(&rest)).await;
    let mut response = page(&server.site, "view.html", status, &headers);
    response.headers_mut().insert("x-robots-tag", NOT_INDEXED);
    response
}

/// `GET /embed`: the upload box for a frame, under a policy that lets only the pages frame it which the operator listed.
pub async fn embed(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    let mut response = page(&server.site, "embed.html", StatusCode::OK, &headers);
    let policy = framed_by(&server.config.embed_origins);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// `GET /app/`: the upload page as an app, the only one that may register a service worker.
pub async fn shell(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    let mut response = page(&server.site, "app.html", StatusCode::OK, &headers);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, of_the_app());
    response
}

/// `GET /app`: its service worker's scope begins with the slash.
pub async fn to_shell() -> Redirect {
    Redirect::permanent("/app/")
}

/// Every other path: a file of the site, or 404.
pub async fn file(State(server): State<Arc<Server>>, request: Request) -> Response {
    let name = request.uri().path();
    let name = name.strip_prefix('/').unwrap_or(name);
    // The app has every file under its own address too, because its service worker sees no other.
    let name = match name.strip_prefix("app/") {
        Some(asset) if asset.starts_with("assets/") => asset,
        _ => name,
    };
    match server.site.asset(name) {
        Some(_) if !matches!(*request.method(), Method::GET | Method::HEAD) => wrong_method().await,
        Some(asset) => serve(asset, name, StatusCode::OK, request.headers()),
        None => Error::not_found().into_response(),
    }
}

/// 405, for every route.
pub async fn wrong_method() -> Response {
    let message = "This address does not take this method.";
    Error::new(
        StatusCode::METHOD_NOT_ALLOWED,
        crate::errors::Code::BadOption,
        message,
    )
    .into_response()
}

fn page(site: &Site, name: &str, status: StatusCode, headers: &HeaderMap) -> Response {
    match site.asset(name) {
        Some(asset) => serve(asset, name, status, headers),
        None => (status, [(header::CACHE_CONTROL, ASK_AGAIN)], MISSING).into_response(),
    }
}

/// What stands where the pages should be, when the program was built without them.
const MISSING: &str =
    "This is a Pellicle server. It was built without its pages; the API is at /api/instance.\n";

fn serve(asset: &Asset, name: &str, status: StatusCode, headers: &HeaderMap) -> Response {
    let encoding = Encoding::best(headers.get(header::ACCEPT_ENCODING), asset);
    let mut answer = HeaderMap::new();
    answer.insert(header::CONTENT_TYPE, asset.media_type.clone());
    answer.insert(
        header::CACHE_CONTROL,
        if name.starts_with("assets/") {
            FOREVER
        } else {
            ASK_AGAIN
        },
    );
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(policy) = policy(name) {
        answer.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    // A status is part of what a viewer says, so only a page that is fine can be unchanged.
    if status == StatusCode::OK {
        let tag = asset.tag(encoding);
        answer.insert(header::ETAG, tag.clone());
        if headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|known| names(known, &tag))
        {
            return (StatusCode::NOT_MODIFIED, answer).into_response();
        }
    }
    if let Some(name) = encoding.name() {
        answer.insert(header::CONTENT_ENCODING, name);
    }
    (status, answer, asset.bytes(encoding)).into_response()
}

fn policy(name: &str) -> Option<HeaderValue> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let is_worker = file.starts_with("worker") && file.ends_with(".js");
    if is_worker {
        Some(WORKER_CSP)
    } else {
        file.ends_with(".html").then_some(PAGE_CSP)
    }
}

/// Whether an `If-None-Match` names this tag; a proxy may have made it a weak one.
fn names(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else {
        return false;
    };
    known
        .split(',')
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}
