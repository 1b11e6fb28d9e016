//! Sequential scans (T.81, F.2): every block is complete when it has been read, and becomes pixels at once.

use super::bits::{Bits, Cursor};
use super::frame::{Component, Frame};
use super::huffman::{END_OF_BLOCK, Huffman};
use super::idct::{self, Block, SLOTS};
use super::scan::{Blocks, Scan, walk};
use super::tables::{Tables, missing};
use crate::Error;

/// Decodes a scan into the planes of its components.
///
/// # Errors
/// `malformed` where the data ends early or means nothing.
pub(super) fn decode(
    scan: &Scan,
    frame: &Frame,
    tables: &Tables,
    coded: &[u8],
    planes: &mut [Vec<u8>],
) -> Result<(), Error> {
    let mut parts = Vec::new();
    for part in &scan.parts {
        let component = &frame.components[part.component];
        parts.push(Part {
            component,
            plane: core::mem::take(&mut planes[part.component]),
            dc: tables.dc[part.dc].as_ref().ok_or_else(missing)?,
            ac: tables.ac[part.ac].as_ref().ok_or_else(missing)?,
            steps: tables.quantisation[component.quantisation].map(|step| step as i16),
            before: 0,
        });
    }
    let mut reader = Reader { parts };
    walk(scan, frame, tables.restart_units, coded, &mut reader)?;
    for (part, read) in scan.parts.iter().zip(reader.parts) {
        planes[part.component] = read.plane;
    }
    Ok(())
}

struct Reader<'a> {
    parts: Vec<Part<'a>>,
}

struct Part<'a> {
    component: &'a Component,
    plane: Vec<u8>,
    dc: &'a Huffman,
    ac: &'a Huffman,
    steps: [i16; 64],
    /// The DC coefficient of the block before.
    before: i16,
}

impl Blocks for Reader<'_> {
    #[inline(always)]
    fn read(&mut self, bits: &mut Bits, part: usize, row: usize, column: usize) -> Option<()> {
        let part = &mut self.parts[part];
        let mut block = [0; 64];
        let (window, cursor) = bits.split();
        let last = part.read_block(cursor, window, &mut block)?;
        let component = part.component;
        // Rows and columns are counted by the same units as the plane.
        let pixels = part.plane.get_mut(component.place(row, column)..)?;
        idct::transform(component.points, &block, last, pixels, component.stride);
        Some(())
    }

    fn restart(&mut self) {
        self.parts.iter_mut().for_each(|part| part.before = 0);
    }
}

impl Part<'_> {
    /// Reads a block, dequantised, and gives the zigzag position of its last coefficient.
    ///
    /// A product that leaves 16 bits wraps: no honest coefficient does, and nothing depends on one that does.
    #[inline(always)]
    fn read_block(&mut self, from: &mut Cursor, window: &[u8], block: &mut Block) -> Option<usize> {
        let mut cursor = *from;
        let difference = self.dc.next_dc(&mut cursor, window)?;
        self.before = self.before.wrapping_add(difference as i16);
        block[0] = self.before.wrapping_mul(self.steps[0]);
        let (mut k, mut last) = (1, 0);
        while k < 64 {
            let (run, number) = self.ac.next(&mut cursor, window)?;
            k += run as usize;
            if k >= 64 {
                if run != END_OF_BLOCK {
                    return None;
                }
                break;
            }
            last = k;
            block[usize::from(SLOTS[k] & 63)] = (number as i16).wrapping_mul(self.steps[k]);
            k += 1;
        }
        *from = cursor;
        Some(last)
    }
}
