//! `view`, `viewAlbum` and `viewItem`: a link, or an item of an album, in, and what was opened out.

use super::drive::{ask, drive};
use super::failure::{Failure, bad_option};
use super::output::{bytes, number_or_null, object, set, text_or_null};
use super::password::password;
use super::stages::OnStage;
use crate::error::Error;
use crate::link::Link;
use crate::seal::{
    BlobId, BlobKey, Keys, Opened, OpenedPreview, PREVIEW_HEAD_BYTES, ViewToken, open_preview,
    open_preview_with_key, open_with_key, open_with_keys,
};
use crate::transfer::{Download, DownloadOptions, Downloaded, ViewValue, fetch_head, fetch_header};
use js_sys::{Array, Function, JsString, Object, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::AbortSignal;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// What [`view`] takes: a link and perhaps a password, or an item of an album.
    #[wasm_bindgen(
        typescript_type = "Jobs['view' | 'viewItem' | 'previewItem']['takes'] & Wanting"
    )]
    pub type ViewInput;
    #[wasm_bindgen(method, getter)]
    fn link(this: &ViewInput) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn password(this: &ViewInput) -> Option<JsString>;
    /// The 16 bytes that a view may be spent under, or nothing where none may be.
    #[wasm_bindgen(method, getter, js_name = viewValue)]
    fn view_value(this: &ViewInput) -> Option<Uint8Array>;
    #[wasm_bindgen(method, getter)]
    fn server(this: &ViewInput) -> String;
    #[wasm_bindgen(method, getter)]
    fn id(this: &ViewInput) -> String;
    /// K, then T.
    #[wasm_bindgen(method, getter)]
    fn keys(this: &ViewInput) -> Uint8Array;
    #[wasm_bindgen(method, getter)]
    fn wants(this: &ViewInput) -> String;
    /// Hears the picture's preview while the rest is on its way.
    #[wasm_bindgen(method, getter, js_name = onPreview)]
    fn on_preview(this: &ViewInput) -> Option<Function>;
}

/// Downloads what a link, or an item of an album, leads to, and opens it: a picture, or an album where that is wanted,
/// or whichever it is, or the preview alone, and `null` where there is none.
///
/// # Errors
/// `link-damaged`, `password-needed`, `view-limited` with the views that are left, `album` or `not-album` where it is the
/// other kind, those of the transfer, and what [`crate::open`] gives. An item is opened by its keys alone, so without
/// `link-damaged`, `password-needed` and `unreportable`.
#[wasm_bindgen(
    unchecked_return_type = "Jobs['view' | 'viewAlbum' | 'viewLink' | 'previewItem']['gives']"
)]
pub async fn view(
    input: ViewInput,
    on_stage: OnStage,
    signal: AbortSignal,
) -> Result<JsValue, Failure> {
    let link = match input.link() {
        Some(text) => Some(Link::parse(&Zeroizing::new(text))?.link),
        None => None,
    };
    on_stage.moved("downloading", 0, 1);
    let place = match &link {
        Some(link) => {
            let header = ask(fetch_header(link), &signal).await?;
            // A password costs work before the blob is asked for: the view token is derived from it too.
            let keys = Keys::derive(&header, &link.secret, password(input.password()).as_ref())?;
            Place {
                origin: link.origin.clone(),
                id: link.id,
                token: keys.view_token().clone(),
                opening: Opening::ByLink(keys),
            }
        }
        None => of_item(&input)?,
    };
    if input.wants() == "preview" {
        let head = ask(fetch_head(&place.origin, place.id, &place.token), &signal).await?;
        let Some(head) = head else {
            return Ok(JsValue::NULL);
        };
        let opened = place.opening.preview(&head.bytes, head.blob_bytes)?;
        return Ok(opened.map_or(JsValue::NULL, |it| preview(&it).into()));
    }
    let downloaded = download(&input, &place, &on_stage, &signal).await?;
    on_stage.say("opening");
    let opened = match &place.opening {
        Opening::ByLink(keys) => open_with_keys(&downloaded.blob, keys),
        Opening::ByKey(key) => open_with_key(&downloaded.blob, key),
    }?;
    let said = match input.wants().as_str() {
        "album" => album(&opened, &place.origin)?,
        // Nothing in a link says what it leads to, so whoever shows both asks for either.
        "either" if opened.album().is_ok() => album(&opened, &place.origin)?,
        _ => picture(&opened, place.id)?,
    };
    set(
        &said,
        "expires",
        number_or_null(downloaded.expires_unix_secs),
    );
    set(&said, "viewsLeft", number_or_null(downloaded.views_left));
    Ok(said.into())
}

