//! The bits of coded data, without the stuffing that keeps them apart from markers (ITU-T T.81, B.1.1.5).

use super::super::super::refusal::malformed;
use crate::error::Error;
use memchr::memchr;

/// Bytes of zeros behind the data, so that a look ahead needs no check.
const MARGIN: usize = 8;

/// The bits of one restart interval; behind its end they are zeros.
pub(super) struct Bits<'a> {
    /// With [`MARGIN`] bytes behind the data.
    pub(super) bytes: &'a [u8],
    /// In bits.
    pub(super) at: usize,
}

impl Bits<'_> {
    /// The next 16 bits.
    #[inline]
    pub(super) fn peek_16(&self) -> u32 {
        let from = (self.at / 8).min(self.bytes.len() - MARGIN);
        let window = self.bytes[from..].first_chunk::<4>();
        let window = window.map_or(0, |bytes| u32::from_be_bytes(*bytes));
        window << (self.at % 8) >> 16
    }

    #[inline]
    pub(super) fn skip(&mut self, count: u32) {
        self.at += count as usize;
    }

    /// At most 14 bits as a number.
    pub(super) fn take(&mut self, count: u32) -> u32 {
        let number = self.peek_16() >> (16 - count);
        self.skip(count);
        number
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        if self.at <= 8 * (self.bytes.len() - MARGIN) {
            Ok(())
        } else {
            Err(malformed("its pixels end early"))
        }
    }
}

/// Takes the stuffing out of the data up to the next marker, and gives that marker with what is behind it.
pub(super) fn unstuff<'a>(mut data: &'a [u8], plain: &mut Vec<u8>) -> Option<(u8, &'a [u8])> {
    plain.clear();
    let marker = loop {
        let Some(found) = memchr(0xFF, data) else {
            plain.extend_from_slice(data);
            break None;
        };
        plain.extend_from_slice(&data[..found]);
        // Further bytes of FF only fill.
        let more = data[found..]
            .iter()
            .take_while(|&&byte| byte == 0xFF)
            .count();
        let Some((&marker, rest)) = data[found + more..].split_first() else {
            break None;
        };
        data = rest;
        if marker != 0 {
            break Some((marker, rest));
        }
        plain.push(0xFF);
    };
    plain.extend_from_slice(&[0; MARGIN]);
    marker
}

/// Writes the first `len_bits` bits, filled up with ones, and with the stuffing that data needs.
pub(super) fn stuff(plain: &[u8], len_bits: usize, written: &mut Vec<u8>) {
    let mut push = |bytes: &[u8]| {
        for part in bytes.split_inclusive(|&byte| byte == 0xFF) {
            written.extend_from_slice(part);
            if part.last() == Some(&0xFF) {
                written.push(0);
            }
        }
    };
    let (whole, left) = (len_bits / 8, len_bits % 8);
    push(&plain[..whole]);
    if left > 0 {
        push(&[plain[whole] | 0xFF >> left]);
    }
}
