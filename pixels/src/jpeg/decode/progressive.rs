//! Progressive scans (T.81, G): coefficients come in parts, and become pixels when all scans have been read.

use super::bits::{Bits, Cursor};
use super::frame::{Component, Frame};
use super::huffman::Huffman;
use super::idct::{self, Block, SLOTS};
use super::scan::{Blocks, Scan, walk};
use super::tables::{Tables, missing};
use crate::Error;

/// The coefficients of a component, block by block in rows.
pub(super) struct Coefficients {
    blocks: Vec<Block>,
    across: usize,
    /// The quantisation steps, as they were when the component's first scan came.
    steps: Option<[i16; 64]>,
}

impl Coefficients {
    /// All of a component's, zero.
    pub(super) fn new(component: &Component) -> Self {
        let (across, down) = component.blocks();
        Self {
            blocks: vec![[0; 64]; across * down],
            across,
            steps: None,
        }
    }

    /// What they make.
    pub(super) fn to_plane(&self, component: &Component) -> Vec<u8> {
        let mut plane = vec![0; component.stride * component.rows];
        let steps = self.steps.unwrap_or([1; 64]);
        for (index, coefficients) in self.blocks.iter().enumerate() {
            let (mut block, mut last) = ([0; 64], 0);
            for (k, step) in steps.iter().enumerate() {
                let slot = usize::from(SLOTS[k]);
                block[slot] = coefficients[slot].wrapping_mul(*step);
                if coefficients[slot] != 0 {
                    last = k;
                }
            }
            let place = component.place(index / self.across, index % self.across);
            let pixels = plane.get_mut(place..).unwrap_or_default();
            idct::transform(component.points, &block, last, pixels, component.stride);
        }
        plane
    }
}

/// Adds what a scan brings to the coefficients of its components.
///
/// # Errors
/// `malformed` where the data ends early or means nothing.
pub(super) fn decode(
    scan: &Scan,
    frame: &Frame,
    tables: &Tables,
    coded: &[u8],
    coefficients: &mut [Coefficients],
) -> Result<(), Error> {
    for part in &scan.parts {
        let quantisation = frame.components[part.component].quantisation;
        let steps = tables.quantisation[quantisation].map(|step| step as i16);
        coefficients[part.component].steps.get_or_insert(steps);
    }
    if scan.first == 0 {
        let mut reader = Dc {
            scan,
            tables,
            coefficients,
            before: [0; 4],
        };
        if scan.high == 0 && scan.parts.iter().any(|part| tables.dc[part.dc].is_none()) {
            return Err(missing());
        }
        return walk(scan, frame, tables.restart_units, coded, &mut reader);
    }
    let [part] = &scan.parts[..] else {
        return Err(missing());
    };
    let mut reader = Ac {
        scan,
        table: tables.ac[part.ac].as_ref().ok_or_else(missing)?,
        coefficients: &mut coefficients[part.component],
        blocks_to_end: 0,
    };
    walk(scan, frame, tables.restart_units, coded, &mut reader)
}

/// DC scans (T.81, G.1.2.1), which may bring several components.
struct Dc<'a> {
    scan: &'a Scan,
    tables: &'a Tables,
    coefficients: &'a mut [Coefficients],
    before: [i32; 4],
}

impl Blocks for Dc<'_> {
    fn read(&mut self, bits: &mut Bits, part: usize, row: usize, column: usize) -> Option<()> {
        let Part { component, table } = self.part(part);
        let coefficients = &mut self.coefficients[component];
        let block = coefficients
            .blocks
            .get_mut(row * coefficients.across + column)?;
        let (window, cursor) = bits.split();
        if self.scan.high == 0 {
            let difference = self.tables.dc[table].as_ref()?.next_dc(cursor, window)?;
            let before = self.before.get_mut(component)?;
            *before = before.wrapping_add(difference);
            block[0] = (*before << self.scan.low) as i16;
        } else {
            cursor.refill(window);
            block[0] |= (cursor.take(1) << self.scan.low) as i16;
        }
        Some(())
    }

    fn restart(&mut self) {
        self.before = [0; 4];
    }
}

