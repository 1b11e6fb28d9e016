//! The bits of a scan: coded data without its stuffing, by way of a small window.

use crate::Error;
use memchr::memchr;

/// Bytes that are unstuffed at a time: they fit into the first cache, beside the tables.
const WINDOW_BYTES: usize = 16 << 10;

/// More than any unit can take: ten blocks (T.81, B.2.3) of 64 coefficients of at most 16 + 15 bits, and one refill.
const UNIT_BYTES: usize = 10 * 64 * 31 / 8 + 16;

/// Bits of a scan, first bit first.
///
/// Between two calls of [`Self::ready`] at most one unit is read, so the reads themselves need not look for the end:
/// behind it stand zeros, and the next call notices.
pub(super) struct Bits<'a> {
    /// The coded data that has not been unstuffed yet.
    coded: &'a [u8],
    window: Vec<u8>,
    /// How much of the window is filled.
    end: usize,
    /// Whether the window holds all that there is up to the next marker.
    last: bool,
    pub(super) cursor: Cursor,
}

/// The place in the window, small enough to stay in registers while a block is read.
#[derive(Clone, Copy, Default)]
pub(super) struct Cursor {
    /// The next bits, the first one highest. Past `count` of them stand some that will be loaded again.
    bits: u64,
    /// How many of the bits are loaded.
    count: u32,
    /// The next byte of the window to load.
    at: usize,
}

impl<'a> Bits<'a> {
    /// `coded` runs from the end of a scan's header to the next marker that is not a restart.
    pub(super) fn new(coded: &'a [u8]) -> Self {
        Self {
            coded,
            window: vec![0; WINDOW_BYTES + 2 * UNIT_BYTES],
            end: 0,
            last: false,
            cursor: Cursor::default(),
        }
    }

    /// Makes sure that a whole unit can be read.
    ///
    /// # Errors
    /// `malformed` where more was read than there is.
    #[inline]
    pub(super) fn ready(&mut self) -> Result<(), Error> {
        if self.cursor.at + UNIT_BYTES <= self.end {
            return Ok(());
        }
        self.slide()
    }

    #[cold]
    fn slide(&mut self) -> Result<(), Error> {
        self.check_end()?;
        if self.last {
            return Ok(());
        }
        self.window.copy_within(self.cursor.at..self.end, 0);
        self.end -= self.cursor.at;
        self.cursor.at = 0;
        self.unstuff();
        Ok(())
    }

    /// Fills the window (T.81, B.1.1.5: a byte of FF in coded data is followed by 00).
    fn unstuff(&mut self) {
        while self.end < WINDOW_BYTES + UNIT_BYTES {
            let room = WINDOW_BYTES + UNIT_BYTES - self.end;
            let ahead = &self.coded[..self.coded.len().min(room)];
            let plain = memchr(0xFF, ahead).unwrap_or(ahead.len());
            self.window[self.end..self.end + plain].copy_from_slice(&ahead[..plain]);
            self.end += plain;
            self.coded = &self.coded[plain..];
            match self.coded {
                [0xFF, 0x00, rest @ ..] if self.end < WINDOW_BYTES + UNIT_BYTES => {
                    self.window[self.end] = 0xFF;
                    self.end += 1;
                    self.coded = rest;
                }
                [0xFF, 0x00, ..] => {}
                [0xFF, 0xFF, ..] => self.coded = &self.coded[1..],
                [0xFF, ..] | [] => {
                    self.last = true;
                    self.window[self.end..].fill(0);
                    return;
                }
                _ => {}
            }
        }
    }

    /// # Errors
    /// `malformed` where more was read than there is.
    pub(super) fn check_end(&self) -> Result<(), Error> {
        let read = 8 * self.cursor.at - self.cursor.count as usize;
        if self.last && read > 8 * self.end {
            return Err(Error::Malformed("its pixels end early"));
        }
        Ok(())
    }

