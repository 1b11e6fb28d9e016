//! Pixels from the worker's side: by the browser's decoder, or by the module that the worker loads for HEIC.

use crate::error::{Code, Error};
use crate::picture::{Foreign, Pixels};
use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// JavaScript's decoder, `(type) => Promise<Pixels | Code>`.
    #[wasm_bindgen(extends = Function)]
    pub type Decoder;

    type Decoded;
    #[wasm_bindgen(method, getter)]
    fn width(this: &Decoded) -> u32;
    #[wasm_bindgen(method, getter)]
    fn height(this: &Decoded) -> u32;
    #[wasm_bindgen(method, getter)]
    fn orientation(this: &Decoded) -> u8;
    #[wasm_bindgen(method, getter)]
    fn rgba(this: &Decoded) -> Uint8Array;
}

/// Has a file decoded.
///
/// # Errors
/// `malformed` or another code that the decoder gives, `unsupported` where there is none.
pub(super) async fn decode(foreign: &Foreign<'_>, decoder: &Decoder) -> Result<Pixels, Error> {
    let asked = decoder.call1(&JsValue::UNDEFINED, &foreign.media_type().into());
    let answer = match asked.and_then(JsCast::dyn_into::<Promise>) {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    // What throws is none of ours, and whoever calls without a decoder has none.
    let answer = answer.map_err(|_| foreign.not_decoded())?;
    if let Some(code) = answer.as_string() {
        return Err(match code.as_str() {
            "malformed" => foreign.not_readable(),
            "offline" => Error::new(Code::Offline, "the decoder could not be fetched"),
            "out-of-memory" => Error::new(Code::OutOfMemory, "the pixels have no room"),
            _ => foreign.not_decoded(),
        });
    }
    let decoded: Decoded = answer.unchecked_into();
    Ok(Pixels {
        width_px: decoded.width(),
        height_px: decoded.height(),
        rgba: decoded.rgba().to_vec(),
        orientation: decoded.orientation(),
    })
}
