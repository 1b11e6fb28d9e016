//! From the connection space to levels of sRGB (IEC 61966-2-1), by operations that are the same on every machine.

use wide::{f32x4, i32x4};

/// From XYZ under D50 to linear red, green and blue: the inverse of what [`super::super::original`] takes for sRGB, so
/// that white is white to the last digit.
const FROM_CONNECTION: [[f64; 3]; 3] = [
    [3.134_274_31, -1.617_274_02, -0.490_734_80],
    [-0.978_795_57, 1.916_161_60, 0.033_454_05],
    [0.071_978_55, -0.228_989_89, 1.405_748_37],
];

/// The curve's straight part ends here.
const TOE: f32 = 0.003_130_8;

/// The fourth root of light to a level, above the toe: 255 · (1.055 · r^(4 / 2.4) − 0.055) at the zeros of Chebyshev's
/// polynomial of the fifth degree, from the highest power to the lowest. No value is off by more than a 70th of a level.
const LEVELS: [f32; 5] = [19.505_587, -82.475_08, 283.582_85, 50.988_174, -16.595_734];

/// Linear light of a colour of the connection space.
pub(super) fn from_connection(xyz: [f64; 3]) -> [f64; 3] {
    FROM_CONNECTION.map(|[x, y, z]| x * xyz[0] + y * xyz[1] + z * xyz[2])
}

/// Linear light, of which 0 to 1 can be shown, to levels, 0 to 255 and not yet rounded.
#[inline(always)]
pub(super) fn encode(light: f32x4) -> f32x4 {
    let light = light.fast_max(f32x4::ZERO).fast_min(f32x4::ONE);
    let root = light.sqrt().sqrt();
    let [first, rest @ ..] = LEVELS.map(f32x4::splat);
    let curved = rest.into_iter().fold(first, |sum, part| sum * root + part);
    let straight = light * f32x4::splat(12.92 * 255.0);
    light.simd_lt(f32x4::splat(TOE)).bitselect(straight, curved)
}

/// To the nearest whole level, 0 to 255.
#[inline(always)]
pub(super) fn round(levels: f32x4) -> i32x4 {
    /// From 2^23 on, a number has no room for a fraction, so that the sum is rounded, and ends with the level.
    const WHOLE: f32 = 8_388_608.0;
    let levels = levels.fast_max(f32x4::ZERO).fast_min(f32x4::splat(255.0));
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
                (f64::from(found) - expected).abs() < 0.015,
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
