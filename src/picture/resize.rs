//! To the size that was asked for, by Lanczos3, never larger.

use super::MaxEdge;
use super::limits::Size;
use super::raster::{Component, Components, Decoded, Model, Plane, Raster};
use super::refusal::internal;
use super::ycc::ycc_to_rgb;
use crate::error::Error;
use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};

/// The size that a picture gets: its longer side at most `max_edge`, its shape kept.
pub(super) fn fit(size: Size, max_edge: MaxEdge) -> Size {
    let MaxEdge::Px(edge) = max_edge else {
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

/// Resizes what was decoded to `target`.
///
/// Where `stay_planar`, YCbCr is kept as it is, with its chroma at half of both sides; else it becomes RGB.
pub(super) fn resize(decoded: Decoded, target: Size, stay_planar: bool) -> Result<Raster, Error> {
    match decoded {
        Decoded::Raster(Raster::Gray(plane)) => resize_plane::<1>(plane, target).map(Raster::Gray),
        Decoded::Raster(Raster::Rgb(plane)) => resize_plane::<3>(plane, target).map(Raster::Rgb),
        Decoded::Raster(Raster::Rgba(plane)) => resize_alpha(plane, target).map(Raster::Rgba),
        Decoded::Raster(planar @ Raster::Ycc420(_)) => Ok(planar),
        Decoded::Components(components) => resize_components(components, target, stay_planar),
    }
}

fn resize_components(
    components: Components,
    target: Size,
    stay_planar: bool,
) -> Result<Raster, Error> {
    let Components { model, planes, .. } = components;
    let [first, second, third] = planes;
    if stay_planar && model == Model::Ycc {
        let chroma = Size {
            width: target.width.div_ceil(2),
            height: target.height.div_ceil(2),
        };
        return Ok(Raster::Ycc420([
            resize_component(first, target, target)?,
            resize_component(second, chroma, target)?,
            resize_component(third, chroma, target)?,
        ]));
    }
    let planes = [
        resize_component(first, target, target)?,
        resize_component(second, target, target)?,
        resize_component(third, target, target)?,
    ];
    Ok(Raster::Rgb(interleave(planes, target, model)))
}

/// Resizes a component to `own`, its share of a picture of the size `target`.
fn resize_component(component: Component, own: Size, target: Size) -> Result<Plane, Error> {
    let Component {
        plane,
        covered_width,
        covered_height,
    } = component;
    if plane.size() == own {
        return Ok(plane);
    }
    // A chroma plane whose side is rounded up covers a little more than the picture, on both ends of the scale.
    let steps = |own: u32, target: u32| {
        f64::from(own) * f64::from(target.div_ceil(own)) / f64::from(target)
    };
    let width = (covered_width * steps(own.width, target.width)).min(f64::from(plane.width));
    let height = (covered_height * steps(own.height, target.height)).min(f64::from(plane.height));
    let enlarged = own.width >= plane.width && own.height >= plane.height;
    let options = ResizeOptions::new()
        .crop(0.0, 0.0, width, height)
        // Lanczos rings where it enlarges; the triangle is what JPEG decoders use for chroma.
        .resize_alg(ResizeAlg::Convolution(if enlarged {
            FilterType::Bilinear
        } else {
            FilterType::Lanczos3
        }));
    convolve(&plane, own, &options)
}

fn resize_plane<const N: usize>(plane: Plane, target: Size) -> Result<Plane, Error> {
    if plane.size() == target {
        return Ok(plane);
    }
    convolve_channels::<N>(&plane, target)
}

/// Colours are weighted by their alpha, or what is invisible would bleed into what is not.
///
/// Multiplied and divided here and not by the library: rustc 1.95 miscompiles the library's wasm SIMD for the
/// division (rust-lang/rust#157456).
fn resize_alpha(mut plane: Plane, target: Size) -> Result<Plane, Error> {
    if plane.size() == target {
        return Ok(plane);
    }
    for [r, g, b, alpha] in plane.samples.as_chunks_mut::<4>().0 {
        let alpha = u32::from(*alpha);
        for color in [r, g, b] {
            *color = ((u32::from(*color) * alpha + 127) / 255) as u8;
        }
    }
    let mut plane = convolve_channels::<4>(&plane, target)?;
    for [r, g, b, alpha] in plane.samples.as_chunks_mut::<4>().0 {
        let alpha = u32::from(*alpha);
        for color in [r, g, b] {
            let straight = (u32::from(*color) * 255 + alpha / 2).checked_div(alpha);
            *color = straight.unwrap_or(0).min(255) as u8;
        }
    }
    Ok(plane)
}

/// Typed, and for one kind of pixel only: the library makes dozens of variants of its code for every kind, and its
/// own choice at run time would bring all thirteen.
fn convolve(plane: &Plane, target: Size, options: &ResizeOptions) -> Result<Plane, Error> {
    let source = TypedImageRef::<U8>::from_buffer(plane.width, plane.height, &plane.samples)
        .map_err(internal)?;
    let mut samples = vec![0; target.pixels() as usize];
    let mut resized = TypedImage::<U8>::from_buffer(target.width, target.height, &mut samples)
        .map_err(internal)?;
    Resizer::new()
        .resize_typed(&source, &mut resized, &options.use_alpha(false))
        .map_err(internal)?;
    Ok(Plane {
        width: target.width,
        height: target.height,
        samples,
    })
}

/// Resizes the `N` channels of interleaved pixels, one after the other.
fn convolve_channels<const N: usize>(plane: &Plane, target: Size) -> Result<Plane, Error> {
    let (pixels, _) = plane.samples.as_chunks::<N>();
    let mut samples = vec![0; target.pixels() as usize * N];
    let (resized, _) = samples.as_chunks_mut::<N>();
    for channel in 0..N {
        let alone = Plane {
            samples: pixels.iter().map(|pixel| pixel[channel]).collect(),
            ..*plane
        };
        let alone = convolve(&alone, target, &ResizeOptions::new())?;
        for (pixel, sample) in resized.iter_mut().zip(alone.samples) {
            pixel[channel] = sample;
        }
    }
    Ok(Plane {
        width: target.width,
        height: target.height,
        samples,
    })
}

fn interleave(planes: [Plane; 3], size: Size, model: Model) -> Plane {
    let [first, second, third] = &planes;
    let samples = first
        .samples
        .iter()
        .zip(&second.samples)
        .zip(&third.samples)
        .flat_map(|((&a, &b), &c)| match model {
            Model::Rgb => [a, b, c],
            Model::Ycc => ycc_to_rgb(a, b, c),
        })
        .collect();
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
            planes: planes.map(|(plane, step)| Component {
                plane,
                covered_width: f64::from(width) / step,
                covered_height: f64::from(height) / step,
            }),
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
                match resize(decoded, target, planar).expect("the sizes are possible") {
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
            let size = fit(Size { width, height }, MaxEdge::Px(edge));
            (size.width, size.height)
        };
        assert_eq!(fitted(4032, 3024, 2048), (2048, 1536));
        assert_eq!(fitted(3024, 4032, 2048), (1536, 2048));
        assert_eq!(fitted(65_535, 1, 2048), (2048, 1));
        assert_eq!(fitted(100, 50, 2048), (100, 50));
    }
}
