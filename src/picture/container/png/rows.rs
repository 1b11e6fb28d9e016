//! The pixels of a PNG, unpacked row by row to find where they end (PNG 3rd edition, 7 to 10; RFC 1950).
//!
//! Decoders stop at the last row, whatever the stream still unpacks to, and look at no byte behind the stream.
//! Editors that saved over a larger file have left whole pictures there (CVE-2023-21036, "aCropalypse").

use super::super::super::refusal::malformed;
use super::header::{Color, Header};
use crate::error::Error;
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use pellicle_pixels::Size;

/// What zlib looks back, and so the least that has to be kept of what was unpacked.
const WINDOW_BYTES: usize = 32_768;

/// What a walk over one picture's stream has found.
pub(in crate::picture) struct Rows {
    /// Bytes that a decoder reads of the stream.
    pub(in crate::picture) stream_bytes: usize,
    /// It goes on to unpack behind the last row.
    pub(in crate::picture) surplus: bool,
    /// Which entries of a palette occur; all `false` where there is none.
    pub(in crate::picture) used: [bool; 256],
}

impl Rows {
    /// Unpacks the stream of a picture, or of a frame of an animation, which may be smaller.
    ///
    /// # Errors
    /// `malformed` where it ends early, is no zlib stream, or has a filter that does not exist.
    pub(in crate::picture) fn walk(
        header: Header,
        size: Size,
        stream: &[u8],
    ) -> Result<Self, Error> {
        let mut passes = Passes::new(header, size);
        let stream_bytes = unpack(stream, &mut |bytes| passes.take(bytes))?;
        if passes.left().is_some() {
            return Err(malformed("its pixels end early"));
        }
        Ok(Self {
            stream_bytes,
            surplus: passes.surplus,
            used: passes.used,
        })
    }
}

/// The stream packed anew, up to the last row.
pub(in crate::picture) fn repack(
    header: Header,
    size: Size,
    stream: &[u8],
) -> Result<Vec<u8>, Error> {
    let mut passes = Passes::new(header, size);
    let mut packer = Packer::new();
    unpack(stream, &mut |bytes| {
        let before = passes.taken;
        let more = passes.take(bytes)?;
        packer.push(&bytes[..passes.taken - before]);
        Ok(more)
    })?;
    Ok(packer.finish())
}

/// A stream of a picture of this size in which every sample is zero.
pub(in crate::picture) fn blank(header: Header, size: Size) -> Result<Vec<u8>, Error> {
    let mut passes = Passes::new(header, size);
    let mut packer = Packer::new();
    let zeros = [0; WINDOW_BYTES];
    while let Some(left) = passes.left() {
        let row = &zeros[..left.min(WINDOW_BYTES)];
        packer.push(row);
        passes.take(row)?;
    }
    Ok(packer.finish())
}

/// Unpacks a zlib stream and gives its bytes to `sink`, until that says that it has enough. Returns how many bytes of
/// the stream were read.
fn unpack(
    stream: &[u8],
    sink: &mut dyn FnMut(&[u8]) -> Result<bool, Error>,
) -> Result<usize, Error> {
    let flags =
        inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER | inflate_flags::TINFL_FLAG_COMPUTE_ADLER32;
    let mut inflater = Box::new(DecompressorOxide::new());
    let mut window = vec![0; WINDOW_BYTES];
    let (mut read, mut at) = (0, 0);
    loop {
        let (status, more, unpacked) =
            decompress(&mut inflater, &stream[read..], &mut window, at, flags);
        read += more;
        let wants_more = sink(&window[at..at + unpacked])?;
        at = (at + unpacked) % WINDOW_BYTES;
        match status {
            TINFLStatus::Done => return Ok(read),
            TINFLStatus::HasMoreOutput if wants_more => {}
            TINFLStatus::HasMoreOutput => return Ok(read),
            _ => return Err(malformed("its pixels end early, or cannot be unpacked")),
        }
    }
}

/// A zlib stream that is written piece by piece.
struct Packer {
    deflater: Box<CompressorOxide>,
    stream: Vec<u8>,
}

