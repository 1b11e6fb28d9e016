//! What the worker calls.

use super::Decoded;
use wasm_bindgen::prelude::wasm_bindgen;

/// A decoded picture, whose bytes can be taken once.
#[wasm_bindgen(js_name = Decoded)]
pub struct WebDecoded(Decoded);

#[wasm_bindgen(js_class = Decoded)]
impl WebDecoded {
    /// Pixels across.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.0.width_px
    }

    /// Pixels down.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.0.height_px
    }

    /// The pixels, and the end of this object.
    #[wasm_bindgen(js_name = intoRgba)]
    pub fn into_rgba(self) -> Vec<u8> {
        self.0.rgba
    }
}

/// Decodes a file; what is thrown is a code.
///
/// # Errors
/// `unsupported` or `malformed`.
#[wasm_bindgen]
pub fn decode(file: &[u8]) -> Result<WebDecoded, String> {
    super::decode(file)
        .map(WebDecoded)
        .map_err(|refusal| refusal.code().to_owned())
}
