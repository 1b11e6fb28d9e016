//! Which other sites may talk to this server from a browser. Never with credentials: there are none.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// Everything that a client of ours or of tus sends beyond what a browser allows anyway.
const REQUEST_HEADERS: HeaderValue = HeaderValue::from_static(
    "Authorization, Content-Type, Pellicle-View, Range, Tus-Resumable, Upload-Checksum, Upload-Length, Upload-Metadata, \
     Upload-Offset, X-HTTP-Method-Override, X-Request-ID, X-Requested-With",
);
/// Everything that a client reads from an answer.
const EXPOSED_HEADERS: HeaderValue = HeaderValue::from_static(
    "Accept-Ranges, Content-Range, Location, Pellicle-Expires, Pellicle-Gone, Pellicle-ID, Pellicle-Views-Left, Retry-After, \
     Tus-Checksum-Algorithm, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version, Upload-Expires, Upload-Length, \
     Upload-Metadata, Upload-Offset",
);
const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, PATCH, DELETE, OPTIONS");
/// Two hours, the most that Chromium keeps a preflight.
const PREFLIGHT_SECS: HeaderValue = HeaderValue::from_static("7200");

/// Who may.
#[derive(Clone)]
pub enum Origins {
    /// Pages of every site: what they can do here, anyone can.
    Everyone,
    /// Pages of these sites only.
    Listed(Arc<[String]>),
}

impl Origins {
    fn allow(&self, origin: &HeaderValue) -> Option<HeaderValue> {
        match self {
            Self::Everyone => Some(HeaderValue::from_static("*")),
            Self::Listed(list) => list
                .iter()
                .any(|o| o.as_bytes() == origin.as_bytes())
                .then(|| origin.clone()),
        }
    }
}

/// Around the routes that other sites may use. A preflight is answered here, before any token could be asked for.
pub async fn share(State(origins): State<Origins>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let preflight = request.method() == Method::OPTIONS
        && origin.is_some()
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let allowed = origin.as_ref().and_then(|origin| origins.allow(origin));
    let headers = response.headers_mut();
    if matches!(origins, Origins::Listed(_)) {
        headers.append(header::VARY, HeaderValue::from_static("origin"));
    }
    if let Some(allowed) = allowed {
        allow(headers, allowed, preflight);
    }
    response
}

fn allow(headers: &mut HeaderMap, origin: HeaderValue, preflight: bool) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if preflight {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECS);
    } else {
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
    }
}
