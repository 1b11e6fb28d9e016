//! Colours that a PNG describes in a few numbers, as the profile that would say the same: a space by its number
//! (ITU-T H.273), or a gamma with chromaticities (PNG 3rd edition, 11.3.2).

use super::super::container::Channels;
use super::super::container::png::declared::Declared;
use super::super::icc::{Curve, Element, Numbers, power};
use super::table::WHITE;

/// x and y of white, red, green and blue, each times 100,000.
type Space = [u32; 8];

const SRGB: Space = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

/// The gamma that programs write for sRGB, whose curve is none, as it gets rounded.
const OF_SRGB: core::ops::RangeInclusive<u32> = 45_000..=46_000;

impl Declared {
    /// The space that it names, which comes before a profile (PNG 3rd edition, 4.3). `None` where nothing here knows it.
    pub(super) fn named(&self, channels: Channels) -> Option<Numbers> {
        let [space, transfer, _, range] = self.code_points?;
        let (space, light) = (space_of(space)?, light_of(transfer)?);
        numbers(channels, space, &|value| match range {
            // The narrow range is that of video, black at 16 and white at 235.
            0 => light(((255.0 * value - 16.0) / 219.0).clamp(0.0, 1.0)),
            _ => light(value),
        })
    }

    /// What its gamma and chromaticities come to, which count where there is neither a profile nor the word that it is
    /// sRGB. As in browsers, a gamma alone is that of sRGB's primaries, and primaries alone mean nothing.
    pub(super) fn measured(&self, channels: Channels) -> Option<Numbers> {
        let gamma = u32::from_be_bytes(self.gamma.filter(|_| self.intent.is_none())?);
        let space = match &self.chromaticities {
            Some(bytes) => {
                let (numbers, _) = bytes.as_chunks();
                core::array::from_fn(|at| u32::from_be_bytes(numbers[at]))
            }
            None if OF_SRGB.contains(&gamma) => return None,
            None => SRGB,
        };
        let exponent = 100_000.0 / f64::from(gamma);
        numbers(channels, space, &|value| power(value, exponent))
    }
}

/// The primaries of a number (H.273, table 2).
fn space_of(number: u8) -> Option<Space> {
    let of_d65 = |[a, b, c, d, e, f]: [u32; 6]| [31270, 32900, a, b, c, d, e, f];
    Some(match number {
        1 => SRGB,
        5 => of_d65([64000, 33000, 29000, 60000, 15000, 6000]),
        6 | 7 => of_d65([63000, 34000, 31000, 59500, 15500, 7000]),
        9 => of_d65([70800, 29200, 17000, 79700, 13100, 4600]),
        11 => [31400, 35100, 68000, 32000, 26500, 69000, 15000, 6000],
        12 => of_d65([68000, 32000, 26500, 69000, 15000, 6000]),
        22 => of_d65([63000, 34000, 29500, 60500, 15500, 7700]),
        _ => return None,
    })
}

/// From a value to the light of a screen, of which 1 is white (H.273, table 3).
fn light_of(number: u8) -> Option<fn(f64) -> f64> {
    Some(match number {
        // These are curves of cameras, and screens do not undo them: theirs is a power of 2.4 (ITU-R BT.1886), which is
        // also what browsers show.
        1 | 6 | 14 | 15 => |value| power(value, 2.4),
        4 => |value| power(value, 2.2),
        5 => |value| power(value, 2.8),
        8 => |value| value,
        13 => |value| match value <= 0.040_45 {
            true => value / 12.92,
            false => power((value + 0.055) / 1.055, 2.4),
        },
        16 => |value| toned(10_000.0 * perceptual(value)),
        // The light of the scene, on a screen of 1,000 cd/m² (ITU-R BT.2100-2, table 5).
        18 => |value| toned(1000.0 * power(hybrid(value), 1.2)),
        _ => return None,
    })
}

/// PQ: shares of 10,000 cd/m² (BT.2100-2, table 4).
fn perceptual(value: f64) -> f64 {
    let root = power(value, 32.0 / 2523.0);
    let share = (root - 0.835_937_5).max(0.0) / (18.851_562_5 - 18.6875 * root);
    power(share, 8192.0 / 1305.0)
}

