//! The frame, the tables and the scans of a JPEG, held to T.81 before a decoder sees them.
//!
//! Decoders have been led into endless loops and panics by tables that are missing or impossible and by scans that
//! never end, so what they would trip over is refused here.

use super::super::super::limits::Size;
use super::super::super::refusal::{malformed, unsupported};
use crate::error::Error;

/// Scans of one picture. Encoders write at most about 20; every one costs a pass over all coefficients.
const MAX_SCANS: usize = 100;

/// What the frame header says.
pub(in crate::picture) struct Frame {
    pub(in crate::picture) size: Size,
    pub(in crate::picture) progressive: bool,
    pub(in crate::picture) components: Vec<Component>,
}

pub(in crate::picture) struct Component {
    pub(in crate::picture) id: u8,
    horizontal: u8,
    vertical: u8,
    quantisation: u8,
    /// Whether any scan has brought it.
    seen: bool,
}

/// Tables that are defined so far, and scans seen.
#[derive(Default)]
pub(super) struct Tables {
    quantisation: [bool; 4],
    dc: [bool; 4],
    ac: [bool; 4],
    pub(super) scans: usize,
}

impl Frame {
    /// Reads SOF0, SOF1 or SOF2; names every other kind.
    pub(super) fn read(marker: u8, body: &[u8]) -> Result<Self, Error> {
        refuse_process(marker)?;
        let &[precision, h1, h0, w1, w0, count, ref rest @ ..] = body else {
            return Err(malformed("its frame header is cut"));
        };
        if precision != 8 {
            return Err(unsupported(format!(
                "this is a JPEG with {precision} bits for each colour, which is not taken: save it with 8"
            )));
        }
        match count {
            1 | 3 => {}
            4 => {
                return Err(unsupported(
                    "this is a CMYK JPEG, made for printing, which is not taken yet: save it as RGB",
                ));
            }
            _ => {
                return Err(unsupported(format!(
                    "this is a JPEG of {count} colour components, which is not taken: save it as RGB"
                )));
            }
        }
        if rest.len() != 3 * usize::from(count) {
            return Err(malformed("its frame header has a wrong length"));
        }
        let components: Vec<Component> = rest
            .chunks_exact(3)
            .map(|c| Component {
                id: c[0],
                horizontal: c[1] >> 4,
                vertical: c[1] & 15,
                quantisation: c[2],
                seen: false,
            })
            .collect();
        for (index, c) in components.iter().enumerate() {
            let sampled = (1..=4).contains(&c.horizontal) && (1..=4).contains(&c.vertical);
            let named_twice = components[..index].iter().any(|other| other.id == c.id);
            if !sampled || named_twice || c.quantisation > 3 {
                return Err(malformed("a component of its frame is impossible"));
            }
        }
        Ok(Self {
            size: Size {
                width: u32::from(u16::from_be_bytes([w1, w0])),
                height: u32::from(u16::from_be_bytes([h1, h0])),
            },
            progressive: marker == 0xC2,
            components,
        })
    }

    /// Checks a scan header against the frame and the tables.
    pub(super) fn check_scan(&mut self, body: &[u8], tables: &mut Tables) -> Result<(), Error> {
        let wrong = || malformed("the header of a scan is impossible");
        tables.scans += 1;
        if tables.scans > MAX_SCANS {
            return Err(malformed(format!("it has more than {MAX_SCANS} scans")));
        }
        let (&count, rest) = body.split_first().ok_or_else(wrong)?;
        let (selectors, parameters) = rest
            .split_at_checked(2 * usize::from(count))
            .ok_or_else(wrong)?;
        let &[start, end, approximation] = parameters else {
            return Err(wrong());
        };
        let (high, low) = (approximation >> 4, approximation & 15);
        let possible = if self.progressive {
            let band = if start == 0 {
                end == 0
            } else {
                count == 1 && start <= end && end <= 63
            };
            band && low <= 13 && (high == 0 || high == low + 1)
        } else {
            start == 0 && end == 63 && approximation == 0
        };
        if !possible || !(1..=3).contains(&count) {
            return Err(wrong());
        }
        let mut blocks = 0;
        for (index, pair) in selectors.chunks_exact(2).enumerate() {
            let (id, dc, ac) = (
                pair[0],
                usize::from(pair[1] >> 4),
                usize::from(pair[1] & 15),
            );
            let earlier = selectors.chunks_exact(2).take(index);
            let component = self
                .components
                .iter_mut()
                .find(|c| c.id == id)
                .ok_or_else(wrong)?;
            let needs_dc = start == 0 && high == 0;
            let needs_ac = end > 0;
            if earlier.into_iter().any(|other| other[0] == id)
                || (!self.progressive && component.seen)
                || (needs_dc && !tables.dc.get(dc).copied().unwrap_or(false))
                || (needs_ac && !tables.ac.get(ac).copied().unwrap_or(false))
                || dc > 3
                || ac > 3
                || !tables.quantisation[usize::from(component.quantisation)]
                || (start > 0 && !component.seen)
            {
                return Err(wrong());
            }
            component.seen = true;
            blocks += u32::from(component.horizontal) * u32::from(component.vertical);
        }
        // T.81, B.2.3: at most ten blocks in an interleaved unit.
        if count > 1 && blocks > 10 {
            return Err(wrong());
        }
        Ok(())
    }

