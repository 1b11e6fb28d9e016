//! What is seen while a frame is shown: every frame before it, drawn and disposed of as it asks (GIF89a, 23; PNG 3rd
//! edition, 11.3.6.2; RFC 9649, 2.7.1.1).

use super::place::Place;
use super::read::{Disposal, Frame};
use pellicle_pixels::Plane;
use pellicle_pixels::Size;

/// The whole picture, in RGBA.
pub(super) struct Canvas {
    pub(super) plane: Plane,
    /// What the last frame leaves behind in its place, before the next one is drawn.
    left_behind: Option<(Place, Vec<u8>)>,
}

impl Canvas {
    /// An empty one. The colours that GIF and WebP name for it are shown by no browser.
    pub(super) fn new(size: Size) -> Self {
        Self {
            plane: Plane {
                width: size.width,
                height: size.height,
                samples: vec![0; size.pixels() as usize * 4],
            },
            left_behind: None,
        }
    }

    /// Draws a frame's pixels, once what the one before leaves behind is there.
    pub(super) fn draw(&mut self, frame: &Frame, pixels: &Plane) {
        if let Some((place, samples)) = self.left_behind.take() {
            self.put(place, &samples, false);
        }
        let place = frame.place;
        let left_behind = match frame.disposal {
            Disposal::Keep => None,
            Disposal::Background => Some(vec![0; pixels.samples.len()]),
            Disposal::Previous => Some(place.cut_out(&self.plane)),
        };
        self.left_behind = left_behind.map(|samples| (place, samples));
        self.put(place, &pixels.samples, frame.blends);
    }

    /// Puts samples into a place of their size, or lays them over what is there. No frame stands outside of its canvas:
    /// the container's reader has refused it.
    fn put(&mut self, place: Place, samples: &[u8], blends: bool) {
        let (all, _) = self.plane.samples.as_chunks_mut::<4>();
        let (pixels, _) = samples.as_chunks::<4>();
        let below = all.chunks_exact_mut(self.plane.width as usize);
        let rows = pixels.chunks_exact(place.size.width as usize);
        for (below, row) in below.skip(place.top as usize).zip(rows) {
            for (below, &pixel) in below[place.left as usize..].iter_mut().zip(row) {
                *below = if blends { over(pixel, *below) } else { pixel };
            }
        }
    }
}

/// One pixel over another, neither multiplied by its alpha (PNG 3rd edition, 13.16).
fn over(pixel: [u8; 4], below: [u8; 4]) -> [u8; 4] {
    match pixel[3] {
        0 => return below,
        255 => return pixel,
        _ => {}
    }
    // Shares of 255 × 255.
    let above = u32::from(pixel[3]) * 255;
    let through = u32::from(below[3]) * (255 - u32::from(pixel[3]));
    let whole = above + through;
    let mix = |a: u8, b: u8| (u32::from(a) * above + u32::from(b) * through + whole / 2) / whole;
    [
        mix(pixel[0], below[0]) as u8,
        mix(pixel[1], below[1]) as u8,
        mix(pixel[2], below[2]) as u8,
        ((whole + 127) / 255) as u8,
    ]
}
