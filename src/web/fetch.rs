//! One request by the browser's `fetch`, which gloo-net takes from whatever global there is: here, the worker's.

use super::body;
use super::timer::{Alarm, now_ms};
use crate::transfer::{Body, Event, Request, Response};
use gloo_net::http::{Method, Request as Fetch, RequestBuilder};
use js_sys::Uint8Array;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
};

/// Hears what has come of an answer's body, and how many bytes there will be where the answer says so.
pub(super) type OnBytes<'a> = &'a mut dyn FnMut(&[u8], Option<usize>);

/// Sends a request and collects the answer.
pub(super) async fn send(
    request: &Request,
    blob: &[u8],
    signal: &AbortSignal,
    on_bytes: OnBytes<'_>,
) -> Event {
    // Its own controller: `fetch` rejects with the reason of the signal, which could be anything if it came from outside.
    let controller = AbortController::new().expect("every browser with SIMD has AbortController");
    let own_signal = controller.signal();
    let abort = Closure::<dyn FnMut()>::new(move || controller.abort());
    let abort = abort.as_ref().unchecked_ref();
    signal.set_onabort(Some(abort));
    let start = now_ms();
    let event = exchange(request, blob, &own_signal, abort, on_bytes).await;
    signal.set_onabort(None);
    event.unwrap_or_else(|_| {
        // What the alarm ended, and what broke on its own, fail alike.
        if since(start) < request.max_silence {
            Event::NetworkFailed
        } else {
            Event::Silent
        }
    })
}

async fn exchange(
    request: &Request,
    blob: &[u8],
    signal: &AbortSignal,
    abort: &js_sys::Function,
    on_bytes: OnBytes<'_>,
) -> Result<Event, gloo_net::Error> {
    let start = now_ms();
    let silence = || Alarm::set(abort, request.max_silence);
    let alarm = silence();
    let answer = build(request, blob, signal)?.send().await?;
    drop(alarm);
    let mut response = Response {
        status: answer.status(),
        headers: answer.headers().entries().collect(),
        body: Vec::new(),
        took: None,
    };
    let whole = match answer.body() {
        Some(stream) => {
            let total = response
                .header("Content-Length")
                .and_then(|length| length.parse().ok());
            let mut on_bytes = |body: &[u8]| on_bytes(body, total);
            let limit = request.max_body_bytes;
            body::read(&stream, &mut response.body, limit, &mut on_bytes, silence).await
        }
        None => true,
    };
    response.took = Some(since(start));
    Ok(if whole {
        Event::Response(response)
    } else {
        Event::Cut(response)
    })
}

/// How long ago that moment of [`now_ms`] was.
fn since(start_ms: f64) -> Duration {
    Duration::from_millis((now_ms() - start_ms).max(0.0) as u64)
}

fn build(request: &Request, blob: &[u8], signal: &AbortSignal) -> Result<Fetch, gloo_net::Error> {
    let method = Method::from_bytes(request.method.as_str().as_bytes()).expect("a method of HTTP");
    let builder = RequestBuilder::new(&request.url)
        .method(method)
        .abort_signal(Some(signal))
        // Nothing of a picture stays in the browser's cache, no cookie and no page's address goes with it,
        // and a token goes to no other place than the one that was asked.
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Error);
    let builder = request
        .headers
        .iter()
        .fold(builder, |builder, (name, value)| {
            builder.header(name, value)
        });
    match &request.body {
        Body::Empty => builder.build(),
        Body::BlobRange(range) => builder.body(Uint8Array::from(&blob[range.clone()])),
        Body::Bytes(bytes) => builder.body(Uint8Array::from(&bytes[..])),
    }
}
