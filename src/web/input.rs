//! What JavaScript gives, turned into what the component takes.

use super::failure::bad_option;
use crate::error::{Code, Error};
use crate::picture::{Area, Edits, MaxEdge, Options, Preset};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    /// What is done to a picture.
    #[wasm_bindgen(typescript_type = "PlainEdits")]
    pub type PlainEdits;
    #[wasm_bindgen(method, getter, js_name = quarterTurns)]
    fn quarter_turns(this: &PlainEdits) -> u8;
    #[wasm_bindgen(method, getter)]
    fn crop(this: &PlainEdits) -> Option<Vec<u32>>;
    #[wasm_bindgen(method, getter)]
    fn covers(this: &PlainEdits) -> Vec<u32>;
}

/// Edits, with areas of four numbers each.
fn edits(plain: &PlainEdits) -> Edits {
    Edits {
        quarter_turns: plain.quarter_turns(),
        crop: plain.crop().and_then(|crop| areas(&crop).next()),
        covers: areas(&plain.covers()).collect(),
    }
}

fn areas(numbers: &[u32]) -> impl Iterator<Item = Area> {
    let (areas, _) = numbers.as_chunks::<4>();
    areas.iter().map(|&[x, y, width, height]| Area {
        x,
        y,
        width,
        height,
    })
}

/// Options with a max edge of `undefined` (the default), `"full"` or a number of pixels, original mode where that is
/// asked for, a preset's name or `undefined`, and edits.
pub(super) fn options(
    max_edge: &JsValue,
    original: Option<bool>,
    preset: &JsValue,
    edits: Option<PlainEdits>,
) -> Result<Options, Error> {
    let mut options = Options::with_max_edge(self::max_edge(max_edge)?);
    options.original = original.unwrap_or(false);
    if !preset.is_undefined() {
        // What is not text is no preset's name either.
        let name = preset.as_string().unwrap_or_default();
        options.preset = Preset::named(&name)
            .ok_or_else(|| Error::new(Code::BadOption, "the preset is balanced or smallest"))?;
    }
    if let Some(plain) = edits {
        options.edits = self::edits(&plain);
    }
    Ok(options)
}

fn max_edge(max_edge: &JsValue) -> Result<MaxEdge, Error> {
    Ok(if max_edge.is_undefined() {
        MaxEdge::default()
    } else if max_edge.as_string().as_deref() == Some("full") {
        MaxEdge::Full
    } else {
        let px = max_edge
            .as_f64()
            .and_then(whole)
            .and_then(|px| u16::try_from(px).ok());
        MaxEdge::Px(px.ok_or_else(|| bad_option("maxEdge is not a number of pixels"))?)
    })
}

/// A whole number from JavaScript, where every number is a double.
pub(super) fn whole(number: f64) -> Option<u64> {
    // Beyond 2^53 a double no longer tells neighbours apart.
    let fits = number.fract() == 0.0 && (0.0..=9_007_199_254_740_991.0).contains(&number);
    fits.then_some(number as u64)
}

/// An optional whole number, such as a view limit.
pub(super) fn optional_whole(number: Option<f64>, name: &str) -> Result<Option<u64>, Error> {
    number
        .map(|number| {
            whole(number).ok_or_else(|| bad_option(&format!("{name} is not a whole number")))
        })
        .transpose()
}

/// A file's bytes, of which there may be `limit_bytes`: a larger file is not even read.
pub(super) async fn read(file: &Blob, limit_bytes: u64) -> Result<Vec<u8>, Error> {
    if file.size() > limit_bytes as f64 {
        return Err(Error::new(
            Code::TooLarge,
            format!("the file has more than {limit_bytes} bytes"),
        ));
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| Error::new(Code::File, "the file could not be read"))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
