//! What a person cuts off or covers, before anything is resized: afterwards the edges of what is hidden would have run
//! into what is shown.

use crate::{Component, Components, Decoded, Model, Plane, Raster, Size};

/// A part of a picture, in pixels from its upper left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Pixels left of it.
    pub x: u32,
    /// Pixels above it.
    pub y: u32,
    /// Pixels across, from 1.
    pub width: u32,
    /// Pixels down, from 1.
    pub height: u32,
}

impl Area {
    /// Whether it lies in a picture of this size and is not empty.
    pub fn is_within(self, size: Size) -> bool {
        let fits = |from: u32, len: u32, side: u32| {
            len > 0 && from.checked_add(len).is_some_and(|end| end <= side)
        };
        fits(self.x, self.width, size.width) && fits(self.y, self.height, size.height)
    }
}

impl Decoded {
    /// Makes every pixel of an area black and opaque. Whatever sample lies in it, or partly in it, is replaced.
    ///
    /// `size` is the picture's; nothing may have been decoded smaller.
    pub fn cover(&mut self, area: Area, size: Size) {
        match self {
            Self::Raster(Raster::Gray(plane)) => fill(plane, area, [0]),
            Self::Raster(Raster::Rgb(plane)) => fill(plane, area, [0; 3]),
            Self::Raster(Raster::Rgba(plane)) => fill(plane, area, [0, 0, 0, 255]),
            // No decoder gives these.
            Self::Raster(Raster::Cmyk(_) | Raster::Ycc420(_)) => {}
            Self::Components(Components { model, planes }) => {
                for (component, &level) in planes.iter_mut().zip(model.black()) {
                    let area = component.touched_by(area, size);
                    fill(&mut component.plane, area, [level]);
                }
            }
        }
    }

    /// Cuts everything off but an area, and gives the size of what is left: where components are stored at a part of
    /// the picture's size, the area shrinks to whole samples of each, so that nothing is left which it did not have.
    ///
    /// `size` is the picture's; nothing may have been decoded smaller.
    pub fn crop(self, area: Area, size: Size) -> (Self, Size) {
        match self {
            Self::Raster(raster) => {
                let left = Size {
                    width: area.width,
                    height: area.height,
                };
                let raster = match raster {
                    Raster::Gray(plane) => Raster::Gray(cut::<1>(&plane, area)),
                    Raster::Rgb(plane) => Raster::Rgb(cut::<3>(&plane, area)),
                    Raster::Rgba(plane) => Raster::Rgba(cut::<4>(&plane, area)),
                    // No decoder gives these.
                    other @ (Raster::Cmyk(_) | Raster::Ycc420(_)) => other,
                };
                (Self::Raster(raster), left)
            }
            Self::Components(Components { model, planes }) => {
                let scales = planes.iter().map(|component| component.scale(size));
                let across = step(scales.clone().map(|(across, _)| across));
                let down = step(scales.map(|(_, down)| down));
                let (x, width) = shrunk(area.x, area.width, across, size.width);
                let (y, height) = shrunk(area.y, area.height, down, size.height);
                let area = Area {
                    x,
                    y,
                    width,
                    height,
                };
                let planes = planes
                    .into_iter()
                    .map(|component| component.cut(area, size));
                let planes = planes.collect();
                let left = Size { width, height };
                (Self::Components(Components { model, planes }), left)
            }
        }
    }
}

/// The least number of pixels that are whole samples of every component, by how many samples each has for a pixel.
fn step(scales: impl Iterator<Item = f64> + Clone) -> u32 {
    /// Sampling factors go from 1 to 4 (T.81, A.1.1).
    const MOST: u32 = 12;
    let is_whole = |samples: f64| (samples - samples.round()).abs() < 1e-6;
    let fits = |pixels: &u32| {
        scales
            .clone()
            .all(|scale| is_whole(f64::from(*pixels) * scale))
    };
    (1..=MOST).find(fits).unwrap_or(1)
}

/// A side of an area that begins and ends between samples of so many pixels, or at the picture's end. A side that has not
/// even one keeps the part of the first that it has.
fn shrunk(from: u32, len: u32, step: u32, side: u32) -> (u32, u32) {
    let end = from + len;
    let start = from.next_multiple_of(step);
    let stop = if end == side { end } else { end / step * step };
    if start < stop {
        (start, stop - start)
    } else {
        (from, len)
    }
}

impl Model {
    /// The levels of black, as many as there are components.
    fn black(self) -> &'static [u8] {
        match self {
            Self::Gray => &[0],
            Self::Ycc => &[0, 128, 128],
            Self::Rgb => &[0; 3],
            // What the inks leave of white.
            Self::Cmyk => &[0; 4],
            // All of cyan, magenta and yellow, and nothing left by black.
            Self::Ycck => &[255, 128, 128, 0],
        }
    }
}

impl Component {
    /// How many samples stand for a pixel, across and down: at most 1.
    fn scale(&self, size: Size) -> (f64, f64) {
        (
            self.covered_width / f64::from(size.width),
            self.covered_height / f64::from(size.height),
        )
    }

