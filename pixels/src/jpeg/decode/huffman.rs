//! Huffman tables, made so that most symbols cost one look-up together with the number that follows them.

use super::bits::{Cursor, extend};

/// Bits of a look-up. At 10 four tables fit into the first cache, and few symbols with their numbers are longer.
const LOOK_BITS: u32 = 10;

/// What [`Huffman::next`] gives as the run of the symbol that ends a block: past any coefficient.
pub(super) const END_OF_BLOCK: u32 = 128;

/// A table of T.81, annex C, for DC as well as for AC: a DC symbol is one whose run is always 0.
pub(super) struct Huffman {
    /// By the next bits: how many are taken (8 bits), the run (8 bits), the number (16 bits). Zero where the symbol
    /// does not fit together with its number, or has none of the usual meanings.
    whole: Box<[i32; 1 << LOOK_BITS]>,
    /// By the next bits: the code's length (8 bits) and its symbol (8 bits). Zero where the code is longer.
    short: Box<[u16; 1 << LOOK_BITS]>,
    /// One past the last code of each length, at the upper end of 16 bits; for lengths over [`LOOK_BITS`].
    limits: [u32; 17],
    /// What makes an index into `symbols` of a code of each length.
    offsets: [i32; 17],
    symbols: Vec<u8>,
}

impl Huffman {
    /// `counts` are the numbers of codes of 1 to 16 bits, and `symbols` what they stand for.
    ///
    /// `None` where there can be no such code (T.81, annex C).
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut table = Self {
            whole: Box::new([0; 1 << LOOK_BITS]),
            short: Box::new([0; 1 << LOOK_BITS]),
            limits: [0; 17],
            offsets: [0; 17],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut index) = (0u32, 0usize);
        for (length, &count) in (1..).zip(counts) {
            table.offsets[length as usize] = index as i32 - code as i32;
            for _ in 0..count {
                let symbol = *symbols.get(index)?;
                if length <= LOOK_BITS {
                    table.fill(code, length, symbol)?;
                }
                code += 1;
                index += 1;
            }
            if code > 1 << length {
                return None;
            }
            table.limits[length as usize] = code << (16 - length);
            code <<= 1;
        }
        (index == symbols.len()).then_some(table)
    }

    /// Enters a code of at most [`LOOK_BITS`] under all look-ups that begin with it.
    fn fill(&mut self, code: u32, length: u32, symbol: u8) -> Option<()> {
        let free = LOOK_BITS - length;
        let first = (code << free) as usize;
        let places = first..first + (1 << free);
        self.short
            .get_mut(places.clone())?
            .fill((length as u16) << 8 | u16::from(symbol));
        let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        if size > free || (size == 0 && run != 0 && run != 15) {
            return Some(());
        }
        for (tail, place) in (0..).zip(self.whole.get_mut(places)?) {
            let number = extend(tail >> (free - size), size);
            let run = if symbol == 0 { END_OF_BLOCK } else { run };
            *place = number << 16 | ((run << 8) | (length + size)) as i32;
        }
        Some(())
    }

    /// The next symbol of an AC table as the run of zeros before it and its number. A run of 16 zeros comes as 15
    /// zeros and the number 0, the end of the block as [`END_OF_BLOCK`] and 0.
    ///
    /// `None` where no symbol has such a code or the symbol has no meaning in a sequential scan.
    #[inline(always)]
    pub(super) fn next(&self, cursor: &mut Cursor, window: &[u8]) -> Option<(u32, i32)> {
        cursor.refill(window);
        let whole = self.whole[cursor.peek(LOOK_BITS) as usize];
        if whole != 0 {
            cursor.skip((whole & 0xFF) as u32);
            return Some(((whole >> 8 & 0xFF) as u32, whole >> 16));
        }
        self.next_by_parts(cursor)
    }

    #[inline(never)]
    fn next_by_parts(&self, cursor: &mut Cursor) -> Option<(u32, i32)> {
        let symbol = self.loaded_symbol(cursor)?;
        match (symbol >> 4, symbol & 15) {
            (0, 0) => Some((END_OF_BLOCK, 0)),
            (15, 0) => Some((15, 0)),
            (_, 0) => None,
            (run, size) => Some((u32::from(run), cursor.take_signed(u32::from(size)))),
        }
    }

    /// The next number of a DC table.
    #[inline(always)]
    pub(super) fn next_dc(&self, cursor: &mut Cursor, window: &[u8]) -> Option<i32> {
        self.next(cursor, window).map(|(_, number)| number)
    }

    /// The next symbol alone.
    #[inline]
    pub(super) fn symbol(&self, cursor: &mut Cursor, window: &[u8]) -> Option<u8> {
        cursor.refill(window);
        self.loaded_symbol(cursor)
    }

    #[inline]
    fn loaded_symbol(&self, cursor: &mut Cursor) -> Option<u8> {
        let short = self.short[cursor.peek(LOOK_BITS) as usize];
        if short != 0 {
            cursor.skip(u32::from(short >> 8));
            return Some(short as u8);
        }
        let ahead = cursor.peek(16);
        let length = (LOOK_BITS as usize + 1..=16).find(|&length| ahead < self.limits[length])?;
        cursor.skip(length as u32);
        let index = (ahead >> (16 - length)) as i32 + self.offsets[length];
        self.symbols.get(usize::try_from(index).ok()?).copied()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::bits::Bits;
    use super::*;

    /// T.81, K.3.3.1: the luma DC table that most files used once.
    #[test]
    fn the_standards_own_codes_are_read() {
        let counts = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
        let table = Huffman::new(&counts, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).unwrap();
        // 00 | 010 1 | 011 10 | 111111110 (size 11) 10000000000 | 00, then ones.
        let coded = [
            0b0001_0101,
            0b1101_1111,
            0b1110_1000,
            0b0000_0000,
            0b0011_1111,
        ];
        let mut bits = Bits::new(&coded);
        bits.ready().unwrap();
        let (window, cursor) = bits.split();
        for number in [0, 1, 2, 1024, 0] {
            assert_eq!(table.next_dc(cursor, window), Some(number));
        }
    }

    #[test]
    fn a_code_that_nothing_has_is_noticed() {
        let mut counts = [0; 16];
        counts[15] = 1;
        let table = Huffman::new(&counts, &[1]).unwrap();
        let mut bits = Bits::new(&[0xF0, 0xF0, 0xF0, 0xF0]);
        bits.ready().unwrap();
        let (window, cursor) = bits.split();
        assert_eq!(table.next(cursor, window), None);
        assert_eq!(table.symbol(cursor, window), None);
    }

    #[test]
    fn more_codes_than_there_can_be_make_no_table() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert!(Huffman::new(&counts, &[1, 2, 3]).is_none());
    }
}
