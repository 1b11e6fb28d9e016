//! `view`: a link in, an opened picture out.

use super::drive::{ask, drive};
use super::failure::{Failure, bad_option};
use super::output::{bytes, number_or_null, object, text_or_null};
use super::password::password;
use super::stages::OnStage;
use crate::error::Error;
use crate::link::Link;
use crate::seal::{Keys, Secret, open_with_keys};
use crate::transfer::{Download, DownloadOptions, Downloaded, ViewValue, fetch_header};
use js_sys::{JsString, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::AbortSignal;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// What [`view`] takes.
    #[wasm_bindgen(typescript_type = "Jobs['view']['takes']")]
    pub type ViewInput;
    #[wasm_bindgen(method, getter)]
    fn link(this: &ViewInput) -> String;
    #[wasm_bindgen(method, getter)]
    fn password(this: &ViewInput) -> Option<JsString>;
    /// The 16 bytes that a view may be spent under, or nothing where none may be.
    #[wasm_bindgen(method, getter, js_name = viewValue)]
    fn view_value(this: &ViewInput) -> Option<Uint8Array>;
}

/// Downloads the picture of a link and opens it.
///
/// # Errors
/// `link-damaged`, `password-needed`, `view-limited` with the views that are left, those of the transfer, and what
/// [`crate::open`] gives.
#[wasm_bindgen(unchecked_return_type = "Jobs['view']['gives']")]
pub async fn view(
    input: ViewInput,
    on_stage: OnStage,
    signal: AbortSignal,
) -> Result<JsValue, Failure> {
    let link = Link::parse(&Zeroizing::new(input.link()))?.link;
    let options = DownloadOptions {
        view: input.view_value().map(value).transpose()?,
        ..DownloadOptions::default()
    };
    on_stage.moved("downloading", 0, 1);
    let header = ask(fetch_header(&link.origin, link.id), &signal).await?;
    // A password costs work before the blob is asked for: the view token is derived from it too.
    let keys = keys_for(&input, &header, &link.secret)?;
    let downloaded = download(&link, &keys, options, &on_stage, &signal).await?;
    on_stage.say("opening");
    opened(&downloaded, &keys, link.id.as_str())
}

fn keys_for(input: &ViewInput, header: &[u8], secret: &Secret) -> Result<Keys, Error> {
    Keys::derive(header, secret, password(input.password()).as_ref())
}

fn value(bytes: Uint8Array) -> Result<ViewValue, Error> {
    let bytes = <[u8; 16]>::try_from(bytes.to_vec());
    bytes
        .map(ViewValue::from_bytes)
        .map_err(|_| bad_option("viewValue is not 16 bytes"))
}

async fn download(
    link: &Link,
    keys: &Keys,
    options: DownloadOptions,
    on_stage: &OnStage,
    signal: &AbortSignal,
) -> Result<Downloaded, Failure> {
    let on_bytes = |download: &Download, reading: usize, announced: Option<usize>| {
        let before = download.received_bytes();
        let announced = announced.map(|bytes| before + bytes as u64);
        let total = announced.or(download.total_bytes()).unwrap_or(0);
        // Between answers nothing moves, and after the last one the blob has been taken out.
        if reading > 0 {
            on_stage.moved("downloading", before + reading as u64, total);
        }
    };
    let mut download = Download::new(&link.origin, link.id, keys.view_token(), options);
    drive(&mut download, &[], signal, on_bytes)
        .await
        .map_err(|error| Failure::with_views_left(error, download.views_left()))
}

fn opened(downloaded: &Downloaded, keys: &Keys, id: &str) -> Result<JsValue, Failure> {
    let opened = open_with_keys(&downloaded.blob, keys)?;
    let main = opened.main()?;
    let name = match &opened.name {
        Some(_) => Some(opened.download_name(id)?),
        None => None,
    };
    Ok(object([
        ("bytes", bytes(main.bytes)),
        ("type", main.media_type.as_str().into()),
        ("width", main.width_px.into()),
        ("height", main.height_px.into()),
        ("alt", text_or_null(opened.alt.as_deref())),
        ("name", text_or_null(name.as_deref())),
        ("expires", number_or_null(downloaded.expires_unix_secs)),
        ("viewsLeft", number_or_null(downloaded.views_left)),
    ])
    .into())
}
