//! The pixels of a lossy WebP: a key frame of VP8, walked to find where its partitions end (RFC 6386).
//!
//! A decoder stops at the last macroblock, whatever a partition still holds. No pixel is computed here: a walk follows
//! the modes and the tokens, and knows which blocks have any.

mod bools;
mod tables;

use super::super::super::refusal::malformed;
use super::chunks::lossy_size;
use crate::error::Error;
use bools::Bools;
use pellicle_pixels::Size;
use tables::{
    BAND_OF, BANDS, CHROMA_MODES, CONTEXTS, DEFAULTS, EXTRA_BITS, LUMA_MODES, NODES,
    SUBBLOCK_MODES, TOKEN_PROBABILITIES, UPDATES,
};

/// The tag, the start code and the size.
const HEADER_BYTES: usize = 10;

/// The data of a `VP8 ` chunk as decoders read it: each partition up to the last byte that a decision depends on.
///
/// # Errors
/// `malformed` where a partition ends early.
pub(in crate::picture) fn written(data: &[u8]) -> Result<Vec<u8>, Error> {
    let size = lossy_size(data).ok_or_else(cut)?;
    let (header, rest) = data.split_first_chunk::<HEADER_BYTES>().ok_or_else(cut)?;
    let tag = u32::from_le_bytes([header[0], header[1], header[2], 0]);
    let (first, rest) = rest.split_at_checked((tag >> 5) as usize).ok_or_else(cut)?;
    let mut modes = Bools::new(first);
    let frame = FrameHeader::read(&mut modes);
    let mut tokens = partitions(rest, frame.partitions)?;
    Macroblocks::new(size, &frame).walk(&mut modes, &mut tokens)?;

    let first = modes.read_bytes().ok_or_else(cut)?;
    let tokens: Option<Vec<Vec<u8>>> = tokens.iter().map(Bools::read_bytes).collect();
    let tokens = tokens.ok_or_else(cut)?;
    // Key frame, version and that it is shown; then the first partition's length.
    let tag = tag & 0x1F | (first.len() as u32) << 5;
    let mut written = tag.to_le_bytes()[..3].to_vec();
    written.extend_from_slice(&header[3..6]);
    // The two bits above each side ask for a scale that no viewer knows.
    for side in [size.width, size.height] {
        written.extend_from_slice(&(side as u16).to_le_bytes());
    }
    written.extend_from_slice(&first);
    for partition in &tokens[..tokens.len() - 1] {
        written.extend_from_slice(&(partition.len() as u32).to_le_bytes()[..3]);
    }
    written.extend(tokens.into_iter().flatten());
    Ok(written)
}

fn cut() -> Error {
    malformed("its pixels end early")
}

/// The partitions of tokens: the lengths of all but the last one, then all of them (9.5).
fn partitions(data: &[u8], count: usize) -> Result<Vec<Bools<'_>>, Error> {
    let (lengths, mut rest) = data.split_at_checked(3 * (count - 1)).ok_or_else(cut)?;
    let mut partitions = Vec::with_capacity(count);
    for length in lengths.as_chunks::<3>().0 {
        let [l0, l1, l2] = *length;
        let length = u32::from_le_bytes([l0, l1, l2, 0]) as usize;
        let (partition, behind) = rest.split_at_checked(length).ok_or_else(cut)?;
        partitions.push(Bools::new(partition));
        rest = behind;
    }
    partitions.push(Bools::new(rest));
    Ok(partitions)
}

/// What the walk needs of the frame header (9.2 to 9.11).
struct FrameHeader {
    /// The probabilities of a segment's number, where macroblocks have one.
    segments: Option<[u8; 3]>,
    partitions: usize,
    tokens: [u8; TOKEN_PROBABILITIES],
    /// How likely a macroblock is to have tokens, where that is said.
    skipping: Option<u8>,
}

impl FrameHeader {
    fn read(bools: &mut Bools<'_>) -> Self {
        // Colour space and clamping.
        bools.literal(2);
        let segments = if bools.flag() {
            Self::read_segments(bools)
        } else {
            None
        };
        // The loop filter: its type, level and sharpness, and its adjustments.
        bools.literal(10);
        if bools.flag() && bools.flag() {
            (0..8).for_each(|_| bools.optional(7));
        }
        let partitions = 1 << bools.literal(2);
        // Quantiser indices: one, and five that differ from it.
        bools.literal(7);
        (0..5).for_each(|_| bools.optional(5));
        // Whether later frames go on with these probabilities.
        bools.flag();
        let mut tokens = DEFAULTS;
        for (token, update) in tokens.iter_mut().zip(UPDATES) {
            if bools.read(update) {
                *token = bools.literal(8) as u8;
            }
        }
        let skipping = bools.flag().then(|| bools.literal(8) as u8);
        Self {
            segments,
            partitions,
            tokens,
            skipping,
        }
    }