/// HLG: the light of the scene (BT.2100-2, table 5).
fn hybrid(value: f64) -> f64 {
    if value <= 0.5 {
        return value * value / 3.0;
    }
    let rest = power(core::f64::consts::E, (value - 0.559_910_73) / 0.178_832_77);
    (rest + 0.284_668_92) / 12.0
}

/// Candelas per square metre to what a usual screen has for them. HDR puts the white of paper at 203 (ITU-R BT.2408),
/// and what is brighter has to fit above it: x · (1 + x / w²) / (1 + x), where w is the light that becomes white
/// (Reinhard, Stark, Shirley and Ferwerda, Photographic Tone Reproduction for Digital Images, 2002, equation 4), here
/// 1,000 cd/m². Each channel alone, which needs no more than a curve.
fn toned(light: f64) -> f64 {
    let (x, white) = (light / 203.0, 1000.0 / 203.0);
    x * (1.0 + x / (white * white)) / (1.0 + x)
}

/// A profile of one curve, whose values between levels nobody asks for, and, for colours, a matrix.
fn numbers(channels: Channels, space: Space, light: &dyn Fn(f64) -> f64) -> Option<Numbers> {
    let entry = |level| (65_535.0 * light(f64::from(level) / 255.0)).round() as u16;
    let curve = || Element::Curve(Curve::Sampled((0..=255u8).map(entry).collect()));
    let (name, tags) = match channels {
        Channels::Gray => (b"GRAY", vec![(*b"kTRC", curve())]),
        _ => {
            let [red, green, blue] = colorants(space)?.map(Element::Xyz);
            let tags = vec![
                (*b"rXYZ", red),
                (*b"gXYZ", green),
                (*b"bXYZ", blue),
                (*b"rTRC", curve()),
                (*b"gTRC", curve()),
                (*b"bTRC", curve()),
            ];
            (b"RGB ", tags)
        }
    };
    Some(Numbers {
        version: 4,
        class: *b"mntr",
        space: *name,
        connection: *b"XYZ ",
        intent: 0,
        tags,
    })
}

/// Red, green and blue in the connection space, times 65,536: such amounts of the primaries as make white, adapted to
/// D50 as Bradford has it (ICC.1:2022, annex E). `None` where the numbers are of no space.
fn colorants(space: Space) -> Option<[[i32; 3]; 3]> {
    const CONES: [[f64; 3]; 3] = [
        [0.8951, 0.2664, -0.1614],
        [-0.7502, 1.7135, 0.0367],
        [0.0389, -0.0685, 1.0296],
    ];
    const FROM_CONES: [[f64; 3]; 3] = [
        [0.986_992_9, -0.147_054_3, 0.159_962_7],
        [0.432_305_3, 0.518_360_3, 0.049_291_2],
        [-0.008_528_7, 0.040_042_8, 0.968_486_7],
    ];
    let [white, red, green, blue] = core::array::from_fn(|at| {
        let [x, y] = [space[2 * at], space[2 * at + 1]].map(f64::from);
        [x / y, 1.0, (100_000.0 - x - y) / y]
    });
    let whole = volume(red, green, blue);
    let amounts = [
        volume(white, green, blue),
        volume(red, white, blue),
        volume(red, green, white),
    ];
    let (from, to) = (times(CONES, white), times(CONES, WHITE));
    let adapted = |color: [f64; 3], amount: f64| {
        let cones = times(CONES, color);
        let cones = core::array::from_fn(|at| cones[at] * to[at] / from[at] * amount / whole);
        times(FROM_CONES, cones)
    };
    let colors = [
        adapted(red, amounts[0]),
        adapted(green, amounts[1]),
        adapted(blue, amounts[2]),
    ];
    let is_possible = colors.as_flattened().iter().all(|part| part.abs() < 16.0);
    is_possible.then(|| colors.map(|color| color.map(|part| (part * 65_536.0).round() as i32)))
}

/// Of the body between three colours.
fn volume(a: [f64; 3], b: [f64; 3], c: [f64; 3]) -> f64 {
    let face = |p: usize, q: usize| b[p] * c[q] - b[q] * c[p];
    a[0] * face(1, 2) + a[1] * face(2, 0) + a[2] * face(0, 1)
}

fn times(matrix: [[f64; 3]; 3], color: [f64; 3]) -> [f64; 3] {
    matrix.map(|[x, y, z]| x * color[0] + y * color[1] + z * color[2])
}
