//! The message inside the chunks.
//!
//! ```text
//! u32 little-endian  length of the manifest, 1 to 16384
//! manifest           JSON
//! parts              in order, without gaps
//! zeros              up to PADMÉ of all the above
//! ```

use super::Message;
use super::album::Album;
use super::json::bad;
use super::manifest::{
    Content, Draft, DraftPart, MAX_ALT_BYTES, MAX_MANIFEST_BYTES, MAX_NAME_BYTES, MAX_PREVIEW_END,
    Manifest,
};
use super::opened::{Inside, Opened, Place};
use super::padding::padded;
use crate::error::{Code, Error};

const LENGTH_BYTES: usize = 4;

/// Lays a message out, padding and all.
pub(super) fn write(message: &Message<'_>) -> Result<Vec<u8>, Error> {
    check_text("alt", message.alt, MAX_ALT_BYTES)?;
    check_text("name", message.name, MAX_NAME_BYTES)?;
    let pictures = message.preview.map(|preview| ("preview", preview));
    let pictures = pictures.into_iter().chain([("main", message.main)]);
    let mut end = 0;
    let parts = pictures.clone().map(|(role, picture)| {
        let off = end;
        end += picture.bytes().len();
        DraftPart {
            role,
            media_type: picture.media_type().as_str(),
            off,
            len: picture.bytes().len(),
            w: picture.width_px(),
            h: picture.height_px(),
        }
    });
    let draft = Draft::new(parts.collect(), message.alt, message.name);
    let manifest = serde_json::to_vec(&draft)
        .map_err(|_| Error::new(Code::Internal, "the manifest could not be written"))?;
    let manifest_end = LENGTH_BYTES + manifest.len();
    let preview_bytes = message.preview.map(|preview| preview.bytes().len());
    if preview_bytes.is_some_and(|bytes| (manifest_end + bytes) as u64 > MAX_PREVIEW_END) {
        return Err(Error::new(
            Code::BadOption,
            "the preview does not fit into the first chunk",
        ));
    }
    let length = u32::try_from(manifest.len())
        .expect("alt and name are short, so the manifest is under 16 KiB");
    let total = padded((manifest_end + end) as u64)
        .and_then(|total| usize::try_from(total).ok())
        .ok_or_else(|| Error::new(Code::TooLarge, "the picture does not fit into memory"))?;

    let mut inner = Vec::with_capacity(total);
    inner.extend_from_slice(&length.to_le_bytes());
    inner.extend_from_slice(&manifest);
    for (_, picture) in pictures {
        inner.extend_from_slice(picture.bytes());
    }
    inner.resize(total, 0);
    Ok(inner)
}

fn check_text(what: &str, text: Option<&str>, max_bytes: usize) -> Result<(), Error> {
    if text.is_some_and(|text| text.len() > max_bytes) {
        let message = format!("`{what}` is at most {max_bytes} bytes");
        return Err(Error::new(Code::BadOption, message));
    }
    Ok(())
}

/// Reads a message whose every chunk has verified: manifest, then padding, then the parts' first bytes.
pub(super) fn read(inner: Vec<u8>) -> Result<Opened, Error> {
    let (length, rest) = inner
        .split_first_chunk::<LENGTH_BYTES>()
        .ok_or_else(|| bad("there is none"))?;
    let length = usize::try_from(u32::from_le_bytes(*length))
        .ok()
        .filter(|length| (1..=MAX_MANIFEST_BYTES).contains(length))
        .ok_or_else(|| bad("its length is not 1 to 16384"))?;
    let manifest = rest.get(..length).ok_or_else(|| bad("it is cut"))?;
    let manifest = Manifest::read(manifest)?;

    let parts_start = LENGTH_BYTES + length;
    let message_end = parts_start as u64 + manifest.parts_end;
    if message_end > inner.len() as u64 {
        return Err(bad("a part ends behind the message"));
    }
    check_padding(&inner, message_end)?;

    // Every part ends within the message, so its place fits a `usize`.
    let place = |range: core::ops::Range<u64>| {
        parts_start + range.start as usize..parts_start + range.end as usize
    };
    let inside = match manifest.content {
        Content::Picture { preview, main } => {
            let check = |entry: super::manifest::PartEntry| {
                let place = Place::new(&entry, place(entry.range.clone()));
                if place.media_type.matches_magic(&inner[place.range.clone()]) {
                    Ok(place)
                } else {
                    Err(mismatch())
                }
            };
            Inside::Picture {
                preview: preview.map(check).transpose()?,
                main: check(main)?,
            }
        }
        Content::Album(range) => {
            let bytes = &inner[place(range)];
            if bytes.first() != Some(&b'{') {
                return Err(mismatch());
            }
            Inside::Album(Album::read(bytes)?)
        }
    };
    Ok(Opened {
        alt: manifest.alt,
        name: manifest.name,
        inner,
        inside,
    })
}

fn check_padding(inner: &[u8], message_end: u64) -> Result<(), Error> {
    let zeros = &inner[message_end as usize..];
    if padded(message_end) == Some(inner.len() as u64) && zeros.iter().all(|byte| *byte == 0) {
        Ok(())
    } else {
        Err(Error::new(
            Code::BadPadding,
            "the padding is not zeros of the exact length",
        ))
    }
}

fn mismatch() -> Error {
    Error::new(
        Code::TypeMismatch,
        "a part is not of the type that its manifest says",
    )
}
