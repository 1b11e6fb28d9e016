//! `remove`, `setExpiry` and `instance`: one request each.

use super::drive::ask;
use super::failure::{Failure, bad_option};
use super::input::whole;
use super::output::json;
use super::stages::OnStage;
use crate::link::Link;
use crate::seal::DeleteToken;
use crate::transfer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::AbortSignal;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// What [`remove`] takes.
    #[wasm_bindgen(typescript_type = "Jobs['remove']['takes']")]
    pub type RemoveInput;
    #[wasm_bindgen(method, getter)]
    fn link(this: &RemoveInput) -> String;
    #[wasm_bindgen(method, getter, js_name = deleteToken)]
    fn delete_token(this: &RemoveInput) -> String;

    /// What [`set_expiry`] takes.
    #[wasm_bindgen(extends = RemoveInput, typescript_type = "Jobs['setExpiry']['takes']")]
    pub type SetExpiryInput;
    #[wasm_bindgen(method, getter, js_name = expiresIn)]
    fn expires_in(this: &SetExpiryInput) -> f64;

    /// What [`instance`] takes.
    #[wasm_bindgen(typescript_type = "Jobs['instance']['takes']")]
    pub type InstanceInput;
    #[wasm_bindgen(method, getter)]
    fn server(this: &InstanceInput) -> String;
}

/// Deletes a picture.
///
/// # Errors
/// `link-damaged`, `wrong-token`, and those of the transfer.
#[wasm_bindgen(unchecked_return_type = "Jobs['remove']['gives']")]
pub async fn remove(
    input: RemoveInput,
    _on_stage: OnStage,
    signal: AbortSignal,
) -> Result<JsValue, Failure> {
    let link = Link::parse(&Zeroizing::new(input.link()))?.link;
    let token = DeleteToken::from_base64url(&input.delete_token())?;
    ask(transfer::remove(&link.origin, link.id, &token), &signal).await?;
    Ok(JsValue::NULL)
}

/// Changes when a picture is deleted, and gives the instant in Unix seconds.
///
/// # Errors
/// `bad-option`, and those of [`remove`].
#[wasm_bindgen(js_name = setExpiry, unchecked_return_type = "Jobs['setExpiry']['gives']")]
pub async fn set_expiry(
    input: SetExpiryInput,
    _on_stage: OnStage,
    signal: AbortSignal,
) -> Result<JsValue, Failure> {
    let link = Link::parse(&Zeroizing::new(input.link()))?.link;
    let token = DeleteToken::from_base64url(&input.delete_token())?;
    let secs =
        whole(input.expires_in()).ok_or_else(|| bad_option("expiresIn is not a whole number"))?;
    let expires = ask(
        transfer::set_expiry(&link.origin, link.id, &token, secs),
        &signal,
    )
    .await?;
    Ok((expires as f64).into())
}

/// Asks a server what it is and what it takes.
///
/// # Errors
/// Those of the transfer.
#[wasm_bindgen(unchecked_return_type = "Jobs['instance']['gives']")]
pub async fn instance(
    input: InstanceInput,
    _on_stage: OnStage,
    signal: AbortSignal,
) -> Result<JsValue, Failure> {
    Ok(json(
        &ask(transfer::instance(&input.server()), &signal).await?,
    ))
}
