//! `parseLink`: a link is read without any request.

use super::failure::Failure;
use super::output::object;
use super::stages::OnStage;
use crate::link::Link;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::AbortSignal;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// What [`parse_link`] takes.
    #[wasm_bindgen(typescript_type = "Jobs['parseLink']['takes']")]
    pub type ParseLinkInput;
    #[wasm_bindgen(method, getter)]
    fn text(this: &ParseLinkInput) -> String;
}

/// Reads a link, repairs it where a rewriter changed it, and says so.
///
/// # Errors
/// `link-damaged`.
#[wasm_bindgen(js_name = parseLink, unchecked_return_type = "Jobs['parseLink']['gives']")]
pub async fn parse_link(
    input: ParseLinkInput,
    _on_stage: OnStage,
    _signal: AbortSignal,
) -> Result<JsValue, Failure> {
    let parsed = Link::parse(&Zeroizing::new(input.text()))?;
    Ok(object([
        ("link", parsed.link.to_url().as_str().into()),
        ("id", parsed.link.id.as_str().into()),
        ("exposed", parsed.exposed.into()),
    ])
    .into())
}
