//! IHDR: what the pixels of a PNG are (PNG 3rd edition, 11.2.1).

use super::super::super::refusal::malformed;
use crate::error::Error;
use pellicle_pixels::Size;

/// What IHDR says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::picture) struct Header {
    pub(in crate::picture) size: Size,
    /// Bits of a sample, or of a palette's index: 1, 2, 4, 8 or 16.
    pub(in crate::picture) depth: u8,
    pub(in crate::picture) color: Color,
    /// In the seven passes of Adam7.
    pub(in crate::picture) interlaced: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::picture) enum Color {
    Gray,
    Rgb,
    Palette,
    GrayAlpha,
    Rgba,
}

impl Color {
    /// The number that IHDR has for it.
    pub(in crate::picture) fn number(self) -> u8 {
        match self {
            Self::Gray => 0,
            Self::Rgb => 2,
            Self::Palette => 3,
            Self::GrayAlpha => 4,
            Self::Rgba => 6,
        }
    }

    fn depths(self) -> &'static [u8] {
        match self {
            Self::Gray => &[1, 2, 4, 8, 16],
            Self::Palette => &[1, 2, 4, 8],
            Self::Rgb | Self::GrayAlpha | Self::Rgba => &[8, 16],
        }
    }

    fn channels(self) -> u32 {
        match self {
            Self::Gray | Self::Palette => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

impl Header {
    pub(in crate::picture) fn read(data: &[u8]) -> Result<Self, Error> {
        let wrong = || malformed("its header is impossible");
        let (width, rest) = data.split_first_chunk::<4>().ok_or_else(wrong)?;
        let (height, rest) = rest.split_first_chunk::<4>().ok_or_else(wrong)?;
        // Compression and filtering have one method each.
        let &[depth, color, 0, 0, interlace @ (0 | 1)] = rest else {
            return Err(wrong());
        };
        let color = match color {
            0 => Color::Gray,
            2 => Color::Rgb,
            3 => Color::Palette,
            4 => Color::GrayAlpha,
            6 => Color::Rgba,
            _ => return Err(wrong()),
        };
        if !color.depths().contains(&depth) {
            return Err(wrong());
        }
        Ok(Self {
            size: Size {
                width: u32::from_be_bytes(*width),
                height: u32::from_be_bytes(*height),
            },
            depth,
            color,
            interlaced: interlace == 1,
        })
    }

    /// The 13 bytes of the chunk.
    pub(in crate::picture) fn to_bytes(self) -> [u8; 13] {
        let mut bytes = [0; 13];
        bytes[..4].copy_from_slice(&self.size.width.to_be_bytes());
        bytes[4..8].copy_from_slice(&self.size.height.to_be_bytes());
        bytes[8..].copy_from_slice(&[
            self.depth,
            self.color.number(),
            0,
            0,
            u8::from(self.interlaced),
        ]);
        bytes
    }

    /// Bits of one pixel as the file has it.
    pub(in crate::picture) fn stored_bits(self) -> u32 {
        self.color.channels() * u32::from(self.depth)
    }

    /// Bits of one decoded pixel: a palette's become three or four bytes, and no sample stays below one.
    pub(super) fn decoded_bits(self) -> u32 {
        match self.color {
            Color::Palette => 32,
            _ => self.color.channels() * u32::from(self.depth.max(8)),
        }
    }
}
