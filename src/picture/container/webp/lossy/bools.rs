//! The boolean decoder of VP8 (RFC 6386, 7), with a count of how far it has looked.

/// Reads one partition; behind its end there are zeros.
pub(super) struct Bools<'a> {
    bytes: &'a [u8],
    /// What the next decisions are made on.
    value: u64,
    /// Bits of `value` beyond the eight that a decision needs.
    spare: i32,
    at: usize,
    range: u32,
    /// Bits that have been shifted out.
    shifted: usize,
    /// The same before the last decision, with the eight that it needed.
    needed_bits: usize,
}

impl<'a> Bools<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            value: 0,
            spare: -8,
            at: 0,
            range: 255,
            shifted: 0,
            needed_bits: 0,
        }
    }

    /// One decision; `probability` of 256 that it is `false`.
    #[inline]
    pub(super) fn read(&mut self, probability: u8) -> bool {
        if self.spare < 0 {
            self.load();
        }
        self.needed_bits = self.shifted + 8;
        let split = 1 + (((self.range - 1) * u32::from(probability)) >> 8);
        let window = u64::from(split) << self.spare;
        let bit = self.value >= window;
        if bit {
            self.value -= window;
            self.range -= split;
        } else {
            self.range = split;
        }
        let shift = self.range.leading_zeros() - 24;
        self.range <<= shift;
        self.spare -= shift as i32;
        self.shifted += shift as usize;
        bit
    }

    /// An even decision.
    #[inline]
    pub(super) fn flag(&mut self) -> bool {
        self.read(128)
    }

    /// A number of this many bits, the highest first.
    pub(super) fn literal(&mut self, bits: u32) -> u32 {
        (0..bits).fold(0, |number, _| number << 1 | u32::from(self.flag()))
    }

    /// Passes over a number that is there only where a flag says so.
    pub(super) fn optional(&mut self, bits: u32) {
        if self.flag() {
            self.literal(bits);
        }
    }

    /// Loads whole bytes until there is no room for another.
    fn load(&mut self) {
        // Eight bits of the window, and four bytes in advance.
        while self.spare < 32 {
            let byte = self.bytes.get(self.at).copied().unwrap_or(0);
            self.value = self.value << 8 | u64::from(byte);
            self.spare += 8;
            self.at += 1;
        }
    }

    /// Whether a decision was made on bits that are not there.
    pub(super) fn is_exhausted(&self) -> bool {
        self.needed_bits > 8 * self.bytes.len()
    }

    /// The bytes that the decisions so far were made on, with zeros in what is left of the last one; `None` where the
    /// partition has fewer. A partition that nothing was read of is a zero: decoders want to see that there is one.
    pub(super) fn read_bytes(&self) -> Option<Vec<u8>> {
        if self.needed_bits == 0 {
            return Some(vec![0]);
        }
        let mut bytes = self.bytes.get(..self.needed_bits.div_ceil(8))?.to_vec();
        if let (Some(last), used @ 1..) = (bytes.last_mut(), self.needed_bits % 8) {
            *last &= 0xFF << (8 - used);
        }
        Some(bytes)
    }
}
