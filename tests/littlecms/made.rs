//! Profiles of every kind that is converted, and the colours to hold them to.

use super::icc::*;
use moxcms::ColorProfile;

/// One profile, and the channels of the pixels that it is for.
pub struct Made {
    pub name: &'static str,
    pub icc: Vec<u8>,
    pub channels: u8,
}

/// Points along each axis of the grids, as real profiles have them.
const POINTS: usize = 9;

pub fn all() -> Vec<Made> {
    let encoded = |profile: ColorProfile| profile.encode().unwrap();
    let curve_of = |curve: Vec<u8>| profile(b"GRAY", b"XYZ ", &[(b"kTRC", curve)], "");
    let lab = |space, tag, table| profile(space, b"Lab ", &[(tag, table)], "");
    let odd = |curve: &[u8]| profile(b"RGB ", b"XYZ ", &shaper(ODD, curve), "");
    let made = |name, channels, icc| Made {
        name,
        icc,
        channels,
    };
    vec![
        made("display_p3", 3, encoded(ColorProfile::new_display_p3())),
        made("adobe_rgb", 3, encoded(ColorProfile::new_adobe_rgb())),
        made("prophoto", 3, encoded(ColorProfile::new_pro_photo_rgb())),
        made("bt2020", 3, encoded(ColorProfile::new_bt2020())),
        made("a_sampled_curve", 3, odd(&sampled())),
        made("a_formula", 3, odd(&srgb_curve())),
        made("gray_of_a_power", 1, curve_of(gamma(2.2))),
        made("gray_of_samples", 1, curve_of(sampled())),
        made("rgb_by_mft2_to_lab", 3, lab(b"RGB ", b"A2B0", plain(3))),
        made("rgb_by_mab_to_lab", 3, lab(b"RGB ", b"A2B1", layered(3))),
        made("inks_by_mft1_to_lab", 4, lab(b"CMYK", b"A2B0", narrow(4))),
        made("inks_by_mft2_to_lab", 4, lab(b"CMYK", b"A2B1", plain(4))),
        made("inks_by_mab_to_lab", 4, lab(b"CMYK", b"A2B0", layered(4))),
    ]
}

/// A grid of levels with both ends, and levels that follow no grid.
pub fn colors(channels: u8) -> Vec<u8> {
    let n = usize::from(channels);
    let side = [256, 0, 18, 9][n - 1];
    let grid = (0..usize::pow(side, channels.into()))
        .flat_map(|number| (0..n).map(move |axis| number / side.pow(axis as u32) % side))
        .map(|step| (step * 255 / (side - 1)) as u8);
    let mixed =
        (0..30_000 * n as u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8);
    grid.chain(mixed).collect()
}

/// What XYB JPEGs hold of the same colours: most of what its three channels could say is no colour at all.
pub fn of_xyb() -> Vec<u8> {
    let colors = colors(3);
    let (colors, _) = colors.as_chunks();
    colors
        .iter()
        .flat_map(|color| super::xyb::from_srgb(*color))
        .collect()
}

/// L*, a* and b* under D50 of a device's colour, each number 0 to 1: lights of strange primaries, or what four inks
/// that soil each other leave of white.
fn device(color: &[f64]) -> [f64; 3] {
    const INKS: [[f64; 3]; 4] = [
        [0.85, 0.40, 0.12],
        [0.30, 0.80, 0.35],
        [0.03, 0.12, 0.82],
        [0.93, 0.93, 0.92],
    ];
    let light: [f64; 3] = match color {
        [r, g, b] => [r, g, b].map(|part| part.powf(1.8)),
        inks => core::array::from_fn(|light| {
            inks.iter()
                .zip(INKS)
                .map(|(ink, takes)| 1.0 - ink * takes[light])
                .product()
        }),
    };
    let white: [f64; 3] =
        core::array::from_fn(|axis| ODD.iter().map(|primary| primary[axis]).sum());
    let [x, y, z] = core::array::from_fn(|axis| {
        let sum: f64 = light
            .iter()
            .zip(ODD)
            .map(|(light, primary)| light * primary[axis])
            .sum();
        let part = sum / white[axis];
        if part > 216.0 / 24_389.0 {
            part.cbrt()
        } else {
            (24_389.0 / 27.0 * part + 16.0) / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The grid of a device whose numbers have passed curves, in units of 100 for L* and of 1 for the others.
fn grid(inputs: usize, one: f64, unit: f64, before: fn(f64) -> f64) -> Vec<u8> {
    let colors = (0..POINTS.pow(inputs as u32)).flat_map(|number| {
        let axis = |axis: usize| number / POINTS.pow((inputs - 1 - axis) as u32) % POINTS;
        let color: Vec<f64> = (0..inputs)
            .map(|at| before(axis(at) as f64 / (POINTS - 1) as f64))
            .collect();
        let [l, a, b] = device(&color);
        [l / 100.0 * one, (a + 128.0) * unit, (b + 128.0) * unit]
    });
    colors
        .flat_map(|number| (number.clamp(0.0, 65_535.0).round() as u16).to_be_bytes())
        .collect()
}

/// `mft2`, where L* ends at FF00.
fn plain(inputs: u8) -> Vec<u8> {
    let unit = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0].map(fixed);
    let line = |count: u8| [0, 0, 255, 255].repeat(count.into());
    [
        b"mft2\0\0\0\0",
        &[inputs, 3, POINTS as u8, 0][..],
        unit.as_flattened(),
        &[0, 2, 0, 2],
        &line(inputs),
        &grid(inputs.into(), 65_280.0, 256.0, |part| part),
        &line(3),
    ]
    .concat()
}

/// `mft1`, where everything has one byte.
fn narrow(inputs: u8) -> Vec<u8> {
    let unit = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0].map(fixed);
    let line = |count: u8| -> Vec<u8> { (0..count).flat_map(|_| 0..=255).collect() };
    // The upper byte of each number, which is rounded before that.
    let grid = grid(inputs.into(), 65_280.0, 256.0, |part| part);
    [
        b"mft1\0\0\0\0",
        &[inputs, 3, POINTS as u8, 0][..],
        unit.as_flattened(),
        &line(inputs),
        &grid.iter().step_by(2).copied().collect::<Vec<u8>>(),
        &line(3),
    ]
    .concat()
}

/// `mAB `, where L* ends at FFFF, with a curve for each input and a matrix that moves two axes together.
fn layered(inputs: u8) -> Vec<u8> {
    let curves = |count: u8, power: f64| -> Vec<u8> {
        let formula = [&b"para\0\0\0\0\0\0\0\0"[..], &fixed(power)].concat();
        formula.repeat(count.into())
    };
    let matrix = [1.0, 0.0, 0.0, 0.1, 0.9, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0].map(fixed);
    let mut points = [0; 16];
    points[..usize::from(inputs)].fill(POINTS as u8);
    let numbers = grid(inputs.into(), 65_535.0, 257.0, |part| part.sqrt());
    let mut grid = [&points[..], &[2, 0, 0, 0], &numbers].concat();
    grid.resize(grid.len().next_multiple_of(4), 0);
    let parts = [
        curves(3, 1.0),
        matrix.concat(),
        curves(3, 1.0),
        grid,
        curves(inputs, 2.0),
    ];
    let mut offset = 32u32;
    let mut offsets = Vec::new();
    for part in &parts {
        offsets.extend_from_slice(&offset.to_be_bytes());
        offset += part.len() as u32;
    }
    [
        b"mAB \0\0\0\0",
        &[inputs, 3, 0, 0][..],
        &offsets,
        &parts.concat(),
    ]
    .concat()
}
