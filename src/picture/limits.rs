//! What is too much, checked on the header before anything is allocated.

use super::refusal::{malformed, too_large};
use crate::error::Error;
use pellicle_pixels::Size;

/// The limits that a file must keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file. Default: 50 MiB.
    pub file_bytes: u64,
    /// Pixels, width times height. Default: 100 million.
    pub pixels: u64,
    /// Pixels along either side. Default: 65,535, the most that a JPEG can have.
    pub side_px: u32,
    /// Decoded bytes for each byte of the file. Default: 500.
    ///
    /// Flat pictures of a harmless size reach any ratio, so it counts only past [`Self::free_bytes`].
    pub inflation: u64,
    /// Decoded bytes that any file may unpack to, however small it is. Default: 64 MiB.
    pub free_bytes: u64,
    /// Pixels of an animation that is made smaller: those of its canvas, and 4096 for the trouble, times its frames.
    /// Default: 200 million. What has more is not refused, but keeps its size.
    pub frame_pixels: u64,
}

/// What a frame costs however small it is, in pixels.
const FRAME_TROUBLE_PIXELS: u64 = 4096;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            pixels: 100_000_000,
            side_px: 65_535,
            inflation: 500,
            free_bytes: 64 << 20,
            frame_pixels: 200_000_000,
        }
    }
}

impl Limits {
    pub(super) fn check_file(&self, bytes: &[u8]) -> Result<(), Error> {
        if bytes.len() as u64 > self.file_bytes {
            return Err(too_large(format!(
                "the file has {} bytes, and at most {} are taken",
                bytes.len(),
                self.file_bytes
            )));
        }
        Ok(())
    }

    /// `pixel_bits` is what one decoded pixel takes in the file's own depth.
    pub(super) fn check_size(
        &self,
        size: Size,
        pixel_bits: u32,
        file_len: usize,
    ) -> Result<(), Error> {
        let Size { width, height } = size;
        if width == 0 || height == 0 {
            return Err(malformed(format!("its size is {width} × {height} pixels")));
        }
        if width > self.side_px || height > self.side_px {
            return Err(too_large(format!(
                "the picture is {width} × {height} pixels, and a side may have at most {}",
                self.side_px
            )));
        }
        if size.pixels() > self.pixels {
            return Err(too_large(format!(
                "the picture is {width} × {height} pixels, and at most {} million are taken",
                self.pixels / 1_000_000
            )));
        }
        let decoded = size.pixels() * u64::from(pixel_bits) / 8;
        if decoded > self.free_bytes && decoded / self.inflation > file_len as u64 {
            return Err(too_large(format!(
                "the file of {file_len} bytes would unpack to {decoded}, which no honest picture does"
            )));
        }
        Ok(())
    }

    /// Whether an animation may be made smaller: each of its frames is composed and resized as a whole canvas.
    pub(super) fn allow_frames(&self, canvas: Size, frames: u32) -> bool {
        (canvas.pixels() + FRAME_TROUBLE_PIXELS) * u64::from(frames) <= self.frame_pixels
    }
}
