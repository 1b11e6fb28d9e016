//! `share`: a file in, a link out.

use super::decoder::Decoder;
use super::drive::{ask, drive};
use super::failure::Failure;
use super::input::{optional_whole, options};
use super::output::{json, number_or_null, object};
use super::password::password;
use super::stages::OnStage;
use super::{prepare, timer};
use crate::error::Error;
use crate::link::Link;
use crate::picture::{Picture, Prepared};
use crate::seal::{DeleteToken, Message, Secret, seal};
use crate::transfer::{Upload, UploadOptions};
use js_sys::JsString;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{AbortController, AbortSignal, Blob};

#[wasm_bindgen]
extern "C" {
    /// What [`share`] takes.
    #[wasm_bindgen(typescript_type = "Jobs['share']['takes'] & Decoding")]
    pub type ShareInput;
    #[wasm_bindgen(method, getter)]
    fn file(this: &ShareInput) -> Blob;
    #[wasm_bindgen(method, getter)]
    fn server(this: &ShareInput) -> String;
    #[wasm_bindgen(method, getter, js_name = maxEdge)]
    fn max_edge(this: &ShareInput) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn original(this: &ShareInput) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn preset(this: &ShareInput) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn decode(this: &ShareInput) -> Decoder;
    #[wasm_bindgen(method, getter, js_name = expiresIn)]
    fn expires_in(this: &ShareInput) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn views(this: &ShareInput) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn password(this: &ShareInput) -> Option<JsString>;
    #[wasm_bindgen(method, getter)]
    fn alt(this: &ShareInput) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn name(this: &ShareInput) -> Option<String>;
}

/// Prepares a file, seals it under a fresh secret and uploads it.
///
/// # Errors
/// Those of [`prepare`](super::prepare()), of [`seal`] and of the transfer.
#[wasm_bindgen(unchecked_return_type = "Jobs['share']['gives']")]
pub async fn share(
    input: ShareInput,
    on_stage: OnStage,
    signal: AbortSignal,
) -> Result<JsValue, Failure> {
    let delete_token = DeleteToken::generate()?;
    let uploading = UploadOptions {
        expires_in_secs: optional_whole(input.expires_in(), "expiresIn")?,
        views: optional_whole(input.views(), "views")?,
        delete_verifier: Some(delete_token.verifier()),
    };
    let preparing = options(&input.max_edge(), input.original(), &input.preset())?;
    let Prepared { picture, receipt } =
        prepare::of_file(&input.file(), &preparing, &on_stage, &input.decode()).await?;
    on_stage.say("sealing");
    let secret = Secret::generate()?;
    let blob = seal_for(&input, &picture, &secret)?;
    // The work above is one task of the worker's. A worker that was ended during it finishes the task, and no other:
    // so the first request is left to the next one.
    timer::sleep(Duration::ZERO, &signal).await;
    let mut upload = Upload::new(&input.server(), &blob, &uploading);
    let uploaded = drive(&mut upload, &blob, &signal, |upload, _, _| {
        on_stage.moved("uploading", upload.sent_bytes(), upload.total_bytes());
    })
    .await;
    let uploaded = match uploaded {
        Ok(uploaded) => uploaded,
        Err(error) => {
            take_back(upload, &delete_token).await;
            return Err(error.into());
        }
    };
    let link = Link {
        origin: input.server(),
        id: uploaded.id,
        secret,
    };
    let shared = object([
        ("link", link.to_url().as_str().into()),
        ("deleteToken", delete_token.to_base64url().as_str().into()),
        ("expires", number_or_null(uploaded.expires_unix_secs)),
        ("receipt", json(&receipt)),
        ("sealedBytes", (blob.len() as f64).into()),
    ]);
    prepare::set_size(&shared, &picture);
    Ok(shared.into())
}

/// Seals the picture with the texts and the password that came with it.
fn seal_for(input: &ShareInput, picture: &Picture, secret: &Secret) -> Result<Vec<u8>, Error> {
    let (alt, name) = (input.alt(), input.name());
    let message = Message {
        alt: alt.as_deref(),
        name: name.as_deref(),
        ..Message::new(picture)
    };
    let password = password(input.password());
    Ok(seal(&message, secret, password.as_ref())?.blob)
}

/// After a failure nobody will have the link, so the server is told to forget what it has. Whether that arrives changes
/// nothing for the caller: what is not reached now goes when it expires.
async fn take_back(upload: Upload<'_>, token: &DeleteToken) {
    let (Some(take_back), Ok(unstopped)) = (upload.take_back(token), AbortController::new()) else {
        return;
    };
    let _ = ask(take_back, &unstopped.signal()).await;
}
