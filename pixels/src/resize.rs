//! To the size that was asked for, by Lanczos3, never larger.

mod convolve;
mod halve;
mod weights;

use crate::Error;
use crate::Size;
use crate::raster::{Component, Components, Decoded, Model, Plane, Raster};
use crate::ycc::ycc_to_rgb;
use convolve::Kernels;
pub(super) use halve::Halved;

/// The size that a picture gets: its longer side at most so many pixels, where it has a limit, its shape kept.
pub fn fit(size: Size, longest_px: Option<u16>) -> Size {
    let Some(edge) = longest_px else {
        return size;
    };
    let edge = u64::from(edge);
    let longer = u64::from(size.width.max(size.height));
    if longer <= edge {
        return size;
    }
    // To the nearest pixel; a very long picture keeps one.
    let scaled = |side: u32| ((u64::from(side) * edge + longer / 2) / longer).max(1) as u32;
    Size {
        width: scaled(size.width),
        height: scaled(size.height),
    }
}

/// What a picture is resized to.
pub struct Plan {
    target: Size,
    /// YCbCr is kept as it is, with its chroma at half of both sides; else it becomes RGB.
    stay_planar: bool,
}

impl Plan {
    /// To a size, with the chroma of YCbCr at half of both sides, or as RGB.
    pub fn new(target: Size, stay_planar: bool) -> Self {
        Self {
            target,
            stay_planar,
        }
    }

    /// The size that a component of a JPEG is resized to.
    pub fn of_component(&self, model: Model, index: usize) -> Size {
        if self.stay_planar && model == Model::Ycc && index > 0 {
            return Size {
                width: self.target.width.div_ceil(2),
                height: self.target.height.div_ceil(2),
            };
        }
        self.target
    }
}

/// Resizes what was decoded.
///
/// # Errors
/// [`Error::Internal`] where its components are not those of its model.
pub fn resize(decoded: Decoded, plan: &Plan) -> Result<Raster, Error> {
    let target = plan.target;
    match decoded {
        Decoded::Raster(Raster::Gray(plane)) => Ok(Raster::Gray(resize_plane::<1>(plane, target))),
        Decoded::Raster(Raster::Rgb(plane)) => Ok(Raster::Rgb(resize_plane::<3>(plane, target))),
        Decoded::Raster(Raster::Rgba(plane)) => Ok(Raster::Rgba(resize_alpha(&plane, target))),
        // No decoder gives these.
        Decoded::Raster(other @ (Raster::Cmyk(_) | Raster::Ycc420(_))) => Ok(other),
        Decoded::Components(components) => resize_components(components, plan),
    }
}

fn resize_components(
    Components { model, planes }: Components,
    plan: &Plan,
) -> Result<Raster, Error> {
    let planes = planes.into_iter().enumerate().map(|(index, component)| {
        resize_component(component, plan.of_component(model, index), plan.target)
    });
    let planes = planes.collect::<Vec<_>>();
    match (model, <[Plane; 3]>::try_from(planes)) {
        (Model::Ycc, Ok(planes)) if plan.stay_planar => Ok(Raster::Ycc420(planes)),
        (Model::Ycc | Model::Rgb, Ok(planes)) => {
            Ok(Raster::Rgb(interleave(planes, plan.target, model)))
        }
        (Model::Gray, Err(mut planes)) if planes.len() == 1 => {
            Ok(Raster::Gray(planes.swap_remove(0)))
        }
        (Model::Cmyk | Model::Ycck, Err(planes)) if planes.len() == 4 => {
            Ok(Raster::Cmyk(inks(&planes, plan.target, model)))
        }
        _ => Err(Error::internal(
            "a model has other components than the header",
        )),
    }
}