    fn read_segments(bools: &mut Bools<'_>) -> Option<[u8; 3]> {
        let has_map = bools.flag();
        if bools.flag() {
            bools.flag();
            // A quantiser and a filter level for each of four segments, with their signs.
            (0..4).for_each(|_| bools.optional(8));
            (0..4).for_each(|_| bools.optional(7));
        }
        has_map.then(|| {
            core::array::from_fn(|_| match bools.flag() {
                true => bools.literal(8) as u8,
                false => 255,
            })
        })
    }
}

/// Modes of subblocks that others are predicted from (8.1).
const DC: u8 = 0;
const TRUE_MOTION: u8 = 1;
const VERTICAL: u8 = 2;
const HORIZONTAL: u8 = 3;

/// What is known of the neighbours above or to the left of a macroblock.
#[derive(Clone, Copy, Default)]
struct Edge {
    modes: [u8; 4],
    /// Whether the blocks along the edge have tokens: four of luma, two of each chroma.
    luma: [bool; 4],
    chroma: [[bool; 2]; 2],
    /// The same of the last macroblock that has a block for its first luma coefficients.
    firsts: bool,
}

struct Macroblocks<'a> {
    header: &'a FrameHeader,
    rows: u32,
    above: Vec<Edge>,
}

impl<'a> Macroblocks<'a> {
    fn new(size: Size, header: &'a FrameHeader) -> Self {
        Self {
            header,
            rows: size.height.div_ceil(16),
            above: vec![Edge::default(); size.width.div_ceil(16) as usize],
        }
    }

    fn walk(&mut self, modes: &mut Bools<'_>, tokens: &mut [Bools<'_>]) -> Result<(), Error> {
        let count = tokens.len();
        for row in 0..self.rows as usize {
            let tokens = &mut tokens[row % count];
            let mut left = Edge::default();
            for above in &mut self.above {
                macroblock(self.header, modes, tokens, above, &mut left);
            }
            // A picture's worth of zeros is walked quickly, but not for nothing.
            if modes.is_exhausted() || tokens.is_exhausted() {
                return Err(cut());
            }
        }
        Ok(())
    }
}

/// One macroblock: its modes (11), then its tokens (13).
#[inline]
fn macroblock(
    header: &FrameHeader,
    modes: &mut Bools<'_>,
    tokens: &mut Bools<'_>,
    above: &mut Edge,
    left: &mut Edge,
) {
    if let Some([root, low, high]) = header.segments {
        let is_high = modes.read(root);
        modes.read(if is_high { high } else { low });
    }
    let skipped = header
        .skipping
        .is_some_and(|probability| modes.read(probability));
    let has_firsts = luma_modes(modes, above, left);
    let [not_dc, not_vertical, not_horizontal] = CHROMA_MODES;
    let _ = modes.read(not_dc) && modes.read(not_vertical) && modes.read(not_horizontal);
    if skipped {
        for edge in [above, left] {
            *edge = Edge {
                modes: edge.modes,
                firsts: edge.firsts && !has_firsts,
                ..Edge::default()
            };
        }
        return;
    }
    residuals(&header.tokens, tokens, above, left, has_firsts);
}

/// Whether the macroblock has one mode, and so a block of first coefficients of its own.
fn luma_modes(modes: &mut Bools<'_>, above: &mut Edge, left: &mut Edge) -> bool {
    let [whole, is_late, second, fourth] = LUMA_MODES;
    if modes.read(whole) {
        let mode = match modes.read(is_late) {
            false if modes.read(second) => VERTICAL,
            false => DC,
            true if modes.read(fourth) => TRUE_MOTION,
            true => HORIZONTAL,
        };
        above.modes = [mode; 4];
        left.modes = [mode; 4];
        return true;
    }
    for left in &mut left.modes {
        for above in &mut above.modes {
            let mode = subblock_mode(modes, *above, *left);
            (*above, *left) = (mode, mode);
        }
    }
    false
}

