//! The message inside the chunks.
//!
//! ```text
//! u32 little-endian  length of the manifest, 1 to 16384
//! manifest           JSON
//! parts              in order, without gaps
//! zeros              up to PADMÉ of all the above
//! ```

use super::Contents;
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

/// Lays out what is sealed, padding and all.
pub(super) fn write(contents: Contents<'_>) -> Result<Vec<u8>, Error> {
    match contents {
        Contents::Picture(message) => {
            check_text("alt", message.alt, MAX_ALT_BYTES)?;
            check_text("name", message.name, MAX_NAME_BYTES)?;
            let preview = message.preview.map(|it| DraftPart::picture("preview", it));
            let main = DraftPart::picture("main", message.main);
            let parts = preview.into_iter().chain([main]).collect();
            lay_out(Draft::new(parts, message.alt, message.name))
        }
        Contents::Album(album) => {
            let part = album.write()?;
            lay_out(Draft::new(vec![DraftPart::album(&part)], None, None))
        }
    }
}

fn lay_out(mut draft: Draft<'_>) -> Result<Vec<u8>, Error> {
    let mut end = 0;
    for part in &mut draft.parts {
        part.off = end;
        end += part.len;
    }
    let manifest = serde_json::to_vec(&draft)
        .map_err(|_| Error::new(Code::Internal, "the manifest could not be written"))?;
    let manifest_end = LENGTH_BYTES + manifest.len();
    // Only a preview stands before another part.
    if let [preview, _] = &draft.parts[..]
        && (manifest_end + preview.len) as u64 > MAX_PREVIEW_END
    {
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
    for part in &draft.parts {
        inner.extend_from_slice(part.bytes);
    }
    inner.resize(total, 0);
    Ok(inner)
}

/// Fails where a text that is to be sealed has too many bytes.
pub(super) fn check_text(what: &str, text: Option<&str>, max_bytes: usize) -> Result<(), Error> {
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
