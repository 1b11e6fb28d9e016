//! From a file's bytes to a clean picture, on one screen.

use crate::error::{Code, Error};
use serde::Serialize;

/// Makes a clean picture of a file's bytes, and says what was removed.
///
/// # Errors
/// [`Code::Unsupported`], [`Code::Malformed`] or [`Code::TooLarge`]; never the input.
pub fn prepare(_bytes: &[u8], _options: &Options) -> Result<Prepared, Error> {
    Err(Error::new(Code::Unsupported, "no format is taken yet"))
}

/// How a picture is prepared.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The longest side of the result.
    pub max_edge: MaxEdge,
}

/// The longest side of a prepared picture; nothing is ever enlarged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaxEdge {
    /// At most this many pixels.
    Px(u16),
    /// As many as the original has.
    Full,
}

impl Default for MaxEdge {
    fn default() -> Self {
        Self::Px(2048)
    }
}

/// What [`prepare`] gives.
#[derive(Debug)]
pub struct Prepared {
    /// The clean picture.
    pub picture: Picture,
    /// What was found and removed.
    pub receipt: Receipt,
}

/// A clean picture. Only [`prepare`] makes one, and only a `Picture` can be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    bytes: Vec<u8>,
    media_type: MediaType,
    width_px: u16,
    height_px: u16,
}

impl Picture {
    /// The encoded file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What the file is.
    pub fn media_type(&self) -> MediaType {
        self.media_type
    }

    /// Pixels across.
    pub fn width_px(&self) -> u16 {
        self.width_px
    }

    /// Pixels down.
    pub fn height_px(&self) -> u16 {
        self.height_px
    }
}

/// The kinds of picture that a blob can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/webp`
    Webp,
    /// `image/gif`
    Gif,
    /// `image/avif`
    Avif,
}

impl MediaType {
    const ALL: [Self; 5] = [Self::Jpeg, Self::Png, Self::Webp, Self::Gif, Self::Avif];

    /// The type's name, such as `image/jpeg`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Avif => "image/avif",
        }
    }

    /// The type of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// What a file of this type ends in, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Avif => "avif",
        }
    }

    /// Whether a file's first bytes are of this type.
    pub fn matches_magic(self, bytes: &[u8]) -> bool {
        match self {
            Self::Jpeg => bytes.starts_with(&[0xFF, 0xD8, 0xFF]),
            Self::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Webp => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
            Self::Gif => bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a"),
            Self::Avif => matches!(bytes.get(4..12), Some(b"ftypavif" | b"ftypavis")),
        }
    }
}

/// What was found in a file and removed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {}