/// Where a blob is, and what fetches and opens it.
struct Place {
    origin: String,
    id: BlobId,
    token: ViewToken,
    opening: Opening,
}

/// Whoever has the link can check that what is opened could be reported; an album's item has the key alone.
enum Opening {
    ByLink(Keys),
    ByKey(BlobKey),
}

impl Opening {
    fn preview(&self, head: &[u8], blob_bytes: u64) -> Result<Option<OpenedPreview>, Error> {
        match self {
            Self::ByLink(keys) => open_preview(head, blob_bytes, keys),
            Self::ByKey(key) => open_preview_with_key(head, blob_bytes, key),
        }
    }
}

fn of_item(input: &ViewInput) -> Result<Place, Error> {
    let keys = Zeroizing::new(input.keys().to_vec());
    match (BlobId::new(&input.id()), keys.as_chunks::<32>()) {
        (Some(id), ([key, token], [])) => Ok(Place {
            origin: input.server(),
            id,
            token: ViewToken::from_bytes(*token),
            opening: Opening::ByKey(BlobKey::from_bytes(*key)),
        }),
        _ => Err(bad_option("the item is of no album")),
    }
}

fn value(bytes: Uint8Array) -> Result<ViewValue, Error> {
    let bytes = <[u8; 16]>::try_from(bytes.to_vec());
    bytes
        .map(ViewValue::from_bytes)
        .map_err(|_| bad_option("viewValue is not 16 bytes"))
}

async fn download(
    input: &ViewInput,
    place: &Place,
    on_stage: &OnStage,
    signal: &AbortSignal,
) -> Result<Downloaded, Failure> {
    let mut on_preview = input.on_preview();
    let on_bytes = |download: &Download, reading: &[u8], announced: Option<usize>| {
        let before = download.received_bytes();
        let announced = announced.map(|bytes| before + bytes as u64);
        let total = announced.or(download.total_bytes()).unwrap_or(0);
        // Between answers nothing moves, and after the last one the blob has been taken out.
        if !reading.is_empty() {
            on_stage.moved("downloading", before + reading.len() as u64, total);
        }
        // Of an answer that was cut within its first bytes the next begins behind them: then there is no preview.
        let head = if before == 0 {
            reading
        } else {
            download.received()
        };
        if head.len() >= PREVIEW_HEAD_BYTES
            && total > PREVIEW_HEAD_BYTES as u64
            && let Some(on_preview) = on_preview.take()
            // What is wrong here is told of the whole, when that has come.
            && let Ok(Some(opened)) = place.opening.preview(head, total)
        {
            // The worker's listener posts a message, which fails only when the worker is being ended anyway.
            let _ = on_preview.call1(&JsValue::UNDEFINED, &preview(&opened));
        }
    };
    let options = DownloadOptions {
        view: input.view_value().map(value).transpose()?,
        ..DownloadOptions::default()
    };
    let mut download = Download::new(&place.origin, place.id, &place.token, options);
    drive(&mut download, &[], signal, on_bytes)
        .await
        .map_err(|error| Failure::with_views_left(error, download.views_left()))
}

fn picture(opened: &Opened, id: BlobId) -> Result<Object, Error> {
    let main = opened.main()?;
    let name = match &opened.name {
        Some(_) => Some(opened.download_name(id.as_str())?),
        None => None,
    };
    Ok(object([
        ("bytes", bytes(main.bytes)),
        ("type", main.media_type.as_str().into()),
        ("width", main.width_px.into()),
        ("height", main.height_px.into()),
        ("alt", text_or_null(opened.alt.as_deref())),
        ("name", text_or_null(name.as_deref())),
    ]))
}

fn preview(opened: &OpenedPreview) -> Object {
    let part = opened.part();
    object([
        ("bytes", bytes(part.bytes)),
        ("type", part.media_type.as_str().into()),
        ("width", part.width_px.into()),
        ("height", part.height_px.into()),
        ("mainWidth", opened.main_width_px.into()),
        ("mainHeight", opened.main_height_px.into()),
        ("alt", text_or_null(opened.alt.as_deref())),
    ])
}

fn album(opened: &Opened, origin: &str) -> Result<Object, Error> {
    let album = opened.album()?;
    let items = Array::new();
    for item in &album.items {
        let keys = [*item.blob_key.as_bytes(), *item.view_token.as_bytes()];
        items.push(&object([
            ("id", item.id.as_str().into()),
            ("caption", text_or_null(item.caption.as_deref())),
            ("keys", bytes(keys.as_flattened())),
        ]));
    }
    Ok(object([
        ("title", text_or_null(album.title.as_deref())),
        ("server", origin.into()),
        ("items", items.into()),
    ]))
}