    /// Every component has been in a scan.
    pub(super) fn is_complete(&self) -> bool {
        self.components.iter().all(|component| component.seen)
    }

    /// Bits of one pixel over all components, subsampling left aside.
    pub(super) fn pixel_bits(&self) -> u32 {
        8 * self.components.len() as u32
    }
}

impl Tables {
    /// Checks and notes the tables of a DQT segment (T.81, B.2.4.1).
    pub(super) fn quantisation(&mut self, mut body: &[u8]) -> Result<(), Error> {
        while let Some((&head, rest)) = body.split_first() {
            let len = match head >> 4 {
                0 => 64,
                1 => 128,
                _ => return Err(malformed("a quantisation table is impossible")),
            };
            let table = self.quantisation.get_mut(usize::from(head & 15));
            match (table, rest.get(len..)) {
                (Some(table), Some(rest)) => {
                    *table = true;
                    body = rest;
                }
                _ => return Err(malformed("a quantisation table is cut")),
            }
        }
        Ok(())
    }

    /// Checks and notes the tables of a DHT segment (T.81, B.2.4.2).
    pub(super) fn huffman(&mut self, mut body: &[u8]) -> Result<(), Error> {
        while !body.is_empty() {
            let wrong = || malformed("a Huffman table is impossible");
            let (head, rest) = body.split_first_chunk::<17>().ok_or_else(wrong)?;
            let (class, id) = (head[0] >> 4, usize::from(head[0] & 15));
            let symbols = head[1..]
                .iter()
                .map(|&count| usize::from(count))
                .sum::<usize>();
            let values = rest.get(..symbols).ok_or_else(wrong)?;
            // A DC symbol is a number of bits: 0 to 11, and 15 with room to spare.
            let dc_fits = class != 0 || values.iter().all(|&value| value <= 15);
            if class > 1
                || id > 3
                || symbols == 0
                || symbols > 256
                || !is_prefix_code(&head[1..])
                || !dc_fits
            {
                return Err(wrong());
            }
            let tables = if class == 0 {
                &mut self.dc
            } else {
                &mut self.ac
            };
            tables[id] = true;
            body = &rest[symbols..];
        }
        Ok(())
    }
}

/// Whether codes of these lengths can exist: no more of a length than are left over by the shorter ones.
fn is_prefix_code(counts: &[u8]) -> bool {
    let mut left = 1i32;
    counts.iter().all(|&count| {
        left = 2 * left - i32::from(count);
        left >= 0
    })
}

/// Names the coding processes that are not taken (T.81, table B.1).
fn refuse_process(marker: u8) -> Result<(), Error> {
    let kind = match marker {
        0xC0..=0xC2 => return Ok(()),
        0xC3 | 0xC7 => "a lossless JPEG",
        0xC9..=0xCB | 0xCD..=0xCF => "an arithmetic-coded JPEG",
        _ => "a hierarchical JPEG",
    };
    Err(unsupported(format!(
        "this is {kind}, a rare kind that is not taken: save it as a usual JPEG"
    )))
}
