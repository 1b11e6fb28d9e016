//! From linear light to levels of sRGB (IEC 61966-2-1), by operations that are the same on every machine.

use crate::lanes::transpose;
use wide::{f32x4, i32x4};

/// The curve's straight part ends here.
pub const TOE: f32 = 0.003_130_8;

/// The square root of light to a level, above the toe: 255 · (1.055 · r^(2 / 2.4) − 0.055) at the zeros of Chebyshev's
/// polynomial of the seventh degree, from the highest power to the lowest. No value is off by as much as a tenth of a
/// level. A second root would save two powers, and takes longer than those.
const LEVELS: [f32; 7] = [
    -148.989_03,
    573.367_26,
    -905.950_6,
    773.317_2,
    -419.630_94,
    393.295_78,
    -10.420_325,
];

/// Four colours, each with a fourth number of no meaning, channel by channel.
#[inline(always)]
pub(super) fn by_channel([a, b, c, d]: [f32x4; 4]) -> [f32x4; 3] {
    let bits = |color| bytemuck::cast::<f32x4, i32x4>(color);
    let channel = |bits| bytemuck::cast::<i32x4, f32x4>(bits);
    let [r, g, b, _] = transpose([bits(a), bits(b), bits(c), bits(d)]);
    [channel(r), channel(g), channel(b)]
}

/// Linear light, of which 0 to 1 can be shown, to levels, 0 to 255 and not yet rounded.
#[inline(always)]
pub fn encode(light: f32x4) -> f32x4 {
    // The bits of numbers above 0 are in the order of the numbers, and below 0 they are those of a negative one; whole
    // numbers are clamped in one instruction each.
    let bits = bytemuck::cast::<f32x4, i32x4>(light).max(i32x4::ZERO);
    let light: f32x4 = bytemuck::cast(bits.min(i32x4::splat(1.0_f32.to_bits() as i32)));
    let root = light.sqrt();
    let [a, b, c, d, e, f, g] = LEVELS;
    let step = |sum, part| sum * root + f32x4::splat(part);
    let half = step(step(step(f32x4::splat(a), b), c), d);
    let curved = step(step(step(half, e), f), g);
    let straight = light * f32x4::splat(12.92 * 255.0);
    light.simd_lt(f32x4::splat(TOE)).bitselect(straight, curved)
}

/// The nearest levels that can be shown.
#[inline(always)]
pub(super) fn clamp(levels: f32x4) -> f32x4 {
    f32x4::ZERO.fast_max(levels).fast_min(f32x4::splat(255.0))
}

/// To the nearest whole level, 0 to 255.
#[inline(always)]
pub fn round(levels: f32x4) -> i32x4 {
    round_within(clamp(levels))
}

/// To the nearest whole level what lies between the levels already.
#[inline(always)]
pub(super) fn round_within(levels: f32x4) -> i32x4 {
    /// From 2^23 on, a number has no room for a fraction, so that the sum is rounded, and ends with the level.
    const WHOLE: f32 = 8_388_608.0;
    bytemuck::cast::<f32x4, i32x4>(levels + f32x4::splat(WHOLE)) & i32x4::splat(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// IEC 61966-2-1.
    fn defined(light: f64) -> f64 {
        255.0
            * if light <= 0.003_130_8 {
                light * 12.92
            } else {
                1.055 * light.powf(1.0 / 2.4) - 0.055
            }
    }

    #[test]
    fn every_16_bit_light_gets_its_level() {
        for n in 0..=u16::MAX {
            let light = f32::from(n) / 65_535.0;
            let found = encode(f32x4::splat(light)).to_array()[0];
            let expected = defined(f64::from(light));
            assert!(
                (f64::from(found) - expected).abs() < 0.1,
                "{light} is {found}, not {expected}"
            );
        }
    }

    #[test]
    fn what_cannot_be_shown_is_the_nearest_that_can() {
        let light = f32x4::new([-3.0, 0.0, 1.0, 1e9]);
        assert_eq!(round(encode(light)).to_array(), [0, 0, 255, 255]);
    }
}
