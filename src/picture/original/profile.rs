//! What a file's colour profile says, as numbers and nothing else (ICC.1:2022).
//!
//! A profile names its maker, its device, its licence and its date, and has room for anything in private tags. None of
//! that shows a picture. So a profile is read as the curves, matrices and tables that convert colours, and written
//! anew from them; one that says what a well-known space says becomes the same few bytes for everyone.

mod curve;
mod element;
mod file;
mod known;
mod table;

use super::super::container::Channels;
use super::Colors;
use element::Element;
use file::Numbers;

/// The colours that a profile gives to a picture of these channels. Decoders do without a profile that is broken or is
/// meant for other channels, and then nothing is said of colours.
pub(super) fn read(icc: &[u8], channels: Channels) -> Colors {
    let Some(numbers) = Numbers::read(icc).filter(|numbers| numbers.fit(channels)) else {
        return Colors::Unsaid;
    };
    match known::space(&numbers) {
        Some(known::Space::Srgb) => Colors::Srgb,
        Some(known::Space::Other(canonical)) => Colors::Profile(canonical.write()),
        None => Colors::Profile(numbers.write()),
    }
}

/// Reads big-endian numbers; everything ends in `None` behind the end.
struct Reader<'a> {
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
