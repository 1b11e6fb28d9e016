//! Pixels between the decoder and the encoder: 8 bits a sample, rows from the top, no padding.

use super::limits::Size;
use super::orient::Orientation;

/// One rectangle of samples; what a sample is, is said by whoever holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plane {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) samples: Vec<u8>,
}

impl Plane {
    pub(super) fn size(&self) -> Size {
        Size {
            width: self.width,
            height: self.height,
        }
    }
}

/// A picture in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Raster {
    /// One byte a pixel: gray.
    Gray(Plane),
    /// Three bytes a pixel: red, green, blue.
    Rgb(Plane),
    /// Four bytes a pixel: red, green, blue, and alpha that has not been multiplied into them.
    Rgba(Plane),
    /// Four bytes a pixel: how much cyan, magenta, yellow and black ink there is.
    Cmyk(Plane),
    /// Three planes as JPEG stores them: luma, and the two chroma planes at half of both sides, rounded up.
    Ycc420([Plane; 3]),
}

impl Raster {
    pub(super) fn size(&self) -> Size {
        match self {
            Self::Gray(plane) | Self::Rgb(plane) | Self::Rgba(plane) | Self::Cmyk(plane) => {
                plane.size()
            }
            Self::Ycc420([luma, ..]) => luma.size(),
        }
    }

    /// The picture as it is seen.
    pub(super) fn oriented(self, orientation: Orientation) -> Self {
        match self {
            Self::Gray(plane) => Self::Gray(orientation.apply::<1>(plane)),
            Self::Rgb(plane) => Self::Rgb(orientation.apply::<3>(plane)),
            Self::Rgba(plane) => Self::Rgba(orientation.apply::<4>(plane)),
            Self::Cmyk(plane) => Self::Cmyk(orientation.apply::<4>(plane)),
            Self::Ycc420(planes) => Self::Ycc420(planes.map(|plane| orientation.apply::<1>(plane))),
        }
    }
}

/// Four bytes a pixel as a raster. An alpha channel in which everything is opaque is none.
pub(super) fn with_alpha(mut plane: Plane) -> Raster {
    let (pixels, _) = plane.samples.as_chunks::<4>();
    if pixels.iter().any(|pixel| pixel[3] != 255) {
        return Raster::Rgba(plane);
    }
    let count = pixels.len();
    // Within the same memory: a large picture has no room for both.
    for at in 0..count {
        for channel in 0..3 {
            plane.samples[3 * at + channel] = plane.samples[4 * at + channel];
        }
    }
    plane.samples.truncate(3 * count);
    Raster::Rgb(plane)
}

/// What a decoder gives.
#[derive(Debug)]
pub(super) enum Decoded {
    /// Finished pixels.
    Raster(Raster),
    /// A JPEG's components as they are stored, each at its own resolution.
    Components(Components),
}

/// The components of a JPEG.
#[derive(Debug)]
pub(super) struct Components {
    pub(super) model: Model,
    /// As many as the model has.
    pub(super) planes: Vec<Component>,
}

/// One component: a plane that covers the picture in steps of its own.
#[derive(Debug)]
pub(super) struct Component {
    pub(super) plane: Plane,
    /// How much of the plane the picture covers: it is filled up to whole blocks.
    pub(super) covered_width: f64,
    pub(super) covered_height: f64,
}

/// What the components of a JPEG mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Model {
    /// One component.
    Gray,
    /// JFIF's YCbCr: BT.601 with the full range.
    Ycc,
    /// Red, green, blue: Adobe's colour transform 0.
    Rgb,
    /// What cyan, magenta, yellow and black ink leave of white.
    Cmyk,
    /// How much ink there is of cyan, magenta and yellow, as YCbCr, and what black leaves of white: Adobe's colour
    /// transform 2.
    Ycck,
}
