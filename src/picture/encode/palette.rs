//! The colours of a picture that has few of them.

use super::super::raster::Plane;
use std::collections::HashMap;

/// A palette picture is small and exact; up to 256 colours fit.
const PALETTE_COLORS: usize = 256;

/// At most 256 colours, and every pixel as an index into them.
pub(in crate::picture) struct Palette {
    pub(in crate::picture) colors: Vec<[u8; 4]>,
    pub(in crate::picture) indices: Vec<u8>,
}

impl Palette {
    /// `None` where there are more colours. Transparent ones come first, so that `tRNS` can end early.
    pub(in crate::picture) fn of<const N: usize>(plane: &Plane) -> Option<Self> {
        let (pixels, _) = plane.samples.as_chunks::<N>();
        let color = |pixel: &[u8; N]| {
            [
                pixel[0],
                pixel[1],
                pixel[2],
                if N == 4 { pixel[3] } else { 255 },
            ]
        };
        let mut known = HashMap::new();
        let mut last = None;
        for pixel in pixels {
            if last != Some(pixel) {
                last = Some(pixel);
                known.insert(color(pixel), 0u8);
                if known.len() > PALETTE_COLORS {
                    return None;
                }
            }
        }
        // A fixed order, so that the same picture always gives the same bytes.
        let mut colors: Vec<[u8; 4]> = known.keys().copied().collect();
        colors.sort_unstable_by_key(|&[r, g, b, alpha]| (alpha, r, g, b));
        for (index, color) in colors.iter().enumerate() {
            known.insert(*color, index as u8);
        }
        let mut last = None;
        let indices = pixels
            .iter()
            .map(|pixel| match last {
                Some((of, index)) if of == pixel => index,
                _ => {
                    let index = known.get(&color(pixel)).copied().unwrap_or(0);
                    last = Some((pixel, index));
                    index
                }
            })
            .collect();
        Some(Self { colors, indices })
    }
}
