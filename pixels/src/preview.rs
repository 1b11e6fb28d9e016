//! A picture once more, so small that it is there long before the picture is.

use crate::jpeg::{self, Preset};
use crate::raster::Raster;
use crate::resize::{self, Halved};
use crate::{Error, Size};

/// Longest sides that are tried, the largest first: twice what a tile of a grid has on most screens, and less where a
/// picture is so rich that it would have too many bytes.
const LONGEST_PX: [u16; 3] = [320, 240, 160];

/// A picture whose longest side is shorter is there nearly as soon as its preview would be.
const MIN_LONGEST_PX: u32 = 640;

/// Writes a preview of at most so many bytes: a JPEG, whatever the picture becomes.
///
/// `None` for what is small itself, for what is transparent, and where even the smallest has too many bytes.
///
/// # Errors
/// [`Error::Internal`], as [`jpeg::encode`].
pub fn preview(raster: &Raster, max_bytes: usize) -> Result<Option<(Size, Vec<u8>)>, Error> {
    let size = raster.size();
    if size.width.max(size.height) < MIN_LONGEST_PX {
        return Ok(None);
    }
    let Some(halved) = Halved::of(raster, resize::fit(size, Some(LONGEST_PX[0]))) else {
        return Ok(None);
    };
    for longest_px in LONGEST_PX {
        let target = resize::fit(size, Some(longest_px));
        let file = jpeg::encode(&halved.resized(target)?, Preset::Smallest)?;
        if file.len() <= max_bytes {
            return Ok(Some((target, file)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Plane;
    use crate::ycc::planes_of_rgb;

    /// Red grows to the right and green downwards; noise takes every other bit where it is asked for.
    fn rgb(width: u32, height: u32, noise: u32) -> Plane {
        let mut state = 1u32;
        let mut pixel = |x: u32, y: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let spread = (state >> 16) % (noise + 1);
            [
                (x * 200 / width + spread) as u8,
                (y * 200 / height + spread) as u8,
                60,
            ]
        };
        let mut samples = Vec::new();
        for y in 0..height {
            for x in 0..width {
                samples.extend(pixel(x, y));
            }
        }
        Plane {
            width,
            height,
            samples,
        }
    }

    fn decoded(file: &[u8]) -> (Size, Vec<u8>) {
        let mut decoder = jpeg_decoder::Decoder::new(file);
        let pixels = decoder.decode().expect("a JPEG");
        let info = decoder.info().expect("it was decoded");
        let size = Size {
            width: info.width.into(),
            height: info.height.into(),
        };
        (size, pixels)
    }

    fn made(raster: &Raster, max_bytes: usize) -> Option<(Size, Vec<u8>)> {
        preview(raster, max_bytes).expect("it can be encoded")
    }

    #[test]
    fn it_shows_what_the_picture_shows() {
        for (width, height) in [(2048, 1536), (641, 480), (999, 1333), (1281, 640)] {
            let whole = rgb(width, height, 0);
            let planar = Raster::Ycc420(planes_of_rgb(&whole));
            for raster in [Raster::Rgb(whole), planar] {
                let (size, file) = made(&raster, 16_000).expect("it is large and plain");
                assert_eq!(size.width.max(size.height), 320);
                let (seen, pixels) = decoded(&file);
                assert_eq!(seen, size);
                for (index, pixel) in (0..).zip(pixels.as_chunks::<3>().0) {
                    let (x, y) = (index % size.width, index / size.width);
                    let expected = [
                        (2 * x + 1) * 100 / size.width,
                        (2 * y + 1) * 100 / size.height,
                        60,
                    ];
                    for (level, expected) in pixel.iter().zip(expected) {
                        let apart = u32::from(*level).abs_diff(expected);
                        assert!(apart <= 9, "{width} × {height}: {pixel:?} at {x}, {y}");
                    }
                }
            }
        }
    }

    #[test]
    fn gray_stays_gray() {
        let plane = Plane {
            width: 640,
            height: 200,
            samples: vec![77; 640 * 200],
        };
        let (size, file) = made(&Raster::Gray(plane), 16_000).expect("it is large and plain");
        let (seen, samples) = decoded(&file);
        assert_eq!((seen, seen.width), (size, 320));
        assert_eq!(samples.len() as u64, size.pixels());
        assert!(samples.iter().all(|sample| sample.abs_diff(77) <= 1));
    }

    #[test]
    fn what_is_rich_gets_a_smaller_one_and_then_none() {
        let raster = Raster::Rgb(rgb(800, 600, 55));
        let longest = |max_bytes| made(&raster, max_bytes).map(|(size, _)| size.width);
        let (_, largest) = made(&raster, usize::MAX).expect("there is room");
        assert_eq!(longest(largest.len()), Some(320));
        assert_eq!(longest(largest.len() - 1), Some(240));
        let (_, smaller) = made(&raster, largest.len() - 1).expect("there is room");
        assert_eq!(longest(smaller.len() - 1), Some(160));
        assert_eq!(longest(100), None);
    }

    #[test]
    fn small_and_transparent_pictures_have_none() {
        assert_eq!(made(&Raster::Rgb(rgb(639, 639, 0)), 16_000), None);
        assert!(made(&Raster::Rgb(rgb(640, 1, 0)), 16_000).is_some());
        let transparent = Plane {
            width: 700,
            height: 700,
            samples: vec![9; 4 * 700 * 700],
        };
        assert_eq!(made(&Raster::Rgba(transparent), 16_000), None);
    }
}
