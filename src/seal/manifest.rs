//! What a message says of its parts: written from pictures, and read as if an enemy wrote it.

use super::json::{self, Object, bad};
use crate::error::Error;
use crate::picture::{MediaType, Picture};
use core::ops::Range;
use serde::Serialize;

/// The longest manifest.
pub(super) const MAX_MANIFEST_BYTES: usize = 16_384;
/// What a manifest with its length and a preview may take: chunk 0, so that one ranged read brings both.
pub(super) const MAX_PREVIEW_END: u64 = 16_384;
/// The longest text that stands in for the picture, in bytes of UTF-8.
pub const MAX_ALT_BYTES: usize = 1000;
/// The longest file name, in bytes of UTF-8.
pub const MAX_NAME_BYTES: usize = 255;

const VERSION: u8 = 1;
const ALBUM_TYPE: &str = "application/vnd.pellicle.album+json";

/// A manifest as it is written.
#[derive(Serialize)]
pub(super) struct Draft<'a> {
    pub(super) v: u8,
    pub(super) parts: Vec<DraftPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) alt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
}

/// A part as it is written, and its bytes. Where it lies is only known with all others.
#[derive(Serialize)]
pub(super) struct DraftPart<'a> {
    pub(super) role: &'static str,
    #[serde(rename = "type")]
    pub(super) media_type: &'static str,
    pub(super) off: usize,
    pub(super) len: usize,
    /// An album has no size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) w: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) h: Option<u16>,
    #[serde(skip)]
    pub(super) bytes: &'a [u8],
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        parts: Vec<DraftPart<'a>>,
        alt: Option<&'a str>,
        name: Option<&'a str>,
    ) -> Self {
        Self {
            v: VERSION,
            parts,
            alt,
            name,
        }
    }
}

impl<'a> DraftPart<'a> {
    pub(super) fn picture(role: &'static str, picture: &'a Picture) -> Self {
        Self {
            w: Some(picture.width_px()),
            h: Some(picture.height_px()),
            ..Self::new(role, picture.media_type().as_str(), picture.bytes())
        }
    }

    pub(super) fn album(bytes: &'a [u8]) -> Self {
        Self::new("album", ALBUM_TYPE, bytes)
    }

    pub(super) fn new(role: &'static str, media_type: &'static str, bytes: &'a [u8]) -> Self {
        Self {
            role,
            media_type,
            off: 0,
            len: bytes.len(),
            w: None,
            h: None,
            bytes,
        }
    }
}

/// A manifest that was read and keeps every rule.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) content: Content,
    /// Where the parts end, counted from the end of the manifest.
    pub(super) parts_end: u64,
    pub(super) alt: Option<String>,
    pub(super) name: Option<String>,
}

/// The parts that a message may have: `main`, or `preview` then `main`, or `album`.
#[derive(Debug)]
pub(super) enum Content {
    Picture {
        preview: Option<PartEntry>,
        main: PartEntry,
    },
    Album(Range<u64>),
}

/// Where a picture lies, counted from the end of the manifest.
#[derive(Debug, Clone)]
pub(super) struct PartEntry {
    pub(super) range: Range<u64>,
    pub(super) media_type: MediaType,
    pub(super) width_px: u16,
    pub(super) height_px: u16,
}

impl Manifest {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Error> {
        let object = json::read_object(bytes)?;
        if object.number("v")? != u64::from(VERSION) {
            return Err(bad("it is of another version"));
        }
        let parts = object.objects("parts")?;
        let roles: Result<Vec<_>, _> = parts.iter().map(|part| part.text("role")).collect();
        let mut end = 0;
        let content = match (roles?.as_slice(), parts.as_slice()) {
            (["main"], [main]) => Content::Picture {
                preview: None,
                main: PartEntry::read(main, &mut end)?,
            },
            (["preview", "main"], [preview, main]) => {
                let preview = PartEntry::read(preview, &mut end)?;
                if 4 + bytes.len() as u64 + preview.range.end > MAX_PREVIEW_END {
                    return Err(bad("the preview does not fit into the first chunk"));
                }
                Content::Picture {
                    preview: Some(preview),
                    main: PartEntry::read(main, &mut end)?,
                }
            }
            (["album"], [album]) => {
                if album.text("type")? != ALBUM_TYPE || album.has("w") || album.has("h") {
                    return Err(bad("the album is not described as one"));
                }
                Content::Album(read_range(album, &mut end)?)
            }
            _ => {
                return Err(bad(
                    "the parts are not `main`, `preview` and `main`, or `album`",
                ));
            }
        };
        Ok(Self {
            content,
            parts_end: end,
            alt: read_text(&object, "alt", MAX_ALT_BYTES)?,
            name: read_text(&object, "name", MAX_NAME_BYTES)?,
        })
    }
}

impl PartEntry {
    fn read(part: &Object, end: &mut u64) -> Result<Self, Error> {
        let side = |key| match u16::try_from(part.number(key)?) {
            Ok(px) if px > 0 => Ok(px),
            _ => Err(bad("a side is not 1 to 65535 pixels")),
        };
        Ok(Self {
            range: read_range(part, end)?,
            media_type: MediaType::from_name(part.text("type")?)
                .ok_or_else(|| bad("a part's type is not in the table"))?,
            width_px: side("w")?,
            height_px: side("h")?,
        })
    }
}

/// A part's place: it begins where the one before it ended, and moves the end.
/// Numbers have at most ten digits, so the sum of two cannot overflow.
fn read_range(part: &Object, end: &mut u64) -> Result<Range<u64>, Error> {
    let (start, length) = (part.number("off")?, part.number("len")?);
    if start != *end || length == 0 {
        return Err(bad("the parts leave a gap, overlap or are empty"));
    }
    *end = start + length;
    Ok(start..*end)
}

fn read_text(object: &Object, key: &str, max_bytes: usize) -> Result<Option<String>, Error> {
    match object.optional_text(key)? {
        Some(text) if text.len() > max_bytes => Err(bad(&format!("`{key}` is too long"))),
        text => Ok(text.map(str::to_owned)),
    }
}
