//! Prefix codes of a lossless WebP (RFC 9649, 3.7.2).

use super::super::super::super::refusal::malformed;
use super::bits::Bits;
use crate::error::Error;

/// The longest code.
const MAX_BITS: usize = 15;
/// Codes up to this long are found in one look.
const QUICK_BITS: usize = 8;

/// The codes of one alphabet.
pub(super) struct Prefix {
    /// For the next bits, as many as the longest code has, up to a limit: a symbol and the length of its code; 16 for
    /// one that is longer than a look.
    quick: Vec<(u16, u8)>,
    /// For each length its first code, and where its symbols begin.
    lengths: [(u32, u32); MAX_BITS + 1],
    counts: [u32; MAX_BITS + 1],
    /// Ordered by their codes.
    symbols: Vec<u16>,
}

impl Prefix {
    /// Reads how an alphabet of this many symbols is coded, and makes its codes.
    pub(super) fn read(bits: &mut Bits<'_>, alphabet: usize) -> Result<Self, Error> {
        let lengths = if bits.read(1) == 1 {
            simple_lengths(bits, alphabet)?
        } else {
            coded_lengths(bits, alphabet)?
        };
        Self::new(&lengths)
    }

    /// Canonical codes for symbols with these lengths, 0 for those that do not occur.
    fn new(of_symbols: &[u8]) -> Result<Self, Error> {
        let wrong = || malformed("a prefix code of it is impossible");
        let mut counts = [0; MAX_BITS + 1];
        for &length in of_symbols {
            counts[usize::from(length)] += 1;
        }
        counts[0] = 0;
        let mut lengths = [(0, 0); MAX_BITS + 1];
        let (mut code, mut place) = (0, 0);
        for length in 1..=MAX_BITS {
            code = (code + counts[length - 1]) << 1;
            lengths[length] = (code, place);
            place += counts[length];
        }
        let mut next = lengths.map(|(_, place)| place as usize);
        let mut symbols = vec![0; place as usize];
        for (symbol, &length) in of_symbols
            .iter()
            .enumerate()
            .filter(|(_, length)| **length > 0)
        {
            symbols[next[usize::from(length)]] = symbol as u16;
            next[usize::from(length)] += 1;
        }
        // One symbol needs no bit at all; several have to use up all codes.
        if let [only] = symbols[..] {
            return Ok(Self {
                quick: vec![(only, 0)],
                lengths,
                counts,
                symbols,
            });
        }
        let used: u32 = (1..=MAX_BITS)
            .map(|length| counts[length] << (MAX_BITS - length))
            .sum();
        if used != 1 << MAX_BITS {
            return Err(wrong());
        }
        let longest = (1..=MAX_BITS)
            .rfind(|&length| counts[length] > 0)
            .unwrap_or(1);
        let mut prefix = Self {
            quick: vec![(0, 16); 1 << longest.min(QUICK_BITS)],
            lengths,
            counts,
            symbols,
        };
        prefix.fill_quick();
        Ok(prefix)
    }

    fn fill_quick(&mut self) {
        let look = self.quick.len().ilog2() as usize;
        for length in 1..=look {
            let (first, place) = self.lengths[length];
            for number in 0..self.counts[length] {
                let symbol = self.symbols[(place + number) as usize];
                // The code's highest bit comes first, which is the lowest of a look.
                let code = (first + number).reverse_bits() >> (32 - length);
                for entry in self
                    .quick
                    .iter_mut()
                    .skip(code as usize)
                    .step_by(1 << length)
                {
                    *entry = (symbol, length as u8);
                }
            }
        }
    }

    /// Reads one symbol.
    #[inline]
    pub(super) fn symbol(&self, bits: &mut Bits<'_>) -> u16 {
        let next = bits.peek();
        let (symbol, length) = self.quick[next as usize & (self.quick.len() - 1)];
        if length < 16 {
            bits.at += usize::from(length);
            return symbol;
        }
        let mut code = 0;
        for length in 1..=MAX_BITS {
            code = code << 1 | (next >> (length - 1) & 1) as u32;
            let (first, place) = self.lengths[length];
            if let number @ 0.. = code as i32 - first as i32
                && (number as u32) < self.counts[length]
            {
                bits.at += length;
                return self.symbols[place as usize + number as usize];
            }
        }
        unreachable!("codes of all lengths together leave no gap")
    }
}

/// One or two symbols, named outright.
fn simple_lengths(bits: &mut Bits<'_>, alphabet: usize) -> Result<Vec<u8>, Error> {
    let has_two = bits.read(1) == 1;
    let first_bits = if bits.read(1) == 1 { 8 } else { 1 };
    let mut lengths = vec![0; alphabet];
    let mut name = |symbol: u32| {
        let length = lengths.get_mut(symbol as usize);
        length
            .map(|length| *length = 1)
            .ok_or_else(|| malformed("a symbol of it is impossible"))
    };
    name(bits.read(first_bits))?;
    if has_two {
        name(bits.read(8))?;
    }
    Ok(lengths)
}

/// Lengths that are coded themselves, with runs.
fn coded_lengths(bits: &mut Bits<'_>, alphabet: usize) -> Result<Vec<u8>, Error> {
    /// The order in which the lengths of the lengths' codes come.
    const ORDER: [usize; 19] = [
        17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ];
    let count = 4 + bits.read(4) as usize;
    let mut of_lengths = [0; 19];
    for &symbol in &ORDER[..count.min(19)] {
        of_lengths[symbol] = bits.read(3) as u8;
    }
    let codes = Prefix::new(&of_lengths)?;
    let mut left = alphabet;
    if bits.read(1) == 1 {
        let length_bits = 2 + 2 * bits.read(3);
        left = 2 + bits.read(length_bits) as usize;
    }
    let mut lengths = Vec::with_capacity(alphabet);
    let mut last = 8;
    while lengths.len() < alphabet && left > 0 {
        left -= 1;
        let (length, repeats) = match codes.symbol(bits) {
            16 => (last, 3 + bits.read(2)),
            17 => (0, 3 + bits.read(3)),
            18 => (0, 11 + bits.read(7)),
            length => (length as u8, 1),
        };
        if length > 0 {
            last = length;
        }
        lengths.extend(core::iter::repeat_n(length, repeats as usize));
    }
    if lengths.len() > alphabet {
        return Err(malformed("a prefix code of it has too many lengths"));
    }
    lengths.resize(alphabet, 0);
    Ok(lengths)
}
