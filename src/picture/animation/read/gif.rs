//! The frames of a GIF.

use super::super::super::container::gif::blocks::{Block, Blocks, Kind};
use super::super::place::Place;
use super::{Delay, Disposal, Frame};
use crate::error::Error;
use pellicle_pixels::Size;

pub(super) fn each(
    file: &[u8],
    on_frame: &mut dyn FnMut(Frame) -> Result<(), Error>,
) -> Result<Option<u32>, Error> {
    let (_, mut blocks) = Blocks::new(file)?;
    let header_end = blocks.position();
    let mut plays = None;
    let mut control = [0; 4];
    loop {
        let Block { whole, kind } = blocks.next()?;
        match kind {
            Kind::Loop(count) => plays = Some(u32::from(count)),
            Kind::Control(fields) => control = fields,
            Kind::Frame(frame) => {
                let [flags, d0, d1, _] = control;
                let [left, top, width, height] = frame.place.map(u32::from);
                // The frame's size, flags, palette and codes follow its place; the same size makes the screen.
                let sized = &file[whole.start + 5..whole.end];
                let still = [
                    b"GIF89a",
                    &sized[..4],
                    &file[10..header_end],
                    &[0x21, 0xF9, 4],
                    &control,
                    &[0, 0x2C, 0, 0, 0, 0],
                    sized,
                    &[0x3B],
                ]
                .concat();
                control = [0; 4];
                on_frame(Frame {
                    place: Place {
                        left,
                        top,
                        size: Size { width, height },
                    },
                    delay: Delay {
                        numerator: u16::from_le_bytes([d0, d1]),
                        denominator: 100,
                    },
                    disposal: match flags >> 2 & 7 {
                        2 => Disposal::Background,
                        3 => Disposal::Previous,
                        _ => Disposal::Keep,
                    },
                    blends: true,
                    still,
                })?;
            }
            Kind::Extension(..) => {}
            Kind::Trailer => return Ok(plays),
        }
    }
}
