//! The units of an AV1 picture (AV1 Bitstream & Decoding Process Specification, 5.3 to 5.5): what describes one frame,
//! and nothing beside it.
//!
//! A frame's own data is taken over whole. Its end is not looked for, which would take a whole decoder.

use super::super::super::refusal::{malformed, unsupported};
use super::boxes::{Fields, cut};
use super::sequence;
use crate::error::Error;

const SEQUENCE_HEADER: u8 = 1;
const FRAME_HEADER: u8 = 3;
const TILE_GROUP: u8 = 4;
const FRAME: u8 = 6;

/// One picture's units, and how many bytes of others stood among them.
pub(in crate::picture) struct Units {
    pub(in crate::picture) written: Vec<u8>,
    pub(in crate::picture) other_bytes: usize,
}

/// Writes the units of a picture again: one sequence header, and one frame.
///
/// # Errors
/// `malformed` where a unit is cut, `unsupported` for more than one frame.
pub(in crate::picture) fn written(data: &[u8]) -> Result<Units, Error> {
    let mut units = Units {
        written: Vec::with_capacity(data.len()),
        other_bytes: 0,
    };
    let (mut sequences, mut frames) = (0, 0);
    let mut rest = Fields(data);
    while !rest.0.is_empty() {
        let before = rest.0.len();
        let unit = Unit::read(&mut rest)?;
        match unit.kind {
            SEQUENCE_HEADER if sequences == 0 => {
                sequences += 1;
                let header = sequence::header(unit.payload)?;
                units.other_bytes += unit.payload.len() - header.len();
                unit.write(&header, &mut units.written);
            }
            // The same once more.
            SEQUENCE_HEADER => {}
            FRAME | FRAME_HEADER => {
                frames += 1;
                unit.write(unit.payload, &mut units.written);
            }
            TILE_GROUP => unit.write(unit.payload, &mut units.written),
            // A delimiter is empty; everything else is metadata, filling, or reserved.
            _ if unit.payload.is_empty() => {}
            _ => units.other_bytes += before - rest.0.len(),
        }
    }
    match (sequences, frames) {
        (1, 1) => Ok(units),
        (1, 2..) => Err(unsupported(
            "this AVIF has layers, which are not taken: save it as a usual one",
        )),
        _ => Err(malformed("it has no picture in it")),
    }
}

struct Unit<'a> {
    kind: u8,
    /// The layer that it belongs to: three bits of time, two of space.
    extension: Option<u8>,
    payload: &'a [u8],
}

impl<'a> Unit<'a> {
    fn read(rest: &mut Fields<'a>) -> Result<Self, Error> {
        let head = rest.u8()?;
        if head & 0x80 != 0 {
            return Err(malformed("a unit of it is of an impossible kind"));
        }
        let extension = if head & 4 != 0 {
            Some(rest.u8()?)
        } else {
            None
        };
        // Without a length it goes on to the end.
        let len = if head & 2 != 0 {
            leb128(rest)?
        } else {
            rest.0.len()
        };
        Ok(Self {
            kind: head >> 3 & 15,
            extension,
            payload: rest.take(len)?,
        })
    }

    fn write(&self, payload: &[u8], written: &mut Vec<u8>) {
        written.push(self.kind << 3 | u8::from(self.extension.is_some()) << 2 | 2);
        written.extend(self.extension.map(|layer| layer & 0xF8));
        let mut len = payload.len();
        while len > 0x7F {
            written.push(len as u8 | 0x80);
            len >>= 7;
        }
        written.push(len as u8);
        written.extend_from_slice(payload);
    }
}

/// 4.10.5: seven bits a byte, the lowest first.
fn leb128(rest: &mut Fields<'_>) -> Result<usize, Error> {
    let mut value = 0u64;
    for place in 0..8 {
        let byte = rest.u8()?;
        value |= u64::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            return usize::try_from(value).map_err(|_| cut());
        }
    }
    Err(malformed("a length of it does not end"))
}
