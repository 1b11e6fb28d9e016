//! Profiles of a curve for each channel and one matrix (ICC.1:2022, 8.3.3), which is what cameras and screens have:
//! by tables of integers, so that it is quick in wasm and the same everywhere.

use super::super::raster::Plane;
use super::super::ycc::{self, Chroma};
use moxcms::{ColorProfile, DataColorSpace, ToneReprCurve};

/// Bits of a linear value: 0 to 1 is 0 to 2^16 − 1.
const LINEAR_BITS: u32 = 16;
/// Fractional bits of the matrix.
const MATRIX_BITS: u32 = 13;
/// Bits of a linear value that choose its sRGB level: the darkest levels are 19 steps apart.
const INDEX_BITS: u32 = 14;

/// One profile as tables.
pub(super) struct Shaper {
    /// A level of each channel to linear light.
    linear: [Box<[i32; 256]>; 3],
    /// To linear sRGB.
    matrix: [[i32; 3]; 3],
    /// Linear light to a level of sRGB.
    levels: Box<[u8; 1 << INDEX_BITS]>,
}

impl Shaper {
    /// `None` for profiles that are more than curves and a matrix, or have impossible ones.
    pub(super) fn new(profile: &ColorProfile) -> Option<Self> {
        let tables = [
            &profile.lut_a_to_b_perceptual,
            &profile.lut_a_to_b_colorimetric,
            &profile.lut_a_to_b_saturation,
        ];
        let simple = profile.is_matrix_shaper() && profile.pcs == DataColorSpace::Xyz;
        if !simple || tables.iter().any(|table| table.is_some()) {
            return None;
        }
        let srgb = ColorProfile::new_srgb();
        let matrix = profile.transform_matrix(&srgb).v;
        // Wider than any real space, and narrow enough that no sum leaves 32 bits: 16 + 13 bits, four times.
        let fits = |row: &[f64; 3]| row.iter().map(|part| part.abs()).sum::<f64>() < 3.99;
        if !matrix.iter().all(fits) {
            return None;
        }
        let scale = f64::from(1 << MATRIX_BITS);
        Some(Self {
            linear: [
                linear(profile.red_trc.as_ref()?)?,
                linear(profile.green_trc.as_ref()?)?,
                linear(profile.blue_trc.as_ref()?)?,
            ],
            matrix: matrix.map(|row| row.map(|part| (part * scale).round() as i32)),
            levels: levels(srgb.red_trc.as_ref()?)?,
        })
    }

    /// One pixel in sRGB.
    pub(super) fn convert(&self, pixel: [u8; 3]) -> [u8; 3] {
        const SHIFT: u32 = MATRIX_BITS + LINEAR_BITS - INDEX_BITS;
        let [r, g, b] =
            core::array::from_fn(|channel| self.linear[channel][usize::from(pixel[channel])]);
        self.matrix.map(|[from_r, from_g, from_b]| {
            let sum = from_r * r + from_g * g + from_b * b + (1 << (SHIFT - 1));
            self.levels[(sum >> SHIFT).clamp(0, (1 << INDEX_BITS) - 1) as usize]
        })
    }

    /// Converts a picture with its chroma at half of both sides, four pixels at a time.
    pub(super) fn convert_planar(&self, planes: &mut [Plane; 3]) {
        let [luma, blue, red] = planes;
        let (width, half) = (luma.width as usize, blue.width as usize);
        let chroma = blue
            .samples
            .chunks_mut(half)
            .zip(red.samples.chunks_mut(half));
        for (rows, (blue, red)) in luma.samples.chunks_mut(2 * width).zip(chroma) {
            let (upper, lower) = rows.split_at_mut(width);
            let mut chroma = blue.iter_mut().zip(red);
            // The last row of an odd height, and the last column of an odd width, stand alone.
            let (upper, upper_end) = upper.as_chunks_mut::<2>();
            let (lower, lower_end) = lower.as_chunks_mut::<2>();
            if lower.is_empty() {
                for ([a, b], (blue, red)) in upper.iter_mut().zip(&mut chroma) {
                    self.convert_block([a, b], blue, red);
                }
            }
            for (([a, b], [c, d]), (blue, red)) in upper.iter_mut().zip(lower).zip(&mut chroma) {
                self.convert_block([a, b, c, d], blue, red);
            }
            match (upper_end, lower_end, chroma.next()) {
                ([a], [b], Some((blue, red))) => self.convert_block([a, b], blue, red),
                ([a], [], Some((blue, red))) => self.convert_block([a], blue, red),
                _ => {}
            }
        }
    }

