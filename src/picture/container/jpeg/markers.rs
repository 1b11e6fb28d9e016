//! A JPEG as a list of segments (ITU-T T.81, annex B). Nothing inside a segment is looked at.

use super::super::super::refusal::malformed;
use crate::error::Error;
use core::ops::Range;
use memchr::memchr;

pub(in crate::picture) const SOI: u8 = 0xD8;
pub(in crate::picture) const EOI: u8 = 0xD9;
pub(in crate::picture) const SOS: u8 = 0xDA;

/// A marker with its parameters and, for a start of scan, the coded data behind it.
pub(in crate::picture) struct Segment {
    pub(in crate::picture) marker: u8,
    /// From the marker's `FF` to the end of the coded data.
    pub(in crate::picture) whole: Range<usize>,
    /// The parameters, without their length.
    pub(in crate::picture) body: Range<usize>,
    /// Bytes before the marker that belong to nothing.
    pub(in crate::picture) skipped: usize,
}

/// Walks the segments of a JPEG from its SOI to its EOI, and no further.
pub(in crate::picture) struct Markers<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Markers<'a> {
    /// `bytes` start with SOI.
    pub(in crate::picture) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 2 }
    }

    /// Where the walk stands: behind EOI once that has come.
    pub(in crate::picture) fn position(&self) -> usize {
        self.at
    }

    /// The next segment; EOI is one with an empty body.
    pub(in crate::picture) fn next(&mut self) -> Result<Segment, Error> {
        let cut = || malformed("it ends before the picture does");
        let from = self.at;
        loop {
            let found = memchr(0xFF, self.bytes.get(self.at..).unwrap_or_default());
            let start = self.at + found.ok_or_else(cut)?;
            let marker = *self.bytes.get(start + 1).ok_or_else(cut)?;
            match marker {
                // A byte of FF before a marker only fills; 00 after it makes it data, which has no place here.
                0xFF => self.at = start + 1,
                0x00 => self.at = start + 2,
                // Standalone markers that mean nothing outside a scan.
                0x01 | 0xD0..=0xD7 => self.at = start + 2,
                SOI => return Err(malformed("a second picture begins inside the first")),
                EOI => {
                    self.at = start + 2;
                    return Ok(Segment {
                        marker,
                        whole: start..self.at,
                        body: self.at..self.at,
                        skipped: start - from,
                    });
                }
                _ => {
                    let body = self.body(start).ok_or_else(cut)?;
                    self.at = body.end;
                    if marker == SOS {
                        self.at = self.end_of_scan(body.end).ok_or_else(cut)?;
                    }
                    return Ok(Segment {
                        marker,
                        whole: start..self.at,
                        body,
                        skipped: start - from,
                    });
                }
            }
        }
    }

    fn body(&self, start: usize) -> Option<Range<usize>> {
        let len = u16::from_be_bytes(*self.bytes.get(start + 2..)?.first_chunk()?);
        let end = start + 2 + usize::from(len);
        (len >= 2 && end <= self.bytes.len()).then_some(start + 4..end)
    }

    /// Coded data ends at the first marker that is not a restart (T.81, B.1.1.5).
    fn end_of_scan(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at += memchr(0xFF, self.bytes.get(at..)?)?;
            match *self.bytes.get(at + 1)? {
                0x00 | 0xD0..=0xD7 => at += 2,
                0xFF => at += 1,
                _ => return Some(at),
            }
        }
    }
}
