//! The colours of XYB JPEGs, which jpegli makes: three channels that mean nothing without their profile
//! (ISO/IEC 18181-1, annex L.2, scaled as libjxl does in `lib/jxl/cms/opsin_params.h`).

use super::icc::{fixed, profile};

const MIXES: [[f64; 3]; 3] = [
    [0.3, 0.622, 0.078],
    [0.23, 0.692, 0.078],
    [
        0.243_422_689_245_478_2,
        0.204_767_444_244_968_2,
        0.551_809_866_509_553_6,
    ],
];
const BIAS: f64 = 0.003_793_073_255_275_449;
/// To X, Y and Z under D50, of which the connection space has a half.
const TO_XYZ: [[f64; 3]; 3] = [
    [1.517_009_5, -1.106_522_5, 0.071_623],
    [-0.050_022, 0.568_365_5, -0.018_344],
    [-1.387_676, 1.114_555_5, 0.685_725_5],
];
const OFFSETS: [f64; 3] = [0.015_386_134, 0.0, 0.277_704_59];
const SCALES: [f64; 3] = [22.995_788_804, 1.183_000_077, 1.502_141_333];

/// Levels of sRGB to those of scaled XYB.
pub fn from_srgb(color: [u8; 3]) -> [u8; 3] {
    let light = color.map(|level| {
        let value = f64::from(level) / 255.0;
        match value <= 0.040_45 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    });
    let root = MIXES.map(|mix| {
        let sum: f64 = mix
            .iter()
            .zip(light)
            .map(|(part, light)| part * light)
            .sum();
        (sum + BIAS).cbrt() - BIAS.cbrt()
    });
    let xyb = [
        (root[0] - root[1]) / 2.0,
        (root[0] + root[1]) / 2.0,
        root[2] - (root[0] + root[1]) / 2.0,
    ];
    core::array::from_fn(|channel| {
        let scaled = (xyb[channel] + OFFSETS[channel]) * SCALES[channel];
        (scaled * 255.0).round().clamp(0.0, 255.0) as u8
    })
}

/// The profile that jpegli writes: a grid of the eight corners takes the channels apart, curves are cubes, and a matrix
/// ends in the connection space.
pub fn icc() -> Vec<u8> {
    // The three roots, moved and scaled so that the corners of the cube are 0 to 1.
    let offsets = [
        OFFSETS[0] + OFFSETS[1],
        OFFSETS[1] - OFFSETS[0] + 1.0 / SCALES[0],
        OFFSETS[1] + OFFSETS[2],
    ];
    let both = |a: f64, b: f64| a * b / (a + b);
    let scales = [
        both(SCALES[0], SCALES[1]),
        both(SCALES[0], SCALES[1]),
        both(SCALES[1], SCALES[2]),
    ];
    let corners = (0..8).flat_map(|corner| {
        let channel = |axis: usize| {
            let end = f64::from(corner >> (2 - axis) & 1);
            end / SCALES[axis] - OFFSETS[axis]
        };
        let [x, y, b] = [channel(0), channel(1), channel(2)];
        let roots = [y + x, y - x, b + y];
        (0..3).flat_map(move |at| {
            let number = (roots[at] + offsets[at]) * scales[at];
            ((number * 65_535.0).round() as u16).to_be_bytes()
        })
    });
    let grid = [&[2, 2, 2, 0][..], &[0; 12], &[2, 0, 0, 0]].concat();
    let grid: Vec<u8> = grid.into_iter().chain(corners).collect();
    let straight = [&b"para\0\0\0\0\0\0\0\0"[..], &fixed(1.0)]
        .concat()
        .repeat(3);
    let cubes = (0..3).flat_map(|at| {
        let moved = BIAS.cbrt() - offsets[at];
        let numbers = [
            3.0,
            1.0 / scales[at],
            moved,
            0.0,
            (-moved * scales[at]).max(0.0),
        ];
        [
            &b"para\0\0\0\0\0\x03\0\0"[..],
            numbers.map(fixed).as_flattened(),
        ]
        .concat()
    });
    let cubes: Vec<u8> = cubes.collect();
    let left = TO_XYZ.map(|row| -BIAS * row.iter().sum::<f64>());
    let matrix = [TO_XYZ.concat(), left.to_vec()].concat();
    let matrix: Vec<u8> = matrix.into_iter().flat_map(fixed).collect();
    // From the last stage to the first.
    let parts = [&straight, &matrix, &cubes, &grid, &straight];
    let mut offset = 32u32;
    let mut table = b"mAB \0\0\0\0\x03\x03\0\0".to_vec();
    for part in parts {
        table.extend_from_slice(&offset.to_be_bytes());
        offset += part.len() as u32;
    }
    parts.iter().for_each(|part| table.extend_from_slice(part));
    profile(b"RGB ", b"XYZ ", &[(b"A2B0", table)], "")
}
