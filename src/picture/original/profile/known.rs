//! Well-known spaces, and whether a profile is one of them by what its numbers do.
//!
//! There are dozens of profiles for each of them, which differ in names, dates and roundings. Which one a picture has
//! tells which program or phone it comes from, so that all become the same.

use super::super::super::icc::{Curve, Element, Numbers, power};

/// The space of a profile.
pub(super) enum Space {
    /// What everyone takes for granted.
    Srgb,
    /// Another one, with the profile that everyone gets for it.
    Other(Numbers),
}

/// Red, green and blue under D50, each as X, Y and Z times 65,536, and the curve of all three.
struct Known {
    colorants: [[i32; 3]; 3],
    curve: fn() -> Curve,
}

/// IEC 61966-2-1.
const SRGB: Known = Known {
    colorants: [
        [28576, 14581, 912],
        [25239, 46983, 6361],
        [9375, 3972, 46787],
    ],
    curve: srgb_curve,
};

/// The others, from their primaries and their white by Bradford's adaptation (ICC.1:2022, annex E).
const OTHERS: [Known; 4] = [
    // Display P3: SMPTE EG 432-1 with D65 and the curve of sRGB.
    Known {
        colorants: [
            [33759, 15807, -69],
            [19135, 45367, 2745],
            [10296, 4363, 51385],
        ],
        curve: srgb_curve,
    },
    // Adobe RGB (1998), 4.3.
    Known {
        colorants: [
            [39960, 20389, 1276],
            [13453, 41004, 3989],
            [9777, 4143, 48795],
        ],
        curve: || Curve::Sampled(vec![563]),
    },
    // ProPhoto RGB: ROMM RGB with a mere power of 1.8.
    Known {
        colorants: [[52276, 18877, 0], [8860, 46653, 0], [2054, 6, 54061]],
        curve: || Curve::Sampled(vec![461]),
    },
    // ITU-R BT.2020-2, with the curve of a camera.
    Known {
        colorants: [
            [44137, 18287, -127],
            [10857, 44259, 1965],
            [8195, 2989, 52222],
        ],
        curve: || Curve::Formula(3, vec![145_636, 59_616, 5920, 14_564, 5324]),
    },
];

fn srgb_curve() -> Curve {
    Curve::Formula(3, vec![157_286, 62_119, 3417, 5072, 2651])
}

/// The well-known space that these numbers make, if any: colours by a matrix and curves alone.
pub(super) fn space(numbers: &Numbers) -> Option<Space> {
    let is_simple = numbers.tags.iter().all(|(tag, _)| {
        matches!(
            tag,
            b"rXYZ" | b"gXYZ" | b"bXYZ" | b"rTRC" | b"gTRC" | b"bTRC" | b"wtpt" | b"chad"
        )
    });
    if !is_simple || &numbers.space != b"RGB " {
        return None;
    }
    if SRGB.is(numbers) {
        return Some(Space::Srgb);
    }
    let known = OTHERS.iter().find(|known| known.is(numbers))?;
    Some(Space::Other(known.numbers()))
}

impl Known {
    /// Whether no colour comes out differently by as much as one of 255 levels.
    fn is(&self, numbers: &Numbers) -> bool {
        /// A thousandth of white, in 65,536ths: vendors round, and adapt to D50 in ways of their own.
        const APART: u32 = 66;
        let curve = (self.curve)();
        let colorants = [b"rXYZ", b"gXYZ", b"bXYZ"].map(|tag| numbers.tag(tag));
        let curves = [b"rTRC", b"gTRC", b"bTRC"].map(|tag| numbers.tag(tag));
        let same_colorants = colorants.iter().zip(self.colorants).all(|(found, known)| {
            let Some(Element::Xyz(found)) = found else {
                return false;
            };
            found
                .iter()
                .zip(known)
                .all(|(found, known)| found.abs_diff(known) <= APART)
        });
        let same_curves = curves.iter().all(|found| match found {
            Some(Element::Curve(found)) => looks_like(found, &curve),
            _ => false,
        });
        same_colorants && same_curves
    }

    fn numbers(&self) -> Numbers {
        let [red, green, blue] = self.colorants.map(Element::Xyz);
        let curve = || Element::Curve((self.curve)());
        // D50, which is the white of the connection space.
        let white = Element::Xyz([63_190, 65_536, 54_061]);
        Numbers {
            version: 4,
            class: *b"mntr",
            space: *b"RGB ",
            connection: *b"XYZ ",
            intent: 0,
            tags: vec![
                (*b"bTRC", curve()),
                (*b"bXYZ", blue),
                (*b"gTRC", curve()),
                (*b"gXYZ", green),
                (*b"rTRC", curve()),
                (*b"rXYZ", red),
                (*b"wtpt", white),
            ],
        }
    }
}

/// Whether every level of 8 bits is shown within half a level of the other curve's.
fn looks_like(found: &Curve, known: &Curve) -> bool {
    (0..=255u8).all(|level| {
        let x = f64::from(level) / 255.0;
        let [found, known] = [found, known].map(|curve| 255.0 * perceived(curve.at(x)));
        (found - known).abs() <= 0.5
    })
}

/// Light as the eye tells it apart, by the inverse of sRGB's curve.
fn perceived(light: f64) -> f64 {
    if light <= 0.003_130_8 {
        12.92 * light
    } else {
        1.055 * power(light, 1.0 / 2.4) - 0.055
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use moxcms::ColorProfile;

    #[test]
    fn what_is_written_is_what_an_independent_library_has() {
        let profiles = [
            ColorProfile::new_display_p3(),
            ColorProfile::new_adobe_rgb(),
            ColorProfile::new_pro_photo_rgb(),
            ColorProfile::new_bt2020(),
        ];
        for (known, expected) in OTHERS.iter().zip(profiles) {
            let read = ColorProfile::new_from_slice(&known.numbers().write()).expect("it is whole");
            for (ours, theirs) in [
                (read.red_colorant, expected.red_colorant),
                (read.green_colorant, expected.green_colorant),
                (read.blue_colorant, expected.blue_colorant),
            ] {
                for (ours, theirs) in [(ours.x, theirs.x), (ours.y, theirs.y), (ours.z, theirs.z)] {
                    assert!((ours - theirs).abs() < 0.0005, "{ours} is not {theirs}");
                }
            }
            let curve = |profile: &ColorProfile| {
                let curve = profile.red_trc.as_ref().expect("it has curves");
                curve
                    .make_linear_evaluator()
                    .expect("they can be evaluated")
            };
            let (ours, theirs) = (curve(&read), curve(&expected));
            for level in 0..=255u8 {
                let x = f32::from(level) / 255.0;
                assert!((ours.evaluate_value(x) - theirs.evaluate_value(x)).abs() < 0.0005);
            }
        }
    }

    #[test]
    fn every_space_is_known_again_and_no_two_are_one() {
        for (place, known) in OTHERS.iter().enumerate() {
            let numbers = known.numbers();
            let matches: Vec<usize> = OTHERS
                .iter()
                .enumerate()
                .filter(|(_, other)| other.is(&numbers))
                .map(|(place, _)| place)
                .collect();
            assert_eq!(matches, [place]);
            assert!(!SRGB.is(&numbers));
        }
    }
}
