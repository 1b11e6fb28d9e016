//! A colour profile as the numbers that convert colours (ICC.1:2022): read for the conversion, and written again, with
//! nothing else in it, for original mode.

mod curve;
mod element;
mod file;
mod power;
mod table;

pub(super) use curve::Curve;
pub(super) use element::Element;
pub(super) use file::Numbers;
pub(super) use power::power;
pub(super) use table::Table;

/// Reads big-endian numbers; everything ends in `None` behind the end.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(len)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// A number of 16 bits before the point and 16 behind it. None of a colour's comes near 16, so that what is
    /// larger is something else.
    fn fixed(&mut self) -> Option<i32> {
        const LIMIT: u32 = 16 << 16;
        let number = self.array().map(i32::from_be_bytes)?;
        (number.unsigned_abs() < LIMIT).then_some(number)
    }

    fn fixed_array<const N: usize>(&mut self) -> Option<[i32; N]> {
        let mut numbers = [0; N];
        for number in &mut numbers {
            *number = self.fixed()?;
        }
        Some(numbers)
    }
}

/// Numbers as a profile has them.
fn push_fixed(bytes: &mut Vec<u8>, numbers: &[i32]) {
    numbers
        .iter()
        .for_each(|number| bytes.extend_from_slice(&number.to_be_bytes()));
}

/// A tag's data with this type: four bytes of it, and four of nothing.
fn typed(kind: &[u8; 4]) -> Vec<u8> {
    [kind, &[0; 4][..]].concat()
}
