//! Bits of a lossless WebP, from the lowest of each byte on (RFC 9649, 3.3).

/// Reads numbers; behind the end there are zeros.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    /// In bits.
    pub(super) at: usize,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next bits, at least 32 of them.
    #[inline]
    pub(super) fn peek(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let window = match rest.first_chunk() {
            Some(window) => u64::from_le_bytes(*window),
            None => rest
                .iter()
                .rev()
                .fold(0, |window, &byte| window << 8 | u64::from(byte)),
        };
        window >> (self.at % 8)
    }

    /// A number of at most 32 bits.
    #[inline]
    pub(super) fn read(&mut self, bits: u32) -> u32 {
        let number = self.peek() & ((1 << bits) - 1);
        self.at += bits as usize;
        number as u32
    }

    /// Whether more was read than there is.
    pub(super) fn is_exhausted(&self) -> bool {
        self.at > 8 * self.bytes.len()
    }

    /// What was read, with zeros in what is left of the last byte.
    pub(super) fn read_bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = self.bytes.get(..self.at.div_ceil(8))?.to_vec();
        if let (Some(last), used @ 1..) = (bytes.last_mut(), self.at % 8) {
            *last &= (1 << used) - 1;
        }
        Some(bytes)
    }
}
