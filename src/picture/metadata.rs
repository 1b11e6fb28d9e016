//! What metadata says, by class, read only for the receipt: nothing here decides what is kept.
//!
//! Every reader is bounded and takes what does not parse as [`Class::Unknown`](super::Class): a broken block of
//! metadata never fails a picture, because the block is not kept either way.

pub(super) mod exif;
pub(super) mod iptc;
pub(super) mod png_text;
pub(super) mod xmp;

/// Big-endian or little-endian reads that end in `None` past the end.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a> {
    pub(super) data: &'a [u8],
    pub(super) big_endian: bool,
}

impl Bytes<'_> {
    pub(super) fn u16(self, at: usize) -> Option<u16> {
        let bytes = *self.data.get(at..)?.first_chunk()?;
        Some(if self.big_endian {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    }

    pub(super) fn u32(self, at: usize) -> Option<u32> {
        let bytes = *self.data.get(at..)?.first_chunk()?;
        Some(if self.big_endian {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        })
    }
}
