//! GIF: each frame draws what has changed since the one before, in a palette of its own (GIF89a specification).
//!
//! A frame can make nothing transparent again. So what becomes transparent has to be emptied by the disposal of the
//! frame before, which is why a frame is written only once the next one is known.

use super::super::place::{CORNER, Place};
use super::lzw;
use super::quantise::quantise;
use pellicle_pixels::Plane;
use pellicle_pixels::Size;
use pellicle_pixels::encode::Palette;

/// From this alpha on, a pixel is seen: GIF has nothing between all and nothing.
const OPAQUE_FROM: u8 = 128;

const TRANSPARENT: [u8; 4] = [0; 4];

pub(in crate::picture::animation) struct Writer {
    blocks: Vec<u8>,
    /// What the frame that is not written yet is drawn onto.
    below: Plane,
    /// What is seen once it is, and for how many hundredths of a second.
    seen: Option<(Plane, u16)>,
}

impl Writer {
    pub(super) fn new(size: Size) -> Self {
        Self {
            blocks: Vec::new(),
            below: Plane {
                width: size.width,
                height: size.height,
                samples: vec![0; 4 * size.pixels() as usize],
            },
            seen: None,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.blocks.len()
    }

    pub(super) fn push(&mut self, mut next: Plane, delay: u16) {
        for pixel in next.samples.as_chunks_mut::<4>().0 {
            match pixel[3] {
                OPAQUE_FROM.. => pixel[3] = 255,
                _ => *pixel = TRANSPARENT,
            }
        }
        self.settle(Some(&next));
        self.seen = Some((next, delay));
    }

    /// Writes the frame that waits. What it shows and `next` does not is emptied behind it.
    fn settle(&mut self, next: Option<&Plane>) {
        let Some((seen, delay)) = self.seen.take() else {
            return;
        };
        let size = seen.size();
        let (pixels, _) = seen.samples.as_chunks::<4>();
        let (below, _) = self.below.samples.as_chunks::<4>();
        let changed = Place::around(size, &|at| pixels[at] != below[at]);
        let emptied = next.and_then(|next| {
            let (next, _) = next.samples.as_chunks::<4>();
            Place::around(size, &|at| pixels[at] != next[at] && next[at][3] == 0)
        });
        let (place, disposal) = match (changed, emptied) {
            (Some(changed), Some(emptied)) => (changed.and(emptied), 2),
            (None, Some(emptied)) => (emptied, 2),
            (changed, None) => (changed.unwrap_or(CORNER), 1),
        };
        let mut drawn = place.cut_out(&seen);
        let below = place.cut_out(&self.below);
        let (drawn_pixels, _) = drawn.as_chunks_mut::<4>();
        for (drawn, below) in drawn_pixels.iter_mut().zip(below.as_chunks::<4>().0) {
            if drawn == below {
                *drawn = TRANSPARENT;
            }
        }
        let plane = Plane {
            width: place.size.width,
            height: place.size.height,
            samples: drawn,
        };
        let palette = Palette::of::<4>(&plane).unwrap_or_else(|| quantise(&plane));
        self.write(place, &palette, delay, disposal);
        self.below = seen;
        if emptied.is_some() {
            place.empty(&mut self.below);
        }
    }

    /// One frame: its control, its place, its palette and its codes.
    fn write(&mut self, place: Place, palette: &Palette, delay: u16, disposal: u8) {
        let file = &mut self.blocks;
        // Palettes are sorted: what is transparent comes first.
        let is_transparent = u8::from(palette.colors.first() == Some(&TRANSPARENT));
        let [d0, d1] = delay.to_le_bytes();
        let flags = disposal << 2 | is_transparent;
        file.extend_from_slice(&[0x21, 0xF9, 4, flags, d0, d1, 0, 0, 0x2C]);
        for field in [place.left, place.top, place.size.width, place.size.height] {
            file.extend_from_slice(&(field as u16).to_le_bytes());
        }
        // Indices of fewer than two bits do not exist.
        let colors = palette.colors.len().next_power_of_two().max(4);
        let bits = colors.ilog2() as u8;
        file.push(0x80 | (bits - 1));
        let end = file.len() + 3 * colors;
        file.extend(palette.colors.iter().flat_map(|&[r, g, b, _]| [r, g, b]));
        file.resize(end, 0);
        file.push(bits);
        for block in lzw::codes(&palette.indices, bits).chunks(255) {
            file.push(block.len() as u8);
            file.extend_from_slice(block);
        }
        file.push(0);
    }

    pub(super) fn finish(mut self, plays: Option<u32>) -> Vec<u8> {
        self.settle(None);
        let mut file = b"GIF89a".to_vec();
        for side in [self.below.width, self.below.height] {
            file.extend_from_slice(&(side as u16).to_le_bytes());
        }
        // Eight bits a channel, no palette for all, square pixels.
        file.extend_from_slice(&[0x70, 0, 0]);
        if let Some(plays) = plays {
            file.extend_from_slice(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01");
            file.extend_from_slice(&(plays as u16).to_le_bytes());
            file.push(0);
        }
        file.append(&mut self.blocks);
        file.push(0x3B);
        file
    }
}
