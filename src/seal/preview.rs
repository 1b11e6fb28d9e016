//! A picture's preview, from the first bytes of its blob alone.

use super::chunks::{CHUNK_BYTES, PREFIX_BYTES, SEALED_CHUNK_BYTES, TAG_BYTES, check_length};
use super::header::HEADER_BYTES;
use super::manifest::Content;
use super::message;
use super::opened::{Inside, Opened, Part, Place};
use super::{BlobKey, Keys, ViewToken, unlock};
use crate::error::{Code, Error};
use core::fmt;

/// So many of a blob's first bytes, or all of a shorter one, bring its preview: header, salt, commitment and chunk 0.
pub const PREVIEW_HEAD_BYTES: usize = HEADER_BYTES + PREFIX_BYTES + SEALED_CHUNK_BYTES;

/// What a blob's first chunk shows of a picture. The rest of the picture may still turn out to be damaged.
///
/// Like [`Opened`](super::Opened) it is no [`Picture`](crate::Picture).
pub struct OpenedPreview {
    /// The text that stands in for the picture. Show it as text only.
    pub alt: Option<String>,
    /// How many pixels across the picture itself is, as a hint for layout.
    pub main_width_px: u16,
    /// How many pixels down.
    pub main_height_px: u16,
    chunk: Vec<u8>,
    place: Place,
}

impl OpenedPreview {
    /// The preview.
    pub fn part(&self) -> Part<'_> {
        self.place.part(&self.chunk)
    }
}

/// It prints without its text and its bytes, so that none ends in a log.
impl fmt::Debug for OpenedPreview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.part();
        let (kind, bytes) = (part.media_type.as_str(), part.bytes.len());
        write!(f, "OpenedPreview({kind} of {bytes} bytes)")
    }
}

/// Opens the preview in the first [`PREVIEW_HEAD_BYTES`] of a blob that is `blob_bytes` long, with keys that were
/// derived for its header. `None` where there is none, as in every album.
///
/// # Errors
/// Those of [`open`](super::open), as far as they can be known from these bytes: [`Code::Truncated`] too where there
/// are fewer than that.
pub fn open_preview(
    head: &[u8],
    blob_bytes: u64,
    keys: &Keys,
) -> Result<Option<OpenedPreview>, Error> {
    read(head, blob_bytes, keys.blob_key(), Some(keys.view_token()))
}

/// Opens a preview by the blob's key alone, as whoever has an album does.
///
/// # Errors
/// Those of [`open_preview`] but [`Code::Unreportable`].
pub fn open_preview_with_key(
    head: &[u8],
    blob_bytes: u64,
    key: &BlobKey,
) -> Result<Option<OpenedPreview>, Error> {
    read(head, blob_bytes, key, None)
}

fn read(
    head: &[u8],
    blob_bytes: u64,
    key: &BlobKey,
    view_token: Option<&ViewToken>,
) -> Result<Option<OpenedPreview>, Error> {
    // The length of the whole comes first, as always: a chunk says nothing of how many follow.
    let sealed_bytes = blob_bytes
        .checked_sub(HEADER_BYTES as u64)
        .ok_or_else(cut)?;
    check_length(sealed_bytes)?;
    let wanted = blob_bytes.min(PREVIEW_HEAD_BYTES as u64) as usize;
    let (header, sealed) = head
        .get(..wanted)
        .and_then(|head| head.split_first_chunk::<HEADER_BYTES>())
        .ok_or_else(cut)?;
    let cipher = unlock(header, sealed, key, view_token)?;

    let first = &sealed[PREFIX_BYTES..];
    let mut chunk = vec![0; first.len() - TAG_BYTES];
    cipher.open_chunk(0, first, &mut chunk)?;

    let chunks_bytes = sealed_bytes - PREFIX_BYTES as u64;
    let count = chunks_bytes.div_ceil(SEALED_CHUNK_BYTES as u64);
    let message_bytes = chunks_bytes - count * TAG_BYTES as u64;
    if count == 1 {
        return Ok(of_whole(message::read(chunk)?));
    }
    // Behind a manifest that goes on in chunk 1 there is no room for a preview.
    if message::manifest_end(&chunk)? > CHUNK_BYTES {
        return Ok(None);
    }
    let (manifest, parts_start) = message::read_manifest(&chunk)?;
    let message_end = parts_start as u64 + manifest.parts_end;
    message::check_end(&chunk, message_end, message_bytes)?;
    let Content::Picture {
        preview: Some(preview),
        main,
    } = manifest.content
    else {
        return Ok(None);
    };
    Ok(Some(OpenedPreview {
        alt: manifest.alt,
        main_width_px: main.width_px,
        main_height_px: main.height_px,
        place: Place::of(&preview, parts_start, &chunk)?,
        chunk,
    }))
}

/// The preview of a blob that was opened wholly, because it ends within its first chunk.
fn of_whole(opened: Opened) -> Option<OpenedPreview> {
    match opened.inside {
        Inside::Picture {
            preview: Some(place),
            main,
        } => Some(OpenedPreview {
            alt: opened.alt,
            main_width_px: main.width_px,
            main_height_px: main.height_px,
            chunk: opened.inner,
            place,
        }),
        _ => None,
    }
}

fn cut() -> Error {
    Error::new(Code::Truncated, "the blob ends within its first chunk")
}
