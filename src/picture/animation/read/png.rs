//! The frames of an APNG.

use super::super::super::container::png::{Chunk, chunk};
use super::super::super::original::png::{Chunks, SIGNATURE};
use super::super::super::refusal::internal;
use super::super::place::Place;
use super::{Delay, Disposal, Frame};
use crate::error::Error;
use pellicle_pixels::Size;

pub(super) fn each(
    file: &[u8],
    on_frame: &mut dyn FnMut(Frame) -> Result<(), Error>,
) -> Result<Option<u32>, Error> {
    let (mut header, mut palette, mut plays) = (&[][..], Vec::new(), None);
    let mut control: Option<&[u8]> = None;
    let mut at = SIGNATURE.len();
    loop {
        let Chunk { kind, data, whole } = chunk(file, at)?;
        let data = &file[data];
        at = whole.end;
        let stream = match &kind {
            b"IHDR" => {
                header = data;
                continue;
            }
            b"acTL" => {
                plays = data.last_chunk().map(|plays| u32::from_be_bytes(*plays));
                continue;
            }
            b"PLTE" | b"tRNS" => {
                palette.push((kind, data));
                continue;
            }
            b"fcTL" => {
                control = Some(data);
                continue;
            }
            b"IDAT" => data,
            // Behind its number.
            b"fdAT" => data.get(4..).unwrap_or_default(),
            b"IEND" => return Ok(plays),
            _ => continue,
        };
        // A default picture without a control is no frame.
        if let Some(control) = control.take() {
            let mut still = Chunks(SIGNATURE.to_vec());
            let (sides, rest) = (control.get(4..12), header.get(8..));
            let (Some(sides), Some(rest)) = (sides, rest) else {
                return Err(internal("a frame has no size"));
            };
            still.push(b"IHDR", &[sides, rest])?;
            for (kind, data) in &palette {
                still.push(kind, &[data])?;
            }
            still.push(b"IDAT", &[stream])?;
            still.push(b"IEND", &[])?;
            let Chunks(still) = still;
            on_frame(frame(control, still)?)?;
        }
    }
}

/// Reads `fcTL` (PNG 3rd edition, 11.3.6.2).
fn frame(control: &[u8], still: Vec<u8>) -> Result<Frame, Error> {
    let (fields, rest) = control.as_chunks::<4>();
    let (&[_, width, height, left, top, [n0, n1, d0, d1]], &[disposal, blending]) = (fields, rest)
    else {
        return Err(internal("a frame says too little"));
    };
    Ok(Frame {
        place: Place {
            left: u32::from_be_bytes(left),
            top: u32::from_be_bytes(top),
            size: Size {
                width: u32::from_be_bytes(width),
                height: u32::from_be_bytes(height),
            },
        },
        delay: Delay {
            numerator: u16::from_be_bytes([n0, n1]),
            denominator: u16::from_be_bytes([d0, d1]),
        },
        disposal: match disposal {
            1 => Disposal::Background,
            2 => Disposal::Previous,
            _ => Disposal::Keep,
        },
        blends: blending == 1,
        still,
    })
}
