//! The sequence header of AV1, read to find where it ends (AV1 Bitstream & Decoding Process Specification, 5.5).

use super::super::super::refusal::unsupported;
use super::boxes::cut;
use crate::error::Error;

/// The header without what stands behind its last field.
pub(super) fn header(payload: &[u8]) -> Result<Vec<u8>, Error> {
    let mut bits = Bits {
        bytes: payload,
        at: 0,
    };
    let profile = bits.read(3);
    // That it is a still picture is known.
    bits.read(1);
    let reduced = bits.flag();
    if reduced {
        bits.read(5);
    } else {
        if bits.flag() {
            return Err(unsupported(
                "this AVIF has the timing of a video, which is not taken: save it as a usual one",
            ));
        }
        operating_points(&mut bits);
    }
    let (width_bits, height_bits) = (bits.read(4) + 1, bits.read(4) + 1);
    bits.read(width_bits);
    bits.read(height_bits);
    if !reduced && bits.flag() {
        bits.read(7);
    }
    // The size of superblocks, and two filters of intra prediction.
    bits.read(3);
    if !reduced {
        inter_tools(&mut bits);
    }
    // Super-resolution, and two filters behind it.
    bits.read(3);
    color_config(&mut bits, profile);
    // Whether there is film grain.
    bits.read(1);
    bits.ended().ok_or_else(cut)
}

fn operating_points(bits: &mut Bits<'_>) {
    let delays = bits.flag();
    for _ in 0..=bits.read(5) {
        bits.read(12);
        if bits.read(5) > 7 {
            bits.read(1);
        }
        if delays && bits.flag() {
            bits.read(4);
        }
    }
}

/// What only further frames could use.
fn inter_tools(bits: &mut Bits<'_>) {
    /// The frame chooses, and so what depends on it is said.
    const SELECTED: u32 = 2;
    bits.read(4);
    let ordered = bits.flag();
    if ordered {
        bits.read(2);
    }
    let screen_content = if bits.flag() { SELECTED } else { bits.read(1) };
    if screen_content > 0 && !bits.flag() {
        bits.read(1);
    }
    if ordered {
        bits.read(3);
    }
}

/// 5.5.2.
fn color_config(bits: &mut Bits<'_>, profile: u32) {
    const SRGB_IN_RGB: [u32; 3] = [1, 13, 0];
    let deep = bits.flag();
    let twelve = profile == 2 && deep && bits.flag();
    let gray = profile != 1 && bits.flag();
    let points = if bits.flag() {
        [bits.read(8), bits.read(8), bits.read(8)]
    } else {
        [2; 3]
    };
    if gray {
        bits.read(1);
        return;
    }
    if points != SRGB_IN_RGB {
        bits.read(1);
        let halved = match profile {
            0 => true,
            1 => false,
            _ => twelve && bits.flag() && bits.flag(),
        };
        if halved {
            bits.read(2);
        }
    }
    bits.read(1);
}

/// Bits from the highest of each byte on; behind the end there are zeros.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn read(&mut self, count: u32) -> u32 {
        (0..count).fold(0, |number, _| {
            let byte = self.bytes.get(self.at / 8).copied().unwrap_or(0);
            let bit = byte >> (7 - self.at % 8) & 1;
            self.at += 1;
            number << 1 | u32::from(bit)
        })
    }

    fn flag(&mut self) -> bool {
        self.read(1) == 1
    }

    /// What was read, ended as 5.3.4 has it: a one, then zeros up to a whole byte. `None` where that is longer than
    /// what there is.
    fn ended(&self) -> Option<Vec<u8>> {
        let mut bytes = self.bytes.get(..=self.at / 8)?.to_vec();
        let used = self.at % 8;
        let last = bytes.last_mut()?;
        *last = *last & !(0xFF >> used) | 0x80 >> used;
        Some(bytes)
    }
}
