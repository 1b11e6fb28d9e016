//! From pixels to a file that holds nothing but them.

mod palette;
mod png;

use crate::jpeg::{self, Preset};
use crate::{Error, Plane, Raster};
pub use palette::Palette;

/// A lossless picture stays lossless while that costs at most twice the bytes of a JPEG.
const LOSSLESS_FACTOR: usize = 2;

/// So few pixels are tried both ways, whatever they show: icons.
const SMALL_PIXELS: u64 = 256 * 256;

/// So few bytes are not worth a loss.
const SMALL_BYTES: usize = 8192;

/// A file, by what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Encoded {
    /// JPEG.
    Jpeg(Vec<u8>),
    /// PNG.
    Png(Vec<u8>),
}

/// Encodes a picture as what suits it.
///
/// PNG where there is transparency, which JPEG does not have, and where a lossless source is flat enough that PNG is
/// about as small as JPEG: screenshots, drawings and charts, which JPEG would smear. JPEG for everything else.
pub fn encode(raster: &Raster, lossless_source: bool, preset: Preset) -> Result<Encoded, Error> {
    let content = Content::of(raster);
    if let Raster::Rgba(_) = raster {
        return png::encode(raster, content).map(Encoded::Png);
    }
    let could_be_png = content == Content::Flat || raster.size().pixels() <= SMALL_PIXELS;
    if !lossless_source || !could_be_png {
        return jpeg::encode(raster, preset).map(Encoded::Jpeg);
    }
    let png = png::encode(raster, content)?;
    let jpeg = jpeg::encode(raster, preset)?;
    Ok(
        if png.len() <= SMALL_BYTES.max(LOSSLESS_FACTOR * jpeg.len()) {
            Encoded::Png(png)
        } else {
            Encoded::Jpeg(jpeg)
        },
    )
}

/// A frame of four bytes a pixel as a PNG of its own.
///
/// # Errors
/// [`Error::Internal`] where it has no pixels.
pub fn frame(frame: &Plane) -> Result<Vec<u8>, Error> {
    png::write_rgba(frame, Content::of_pixels::<4>(&frame.samples))
}

/// What kind of picture it is, by how much of it repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// At least a third of the pixels equal their left neighbour: a screen, a drawing, text.
    Flat,
    /// A photo, or something as rich as one.
    Varied,
}

impl Content {
    fn of(raster: &Raster) -> Self {
        match raster {
            Raster::Gray(plane) => Self::of_pixels::<1>(&plane.samples),
            Raster::Rgb(plane) => Self::of_pixels::<3>(&plane.samples),
            Raster::Rgba(plane) => Self::of_pixels::<4>(&plane.samples),
            Raster::Cmyk(_) | Raster::Ycc420(_) => Self::Varied,
        }
    }

    fn of_pixels<const N: usize>(samples: &[u8]) -> Self {
        let (pixels, _) = samples.as_chunks::<N>();
        let equal = pixels.windows(2).filter(|pair| pair[0] == pair[1]).count();
        match 3 * equal + 3 >= pixels.len() {
            true => Self::Flat,
            false => Self::Varied,
        }
    }
}