/// The tree of 8.1: the first three modes are a chain, the others a small tree.
fn subblock_mode(modes: &mut Bools<'_>, above: u8, left: u8) -> u8 {
    const LEFT_DOWN: u8 = 4;
    const RIGHT_DOWN: u8 = 5;
    const VERTICAL_RIGHT: u8 = 6;
    const VERTICAL_LEFT: u8 = 7;
    const HORIZONTAL_DOWN: u8 = 8;
    const HORIZONTAL_UP: u8 = 9;
    let from = 9 * (10 * usize::from(above) + usize::from(left));
    let p = &SUBBLOCK_MODES[from..from + 9];
    if !modes.read(p[0]) {
        DC
    } else if !modes.read(p[1]) {
        TRUE_MOTION
    } else if !modes.read(p[2]) {
        VERTICAL
    } else if !modes.read(p[3]) {
        if !modes.read(p[4]) {
            HORIZONTAL
        } else if !modes.read(p[5]) {
            RIGHT_DOWN
        } else {
            VERTICAL_RIGHT
        }
    } else if !modes.read(p[6]) {
        LEFT_DOWN
    } else if !modes.read(p[7]) {
        VERTICAL_LEFT
    } else if !modes.read(p[8]) {
        HORIZONTAL_DOWN
    } else {
        HORIZONTAL_UP
    }
}

/// Kinds of blocks, as the probabilities have them.
const LUMA_WITHOUT_FIRST: usize = 0;
const FIRSTS: usize = 1;
const CHROMA: usize = 2;
const LUMA: usize = 3;

fn residuals(
    probabilities: &[u8; TOKEN_PROBABILITIES],
    tokens: &mut Bools<'_>,
    above: &mut Edge,
    left: &mut Edge,
    has_firsts: bool,
) {
    let mut read = |kind: usize, above: &mut bool, left: &mut bool| {
        let context = usize::from(*above) + usize::from(*left);
        let has_tokens = block(probabilities, kind, context, tokens);
        (*above, *left) = (has_tokens, has_tokens);
    };
    let mut luma = LUMA;
    if has_firsts {
        read(FIRSTS, &mut above.firsts, &mut left.firsts);
        luma = LUMA_WITHOUT_FIRST;
    }
    for left in &mut left.luma {
        for above in &mut above.luma {
            read(luma, above, left);
        }
    }
    for (above, left) in above.chroma.iter_mut().zip(&mut left.chroma) {
        for left in left {
            for above in above.iter_mut() {
                read(CHROMA, above, left);
            }
        }
    }
}

/// The tokens of one block, and whether there are any before its end.
fn block(
    probabilities: &[u8; TOKEN_PROBABILITIES],
    kind: usize,
    mut context: usize,
    tokens: &mut Bools<'_>,
) -> bool {
    let node = |place: usize, context: usize| {
        let from = ((kind * BANDS + usize::from(BAND_OF[place])) * CONTEXTS + context) * NODES;
        &probabilities[from..from + NODES]
    };
    let first = usize::from(kind == LUMA_WITHOUT_FIRST);
    let mut place = first;
    let mut may_end = true;
    while place < 16 {
        let p = node(place, context);
        if may_end && !tokens.read(p[0]) {
            break;
        }
        // Behind a zero a block does not end.
        may_end = tokens.read(p[1]);
        context = match may_end {
            false => 0,
            true => magnitude(p, tokens),
        };
        place += 1;
    }
    place > first
}

/// A coefficient that is not zero, with its sign; and the context that it is for the next one.
#[inline]
fn magnitude(p: &[u8], tokens: &mut Bools<'_>) -> usize {
    let is_one = !tokens.read(p[2]);
    if !is_one {
        let category = if !tokens.read(p[3]) {
            // Two, or three and four.
            if tokens.read(p[4]) {
                tokens.read(p[5]);
            }
            None
        } else if !tokens.read(p[6]) {
            Some(usize::from(tokens.read(p[7])))
        } else {
            let high = tokens.read(p[8]);
            let low = tokens.read(p[if high { 10 } else { 9 }]);
            Some(2 + 2 * usize::from(high) + usize::from(low))
        };
        for &probability in category.map_or(&[][..], |category| EXTRA_BITS[category]) {
            tokens.read(probability);
        }
    }
    tokens.flag();
    if is_one { 1 } else { 2 }
}
