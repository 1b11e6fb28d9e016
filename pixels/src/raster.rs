//! Pixels between the decoder and the encoder: 8 bits a sample, rows from the top, no padding.

use crate::Orientation;
use crate::Size;

/// One rectangle of samples; what a sample is, is said by whoever holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plane {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Row by row from the top.
    pub samples: Vec<u8>,
}

impl Plane {
    /// Its size.
    pub fn size(&self) -> Size {
        Size {
            width: self.width,
            height: self.height,
        }
    }
}

/// A picture in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raster {
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
    /// Its size; in planes, that of the luma.
    pub fn size(&self) -> Size {
        match self {
            Self::Gray(plane) | Self::Rgb(plane) | Self::Rgba(plane) | Self::Cmyk(plane) => {
                plane.size()
            }
            Self::Ycc420([luma, ..]) => luma.size(),
        }
    }

    /// The picture as it is seen.
    pub fn oriented(self, orientation: Orientation) -> Self {
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
pub fn with_alpha(mut plane: Plane) -> Raster {
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
pub enum Decoded {
    /// Finished pixels.
    Raster(Raster),
    /// A JPEG's components as they are stored, each at its own resolution.
    Components(Components),
}

/// The components of a JPEG.
#[derive(Debug, Clone)]
pub struct Components {
    /// What they mean.
    pub model: Model,
    /// As many as the model has.
    pub planes: Vec<Component>,
}

/// One component: a plane that covers the picture in steps of its own.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its samples.
    pub plane: Plane,
    /// How much of the plane's width the picture covers: it is filled up to whole blocks.
    pub covered_width: f64,
    /// How much of its height.
    pub covered_height: f64,
}

/// What the components of a JPEG mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
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
