//! The tables of a JPEG, taken out of their segments and held to T.81 before anything decodes with them.

use super::super::super::refusal::malformed;
use crate::error::Error;

/// One quantisation table of a DQT segment (T.81, B.2.4.1).
pub(in crate::picture) struct Quantisation<'a> {
    pub(in crate::picture) id: usize,
    /// Precision and id, then 64 elements of one or two bytes in zigzag order.
    pub(in crate::picture) whole: &'a [u8],
}

/// The tables of a DQT segment.
pub(in crate::picture) fn quantisation(mut body: &[u8]) -> Result<Vec<Quantisation<'_>>, Error> {
    let mut tables = Vec::new();
    while let Some(&head) = body.first() {
        let len = match head >> 4 {
            0 => 65,
            1 => 129,
            _ => return Err(malformed("a quantisation table is impossible")),
        };
        let id = usize::from(head & 15);
        match body.split_at_checked(len) {
            Some((whole, rest)) if id < 4 => {
                tables.push(Quantisation { id, whole });
                body = rest;
            }
            _ => return Err(malformed("a quantisation table is cut")),
        }
    }
    Ok(tables)
}

/// What a Huffman table codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::picture) enum Class {
    Dc,
    Ac,
}

/// One Huffman table of a DHT segment (T.81, B.2.4.2).
pub(in crate::picture) struct Huffman<'a> {
    pub(in crate::picture) class: Class,
    pub(in crate::picture) id: usize,
    /// How many codes there are of each length from 1 to 16 bits.
    pub(in crate::picture) counts: &'a [u8; 16],
    /// What the codes stand for, in the order of the codes: 1 to 256.
    pub(in crate::picture) symbols: &'a [u8],
}

/// The tables of a DHT segment.
pub(in crate::picture) fn huffman(mut body: &[u8]) -> Result<Vec<Huffman<'_>>, Error> {
    let wrong = || malformed("a Huffman table is impossible");
    let mut tables = Vec::new();
    while let Some((&head, rest)) = body.split_first() {
        let (counts, rest) = rest.split_first_chunk::<16>().ok_or_else(wrong)?;
        let len = counts.iter().map(|&count| usize::from(count)).sum();
        let (symbols, rest) = rest.split_at_checked(len).ok_or_else(wrong)?;
        let class = match head >> 4 {
            0 => Class::Dc,
            1 => Class::Ac,
            _ => return Err(wrong()),
        };
        let id = usize::from(head & 15);
        // A DC symbol is a number of bits: 0 to 11, and 15 with room to spare.
        let fits = class == Class::Ac || symbols.iter().all(|&symbol| symbol <= 15);
        if id > 3 || !(1..=256).contains(&len) || !is_prefix_code(counts) || !fits {
            return Err(wrong());
        }
        tables.push(Huffman {
            class,
            id,
            counts,
            symbols,
        });
        body = rest;
    }
    Ok(tables)
}

/// Whether codes of these lengths can exist: no more of a length than are left over by the shorter ones.
fn is_prefix_code(counts: &[u8; 16]) -> bool {
    let mut left = 1i32;
    counts.iter().all(|&count| {
        left = 2 * left - i32::from(count);
        left >= 0
    })
}

/// Which tables have been defined so far.
#[derive(Default)]
pub(in crate::picture) struct Defined {
    pub(super) quantisation: [bool; 4],
    pub(super) dc: [bool; 4],
    pub(super) ac: [bool; 4],
}

impl Defined {
    /// Notes the tables of a DQT segment.
    pub(in crate::picture) fn note_quantisation(&mut self, body: &[u8]) -> Result<(), Error> {
        for table in quantisation(body)? {
            self.quantisation[table.id] = true;
        }
        Ok(())
    }

    /// Notes the tables of a DHT segment.
    pub(in crate::picture) fn note_huffman(&mut self, body: &[u8]) -> Result<(), Error> {
        for table in huffman(body)? {
            match table.class {
                Class::Dc => self.dc[table.id] = true,
                Class::Ac => self.ac[table.id] = true,
            }
        }
        Ok(())
    }
}
