//! JFIF's YCbCr (JFIF 1.02, page 4): BT.601 with the full range, in 16-bit fixed point, rounded to nearest.

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
