//! `shareAlbum`: links in, the link of an album out.

use super::drive::ask;
use super::failure::{Failure, bad_option};
use super::lanes::in_lanes;
use super::password::password;
use super::send::{SendInput, Sending};
use super::stages::OnStage;
use crate::error::Error;
use crate::link::Link;
use crate::seal::{Album, AlbumItem, Keys, MAX_ALBUM_ITEMS};
use crate::transfer::{fetch_header, prove};
use js_sys::{Array, JsString};
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// What [`share_album`] takes.
    #[wasm_bindgen(extends = SendInput, typescript_type = "Jobs['shareAlbum']['takes']")]
    pub type AlbumInput;
    #[wasm_bindgen(method, getter)]
    fn items(this: &AlbumInput) -> Array;
    #[wasm_bindgen(method, getter)]
    fn title(this: &AlbumInput) -> Option<String>;

    type ItemInput;
    #[wasm_bindgen(method, getter)]
    fn link(this: &ItemInput) -> String;
    #[wasm_bindgen(method, getter)]
    fn password(this: &ItemInput) -> Option<JsString>;
    #[wasm_bindgen(method, getter)]
    fn caption(this: &ItemInput) -> Option<String>;
}

/// Seals the keys of pictures that are on the server into an album, and uploads it there.
///
/// # Errors
/// `link-damaged` and `bad-option` before any request; `password-needed` and `wrong-key` for a picture's password; those of
/// [`seal`](crate::seal()) and of the transfer. Where one picture is the reason, the failure says which.
#[wasm_bindgen(js_name = shareAlbum, unchecked_return_type = "Jobs['shareAlbum']['gives']")]
pub async fn share_album(
    input: AlbumInput,
    on_stage: OnStage,
    signal: AbortSignal,
) -> Result<JsValue, Failure> {
    let sending = Sending::read(&input)?;
    let pictures: Vec<ItemInput> = input.items().iter().map(JsCast::unchecked_into).collect();
    // Asked here too, because every picture costs requests before it is sealed.
    if !(1..=MAX_ALBUM_ITEMS).contains(&pictures.len()) {
        return Err(bad_option("an album has 1 to 1000 pictures").into());
    }
    let server = input.server();
    let mut links = Vec::with_capacity(pictures.len());
    for (index, picture) in pictures.iter().enumerate() {
        links.push(read_link(picture, &server).map_err(|error| Failure::of_item(error, index))?);
    }
    let found = Cell::new(0);
    on_stage.moved("downloading", 0, links.len() as u64);
    let items = in_lanes(links.len(), async |index| {
        let item = find(&pictures[index], &links[index], &signal).await?;
        found.set(found.get() + 1);
        on_stage.moved("downloading", found.get(), links.len() as u64);
        Ok(item)
    })
    .await
    .map_err(|(index, error)| Failure::of_item(error, index))?;
    let album = Album {
        title: input.title(),
        items,
    };
    Ok(sending
        .send((&album).into(), &on_stage, &signal)
        .await?
        .into())
}

fn read_link(picture: &ItemInput, server: &str) -> Result<Link, Error> {
    let link = Link::parse(&Zeroizing::new(picture.link()))?.link;
    // An album names no server: an id always means its own.
    if link.origin == server {
        Ok(link)
    } else {
        Err(bad_option("the link is of another server than the album"))
    }
}

/// A picture's keys. Its header says whether a password is needed; an album is never changed, so what cannot be opened
/// must not get into one: a password is tried first, which spends no view.
async fn find(picture: &ItemInput, link: &Link, signal: &AbortSignal) -> Result<AlbumItem, Error> {
    let header = ask(fetch_header(link), signal).await?;
    let password = password(picture.password());
    let keys = Keys::derive(&header, &link.secret, password.as_ref())?;
    if password.is_some() {
        ask(prove(&link.origin, link.id, keys.view_token()), signal).await?;
    }
    Ok(AlbumItem {
        caption: picture.caption(),
        ..AlbumItem::new(link.id, &keys)
    })
}
