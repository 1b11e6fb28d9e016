//! `share`: a file in, a link out.

use super::drive::drive;
use super::failure::{Failure, cancelled};
use super::input::{self, optional_whole};
use super::output::{json, number_or_null, object};
use super::stages::OnStage;
use super::{fetch, prepare, timer};
use crate::error::Error;
use crate::link::Link;
use crate::picture::{Picture, Prepared};
use crate::seal::{DeleteToken, Message, Secret, seal};
use crate::transfer::{Upload, UploadOptions, Uploaded};
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{AbortController, AbortSignal, Blob};
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// What [`share`] takes.
    #[wasm_bindgen(typescript_type = "Jobs['share']['takes']")]
    pub type ShareInput;
    #[wasm_bindgen(method, getter)]
    fn file(this: &ShareInput) -> Blob;
    #[wasm_bindgen(method, getter)]
    fn server(this: &ShareInput) -> String;
    #[wasm_bindgen(method, getter, js_name = maxEdge)]
    fn max_edge(this: &ShareInput) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn preset(this: &ShareInput) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = expiresIn)]
    fn expires_in(this: &ShareInput) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn views(this: &ShareInput) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn password(this: &ShareInput) -> Option<String>;
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
    let options = UploadOptions {
        expires_in_secs: optional_whole(input.expires_in(), "expiresIn")?,
        views: optional_whole(input.views(), "views")?,
        delete_verifier: Some(delete_token.verifier()),
    };
    let picture_options = input::options(&input.max_edge(), &input.preset())?;
    let Prepared { picture, receipt } =
        prepare::of_file(&input.file(), &picture_options, &on_stage).await?;
    on_stage.say("sealing");
    let secret = Secret::generate()?;
    let blob = seal_for(&input, &picture, &secret)?;
    // The work above is one task of the worker's. A worker that was ended during it finishes the task, and no other:
    // so the first request is left to the next one.
    timer::sleep(Duration::ZERO, &signal).await;
    let uploaded = upload(&input.server(), &blob, &options, &on_stage, &signal).await?;
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
    let password = input.password().map(Zeroizing::new);
    let password = password.as_ref().map(|text| text.as_str());
    Ok(seal(&message, secret, password)?.blob)
}

/// Uploads the blob; where the caller stops it, the server is told to forget what it has.
async fn upload(
    server: &str,
    blob: &[u8],
    options: &UploadOptions,
    on_stage: &OnStage,
    signal: &AbortSignal,
) -> Result<Uploaded, Error> {
    let mut upload = Upload::new(server, blob.len(), options);
    let uploaded = drive(&mut upload, blob, signal, |upload, _, _| {
        on_stage.moved("uploading", upload.sent_bytes(), upload.total_bytes());
    })
    .await;
    if uploaded.is_err() && signal.aborted() {
        if let Some(request) = upload.abort() {
            let unstopped = AbortController::new().map_err(|_| cancelled())?.signal();
            // Whether it arrives changes nothing for whoever cancelled: the server forgets it in time anyway.
            fetch::send(&request, &[], &unstopped, &mut |_, _| {}).await;
        }
        return Err(cancelled());
    }
    uploaded
}
