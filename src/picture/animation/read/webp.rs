//! The frames of an animated WebP.

use super::super::super::container::webp::chunks::{
    ALPHA, Chunks, FRAME_HEADER_BYTES, FrameHeader,
};
use super::super::super::original::webp::push;
use super::super::place::Place;
use super::{Delay, Disposal, Frame};
use crate::error::Error;

pub(super) fn each(
    file: &[u8],
    on_frame: &mut dyn FnMut(Frame) -> Result<(), Error>,
) -> Result<Option<u32>, Error> {
    let mut list = Chunks::of_file(file)?;
    let mut plays = None;
    while let Some(chunk) = list.next()? {
        match &chunk.kind {
            b"ANIM" => {
                plays = chunk.data.last_chunk().copied();
            }
            b"ANMF" => on_frame(frame(chunk.data)?)?,
            _ => {}
        }
    }
    Ok(plays.map(|plays| u32::from(u16::from_le_bytes(plays))))
}

fn frame(data: &[u8]) -> Result<Frame, Error> {
    let header = FrameHeader::read(data)?;
    let chunks = &data[FRAME_HEADER_BYTES..];
    let mut list = b"WEBP".to_vec();
    // Transparency in a chunk of its own has to be announced.
    if chunks.starts_with(b"ALPH") {
        // Both sides, each less one, stand in a frame's header as they do in VP8X.
        let sides = &data[6..12];
        push(&mut list, b"VP8X", &[&[ALPHA, 0, 0, 0], sides].concat())?;
    }
    list.extend_from_slice(chunks);
    let mut still = Vec::new();
    push(&mut still, b"RIFF", &list)?;
    Ok(Frame {
        place: Place {
            left: header.left,
            top: header.top,
            size: header.size,
        },
        delay: delay(header.milliseconds),
        disposal: match header.disposes {
            true => Disposal::Background,
            false => Disposal::Keep,
        },
        blends: !header.replaces,
        still,
    })
}

/// Milliseconds, or tenths, hundredths or whole seconds where there are too many of them for 16 bits.
fn delay(milliseconds: u32) -> Delay {
    let (mut numerator, mut denominator) = (milliseconds, 1000);
    while numerator > u32::from(u16::MAX) {
        numerator = (numerator + 5) / 10;
        denominator /= 10;
    }
    Delay {
        numerator: numerator as u16,
        denominator,
    }
}
