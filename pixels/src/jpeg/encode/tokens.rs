//! What a scan will say, before its Huffman codes are known: symbols, each with the bits behind it, and how often each
//! symbol comes.

use super::huffman::Code;

/// Tables that a scan may use: 0 and 1 for DC, then those for AC.
pub(super) const TABLES: usize = 4;

/// The AC tables: of luma and of chroma.
pub(super) const AC: [usize; 2] = [2, 3];

/// Stands for a table whose one symbol has no bits: what follows it stands alone.
const NO_SYMBOL: u32 = (TABLES as u32) << 8;

/// Tables, with the one above, filled up to a power of two.
const WORDS: usize = 2 * TABLES * 256;

/// Where in a token the symbol stands, with its table above it: below it are the bits that follow the symbol.
const SYMBOL_SHIFT: u32 = 16;

/// Where in a token it stands how many bits follow the symbol.
const SIZE_SHIFT: u32 = 27;

/// A list of tokens.
pub(super) struct Tokens {
    list: Vec<u32>,
    occurrences: [[u32; 256]; TABLES],
}

impl Tokens {
    pub(super) fn with_capacity(tokens: usize) -> Self {
        Self {
            list: Vec::with_capacity(tokens),
            occurrences: [[0; 256]; TABLES],
        }
    }

    /// Adds a symbol and the `size` bits of `tail` that follow it; the tail has no others.
    #[inline(always)]
    pub(super) fn push(&mut self, table: usize, symbol: u8, size: u32, tail: u16) {
        self.occurrences[table & (TABLES - 1)][usize::from(symbol)] += 1;
        let word = (table as u32) << 8 | u32::from(symbol);
        self.list
            .push(size << SIZE_SHIFT | word << SYMBOL_SHIFT | u32::from(tail));
    }

    /// Adds up to 16 bits without a symbol.
    #[inline(always)]
    pub(super) fn push_bits(&mut self, size: u32, bits: u16) {
        self.list
            .push(size << SIZE_SHIFT | NO_SYMBOL << SYMBOL_SHIFT | u32::from(bits));
    }

    /// The best codes for these tokens, one for each table.
    pub(super) fn codes(&self) -> [Code; TABLES] {
        self.occurrences.each_ref().map(Code::best)
    }

    /// Writes all tokens as the coded data of a scan (T.81, B.1.1.5 and F.1.2.3): after a byte of FF follows 00, and
    /// the last byte is filled up with ones.
    pub(super) fn write(&self, codes: &[Code; TABLES], file: &mut Vec<u8>) {
        let mut words: Vec<(u16, u8)> = codes.iter().flat_map(|code| code.words).collect();
        words.resize(WORDS, (0, 0));
        // A token takes at most 32 bits, so 64 hold it beside what has not been written yet.
        let (mut bits, mut count) = (0u64, 0u32);
        for token in &self.list {
            let (word, length) = words[(token >> SYMBOL_SHIFT) as usize % WORDS];
            let (size, tail) = (token >> SIZE_SHIFT, token & 0xFFFF);
            bits = bits << (u32::from(length) + size) | u64::from(u32::from(word) << size | tail);
            count += u32::from(length) + size;
            if count >= 32 {
                count -= 32;
                write_stuffed(file, (bits >> count) as u32);
            }
        }
        let fill = (8 - count % 8) % 8;
        bits = bits << fill | ((1 << fill) - 1);
        for byte in (0..(count + fill) / 8).rev() {
            let byte = (bits >> (8 * byte)) as u8;
            file.push(byte);
            if byte == 0xFF {
                file.push(0);
            }
        }
    }
}

#[inline(always)]
fn write_stuffed(file: &mut Vec<u8>, four: u32) {
    // No byte of FF: none of the complement is zero, so none borrows.
    if (!four).wrapping_sub(0x0101_0101) & four & 0x8080_8080 == 0 {
        file.extend_from_slice(&four.to_be_bytes());
        return;
    }
    for byte in four.to_be_bytes() {
        file.push(byte);
        if byte == 0xFF {
            file.push(0);
        }
    }
}
