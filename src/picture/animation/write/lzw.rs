//! The codes of a GIF's frame (GIF89a specification, appendix F: LZW with codes of a growing length).

/// Codes have at most 12 bits.
const MAX_BITS: u32 = 12;

/// Twice as many places as there are codes, so that one is soon found.
const PLACES: usize = 2 << MAX_BITS;

/// No string has this key: it would be longer than 20 bits.
const EMPTY: u32 = u32::MAX;

/// The codes of indices of this many bits, 2 to 8, up to the one that ends them.
pub(super) fn codes(indices: &[u8], bits: u8) -> Vec<u8> {
    let clear = 1u32 << bits;
    let mut codes = Codes {
        bytes: Vec::new(),
        waiting: 0,
        waiting_bits: 0,
        width: u32::from(bits) + 1,
    };
    codes.push(clear);
    let mut strings = vec![(EMPTY, 0); PLACES];
    // The code that the next string gets: the first is behind the two that clear and end.
    let mut next = clear + 2;
    let mut indices = indices.iter().copied().map(u32::from);
    let Some(mut string) = indices.next() else {
        codes.push(clear + 1);
        return codes.finish();
    };
    for index in indices {
        // What a string is, is said by the code of all but its last index.
        let key = string << 8 | index;
        let mut place = (key.wrapping_mul(0x9E37_79B1) >> (31 - MAX_BITS)) as usize;
        while strings[place].0 != EMPTY && strings[place].0 != key {
            place = (place + 1) % PLACES;
        }
        if strings[place].0 == key {
            string = strings[place].1;
            continue;
        }
        codes.push(string);
        string = index;
        strings[place] = (key, next);
        next += 1;
        codes.grow(next);
        if next == 1 << MAX_BITS {
            codes.push(clear);
            codes.width = u32::from(bits) + 1;
            strings.fill((EMPTY, 0));
            next = clear + 2;
        }
    }
    codes.push(string);
    codes.grow(next + 1);
    codes.push(clear + 1);
    codes.finish()
}

/// Codes from the lowest bit of each byte on.
struct Codes {
    bytes: Vec<u8>,
    waiting: u32,
    waiting_bits: u32,
    width: u32,
}

impl Codes {
    fn push(&mut self, code: u32) {
        self.waiting |= code << self.waiting_bits;
        self.waiting_bits += self.width;
        while self.waiting_bits >= 8 {
            self.bytes.push(self.waiting as u8);
            self.waiting >>= 8;
            self.waiting_bits -= 8;
        }
    }

    /// A decoder knows a string one code later, and lengthens its codes once they would not reach the next one.
    fn grow(&mut self, next: u32) {
        if next > 1 << self.width && self.width < MAX_BITS {
            self.width += 1;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.waiting_bits > 0 {
            self.bytes.push(self.waiting as u8);
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::container::gif::codes::Codes as Walked;
    use super::*;

    /// Reads codes by the specification, with every string written out.
    fn decoded(bytes: &[u8], bits: u8) -> Vec<u8> {
        let (clear, end) = (1usize << bits, (1usize << bits) + 1);
        let alone = || (0..clear + 2).map(|index| vec![index as u8]).collect();
        let mut strings: Vec<Vec<u8>> = alone();
        let (mut at, mut last, mut indices) = (0, Vec::new(), Vec::new());
        loop {
            // The next string is known by its first index only once the next code is read.
            let known = strings.len() + usize::from(!last.is_empty());
            let width = (known.min(4096) - 1).ilog2() + 1;
            let width = width.max(u32::from(bits) + 1);
            let bit = |at: usize| usize::from(bytes[at / 8] >> (at % 8) & 1);
            let code = (0..width as usize).fold(0, |code, n| code | bit(at + n) << n);
            at += width as usize;
            if code == end {
                assert_eq!(at.div_ceil(8), bytes.len(), "nothing follows the end");
                return indices;
            }
            if code == clear {
                strings = alone();
                last.clear();
                continue;
            }
            let mut string = strings.get(code).cloned().unwrap_or_else(|| last.clone());
            if code == strings.len() {
                string.push(last[0]);
            }
            if !last.is_empty() && strings.len() < 4096 {
                strings.push([&last[..], &string[..1]].concat());
            }
            indices.extend_from_slice(&string);
            last = string;
        }
    }

    #[test]
    fn indices_come_back_from_their_codes() {
        let mut seed = 1u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 16
        };
        // From one index to more than fill the table of strings several times, at random and in runs.
        for bits in 2..=8u8 {
            // Wherever the codes become longer, the end may have to be longer as well.
            for len in (1..300).chain([1000, 4090, 30_000]) {
                for run in [1, 9] {
                    let shift = 8 - u32::from(bits);
                    let random = |_| next() as u8 >> shift;
                    let indices: Vec<u8> = match run {
                        1 => (0..len).map(random).collect(),
                        _ => (0..len).map(|at| (at / run * 37) as u8 >> shift).collect(),
                    };
                    let bytes = codes(&indices, bits);
                    assert_eq!(decoded(&bytes, bits), indices, "{bits} bits, {len} indices");
                    // What walks the frames of strangers finds no byte to take away.
                    let blocks: Vec<u8> = bytes
                        .chunks(255)
                        .flat_map(|block| [&[block.len() as u8], block].concat())
                        .chain([0])
                        .collect();
                    let walked = Walked::walk(bits, &blocks, len).expect("they are whole");
                    assert_eq!(walked.bytes, bytes, "{bits} bits, {len} indices");
                }
            }
        }
    }
}
