//! Reading an answer's body piece by piece, so that progress is told and what arrived before a break is kept.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// Appends the stream's bytes to `body`, telling `on_bytes` how many there are after each piece.
/// Gives whether the stream came to its end.
pub(super) async fn read(
    stream: &ReadableStream,
    body: &mut Vec<u8>,
    on_bytes: &mut dyn FnMut(usize),
) -> bool {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let Ok(piece) = JsFuture::from(reader.read()).await else {
            return false;
        };
        if property(&piece, "done").is_truthy() {
            return true;
        }
        let piece: Uint8Array = property(&piece, "value").unchecked_into();
        let start = body.len();
        body.resize(start + piece.length() as usize, 0);
        piece.copy_to(&mut body[start..]);
        on_bytes(body.len());
    }
}

fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("a stream's reader gives objects")
}
