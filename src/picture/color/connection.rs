//! From the connection space of profiles to sRGB (IEC 61966-2-1), by operations that are the same on every machine.

use super::super::icc::power;
use pellicle_pixels::color::srgb::TOE;

/// From XYZ under D50 to linear red, green and blue: the inverse of what [`super::super::original`] takes for sRGB, so
/// that white is white to the last digit.
const FROM_CONNECTION: [[f64; 3]; 3] = [
    [3.134_274_31, -1.617_274_02, -0.490_734_80],
    [-0.978_795_57, 1.916_161_60, 0.033_454_05],
    [0.071_978_55, -0.228_989_89, 1.405_748_37],
];

/// Linear light of a colour of the connection space.
pub(super) fn from_connection(xyz: [f64; 3]) -> [f64; 3] {
    FROM_CONNECTION.map(|[x, y, z]| x * xyz[0] + y * xyz[1] + z * xyz[2])
}

/// Linear light, which may be more than can be shown or less than none, to levels of 0 to 255 and beyond.
pub(super) fn extended(light: f64) -> f32 {
    let value = match light <= f64::from(TOE) {
        true => light * 12.92,
        false => 1.055 * power(light, 1.0 / 2.4) - 0.055,
    };
    (value * 255.0) as f32
}
