//! Where a frame stands on its canvas.

use pellicle_pixels::Plane;
use pellicle_pixels::Size;

/// A rectangle of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) size: Size,
}

impl Place {
    /// The smallest that holds every pixel of which `holds` is true; they are counted row by row. `None` where there is
    /// no such pixel.
    pub(super) fn around(canvas: Size, holds: &dyn Fn(usize) -> bool) -> Option<Self> {
        let (mut left, mut right) = (canvas.width, 0);
        let (mut top, mut bottom) = (canvas.height, 0);
        for y in 0..canvas.height {
            let start = y as usize * canvas.width as usize;
            let is_in = |x: &u32| holds(start + *x as usize);
            let Some(first) = (0..canvas.width).find(is_in) else {
                continue;
            };
            let last = (first..canvas.width).rfind(is_in).unwrap_or(first);
            left = left.min(first);
            right = right.max(last + 1);
            top = top.min(y);
            bottom = y + 1;
        }
        (bottom > 0).then(|| Self::between(left, top, right, bottom))
    }

    /// The smallest that holds both.
    pub(super) fn and(self, other: Self) -> Self {
        let (right, bottom) = self.end();
        let (other_right, other_bottom) = other.end();
        Self::between(
            self.left.min(other.left),
            self.top.min(other.top),
            right.max(other_right),
            bottom.max(other_bottom),
        )
    }

    /// What a picture in RGBA has inside.
    pub(super) fn cut_out(self, picture: &Plane) -> Vec<u8> {
        let mut samples = Vec::with_capacity(4 * self.size.pixels() as usize);
        let from = 4 * self.left as usize;
        let rows = picture.samples.chunks_exact(4 * picture.width as usize);
        for row in rows.skip(self.top as usize).take(self.size.height as usize) {
            samples.extend_from_slice(&row[from..from + 4 * self.size.width as usize]);
        }
        samples
    }

    /// Makes everything inside of a picture in RGBA transparent.
    pub(super) fn empty(self, picture: &mut Plane) {
        let from = 4 * self.left as usize;
        let rows = picture.samples.chunks_exact_mut(4 * picture.width as usize);
        for row in rows.skip(self.top as usize).take(self.size.height as usize) {
            row[from..from + 4 * self.size.width as usize].fill(0);
        }
    }

    fn between(left: u32, top: u32, right: u32, bottom: u32) -> Self {
        let size = Size {
            width: right - left,
            height: bottom - top,
        };
        Self { left, top, size }
    }

    fn end(self) -> (u32, u32) {
        (self.left + self.size.width, self.top + self.size.height)
    }
}

/// One pixel in the corner: a frame cannot be without any.
pub(super) const CORNER: Place = Place {
    left: 0,
    top: 0,
    size: Size {
        width: 1,
        height: 1,
    },
};
