//! JPEG, with Huffman codes made for the picture, and levels chosen by what they cost.
//!
//! The balanced preset is one sequential scan, and a level is chosen on the way. The smallest weighs all levels of a block
//! against each other and divides the file into progressive scans. How many bytes they take at the same SSIMULACRA2, beside
//! libjpeg-turbo and MozJPEG, is measured by `cargo xtask bench`.

mod blocks;
mod fdct;
mod huffman;
mod levels;
mod markers;
mod patience;
mod progressive;
mod quantise;
mod scans;
mod sequential;
mod strip;
mod tokens;
mod trellis;
mod units;

use crate::Error;
use crate::raster::{Plane, Raster};
use crate::ycc;
use quantise::Steps;
use std::borrow::Cow;

/// What a JPEG is optimised for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// Quick, and as good as what browsers and cameras write.
    #[default]
    Balanced,
    /// Few bytes: nearly the same on a screen, smaller by about a quarter, and a few times slower to make.
    Smallest,
}

impl Preset {
    /// The one of this name: `balanced` or `smallest`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "balanced" => Some(Self::Balanced),
            "smallest" => Some(Self::Smallest),
            _ => None,
        }
    }
}

/// Encodes a picture without transparency; its chroma at half of both sides.
///
/// # Errors
/// [`Error::Internal`] for a picture that JPEG cannot hold.
pub fn encode(raster: &Raster, preset: Preset) -> Result<Vec<u8>, Error> {
    let planes: Cow<[Plane]> = match raster {
        Raster::Gray(plane) => Cow::Borrowed(core::slice::from_ref(plane)),
        Raster::Ycc420(planes) => Cow::Borrowed(&planes[..]),
        Raster::Rgb(plane) => Cow::Owned(ycc::planes_of_rgb(plane).into()),
        Raster::Rgba(_) | Raster::Cmyk(_) => {
            return Err(Error::internal("a JPEG is neither transparent nor inked"));
        }
    };
    let [luma, ..] = &planes[..] else {
        return Err(Error::internal("a picture without planes"));
    };
    let (Ok(width), Ok(height)) = (u16::try_from(luma.width), u16::try_from(luma.height)) else {
        return Err(Error::internal("a JPEG cannot be so large"));
    };
    let steps = [Steps::luma(preset), Steps::chroma(preset)];
    let mut file = Vec::with_capacity(1024 + luma.samples.len() / 4);
    markers::begin(&mut file, &steps[..planes.len().min(2)]);
    match preset {
        Preset::Balanced => sequential::write(&mut file, [width, height], &planes, &steps),
        Preset::Smallest => progressive::write(&mut file, [width, height], &planes, &steps),
    }
    markers::end(&mut file);
    Ok(file)
}
