//! JPEG: SOI, segments and scans, EOI, and whatever was put behind it.

mod bits;
pub(in crate::picture) mod coded;
pub(in crate::picture) mod frame;
pub(in crate::picture) mod huffman;
mod segments;
pub(in crate::picture) mod tables;

use super::super::receipt::{Class, Found};
use super::super::refusal::malformed;
use super::{Channels, Kept, Source, trailer};
use crate::error::Error;
use frame::Frame;
use pellicle_pixels::Model;
use pellicle_pixels::jpeg::markers::{self, EOI, Markers, SOS, Segment};
use segments::Applications;
use tables::Defined;

/// Reads a JPEG up to its first EOI: pictures behind that are not the picture (T.81 knows one image in a file).
pub(in crate::picture) fn read(bytes: &[u8]) -> Result<Source, Error> {
    let mut found = Found::default();
    let mut kept: Vec<Segment> = Vec::new();
    let mut applications = Applications::default();
    let mut tables = Defined::default();
    let mut frame: Option<Frame> = None;
    let mut walk = Markers::new(bytes);
    loop {
        let segment = walk.next()?;
        let body = &bytes[segment.body.clone()];
        if segment.skipped > 0 {
            found.add_bytes(Class::Unknown, segment.skipped);
        }
        match segment.marker {
            0xC4 => tables.note_huffman(body)?,
            0xDB => tables.note_quantisation(body)?,
            0xDD if body.len() == 2 => {}
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF if frame.is_none() => {
                frame = Some(Frame::read(segment.marker, body)?);
            }
            SOS => {
                frame
                    .as_mut()
                    .ok_or_else(|| malformed("a scan comes before its frame"))?
                    .scan(body, &tables)?;
            }
            // The number of lines: the frame that is kept has it.
            0xDC => {
                frame
                    .as_mut()
                    .ok_or_else(|| malformed("its number of lines comes before its frame"))?
                    .define_lines(body)?;
                continue;
            }
            EOI => break,
            0xE0..=0xEF => {
                applications.read(segment.marker - 0xE0, body, &mut found);
                continue;
            }
            0xFE => {
                found.add(Class::Comment);
                continue;
            }
            // Extensions that T.81 reserves.
            0xF0..=0xFD => {
                found.add_bytes(Class::Unknown, body.len());
                continue;
            }
            other => {
                return Err(malformed(format!(
                    "marker FF{other:02X} has no place where it is"
                )));
            }
        }
        kept.push(segment);
    }
    let frame = frame
        .filter(Frame::is_complete)
        .ok_or_else(|| malformed("it has no picture in it, or only a part of one"))?;
    trailer::read(&bytes[walk.position()..], &mut found);
    let model = model(&frame, &applications);
    Ok(Source {
        size: frame.size,
        pixel_bits: frame.pixel_bits(),
        deep: false,
        lossless: false,
        model: Some(model),
        channels: match model {
            Model::Gray => Channels::Gray,
            Model::Ycc | Model::Rgb => Channels::Rgb,
            Model::Cmyk | Model::Ycck => Channels::Cmyk,
        },
        orientation: applications.orientation.unwrap_or_default(),
        icc: applications.take_icc(),
        declared: Default::default(),
        animation: None,
        found,
        pixels: pixels(&frame, kept),
    })
}

/// The segments that describe pixels. A height that came behind its frame is written into it, where decoders look.
fn pixels(frame: &Frame, kept: Vec<Segment>) -> Kept {
    let mut pixels = Kept::default();
    pixels.write(&[0xFF, markers::SOI]);
    for segment in kept {
        if segment.marker == frame.marker {
            // Behind the precision.
            let height = segment.body.start + 1;
            pixels.push(segment.whole.start..height);
            pixels.write(&(frame.size.height as u16).to_be_bytes());
            pixels.push(height + 2..segment.whole.end);
        } else {
            pixels.push(segment.whole);
        }
    }
    pixels.write(&[0xFF, EOI]);
    pixels
}

/// What the components mean: Adobe's word first, then JFIF, which allows nothing but YCbCr of three, then their names.
///
/// Four are inks, and what is stored is what they leave of white. Without Adobe's marker ISO/IEC 10918-6 has it the
/// other way round, but browsers do not look for the marker (Chromium 156, for one), and a picture has to stay what its
/// owner sees.
fn model(frame: &Frame, applications: &Applications) -> Model {
    let named_rgb = frame
        .components
        .iter()
        .map(|component| component.id)
        .eq(*b"RGB");
    match (frame.components.len(), applications.adobe_transform) {
        (1, _) => Model::Gray,
        (4, Some(0) | None) => Model::Cmyk,
        (4, _) => Model::Ycck,
        (_, Some(0)) => Model::Rgb,
        (_, None) if named_rgb && !applications.jfif => Model::Rgb,
        _ => Model::Ycc,
    }
}