    /// Goes on behind the next restart marker, which has the number `number`, from 0 to 7.
    ///
    /// # Errors
    /// `malformed` where that marker does not come next.
    pub(super) fn restart(&mut self, number: u8) -> Result<(), Error> {
        self.check_end()?;
        while !self.last {
            self.end = 0;
            self.unstuff();
        }
        match self.coded {
            [0xFF, marker, rest @ ..] if *marker == 0xD0 + number => self.coded = rest,
            [] => return Err(Error::Malformed("its pixels end early")),
            _ => return Err(Error::Malformed("a restart marker is missing")),
        }
        self.end = 0;
        self.last = false;
        self.cursor = Cursor::default();
        Ok(())
    }

    /// The window, for the reads of a [`Cursor`].
    pub(super) fn split(&mut self) -> (&[u8], &mut Cursor) {
        (&self.window, &mut self.cursor)
    }
}

impl Cursor {
    /// Loads bits, so that at least 32 are there: one symbol with its value has at most 31.
    #[inline(always)]
    pub(super) fn refill(&mut self, window: &[u8]) {
        if self.count < 32 {
            // The window is longer than whatever a unit can take, so the default is never used.
            let ahead = window.get(self.at..self.at + 8);
            let ahead: [u8; 8] = ahead
                .and_then(|ahead| ahead.try_into().ok())
                .unwrap_or_default();
            self.bits |= u64::from_be_bytes(ahead) >> self.count;
            self.at += ((63 - self.count) >> 3) as usize;
            self.count |= 56;
        }
    }

    /// The next bits, from 1 to 32 of them, without taking them.
    #[inline(always)]
    pub(super) fn peek(&self, count: u32) -> u32 {
        (self.bits >> (64 - count)) as u32
    }

    /// Takes bits that are loaded.
    #[inline(always)]
    pub(super) fn skip(&mut self, count: u32) {
        self.bits <<= count;
        self.count -= count;
    }

    /// Takes an unsigned number of 0 to 16 bits that are loaded.
    #[inline(always)]
    pub(super) fn take(&mut self, count: u32) -> u32 {
        // Two steps, because a shift by 64 is none.
        let value = (self.bits >> 1 >> (63 - count)) as u32;
        self.skip(count);
        value
    }

    /// Takes a signed number of `size` bits, 0 to 15, that are loaded (T.81, F.2.2.1, EXTEND).
    #[inline(always)]
    pub(super) fn take_signed(&mut self, size: u32) -> i32 {
        extend(self.take(size), size)
    }
}

/// T.81, F.2.2.1: half of the numbers of `size` bits stand for negative ones.
#[inline(always)]
pub(super) fn extend(value: u32, size: u32) -> i32 {
    let value = value as i32;
    if value < (1 << size) >> 1 {
        value - (1 << size) + 1
    } else {
        value
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn stuffing_is_left_out_over_any_number_of_windows() {
        let plain: Vec<u8> = (0..100_000u32)
            .map(|n| (n.wrapping_mul(n) >> 7) as u8)
            .collect();
        let stuffed: Vec<u8> = plain
            .iter()
            .flat_map(|&byte| [byte, 0].into_iter().take(if byte == 0xFF { 2 } else { 1 }))
            .collect();
        let mut bits = Bits::new(&stuffed);
        for byte in plain {
            bits.ready().unwrap();
            let (window, cursor) = bits.split();
            cursor.refill(window);
            assert_eq!(cursor.take(3), u32::from(byte >> 5));
            assert_eq!(cursor.take(5), u32::from(byte & 31));
        }
        bits.ready().unwrap();
        let (window, cursor) = bits.split();
        cursor.refill(window);
        cursor.take(1);
        assert!(bits.ready().is_err());
    }

    #[test]
    fn numbers_extend_as_the_standard_says() {
        assert_eq!(extend(0, 0), 0);
        assert_eq!([extend(0, 1), extend(1, 1)], [-1, 1]);
        assert_eq!([0, 1, 2, 3].map(|n| extend(n, 2)), [-3, -2, 2, 3]);
        assert_eq!(extend(0, 15), -32_767);
    }
}
