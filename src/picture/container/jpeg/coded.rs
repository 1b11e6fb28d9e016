//! The coded data of a JPEG, walked code by code to find where it ends (ITU-T T.81, annexes F and G). No sample is
//! computed: a walk knows which coefficients are zero, and nothing else of them.
//!
//! A decoder stops at the last block. What stands behind it, before the next marker, is shown by nobody, so a scan is
//! written again up to the last bit that a decoder reads.

use super::super::super::refusal::malformed;
use super::bits::{Bits, stuff, unstuff};
use super::frame::{Frame, Scan};
use super::huffman::Codes;
use crate::error::Error;

/// The walk over a picture's scans, in their order.
pub(in crate::picture) struct Coded {
    progressive: bool,
    /// Units of the whole picture, for scans of several components.
    units: Grid,
    planes: Vec<Plane>,
}

#[derive(Clone, Copy)]
struct Grid {
    columns: usize,
    rows: usize,
}

/// The blocks of one component.
struct Plane {
    horizontal: usize,
    vertical: usize,
    /// Blocks that hold samples: what a scan of this component alone goes through.
    blocks: Grid,
    /// Blocks of a row with those that only fill units.
    stride: usize,
    /// For each block one bit for each coefficient, set once it is not zero. Empty where no scan refines another.
    nonzero: Vec<u64>,
}

/// The tables that one component of a scan is coded with; `None` where the scan needs none.
pub(in crate::picture) struct Coding<'a> {
    pub(in crate::picture) dc: Option<&'a Codes>,
    pub(in crate::picture) ac: Option<&'a Codes>,
}

impl Coded {
    /// A walk over the scans of this frame, whose size is known.
    pub(in crate::picture) fn new(frame: &Frame) -> Self {
        let largest = |factor: fn(&super::frame::Component) -> u8| {
            frame
                .components
                .iter()
                .map(factor)
                .max()
                .map_or(1, usize::from)
        };
        let (h_max, v_max) = (largest(|c| c.horizontal), largest(|c| c.vertical));
        let (width, height) = (frame.size.width as usize, frame.size.height as usize);
        let units = Grid {
            columns: width.div_ceil(8 * h_max),
            rows: height.div_ceil(8 * v_max),
        };
        let progressive = frame.is_progressive();
        let planes = frame.components.iter().map(|component| {
            let (horizontal, vertical) = (
                usize::from(component.horizontal),
                usize::from(component.vertical),
            );
            let stride = units.columns * horizontal;
            let blocks = stride * units.rows * vertical;
            Plane {
                horizontal,
                vertical,
                blocks: Grid {
                    columns: (width * horizontal).div_ceil(h_max).div_ceil(8),
                    rows: (height * vertical).div_ceil(v_max).div_ceil(8),
                },
                stride,
                nonzero: vec![0; if progressive { blocks } else { 0 }],
            }
        });
        Self {
            progressive,
            units,
            planes: planes.collect(),
        }
    }

