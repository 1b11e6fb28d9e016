//! The frames of an animation, each as a file of its own that the decoder of its format reads.
//!
//! They are read from what original mode wrote, in which every block is in order and needed.

mod gif;
mod png;
mod webp;

use super::super::refusal::internal;
use super::super::sniff::Format;
use super::place::Place;
use crate::error::Error;

/// One frame, not decoded yet.
pub(super) struct Frame {
    pub(super) place: Place,
    pub(super) delay: Delay,
    pub(super) disposal: Disposal,
    /// It is laid over what is below; else it replaces that, with its transparent parts too.
    pub(super) blends: bool,
    /// A file of its pixels and nothing else.
    pub(super) still: Vec<u8>,
}

/// How long a frame is shown: a part of a second, as APNG has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Delay {
    pub(super) numerator: u16,
    /// 0 counts as 100.
    pub(super) denominator: u16,
}

/// What becomes of a frame's place before the next frame is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Disposal {
    /// It stays.
    Keep,
    /// It is emptied.
    Background,
    /// It gets back what it had before.
    Previous,
}

/// Gives every frame to `on_frame`, one at a time. Tells how often the animation runs, in the number that its format has
/// for it; `None` where it does not say.
pub(super) fn each(
    format: Format,
    stripped: &[u8],
    on_frame: &mut dyn FnMut(Frame) -> Result<(), Error>,
) -> Result<Option<u32>, Error> {
    match format {
        Format::Gif => gif::each(stripped, on_frame),
        Format::Png => png::each(stripped, on_frame),
        Format::Webp => webp::each(stripped, on_frame),
        Format::Jpeg | Format::Avif => Err(internal("its format has no animations")),
    }
}
