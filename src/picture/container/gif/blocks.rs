//! The blocks of a GIF, one after the other (GIF89a specification, 17 to 27).

use super::super::super::refusal::malformed;
use crate::error::Error;
use core::ops::Range;
use pellicle_pixels::Size;

/// Walks from the end of the header to the trailer.
pub(in crate::picture) struct Blocks<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// What the header says.
pub(in crate::picture) struct Screen<'a> {
    pub(in crate::picture) size: Size,
    /// The palette for frames without one of their own: three bytes a colour.
    pub(in crate::picture) palette: Option<&'a [u8]>,
}

/// One block with all of its bytes.
pub(in crate::picture) struct Block<'a> {
    pub(in crate::picture) whole: Range<usize>,
    pub(in crate::picture) kind: Kind<'a>,
}

pub(in crate::picture) enum Kind<'a> {
    /// How the next frame is shown: flags, a delay of two bytes, a transparent index.
    Control([u8; 4]),
    Frame(Frame<'a>),
    /// How often an animation runs: 0 for ever.
    Loop(u16),
    /// Any other extension: its label and its sub-blocks.
    Extension(u8, &'a [u8]),
    Trailer,
}

pub(in crate::picture) struct Frame<'a> {
    /// Left, top, width, height.
    pub(in crate::picture) place: [u16; 4],
    /// Its rows come in four passes.
    pub(in crate::picture) interlaced: bool,
    pub(in crate::picture) palette: Option<&'a [u8]>,
    /// Bits of an index, 2 to 8 where it makes sense.
    pub(in crate::picture) index_bits: u8,
    /// The sub-blocks of codes.
    pub(in crate::picture) data: &'a [u8],
}

impl<'a> Blocks<'a> {
    /// Reads the header: signature, screen, palette.
    pub(in crate::picture) fn new(bytes: &'a [u8]) -> Result<(Screen<'a>, Self), Error> {
        // Behind the flags: the colour of the empty screen, which browsers leave transparent, and the shape of pixels.
        let &[w0, w1, h0, h1, flags, _, _] = bytes
            .get(6..13)
            .and_then(<[u8]>::first_chunk)
            .ok_or_else(cut)?;
        let end = 13 + palette_len(flags);
        let palette = bytes.get(13..end).ok_or_else(cut)?;
        let screen = Screen {
            size: Size {
                width: u32::from(u16::from_le_bytes([w0, w1])),
                height: u32::from(u16::from_le_bytes([h0, h1])),
            },
            palette: Some(palette).filter(|palette| !palette.is_empty()),
        };
        Ok((screen, Self { bytes, at: end }))
    }

    /// Where the walk stands: behind the trailer once that has come.
    pub(in crate::picture) fn position(&self) -> usize {
        self.at
    }

    /// The next block.
    pub(in crate::picture) fn next(&mut self) -> Result<Block<'a>, Error> {
        let start = self.at;
        let kind = match self.byte()? {
            0x21 => self.extension()?,
            0x2C => Kind::Frame(self.frame()?),
            0x3B => Kind::Trailer,
            _ => return Err(malformed("a block of it is of no known kind")),
        };
        Ok(Block {
            whole: start..self.at,
            kind,
        })
    }

    fn extension(&mut self) -> Result<Kind<'a>, Error> {
        let label = self.byte()?;
        let blocks = self.sub_blocks()?;
        Ok(match (label, blocks) {
            (0xF9, &[4, flags, d0, d1, index, ..]) => Kind::Control([flags, d0, d1, index]),
            (0xFF, blocks) => match loop_count(blocks) {
                Some(count) => Kind::Loop(count),
                None => Kind::Extension(label, blocks),
            },
            _ => Kind::Extension(label, blocks),
        })
    }

    fn frame(&mut self) -> Result<Frame<'a>, Error> {
        let descriptor = self.take(9)?;
        let field = |at: usize| u16::from_le_bytes([descriptor[at], descriptor[at + 1]]);
        let flags = descriptor[8];
        let palette = self.take(palette_len(flags))?;
        let index_bits = self.byte()?;
        Ok(Frame {
            place: [field(0), field(2), field(4), field(6)],
            interlaced: flags & 0x40 != 0,
            palette: Some(palette).filter(|palette| !palette.is_empty()),
            index_bits,
            data: self.sub_blocks()?,
        })
    }

    fn byte(&mut self) -> Result<u8, Error> {
        self.take(1).map(|byte| byte[0])
    }

    fn take(&mut self, len: usize) -> Result<&'a [u8], Error> {
        let taken = self.bytes.get(self.at..self.at + len).ok_or_else(cut)?;
        self.at += len;
        Ok(taken)
    }

    /// Sub-blocks have a length byte each, and end with an empty one.
    fn sub_blocks(&mut self) -> Result<&'a [u8], Error> {
        let start = self.at;
        loop {
            let len = self.byte()?;
            if len == 0 {
                return Ok(&self.bytes[start..self.at]);
            }
            self.take(usize::from(len))?;
        }
    }
}

impl Frame<'_> {
    /// A frame outside of the screen has no place to be shown, and makes decoders allocate what the header does not
    /// say.
    pub(in crate::picture) fn check(&self, screen: Size) -> Result<(), Error> {
        let [left, top, width, height] = self.place.map(u32::from);
        let fits = left + width <= screen.width && top + height <= screen.height;
        if fits && width > 0 && height > 0 {
            Ok(())
        } else {
            Err(malformed("its frame does not fit into its size"))
        }
    }
}

fn cut() -> Error {
    malformed("it ends before the picture does")
}

/// A palette has 2 to 256 colours where its flag is set.
fn palette_len(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// How often the animation is shown, of the application block that Netscape invented and others write by another
/// name, in its sub-blocks as they are stored.
fn loop_count(blocks: &[u8]) -> Option<u16> {
    let rest = [b"\x0BNETSCAPE2.0", b"\x0BANIMEXTS1.0"]
        .into_iter()
        .find_map(|name| blocks.strip_prefix(name.as_slice()))?;
    match *rest {
        [3, 1, l0, l1, 0] => Some(u16::from_le_bytes([l0, l1])),
        _ => None,
    }
}
