use super::srgb::{self, by_channel};
use wide::f32x4;

/// A curve for each channel and one matrix, which is what cameras and screens have.
pub struct Shaper {
    /// What a level of each channel adds to linear red, green and blue of sRGB: its curve and its column of the matrix
    /// in one, so that a pixel is two additions.
    lights: [Box<[f32x4; 256]>; 3],
}

impl Shaper {
    /// By what each level of red, of green and of blue adds to linear red, green and blue of sRGB.
    pub fn new(lights: [[[f32; 3]; 256]; 3]) -> Self {
        Self {
            lights: lights
                .map(|channel| Box::new(channel.map(|[r, g, b]| f32x4::new([r, g, b, 0.0])))),
        }
    }

    /// The levels of four pixels, channel by channel, in sRGB and not yet rounded.
    #[inline(always)]
    pub fn convert(&self, [r, g, b]: [[u8; 4]; 3]) -> [f32x4; 3] {
        let [reds, greens, blues] = &self.lights;
        let light = |at: usize| {
            reds[usize::from(r[at])] + greens[usize::from(g[at])] + blues[usize::from(b[at])]
        };
        let [r, g, b] = by_channel([light(0), light(1), light(2), light(3)]);
        [srgb::encode(r), srgb::encode(g), srgb::encode(b)]
    }
}
