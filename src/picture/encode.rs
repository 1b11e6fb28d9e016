//! From pixels to a file that holds nothing but them.

mod jpeg;
mod png;

use super::MediaType;
use super::raster::Raster;
use crate::error::Error;

/// A palette picture is small and exact; up to 256 colours fit.
const PALETTE_COLORS: usize = 256;

/// A lossless picture stays lossless while that costs at most twice the bytes of a JPEG.
const LOSSLESS_FACTOR: usize = 2;

/// So few pixels are tried both ways, whatever they show: icons.
const SMALL_PIXELS: u64 = 256 * 256;

/// Encodes a picture as what suits it.
///
/// PNG where there is transparency, which JPEG does not have, and where a lossless source is flat enough that PNG is
/// about as small as JPEG: screenshots, drawings and charts, which JPEG would smear. JPEG for everything else.
pub(super) fn encode(
    raster: &Raster,
    lossless_source: bool,
) -> Result<(MediaType, Vec<u8>), Error> {
    let as_png = |bytes| (MediaType::Png, bytes);
    let as_jpeg = |bytes| (MediaType::Jpeg, bytes);
    if let Raster::Rgba(_) = raster {
        return png::encode(raster).map(as_png);
    }
    if !lossless_source || !(is_flat(raster) || raster.size().pixels() <= SMALL_PIXELS) {
        return jpeg::encode(raster).map(as_jpeg);
    }
    let png = png::encode(raster)?;
    let jpeg = jpeg::encode(raster)?;
    Ok(if png.len() <= LOSSLESS_FACTOR * jpeg.len() {
        as_png(png)
    } else {
        as_jpeg(jpeg)
    })
}

/// Whether at least a third of the pixels equal their left neighbour. Photos have few such pixels, screens mostly
/// such pixels; the rest is decided by trying both.
fn is_flat(raster: &Raster) -> bool {
    fn repeats<const N: usize>(samples: &[u8]) -> bool {
        let (pixels, _) = samples.as_chunks::<N>();
        let equal = pixels.windows(2).filter(|pair| pair[0] == pair[1]).count();
        3 * equal + 3 >= pixels.len()
    }
    match raster {
        Raster::Gray(plane) => repeats::<1>(&plane.samples),
        Raster::Rgb(plane) => repeats::<3>(&plane.samples),
        Raster::Rgba(plane) => repeats::<4>(&plane.samples),
        Raster::Ycc420(_) => false,
    }
}
