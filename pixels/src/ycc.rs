//! JFIF's YCbCr (JFIF 1.02, page 4): BT.601 with the full range, in 16-bit fixed point, rounded to nearest.

use crate::raster::Plane;

const HALF: i32 = 1 << 15;

fn level(value: i32) -> u8 {
    ((value + HALF) >> 16).clamp(0, 255) as u8
}

/// Red, green and blue of one pixel.
pub(super) fn ycc_to_rgb(luma: u8, blue: u8, red: u8) -> [u8; 3] {
    Chroma::new(blue, red).with(luma)
}

/// What a pair of chroma samples adds to every luma sample above it.
#[derive(Clone, Copy)]
pub(super) struct Chroma([i32; 3]);

impl Chroma {
    pub(super) fn new(blue: u8, red: u8) -> Self {
        let (cb, cr) = (i32::from(blue) - 128, i32::from(red) - 128);
        Self([91881 * cr, -22554 * cb - 46802 * cr, 116_130 * cb])
    }

    /// Red, green and blue of one pixel under this chroma.
    pub(super) fn with(self, luma: u8) -> [u8; 3] {
        let y = i32::from(luma) << 16;
        self.0.map(|part| level(y + part))
    }
}

/// The luma of one pixel.
pub(super) fn luma([r, g, b]: [u8; 3]) -> u8 {
    level(19595 * i32::from(r) + 38470 * i32::from(g) + 7471 * i32::from(b))
}

/// Both chroma samples of the sum of four pixels, blue first.
pub(super) fn chroma_of_four([r, g, b]: [i32; 3]) -> [u8; 2] {
    // A quarter of 16-bit fixed point, around 128.
    let centred = |value: i32| level((value >> 2) + (128 << 16));
    [
        centred(-11059 * r - 21709 * g + 32768 * b),
        centred(32768 * r - 27439 * g - 5329 * b),
    ]
}

/// An RGB picture as JPEG stores it: luma, and both chroma planes at half of both sides, rounded up, each sample the
/// mean of the pixels that it covers.
pub(super) fn planes_of_rgb(rgb: &Plane) -> [Plane; 3] {
    let (pixels, _) = rgb.samples.as_chunks::<3>();
    let (half_width, half_height) = (rgb.width.div_ceil(2), rgb.height.div_ceil(2));
    let mut chroma = [Vec::new(), Vec::new()];
    for pair in pixels.chunks(2 * rgb.width.max(1) as usize) {
        let (upper, lower) = pair.split_at(rgb.width as usize);
        // The last row of an odd height, and the last column of an odd width, count twice.
        let lower = if lower.is_empty() { upper } else { lower };
        for (above, below) in upper.chunks(2).zip(lower.chunks(2)) {
            let four = [
                above[0],
                above[above.len() - 1],
                below[0],
                below[below.len() - 1],
            ];
            let sum = |channel: usize| four.iter().map(|pixel| i32::from(pixel[channel])).sum();
            let both = chroma_of_four([sum(0), sum(1), sum(2)]);
            chroma[0].push(both[0]);
            chroma[1].push(both[1]);
        }
    }
    let [blue, red] = chroma.map(|samples| Plane {
        width: half_width,
        height: half_height,
        samples,
    });
    let luma = Plane {
        samples: pixels.iter().copied().map(luma).collect(),
        ..*rgb
    };
    [luma, blue, red]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gray_is_itself() {
        for gray in 0..=255 {
            assert_eq!(ycc_to_rgb(gray, 128, 128), [gray; 3]);
            assert_eq!(luma([gray; 3]), gray);
            assert_eq!(chroma_of_four([4 * i32::from(gray); 3]), [128, 128]);
        }
    }

    #[test]
    fn a_colour_comes_back_to_within_rounding() {
        for color in [
            [255, 0, 0],
            [0, 255, 0],
            [0, 0, 255],
            [200, 100, 50],
            [12, 34, 56],
        ] {
            let four = color.map(|level: u8| 4 * i32::from(level));
            let [blue, red] = chroma_of_four(four);
            let back = ycc_to_rgb(luma(color), blue, red);
            for (a, b) in color.into_iter().zip(back) {
                assert!(a.abs_diff(b) <= 2, "{color:?} became {back:?}");
            }
        }
    }
}