/// Resizes a component to `own`, its share of a picture of the size `target`.
fn resize_component(component: Component, own: Size, target: Size) -> Plane {
    let Component {
        plane,
        covered_width,
        covered_height,
    } = component;
    // A chroma plane whose side is rounded up covers a little more than the picture, on both ends of the scale.
    let steps = |own: u32, target: u32| {
        f64::from(own) * f64::from(target.div_ceil(own)) / f64::from(target)
    };
    let width = (covered_width * steps(own.width, target.width)).min(f64::from(plane.width));
    let height = (covered_height * steps(own.height, target.height)).min(f64::from(plane.height));
    let as_it_is = |side: f64, own: u32| (side - f64::from(own)).abs() < 1e-6;
    if as_it_is(width, own.width) && as_it_is(height, own.height) {
        return cropped(plane, own);
    }
    Kernels::new((width, height), own).convolve(&plane)
}

/// The upper left of a plane of one byte a sample.
fn cropped(plane: Plane, size: Size) -> Plane {
    if plane.size() == size {
        return plane;
    }
    let rows = plane.samples.chunks_exact(plane.width.max(1) as usize);
    let rows = rows.take(size.height as usize);
    Plane {
        width: size.width,
        height: size.height,
        samples: rows
            .flat_map(|row| &row[..size.width as usize])
            .copied()
            .collect(),
    }
}

fn resize_plane<const N: usize>(plane: Plane, target: Size) -> Plane {
    if plane.size() == target {
        return plane;
    }
    convolve_channels::<N>(&plane, target, |pixel, channel| pixel[channel])
}

/// Resizes a picture of four bytes a pixel. Colours are weighted by their alpha, or what is invisible would bleed into what is not.
///
/// What is invisible comes out as `0, 0, 0, 0`, also where the size stays: an eraser leaves the colours that it made invisible.
pub fn resize_alpha(plane: &Plane, target: Size) -> Plane {
    if plane.size() == target {
        let mut plane = plane.clone();
        for pixel in plane.samples.as_chunks_mut::<4>().0 {
            if pixel[3] == 0 {
                *pixel = [0; 4];
            }
        }
        return plane;
    }
    let weighted = |pixel: &[u8; 4], channel: usize| match channel {
        3 => pixel[3],
        _ => ((u32::from(pixel[channel]) * u32::from(pixel[3]) + 127) / 255) as u8,
    };
    let mut plane = convolve_channels::<4>(plane, target, weighted);
    for [r, g, b, alpha] in plane.samples.as_chunks_mut::<4>().0 {
        let alpha = u32::from(*alpha);
        for color in [r, g, b] {
            let straight = (u32::from(*color) * 255 + alpha / 2).checked_div(alpha);
            *color = straight.unwrap_or(0).min(255) as u8;
        }
    }
    plane
}

/// Resizes each channel for itself, as `sample` tells it of a pixel: no second picture of the old size is made.
fn convolve_channels<const N: usize>(
    plane: &Plane,
    target: Size,
    sample: impl Fn(&[u8; N], usize) -> u8,
) -> Plane {
    let (pixels, _) = plane.samples.as_chunks::<N>();
    let mut samples = vec![0; target.pixels() as usize * N];
    let (resized, _) = samples.as_chunks_mut::<N>();
    let covered = (f64::from(plane.width), f64::from(plane.height));
    let kernels = Kernels::new(covered, target);
    for channel in 0..N {
        let alone = Plane {
            samples: pixels.iter().map(|pixel| sample(pixel, channel)).collect(),
            ..*plane
        };
        let alone = kernels.convolve(&alone);
        for (pixel, sample) in resized.iter_mut().zip(alone.samples) {
            pixel[channel] = sample;
        }
    }
    Plane {
        width: target.width,
        height: target.height,
        samples,
    }
}

fn interleave(planes: [Plane; 3], size: Size, model: Model) -> Plane {
    let [first, second, third] = &planes;
    let samples = first
        .samples
        .iter()
        .zip(&second.samples)
        .zip(&third.samples)
        .flat_map(|((&a, &b), &c)| match model {
            Model::Ycc => ycc_to_rgb(a, b, c),
            _ => [a, b, c],
        })
        .collect();
    Plane {
        width: size.width,
        height: size.height,
        samples,
    }
}

