//! Pictures whose pixels somebody else decodes: a browser, or a module that is loaded for them.
//!
//! Their files are read no further than the limits and the receipt need. Whatever the decoder is, only pixels come
//! from it, and they go the way of every other picture's.

use super::color;
use super::container::{Source, avif, jxl};
use super::options::Stage;
use super::receipt::{Made, Receipt};
use super::refusal::malformed;
use super::sniff::Kind;
use super::{Options, Prepared, Unfinished, encoded};
use crate::error::Error;
use pellicle_pixels::Orientation;
use pellicle_pixels::Size;
use pellicle_pixels::resize::{self, Plan};
use pellicle_pixels::{Decoded, Plane, with_alpha};

/// A file that nothing here decodes: its header has been read, and keeps to the limits.
pub struct Foreign<'a> {
    kind: Kind,
    bytes: &'a [u8],
    source: Source,
}

/// What the decoder gave: rows from the top without padding, 8 bits for each of red, green, blue and alpha, in sRGB,
/// the colours not multiplied by alpha.
pub struct Pixels {
    /// Pixels across, as they are stored here.
    pub width_px: u32,
    /// Pixels down, as they are stored here.
    pub height_px: u32,
    /// Four bytes for each pixel.
    pub rgba: Vec<u8>,
    /// How they have still to be turned, as Exif says it: 1 where the decoder has done that.
    pub orientation: u8,
}

impl<'a> Foreign<'a> {
    /// The file, if it is an AVIF, a HEIC or a JPEG XL whose pixels are wanted; `None` where it is anything else, or
    /// where [`prepare`](super::prepare()) can do without them, or refuses it.
    ///
    /// # Errors
    /// `malformed`, `unsupported` and `too-large` by the header alone.
    pub fn read(bytes: &'a [u8], options: &Options) -> Result<Option<Self>, Error> {
        let Some(kind) = Kind::of(bytes).filter(|_| !options.is_original()) else {
            return Ok(None);
        };
        options.check()?;
        options.limits.check_file(bytes)?;
        let source = match kind {
            Kind::Avif | Kind::Heic => avif::look(bytes)?,
            Kind::Jxl => jxl::look(bytes)?,
        };
        options
            .limits
            .check_size(source.size, source.pixel_bits, bytes.len())?;
        Ok(Some(Self {
            kind,
            bytes,
            source,
        }))
    }

    /// The type to ask a decoder for, such as `image/heic`.
    pub fn media_type(&self) -> &'static str {
        self.kind.media_type()
    }

    /// Why it cannot be prepared where there is no decoder for it, and what to do.
    pub fn not_decoded(&self) -> Error {
        self.kind.not_decoded()
    }

    /// Why it cannot be prepared where a decoder found nothing that it could read.
    pub fn not_readable(&self) -> Error {
        malformed("its pixels cannot be read; another copy of it may be whole")
    }

    /// Makes a clean picture of the pixels.
    ///
    /// # Errors
    /// `malformed` where they are not of the size that the header says, and what [`prepare`](super::prepare()) gives
    /// for pixels of its own.
    pub fn prepare(
        mut self,
        pixels: Pixels,
        options: &Options,
        on_stage: &mut dyn FnMut(Stage),
    ) -> Result<Prepared, Error> {
        let stored = Size {
            width: pixels.width_px,
            height: pixels.height_px,
        };
        let orientation = Orientation::from_exif(pixels.orientation.into());
        let announced = self.source.size;
        // A decoder may have turned it already, or crop it: then it is smaller, but never larger.
        self.source.size = match orientation.swaps_sides() == self.source.orientation.swaps_sides()
        {
            true => stored,
            false => Size {
                width: stored.height,
                height: stored.width,
            },
        };
        let Size { width, height } = self.source.size;
        let fits = (1..=announced.width).contains(&width)
            && (1..=announced.height).contains(&height)
            && 4 * stored.pixels() == pixels.rgba.len() as u64;
        if !fits {
            return Err(malformed("its header and its pixels differ in size"));
        }
        let decoded = Decoded::Raster(with_alpha(Plane {
            width: stored.width,
            height: stored.height,
            samples: pixels.rgba,
        }));
        options.edits.check(self.source.seen_size())?;
        let (decoded, left) = options.edits.apply(decoded, stored, orientation);
        let pixels = Unfinished {
            decoded,
            plan: Plan::new(resize::fit(left, options.max_edge.px()), false),
            orientation: orientation.turned(options.edits.quarter_turns),
            conversion: None,
        };
        let (picture, preview, _) = encoded(pixels, &self.source, options, on_stage)?;
        let made = Made::Encoded {
            // By the decoder.
            converted_colors: color::conversion(&self.source).is_some(),
        };
        let (input, bytes) = (self.kind.media_type(), self.bytes.len());
        let receipt = Receipt::new(input, bytes, self.source, &picture, made, &options.edits);
        Ok(Prepared {
            picture,
            preview,
            receipt,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG XL of 24 × 16 pixels, in eights, turned as Exif's 6 says: what comes behind its header is the decoder's.
    const TURNED: [u8; 6] = [0xFF, 0x0A, 0x03, 0x84, 0x05, 0];

    fn pixels(width_px: u32, height_px: u32, orientation: u8) -> Pixels {
        let rows = (0..height_px).flat_map(|y| (0..width_px).map(move |x| (x, y)));
        let rgba = rows.flat_map(|(x, y)| [(10 * x) as u8, (10 * y) as u8, 0, 255]);
        Pixels {
            width_px,
            height_px,
            rgba: rgba.collect(),
            orientation,
        }
    }

    fn prepared(pixels: Pixels) -> Result<Prepared, Error> {
        let options = Options::default();
        let foreign = Foreign::read(&TURNED, &options)?.expect("it is a JPEG XL");
        foreign.prepare(pixels, &options, &mut |_| {})
    }

    #[test]
    fn a_decoder_that_turns_and_one_that_does_not_give_the_same_receipt() {
        for (given, size) in [((24, 16, 6), (16, 24)), ((16, 24, 1), (16, 24))] {
            let prepared = prepared(pixels(given.0, given.1, given.2)).expect("it fits");
            let Prepared {
                picture, receipt, ..
            } = prepared;
            assert_eq!((picture.width_px(), picture.height_px()), size);
            assert_eq!((receipt.input.width, receipt.input.height), (16, 24));
            assert_eq!(receipt.input.media_type, "image/jxl");
            let changed = [
                super::super::Change::Rotated,
                super::super::Change::Converted,
            ];
            assert_eq!(receipt.changed, changed);
        }
    }

    #[test]
    fn pixels_that_are_more_than_announced_or_not_all_there_are_refused() {
        let mut cut = pixels(24, 16, 6);
        cut.rgba.pop();
        let none = pixels(0, 16, 6);
        for wrong in [
            pixels(25, 16, 6),
            pixels(24, 17, 6),
            pixels(24, 16, 1),
            cut,
            none,
        ] {
            let error = prepared(wrong).map(|_| ()).expect_err("it does not fit");
            assert_eq!(error.code(), crate::Code::Malformed);
        }
        // A crop shows less.
        assert!(prepared(pixels(20, 10, 6)).is_ok());
    }

    #[test]
    fn original_mode_and_other_kinds_are_not_decoded_elsewhere() {
        let none = |bytes: &[u8], options: &Options| {
            Foreign::read(bytes, options).is_ok_and(|foreign| foreign.is_none())
        };
        assert!(none(&TURNED, &Options::original()));
        assert!(none(b"\xFF\xD8\xFF", &Options::default()));
        assert!(none(b"", &Options::default()));
    }
}
