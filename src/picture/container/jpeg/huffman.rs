//! Huffman codes as a decoder looks them up (ITU-T T.81, annexes C and F.2.2.3), with a note of which ones occur.

use super::super::super::refusal::malformed;
use super::bits::Bits;
use super::tables::{Class, Huffman};
use crate::error::Error;
use core::cell::Cell;

/// Codes up to this long are found in one look.
const QUICK_BITS: u32 = 9;

/// The codes of one table.
pub(in crate::picture) struct Codes {
    class: Class,
    counts: [u8; 16],
    symbols: Vec<u8>,
    /// For the next bits of the data: the place of the code among the symbols, and its length; 0 for a longer one.
    quick: Vec<(u8, u8)>,
    /// For each length its first code, as the upper bits of 16, the end of its codes, and the place of the first.
    longer: Vec<(u32, u32, u32)>,
    used: Vec<Cell<bool>>,
}

impl Codes {
    /// The codes of a table that has been checked.
    pub(in crate::picture) fn new(table: &Huffman<'_>) -> Self {
        let mut quick = vec![(0, 0); 1 << QUICK_BITS];
        let mut longer = Vec::new();
        let (mut code, mut place) = (0u32, 0u32);
        for (count, len) in table.counts.iter().zip(1u32..) {
            let count = u32::from(*count);
            let width = 1 << (16 - len);
            if len <= QUICK_BITS {
                for place in place..place + count {
                    let first = (code >> (16 - QUICK_BITS)) as usize;
                    let entries = 1 << (QUICK_BITS - len);
                    quick[first..first + entries].fill((place as u8, len as u8));
                    code += width;
                }
            } else {
                longer.push((code, code + count * width, place));
                code += count * width;
            }
            place += count;
        }
        Self {
            class: table.class,
            counts: *table.counts,
            symbols: table.symbols.to_vec(),
            quick,
            longer,
            used: vec![Cell::new(false); table.symbols.len()],
        }
    }

    /// Reads one code.
    #[inline]
    pub(super) fn read(&self, bits: &mut Bits<'_>) -> Result<u8, Error> {
        let next = bits.peek_16();
        let (place, len) = match self.quick[(next >> (16 - QUICK_BITS)) as usize] {
            (_, 0) => self.find(next)?,
            (place, len) => (usize::from(place), u32::from(len)),
        };
        bits.skip(len);
        self.used[place].set(true);
        Ok(self.symbols[place])
    }

    fn find(&self, next: u32) -> Result<(usize, u32), Error> {
        self.longer
            .iter()
            .zip(QUICK_BITS + 1..)
            .find(|((first, end, _), _)| (*first..*end).contains(&next))
            .map(|((first, _, place), len)| {
                ((place + ((next - first) >> (16 - len))) as usize, len)
            })
            .ok_or_else(|| malformed("it has a code that means nothing"))
    }

    /// The table for slot `id`, as a DHT segment has it. Codes that were never read stand for numbers that are left
    /// over, in their order: no decoder comes to see them, so nothing that a file hid there is kept.
    pub(in crate::picture) fn to_segment(&self, id: usize) -> Vec<u8> {
        let (class, highest) = match self.class {
            Class::Dc => (0x00, 15),
            Class::Ac => (0x10, 255),
        };
        let mut taken = [false; 256];
        for (&symbol, used) in self.symbols.iter().zip(&self.used) {
            taken[usize::from(symbol)] |= used.get();
        }
        let mut left = (0..=highest).filter(|&symbol| !taken[usize::from(symbol)]);
        let mut segment = vec![class | id as u8];
        segment.extend_from_slice(&self.counts);
        for (&symbol, used) in self.symbols.iter().zip(&self.used) {
            segment.push(match used.get() {
                true => symbol,
                // A table of more codes than there are numbers has one of them twice anyway.
                false => left.next().unwrap_or(0),
            });
        }
        segment
    }
}
