//! The frame of a JPEG and its components (T.81, A.1 and B.2.2), laid out for a size to decode to.

use crate::Error;
use crate::Size;

/// What a frame says.
pub(super) struct Frame {
    pub(super) progressive: bool,
    pub(super) units_across: usize,
    pub(super) units_down: usize,
    pub(super) components: Vec<Component>,
}

/// One component of a frame.
pub(super) struct Component {
    pub(super) id: u8,
    pub(super) quantisation: usize,
    /// Blocks of a unit, across and down: the sampling factors.
    pub(super) horizontal: usize,
    pub(super) vertical: usize,
    /// Blocks that the component's own size needs; an interleaved scan may bring more, to whole units.
    pub(super) blocks_across: usize,
    pub(super) blocks_down: usize,
    /// Pixels of a block's side in the plane, from 1 to 8.
    pub(super) points: usize,
    /// Pixels of a row of the plane: whole units of blocks.
    pub(super) stride: usize,
    /// Rows of the plane.
    pub(super) rows: usize,
    /// How much of the plane the picture covers.
    pub(super) covered_width: f64,
    pub(super) covered_height: f64,
}

impl Frame {
    /// Lays out the frame that the body of SOF0, SOF1 or SOF2 describes. `size` is the picture's, which the container
    /// has checked, and `wanted` the size that each component will be resized to.
    ///
    /// # Errors
    /// `malformed` where the body is not one of a frame.
    pub(super) fn lay_out(
        marker: u8,
        body: &[u8],
        size: Size,
        wanted: impl Fn(Share) -> Size,
    ) -> Result<Self, Error> {
        let wrong = || Error::Malformed("its frame header is impossible");
        let triples = body.get(6..).ok_or_else(wrong)?.as_chunks::<3>().0;
        let factors = |at: &[u8; 3]| (usize::from(at[1] >> 4), usize::from(at[1] & 15));
        let across = triples.iter().map(|at| factors(at).0).max();
        let down = triples.iter().map(|at| factors(at).1).max();
        let (across, down) = across.zip(down).ok_or_else(wrong)?;
        if triples
            .iter()
            .any(|at| matches!(factors(at), (0, _) | (_, 0)))
        {
            return Err(wrong());
        }
        let (width, height) = (size.width as usize, size.height as usize);
        let units_across = width.div_ceil(8 * across);
        let units_down = height.div_ceil(8 * down);
        let components = triples.iter().enumerate().map(|(index, at)| {
            let (horizontal, vertical) = factors(at);
            let share = Share {
                index,
                width: f64::from(size.width) * horizontal as f64 / across as f64,
                height: f64::from(size.height) * vertical as f64 / down as f64,
            };
            let points = share.points(wanted(share));
            let stride = units_across * horizontal * points;
            Component {
                id: at[0],
                quantisation: usize::from(at[2] & 3),
                horizontal,
                vertical,
                blocks_across: (width * horizontal).div_ceil(8 * across),
                blocks_down: (height * vertical).div_ceil(8 * down),
                points,
                stride,
                rows: units_down * vertical * points,
                covered_width: share.width * points as f64 / 8.0,
                covered_height: share.height * points as f64 / 8.0,
            }
        });
        Ok(Self {
            progressive: marker == 0xC2,
            units_across,
            units_down,
            components: components.collect(),
        })
    }
}

/// A component's share of the picture, in samples of its own as they are stored.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub(super) index: usize,
    width: f64,
    height: f64,
}

impl Share {
    /// The least pixels of a block's side, from 1 to 8, at which nothing is decoded smaller than it is wanted.
    fn points(self, wanted: Size) -> usize {
        let enough = |points: &usize| {
            let scale = *points as f64 / 8.0;
            self.width * scale >= f64::from(wanted.width)
                && self.height * scale >= f64::from(wanted.height)
        };
        (1..8).find(enough).unwrap_or(8)
    }
}

impl Component {
    /// Where the pixels of a block begin in the plane.
    #[inline]
    pub(super) fn place(&self, row: usize, column: usize) -> usize {
        row * self.points * self.stride + column * self.points
    }

    /// Blocks of a row of the plane, and rows of blocks.
    pub(super) fn blocks(&self) -> (usize, usize) {
        (self.stride / self.points, self.rows / self.points)
    }
}
