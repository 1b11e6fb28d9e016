//! What a file is, by its first bytes alone: names and MIME types lie.

use super::MediaType;
use super::refusal::{malformed, unsupported};
use crate::error::Error;

/// The kinds that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    Png,
    Webp,
    Gif,
    Avif,
}

impl Format {
    pub(super) fn media_type(self) -> MediaType {
        match self {
            Self::Jpeg => MediaType::Jpeg,
            Self::Png => MediaType::Png,
            Self::Webp => MediaType::Webp,
            Self::Gif => MediaType::Gif,
            Self::Avif => MediaType::Avif,
        }
    }
}

/// The kinds that no decoder here reads, and a browser or a module of its own may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Avif,
    Heic,
    Jxl,
}

impl Kind {
    /// The kind of a file; `None` for every other.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        Some(match known_kind(bytes)? {
            AVIF => Self::Avif,
            HEIC => Self::Heic,
            JXL => Self::Jxl,
            _ => return None,
        })
    }

    /// The name that IANA registered.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Heic => "image/heic",
            Self::Jxl => "image/jxl",
        }
    }

    /// What to do where nothing decodes it.
    pub(super) fn not_decoded(self) -> Error {
        unsupported(match self {
            Self::Avif => {
                "this is an AVIF file, which nothing here decodes: take a browser that shows it, or save it as a JPEG or PNG"
            }
            Self::Heic => {
                "this is a HEIC picture, which nothing here decodes: take a browser that shows it, or share it as a JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)"
            }
            Self::Jxl => {
                "this is a JPEG XL file, which nothing here decodes: take a browser that shows it, or save it as a JPEG or PNG"
            }
        })
    }
}

/// The format of a file that is taken: one that is decoded here, or written again in original mode.
///
/// # Errors
/// `malformed` for an empty file, `unsupported` with the name of the kind, where it is known, for every other.
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, Error> {
    if bytes.is_empty() {
        return Err(malformed("the file is empty"));
    }
    if bytes.get(4..8) == Some(b"ftyp") && iso_kind(bytes) == AVIF {
        return Ok(Format::Avif);
    }
    [Format::Jpeg, Format::Png, Format::Webp, Format::Gif]
        .into_iter()
        .find(|format| format.media_type().matches_magic(bytes))
        .ok_or_else(|| match Kind::of(bytes) {
            Some(_) => unsupported(
                "original mode writes files again that every browser shows, and this HEIC or JPEG XL is none: share it without original mode",
            ),
            None => refuse(bytes),
        })
}

const CONVERT: &str = "save it as a JPEG or PNG and try again";

fn refuse(bytes: &[u8]) -> Error {
    match known_kind(bytes) {
        Some("video") => unsupported("this is a video, and only pictures are taken"),
        Some("SVG") => unsupported(
            "this is an SVG drawing, which is never taken, because it can hold programs: export it as a PNG",
        ),
        Some("PDF") => unsupported("this is a PDF document: export the page as a PNG or JPEG"),
        Some(kind) => unsupported(format!(
            "this is {kind} file, which is not taken: {CONVERT}"
        )),
        None => unsupported(format!(
            "this is not a kind of picture that is known here: {CONVERT}"
        )),
    }
}

/// Kinds with a signature at the start; the ISO boxes and the texts are told apart below.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\xFF\x0A", JXL),
    (b"\0\0\0\x0CJXL \r\n\x87\n", JXL),
    (b"\0\0\0\x0CjP  \r\n\x87\n", "a JPEG 2000"),
    (b"\xFF\x4F\xFF\x51", "a JPEG 2000"),
    (b"II*\0", "a TIFF or raw camera"),
    (b"MM\0*", "a TIFF or raw camera"),
    (b"II+\0", "a TIFF"),
    (b"MM\0+", "a TIFF"),
    (b"IIRO", "a raw camera"),
    (b"IIU\0", "a raw camera"),
    (b"FUJIFILMCCD-RAW", "a raw camera"),
    (b"II\xBC", "a JPEG XR"),
    (b"BM", "a BMP"),
    (b"\0\0\x01\0", "an ICO"),
    (b"\0\0\x02\0", "a CUR"),
    (b"%PDF", "PDF"),
    (b"8BPS", "a Photoshop"),
    (b"qoif", "a QOI"),
    (b"\x8AMNG", "an MNG"),
    (b"\x8BJNG", "a JNG"),
    (b"DDS ", "a DDS"),
    (b"\x76\x2F\x31\x01", "an OpenEXR"),
    (b"#?RADIANCE", "a Radiance HDR"),
    (b"\x1A\x45\xDF\xA3", "video"),
    (b"PK\x03\x04", "a ZIP"),
    (b"\x1F\x8B", "a gzip"),
];

fn known_kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(iso_kind(bytes));
    }
    SIGNATURES
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|&(_, kind)| kind)
        .or_else(|| text_kind(bytes))
}

/// What the kinds that others may decode are called.
const AVIF: &str = "an AVIF";
const HEIC: &str = "HEIC";
const JXL: &str = "a JPEG XL";

/// An ISO base media file says what it is by its brands (ISO/IEC 14496-12, 4.3).
fn iso_kind(bytes: &[u8]) -> &'static str {
    let box_len = bytes
        .first_chunk()
        .map_or(0, |size| u32::from_be_bytes(*size) as usize);
    // 64 brands are more than any file has, and bound the search.
    let end = box_len.min(bytes.len()).min(8 + 4 * 64);
    let brands = bytes.get(8..end).unwrap_or_default();
    let has = |names: &[&[u8; 4]]| {
        brands
            .chunks_exact(4)
            .any(|b| names.iter().any(|n| b == *n))
    };
    if has(&[b"avif", b"avis"]) {
        AVIF
    } else if has(&[
        b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1",
    ]) {
        HEIC
    } else if has(&[b"crx "]) {
        "a raw camera"
    } else {
        "video"
    }
}

/// SVG, HTML and XML have no signature, only a first tag.
fn text_kind(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(1024)];
    let head = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    if !head.starts_with(b"<") {
        return None;
    }
    let has = |tag: &[u8]| head.windows(tag.len()).any(|w| w.eq_ignore_ascii_case(tag));
    Some(if has(b"<svg") {
        "SVG"
    } else if has(b"<html") || has(b"<!doctype html") {
        "an HTML"
    } else {
        "an XML"
    })
}
