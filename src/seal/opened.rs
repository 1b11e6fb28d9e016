//! What comes out of a blob.

use super::album::Album;
use super::manifest::PartEntry;
use super::message::mismatch;
use super::name;
use crate::error::{Code, Error};
use crate::picture::MediaType;
use core::fmt;
use core::ops::Range;

/// What a blob held, after every byte of it was verified.
///
/// It is no [`Picture`](crate::Picture): whoever sealed it may not have used this code,
/// so it would have to pass [`prepare`](crate::prepare) again before it is sealed again.
pub struct Opened {
    /// The text that stands in for the picture. Show it as text only.
    pub alt: Option<String>,
    /// The file name that the uploader asked to keep. Show it as text only,
    /// and use [`download_name`](Self::download_name) for a file.
    pub name: Option<String>,
    pub(super) inner: Vec<u8>,
    pub(super) inside: Inside,
}

/// A picture in an opened blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// The encoded file, as whoever sealed it made it. Its first bytes are of the type; nothing else was looked at.
    pub bytes: &'a [u8],
    /// What the file is.
    pub media_type: MediaType,
    /// Pixels across, as a hint for layout: the file's own size rules.
    pub width_px: u16,
    /// Pixels down, as a hint for layout.
    pub height_px: u16,
}

impl Opened {
    /// The picture.
    ///
    /// # Errors
    /// [`Code::Album`] where the blob is an album.
    pub fn main(&self) -> Result<Part<'_>, Error> {
        match &self.inside {
            Inside::Picture { main, .. } => Ok(self.part(main)),
            Inside::Album(_) => Err(Error::new(Code::Album, "the blob is an album")),
        }
    }

    /// A small version of the picture, where there is one.
    pub fn preview(&self) -> Option<Part<'_>> {
        match &self.inside {
            Inside::Picture { preview, .. } => preview.as_ref().map(|place| self.part(place)),
            Inside::Album(_) => None,
        }
    }

    /// The album.
    ///
    /// # Errors
    /// [`Code::NotAlbum`] where the blob is a picture.
    pub fn album(&self) -> Result<&Album, Error> {
        match &self.inside {
            Inside::Picture { .. } => Err(Error::new(Code::NotAlbum, "the blob is a picture")),
            Inside::Album(album) => Ok(album),
        }
    }

    /// A name to save the picture under: the uploader's where there is one, else `fallback` (a blob's id, say),
    /// without anything that a file name should not hold, and with the extension of what the file is.
    ///
    /// # Errors
    /// [`Code::Album`] where the blob is an album.
    pub fn download_name(&self, fallback: &str) -> Result<String, Error> {
        let extension = self.main()?.media_type.extension();
        Ok(name::download_name(
            self.name.as_deref(),
            fallback,
            extension,
        ))
    }

    fn part(&self, place: &Place) -> Part<'_> {
        place.part(&self.inner)
    }
}

/// What was opened prints without its texts and its bytes, so that none ends in a log.
impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.main() {
            Ok(main) => write!(
                f,
                "Opened({} of {} bytes)",
                main.media_type.as_str(),
                main.bytes.len()
            ),
            Err(_) => f.write_str("Opened(an album)"),
        }
    }
}

#[derive(Debug)]
pub(super) enum Inside {
    Picture { preview: Option<Place>, main: Place },
    Album(Album),
}

/// Where a picture lies within the message.
#[derive(Debug)]
pub(super) struct Place {
    range: Range<usize>,
    media_type: MediaType,
    pub(super) width_px: u16,
    pub(super) height_px: u16,
}

impl Place {
    /// Where an entry's part lies in the part of a message that is at hand: it begins as its type does.
    ///
    /// # Errors
    /// [`Code::TypeMismatch`].
    pub(super) fn of(entry: &PartEntry, parts_start: usize, inner: &[u8]) -> Result<Self, Error> {
        // It ends within the message, so its place fits a `usize`.
        let range =
            parts_start + entry.range.start as usize..parts_start + entry.range.end as usize;
        let bytes = inner.get(range.clone()).unwrap_or_default();
        if !entry.media_type.matches_magic(bytes) {
            return Err(mismatch());
        }
        Ok(Self {
            range,
            media_type: entry.media_type,
            width_px: entry.width_px,
            height_px: entry.height_px,
        })
    }

    /// The part, of the same message.
    pub(super) fn part<'a>(&self, inner: &'a [u8]) -> Part<'a> {
        Part {
            bytes: &inner[self.range.clone()],
            media_type: self.media_type,
            width_px: self.width_px,
            height_px: self.height_px,
        }
    }
}
