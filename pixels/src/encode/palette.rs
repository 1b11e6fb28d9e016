//! The colours of a picture that has few of them.

use crate::raster::Plane;
use std::collections::BTreeMap;

/// A palette picture is small and exact; up to 256 colours fit.
const PALETTE_COLORS: usize = 256;

/// At most 256 colours, and every pixel as an index into them.
pub struct Palette {
    /// Red, green, blue and alpha of each.
    pub colors: Vec<[u8; 4]>,
    /// The place of each pixel's colour.
    pub indices: Vec<u8>,
}

impl Palette {
    /// `None` where there are more colours. Transparent ones come first, so that `tRNS` can end early.
    pub fn of<const N: usize>(plane: &Plane) -> Option<Self> {
        let (pixels, _) = plane.samples.as_chunks::<N>();
        // As they are ordered, so that the same picture always gives the same bytes: by alpha first.
        let key = |pixel: &[u8; N]| {
            let alpha = if N == 4 { pixel[3] } else { 255 };
            [alpha, pixel[0], pixel[1], pixel[2]]
        };
        let mut known = BTreeMap::new();
        let mut last = None;
        for pixel in pixels {
            if last != Some(pixel) {
                last = Some(pixel);
                known.insert(key(pixel), 0u8);
                if known.len() > PALETTE_COLORS {
                    return None;
                }
            }
        }
        for (index, place) in (0..=255).zip(known.values_mut()) {
            *place = index;
        }
        let keys = known.keys();
        let colors = keys.map(|&[alpha, r, g, b]| [r, g, b, alpha]).collect();
        let mut last = None;
        let indices = pixels
            .iter()
            .map(|pixel| match last {
                Some((of, index)) if of == pixel => index,
                _ => {
                    let index = known.get(&key(pixel)).copied().unwrap_or(0);
                    last = Some((pixel, index));
                    index
                }
            })
            .collect();
        Some(Self { colors, indices })
    }
}