/// The ink of every pixel.
fn inks(planes: &[Plane], size: Size, model: Model) -> Plane {
    let mut samples = vec![0; size.pixels() as usize * 4];
    for (at, pixel) in samples.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        for (ink, plane) in pixel.iter_mut().zip(planes) {
            *ink = !plane.samples[at];
        }
        if model == Model::Ycck {
            let [luma, blue, red, _] = pixel.map(|left| !left);
            pixel[..3].copy_from_slice(&ycc_to_rgb(luma, blue, red));
        }
    }
    Plane {
        width: size.width,
        height: size.height,
        samples,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Planes of a smooth picture, chroma at half of both sides.
    fn components(width: u32, height: u32) -> Components {
        let plane = |width: u32, height: u32, rule: fn(u32, u32) -> u32| Plane {
            width,
            height,
            samples: (0..height)
                .flat_map(|y| {
                    (0..width).map(move |x| rule(x * 1000 / width, y * 1000 / height) as u8)
                })
                .collect(),
        };
        let (half_w, half_h) = (width.div_ceil(2), height.div_ceil(2));
        let planes = [
            (plane(width, height, |x, y| 40 + (x + y) / 12), 1.0),
            (plane(half_w, half_h, |x, _| 90 + x / 14), 2.0),
            (plane(half_w, half_h, |_, y| 100 + y / 15), 2.0),
        ];
        Components {
            model: Model::Ycc,
            planes: planes
                .map(|(plane, step)| Component {
                    plane,
                    covered_width: f64::from(width) / step,
                    covered_height: f64::from(height) / step,
                })
                .into(),
        }
    }

    /// Chroma back under its luma, by repeating it: the pictures are smooth.
    fn to_rgb(planes: [Plane; 3]) -> Vec<u8> {
        let [luma, blue, red] = planes;
        (0..luma.height)
            .flat_map(|y| (0..luma.width).map(move |x| (x, y)))
            .flat_map(|(x, y)| {
                let at = (y / 2 * blue.width + x / 2) as usize;
                let y = luma.samples[(y * luma.width + x) as usize];
                ycc_to_rgb(y, blue.samples[at], red.samples[at])
            })
            .collect()
    }

    #[test]
    fn the_planar_way_gives_the_picture_that_rgb_gives() {
        for (width, height, target) in [
            (400, 300, (200, 150)),
            (401, 301, (201, 151)),
            (333, 77, (100, 23)),
            (90, 70, (90, 70)),
        ] {
            let target = Size {
                width: target.0,
                height: target.1,
            };
            let resized = |planar| {
                let decoded = Decoded::Components(components(width, height));
                match resize(decoded, &Plan::new(target, planar)).expect("the sizes are possible") {
                    Raster::Rgb(plane) => plane.samples,
                    Raster::Ycc420(planes) => to_rgb(planes),
                    _ => panic!("it was in colour"),
                }
            };
            let apart: Vec<u8> = resized(true)
                .iter()
                .zip(&resized(false))
                .map(|(a, b)| a.abs_diff(*b))
                .collect();
            let mean = apart.iter().map(|&n| f64::from(n)).sum::<f64>() / apart.len() as f64;
            assert!(mean < 1.5, "{width} × {height}: {mean} on average");
            assert!(apart.iter().all(|&n| n < 8), "{width} × {height}");
        }
    }

    #[test]
    fn a_longer_side_is_cut_to_the_edge_and_the_other_follows() {
        let fitted = |width, height, edge| {
            let size = fit(Size { width, height }, Some(edge));
            (size.width, size.height)
        };
        assert_eq!(fitted(4032, 3024, 2048), (2048, 1536));
        assert_eq!(fitted(3024, 4032, 2048), (1536, 2048));
        assert_eq!(fitted(65_535, 1, 2048), (2048, 1));
        assert_eq!(fitted(100, 50, 2048), (100, 50));
    }
}
