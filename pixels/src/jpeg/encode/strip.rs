//! The pixels of a row of units, filled up to whole blocks by repeating the edges.

use crate::raster::Plane;
use wide::i16x8;

/// Rows of one component, as wide as its blocks.
pub(super) struct Strip {
    width: usize,
    height: usize,
    levels: Vec<u8>,
}

impl Strip {
    /// Room for `across` blocks by `down`.
    pub(super) fn new(across: usize, down: usize) -> Self {
        Self {
            width: 8 * across,
            height: 8 * down,
            levels: vec![0; 64 * across * down],
        }
    }

    /// Takes the strip with this number, from the top of the plane.
    pub(super) fn fill(&mut self, plane: &Plane, number: usize) {
        let width = plane.width as usize;
        let last_row = (plane.height as usize).saturating_sub(1);
        for (row, target) in self.levels.chunks_exact_mut(self.width).enumerate() {
            let from = (number * self.height + row).min(last_row) * width;
            let source = plane.samples.get(from..from + width).unwrap_or_default();
            let (inside, outside) = target.split_at_mut(width.min(self.width));
            inside.copy_from_slice(source);
            outside.fill(source.last().copied().unwrap_or_default());
        }
    }

    /// A block as levels around zero (T.81, A.3.1).
    #[inline(always)]
    pub(super) fn block(&self, across: usize, down: usize) -> [i16x8; 8] {
        let mut rows = [i16x8::ZERO; 8];
        let from = 8 * down * self.width + 8 * across;
        let source = self.levels.get(from..).unwrap_or_default();
        for (row, levels) in rows.iter_mut().zip(source.chunks(self.width)) {
            let levels = levels.first_chunk::<8>().copied().unwrap_or_default();
            *row = i16x8::new(levels.map(i16::from)) - i16x8::splat(128);
        }
        rows
    }
}
