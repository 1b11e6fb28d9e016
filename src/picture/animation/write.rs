//! The frames of a smaller animation, written one after the other.

mod apng;
mod gif;
mod lzw;
mod quantise;

use super::super::sniff::Format;
use super::read::Delay;
use crate::error::Error;
use pellicle_pixels::Plane;
use pellicle_pixels::Size;

/// A file that is being written. A GIF stays one; everything else becomes an APNG, the one other format for whose frames
/// there is an encoder here.
pub(super) enum Writer {
    Gif(gif::Writer),
    Apng(apng::Writer),
}

impl Writer {
    pub(super) fn new(format: Format, size: Size) -> Self {
        match format {
            Format::Gif => Self::Gif(gif::Writer::new(size)),
            _ => Self::Apng(apng::Writer::new(size)),
        }
    }

    /// How long it is so far.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Gif(writer) => writer.bytes(),
            Self::Apng(writer) => writer.bytes(),
        }
    }

    /// Takes what is seen next, in RGBA, and for how long.
    pub(super) fn push(&mut self, seen: Plane, delay: Delay) -> Result<(), Error> {
        match self {
            Self::Gif(writer) => {
                writer.push(seen, delay.numerator);
                Ok(())
            }
            Self::Apng(writer) => writer.push(seen, delay),
        }
    }

    /// The whole file, and what it is.
    pub(super) fn finish(self, plays: Option<u32>) -> Result<(Format, Vec<u8>), Error> {
        match self {
            Self::Gif(writer) => Ok((Format::Gif, writer.finish(plays))),
            Self::Apng(writer) => Ok((Format::Png, writer.finish(plays)?)),
        }
    }
}