    /// The data of a scan as decoders read it: without a byte behind the last block of each interval, and with the
    /// last byte filled up with ones (T.81, F.1.2.3).
    ///
    /// `restart_interval` is a number of units, 0 for none; `codings` belong to the scan's components, in order.
    ///
    /// # Errors
    /// `malformed` where the data ends early, or codes what cannot be.
    pub(in crate::picture) fn walk(
        &mut self,
        scan: &Scan,
        codings: &[Coding<'_>],
        restart_interval: u16,
        data: &[u8],
    ) -> Result<Vec<u8>, Error> {
        let alone = match scan.components.as_slice() {
            [one] => Some(one.index),
            _ => None,
        };
        let grid = alone.map_or(self.units, |index| self.planes[index].blocks);
        let total = grid.columns * grid.rows;
        let interval = match usize::from(restart_interval) {
            0 => total,
            units => units,
        };
        let mut written = Vec::with_capacity(data.len());
        let mut rest = data;
        let mut plain = Vec::new();
        let mut done = 0;
        let mut expected = (0xD0..=0xD7).cycle();
        loop {
            let behind = unstuff(rest, &mut plain);
            let mut bits = Bits {
                bytes: &plain,
                at: 0,
            };
            let mut run = 0;
            let end = total.min(done + interval);
            for unit in done..end {
                self.unit(scan, codings, alone, grid, unit, &mut bits, &mut run)?;
                bits.check()?;
            }
            stuff(&plain, bits.at, &mut written);
            done = end;
            if done == total {
                return Ok(written);
            }
            rest = match behind {
                Some((marker, rest)) if expected.next() == Some(marker) => {
                    written.extend_from_slice(&[0xFF, marker]);
                    rest
                }
                _ => return Err(malformed("its pixels end early")),
            };
        }
    }

    /// One block of a lone component, or one unit of all of them.
    #[allow(clippy::too_many_arguments)]
    #[inline]
    fn unit(
        &mut self,
        scan: &Scan,
        codings: &[Coding<'_>],
        alone: Option<usize>,
        grid: Grid,
        unit: usize,
        bits: &mut Bits<'_>,
        run: &mut u32,
    ) -> Result<(), Error> {
        let (column, row) = (unit % grid.columns, unit / grid.columns);
        if let (Some(index), [coding]) = (alone, codings) {
            let plane = &mut self.planes[index];
            let at = row * plane.stride + column;
            return block(
                self.progressive,
                scan,
                coding,
                plane.nonzero.get_mut(at),
                bits,
                run,
            );
        }
        for (component, coding) in scan.components.iter().zip(codings) {
            let plane = &mut self.planes[component.index];
            for y in 0..plane.vertical {
                for x in 0..plane.horizontal {
                    let at =
                        (row * plane.vertical + y) * plane.stride + column * plane.horizontal + x;
                    block(
                        self.progressive,
                        scan,
                        coding,
                        plane.nonzero.get_mut(at),
                        bits,
                        run,
                    )?;
                }
            }
        }
        Ok(())
    }
}

/// One block. `run` counts the blocks that an end-of-band code still covers.
#[inline]
fn block(
    progressive: bool,
    scan: &Scan,
    coding: &Coding<'_>,
    nonzero: Option<&mut u64>,
    bits: &mut Bits<'_>,
    run: &mut u32,
) -> Result<(), Error> {
    match (nonzero, coding.dc, coding.ac) {
        (_, Some(dc), Some(ac)) if !progressive => {
            skip_dc(dc, bits)?;
            sequential_ac(ac, bits)
        }
        (_, Some(dc), _) => skip_dc(dc, bits),
        (Some(nonzero), None, Some(ac)) if scan.high == 0 => first_ac(ac, scan, nonzero, bits, run),
        (Some(nonzero), None, Some(ac)) => refine_ac(ac, scan, nonzero, bits, run),
        _ => {
            bits.skip(1);
            Ok(())
        }
    }
}

fn skip_dc(codes: &Codes, bits: &mut Bits<'_>) -> Result<(), Error> {
    let size = codes.read(bits)?;
    bits.skip(u32::from(size));
    Ok(())
}

/// T.81, F.2.2.2.
#[inline]
fn sequential_ac(codes: &Codes, bits: &mut Bits<'_>) -> Result<(), Error> {
    let mut k = 1;
    while k <= 63 {
        let symbol = codes.read(bits)?;
        let (zeros, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        match (zeros, size) {
            (15, 0) => k += 16,
            (_, 0) => break,
            _ => {
                k += zeros;
                if k > 63 {
                    return Err(too_many());
                }
                bits.skip(size);
                k += 1;
            }
        }
    }
    Ok(())
}

/// T.81, G.1.2.2.
fn first_ac(
    codes: &Codes,
    scan: &Scan,
    nonzero: &mut u64,
    bits: &mut Bits<'_>,
    run: &mut u32,
) -> Result<(), Error> {
    if *run > 0 {
        *run -= 1;
        return Ok(());
    }
    let mut k = u32::from(scan.start);
    while k <= u32::from(scan.end) {
        let symbol = codes.read(bits)?;
        let (zeros, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        match (zeros, size) {
            (15, 0) => k += 16,
            (_, 0) => {
                // 2^zeros blocks end here and behind, and the bits add to that; this one is done.
                *run = (1 << zeros) + bits.take(zeros) - 1;
                break;
            }
            _ => {
                k += zeros;
                if k > u32::from(scan.end) {
                    return Err(too_many());
                }
                bits.skip(size);
                *nonzero |= 1 << k;
                k += 1;
            }
        }
    }
    Ok(())
}

/// T.81, G.1.2.3: coefficients that are not zero yet become so, and every other one gets a bit where it is passed.
fn refine_ac(
    codes: &Codes,
    scan: &Scan,
    nonzero: &mut u64,
    bits: &mut Bits<'_>,
    run: &mut u32,
) -> Result<(), Error> {
    let end = u32::from(scan.end);
    let mut k = u32::from(scan.start);
    while *run == 0 && k <= end {
        let symbol = codes.read(bits)?;
        let (mut zeros, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
        match size {
            0 if zeros < 15 => {
                *run = (1 << zeros) + bits.take(zeros);
                break;
            }
            // A run of 16 zeros: 15 are passed below, and the last one is the place that stays zero.
            0 => {}
            1 => bits.skip(1),
            _ => return Err(too_many()),
        }
        loop {
            if *nonzero >> k & 1 == 1 {
                bits.skip(1);
            } else if zeros == 0 {
                break;
            } else {
                zeros -= 1;
            }
            k += 1;
            if k > end {
                break;
            }
        }
        if size == 1 {
            if k > end {
                return Err(too_many());
            }
            *nonzero |= 1 << k;
        }
        k += 1;
    }
    if *run > 0 {
        *run -= 1;
        if k <= end {
            let band = (u64::MAX >> (63 - end)) & (u64::MAX << k);
            bits.skip((*nonzero & band).count_ones());
        }
    }
    Ok(())
}

fn too_many() -> Error {
    malformed("a block of it has more coefficients than there are")
}
