//! A JPEG as a list of segments (ITU-T T.81, annex B). Nothing inside a segment is looked at.

use crate::Error;
use core::ops::Range;
use memchr::memchr;

/// Start of image.
pub const SOI: u8 = 0xD8;
/// End of image.
pub const EOI: u8 = 0xD9;
/// Start of scan.
pub const SOS: u8 = 0xDA;

/// A marker with its parameters and, for a start of scan, the coded data behind it.
pub struct Segment {
    /// The marker's second byte.
    pub marker: u8,
    /// From the marker's `FF` to the end of the coded data.
    pub whole: Range<usize>,
    /// The parameters, without their length.
    pub body: Range<usize>,
    /// Bytes before the marker that belong to nothing.
    pub skipped: usize,
}

/// Walks the segments of a JPEG from its SOI to its EOI, and no further.
pub struct Markers<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Markers<'a> {
    /// `bytes` start with SOI.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 2 }
    }

    /// Where the walk stands: behind EOI once that has come.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The next segment; EOI is one with an empty body.
    ///
    /// # Errors
    /// [`Error::Malformed`] where the file ends before, or another picture begins.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Segment, Error> {
        let cut = || Error::Malformed("it ends before the picture does");
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
                SOI => return Err(Error::Malformed("a second picture begins inside the first")),
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
