//! Profiles of a curve for each channel and one matrix (ICC.1:2022, 8.3.3), which is what cameras and screens have.

use super::super::icc::{Element, Numbers};
use super::connection::from_connection;
use pellicle_pixels::color::Shaper;

/// `None` where the numbers are no curves and a matrix.
pub(super) fn shaper(numbers: &Numbers) -> Option<Shaper> {
    if &numbers.connection != b"XYZ " {
        return None;
    }
    let lights = |primary, curve| match (numbers.tag(primary)?, numbers.tag(curve)?) {
        (Element::Xyz(primary), Element::Curve(curve)) => {
            let primary = primary.map(|part| f64::from(part) / 65_536.0);
            let color = from_connection(primary);
            Some(core::array::from_fn(|level| {
                let light = curve.at(level as f64 / 255.0);
                color.map(|part| (part * light) as f32)
            }))
        }
        _ => None,
    };
    Some(Shaper::new([
        lights(b"rXYZ", b"rTRC")?,
        lights(b"gXYZ", b"gTRC")?,
        lights(b"bXYZ", b"bTRC")?,
    ]))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use moxcms::ColorProfile;

    fn shaper(profile: &ColorProfile) -> Shaper {
        let written = profile.encode().expect("it can be written");
        let numbers = Numbers::read(&written).expect("it is whole");
        super::shaper(&numbers).expect("it is curves and a matrix")
    }

    /// Every 15th level of each channel.
    fn grid() -> impl Iterator<Item = [u8; 3]> {
        let levels = || (0..=255u8).step_by(15);
        levels().flat_map(move |r| levels().flat_map(move |g| levels().map(move |b| [r, g, b])))
    }

    /// The levels of a colour, not yet rounded.
    fn convert(shaper: &Shaper, color: [u8; 3]) -> [f32; 3] {
        shaper
            .convert(color.map(|level| [level; 4]))
            .map(|levels| levels.to_array()[3])
    }

    /// IEC 61966-2-1.
    fn encode(linear: f64) -> f64 {
        let linear = linear.clamp(0.0, 1.0);
        let value = if linear <= 0.003_130_8 {
            linear * 12.92
        } else {
            1.055 * linear.powf(1.0 / 2.4) - 0.055
        };
        value * 255.0
    }

    #[test]
    fn it_gives_what_the_definition_gives() {
        for profile in [
            ColorProfile::new_display_p3(),
            ColorProfile::new_adobe_rgb(),
            ColorProfile::new_pro_photo_rgb(),
            ColorProfile::new_bt2020(),
        ] {
            let shaper = shaper(&profile);
            let matrix = profile.transform_matrix(&ColorProfile::new_srgb()).v;
            let curve = profile
                .red_trc
                .as_ref()
                .and_then(|curve| curve.make_linear_evaluator().ok())
                .expect("it has one curve for all channels");
            for color in grid() {
                let linear = color.map(|level| {
                    let light = curve.evaluate_value(f32::from(level) / 255.0);
                    f64::from(light.clamp(0.0, 1.0))
                });
                for (row, ours) in matrix.into_iter().zip(convert(&shaper, color)) {
                    let light = row
                        .into_iter()
                        .zip(linear)
                        .map(|(part, light)| part * light);
                    let light: f64 = light.sum();
                    // Profiles round primaries to 65,536ths, of which a dark level has only 20.
                    let least = encode(light - 0.0004) - 0.1;
                    let most = encode(light + 0.0004) + 0.1;
                    assert!(
                        (least..=most).contains(&f64::from(ours)),
                        "{color:?}: {ours}, not {least} to {most}"
                    );
                }
            }
        }
    }

    #[test]
    fn srgb_stays_as_it_is() {
        let shaper = shaper(&ColorProfile::new_srgb());
        for color in grid() {
            let found = convert(&shaper, color).map(|level| level.round() as u8);
            // Profiles round primaries to 65,536ths, of which a dark level has only 20.
            let apart = color.into_iter().zip(found).map(|(a, b)| a.abs_diff(b));
            assert!(apart.max() <= Some(1), "{color:?} became {found:?}");
        }
    }
}
