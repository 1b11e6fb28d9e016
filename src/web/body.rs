//! Reading an answer's body piece by piece, so that progress is told and what arrived before a break is kept.

use super::timer::Alarm;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// Appends the stream's bytes to `body`, and gives whether it came to its end or over `max_bytes`.
///
/// `on_bytes` hears what has come after each piece; `silence` sets the clock for the next one.
pub(super) async fn read(
    stream: &ReadableStream,
    body: &mut Vec<u8>,
    max_bytes: u64,
    on_bytes: &mut dyn FnMut(&[u8]),
    silence: impl Fn() -> Alarm,
) -> bool {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    while body.len() as u64 <= max_bytes {
        let alarm = silence();
        let Ok(piece) = JsFuture::from(reader.read()).await else {
            return false;
        };
        drop(alarm);
        if property(&piece, "done").is_truthy() {
            return true;
        }
        let piece: Uint8Array = property(&piece, "value").unchecked_into();
        let start = body.len();
        body.resize(start + piece.length() as usize, 0);
        piece.copy_to(&mut body[start..]);
        on_bytes(body);
    }
    // Whoever asked sees by the length that it was too much; the rest is not waited for.
    let _ = reader.cancel();
    true
}

fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("a stream's reader gives objects")
}
