//! The headers that make answers safe, each with its reason.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// When a blob expires, in seconds since 1970.
pub const PELLICLE_EXPIRES: HeaderName = HeaderName::from_static("pellicle-expires");
/// How many views are left, where they are limited.
pub const PELLICLE_VIEWS_LEFT: HeaderName = HeaderName::from_static("pellicle-views-left");
/// Why a blob is gone, to whoever may know.
pub const PELLICLE_GONE: HeaderName = HeaderName::from_static("pellicle-gone");

/// For pages: nothing but this server's own files, WebAssembly without eval, two named policies for the worker's address.
/// A script that got into a page could read the secret in its address, so nothing may come from elsewhere or go there.
pub const PAGE_CSP: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
     worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types pellicle pellicle-early",
);

/// The policy of a page that pages of these origins may show in a frame.
pub fn framed_by(origins: &[String]) -> HeaderValue {
    let policy = PAGE_CSP;
    match policy.to_str() {
        Ok(policy) if !origins.is_empty() => {
            let ancestors = format!("frame-ancestors {}", origins.join(" "));
            text(&policy.replace("frame-ancestors 'none'", &ancestors))
        }
        _ => policy,
    }
}

/// The policy of the app's page, which may name its service worker too. No other page can register one.
pub fn of_the_app() -> HeaderValue {
    let policy = PAGE_CSP;
    match policy.to_str() {
        Ok(policy) => text(&policy.replace("pellicle-early", "pellicle-early pellicle-app")),
        Err(_) => policy,
    }
}

/// For worker scripts: a worker takes its policy from its own answer, not from the page that starts it.
pub const WORKER_CSP: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
);

/// For everything that is not a page, blobs first of all: whatever the bytes are, a browser that shows them runs nothing.
pub const DATA_CSP: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");

/// What a page of ours never needs is switched off, so that an injected script has not got it either.
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
     microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=()",
);

/// Around everything: what a handler has not decided otherwise.
pub async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let defaults = [
        (header::CONTENT_SECURITY_POLICY, DATA_CSP),
        // A blob must never be guessed to be a page or a script.
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        // An id is in the path of the viewer's address, and no other site needs to learn it.
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
        // A page of another site must not hold a handle to the window that has a secret in its address.
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        // No other site embeds what is here; readers that are allowed use CORS, which this does not concern.
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    ];
    for (name, value) in defaults {
        headers.entry(name).or_insert(value);
    }
    response
}

/// A number as a header.
pub fn number(value: impl Into<i128>) -> HeaderValue {
    text(&value.into().to_string())
}

/// Text of our own making as a header.
pub fn text(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static(""))
}
