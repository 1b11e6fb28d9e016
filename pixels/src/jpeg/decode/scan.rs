//! A scan's header (T.81, B.2.3), and the order in which its units come.

use super::bits::Bits;
use super::frame::Frame;
use crate::Error;

/// What a scan brings.
pub(super) struct Scan {
    pub(super) parts: Vec<Part>,
    /// The band of coefficients, in zigzag order.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Successive approximation: the bit position before this scan, 0 for none, and after it.
    pub(super) high: u32,
    pub(super) low: u32,
}

/// A component of a scan, with its tables by number.
pub(super) struct Part {
    pub(super) component: usize,
    pub(super) dc: usize,
    pub(super) ac: usize,
}

impl Scan {
    /// Reads the body of SOS.
    ///
    /// # Errors
    /// `malformed` where it is not one of this frame.
    pub(super) fn read(body: &[u8], frame: &Frame) -> Result<Self, Error> {
        let read = || {
            let (&count, rest) = body.split_first()?;
            let (pairs, rest) = rest.split_at_checked(2 * usize::from(count))?;
            let &[first, last, approximation] = rest else {
                return None;
            };
            let part = |pair: &[u8; 2]| {
                let components = &frame.components;
                Some(Part {
                    component: components.iter().position(|c| c.id == pair[0])?,
                    dc: usize::from(pair[1] >> 4 & 3),
                    ac: usize::from(pair[1] & 3),
                })
            };
            let parts = pairs
                .as_chunks::<2>()
                .0
                .iter()
                .map(part)
                .collect::<Option<_>>()?;
            let (first, last) = (usize::from(first), usize::from(last));
            (first <= last && last < 64).then_some(Self {
                parts,
                first,
                last,
                high: u32::from(approximation >> 4),
                low: u32::from(approximation & 15),
            })
        };
        read().ok_or(Error::Malformed("the header of a scan is impossible"))
    }
}

/// What is done with the blocks of a scan.
pub(super) trait Blocks {
    /// Reads the next block, which belongs to a part of the scan and has its place in that component.
    ///
    /// `None` where the bits mean nothing.
    fn read(&mut self, bits: &mut Bits, part: usize, row: usize, column: usize) -> Option<()>;

    /// Predictions start anew.
    fn restart(&mut self);
}

/// Walks the blocks of a scan in the order in which they are stored.
///
/// # Errors
/// `malformed` where the data ends early or means nothing.
pub(super) fn walk(
    scan: &Scan,
    frame: &Frame,
    restart_units: usize,
    coded: &[u8],
    blocks: &mut impl Blocks,
) -> Result<(), Error> {
    // A component alone is stored block by block, without what would fill up its units (T.81, A.2.2).
    let (across, down, shape) = match &scan.parts[..] {
        [part] => {
            let component = &frame.components[part.component];
            (component.blocks_across, component.blocks_down, vec![(1, 1)])
        }
        parts => {
            let shape = |part: &Part| {
                let component = &frame.components[part.component];
                (component.horizontal, component.vertical)
            };
            let shape = parts.iter().map(shape).collect();
            (frame.units_across, frame.units_down, shape)
        }
    };
    let mut bits = Bits::new(coded);
    let (mut until_restart, mut number) = (restart_units, 0);
    for unit_row in 0..down {
        for unit in 0..across {
            if restart_units > 0 {
                if until_restart == 0 {
                    bits.restart(number)?;
                    blocks.restart();
                    number = (number + 1) % 8;
                    until_restart = restart_units;
                }
                until_restart -= 1;
            }
            bits.ready()?;
            for (part, &(horizontal, vertical)) in shape.iter().enumerate() {
                for y in 0..vertical {
                    for x in 0..horizontal {
                        let (row, column) = (unit_row * vertical + y, unit * horizontal + x);
                        blocks
                            .read(&mut bits, part, row, column)
                            .ok_or(Error::Malformed("its pixels are damaged"))?;
                    }
                }
            }
        }
    }
    bits.check_end()
}
