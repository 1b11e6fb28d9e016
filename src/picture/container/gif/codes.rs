//! The codes of a GIF's frame, walked to find where its pixels end (GIF89a specification, appendix F: LZW).
//!
//! A decoder stops at the last pixel or at the code that says so, whatever the sub-blocks still hold. No pixel is
//! written here: a walk knows how long each code's string is, and which indices occur.

use super::super::super::refusal::malformed;
use crate::error::Error;

/// Codes have at most 12 bits.
const MAX_CODES: usize = 1 << 12;

/// What a walk over a frame's codes has found.
pub(in crate::picture) struct Codes {
    /// The codes up to the last pixel, and the one that ends them; without the lengths of sub-blocks.
    pub(in crate::picture) bytes: Vec<u8>,
    /// Which entries of the palette occur.
    pub(in crate::picture) used: [bool; 256],
}

impl Codes {
    /// Walks the codes of a frame of this many pixels.
    ///
    /// # Errors
    /// `malformed` where they end early, have an impossible length, or no meaning yet.
    pub(in crate::picture) fn walk(
        index_bits: u8,
        sub_blocks: &[u8],
        pixels: usize,
    ) -> Result<Self, Error> {
        if !(2..=8).contains(&index_bits) {
            return Err(malformed("its frame has indices of an impossible length"));
        }
        let clear = 1usize << index_bits;
        let end = clear + 1;
        let mut bits = Bits {
            bytes: joined(sub_blocks),
            at: 0,
        };
        let mut used = [false; 256];
        // How many pixels each code from `clear` on stands for.
        let mut lengths = [0u16; MAX_CODES];
        let (mut next, mut width) = (end + 1, index_bits + 1);
        let mut last: Option<u16> = None;
        let mut done = 0;
        while done < pixels {
            let code = bits.read(width).ok_or_else(cut)?;
            if code == clear {
                (next, width, last) = (end + 1, index_bits + 1, None);
                continue;
            }
            if code == end {
                return Err(cut());
            }
            let length = match last {
                _ if code < clear => {
                    used[code] = true;
                    1
                }
                _ if code < next => lengths[code],
                Some(last) if code == next && next < MAX_CODES => last.saturating_add(1),
                _ => return Err(malformed("it has a code that means nothing")),
            };
            if let Some(last) = last
                && next < MAX_CODES
            {
                lengths[next] = last.saturating_add(1);
                next += 1;
                if next == 1 << width && width < 12 {
                    width += 1;
                }
            }
            last = Some(length);
            done += usize::from(length);
        }
        Ok(Self {
            bytes: bits.ended_by(end, width),
            used,
        })
    }
}

fn cut() -> Error {
    malformed("its pixels end early")
}

/// The data of sub-blocks without their lengths.
pub(super) fn joined(mut sub_blocks: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(sub_blocks.len());
    while let Some((&len, rest)) = sub_blocks.split_first() {
        let (block, rest) = rest.split_at(usize::from(len).min(rest.len()));
        bytes.extend_from_slice(block);
        sub_blocks = rest;
    }
    bytes
}

/// Codes from the lowest bit of each byte on.
struct Bits {
    bytes: Vec<u8>,
    /// In bits.
    at: usize,
}

impl Bits {
    fn read(&mut self, width: u8) -> Option<usize> {
        let (byte, shift) = (self.at / 8, self.at % 8);
        let end = self.at + usize::from(width);
        if end > 8 * self.bytes.len() {
            return None;
        }
        // Up to 12 bits from any bit on lie in three bytes, and the third is not always there.
        let part = |place: usize| usize::from(self.bytes.get(byte + place).copied().unwrap_or(0));
        self.at = end;
        Some((part(0) | part(1) << 8 | part(2) << 16) >> shift & ((1 << width) - 1))
    }

    /// What was read, with one more code behind it and zeros in what is left of the last byte.
    fn ended_by(mut self, code: usize, width: u8) -> Vec<u8> {
        let (byte, shift) = (self.at / 8, self.at % 8);
        let kept = self
            .bytes
            .get(byte)
            .map_or(0, |last| usize::from(*last) & ((1 << shift) - 1));
        self.bytes.truncate(byte);
        let tail = kept | code << shift;
        let len = (shift + usize::from(width)).div_ceil(8);
        self.bytes.extend_from_slice(&tail.to_le_bytes()[..len]);
        self.bytes
    }
}
