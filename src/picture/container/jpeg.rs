//! JPEG: SOI, segments and scans, EOI, and whatever was put behind it.

mod frame;
pub(in crate::picture) mod markers;
mod segments;

use super::super::raster::Model;
use super::super::receipt::{Class, Found};
use super::super::refusal::malformed;
use super::{Kept, Source, trailer};
use crate::error::Error;
use frame::{Frame, Tables};
use markers::{EOI, Markers, SOS};
use segments::Applications;

/// Reads a JPEG up to its first EOI: pictures behind that are not the picture (T.81 knows one image in a file).
pub(in crate::picture) fn read(bytes: &[u8]) -> Result<Source, Error> {
    let mut found = Found::default();
    let mut pixels = Kept {
        prefix: vec![0xFF, markers::SOI],
        ..Kept::default()
    };
    let mut applications = Applications::default();
    let mut tables = Tables::default();
    let mut frame: Option<Frame> = None;
    let mut walk = Markers::new(bytes);
    loop {
        let segment = walk.next()?;
        let body = &bytes[segment.body];
        if segment.skipped > 0 {
            found.add_bytes(Class::Unknown, segment.skipped);
        }
        match segment.marker {
            0xC4 => tables.huffman(body)?,
            0xDB => tables.quantisation(body)?,
            0xDD if body.len() == 2 => {}
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF if frame.is_none() => {
                frame = Some(Frame::read(segment.marker, body)?);
            }
            SOS => frame
                .as_mut()
                .ok_or_else(|| malformed("a scan comes before its frame"))?
                .check_scan(body, &mut tables)?,
            EOI => break,
            0xE0..=0xEF => {
                applications.read(segment.marker - 0xE0, body, &mut found);
                continue;
            }
            0xFE => {
                found.add(Class::Comment);
                continue;
            }
            // Extensions that T.81 reserves, and a number of lines that the frame already has.
            0xDC | 0xF0..=0xFD => {
                found.add_bytes(Class::Unknown, body.len());
                continue;
            }
            other => {
                return Err(malformed(format!(
                    "marker FF{other:02X} has no place where it is"
                )));
            }
        }
        pixels.push(segment.whole);
    }
    let frame = frame
        .filter(Frame::is_complete)
        .ok_or_else(|| malformed("it has no picture in it, or only a part of one"))?;
    trailer::read(&bytes[walk.position()..], &mut found);
    pixels.suffix = vec![0xFF, EOI];
    Ok(Source {
        size: frame.size,
        pixel_bits: frame.pixel_bits(),
        deep: false,
        lossless: false,
        model: (frame.components.len() == 3).then(|| model(&frame, &applications)),
        orientation: applications.orientation.unwrap_or_default(),
        icc: applications.take_icc(),
        found,
        pixels,
    })
}

/// What three components mean: Adobe's word first, then JFIF, which allows nothing but YCbCr, then their names.
fn model(frame: &Frame, applications: &Applications) -> Model {
    let named_rgb = frame
        .components
        .iter()
        .map(|component| component.id)
        .eq(*b"RGB");
    match applications.adobe_transform {
        Some(0) => Model::Rgb,
        None if named_rgb && !applications.jfif => Model::Rgb,
        _ => Model::Ycc,
    }
}
