//! `share`: a file in, a link out.

use super::decoder::Decoder;
use super::failure::Failure;
use super::input::{PlainEdits, options};
use super::output::{json, set};
use super::prepare;
use super::send::{SendInput, Sending};
use super::stages::OnStage;
use crate::picture::Prepared;
use crate::seal::{Message, preview_room};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{AbortSignal, Blob};

#[wasm_bindgen]
extern "C" {
    /// What [`share`] takes.
    #[wasm_bindgen(extends = SendInput, typescript_type = "Jobs['share']['takes'] & Decoding")]
    pub type ShareInput;
    #[wasm_bindgen(method, getter)]
    fn file(this: &ShareInput) -> Blob;
    #[wasm_bindgen(method, getter, js_name = maxEdge)]
    fn max_edge(this: &ShareInput) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn original(this: &ShareInput) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn preset(this: &ShareInput) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn edits(this: &ShareInput) -> Option<PlainEdits>;
    #[wasm_bindgen(method, getter)]
    fn decode(this: &ShareInput) -> Decoder;
    #[wasm_bindgen(method, getter)]
    fn alt(this: &ShareInput) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn name(this: &ShareInput) -> Option<String>;
}

/// Prepares a file, seals it under a fresh secret and uploads it.
///
/// # Errors
/// Those of [`prepare`](super::prepare()), of [`seal`](crate::seal()) and of the transfer.
#[wasm_bindgen(unchecked_return_type = "Jobs['share']['gives']")]
pub async fn share(
    input: ShareInput,
    on_stage: OnStage,
    signal: AbortSignal,
) -> Result<JsValue, Failure> {
    let sending = Sending::read(&input)?;
    let (alt, name) = (input.alt(), input.name());
    let mut preparing = options(
        &input.max_edge(),
        input.original(),
        &input.preset(),
        input.edits(),
    )?;
    // Whoever looks at a preview must not spend a view, so a picture whose views are counted has none.
    if !sending.counts_views() {
        preparing.preview_bytes = Some(preview_room(alt.as_deref(), name.as_deref()));
    }
    let Prepared {
        picture,
        preview,
        receipt,
    } = prepare::of_file(&input.file(), &preparing, &on_stage, &input.decode()).await?;
    let message = Message {
        preview: preview.as_ref(),
        alt: alt.as_deref(),
        name: name.as_deref(),
        ..Message::new(&picture)
    };
    let shared = sending.send((&message).into(), &on_stage, &signal).await?;
    set(&shared, "receipt", json(&receipt));
    prepare::set_size(&shared, &picture);
    Ok(shared.into())
}
