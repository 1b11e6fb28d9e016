//! Waiting, by the only clock that a worker has.

use js_sys::{Function, Promise};
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

#[wasm_bindgen]
extern "C" {
    // Bound as a global, because a worker and a page both have it, by different classes of web-sys.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(handler: &Function, milliseconds: f64) -> f64;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: f64);
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// Milliseconds since some moment, on a clock that nobody sets.
pub(super) fn now_ms() -> f64 {
    performance_now()
}

/// Waits this long, or until the signal is aborted.
pub(super) async fn sleep(duration: Duration, signal: &AbortSignal) {
    let mut timer = 0.0;
    let woken = Promise::new(&mut |resolve, _| {
        timer = set_timeout(&resolve, duration.as_millis() as f64);
        signal.set_onabort(Some(&resolve));
    });
    // A promise that is only ever resolved.
    let _ = JsFuture::from(woken).await;
    signal.set_onabort(None);
    clear_timeout(timer);
}

/// A clock that calls its handler unless it is dropped before.
pub(super) struct Alarm(f64);

impl Alarm {
    /// Calls the handler after this long.
    pub(super) fn set(handler: &Function, after: Duration) -> Self {
        Self(set_timeout(handler, after.as_millis() as f64))
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        clear_timeout(self.0);
    }
}