impl Packer {
    fn new() -> Self {
        // zlib's level 6 with its header.
        let flags = create_comp_flags_from_zip_params(6, 15, 0);
        Self {
            deflater: Box::new(CompressorOxide::new(flags)),
            stream: Vec::new(),
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        self.write(bytes, TDEFLFlush::None);
    }

    fn finish(mut self) -> Vec<u8> {
        self.write(&[], TDEFLFlush::Finish);
        self.stream
    }

    fn write(&mut self, bytes: &[u8], flush: TDEFLFlush) {
        // Nothing can fail: a vector takes all that it is given.
        compress_to_output(&mut self.deflater, bytes, flush, |packed| {
            self.stream.extend_from_slice(packed);
            true
        });
    }
}

/// Where the rows of a picture begin and end: the one pass of a plain PNG, or the seven of Adam7.
struct Passes {
    /// What is still to come, the next one last.
    passes: Vec<Pass>,
    /// Bytes of the current row that have come, its filter among them.
    column: usize,
    /// Bytes of rows over all passes that have come.
    taken: usize,
    surplus: bool,
    palette: Option<Indices>,
    used: [bool; 256],
}

struct Pass {
    /// With the filter's byte.
    row_bytes: usize,
    width: usize,
    rows: u32,
}

impl Passes {
    fn new(header: Header, size: Size) -> Self {
        /// First column and row of each pass, and the steps between its columns and its rows (8.1).
        const ADAM7: [[u32; 4]; 7] = [
            [0, 0, 8, 8],
            [4, 0, 8, 8],
            [0, 4, 4, 8],
            [2, 0, 4, 4],
            [0, 2, 2, 4],
            [1, 0, 2, 2],
            [0, 1, 1, 2],
        ];
        let grids = match header.interlaced {
            true => &ADAM7[..],
            false => &[[0, 0, 1, 1]],
        };
        let passes = grids.iter().rev().map(|&[x, y, step_x, step_y]| {
            let width = size.width.saturating_sub(x).div_ceil(step_x);
            let row_bits = u64::from(width) * u64::from(header.stored_bits());
            Pass {
                row_bytes: 1 + row_bits.div_ceil(8) as usize,
                width: width as usize,
                rows: size.height.saturating_sub(y).div_ceil(step_y),
            }
        });
        Self {
            passes: passes
                .filter(|pass| pass.width > 0 && pass.rows > 0)
                .collect(),
            column: 0,
            taken: 0,
            surplus: false,
            palette: (header.color == Color::Palette).then(|| Indices {
                depth: header.depth,
                row: Vec::new(),
                above: Vec::new(),
            }),
            used: [false; 256],
        }
    }

    /// Bytes that the current row still needs; `None` behind the last one.
    fn left(&self) -> Option<usize> {
        self.passes.last().map(|pass| pass.row_bytes - self.column)
    }

    /// Takes what was unpacked; `false` once there is more than the rows need.
    fn take(&mut self, mut bytes: &[u8]) -> Result<bool, Error> {
        while !bytes.is_empty() {
            let Some(left) = self.left() else {
                self.surplus = true;
                break;
            };
            if self.column == 0 && bytes[0] > 4 {
                return Err(malformed("it has a filter that does not exist"));
            }
            let (part, rest) = bytes.split_at(left.min(bytes.len()));
            if let Some(indices) = &mut self.palette {
                indices.row.extend_from_slice(part);
            }
            self.column += part.len();
            self.taken += part.len();
            bytes = rest;
            if part.len() == left {
                self.end_row();
            }
        }
        Ok(!self.surplus)
    }

    fn end_row(&mut self) {
        let Some(pass) = self.passes.last_mut() else {
            return;
        };
        self.column = 0;
        pass.rows -= 1;
        if let Some(indices) = &mut self.palette {
            indices.end_row(pass.width, &mut self.used);
            if pass.rows == 0 {
                indices.above.clear();
            }
        }
        if pass.rows == 0 {
            self.passes.pop();
        }
    }
}

/// The rows of a palette picture, with their filters undone.
struct Indices {
    depth: u8,
    /// The current row, its filter first.
    row: Vec<u8>,
    /// The row above without its filter; empty above the first one.
    above: Vec<u8>,
}

impl Indices {
    fn end_row(&mut self, width: usize, used: &mut [bool; 256]) {
        let Some((filter, row)) = self.row.split_first_mut() else {
            return;
        };
        self.above.resize(row.len(), 0);
        // A pixel has at most one byte, so the one to the left is the byte before (9.2).
        let (mut left, mut above_left) = (0, 0);
        for (byte, &above) in row.iter_mut().zip(&self.above) {
            let predicted = match *filter {
                1 => left,
                2 => above,
                3 => left.midpoint(above),
                4 => paeth(left, above, above_left),
                _ => 0,
            };
            *byte = byte.wrapping_add(predicted);
            (left, above_left) = (*byte, above);
        }
        let depth = usize::from(self.depth);
        let pixels = row.iter().flat_map(|&byte| {
            (0..8 / depth)
                .rev()
                .map(move |place| byte >> (place * depth) & (0xFF >> (8 - depth)))
        });
        for index in pixels.take(width) {
            used[usize::from(index)] = true;
        }
        self.above.copy_from_slice(row);
        self.row.clear();
    }
}

/// 9.4.
fn paeth(left: u8, above: u8, above_left: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(above_left);
    let apart = |value: u8| (estimate - i16::from(value)).abs();
    if apart(left) <= apart(above) && apart(left) <= apart(above_left) {
        left
    } else if apart(above) <= apart(above_left) {
        above
    } else {
        above_left
    }
}