struct Part {
    component: usize,
    table: usize,
}

impl Dc<'_> {
    fn part(&self, part: usize) -> Part {
        let part = &self.scan.parts[part];
        Part {
            component: part.component,
            table: part.dc,
        }
    }
}

/// AC scans (T.81, G.1.2.2 and G.1.2.3), which bring a band of one component.
struct Ac<'a> {
    scan: &'a Scan,
    table: &'a Huffman,
    coefficients: &'a mut Coefficients,
    /// How many blocks, from the next one, have nothing more in this band.
    blocks_to_end: u32,
}

impl Blocks for Ac<'_> {
    #[inline(always)]
    fn read(&mut self, bits: &mut Bits, _: usize, row: usize, column: usize) -> Option<()> {
        let at = row * self.coefficients.across + column;
        let (window, cursor) = bits.split();
        if self.scan.high == 0 {
            self.first(cursor, window, at)
        } else {
            self.refine(cursor, window, at)
        }
    }

    fn restart(&mut self) {
        self.blocks_to_end = 0;
    }
}

impl Ac<'_> {
    fn first(&mut self, cursor: &mut Cursor, window: &[u8], at: usize) -> Option<()> {
        if self.blocks_to_end > 0 {
            self.blocks_to_end -= 1;
            return Some(());
        }
        let block = self.coefficients.blocks.get_mut(at)?;
        let mut k = self.scan.first;
        while k <= self.scan.last {
            let symbol = self.table.symbol(cursor, window)?;
            let (run, size) = (u32::from(symbol >> 4), u32::from(symbol & 15));
            if size == 0 && run < 15 {
                self.blocks_to_end = (1 << run) - 1 + cursor.take(run);
                return Some(());
            }
            k += run as usize;
            if size > 0 {
                let slot = *SLOTS.get(k).filter(|_| k <= self.scan.last)?;
                block[usize::from(slot)] = (cursor.take_signed(size) << self.scan.low) as i16;
            }
            k += 1;
        }
        Some(())
    }

    /// Figure G.7: coefficients that were zero may become one step of the new bit, and all others take a bit each.
    fn refine(&mut self, cursor: &mut Cursor, window: &[u8], at: usize) -> Option<()> {
        let block = self.coefficients.blocks.get_mut(at)?;
        let step = 1i16 << self.scan.low;
        let mut k = self.scan.first;
        while self.blocks_to_end == 0 && k <= self.scan.last {
            let symbol = self.table.symbol(cursor, window)?;
            let (run, size) = (u32::from(symbol >> 4), symbol & 15);
            if size == 0 && run < 15 {
                // This block is one of them; what is left of it is refined below.
                self.blocks_to_end = (1 << run) + cursor.take(run);
                break;
            }
            let new = match size {
                0 => 0,
                1 if cursor.take(1) == 1 => step,
                1 => -step,
                _ => return None,
            };
            let mut zeros = run;
            loop {
                if k > self.scan.last {
                    // A run of zeros may end with the band; a coefficient has to have a place in it.
                    return (new == 0).then_some(());
                }
                let coefficient = &mut block[usize::from(SLOTS[k])];
                k += 1;
                if *coefficient != 0 {
                    correct(coefficient, step, cursor, window);
                } else if zeros == 0 {
                    *coefficient = new;
                    break;
                } else {
                    zeros -= 1;
                }
            }
        }
        if self.blocks_to_end > 0 {
            for slot in &SLOTS[k..=self.scan.last] {
                let coefficient = &mut block[usize::from(*slot)];
                if *coefficient != 0 {
                    correct(coefficient, step, cursor, window);
                }
            }
            self.blocks_to_end -= 1;
        }
        Some(())
    }
}

/// Takes the bit that a coefficient which is not zero has in every refinement.
#[inline(always)]
fn correct(coefficient: &mut i16, step: i16, cursor: &mut Cursor, window: &[u8]) {
    cursor.refill(window);
    if cursor.take(1) == 1 && *coefficient & step == 0 {
        *coefficient = coefficient.wrapping_add(if *coefficient > 0 { step } else { -step });
    }
}
