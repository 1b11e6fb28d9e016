//! Colours from the file's own profile to sRGB, after the downscale: fewer pixels, and no visible difference.
//!
//! By the relative colorimetric intent: white becomes white, and what sRGB can show stays the colour that it was. Here the
//! numbers of a profile become what [`pellicle_pixels::color`] converts pixels with.

mod connection;
mod declared;
mod shaper;
mod table;

use super::container::{Channels, Source};
use super::icc::{Element, Numbers, Table};
use connection::{extended, from_connection};
use pellicle_pixels::color::{Conversion, Grid, srgb};
use table::Way;
use wide::f32x4;

/// Points along each axis of a grid for three lights.
const LIGHTS: usize = 33;

/// Points along each axis of a grid for four inks.
const INKS: usize = 17;

/// How the colours of a picture become sRGB, where they are not.
///
/// The first of what the file says counts: the name of a space, a profile, numbers. A broken profile, or one that is
/// not for pixels of this kind, does not fail a picture: browsers do without it, and so does this.
pub(super) fn conversion(source: &Source) -> Option<Conversion> {
    let (declared, channels) = (&source.declared, source.channels);
    let icc = || source.icc.as_deref().and_then(|icc| read(icc, channels));
    declared
        .named(channels)
        .or_else(icc)
        .or_else(|| declared.measured(channels))
        .and_then(|numbers| by(&numbers))
        .or((channels == Channels::Cmyk).then_some(Conversion::Inks(None)))
}

/// `None` where the numbers are those of sRGB, or convert nothing.
fn by(numbers: &Numbers) -> Option<Conversion> {
    let conversion = match (&numbers.space, numbers.table()) {
        (b"GRAY", table) => Conversion::Gray(gray(numbers, table)?),
        (b"RGB ", None) => Conversion::Shaper(shaper::shaper(numbers)?),
        (b"RGB ", Some(table)) => Conversion::Lights(grid(numbers, table, LIGHTS)),
        (b"CMYK", Some(table)) => {
            return Some(Conversion::Inks(Some(grid(numbers, table, INKS))));
        }
        _ => return None,
    };
    conversion.changes_colors().then_some(conversion)
}

/// The numbers of a profile that is for pixels of this kind.
fn read(icc: &[u8], channels: Channels) -> Option<Numbers> {
    Numbers::read(icc).filter(|numbers| numbers.fit(channels))
}

/// The colours of a profile's table.
fn grid<const N: usize>(numbers: &Numbers, table: &Table, points: usize) -> Grid<N> {
    let way = Way::new(numbers, table);
    Grid::new(points, |place| {
        from_connection(way.to_connection(place)).map(extended)
    })
}

/// The colours of bare pixels as [`prepare`](super::prepare) converts them, for the test that holds them to LittleCMS:
/// behind an encoder, its losses would be judged too. Not a part of the API.
///
/// Takes bytes of gray or RGB, and gives the same; of inks, and gives RGB. `None` where the profile is broken or is not for such pixels.
pub fn colors_for_judges(icc: &[u8], channels: u8, mut samples: Vec<u8>) -> Option<Vec<u8>> {
    let kind = match channels {
        1 => Channels::Gray,
        3 => Channels::Rgb,
        _ => Channels::Cmyk,
    };
    let numbers = read(icc, kind)?;
    if let Some(conversion) = by(&numbers) {
        match kind {
            Channels::Gray => conversion.convert_gray(&mut samples),
            Channels::Cmyk => samples = conversion.convert_inks(&samples),
            Channels::Rgb => conversion.convert_rgb(&mut samples),
        }
    }
    Some(samples)
}

/// Gray by its curve, or by the luminance that a table gives (ICC.1:2022, 8.3.4).
fn gray(numbers: &Numbers, table: Option<&Table>) -> Option<Box<[u8; 256]>> {
    let light: Box<dyn Fn(f64) -> f64> = match (table, numbers.tag(b"kTRC")) {
        (Some(table), _) => {
            let way = table::Way::new(numbers, table);
            Box::new(move |level| way.to_connection(&[level])[1])
        }
        (None, Some(Element::Curve(curve))) if &numbers.connection == b"Lab " => {
            Box::new(|level| table::lab_to_xyz([100.0 * curve.at(level), 0.0, 0.0])[1])
        }
        (None, Some(Element::Curve(curve))) => Box::new(|level| curve.at(level)),
        _ => return None,
    };
    Some(Box::new(core::array::from_fn(|level| {
        let light = light(level as f64 / 255.0) as f32;
        srgb::round(srgb::encode(f32x4::splat(light))).to_array()[0] as u8
    })))
}
