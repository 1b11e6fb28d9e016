//! The frame and the scans of a JPEG, held to T.81 before a decoder sees them.
//!
//! Decoders have been led into endless loops and panics by tables that are missing or impossible and by scans that
//! never end, so what they would trip over is refused here.

use super::super::super::refusal::{malformed, unsupported};
use super::tables::Defined;
use crate::error::Error;
use pellicle_pixels::Size;

/// Scans of one picture. Encoders write at most about 20; every one costs a pass over all coefficients.
const MAX_SCANS: usize = 100;

/// What the frame header says.
pub(in crate::picture) struct Frame {
    /// The marker's second byte: C0, C1 or C2.
    pub(in crate::picture) marker: u8,
    /// A height of 0 stands until a DNL segment has brought it.
    pub(in crate::picture) size: Size,
    pub(in crate::picture) components: Vec<Component>,
    pub(super) scans: usize,
}

pub(in crate::picture) struct Component {
    pub(in crate::picture) id: u8,
    /// Samples for each unit of the coarsest component: 1 to 4.
    pub(in crate::picture) horizontal: u8,
    pub(in crate::picture) vertical: u8,
    /// The quantisation table, 0 to 3.
    pub(in crate::picture) quantisation: u8,
    /// Whether any scan has brought it.
    pub(in crate::picture) seen: bool,
}

/// What a scan header says.
pub(in crate::picture) struct Scan {
    pub(in crate::picture) components: Vec<ScanComponent>,
    /// The band of coefficients in zigzag order, 0 to 63.
    pub(in crate::picture) start: u8,
    pub(in crate::picture) end: u8,
    /// Successive approximation: the bit position of the scan before (0 for a first scan), and of this one.
    pub(in crate::picture) high: u8,
    pub(in crate::picture) low: u8,
}

pub(in crate::picture) struct ScanComponent {
    /// Which of the frame's components.
    pub(in crate::picture) index: usize,
    /// Huffman tables, 0 to 3; meaningless where the scan needs none.
    pub(in crate::picture) dc: usize,
    pub(in crate::picture) ac: usize,
}

impl Scan {
    /// Whether its codes need a DC table: refinements of DC are bare bits.
    pub(in crate::picture) fn needs_dc(&self) -> bool {
        self.start == 0 && self.high == 0
    }

    /// Whether its codes need an AC table.
    pub(in crate::picture) fn needs_ac(&self) -> bool {
        self.end > 0
    }
}

impl Frame {
    /// Reads SOF0, SOF1 or SOF2; names every other kind.
    pub(in crate::picture) fn read(marker: u8, body: &[u8]) -> Result<Self, Error> {
        refuse_process(marker)?;
        let &[precision, h1, h0, w1, w0, count, ref rest @ ..] = body else {
            return Err(malformed("its frame header is cut"));
        };
        if precision != 8 {
            return Err(unsupported(format!(
                "this is a JPEG with {precision} bits for each colour, which is not taken: save it with 8"
            )));
        }
        if !matches!(count, 1 | 3 | 4) {
            return Err(unsupported(format!(
                "this is a JPEG of {count} colour components, which is not taken: save it as RGB"
            )));
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
            marker,
            size: Size {
                width: u32::from(u16::from_be_bytes([w1, w0])),
                height: u32::from(u16::from_be_bytes([h1, h0])),
            },
            components,
            scans: 0,
        })
    }

    pub(in crate::picture) fn is_progressive(&self) -> bool {
        self.marker == 0xC2
    }

    /// Takes the number of lines from a DNL segment, which may only follow the first scan (T.81, B.2.5). Where the
    /// header has the height, decoders do not listen to it, and neither does this.
    pub(super) fn define_lines(&mut self, body: &[u8]) -> Result<(), Error> {
        let &[h1, h0] = body else {
            return Err(malformed("its number of lines is cut"));
        };
        if self.size.height == 0 && self.scans == 1 {
            self.size.height = u32::from(u16::from_be_bytes([h1, h0]));
        }
        Ok(())
    }

    /// Reads a scan header, and checks it against the frame and the tables.
    pub(in crate::picture) fn scan(
        &mut self,
        body: &[u8],
        tables: &Defined,
    ) -> Result<Scan, Error> {
        let wrong = || malformed("the header of a scan is impossible");
        self.scans += 1;
        if self.scans > MAX_SCANS {
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
        let progressive = self.is_progressive();
        let possible = if progressive {
            let band = if start == 0 {
                end == 0
            } else {
                count == 1 && start <= end && end <= 63
            };
            band && low <= 13 && (high == 0 || high == low + 1)
        } else {
            start == 0 && end == 63 && approximation == 0
        };
        if !possible || !(1..=4).contains(&count) {
            return Err(wrong());
        }
        let mut scan = Scan {
            components: Vec::with_capacity(usize::from(count)),
            start,
            end,
            high,
            low,
        };
        let mut blocks = 0;
        for pair in selectors.chunks_exact(2) {
            let (dc, ac) = (usize::from(pair[1] >> 4), usize::from(pair[1] & 15));
            let index = self.components.iter().position(|c| c.id == pair[0]);
            let index = index.ok_or_else(wrong)?;
            let component = &mut self.components[index];
            if scan.components.iter().any(|other| other.index == index)
                || (!progressive && component.seen)
                || (scan.needs_dc() && !tables.dc.get(dc).copied().unwrap_or(false))
                || (scan.needs_ac() && !tables.ac.get(ac).copied().unwrap_or(false))
                || dc > 3
                || ac > 3
                || !tables.quantisation[usize::from(component.quantisation)]
                || (start > 0 && !component.seen)
            {
                return Err(wrong());
            }
            component.seen = true;
            blocks += u32::from(component.horizontal) * u32::from(component.vertical);
            scan.components.push(ScanComponent { index, dc, ac });
        }
        // T.81, B.2.3: at most ten blocks in an interleaved unit.
        if count > 1 && blocks > 10 {
            return Err(wrong());
        }
        Ok(scan)
    }

    /// Every component has been in a scan.
    pub(in crate::picture) fn is_complete(&self) -> bool {
        self.components.iter().all(|component| component.seen)
    }

    /// Bits of one pixel over all components, subsampling left aside.
    pub(super) fn pixel_bits(&self) -> u32 {
        8 * self.components.len() as u32
    }
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
