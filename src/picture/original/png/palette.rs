//! The colours of a palette, and what is transparent (PNG 3rd edition, 11.2.2 and 11.3.1.1): no more of either than
//! the pixels need.

use super::super::super::container::png::header::{Color, Header};
use super::Chunks;
use crate::error::Error;

#[derive(Default)]
pub(super) struct Palette {
    /// Three bytes a colour.
    pub(super) colors: Vec<u8>,
    /// For a palette the alpha of its first colours, else the one level or colour that is transparent.
    pub(super) transparency: Vec<u8>,
}

impl Palette {
    /// Empties the colours that no pixel has: decoders never look there.
    pub(super) fn trim(&mut self, header: Header, used: &[bool; 256]) {
        let channels = match header.color {
            Color::Palette => {
                self.trim_palette(used);
                return;
            }
            Color::Gray => 1,
            Color::Rgb => 3,
            Color::GrayAlpha | Color::Rgba => 0,
        };
        // For other pictures a palette only suggests, to screens of the last century.
        self.colors.clear();
        if self.transparency.len() != 2 * channels {
            self.transparency.clear();
        }
        // Of two bytes a sample, decoders read as many bits as there are.
        let mask = u16::MAX >> (16 - u16::from(header.depth));
        for sample in self.transparency.as_chunks_mut::<2>().0 {
            *sample = (u16::from_be_bytes(*sample) & mask).to_be_bytes();
        }
    }

    fn trim_palette(&mut self, used: &[bool; 256]) {
        let count = (self.colors.len() / 3).min(256);
        let last = used[..count].iter().rposition(|&used| used);
        // A palette has at least one colour.
        let kept = last.map_or(1, |last| last + 1).min(count);
        self.colors.truncate(3 * kept);
        for (color, used) in self.colors.as_chunks_mut::<3>().0.iter_mut().zip(used) {
            if !used {
                *color = [0; 3];
            }
        }
        self.transparency.truncate(kept);
        for (alpha, used) in self.transparency.iter_mut().zip(used) {
            if !used {
                *alpha = u8::MAX;
            }
        }
        // What is not said is opaque.
        let opaque = self
            .transparency
            .iter()
            .rev()
            .take_while(|&&alpha| alpha == u8::MAX)
            .count();
        self.transparency.truncate(self.transparency.len() - opaque);
    }

    pub(super) fn write(&self, file: &mut Chunks) -> Result<(), Error> {
        if !self.colors.is_empty() {
            file.push(b"PLTE", &[&self.colors])?;
        }
        if !self.transparency.is_empty() {
            file.push(b"tRNS", &[&self.transparency])?;
        }
        Ok(())
    }
}
