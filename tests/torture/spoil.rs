//! How a file is spoiled, the same way each time.

/// One way of spoiling a file.
#[derive(Clone, Copy, Debug)]
pub enum Spoil {
    /// Only its first parts of this many hundredths are left.
    Cut(u32),
    /// One byte is another one; which, the number and the seed say.
    Flip(u32),
}

impl Spoil {
    /// Every cut, and this many flips.
    pub fn all(cuts: impl Iterator<Item = u32>, flips: u32) -> Vec<Self> {
        cuts.map(Self::Cut)
            .chain((0..flips).map(Self::Flip))
            .collect()
    }

    /// The spoiled file.
    pub fn apply(self, bytes: &[u8], seed: u64) -> Vec<u8> {
        match self {
            Self::Cut(percent) => bytes[..bytes.len() * percent as usize / 100].to_vec(),
            Self::Flip(number) => {
                let mut bytes = bytes.to_vec();
                if !bytes.is_empty() {
                    let random = mix(seed ^ mix(bytes.len() as u64) ^ u64::from(number));
                    // Half of all flips are among the first 4 KiB, where structure is.
                    let reach = match random >> 63 {
                        0 => bytes.len(),
                        _ => bytes.len().min(4096),
                    };
                    let at = (random >> 16) as usize % reach;
                    // Never zero, so that the byte is another one.
                    bytes[at] ^= (random % 255 + 1) as u8;
                }
                bytes
            }
        }
    }
}

/// SplitMix64's output function (Steele, Lea, Flood 2014).
pub fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
