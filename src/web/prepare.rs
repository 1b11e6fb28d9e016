//! `prepare`: a file's bytes in, a clean picture out.

use super::decoder::Decoder;
use super::failure::Failure;
use super::input::PlainEdits;
use super::output::{bytes, json, object};
use super::stages::OnStage;
use super::{decoder, input, output};
use crate::error::Error;
use crate::picture::{Foreign, Options, Picture, Prepared, Stage, prepare_with_progress};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{AbortSignal, Blob};

#[wasm_bindgen]
extern "C" {
    /// What [`prepare`] takes.
    #[wasm_bindgen(typescript_type = "Jobs['prepare']['takes'] & Decoding")]
    pub type PrepareInput;
    #[wasm_bindgen(method, getter)]
    fn file(this: &PrepareInput) -> Blob;
    #[wasm_bindgen(method, getter, js_name = maxEdge)]
    fn max_edge(this: &PrepareInput) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn original(this: &PrepareInput) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn preset(this: &PrepareInput) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn edits(this: &PrepareInput) -> Option<PlainEdits>;
    #[wasm_bindgen(method, getter)]
    fn decode(this: &PrepareInput) -> Decoder;
}

/// Makes a clean picture of a file.
///
/// # Errors
/// `file`, `bad-option`, and what [`crate::prepare`] gives.
#[wasm_bindgen(unchecked_return_type = "Jobs['prepare']['gives']")]
pub async fn prepare(
    input: PrepareInput,
    on_stage: OnStage,
    _signal: AbortSignal,
) -> Result<JsValue, Failure> {
    let options = input::options(
        &input.max_edge(),
        input.original(),
        &input.preset(),
        input.edits(),
    )?;
    let Prepared {
        picture, receipt, ..
    } = of_file(&input.file(), &options, &on_stage, &input.decode()).await?;
    let prepared = object([
        ("bytes", bytes(picture.bytes())),
        ("type", picture.media_type().as_str().into()),
        ("receipt", json(&receipt)),
    ]);
    set_size(&prepared, &picture);
    Ok(prepared.into())
}

/// Reads a file and prepares it: what [`prepare`] and sharing have in common.
pub(super) async fn of_file(
    file: &Blob,
    options: &Options,
    on_stage: &OnStage,
    decoder: &Decoder,
) -> Result<Prepared, Error> {
    let file = input::read(file, options.limits.file_bytes).await?;
    let mut on_working = |stage| on_stage.working(stage);
    if let Some(foreign) = Foreign::read(&file, options)? {
        on_working(Stage::Decoding);
        let pixels = decoder::decode(&foreign, decoder).await?;
        return foreign.prepare(pixels, options, &mut on_working);
    }
    prepare_with_progress(&file, options, &mut on_working)
}

/// Sets `width` and `height`.
pub(super) fn set_size(target: &js_sys::Object, picture: &Picture) {
    output::set(target, "width", picture.width_px().into());
    output::set(target, "height", picture.height_px().into());
}