    /// The one, two or four pixels that share a pair of chroma samples.
    #[inline]
    fn convert_block<const N: usize>(&self, luma: [&mut u8; N], blue: &mut u8, red: &mut u8) {
        let above = Chroma::new(*blue, *red);
        let mut sum = [0; 3];
        for luma in luma {
            let pixel = self.convert(above.with(*luma));
            *luma = ycc::luma(pixel);
            sum = core::array::from_fn(|channel| sum[channel] + i32::from(pixel[channel]));
        }
        let quarters = 4 / N as i32;
        [*blue, *red] = ycc::chroma_of_four(sum.map(|part| part * quarters));
    }
}

/// A curve as linear values for its 256 levels. The library's value for the gamma of nothing can be far below it.
fn linear(curve: &ToneReprCurve) -> Option<Box<[i32; 256]>> {
    let curve = curve.make_linear_evaluator().ok()?;
    let one = ((1 << LINEAR_BITS) - 1) as f32;
    Some(Box::new(core::array::from_fn(|level| {
        let value = curve.evaluate_value(level as f32 / 255.0);
        (value.clamp(0.0, 1.0) * one).round() as i32
    })))
}

/// The inverse of a curve: a level is nearest from half a level below it to half a level above.
fn levels(curve: &ToneReprCurve) -> Option<Box<[u8; 1 << INDEX_BITS]>> {
    let curve = curve.make_linear_evaluator().ok()?;
    let mut levels = Vec::with_capacity(1 << INDEX_BITS);
    for level in 0..=255u8 {
        let end = match level {
            255 => 1.0,
            _ => curve.evaluate_value((f32::from(level) + 0.5) / 255.0),
        };
        let end = (end * (1 << INDEX_BITS) as f32).round() as usize;
        levels.resize(end.clamp(levels.len(), 1 << INDEX_BITS), level);
    }
    levels.into_boxed_slice().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every 15th level of each channel.
    fn grid() -> Vec<[u8; 3]> {
        let levels = || (0..=255u8).step_by(15);
        levels()
            .flat_map(|r| levels().flat_map(move |g| levels().map(move |b| [r, g, b])))
            .collect()
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
            let shaper = Shaper::new(&profile).expect("it is curves and a matrix");
            let matrix = profile.transform_matrix(&ColorProfile::new_srgb()).v;
            let curve = profile
                .red_trc
                .as_ref()
                .and_then(|curve| curve.make_linear_evaluator().ok());
            let curve = curve.expect("it has one curve for all channels");
            for color in grid() {
                let linear = color.map(|level| {
                    f64::from(
                        curve
                            .evaluate_value(f32::from(level) / 255.0)
                            .clamp(0.0, 1.0),
                    )
                });
                let ours = shaper.convert(color);
                for (row, ours) in matrix.into_iter().zip(ours) {
                    let expected = encode(
                        row.into_iter()
                            .zip(linear)
                            .map(|(part, value)| part * value)
                            .sum(),
                    );
                    let apart = (f64::from(ours) - expected).abs();
                    assert!(apart <= 1.0, "{color:?}: {ours}, not {expected}");
                }
            }
        }
    }

    #[test]
    fn srgb_stays_as_it_is() {
        let shaper = Shaper::new(&ColorProfile::new_srgb()).expect("it is curves and a matrix");
        for color in grid() {
            assert_eq!(shaper.convert(color), color);
        }
    }

    #[test]
    fn odd_edges_are_converted_like_the_rest() {
        let shaper =
            Shaper::new(&ColorProfile::new_display_p3()).expect("it is curves and a matrix");
        let plane = |width, height, level| Plane {
            width,
            height,
            samples: vec![level; (width * height) as usize],
        };
        let mut planes = [plane(5, 3, 120), plane(3, 2, 90), plane(3, 2, 170)];
        shaper.convert_planar(&mut planes);
        for plane in planes {
            assert!(
                plane
                    .samples
                    .iter()
                    .all(|sample| *sample == plane.samples[0])
            );
        }
    }
}
