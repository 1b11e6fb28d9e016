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
use crate::picture::MediaType;

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

/// How many bytes a preview may have beside these texts, whatever picture it is of.
pub fn preview_room(alt: Option<&str>, name: Option<&str>) -> usize {
    // What cannot be longer: the preview's entry, and that of a picture that no memory holds.
    let widest = |role, off, len| DraftPart {
        off,
        len,
        w: Some(u16::MAX),
        h: Some(u16::MAX),
        ..DraftPart::new(role, MediaType::Jpeg.as_str(), &[])
    };
    let (most, preview_end) = (u32::MAX as usize, MAX_PREVIEW_END as usize);
    let parts = vec![
        widest("preview", 0, preview_end),
        widest("main", preview_end, most),
    ];
    let manifest = serde_json::to_vec(&Draft::new(parts, alt, name)).unwrap_or_default();
    preview_end.saturating_sub(LENGTH_BYTES + manifest.len())
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
    let (manifest, parts_start) = read_manifest(&inner)?;
    let message_end = parts_start as u64 + manifest.parts_end;
    check_end(&inner, message_end, inner.len() as u64)?;
    let inside = match manifest.content {
        Content::Picture { preview, main } => {
            let place = |entry| Place::of(&entry, parts_start, &inner);
            Inside::Picture {
                preview: preview.map(place).transpose()?,
                main: place(main)?,
            }
        }
        Content::Album(range) => {
            // It ends within the message, so its place fits a `usize`.
            let bytes =
                &inner[parts_start + range.start as usize..parts_start + range.end as usize];
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

/// Where the manifest ends, by the length that stands before it.
pub(super) fn manifest_end(inner: &[u8]) -> Result<usize, Error> {
    let length = inner
        .first_chunk::<LENGTH_BYTES>()
        .ok_or_else(|| bad("there is none"))?;
    usize::try_from(u32::from_le_bytes(*length))
        .ok()
        .filter(|length| (1..=MAX_MANIFEST_BYTES).contains(length))
        .map(|length| LENGTH_BYTES + length)
        .ok_or_else(|| bad("its length is not 1 to 16384"))
}

/// The manifest, and where the parts start behind it.
pub(super) fn read_manifest(inner: &[u8]) -> Result<(Manifest, usize), Error> {
    let end = manifest_end(inner)?;
    let manifest = inner
        .get(LENGTH_BYTES..end)
        .ok_or_else(|| bad("it is cut"))?;
    Ok((Manifest::read(manifest)?, end))
}

/// Holds a message of `message_bytes`, of which `inner` is the beginning or all, against where its parts end.
pub(super) fn check_end(inner: &[u8], message_end: u64, message_bytes: u64) -> Result<(), Error> {
    if message_end > message_bytes {
        return Err(bad("a part ends behind the message"));
    }
    let zeros = inner
        .iter()
        .skip(usize::try_from(message_end).unwrap_or(usize::MAX));
    if padded(message_end) == Some(message_bytes) && zeros.into_iter().all(|byte| *byte == 0) {
        Ok(())
    } else {
        Err(Error::new(
            Code::BadPadding,
            "the padding is not zeros of the exact length",
        ))
    }
}

/// A part that does not begin as its type does.
pub(super) fn mismatch() -> Error {
    Error::new(
        Code::TypeMismatch,
        "a part is not of the type that its manifest says",
    )
}
