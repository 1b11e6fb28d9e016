//! The tables that segments define and scans use (T.81, B.2.4).

use super::huffman::Huffman;
use crate::Error;

/// What is defined so far.
pub(super) struct Tables {
    /// In zigzag order.
    pub(super) quantisation: [[u16; 64]; 4],
    pub(super) dc: [Option<Huffman>; 4],
    pub(super) ac: [Option<Huffman>; 4],
    /// Units between two restart markers; 0 for none.
    pub(super) restart_units: usize,
}

impl Tables {
    /// None.
    pub(super) fn new() -> Self {
        Self {
            quantisation: [[0; 64]; 4],
            dc: Default::default(),
            ac: Default::default(),
            restart_units: 0,
        }
    }

    /// Reads the body of DQT, DHT or DRI; every other segment defines nothing.
    ///
    /// # Errors
    /// `malformed` where the table is not one.
    pub(super) fn define(&mut self, marker: u8, body: &[u8]) -> Result<(), Error> {
        let defined = match marker {
            0xDB => self.quantisation(body),
            0xC4 => self.huffman(body),
            0xDD => self.restarts(body),
            _ => Some(()),
        };
        defined.ok_or(Error::Malformed("one of its tables is impossible"))
    }

    fn quantisation(&mut self, mut body: &[u8]) -> Option<()> {
        while let Some((&head, rest)) = body.split_first() {
            let table = self.quantisation.get_mut(usize::from(head & 15))?;
            let len = if head >> 4 == 0 { 64 } else { 128 };
            let (values, rest) = rest.split_at_checked(len)?;
            for (index, step) in table.iter_mut().enumerate() {
                *step = match len {
                    64 => u16::from(values[index]),
                    _ => u16::from_be_bytes([values[2 * index], values[2 * index + 1]]),
                };
            }
            body = rest;
        }
        Some(())
    }

    fn huffman(&mut self, mut body: &[u8]) -> Option<()> {
        while let Some((&head, rest)) = body.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let len = counts.iter().map(|&count| usize::from(count)).sum();
            let (symbols, rest) = rest.split_at_checked(len)?;
            let kind = if head >> 4 == 0 {
                &mut self.dc
            } else {
                &mut self.ac
            };
            *kind.get_mut(usize::from(head & 15))? = Some(Huffman::new(counts, symbols)?);
            body = rest;
        }
        Some(())
    }

    fn restarts(&mut self, body: &[u8]) -> Option<()> {
        self.restart_units = usize::from(u16::from_be_bytes(body.try_into().ok()?));
        Some(())
    }
}

/// A scan names a table that nothing has defined.
pub(super) fn missing() -> Error {
    Error::Malformed("a scan uses a table that is not there")
}