    /// The samples that have anything of an area of the picture.
    fn touched_by(&self, area: Area, size: Size) -> Area {
        let (across, down) = self.scale(size);
        let touched = |from: u32, len: u32, scale: f64, side: u32| {
            let start = (f64::from(from) * scale).floor() as u32;
            let end = (f64::from(from + len) * scale).ceil() as u32;
            (start, end.min(side).saturating_sub(start))
        };
        let (x, width) = touched(area.x, area.width, across, self.plane.width);
        let (y, height) = touched(area.y, area.height, down, self.plane.height);
        Area {
            x,
            y,
            width,
            height,
        }
    }

    /// The samples of an area alone.
    fn cut(self, area: Area, size: Size) -> Self {
        let (across, down) = self.scale(size);
        let own = self.touched_by(area, size);
        Self {
            plane: cut::<1>(&self.plane, own),
            covered_width: (f64::from(area.width) * across).min(f64::from(own.width)),
            covered_height: (f64::from(area.height) * down).min(f64::from(own.height)),
        }
    }
}

fn fill<const N: usize>(plane: &mut Plane, area: Area, color: [u8; N]) {
    let (x, width) = (area.x as usize, area.width as usize);
    let rows = plane
        .samples
        .chunks_exact_mut(N * plane.width.max(1) as usize);
    for row in rows.skip(area.y as usize).take(area.height as usize) {
        let (pixels, _) = row.as_chunks_mut::<N>();
        pixels[x..x + width].fill(color);
    }
}

fn cut<const N: usize>(plane: &Plane, area: Area) -> Plane {
    let (x, width) = (area.x as usize, area.width as usize);
    let rows = plane.samples.chunks_exact(N * plane.width.max(1) as usize);
    let rows = rows.skip(area.y as usize).take(area.height as usize);
    let mut samples = Vec::with_capacity(N * width * area.height as usize);
    for row in rows {
        samples.extend_from_slice(&row[N * x..N * (x + width)]);
    }
    Plane {
        width: area.width,
        height: area.height,
        samples,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size {
        width: 11,
        height: 7,
    };

    /// A picture of 4:2:0, all of whose samples are 200.
    fn planar() -> Decoded {
        let component = |width: u32, height: u32, step: f64| Component {
            plane: Plane {
                width,
                height,
                samples: vec![200; (width * height) as usize],
            },
            covered_width: f64::from(SIZE.width) / step,
            covered_height: f64::from(SIZE.height) / step,
        };
        Decoded::Components(Components {
            model: Model::Ycc,
            planes: vec![
                component(16, 16, 1.0),
                component(8, 8, 2.0),
                component(8, 8, 2.0),
            ],
        })
    }

    fn planes(decoded: Decoded) -> Vec<Component> {
        match decoded {
            Decoded::Components(components) => components.planes,
            Decoded::Raster(_) => panic!("it was planar"),
        }
    }

    #[test]
    fn every_sample_that_has_a_part_of_a_cover_is_black() {
        let area = Area {
            x: 3,
            y: 1,
            width: 4,
            height: 5,
        };
        let mut picture = planar();
        picture.cover(area, SIZE);
        let planes = planes(picture);
        for (component, level) in planes.iter().zip([0, 128, 128]) {
            let step = if level == 0 { 1 } else { 2 };
            for (at, &sample) in (0..).zip(&component.plane.samples) {
                let (x, y) = (at % component.plane.width, at / component.plane.width);
                let touches =
                    |from: u32, len: u32, at: u32| step * at < from + len && step * (at + 1) > from;
                let covered = touches(3, 4, x) && touches(1, 5, y);
                assert_eq!(sample, if covered { level } else { 200 }, "{x}, {y}");
            }
        }
    }

    #[test]
    fn what_is_cut_shrinks_to_whole_samples_and_never_grows() {
        let area = |x, y, width, height| Area {
            x,
            y,
            width,
            height,
        };
        for (wanted, left) in [
            (area(0, 0, 11, 7), (11, 7)),
            (area(1, 1, 5, 5), (4, 4)),
            (area(3, 2, 8, 5), (7, 5)),
            (area(3, 3, 1, 1), (1, 1)),
        ] {
            let (picture, size) = planar().crop(wanted, SIZE);
            assert_eq!((size.width, size.height), left, "{wanted:?}");
            for (component, step) in planes(picture).iter().zip([1.0, 2.0, 2.0]) {
                let plane = &component.plane;
                assert_eq!(plane.samples.len() as u32, plane.width * plane.height);
                assert!((component.covered_width - f64::from(left.0) / step).abs() < 1e-6);
                assert!(component.covered_width <= f64::from(plane.width));
            }
        }
    }

    #[test]
    fn an_area_is_within_or_not() {
        let is_within = |x, y, width, height| {
            let area = Area {
                x,
                y,
                width,
                height,
            };
            area.is_within(SIZE)
        };
        assert!(is_within(0, 0, 11, 7) && is_within(10, 6, 1, 1));
        assert!(!is_within(0, 0, 0, 1) && !is_within(11, 0, 1, 1) && !is_within(0, 1, 1, 7));
        assert!(!is_within(u32::MAX, 0, 2, 1));
    }
}
