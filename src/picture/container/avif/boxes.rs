//! Boxes, which ISO base media files are made of (ISO/IEC 14496-12, 4.2).

use super::super::super::refusal::malformed;
use crate::error::Error;

/// One box: its type and its data.
#[derive(Clone)]
pub(in crate::picture) struct Box<'a> {
    pub(in crate::picture) kind: [u8; 4],
    pub(in crate::picture) data: &'a [u8],
}

/// Walks the boxes of a list.
pub(in crate::picture) struct Boxes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Boxes<'a> {
    pub(in crate::picture) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Where the walk stands.
    pub(in crate::picture) fn position(&self) -> usize {
        self.at
    }

    /// The next box; `None` at the end.
    pub(in crate::picture) fn next(&mut self) -> Result<Option<Box<'a>>, Error> {
        let start = self.at;
        let mut fields = Fields(self.bytes.get(start..).unwrap_or_default());
        if fields.0.is_empty() {
            return Ok(None);
        }
        let (size, kind) = (fields.u32()?, fields.array()?);
        let len = match size {
            // It goes on to the end.
            0 => self.bytes.len() - start,
            1 => usize::try_from(fields.u64()?).map_err(|_| cut())?,
            size => size as usize,
        };
        let data_at = self.bytes.len() - fields.0.len();
        let end = start.checked_add(len).ok_or_else(cut)?;
        let data = self.bytes.get(data_at..end).ok_or_else(cut)?;
        self.at = end;
        Ok(Some(Box { kind, data }))
    }
}

/// Reads big-endian fields from the front.
#[derive(Clone, Copy)]
pub(in crate::picture) struct Fields<'a>(pub(in crate::picture) &'a [u8]);

impl<'a> Fields<'a> {
    pub(in crate::picture) fn take(&mut self, len: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or_else(cut)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(in crate::picture) fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        self.take(N)?.try_into().map_err(|_| cut())
    }

    pub(in crate::picture) fn u8(&mut self) -> Result<u8, Error> {
        self.array().map(|[byte]| byte)
    }

    pub(in crate::picture) fn u16(&mut self) -> Result<u16, Error> {
        self.array().map(u16::from_be_bytes)
    }

    pub(in crate::picture) fn u32(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_be_bytes)
    }

    fn u64(&mut self) -> Result<u64, Error> {
        self.array().map(u64::from_be_bytes)
    }

    /// A number of 0, 4 or 8 bytes, as a table says before it.
    pub(in crate::picture) fn sized(&mut self, len: u8) -> Result<u64, Error> {
        match len {
            0 => Ok(0),
            4 => self.u32().map(u64::from),
            8 => self.u64(),
            _ => Err(malformed(
                "a table of it has numbers of an impossible length",
            )),
        }
    }

    /// A number of two bytes, or of four where the table is a wide one.
    pub(in crate::picture) fn id(&mut self, wide: bool) -> Result<u32, Error> {
        if wide {
            self.u32()
        } else {
            self.u16().map(u32::from)
        }
    }

    /// The version and the flags that a full box begins with.
    pub(in crate::picture) fn version(&mut self) -> Result<(u8, u32), Error> {
        let word = self.u32()?;
        Ok(((word >> 24) as u8, word & 0xFF_FFFF))
    }
}

pub(in crate::picture) fn cut() -> Error {
    malformed("it ends before the picture does")
}
