//! The kinds of picture that a blob can hold.

use serde::{Serialize, Serializer};

/// A kind of picture, known by the bytes that it starts with.
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
    /// Every type, in the order of SPEC.md.
    pub const ALL: [Self; 5] = [Self::Jpeg, Self::Png, Self::Webp, Self::Gif, Self::Avif];

    /// The name that IANA registered.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Avif => "image/avif",
        }
    }

    /// The type with this name; `None` for any other, however it is written.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// What a file of this type is called after the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Avif => "avif",
        }
    }

    /// Whether these bytes start as a file of this type does.
    pub fn matches_magic(self, bytes: &[u8]) -> bool {
        let at = |offset: usize, magic: &[u8]| {
            bytes
                .get(offset..)
                .is_some_and(|rest| rest.starts_with(magic))
        };
        match self {
            Self::Jpeg => at(0, &[0xFF, 0xD8, 0xFF]),
            Self::Png => at(0, b"\x89PNG\r\n\x1A\n"),
            Self::Webp => at(0, b"RIFF") && at(8, b"WEBP"),
            Self::Gif => at(0, b"GIF87a") || at(0, b"GIF89a"),
            Self::Avif => at(4, b"ftypavif") || at(4, b"ftypavis"),
        }
    }
}

impl Serialize for MediaType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
