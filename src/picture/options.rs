//! How a picture is prepared, and how far that has come.

use super::{Edits, Limits, Preset};
use crate::error::{Code, Error};

/// How a picture is prepared.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// The longest side of the result. Default: 2048 pixels.
    pub max_edge: MaxEdge,
    /// What a JPEG is optimised for; what suits PNG is not touched by it. Default: balanced.
    pub preset: Preset,
    /// Keeps the pixels bit for bit, at their size whatever [`Self::max_edge`] says, and writes only the file around
    /// them anew. Default: `false`.
    pub original: bool,
    /// Turns, cuts and covers; with any of them original mode is off. Default: none.
    pub edits: Edits,
    /// The most bytes of a preview, where one is to be made: [`preview_room`](crate::seal::preview_room) says how many
    /// can be sealed. Original mode, animations, and what is small or transparent go without. Default: none is made.
    pub preview_bytes: Option<usize>,
    /// What is too much.
    pub limits: Limits,
}

impl Options {
    /// The defaults, with this longest side.
    pub fn with_max_edge(max_edge: MaxEdge) -> Self {
        Self {
            max_edge,
            ..Self::default()
        }
    }

    /// The defaults, in original mode.
    pub fn original() -> Self {
        Self {
            original: true,
            ..Self::default()
        }
    }

    /// Whether the pixels are kept bit for bit.
    pub(super) fn is_original(&self) -> bool {
        self.original && self.edits.is_empty()
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        if self.max_edge == MaxEdge::Px(0) {
            return Err(Error::new(
                Code::BadOption,
                "the longest side must be at least 1 pixel",
            ));
        }
        Ok(())
    }
}

/// The longest side of a prepared picture; nothing is ever enlarged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaxEdge {
    /// At most this many pixels, from 1.
    Px(u16),
    /// As many as the original has.
    Full,
}

impl MaxEdge {
    /// In pixels, where there is a limit.
    pub(super) fn px(self) -> Option<u16> {
        match self {
            Self::Px(edge) => Some(edge),
            Self::Full => None,
        }
    }
}

impl Default for MaxEdge {
    fn default() -> Self {
        Self::Px(2048)
    }
}

/// What [`prepare_with_progress`](super::prepare_with_progress) does next; each stage comes at most once, in this
/// order. In original mode nothing is resized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// From the file to pixels: more than half of the time of a photo.
    Decoding,
    /// To the size asked for, upright, and in sRGB.
    Resizing,
    /// To the new file.
    Encoding,
    /// The new file is parsed once more.
    Checking,
}

impl Stage {
    /// The stage's name: `decoding`, `resizing`, `encoding` or `checking`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decoding => "decoding",
            Self::Resizing => "resizing",
            Self::Encoding => "encoding",
            Self::Checking => "checking",
        }
    }
}
