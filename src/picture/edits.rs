//! What a person did to a picture before sharing it.

use crate::error::{Code, Error};
use pellicle_pixels::{Area, Decoded, Orientation, Size};

/// Turns, cuts and covers. Areas are in pixels of the picture as it is seen before any of them: upright, as its
/// orientation tag asks, and of its own size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// Quarter turns clockwise, made last. Default: none.
    pub quarter_turns: u8,
    /// All that is left. It may lose up to three pixels on a side, where the file stores colours for several pixels at
    /// once, and never gains one. Default: everything.
    pub crop: Option<Area>,
    /// Covered in black before anything else is done, so that nothing of what was there gets into what is shown.
    /// Default: none.
    pub covers: Vec<Area>,
}

impl Edits {
    /// Whether nothing is done.
    pub fn is_empty(&self) -> bool {
        !self.has_areas() && self.quarter_turns.is_multiple_of(4)
    }

    /// Whether anything is cut or covered: then the pixels have to be there in full.
    pub(super) fn has_areas(&self) -> bool {
        self.crop.is_some() || !self.covers.is_empty()
    }

    /// Holds every area to lie in the picture, which is seen in this size.
    ///
    /// # Errors
    /// `bad-option` where one does not.
    pub(super) fn check(&self, seen: Size) -> Result<(), Error> {
        let mut areas = self.covers.iter().chain(&self.crop);
        if areas.all(|area| area.is_within(seen)) {
            return Ok(());
        }
        Err(Error::new(
            Code::BadOption,
            format!(
                "an area is empty or lies outside of the picture, which has {} × {} pixels",
                seen.width, seen.height
            ),
        ))
    }

    /// Covers and cuts pixels that are stored in this size and orientation, and gives the size that is left.
    pub(super) fn apply(
        &self,
        mut pixels: Decoded,
        stored: Size,
        orientation: Orientation,
    ) -> (Decoded, Size) {
        for cover in &self.covers {
            pixels.cover(orientation.stored_area(*cover, stored), stored);
        }
        match self.crop {
            Some(crop) => pixels.crop(orientation.stored_area(crop, stored), stored),
            None => (pixels, stored),
        }
    }
}
